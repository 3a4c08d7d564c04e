import assert from 'node:assert/strict';
import { evenement } from '../../connectors/hub-env/simulator';
import { mesureUrgente as opp, releveSignalement } from '../../connectors/parquet/simulator';
import type { Recue } from '../../connectors/simulator';
import { demoClients } from '../../src/auth/demo-clients';
import { donnees } from './attendus';
import { signalement } from './cycle-envois';
import * as cycle from './cycle-operations';
import { enfant, fiche, ordonnance } from './envois';
import { preuve } from './evenement-signe';
import { requete, soitTransmis } from './justice-envois';
import { MESURE, TRANSMETTRE } from './operations';
import type { Scenario } from './scenario';

const MESURE_URGENTE = 'justice.mesure-urgente.v1';
const { institution } = demoClients.parquet;

export const leParquetEcritEnEvenementsSignes: Scenario = {
  titre: 'Le parquet notifie depuis son logiciel, en événements signés',
  etapes: () => {
    let signalementId: string;
    const { tj: _, ...prise } = ordonnance({ enfant: enfant() });
    const envoi = evenement(institution, MESURE_URGENTE, prise, {
      destinataire: 'urn:passerelle-enfance:collectivite:31',
    });
    let acceptation: Recue;
    let accuse: { id: string; reference: string };
    return [
      {
        qui: 'Parquet',
        quoi: 'envoie une ordonnance qu’un intermédiaire a altérée, puis une sans motifs',
        faire: async (monde) => {
          const altere = { ...envoi, data: { ...envoi.data, magistrat: 'Un autre' } };
          const parquet = monde.software('parquet');
          const refuse = await parquet.envoyer(opp, JSON.stringify(altere), { signe: JSON.stringify(envoi) });
          const rejet = await preuve(parquet, refuse);
          assert.equal(rejet.type, 'fr.passerelle-enfance.preuve.rejet.v1');
          assert.equal(rejet.data.erreurs[0].code, 'SIGNATURE_INVALIDE');
          const muette = evenement(institution, MESURE_URGENTE, { ...prise, motifs: undefined });
          const { data } = await preuve(parquet, await parquet.envoyer(opp, JSON.stringify(muette)));
          const [erreur] = data.erreurs;
          assert.deepEqual([erreur.code, erreur.pointeur], ['CHAMP_REQUIS', '/data/motifs']);
          return { envoye: 'mesure-urgente', recu: `rejet signé : ${rejet.data.erreurs[0].code}, ${erreur.pointeur}` };
        },
      },
      {
        qui: 'Parquet',
        quoi: 'envoie la bonne, et reçoit une preuve d’acceptation signée',
        faire: async (monde) => {
          const parquet = monde.software('parquet');
          acceptation = await parquet.envoyer(opp, JSON.stringify(envoi));
          assert.equal(acceptation.statut, 202, acceptation.corps);
          const recue = await preuve(parquet, acceptation);
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
          assert.ok(!raw.includes(prise.motifs));
          const { mesureUrgente } = donnees(await monde.demander('parquet', MESURE, { id: accuse.id }));
          assert.equal(mesureUrgente.numeroParquet, prise.numeroParquet);
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
          const parquet = monde.software('parquet');
          const encore = await parquet.envoyer(opp, JSON.stringify(envoi));
          assert.deepEqual(encore, acceptation);
          const autre = { ...envoi, data: { ...envoi.data, forcePublique: true } };
          const contredit = await parquet.envoyer(opp, JSON.stringify(autre));
          assert.equal(contredit.statut, 409);
          assert.equal((await preuve(parquet, contredit)).data.erreurs[0].code, 'MESSAGE_DEJA_RECU');
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
            const rendue = await monde
              .software('parquet')
              .envoyer(opp, JSON.stringify(evenement(institution, type, input)));
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
          const { corps } = await monde.software('parquet').relever(releveSignalement, signalementId);
          const { taille } = JSON.parse(corps).data.document;
          return { envoye: 'GET /justice/signalements/…', recu: `PDF, ${String(taille)} octets` };
        },
      },
    ];
  },
};

const MESURE_ENFANT = 'query ($id: ID!) { mesureUrgente(id: $id) { enfant { id } } }';
