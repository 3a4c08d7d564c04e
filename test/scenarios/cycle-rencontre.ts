import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { accuse, donnees } from './attendus';
import * as cycle from './cycle-operations';
import { avancer, dossier, jusquALEvaluation, refus, transmettre } from './cycle-pas';
import { fiche } from './envois';
import { INFORMATION } from './operations';
import type { Scenario } from './scenario';

export const onNePeutLeRencontrer: Scenario = {
  titre: "Un enfant qu'on ne peut rencontrer",
  etapes: () => {
    let id: string;
    let signalementId: string;
    return [
      {
        qui: 'Collège',
        quoi: 'transmet une fiche, que la CRIP fait évaluer ; le parquet n’en lit rien',
        faire: async (monde) => {
          const recu = await transmettre(monde, 'college', fiche());
          id = recu.id;
          await jusquALEvaluation(monde, id);
          assert.ok((await monde.demander('parquet', INFORMATION, { id }, 'PROTECTION_URGENTE')).body.errors);
          return recu.echange;
        },
      },
      {
        qui: 'CRIP',
        quoi: "constate que l'enfant ne peut être rencontré : le procureur est saisi du même acte",
        faire: async (monde) => {
          const input = {
            ...{ idempotencyKey: randomUUID(), informationId: id, tribunal: 'tj31555' },
            motif: 'Trois visites annoncées, la porte ne s’est pas ouverte.',
            actionsMenees: ['Trois visites à domicile'],
          };
          const recu = accuse(await monde.demander('crip', cycle.RENCONTRE_IMPOSSIBLE, { input }));
          signalementId = recu.id;
          assert.equal((await dossier(monde, id)).etat, 'SIGNALEE');
          return { envoye: 'constaterRencontreImpossible', recu: `signalement ${recu.reference}` };
        },
      },
      {
        qui: 'Parquet',
        quoi: "est averti aussitôt, lit le signalement et l'information dont il est issu, pas son historique",
        faire: async (monde) => {
          await monde.webhook('parquet', 'signalement.transmis', signalementId);
          const lu = donnees(await monde.demander('parquet', cycle.SIGNALEMENT, { id: signalementId })).signalement;
          assert.deepEqual(lu.motifs, ['RENCONTRE_IMPOSSIBLE']);
          assert.equal(lu.information.faits.length, 1);
          assert.equal(lu.information.historique, null);
          return { envoye: 'signalement', recu: lu.expose };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'ne peut se dispenser d’informer les parents de la saisine, et le fait',
        faire: async (monde) => {
          const sans = { informationId: id, objet: 'SAISINE_JUDICIAIRE', informes: false, motif: 'Absents.' };
          const refuse = refus(await monde.demander('crip', cycle.INFORMER_PARENTS, { input: sans }));
          assert.equal(refuse.code, 'ARTICLE_CONTRAIRE');
          await avancer(monde, cycle.INFORMER_PARENTS, { ...sans, informes: true }, 'SIGNALEE');
          return { envoye: 'informerParents', recu: refuse.message };
        },
      },
    ];
  },
};
