import assert from 'node:assert/strict';
import { accuse, donnees } from './attendus';
import { demande, evaluation, rapport } from './cycle-envois';
import * as cycle from './cycle-operations';
import { avancer, dossier, envoyerRetour, transmettre, transmission } from './cycle-pas';
import { fiche } from './envois';
import { BOITE } from './operations';
import type { Scenario } from './scenario';

export const dUneFicheAuClassement: Scenario = {
  titre: "De la fiche d'un collège au classement, avec retour à l'émetteur",
  etapes: () => {
    let id: string;
    let demandeId: string;
    return [
      {
        qui: 'Collège',
        quoi: 'transmet sa fiche ; la CRIP en commence la première analyse',
        faire: async (monde) => {
          const recu = await transmettre(monde, 'college', fiche());
          id = recu.id;
          await avancer(monde, cycle.ANALYSER, { informationId: id }, 'EN_PREMIERE_ANALYSE');
          return recu.echange;
        },
      },
      {
        qui: 'CRIP',
        quoi: 'demande un complément au collège, par le hub',
        faire: async (monde) => {
          demandeId = accuse(await monde.demander('crip', cycle.DEMANDER_COMPLEMENT, { input: demande(id) })).id;
          const { notifications } = donnees(await monde.demander('college', BOITE));
          assert.ok(notifications.edges.some(({ node }: any) => node.sujet.id === demandeId));
          return { envoye: 'demanderComplement', recu: 'le collège en est averti dans sa boîte' };
        },
      },
      {
        qui: 'Collège',
        quoi: 'lit la question et répond',
        faire: async (monde) => {
          const { demande: lue } = donnees(await monde.demander('college', cycle.DEMANDE, { id: demandeId }));
          const input = { demandeId, reponse: 'Onze demi-journées depuis septembre.', fonction: 'CPE' };
          accuse(await monde.demander('college', cycle.REPONDRE_COMPLEMENT, { input }));
          await monde.webhook('crip', 'demande.repondue', demandeId);
          return { envoye: lue.question, recu: 'la CRIP reçoit la réponse' };
        },
      },
      {
        qui: 'CRIP',
        quoi: "qualifie, confie l'évaluation et reçoit le rapport",
        faire: async (monde) => {
          await avancer(monde, cycle.QUALIFIER, { informationId: id }, 'QUALIFIEE_IP');
          accuse(await monde.demander('crip', cycle.OUVRIR_EVALUATION, { input: evaluation(id) }));
          return avancer(monde, cycle.RENDRE_EVALUATION, rapport(id), 'EVALUEE');
        },
      },
      {
        qui: 'CRIP',
        quoi: "classe sans suite, informe les parents et fait retour à l'émetteur",
        faire: async (monde) => {
          await avancer(monde, cycle.DECIDER, { informationId: id, suite: 'CLASSEMENT' }, 'CLASSEE_SANS_SUITE');
          const informes = { informationId: id, objet: 'CONCLUSIONS', informes: true };
          await avancer(monde, cycle.INFORMER_PARENTS, informes, 'CLASSEE_SANS_SUITE');
          const echange = await envoyerRetour(monde, { informationId: id }, 'CLASSEE');
          const { historique } = await dossier(monde, id);
          assert.deepEqual(
            historique.map(({ acte }: any) => acte),
            ['analyser', 'demanderComplement', 'qualifier', 'ouvrirEvaluation', 'rendreEvaluation', 'classer'],
          );
          return echange;
        },
      },
      {
        qui: 'Collège',
        quoi: "lit le retour, jamais l'état du dossier",
        faire: async (monde) => {
          const lue = await transmission(monde, 'college', id);
          assert.equal(lue.retour.code, 'CLASSEE');
          const vue = donnees(await monde.demander('college', cycle.DOSSIER, { id })).informationPreoccupante;
          assert.equal(vue.etat, null);
          assert.deepEqual([vue.historique, vue.evaluations, vue.retours], [null, null, null]);
          return { envoye: 'mesTransmissions', recu: lue.retour.message };
        },
      },
    ];
  },
};
