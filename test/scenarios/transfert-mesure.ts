import assert from 'node:assert/strict';
import { demoClients } from '../../src/auth/demo-clients';
import { absents, transfertDossier } from './ase-envois';
import { ASE, UN_TRANSFERT } from './ase-operations';
import { accuse, donnees } from './attendus';
import { refus } from './cycle-pas';
import { decision } from './justice-envois';
import { DECIDER } from './justice-operations';
import { enfantSuivi } from './mesure-judiciaire';
import type { Monde } from './monde';
import { BOITE } from './operations';
import type { Scenario } from './scenario';

const ASE_33 = { ...demoClients.ase, institution: 'ase-33', nom: 'ASE de la Gironde', territoire: '33' };
const CRIP_33 = { ...demoClients.crip, institution: 'crip-33', nom: 'CRIP de la Gironde', territoire: '33' };
const MESURE = 'query ($id: ID!) { mesure(id: $id) { id etat terme echeances { regle dateLimite } } }';

export const uneMesureEstTransferee: Scenario = {
  titre: 'La famille d’un enfant placé déménage : la mesure se poursuit à Bordeaux, aux mêmes dates, sous le même juge',
  etapes: () => {
    let enfantId: string;
    let mesureId: string;
    let transfertId: string;
    let arrivee: string;
    const documents = [
      ...absents('INFORMATIONS', 'EVALUATION', 'RAPPORT_ANNUEL', 'RAPPORT_CIRCONSTANCIE'),
      { document: 'PROJET_POUR_ENFANT' as const, le: '2026-06-01', texte: 'Soutenir la scolarité.' },
    ];
    const envoyer = (monde: Monde, changes: object) =>
      monde.demander('ase', ASE.transfererDossier, { input: transfertDossier({ mesureId, documents, ...changes }) });
    const la = async (monde: Monde, query: string, variables: object) =>
      donnees(await monde.demanderComme(ASE_33, query, variables));
    return [
      {
        qui: 'Juge des enfants',
        quoi: 'confie l’enfant à l’ASE de la Haute-Garonne : la mesure et ses délais commencent',
        faire: async (monde) => {
          ({ enfantId, mesureId } = await enfantSuivi(monde));
          const { mesure } = donnees(await monde.demander('ase', MESURE, { id: mesureId }));
          return { envoye: 'notifierDecision', recu: mesure.etat as string };
        },
      },
      {
        qui: 'ASE',
        quoi: 'transfère le dossier sans avoir informé les parents : refusé, avec le texte',
        faire: async (monde) => {
          await monde.demanderComme(CRIP_33, BOITE);
          await monde.demanderComme(ASE_33, BOITE);
          const { code, message } = refus(await envoyer(monde, { parents: {} }));
          assert.equal(code, 'ARTICLE_CONTRAIRE');
          assert.match(message, /R221-5/);
          return { envoye: 'transfererDossier', recu: message };
        },
      },
      {
        qui: 'ASE',
        quoi: 'recommence, parents informés, chaque document de R221-6 nommé : présent, ou pourquoi il manque',
        faire: async (monde) => {
          const { id, reference } = accuse(await envoyer(monde, {}));
          transfertId = id;
          return { envoye: 'transfererDossier', recu: reference };
        },
      },
      {
        qui: 'ASE de la Gironde',
        quoi: 'la trouve en cours, au même terme, avec les mêmes délais, et en rend compte au même juge',
        faire: async (monde) => {
          const { transfertInterdepartemental } = await la(monde, UN_TRANSFERT, { id: transfertId });
          assert.equal(transfertInterdepartemental.conservationAns, 10);
          arrivee = transfertInterdepartemental.mesure.id;
          const { mesure } = await la(monde, MESURE, { id: arrivee });
          const { mesure: partie } = donnees(await monde.demander('ase', MESURE, { id: mesureId }));
          assert.deepEqual([mesure.etat, partie.etat], ['EN_COURS', 'TERMINEE']);
          assert.equal(mesure.terme, partie.terme);
          const { mesure: vueDuJuge } = donnees(await monde.demander('juge', MESURE, { id: arrivee }));
          assert.equal(vueDuJuge.etat, 'EN_COURS');
          const delais = mesure.echeances.map(({ regle, dateLimite }: any) => `${regle} ${dateLimite}`);
          return { envoye: 'transfertInterdepartemental, mesure', recu: delais.join(', ') };
        },
      },
      {
        qui: 'Juge des enfants',
        quoi: 'maintient le placement : c’est la Gironde qui en est avertie, l’origine ne lit rien de la suite',
        faire: async (monde) => {
          const input = decision({ enfantId, rendueLe: new Date().toISOString() });
          const suivante = accuse(await monde.demander('juge', DECIDER, { input }));
          const lue = await la(monde, 'query ($id: ID!) { decision(id: $id) { reference } }', { id: suivante.id });
          assert.equal(lue.decision.reference, suivante.reference);
          for (const [query, id] of [
            [MESURE, arrivee],
            ['query ($id: ID!) { decision(id: $id) { reference } }', suivante.id],
          ] as const) {
            const { body } = await monde.demander('ase', query, { id });
            assert.equal(body.errors?.[0]?.extensions.code, 'NOT_FOUND');
          }
          return { envoye: 'notifierDecision', recu: 'lue par la Gironde seule' };
        },
      },
    ];
  },
};
