import { randomUUID } from 'node:crypto';
import { accueilUrgence, interrogation, lieu, reponseInterrogation, transfertDossier } from '../scenarios/ase-envois';
import { ASE } from '../scenarios/ase-operations';
import { accuse } from '../subgraphs/hub-ouvert';
import type { Envoyer } from './crip-acts';

/** The acts of the ASE on places, measures and emergency intakes; what is answered, and what is refused. */
export async function jouerLAse(envoyer: Envoyer): Promise<void> {
  const le = '2026-10-05T09:00:00+02:00';
  const cle = () => ({ idempotencyKey: randomUUID() });
  const ase = (acte: keyof typeof ASE, input: object) => envoyer(acte, ['ase', ASE[acte], input]);
  const lieuId = accuse(await ase('enregistrerLieuAccueil', lieu())).id;
  const demande = { ...cle(), nom: 'Famille Exemple', capacite: 1, demandeLe: new Date().toISOString() };
  const agrement = accuse(await envoyer('demande', ['ase', ASE.demanderAgrement, demande])).id;
  await ase('prolongerDelaiAgrement', { lieuId: agrement, motif: 'Enquête à compléter' });
  await ase('accorderAgrement', { lieuId: agrement, valideDu: '2026-10-05' });
  await ase('inviterRenouvellement', { lieuId: agrement, ecritLe: '2026-10-05' });
  const foyer = lieu({ type: 'ETABLISSEMENT', finess: '310781406', valideDu: '2020-01-01' });
  const etablissement = accuse(await envoyer('foyer', ['ase', ASE.enregistrerLieuAccueil, foyer])).id;
  await ase('enjoindreRenouvellement', { ...cle(), lieuId: etablissement, le: '2026-10-05' });
  await ase('enregistrerDemandeRenouvellement', { ...cle(), lieuId: etablissement, recueLe: '2026-10-06' });
  await ase('retirerAgrement', { lieuId: agrement, motif: 'Sans commission : refusé' });
  const commission = { informeLe: '2026-10-05', reunionLe: '2026-10-20', motif: 'Faits' };
  await ase('convoquerCommissionAgrement', { ...cle(), lieuId: agrement, ...commission });
  await ase('restreindreAgrement', { lieuId: agrement, capacite: 1, motif: 'Pas moins : refusé' });
  await ase('suspendreAgrement', { lieuId: agrement, jusquAu: '2020-01-01', motif: 'Déjà finie : refusé' });
  const urgence = accuse(await ase('accueillirEnUrgence', accueilUrgence({ arriveLe: le, lieuId }))).id;
  await ase('attesterInformation', { mesureId: urgence, destinataire: 'PARENTS', le });
  await ase('saisirAutoriteJudiciaire', { ...cle(), mesureId: urgence, motifs: 'Refus des parents.' });
  const mesureId = urgence;
  await ase('notifierChoixLieu', { ...cle(), mesureId, choix: 'Une urgence : refusé', envoyeLe: le });
  await ase('accuserChoixLieu', { mesureId, recuLe: le });
  await ase('repondreChoixLieu', { mesureId, accord: true, le });
  await ase('saisirCommissionStatut', { ...cle(), mesureId, motif: 'STATUT_INADAPTE', le });
  await ase('enregistrerExamenStatut', { ...cle(), mesureId, tenuLe: le, avis: 'Maintien.', risquePersiste: false });
  await ase('enregistrerEntretien', { ...cle(), mesureId, objet: 'AVANT_MAJORITE', tenuLe: le });
  await ase('enregistrerRapport', { ...cle(), mesureId, remisLe: le, redigePar: 'Référente' });
  await ase('transfererDossier', transfertDossier({ mesureId }));
  await ase('rappelerTransfertDossier', { mesureId });
  await ase('designerAgent', { agent: randomUUID(), enFonction: true });
  await ase('interrogerCollectivite', interrogation({ enfantId: mesureId, collectivite: '31' }));
  await ase('repondreCollectivite', reponseInterrogation({ demandeId: mesureId, enfantId: mesureId }));
  await ase('designerReferent', { mesureId, fonction: 'Éducatrice', service: 'MDS' });
  await ase('terminerMesure', { mesureId, le: '2026-10-06T09:00:00+02:00', motif: 'Retour' });
}
