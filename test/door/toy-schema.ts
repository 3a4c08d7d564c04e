import { makeExecutableSchema } from '@graphql-tools/schema';
import { GraphQLError, GraphQLScalarType } from 'graphql';
import { HubError, RefusError } from '../../src/domain/errors';

/** A word that no answer and no log may repeat. */
export const SECRET = 'Léa-Dupont';

const typeDefs = /* GraphQL */ `
  scalar Cle
  scalar Brut
  directive @une(raison: String!) on FIELD
  enum Statut {
    OUVERTE
    CLOSE
  }
  input Enfant {
    nom: String!
    age: Int
    statut: Statut
    cle: Cle
    brut: Brut
    freres: [Enfant!]
  }
  input Choix @oneOf {
    a: String
    b: Int
  }
  interface Sujet {
    id: ID!
  }
  type Dossier implements Sujet {
    id: ID!
    titre: String
    dossier: Dossier
  }
  type Lettre implements Sujet {
    id: ID!
    corps: Int
  }
  union Piece = Dossier | Lettre
  type Query {
    bonjour(nom: String): String
    moi: String
    dossier(id: ID!): Dossier
    piece: Piece
    sujet: Sujet
    nombre(valeur: Int!, facteur: Float, actif: Boolean): Int
    statut(valeur: Statut! = OUVERTE): Statut
    enfant(input: Enfant!): String
    choix(input: Choix!): String
    liste(valeurs: [Int!]!): Int
    introuvable: String
    refuse: String
    casse: String
    cassePlus: String!
    mentParLeSchema: Int
    erreurEtrangere: String
  }
  type Mutation {
    ecrire: Int
  }
  type Subscription {
    compteur(jusqua: Int!): Int!
    sansFin: Int!
    casseEnRoute: Int
  }
`;

async function* count(to: number) {
  for (let value = 1; value <= to; value += 1) {
    await new Promise((done) => setTimeout(done, 1));
    yield value;
  }
}

/** What the toy schema was doing when a test looked. */
export const running = { sansFin: 0, bonjour: 0, attente: undefined as Promise<void> | undefined };

async function* endless() {
  running.sansFin += 1;
  try {
    for (let value = 0; ; value += 1) {
      yield value;
      await new Promise((done) => setTimeout(done, 5));
    }
  } finally {
    running.sansFin -= 1;
  }
}

// The hub's own scalars refuse in French, by a HubError; a library's refuse in English and quote the value.
const Cle = new GraphQLScalarType({
  name: 'Cle',
  parseValue: () => {
    throw new HubError('BAD_USER_INPUT', 'Clé : neuf chiffres attendus.');
  },
});
const Brut = new GraphQLScalarType({
  name: 'Brut',
  parseValue: (value) => {
    throw new GraphQLError(`Brut cannot be "${String(value)}"`);
  },
});

export const schema = makeExecutableSchema({
  typeDefs,
  resolvers: {
    Cle,
    Brut,
    Piece: { __resolveType: () => 'Dossier' },
    Sujet: { __resolveType: () => 'Dossier' },
    Query: {
      bonjour: async (_: unknown, { nom }: { nom?: string }) => {
        running.bonjour += 1;
        await running.attente;
        running.bonjour -= 1;
        return `Bonjour ${nom ?? 'vous'}`;
      },
      moi: (_: unknown, __: unknown, { institution }: { institution: string }) => institution,
      dossier: (_: unknown, { id }: { id: string }) => ({ id, titre: 't' }),
      piece: () => ({ id: '1' }),
      sujet: () => ({ id: '1' }),
      nombre: (_: unknown, { valeur }: { valeur: number }) => valeur,
      statut: (_: unknown, { valeur }: { valeur: string }) => valeur,
      enfant: () => 'reçu',
      choix: () => 'reçu',
      liste: () => 1,
      introuvable: () => {
        throw new HubError('NOT_FOUND');
      },
      refuse: () => {
        throw new RefusError([{ code: 'DATE_FUTURE', path: ['date'], message: 'La date est dans le futur.' }]);
      },
      casse: () => {
        throw new Error(`cannot read ${SECRET}`);
      },
      cassePlus: () => {
        throw new Error(`cannot read ${SECRET}`);
      },
      mentParLeSchema: () => SECRET,
      erreurEtrangere: () => {
        throw new GraphQLError(`No such row: ${SECRET}`, { extensions: { code: 'FORBIDDEN', nom: SECRET } });
      },
    },
    Subscription: {
      compteur: { subscribe: (_: unknown, { jusqua }: { jusqua: number }) => count(jusqua), resolve: (n: number) => n },
      sansFin: { subscribe: endless, resolve: (n: number) => n },
      casseEnRoute: {
        subscribe: () => count(1),
        resolve: () => {
          throw new Error(`cannot read ${SECRET}`);
        },
      },
    },
  },
});
