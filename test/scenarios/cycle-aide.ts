import assert from 'node:assert/strict';
import { rapport } from './cycle-envois';
import * as cycle from './cycle-operations';
import { avancer, dossier, envoyerRetour, jusquALEvaluation, transmettre, transmission } from './cycle-pas';
import { fiche } from './envois';
import type { Scenario } from './scenario';

export const dUneFicheAUneAide: Scenario = {
  titre: "D'une fiche à une aide éducative acceptée",
  etapes: () => {
    let id: string;
    return [
      {
        qui: 'Collège',
        quoi: 'transmet sa fiche',
        faire: async (monde) => {
          const recu = await transmettre(monde, 'college', fiche());
          id = recu.id;
          return recu.echange;
        },
      },
      {
        qui: 'CRIP',
        quoi: "mène l'information jusqu'à l'évaluation, et les parents sont informés qu'elle commence",
        faire: async (monde) => {
          const echange = await jusquALEvaluation(monde, id);
          const informes = { informationId: id, objet: 'EVALUATION', informes: true };
          await avancer(monde, cycle.INFORMER_PARENTS, informes, 'EN_EVALUATION');
          return echange;
        },
      },
      {
        qui: 'CRIP',
        quoi: 'reçoit un rapport qui conclut au risque, avec ses divergences',
        faire: (monde) =>
          avancer(
            monde,
            cycle.RENDRE_EVALUATION,
            rapport(id, { conclusion: 'RISQUE', divergences: 'La puéricultrice voit moins de risque.' }),
            'EVALUEE',
          ),
      },
      {
        qui: 'CRIP',
        quoi: "décide l'action éducative à domicile que les parents acceptent",
        faire: async (monde) => {
          const input = { informationId: id, suite: 'AED', acceptee: true };
          const echange = await avancer(monde, cycle.DECIDER, input, 'AIDE_ADMINISTRATIVE');
          assert.equal((await dossier(monde, id)).suite, 'AED');
          return echange;
        },
      },
      {
        qui: 'CRIP',
        quoi: 'fait retour au collège : une aide a été proposée, et rien de plus',
        faire: async (monde) => {
          const echange = await envoyerRetour(monde, { informationId: id }, 'AIDE_PROPOSEE');
          assert.equal((await transmission(monde, 'college', id)).retour.code, 'AIDE_PROPOSEE');
          return echange;
        },
      },
    ];
  },
};
