import {
  appelDuneVoisine,
  copieDeLHopital,
  demande,
  evaluation,
  rapport,
  signalement,
} from '../scenarios/cycle-envois';
import * as cycle from '../scenarios/cycle-operations';
import { enfant, fiche, ficheHopital } from '../scenarios/envois';
import { TRANSMETTRE } from '../scenarios/operations';
import { LEVER_PROTECTION, PROTEGER_DOSSIER } from '../scenarios/protection-operations';
import { OUVRIR_EN_URGENCE, REVOIR_ACCES } from '../scenarios/urgence-operations';
import { accuse, recu, type HubOuvert, type NomInstitution, type Reponse } from '../subgraphs/hub-ouvert';

export type Envoyer = (
  titre: string,
  envoi: readonly [qui: NomInstitution, query: string, input: object],
) => Promise<Reponse>;

export const HEURES = { jours: [1, 2, 3, 4, 5], ouverture: '08:30', fermeture: '17:00' };

/** Every act of the life cycle, refusals included. @returns what the CRIP then reads. */
export async function jouerLaCrip(hub: HubOuvert, envoyer: Envoyer): Promise<Reponse> {
  const deLaCrip = (titre: string, query: string, input: object) => envoyer(titre, ['crip', query, input]);
  const recevoir = async (qui: 'college' | 'hopital', input: object) =>
    accuse(await hub.demander(qui, TRANSMETTRE, { input })).id;

  const unEnfant = enfant();
  const informationId = await recevoir('college', fiche({ enfant: unEnfant }));
  const autre = await recevoir('hopital', { ...ficheHopital(), enfant: unEnfant });
  await deLaCrip('qualifier trop tôt', cycle.QUALIFIER, { informationId });
  await deLaCrip('analyser', cycle.ANALYSER, { informationId });
  await deLaCrip('non qualifier', cycle.NON_QUALIFIER, { informationId, motif: 'Rien.' });
  await deLaCrip('rouvrir', cycle.ROUVRIR, { informationId, motif: 'Un élément.' });
  const complement = accuse(await deLaCrip('complément', cycle.DEMANDER_COMPLEMENT, demande(informationId))).id;
  const reponse = { demandeId: complement, reponse: 'Élève assidue.', fonction: 'Principale' };
  await envoyer('complément, par un autre', ['hopital', cycle.REPONDRE_COMPLEMENT, reponse]);
  await envoyer('complément répondu', ['college', cycle.REPONDRE_COMPLEMENT, reponse]);
  await deLaCrip('qualifier', cycle.QUALIFIER, { informationId });
  await deLaCrip('joindre', cycle.JOINDRE, { informationId: autre, aInformationId: informationId });
  await deLaCrip('évaluation sans équipe', cycle.OUVRIR_EVALUATION, evaluation(informationId, { evaluateurs: [] }));
  await deLaCrip('évaluation', cycle.OUVRIR_EVALUATION, evaluation(informationId, { enfants: [enfant()] }));
  const avis = accuse(await deLaCrip('avis', cycle.DEMANDER_AVIS, demande(informationId))).id;
  await envoyer('avis rendu', ['college', cycle.RENDRE_AVIS, { ...reponse, demandeId: avis }]);
  await deLaCrip('rapport', cycle.RENDRE_EVALUATION, rapport(informationId));
  await deLaCrip('complément d’évaluation', cycle.COMPLETER_EVALUATION, { informationId, motif: 'Le père.' });
  await deLaCrip('second rapport', cycle.RENDRE_EVALUATION, rapport(informationId, { conclusion: 'RISQUE' }));
  await deLaCrip('aide refusée', cycle.DECIDER, { informationId, suite: 'AED', acceptee: false });
  await deLaCrip('aide', cycle.DECIDER, { informationId, suite: 'AED', acceptee: true });
  await deLaCrip('retour', cycle.ENVOYER_RETOUR, { informationId });
  await deLaCrip('parents', cycle.INFORMER_PARENTS, { informationId, objet: 'CONCLUSIONS', informes: true });
  await deLaCrip('signalement', cycle.SIGNALER, signalement(informationId));

  const absente = await recevoir('college', fiche());
  for (const query of [cycle.ANALYSER, cycle.QUALIFIER])
    await hub.demander('crip', query, { input: { informationId: absente } });
  await hub.demander('crip', cycle.OUVRIR_EVALUATION, { input: evaluation(absente) });
  const rencontre = { idempotencyKey: absente, informationId: absente, tribunal: 'tj31555', motif: 'Trois visites.' };
  await deLaCrip('rencontre impossible', cycle.RENCONTRE_IMPOSSIBLE, rencontre);
  const ailleurs = await recevoir('college', fiche());
  await deLaCrip('réorienter', cycle.REORIENTER, { informationId: ailleurs, motif: 'Déménagée.', collectivite: '33' });
  await envoyer('copie', ['hopital', cycle.COPIER_SIGNALEMENT, copieDeLHopital()]);

  const appel = accuse(await deLaCrip('appel', cycle.ENREGISTRER_INFORMATION, appelDuneVoisine())).id;
  const demandeLe = new Date().toISOString();
  await deLaCrip('retour demandé', cycle.DEMANDER_RETOUR, { informationId: appel, demandeLe });
  const adresse = { idempotencyKey: `${appel}-adresse`, informationId: appel, caisses: ['CAF'], recueLe: demandeLe };
  await deLaCrip('adresse', cycle.DEMANDER_ADRESSE, adresse);
  await deLaCrip('réponse', cycle.REPONSE_ADRESSE, { informationId: appel, connue: false, recueLe: demandeLe });
  await deLaCrip('retour écarté', cycle.ECARTER_RETOUR, { informationId: appel, motif: 'MISE_EN_DANGER' });
  await envoyer('prise en charge sans astreinte', [
    ...(['ase', cycle.ACCUSER_URGENTE, { informationId: appel, fonction: 'Cadre' }] as const),
  ]);
  const enUrgence = { idempotencyKey: informationId, enfantId: await enfantDe(hub, informationId), motif: 'FUGUE' };
  const { body } = await envoyer('urgence', ['crip33', OUVRIR_EN_URGENCE, enUrgence]);
  const revue = { accesId: body.data.ouvrirEnUrgence.acces[0].id, conclusion: 'JUSTIFIE' };
  await envoyer('revu par soi-même', ['crip33', REVOIR_ACCES, revue]);
  await envoyer('revu', ['crip', REVOIR_ACCES, revue]);
  const menacee = { idempotencyKey: informationId, enfantId: enUrgence.enfantId, motif: 'MENACES' };
  const posee = await deLaCrip('protéger', PROTEGER_DOSSIER, menacee);
  const levee = { protectionId: posee.body.data.protegerDossier.protection.id, motif: 'Menace écartée.' };
  await envoyer('levée proposée', ['ase', LEVER_PROTECTION, levee]);
  await envoyer('levée par soi-même', ['ase', LEVER_PROTECTION, levee]);
  await deLaCrip('levée', LEVER_PROTECTION, levee);
  await envoyer('heures', ['crip33', cycle.FIXER_HORAIRES, HEURES]);
  return hub.demander('crip', cycle.DOSSIER, { id: informationId });
}

async function enfantDe(hub: HubOuvert, id: string): Promise<string> {
  const query = 'query ($id: ID!) { informationPreoccupante(id: $id) { enfant { id } } }';
  return recu(await hub.demander('crip', query, { id })).enfant.id as string;
}
