import assert from 'node:assert/strict';
import { donnees } from './attendus';
import { deposerSigne, exempleDEvenement, preuve } from './evenement-signe';
import { INFORMATIONS } from './operations';
import type { Scenario } from './scenario';

const VOIE = '/snated/evenements';
const exemple = () => exempleDEvenement('snated-119', 'snated-evenements.compte-rendu-appel');

export const le119TransmetUnAppel: Scenario = {
  titre: 'Le 119 transmet le compte rendu d’un appel, en événement signé',
  etapes: () => {
    const envoi = exemple();
    let reference: string;
    return [
      {
        qui: '119',
        quoi: 'nomme par erreur la personne qui a appelé : refusé, rien n’est gardé d’elle dans une fiche',
        faire: async (monde) => {
          const { data } = exemple();
          const nommee = { ...exemple(), data: { ...data, appelant: { ...data.appelant, nom: 'Mme Voisine' } } };
          const rejet = await deposerSigne(monde, 'snated', VOIE, nommee);
          assert.equal(rejet.statut, 422);
          const [{ pointeur }] = (await preuve(monde, rejet)).data.erreurs;
          assert.equal(pointeur, '/data/appelant/nom');
          return { envoye: 'compte-rendu-appel', recu: `rejet signé : ${pointeur as string}` };
        },
      },
      {
        qui: '119',
        quoi: 'envoie le compte rendu, et reçoit une preuve d’acceptation signée',
        faire: async (monde) => {
          const acceptation = await deposerSigne(monde, 'snated', VOIE, envoi);
          assert.equal(acceptation.statut, 202, acceptation.corps);
          ({ reference } = (await preuve(monde, acceptation)).data.accuseReception);
          assert.deepEqual(await deposerSigne(monde, 'snated', VOIE, envoi), acceptation);
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
          assert.ok(!raw.includes('Lacoste'));
          return { envoye: 'informationsPreoccupantes', recu: `${reference}, webhook signé` };
        },
      },
      {
        qui: '119',
        quoi: 'relève les suites, signées par le hub : le retour est dû sous trois mois',
        faire: async (monde) => {
          const suites: any[] = await preuve(monde, await monde.relever('snated', '/snated/suites'));
          const sienne = suites.find(({ data }) => data.reference === reference);
          assert.ok(sienne);
          assert.equal(sienne.data.retour, null);
          return { envoye: 'GET /snated/suites', recu: `attendu avant le ${String(sienne.data.retourAttenduAvantLe)}` };
        },
      },
    ];
  },
};
