import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { compose } from '../../src/gateway/compose';
import { subgraphFromSdl, type LocalSubgraph, type Representation } from '../../src/gateway/subgraph';
import { donnees, type Donnees, type Ligne } from './donnees';

export const NOMS = ['crip', 'ase', 'justice', 'education', 'sante', 'defenseur'] as const;
export type Nom = (typeof NOMS)[number];

type Arguments = Readonly<Record<'id' | 'after', string>> & { readonly first: number };
type Suite = (source: Ligne & { readonly enfantId: string }, args: Arguments) => unknown;
type Resolveurs = Record<string, Record<string, Suite>>;
type References = Record<string, (representations: readonly Representation[]) => readonly unknown[]>;

interface EnMemoire {
  readonly resolvers: Resolveurs;
  readonly references: References;
}

/** The institutions' own subgraphs, as committed, over data in memory; nothing in them says who may read what. */
export function sousGraphes(): LocalSubgraph[] {
  const parties = enMemoire(donnees());
  return NOMS.map((name) => subgraphFromSdl({ name, typeDefs: sdlDe(name), ...parties[name] }));
}

/** The API that these subgraphs compose to, written as one schema: each field reads the same data where it is. */
export function schemaUni(): GraphQLSchema {
  const { apiSdl } = compose(NOMS.map((name) => ({ name, sdl: sdlDe(name) })));
  return makeExecutableSchema({ typeDefs: apiSdl, resolvers: enUnSeul(donnees()) });
}

/** Hive Gateway enforces scopes of its own: they are left out everywhere. */
export function sdlDe(nom: Nom): string {
  return readFileSync(join('schema', 'subgraphs', `${nom}.graphql`), 'utf8')
    .replace(/ @requiresScopes\(scopes: \[\[[^)]*\]\]\)/g, '')
    .replace('"@requiresScopes", ', '');
}

const page = (toutes: readonly Ligne[], { first, after }: Arguments) => {
  const depuis = Number(after);
  const lignes = toutes.slice(depuis, depuis + first);
  return {
    edges: lignes.map((node, rang) => ({ cursor: String(depuis + rang), node })),
    pageInfo: { hasNextPage: depuis + first < toutes.length, hasPreviousPage: depuis > 0, endCursor: null },
  };
};

function enMemoire({ enfants, informations, mesuresUrgentes, saisines, de, ase }: Donnees): Record<Nom, EnMemoire> {
  const toutesInformations = [...informations.values()];
  const toutesMesures = [...mesuresUrgentes.values()];
  const trouver = (ou: ReadonlyMap<string, unknown>) => (representations: readonly Representation[]) =>
    representations.map(({ id }) => ou.get(id as string) ?? null);
  const porter = (representations: readonly Representation[]) => representations;
  const sonEnfant: Suite = ({ enfantId }) => ({ id: enfantId });
  return {
    crip: {
      resolvers: {
        Query: {
          enfant: (_, { id }) => enfants.get(id),
          informationsPreoccupantes: (_, args) => page(toutesInformations, args),
        },
        Enfant: { informationsPreoccupantes: ({ id }) => de.informations.get(id) },
        InformationPreoccupante: { enfant: ({ enfantId }) => enfants.get(enfantId) },
      },
      references: { Enfant: trouver(enfants), InformationPreoccupante: trouver(informations) },
    },
    ase: {
      resolvers: {
        Enfant: { mesures: ({ id }) => de.mesures.get(id) },
        InformationPreoccupante: { astreinte: ({ id }) => ase.astreintes.get(id) },
        MesureUrgente: { reception: ({ id }) => ase.receptions.get(id) },
        SaisineDefenseur: { etat: () => 'REPONDUE', reponse: ({ id }) => ase.reponses.get(id) },
      },
      references: { Enfant: porter, InformationPreoccupante: porter, MesureUrgente: porter, SaisineDefenseur: porter },
    },
    justice: {
      resolvers: {
        Query: { mesuresUrgentes: (_, args) => page(toutesMesures, args) },
        Enfant: {
          mesuresUrgentes: ({ id }) => de.mesuresUrgentes.get(id),
          decisions: ({ id }) => de.decisions.get(id),
        },
        MesureUrgente: { enfant: sonEnfant },
      },
      references: { Enfant: porter, MesureUrgente: trouver(mesuresUrgentes) },
    },
    education: {
      resolvers: { Enfant: { scolarite: ({ id }) => de.scolarite.get(id) } },
      references: { Enfant: porter },
    },
    sante: {
      resolvers: { Enfant: { suiviSante: ({ id }) => de.suiviSante.get(id) } },
      references: { Enfant: porter },
    },
    defenseur: {
      resolvers: {
        Enfant: { saisinesDefenseur: ({ id }) => de.saisines.get(id) },
        SaisineDefenseur: { enfant: sonEnfant },
      },
      references: { Enfant: porter, SaisineDefenseur: trouver(saisines) },
    },
  };
}

/** Every field of every subgraph on one source; a child is found whole wherever it is named. */
function enUnSeul(tout: Donnees): Resolveurs {
  const unis: Resolveurs = {};
  for (const { resolvers } of Object.values(enMemoire(tout)))
    for (const [type, champs] of Object.entries(resolvers)) unis[type] = { ...unis[type], ...champs };
  const sonEnfant: Suite = ({ enfantId }) => tout.enfants.get(enfantId);
  for (const type of ['MesureUrgente', 'SaisineDefenseur']) unis[type] = { ...unis[type], enfant: sonEnfant };
  return unis;
}
