import assert from 'node:assert/strict';
import { accuse, donnees, type Accuse } from './attendus';
import { refus } from './cycle-pas';
import { decision, requete, soitTransmis } from './justice-envois';
import { DECIDER, SAISIR_JUGE, SOIT_TRANSMIS } from './justice-operations';
import { termes } from './justice-suites';
import type { Monde } from './monde';
import type { Scenario } from './scenario';

const ENFANT = 'query ($id: ID!) { soitTransmis(id: $id) { enfant { id } } }';
const REGISTRE = /* GraphQL */ `
  query {
    echeances(first: 100, filtre: { regle: "J6_PROCHE" }) {
      edges {
        node {
          dateLimite
          verifie
          sujet {
            id
          }
        }
      }
    }
  }
`;

/** A child on whom the judge is seized, without any placement. */
async function unEnfant(monde: Monde): Promise<string> {
  const recu = accuse(await monde.demander('parquet', SOIT_TRANSMIS, { input: soitTransmis() }));
  const { soitTransmis: lu } = donnees(await monde.demander('parquet', ENFANT, { id: recu.id }));
  const input = requete({ enfantId: lu.enfant.id, recueAuGreffeLe: '2022-01-10T10:00:00+01:00' });
  accuse(await monde.demander('parquet', SAISIR_JUGE, { input }));
  return lu.enfant.id as string;
}

/** The child goes to her grandmother's, who is no service nor institution. */
const chezSaGrandMere = (enfantId: string, mois: number, rendueLe: string) =>
  decision({
    ...{ enfantId, mois, rendueLe, nature: 'PLACEMENT_TIERS_DIGNE' },
    confieA: { nom: 'Madame Exemple, grand-mère' },
  });

export const uneLoiChange: Scenario = {
  titre: 'Une loi change entre-temps : chaque décision garde la règle de son jour',
  etapes: () => {
    let enfants: string[];
    let ancienne: Accuse;
    let nouvelle: Accuse;
    let tardive: Accuse;
    const decider = async (monde: Monde, input: object) => accuse(await monde.demander('juge', DECIDER, { input }));
    return [
      {
        qui: 'Juge des enfants',
        quoi: 'en janvier 2022, confie un enfant à sa grand-mère pour trois ans : le texte ne borne que les services',
        faire: async (monde) => {
          monde.aLaDate('2022-01-20T10:00:00+01:00');
          enfants = [await unEnfant(monde), await unEnfant(monde), await unEnfant(monde)];
          ancienne = await decider(monde, chezSaGrandMere(enfants[0] ?? '', 36, '2022-01-20T09:00:00+01:00'));
          assert.equal(termes(ancienne)['J6_PROCHE'], '2025-01-20');
          return { envoye: 'notifierDecision, trois ans', recu: 'terme au 20 janvier 2025' };
        },
      },
      {
        qui: 'Juge des enfants',
        quoi: 'le 15 février, la loi du 7 est en vigueur : trois ans sont refusés, deux sont admis',
        faire: async (monde) => {
          monde.aLaDate('2022-02-15T10:00:00+01:00');
          const rendueLe = '2022-02-15T09:00:00+01:00';
          const trois = chezSaGrandMere(enfants[1] ?? '', 36, rendueLe);
          const refuse = refus(await monde.demander('juge', DECIDER, { input: trois }));
          assert.deepEqual([refuse.code, refuse.path], ['ARTICLE_CONTRAIRE', ['mois']]);
          nouvelle = await decider(monde, chezSaGrandMere(enfants[1] ?? '', 24, rendueLe));
          assert.equal(termes(nouvelle)['J6_PROCHE'], '2024-02-15');
          return { envoye: 'notifierDecision', recu: refuse.message };
        },
      },
      {
        qui: 'Greffe',
        quoi: 'transmet ce jour-là une décision du 8 février : les faits sont d’avant, la règle aussi',
        faire: async (monde) => {
          tardive = await decider(monde, chezSaGrandMere(enfants[2] ?? '', 36, '2022-02-08T18:00:00+01:00'));
          assert.equal(termes(tardive)['J6_PROCHE'], '2025-02-08');
          return { envoye: 'notifierDecision, trois ans', recu: 'terme au 8 février 2025' };
        },
      },
      {
        qui: 'Juge des enfants',
        quoi: 'relit aujourd’hui son registre : aucun terme n’a bougé, la rédaction qui n’a pas été lue est signalée',
        faire: async (monde) => {
          await monde.remettreALHeure();
          const { echeances } = donnees(await monde.demander('juge', REGISTRE));
          const lire = ({ id }: Accuse) => {
            const { node } = echeances.edges.find((une: any) => une.node.sujet.id === id);
            return [node.dateLimite, node.verifie];
          };
          assert.deepEqual(lire(ancienne), ['2025-01-20', false]);
          assert.deepEqual(lire(nouvelle), ['2024-02-15', true]);
          assert.deepEqual(lire(tardive), ['2025-02-08', false]);
          return { envoye: 'echeances J6_PROCHE', recu: '20 janvier 2025, 15 février 2024, 8 février 2025' };
        },
      },
    ];
  },
};
