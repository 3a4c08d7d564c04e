import assert from 'node:assert/strict';
import { demoClients } from '../../src/auth/demo-clients';
import { donnees } from './attendus';
import * as cycle from './cycle-operations';
import { avancer, dossier, envoyerRetour, refus, transmettre, transmission } from './cycle-pas';
import { fiche } from './envois';
import { BOITE } from './operations';
import type { Monde } from './monde';
import type { Scenario } from './scenario';

const CRIP_82 = {
  ...demoClients.crip,
  institution: 'crip-82',
  nom: 'CRIP du Tarn-et-Garonne',
  territoire: '82',
};

export const laFamilleADemenage: Scenario = {
  titre: 'La famille a déménagé : la CRIP compétente reçoit l’information, et chacune répond au collège',
  etapes: () => {
    let id: string;
    let arrivee: string;
    const reorientation = () => ({ informationId: id, motif: 'La famille vit à Montauban.', collectivite: '82' });
    const a82 = async (monde: Monde, query: string, variables: object = {}) =>
      donnees(await monde.demanderComme(CRIP_82, query, variables));
    return [
      {
        qui: 'Collège',
        quoi: 'transmet une information préoccupante à la CRIP de la Haute-Garonne',
        faire: async (monde) => {
          const recu = await transmettre(monde, 'college', fiche());
          id = recu.id;
          return recu.echange;
        },
      },
      {
        qui: 'CRIP',
        quoi: 'la réoriente vers une CRIP qui n’est pas reliée au hub : refusé, tant qu’elle ne dit pas comment celle-ci l’a reçue',
        faire: async (monde) => {
          const { code, path, message } = refus(
            await monde.demander('crip', cycle.REORIENTER, { input: reorientation() }),
          );
          assert.deepEqual([code, path], ['CHAMP_REQUIS', ['transmission']]);
          return { envoye: 'reorienter', recu: message };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'recommence quand cette CRIP est reliée : le hub la lui remet, les parents sont à informer',
        faire: async (monde) => {
          await a82(monde, BOITE);
          const echange = await avancer(monde, cycle.REORIENTER, reorientation(), 'REORIENTEE');
          const { informationsTitulaires } = await dossier(monde, id);
          assert.deepEqual(
            informationsTitulaires.map(({ objet }: any) => objet),
            ['TRANSFERT'],
          );
          return echange;
        },
      },
      {
        qui: 'CRIP du Tarn-et-Garonne',
        quoi: 'la trouve dans sa boîte : l’évaluation est due depuis la première réception, le retour depuis l’envoi',
        faire: async (monde) => {
          const { notifications } = await a82(monde, BOITE);
          const recue = notifications.edges.find(({ node }: any) => node.type === 'information-preoccupante.recue');
          arrivee = recue.node.sujet.id;
          const ici = (await a82(monde, cycle.DOSSIER, { id: arrivee })).informationPreoccupante;
          const la = await dossier(monde, id);
          assert.equal(ici.recueLe, la.recueLe);
          assert.deepEqual(ici.echeances, la.echeances);
          assert.equal(ici.transferts[0].referenceDepart, la.reference);
          const ailleurs = await monde.demander('crip', cycle.DOSSIER, { id: arrivee });
          assert.equal(ailleurs.body.errors?.[0]?.extensions.code, 'NOT_FOUND');
          return { envoye: 'informationPreoccupante', recu: `${la.reference} devenue ${ici.reference}` };
        },
      },
      {
        qui: 'CRIP, puis CRIP du Tarn-et-Garonne',
        quoi: 'disent chacune au collège ce qu’elle en a fait ; il lit les deux retours',
        faire: async (monde) => {
          await envoyerRetour(monde, { informationId: id }, 'TRANSFEREE');
          for (const query of [cycle.ANALYSER, cycle.QUALIFIER])
            await a82(monde, query, { input: { informationId: arrivee } });
          await a82(monde, cycle.ENVOYER_RETOUR, {
            input: { informationId: arrivee, code: 'EVALUATION_EN_COURS' },
          });
          const lus = [await transmission(monde, 'college', id), await transmission(monde, 'college', arrivee)];
          const codes = lus.map(({ retour }) => retour.code as string);
          assert.deepEqual(codes, ['TRANSFEREE', 'EVALUATION_EN_COURS']);
          return { envoye: 'mesTransmissions', recu: codes.join(', ') };
        },
      },
    ];
  },
};
