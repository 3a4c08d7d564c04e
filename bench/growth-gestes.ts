import type { Finalite } from '../src/domain/access-finalites';
import type { Database } from '../src/platform/database';
import { OUVRIR_EN_URGENCE } from '../test/scenarios/urgence-operations';

export interface Traits {
  readonly nomNaissance: string;
  readonly prenoms: string;
  readonly sexe: string;
  readonly dateNaissance: string;
  readonly communeNaissance: string;
}

/** Children drawn from the tables, the same for every round of one size. */
export interface Sujets {
  readonly enfants: readonly string[];
  /** Of other collectivités, for whoever looks for a child by its name. */
  readonly ailleurs: readonly Traits[];
}

/** One thing that a CRIP does, with other values each time. */
export interface Geste {
  readonly nom: string;
  readonly query: string;
  readonly finalite?: Finalite;
  readonly variables: (sujets: Sujets, rang: number, cle: string) => object;
}

const ETATS = ['RECUE', 'EN_EVALUATION', null, 'EVALUEE'] as const;

export const GESTES: readonly Geste[] = [
  {
    nom: 'liste de travail',
    query: `query ($filtre: FiltreInformationsInput) { informationsPreoccupantes(first: 50, filtre: $filtre) {
      edges { node { id reference urgence etat recueLe emetteur { nom } enfant { nomNaissance prenoms dateNaissance }
        echeances { regle dateLimite } } } pageInfo { hasNextPage endCursor } } }`,
    variables: (_, rang) => {
      const etat = ETATS[rang % ETATS.length];
      return etat ? { filtre: { etat } } : {};
    },
  },
  {
    nom: 'fiche de l’enfant',
    finalite: 'EVALUATION',
    query: `query ($id: ID!) { enfant(id: $id, finalite: EVALUATION) { nomNaissance prenoms scolarite { uai classe }
      informationsPreoccupantes { reference etat recueLe emetteur { nom } faits { recit } echeances { regle dateLimite } }
      mesuresUrgentes { reference } decisions { reference } mesures { reference } } }`,
    variables: ({ enfants }, rang) => ({ id: enfants[rang % enfants.length] }),
  },
  {
    nom: 'boîte',
    query: `query ($filtre: FiltreNotificationsInput) { notifications(first: 50, filtre: $filtre) {
      edges { node { id type le } } pageInfo { hasNextPage endCursor } } }`,
    variables: (_, rang) => (rang % 2 === 0 ? {} : { filtre: { etat: 'EN_ATTENTE' } }),
  },
  {
    nom: 'délais dépassés',
    query: `query ($filtre: FiltreEcheancesInput) { echeances(first: 50, filtre: $filtre) {
      edges { node { id regle dateLimite etat } } pageInfo { hasNextPage endCursor } } }`,
    variables: (_, rang) => ({ filtre: { etat: 'OUVERTE', regle: rang % 2 === 0 ? 'A1' : 'A2' } }),
  },
  {
    nom: 'recherche par le nom',
    query: OUVRIR_EN_URGENCE,
    variables: ({ ailleurs }, rang, idempotencyKey) => ({
      input: { idempotencyKey, motif: 'FUGUE', traits: ailleurs[rang % ailleurs.length] },
    }),
  },
];

const COMBIEN = 300;

export async function echantillon(database: Database): Promise<Sujets> {
  const enfants = await database.query<{ id: string }>(
    `SELECT id FROM crip.enfant WHERE collectivite = '31' ORDER BY md5(id::text) LIMIT ${String(COMBIEN)}`,
  );
  const ailleurs = await database.query<Traits>(
    `SELECT nom_naissance "nomNaissance", prenoms, sexe, date_naissance::text "dateNaissance",
       commune_naissance "communeNaissance"
     FROM crip.enfant WHERE collectivite = '33' ORDER BY md5(id::text) LIMIT ${String(COMBIEN)}`,
  );
  return { enfants: enfants.map(({ id }) => id), ailleurs };
}
