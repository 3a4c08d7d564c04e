import assert from 'node:assert/strict';
import { rapport } from './cycle-envois';
import * as cycle from './cycle-operations';
import { avancer, avancerDeJours, envoyerRetour, jusquALEvaluation, transmettre, transmission } from './cycle-pas';
import { fiche } from './envois';
import type { Scenario } from './scenario';

export const lEvaluationTarde: Scenario = {
  titre: "L'évaluation tarde, le retour part quand même",
  etapes: () => {
    let id: string;
    return [
      {
        qui: 'Collège',
        quoi: 'transmet une fiche, que la CRIP fait évaluer',
        faire: async (monde) => {
          const recu = await transmettre(monde, 'college', fiche());
          id = recu.id;
          await jusquALEvaluation(monde, id);
          return recu.echange;
        },
      },
      {
        qui: 'CRIP',
        quoi: "trois mois plus tard, l'évaluation n'est pas rendue : le retour dû part quand même",
        faire: async (monde) => {
          avancerDeJours(monde, 85);
          return envoyerRetour(monde, { informationId: id, code: 'EVALUATION_EN_COURS' }, 'EVALUATION_EN_COURS');
        },
      },
      {
        qui: 'Collège',
        quoi: "lit que l'évaluation est en cours, avant la date limite",
        faire: async (monde) => {
          const { retour, echeance } = await transmission(monde, 'college', id);
          assert.equal(retour.code, 'EVALUATION_EN_COURS');
          assert.ok(retour.envoyeLe.slice(0, 10) <= echeance.dateLimite);
          return { envoye: 'mesTransmissions', recu: `${retour.message} (dû le ${echeance.dateLimite as string})` };
        },
      },
      {
        qui: 'CRIP',
        quoi: "reçoit le rapport en retard, décide, et l'émetteur l'apprend encore",
        faire: async (monde) => {
          avancerDeJours(monde, 20);
          await avancer(monde, cycle.RENDRE_EVALUATION, rapport(id), 'EVALUEE');
          await avancer(monde, cycle.DECIDER, { informationId: id, suite: 'CLASSEMENT' }, 'CLASSEE_SANS_SUITE');
          const echange = await envoyerRetour(monde, { informationId: id }, 'CLASSEE');
          assert.equal((await transmission(monde, 'college', id)).retour.code, 'CLASSEE');
          await monde.remettreALHeure();
          return echange;
        },
      },
    ];
  },
};
