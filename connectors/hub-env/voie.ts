import type { VoieEntrante } from '../entrant';
import { lireEnveloppe, MEDIA_TYPE, octetsSignes, refus, type Enveloppe } from './enveloppe';
import { preuveDe } from './preuves';

/** A type of event that an institution sends, and the act that it asks for. */
export interface TypeRecu {
  readonly acte: string;
  /** Fields of the act that are not `data`: from an attribute of the envelope, or from who sends it. */
  readonly champs?: Readonly<Record<string, (enveloppe: Enveloppe, institution: string) => unknown>>;
  /** Which attribute each of them comes from: where the partner looks when it is refused. */
  readonly attributs?: Readonly<Record<string, string>>;
  /** From `data` to the act's fields, when they are not the same. */
  readonly lire?: (data: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
  /** And back, from a field of the act to its place in `data`. */
  readonly ou?: (champ: readonly string[]) => readonly string[];
}

export interface VoieHubEnv {
  readonly nom: string;
  readonly roles: readonly string[];
  readonly chemin: string;
  readonly types: Readonly<Record<string, TypeRecu>>;
}

const LIMITE_OCTETS = 1_048_576;

/** A lane of signed events: CloudEvents 1.0, detached JWS over RFC 8785, answered by a signed receipt. */
export function voieHubEnv({ nom, roles, chemin, types }: VoieHubEnv): VoieEntrante {
  const regleDe = (type: unknown): TypeRecu | undefined =>
    typeof type === 'string' && Object.hasOwn(types, type) ? types[type] : undefined;
  return {
    nom,
    roles,
    limiteOctets: LIMITE_OCTETS,
    http: { chemin, types: [MEDIA_TYPE] },
    signe: octetsSignes,
    lire: (envoi) => {
      const enveloppe = lireEnveloppe(envoi);
      const regle = regleDe(enveloppe.type);
      if (!regle) throw refus('TYPE_INCONNU', 'type', `attendus ici : ${Object.keys(types).join(', ')}.`);
      const { acte, champs = {}, lire = (data) => data } = regle;
      const places = Object.entries(champs).map(([champ, de]): [string, unknown] => [
        champ,
        de(enveloppe, envoi.de.institution),
      ]);
      const input = {
        ...lire(enveloppe.data),
        ...Object.fromEntries(places.filter(([, valeur]) => valeur !== undefined)),
      };
      return { cle: enveloppe.id, demandes: [{ acte, input }] };
    },
    repondre: (envoi, issue) => preuveDe(envoi, issue, placeDe(regleDe(typeDe(envoi.corps)))),
  };
}

function placeDe(regle: TypeRecu | undefined) {
  return (champ: readonly string[]): readonly string[] => {
    const [premier = ''] = champ;
    const attribut = regle?.attributs?.[premier];
    if (attribut !== undefined) return [attribut];
    return champ.length === 0 ? [] : ['data', ...(regle?.ou?.(champ) ?? champ)];
  };
}

function typeDe(corps: Buffer): unknown {
  try {
    return (JSON.parse(corps.toString()) as { type?: unknown } | null)?.type;
  } catch {
    return undefined;
  }
}
