import assert from 'node:assert/strict';
import { accuse, donnees, type Accuse } from './attendus';
import { fiche } from './envois';
import type { Monde } from './monde';
import { TRANSMETTRE } from './operations';
import type { Scenario } from './scenario';

const ENVOIS = 3;
const JOUR_MIN = 24 * 60;

const DELAIS = /* GraphQL */ `
  query ($filtre: FiltreEcheancesInput) {
    echeances(first: 100, filtre: $filtre) {
      edges {
        node {
          id
          limiteLe
          retard
          etat
          sujet {
            id
          }
        }
      }
    }
  }
`;

export const unWorkerArrete: Scenario = {
  titre: 'Un worker arrêté 24 h : chaque échéance échue sonne une seule fois',
  etapes: () => {
    const recus: Accuse[] = [];
    let echues: { id: string; limiteLe: string; retard: number }[] = [];
    const lesMiennes = async (monde: Monde) => {
      const filtre = { regle: 'A1', etat: 'OUVERTE' };
      const { echeances } = donnees(await monde.demander('crip', DELAIS, { filtre }));
      return echeances.edges
        .map(({ node }: any) => node)
        .filter(({ sujet }: any) => recus.some(({ id }) => id === sujet.id));
    };
    return [
      {
        qui: 'Collège',
        quoi: `transmet ${String(ENVOIS)} fiches ; chacune ouvre trois mois d’évaluation`,
        faire: async (monde) => {
          for (let i = 0; i < ENVOIS; i += 1)
            recus.push(accuse(await monde.demander('college', TRANSMETTRE, { input: fiche() })));
          assert.equal((await lesMiennes(monde)).length, ENVOIS);
          return {
            envoye: `${String(ENVOIS)} × transmettreInformationPreoccupante`,
            recu: `${String(ENVOIS)} délais A1`,
          };
        },
      },
      {
        qui: 'Hub',
        quoi: 'le worker s’arrête la veille du terme, pendant 24 heures',
        faire: async (monde) => {
          await monde.hub.worker?.stop();
          const [{ limiteLe }] = await lesMiennes(monde);
          const avant = (Date.parse(limiteLe) - Date.now()) / 60_000 - JOUR_MIN / 2;
          monde.avancer(avant + JOUR_MIN);
          echues = await lesMiennes(monde);
          for (const { retard } of echues) assert.equal(retard, 1);
          return { envoye: 'worker arrêté, horloge avancée', recu: `${String(echues.length)} délais dépassés, muets` };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'le worker revient : elle est avertie de chaque délai, une fois',
        faire: async (monde) => {
          const debut = performance.now();
          monde.hub.worker?.start();
          for (const { id } of echues) await monde.webhook('crip', 'echeance.depassee', id);
          const secondes = (performance.now() - debut) / 1_000;
          assert.ok(secondes < 60);
          // What a second sweep would tell again.
          await monde.balayer();
          const alertes = await monde.database.query<{ nombre: number }>(
            'SELECT count(*)::int AS nombre FROM hub.evenement WHERE sujet_id = ANY($1::uuid[])',
            [echues.map(({ id }) => id)],
          );
          assert.deepEqual(alertes, [{ nombre: ENVOIS }]);
          await monde.remettreALHeure();
          return { envoye: 'worker relancé', recu: `${String(ENVOIS)} × echeance.depassee, aucun doublon` };
        },
      },
    ];
  },
};
