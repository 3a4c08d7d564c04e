import { randomUUID } from 'node:crypto';
import type { EnregistrerLieuAccueilInput } from '../../src/subgraphs/ase/accueil/accueil.input';
import type { AccueillirEnUrgenceInput } from '../../src/subgraphs/ase/accueil/urgence.input';
import type {
  InterrogerCollectiviteInput,
  RepondreCollectiviteInput,
} from '../../src/subgraphs/ase/renseignements/renseignements.input';
import type { TransfererDossierInput } from '../../src/subgraphs/ase/transfert/transfert.input';
import type { DocumentTransfert } from '../../src/domain/transfert-dossier';
import type { OuvrirMesureAdministrativeInput } from '../../src/subgraphs/ase/mesures/mesure.input';
import { ajouterDuree } from '../../src/domain/calendar';
import { enfant } from './envois';

export function accueilUrgence(changes: Partial<AccueillirEnUrgenceInput> = {}): AccueillirEnUrgenceInput {
  return {
    idempotencyKey: randomUUID(),
    cas: 'FUGUE',
    enfant: enfant(),
    arriveLe: new Date().toISOString(),
    tj: 'tj31555',
    confieA: "Foyer de l'enfance",
    ...changes,
  };
}

export function lieu(changes: Partial<EnregistrerLieuAccueilInput> = {}): EnregistrerLieuAccueilInput {
  return {
    idempotencyKey: randomUUID(),
    type: 'ASSISTANT_FAMILIAL',
    nom: 'Famille Exemple',
    capacite: 1,
    valideDu: '2025-01-01',
    ...changes,
  };
}

/** A young adult who meets the two conditions of L222-5 5°, from that day. */
export function jeuneMajeur(
  enfantId: string,
  debut: string,
  changes: Partial<OuvrirMesureAdministrativeInput> = {},
): OuvrirMesureAdministrativeInput {
  return {
    ...{ idempotencyKey: randomUUID(), enfantId, nature: 'JEUNE_MAJEUR' },
    ...{ debut: `${debut}T09:00:00+02:00`, terme: dansUnAn(debut) },
    accords: [{ qualite: 'JEUNE', donne: true, le: new Date().toISOString().slice(0, 10) }],
    jeuneMajeur: { ressourcesOuSoutienInsuffisants: true, confieAvantMajorite: true, oqtf: false },
    ...changes,
  };
}

function dansUnAn(jour: string): string {
  return ajouterDuree(jour, { annees: 1 });
}

export function accueilProvisoire(
  changes: Pick<OuvrirMesureAdministrativeInput, 'enfantId'> & Partial<OuvrirMesureAdministrativeInput>,
): OuvrirMesureAdministrativeInput {
  return {
    idempotencyKey: randomUUID(),
    nature: 'ACCUEIL_PROVISOIRE',
    debut: '2026-03-09T09:00:00+01:00',
    terme: '2026-09-09',
    accords: [
      { qualite: 'MERE', donne: true, le: '2026-03-06' },
      { qualite: 'PERE', donne: true, le: '2026-03-07' },
    ],
    contrat: "L'enfant est accueilli la semaine et rentre chaque samedi.",
    ...changes,
  };
}

/** Documents that the origin does not hold, and why. */
export function absents(...documents: DocumentTransfert[]): TransfererDossierInput['documents'] {
  return documents.map((document) => ({ document, motifAbsence: 'Il n’a pas encore été établi.' }));
}

/** The family lives in the Gironde, and its parents know that the case goes there. */
export function transfertDossier(
  changes: Pick<TransfererDossierInput, 'mesureId'> & Partial<TransfererDossierInput>,
): TransfererDossierInput {
  return {
    ...{ idempotencyKey: randomUUID(), collectivite: '33', motif: 'La famille vit à Bordeaux.', portee: 'COMPLETE' },
    parents: { informesLe: new Date().toISOString().slice(0, 10) },
    accords: [],
    documents: [
      ...absents('RAPPORT_ANNUEL', 'RAPPORT_CIRCONSTANCIE', 'EVALUATION'),
      { document: 'PROJET_POUR_ENFANT', le: '2026-06-01', texte: 'Soutenir la scolarité, rencontrer le père.' },
    ],
    ...changes,
  };
}

/** The Gironde may have known this child. */
export function interrogation(
  changes: Pick<InterrogerCollectiviteInput, 'enfantId'> & Partial<InterrogerCollectiviteInput>,
): InterrogerCollectiviteInput {
  return {
    ...{ idempotencyKey: randomUUID(), collectivite: '33', motif: 'EVALUATION' },
    precision: 'La mère dit avoir été suivie à Bordeaux il y a deux ans.',
    ...changes,
  };
}

export function reponseInterrogation(
  changes: Pick<RepondreCollectiviteInput, 'demandeId'> & Partial<RepondreCollectiviteInput>,
): RepondreCollectiviteInput {
  return { ...{ idempotencyKey: randomUUID(), reponse: 'RIEN_DE_CONNU', documents: [] }, ...changes };
}
