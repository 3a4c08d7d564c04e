import assert from 'node:assert/strict';
import * as cycle from './cycle-operations';
import {
  avancer,
  avancerDeJours,
  dossier,
  envoyerRetour,
  jusquALEvaluation,
  transmettre,
  transmission,
} from './cycle-pas';
import { enfant, fiche, ficheHopital } from './envois';
import type { Scenario } from './scenario';

export const lHopitalSeJoint: Scenario = {
  titre: "Un second signalement de l'hôpital est joint : deux délais de retour",
  etapes: () => {
    const lEnfant = enfant();
    let college: string;
    let hopital: string;
    return [
      {
        qui: 'Collège',
        quoi: 'transmet une fiche, que la CRIP évalue',
        faire: async (monde) => {
          const recu = await transmettre(monde, 'college', fiche({ enfant: lEnfant }));
          college = recu.id;
          await jusquALEvaluation(monde, college);
          return recu.echange;
        },
      },
      {
        qui: 'Hôpital',
        quoi: 'transmet dix jours plus tard une fiche sur le même enfant',
        faire: async (monde) => {
          avancerDeJours(monde, 10);
          const recu = await transmettre(monde, 'hopital', { ...ficheHopital(), enfant: lEnfant });
          hopital = recu.id;
          return recu.echange;
        },
      },
      {
        qui: 'CRIP',
        quoi: 'joint la seconde à la première : une seule évaluation, depuis la réception la plus ancienne',
        faire: async (monde) => {
          const a1 = async (id: string) =>
            (await dossier(monde, id)).echeances.filter(({ regle }: any) => regle === 'A1').length;
          const input = { informationId: hopital, aInformationId: college };
          const echange = await avancer(monde, cycle.JOINDRE, input, 'JOINTE');
          assert.equal((await dossier(monde, hopital)).rattacheeA, college);
          assert.equal(await a1(college), 1);
          return echange;
        },
      },
      {
        qui: 'Collège et hôpital',
        quoi: 'gardent chacun leur délai de retour',
        faire: async (monde) => {
          const duCollege = (await transmission(monde, 'college', college)).echeance.dateLimite;
          const deLHopital = (await transmission(monde, 'hopital', hopital)).echeance.dateLimite;
          assert.ok(duCollege < deLHopital);
          return { envoye: 'mesTransmissions', recu: `collège ${duCollege}, hôpital ${deLHopital}` };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'fait retour à chacun, sans rien dire de l’un à l’autre',
        faire: async (monde) => {
          await envoyerRetour(monde, { informationId: college }, 'EVALUATION_EN_COURS');
          assert.equal((await transmission(monde, 'hopital', hopital)).retour, null);
          const echange = await envoyerRetour(monde, { informationId: hopital }, 'JOINTE');
          await monde.remettreALHeure();
          return echange;
        },
      },
    ];
  },
};
