import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { donnees } from './attendus';
import { signalement } from './cycle-envois';
import * as cycle from './cycle-operations';
import { enfant, fiche, ordonnance } from './envois';
import { deposerSigne, evenement, EVENEMENT, preuve, signer, VOIE_JUSTICE } from './evenement-signe';
import { requete, soitTransmis } from './justice-envois';
import type { Deposee } from './monde';
import { MESURE, TRANSMETTRE } from './operations';
import type { Scenario } from './scenario';

const MESURE_URGENTE = 'justice.mesure-urgente.v1';

export const leParquetEcritEnEvenementsSignes: Scenario = {
  titre: 'Le parquet notifie depuis son logiciel, en événements signés',
  etapes: () => {
    let signalementId: string;
    const { tj: _, ...opp } = ordonnance({ enfant: enfant() });
    const envoi = evenement('parquet', MESURE_URGENTE, opp, { destinataire: 'urn:passerelle-enfance:collectivite:31' });
    let acceptation: Deposee;
    let accuse: { id: string; reference: string };
    return [
      {
        qui: 'Parquet',
        quoi: 'envoie une ordonnance qu’un intermédiaire a altérée, puis une sans motifs',
        faire: async (monde) => {
          const altere = { ...envoi, data: { ...envoi.data, magistrat: 'Un autre' } };
          const jws = await signer(envoi, monde.cle('parquet'));
          const refuse = await monde.deposer('parquet', VOIE_JUSTICE, EVENEMENT, JSON.stringify(altere), jws);
          const rejet = await preuve(monde, refuse);
          assert.equal(rejet.type, 'fr.passerelle-enfance.preuve.rejet.v1');
          assert.equal(rejet.data.erreurs[0].code, 'SIGNATURE_INVALIDE');
          const muette = evenement('parquet', MESURE_URGENTE, { ...opp, motifs: undefined });
          const [erreur] = (await preuve(monde, await deposerSigne(monde, 'parquet', VOIE_JUSTICE, muette))).data
            .erreurs;
          assert.deepEqual([erreur.code, erreur.pointeur], ['CHAMP_REQUIS', '/data/motifs']);
          return { envoye: 'mesure-urgente', recu: `rejet signé : ${rejet.data.erreurs[0].code}, ${erreur.pointeur}` };
        },
      },
      {
        qui: 'Parquet',
        quoi: 'envoie la bonne, et reçoit une preuve d’acceptation signée',
        faire: async (monde) => {
          acceptation = await deposerSigne(monde, 'parquet', VOIE_JUSTICE, envoi);
          assert.equal(acceptation.statut, 202, acceptation.corps);
          const recue = await preuve(monde, acceptation);
          assert.equal(recue.type, 'fr.passerelle-enfance.preuve.acceptation.v1');
          assert.equal(recue.causeid, envoi.id);
          accuse = recue.data.accuseReception;
          return { envoye: 'mesure-urgente', recu: `acceptation signée, référence ${accuse.reference}` };
        },
      },
      {
        qui: 'ASE',
        quoi: 'est prévenue aussitôt, par webhook signé',
        faire: async (monde) => {
          const { raw } = await monde.webhook('ase', 'mesure-urgente.notifiee', accuse.id);
          assert.ok(!raw.includes(opp.motifs));
          const { mesureUrgente } = donnees(await monde.demander('parquet', MESURE, { id: accuse.id }));
          assert.equal(mesureUrgente.numeroParquet, opp.numeroParquet);
          return {
            envoye: 'mesure-urgente.notifiee',
            recu: `webhook signé ; numéro de parquet ${mesureUrgente.numeroParquet}`,
          };
        },
      },
      {
        qui: 'Parquet',
        quoi: 'renvoie le même événement : la même preuve ; un autre sous le même identifiant : refusé, et il en est averti',
        faire: async (monde) => {
          const encore = await deposerSigne(monde, 'parquet', VOIE_JUSTICE, envoi);
          assert.deepEqual(encore, acceptation);
          const autre = { ...envoi, data: { ...envoi.data, forcePublique: true } };
          const contredit = await deposerSigne(monde, 'parquet', VOIE_JUSTICE, autre);
          assert.equal(contredit.statut, 409);
          assert.equal((await preuve(monde, contredit)).data.erreurs[0].code, 'MESSAGE_DEJA_RECU');
          return { envoye: 'le même, puis un autre', recu: 'la même preuve ; 409' };
        },
      },
      {
        qui: 'Parquet',
        quoi: 'dépose sa requête au juge des enfants, puis demande une évaluation à la CRIP',
        faire: async (monde) => {
          const { mesureUrgente } = donnees(await monde.demander('parquet', MESURE_ENFANT, { id: accuse.id }));
          const saisine = requete({ enfantId: mesureUrgente.enfant.id, recueAuGreffeLe: new Date().toISOString() });
          const { tj: __, ...demande } = soitTransmis();
          for (const [type, input] of [
            ['justice.requete-je.v1', saisine],
            ['justice.soit-transmis.v1', demande],
          ] as const) {
            const rendue = await deposerSigne(monde, 'parquet', VOIE_JUSTICE, evenement('parquet', type, input));
            assert.equal(rendue.statut, 202, rendue.corps);
          }
          return { envoye: 'requete-je, soit-transmis', recu: 'deux acceptations signées' };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'signale au parquet un enfant en danger grave et immédiat',
        faire: async (monde) => {
          const { transmettreInformationPreoccupante: fait } = donnees(
            await monde.demander('college', TRANSMETTRE, { input: fiche() }),
          );
          const informationId = fait.accuseReception.id as string;
          for (const query of [cycle.ANALYSER, cycle.QUALIFIER])
            donnees(await monde.demander('crip', query, { input: { informationId } }));
          const input = signalement(informationId);
          const { signalerAuParquet } = donnees(await monde.demander('crip', cycle.SIGNALER, { input }));
          signalementId = signalerAuParquet.accuseReception.id;
          return { envoye: 'signalerAuParquet', recu: signalerAuParquet.accuseReception.reference };
        },
      },
      {
        qui: 'Parquet',
        quoi: 'en est averti, le relève signé par le hub, et lit le PDF dont il porte l’empreinte',
        faire: async (monde) => {
          await monde.webhook('parquet', 'signalement.transmis', signalementId);
          const { data } = await preuve(
            monde,
            await monde.relever('parquet', `/justice/signalements/${signalementId}`),
          );
          const { octets } = await monde.relever('parquet', data.document.adresse);
          const empreinte = `sha-256:${createHash('sha256').update(octets).digest('hex')}`;
          assert.equal(empreinte, data.document.empreinte);
          return { envoye: 'GET /justice/signalements/…', recu: `PDF, ${String(octets.length)} octets` };
        },
      },
    ];
  },
};

const MESURE_ENFANT = 'query ($id: ID!) { mesureUrgente(id: $id) { enfant { id } } }';
