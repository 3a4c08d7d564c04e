import { RefusError, type Refus } from '../domain/errors';
import { avises, type Avise, type TypeEvenement, type Portee } from '../domain/events';
import { collectiviteAse } from '../domain/territoire';
import { tribunal } from '../domain/tribunaux';
import type { Tx } from './database';

/** Which of these institutions are registered with the hub: nobody else can be told anything. */
export type Raccordees = (tx: Pick<Tx, 'query'>, institutions: readonly string[]) => Promise<ReadonlySet<string>>;

/** Reads the register of partners, one statement. */
export const lireRaccordees: Raccordees = async (tx, institutions) => {
  const rows = await tx.query<{ id: string }>(
    'SELECT id FROM hub.partenaire WHERE id = ANY($1) AND revoque_le IS NULL',
    [institutions],
  );
  return new Set(rows.map(({ id }) => id));
};

interface ADire {
  readonly type: TypeEvenement;
  readonly portee: Portee;
}

/**
 * The recipients of these events that can be told.
 * @throws RefusError when one that must be told is not registered: a receipt would promise what nobody will read.
 */
export async function exigerRaccordement(
  tx: Pick<Tx, 'query'>,
  evenements: readonly ADire[],
  input: object,
  raccordees: Raccordees,
): Promise<ReadonlySet<string>> {
  const owed = evenements.flatMap(({ type, portee }) => avises(type, portee));
  if (owed.length === 0) return new Set();
  const joignables = await raccordees(tx, [...new Set(owed.map(({ institution }) => institution))]);
  const absentes = owed.filter(({ institution, obligatoire }) => obligatoire && !joignables.has(institution));
  if (absentes.length > 0) throw new RefusError(refusDe(absentes, input));
  return joignables;
}

function refusDe(absentes: readonly Avise[], input: object): Refus[] {
  return [...new Set(absentes.map(({ institution }) => institution))].map((institution) => ({
    code: 'DESTINATAIRE_NON_RACCORDE',
    path: champDe(institution, input),
    message: messageDe(institution),
  }));
}

function messageDe(institution: string): string {
  const { qui, accord, conseil } = nomDe(institution);
  return `${qui.charAt(0).toUpperCase()}${qui.slice(1)} n'est pas encore raccordé${accord} au hub : rien n'a été enregistré. ${conseil}`;
}

const VOIE_HABITUELLE = 'Transmettez par la voie habituelle (téléphone, courrier)';
const DIRECTEMENT = `${VOIE_HABITUELLE}.`;

/** Never what the caller typed: the names of the hub's own tables. */
export function nomDe(institution: string): { qui: string; accord: '' | 'e'; conseil: string } {
  const [, genre, code = ''] = /^(crip|ase)-(.+)$/.exec(institution) ?? [];
  const lieu = collectiviteAse(code)?.nom ?? 'collectivité inconnue';
  if (genre === 'crip') return { qui: `la CRIP (${lieu})`, accord: 'e', conseil: `${VOIE_HABITUELLE} ou au 119.` };
  if (genre === 'ase') return { qui: `l'ASE (${lieu})`, accord: 'e', conseil: DIRECTEMENT };
  const siege = tribunal(institution)?.siege;
  const qui = siege === undefined ? 'le destinataire désigné' : `le parquet (tribunal judiciaire de ${siege})`;
  return { qui, accord: '', conseil: DIRECTEMENT };
}

/** The field that decided on this recipient, when the input has one. */
function champDe(institution: string, input: object): readonly string[] {
  const champs = input as Readonly<Record<string, unknown>>;
  const nomme = Object.keys(champs).find((champ) => champs[champ] === institution);
  if (nomme !== undefined) return [nomme];
  if (typeof champs.collectivite === 'string') return ['collectivite'];
  const { enfant } = champs;
  return typeof enfant === 'object' && enfant !== null && 'communeResidence' in enfant
    ? ['enfant', 'communeResidence']
    : [];
}
