import assert from 'node:assert/strict';
import { accuse, delais, donnees } from './attendus';
import { appelDuneVoisine } from './cycle-envois';
import * as cycle from './cycle-operations';
import { dossier, envoyerRetour, jusquALEvaluation, refus } from './cycle-pas';
import type { Scenario } from './scenario';

export const uneVoisineTelephone: Scenario = {
  titre: 'Une voisine téléphone à la CRIP : le retour n’est dû que sur sa demande',
  etapes: () => {
    let id: string;
    return [
      {
        qui: 'CRIP',
        quoi: 'enregistre l’appel : l’évaluation est due, aucun retour ne l’est encore',
        faire: async (monde) => {
          const reponse = await monde.demander('crip', cycle.ENREGISTRER_INFORMATION, { input: appelDuneVoisine() });
          const recu = accuse(reponse);
          id = recu.id;
          assert.deepEqual(
            recu.echeances.map(({ regle }) => regle),
            ['A1'],
          );
          return { envoye: 'enregistrerInformation', recu: delais(recu) };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'note que la voisine demande ce que son appel est devenu : trois mois courent de sa demande',
        faire: async (monde) => {
          const input = { informationId: id, demandeLe: new Date().toISOString() };
          const recu = accuse(await monde.demander('crip', cycle.DEMANDER_RETOUR, { input }));
          assert.equal(recu.echeances[0]?.regle, 'A3');
          return { envoye: 'enregistrerDemandeRetour', recu: delais(recu) };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'fait évaluer, puis répond par téléphone ; il faut dire par quelle voie',
        faire: async (monde) => {
          await jusquALEvaluation(monde, id);
          const sansCanal = { informationId: id, code: 'PRISE_EN_COMPTE' };
          const refuse = refus(await monde.demander('crip', cycle.ENVOYER_RETOUR, { input: sansCanal }));
          assert.equal(refuse.path.join('.'), 'canal');
          return envoyerRetour(monde, { ...sansCanal, canal: 'TELEPHONE' }, 'PRISE_EN_COMPTE');
        },
      },
      {
        qui: 'CRIP',
        quoi: 'retrouve dans le dossier ce qui a été dit, quand et comment ; le délai est tenu',
        faire: async (monde) => {
          const { retours } = await dossier(monde, id);
          const envoye = retours.find(({ envoyeLe }: any) => envoyeLe !== null);
          assert.equal(envoye.canal, 'TELEPHONE');
          const filtre = { regle: 'A3', etat: 'TENUE' };
          const query =
            'query ($filtre: FiltreEcheancesInput) { echeances(first: 100, filtre: $filtre) { edges { node { sujet { id } retard } } } }';
          const { echeances } = donnees(await monde.demander('crip', query, { filtre }));
          const tenue = echeances.edges.find(({ node }: any) => node.sujet.id === id);
          assert.equal(tenue.node.retard, 0);
          return {
            envoye: 'informationPreoccupante { retours }',
            recu: `${envoye.code as string}, par téléphone, à temps`,
          };
        },
      },
    ];
  },
};
