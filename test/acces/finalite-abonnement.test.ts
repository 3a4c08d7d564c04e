import { buildSchema, type GraphQLFieldResolver } from 'graphql';
import { finaliteDeLOperation, finaliteDEntete, ENTETE_FINALITE } from '../../src/acces/finalite';
import type { Actor } from '../../src/auth/actor';
import type { Finalite } from '../../src/domain/access-finalites';
import { createDoor, type Door } from '../../src/gateway/server';
import { createLogger } from '../../src/platform/logger';
import { client, follow } from '../door/socket-client';
import { bearer, registre, verifier } from '../door/support';

interface Contexte {
  readonly actor: Actor;
  finalite: Finalite | undefined;
}

// No subscription of the hub leads to a child (`acces/observer.ts`): the first that does is held to the rule.
const schema = buildSchema(`
  interface Suivi { scolarite: String }
  type Enfant implements Suivi { id: ID! nomNaissance: String scolarite: String }
  type Query { rien: String }
  type Subscription { enfantSuivi: Enfant suivi: Suivi }
`);
const abonnements = schema.getSubscriptionType()!.getFields();
let abonnes = 0;
const suivre: GraphQLFieldResolver<unknown, Contexte> = async function* (_source, _args, { finalite }) {
  abonnes += 1;
  await Promise.resolve();
  yield { __typename: 'Enfant', id: '1', nomNaissance: finalite ?? 'aucune', scolarite: '6e B' };
};
for (const champ of Object.values(abonnements)) {
  champ.subscribe = suivre;
  champ.resolve = (source: unknown) => source;
}

let door: Door;
beforeAll(async () => {
  door = await createDoor<Contexte>({
    schema,
    verifier,
    registre: registre(),
    contextFor: (actor, { headers }) => ({ actor, finalite: finaliteDEntete(headers[ENTETE_FINALITE], actor) }),
    examiner: finaliteDeLOperation,
    logger: createLogger({ level: 'silent' }),
    introspection: true,
  });
  await door.listen(0, '127.0.0.1');
});
afterAll(() => door.close());

const abonner = async (query: string, finalite?: unknown) => {
  const par = client(door, { authorization: bearer(), ...(finalite === undefined ? {} : { finalite }) });
  const { values, end } = await follow(par, query);
  await par.dispose();
  return { values, code: end?.[0]?.extensions.code, message: end?.[0]?.message };
};

test.each([
  ['subscription { enfantSuivi { scolarite } }', 'enfantSuivi.scolarite'],
  ['subscription { suivi { scolarite } }', 'suivi.scolarite'],
  ['subscription { s: suivi { ... on Enfant { e: scolarite } } }', 's.e'],
])('un abonnement n’ouvre pas la fiche sans finalité : %s', async (query, champ) => {
  const avant = abonnes;
  const { values, code, message } = await abonner(query);
  expect([values, code]).toEqual([[], 'FINALITE_REQUISE']);
  expect(message).toMatch(new RegExp(`^${champ} ouvre la fiche d'un enfant`));
  expect(abonnes).toBe(avant);
});

test('il la dit dans connectionParams, faute d’en-tête', async () => {
  const { values, code } = await abonner('subscription { enfantSuivi { nomNaissance scolarite } }', 'EVALUATION');
  expect(code).toBeUndefined();
  expect(values).toEqual([{ data: { enfantSuivi: { nomNaissance: 'EVALUATION', scolarite: '6e B' } } }]);
});

test('l’identité de l’enfant n’en demande pas', async () => {
  const { values } = await abonner('subscription { enfantSuivi { id nomNaissance } }');
  expect(values).toEqual([{ data: { enfantSuivi: { id: '1', nomNaissance: 'aucune' } } }]);
});

test('celle qu’il dit est de la liste, et ouverte à son institution', async () => {
  const query = 'subscription { enfantSuivi { scolarite } }';
  expect((await abonner(query, 'CURIOSITE')).code).toBe('BAD_USER_INPUT');
  expect((await abonner(query, 'CONTROLE')).code).toBe('FINALITE_REFUSEE');
  expect((await abonner(query, 1)).code).toBe('FINALITE_REQUISE');
});
