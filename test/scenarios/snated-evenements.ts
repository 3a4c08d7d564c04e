import assert from 'node:assert/strict';
import { compteRenduDAppel, releveSuites } from '../../connectors/snated-119/simulator';
import { donnees } from './attendus';
import { preuve } from './evenement-signe';
import { INFORMATIONS } from './operations';
import type { Scenario } from './scenario';

const APPELANT =
  'query ($id: ID!) { informationPreoccupante(id: $id) { appelant { nom telephone lien anonymatDemande } } }';

export const le119TransmetUnAppel: Scenario = {
  titre: 'Le 119 transmet le compte rendu d’un appel, en événement signé',
  etapes: () => {
    const message = compteRenduDAppel.message();
    const envoi = JSON.parse(message);
    let reference: string;
    let id: string;
    return [
      {
        qui: '119',
        quoi: 'dit de qui a appelé plus qu’il n’est admis, son adresse : refusé, rien n’en est gardé',
        faire: async (monde) => {
          const autre = JSON.parse(compteRenduDAppel.message());
          autre.data.appelant.adresse = '29 allée';
          const snated = monde.software('snated');
          const rejet = await snated.envoyer(compteRenduDAppel, JSON.stringify(autre));
          assert.equal(rejet.statut, 422);
          const [{ pointeur }] = (await preuve(snated, rejet)).data.erreurs;
          assert.equal(pointeur, '/data/appelant/adresse');
          return { envoye: 'compte-rendu-appel', recu: `rejet signé : ${pointeur as string}` };
        },
      },
      {
        qui: '119',
        quoi: 'envoie le compte rendu, et reçoit une preuve d’acceptation signée',
        faire: async (monde) => {
          const snated = monde.software('snated');
          const acceptation = await snated.envoyer(compteRenduDAppel, message);
          assert.equal(acceptation.statut, 202, acceptation.corps);
          ({ reference } = (await preuve(snated, acceptation)).data.accuseReception);
          assert.deepEqual(await snated.envoyer(compteRenduDAppel, message), acceptation);
          return { envoye: 'compte-rendu-appel', recu: `acceptation signée, référence ${reference}` };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'est avertie aussitôt, et lit ce que l’enfant a dit',
        faire: async (monde) => {
          const { informationsPreoccupantes } = donnees(await monde.demander('crip', INFORMATIONS, { reference }));
          const [{ node }] = informationsPreoccupantes.edges;
          const { raw } = await monde.webhook('crip', 'information-preoccupante.recue', node.id);
          assert.ok(!raw.includes('Lacoste') && !raw.includes('Lacassagne'));
          id = node.id;
          return { envoye: 'informationsPreoccupantes', recu: `${reference}, webhook signé` };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'demande qui a appelé : retenu, comme si personne n’était connu',
        faire: async (monde) => {
          const reponse = await monde.demander('crip', APPELANT, { id });
          assert.equal(donnees(reponse).informationPreoccupante.appelant, null);
          assert.ok(!JSON.stringify(reponse.body).includes('Lacassagne'));
          const [{ code }] = (reponse.body as any).extensions.occultations as [{ code: string }];
          assert.equal(code, 'APPELANT_RETENU');
          return { envoye: 'informationPreoccupante', recu: code };
        },
      },
      {
        qui: '119',
        quoi: 'relit seul qui a appelé',
        faire: async (monde) => {
          const { informationPreoccupante } = donnees(await monde.demander('snated', APPELANT, { id }));
          assert.equal(informationPreoccupante.appelant.nom, envoi.data.appelant.nom);
          assert.equal(informationPreoccupante.appelant.anonymatDemande, true);
          return { envoye: 'informationPreoccupante', recu: 'nom, téléphone, lien' };
        },
      },
      {
        qui: '119',
        quoi: 'relève les suites, signées par le hub : le retour est dû sous trois mois',
        faire: async (monde) => {
          const { corps } = await monde.software('snated').relever(releveSuites);
          const suites: any[] = JSON.parse(corps);
          const sienne = suites.find(({ data }) => data.reference === reference);
          assert.ok(sienne);
          assert.equal(sienne.data.retour, null);
          return { envoye: 'GET /snated/suites', recu: `attendu avant le ${String(sienne.data.retourAttenduAvantLe)}` };
        },
      },
    ];
  },
};
