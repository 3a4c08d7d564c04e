import { createHash } from 'node:crypto';
import { getNamedType, isObjectType, type GraphQLInputType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import type { Commande, Erreur, Resultat } from '../../connectors/entrant';
import type { Actor } from '../auth/actor';
import { CODES_ERREUR } from '../domain/errors';
import { ecartsDeSaisie } from './saisie';

/** One operation of the API, as a caller's own request runs it: limits, validation, access, audit. */
export type Operer = (
  actor: Actor,
  operation: { readonly query: string; readonly variables: Readonly<Record<string, unknown>> },
) => Promise<ReponseGraphql>;

export interface ReponseGraphql {
  readonly data?: Readonly<Record<string, Readonly<Record<string, unknown>> | null>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: unknown } }[];
}

interface ErreurSaisie {
  readonly code: string;
  readonly path: readonly string[];
  readonly message: string;
}

/** What the same caller may be answered otherwise a moment later. */
const PASSAGERS = new Set<string>(
  Object.entries(CODES_ERREUR)
    .filter(([, { http }]) => http === 429 || http >= 500)
    .map(([code]) => code),
);

export const estPassager = (code: string): boolean => PASSAGERS.has(code);

/** Does one command, once per key. */
export type Executer = (actor: Actor, commande: Commande, idempotencyKey: string) => Promise<Resultat>;

/** Does what a message asks, in its sender's name, by the hub's own API: no rule of it can be gone around. */
export function executeur(schema: GraphQLSchema, operer: Operer): Executer {
  const operations = new Map<string, Operation>();

  return async (actor, { acte, input }, idempotencyKey) => {
    const { query, type } = operations.get(acte) ?? operationDe(schema, acte);
    operations.set(acte, { query, type });
    const variables = { input: { ...input, idempotencyKey } };
    const ecarts = ecartsDeSaisie(type, variables.input);
    if (ecarts.length > 0) return { fait: false, erreurs: ecarts, passager: false };
    const { data, errors } = await operer(actor, { query, variables });
    const rendu = data?.[acte];
    if (!rendu) {
      const erreurs = (errors ?? []).map(({ message, extensions }) => ({
        code: typeof extensions?.code === 'string' ? extensions.code : 'ERREUR_INTERNE',
        champ: [],
        message,
      }));
      return {
        fait: false,
        erreurs,
        passager: erreurs.length === 0 || erreurs.some(({ code }) => estPassager(code)),
      };
    }
    const refus = rendu['userErrors'] as readonly ErreurSaisie[];
    if (refus.length === 0) return { fait: true, reponse: rendu };
    const erreurs = refus.map(({ code, path, message }): Erreur => ({ code, champ: path, message }));
    return { fait: false, erreurs, passager: false };
  };
}

/** The same message always gives the same keys, whatever its own identifier looks like. */
export function cleDeCommande(voie: string, cle: string, rang: number): string {
  return `${voie}:${createHash('sha256').update(cle).digest('hex').slice(0, 40)}:${String(rang)}`;
}

interface Operation {
  readonly query: string;
  readonly type: GraphQLInputType;
}

/** The receipt, the acknowledgement and the refusals of that mutation: plain values, of nobody. */
function operationDe(schema: GraphQLSchema, acte: string): Operation {
  const mutation = schema.getMutationType()?.getFields()[acte];
  const input = mutation?.args.find(({ name }) => name === 'input');
  const rendu = mutation && getNamedType(mutation.type);
  if (!mutation || !input || !isObjectType(rendu)) throw new Error(`The API has no act ${acte}.`);
  const champs = Object.values(rendu.getFields()).flatMap(({ name, type }) => {
    const nomme = getNamedType(type);
    if (!isObjectType(nomme) || !RENDUS.has(nomme.name)) return [];
    return [`${name} { ${plats(nomme).join(' ')} }`];
  });
  const query = `mutation ($input: ${String(input.type)}) { ${acte}(input: $input) { ${champs.join(' ')} } }`;
  return { query, type: input.type };
}

const RENDUS = new Set(['AccuseReception', 'Recu', 'ErreurSaisie']);

function plats(type: GraphQLObjectType): string[] {
  return Object.values(type.getFields())
    .filter((champ) => !isObjectType(getNamedType(champ.type)))
    .map(({ name }) => name);
}
