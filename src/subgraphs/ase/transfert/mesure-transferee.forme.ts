import { z } from 'zod';
import { REGLES_ECHEANCE } from '../../../domain/deadlines';
import { MESURES_ASE } from '../../../domain/mesures-ase';
import { DOCUMENTS_TRANSFERT, ISSUES_TRANSFERT } from '../../../domain/transfert-dossier';
import { ETATS_ECHEANCE } from '../../../platform/echeance.entity';
import { enfantTransfere, instant, jour, nom, parmi, protectionTransferee, texte } from '../../../transferable.formes';

const LISTE_MAX = 500;
const compte = z.int().min(0).max(1_000);
const accords = z.array(z.strictObject({ qualite: texte(50), le: jour })).max(20);
const consentement = z.strictObject({ accords, contrat: texte().nullable() });
const code = texte(64);

const horloge = z.strictObject({
  ...{ regle: z.enum(REGLES_ECHEANCE), debiteur: z.literal(''), sujetType: z.literal('Mesure') },
  ...{ territoire: code.nullable(), acteur: code.nullable(), avertie: code.nullable(), residence: z.json() },
  ...{ depart: instant, departJour: jour, dateLimite: jour, dateReportee: jour, dateOpposable: jour },
  ...{ limiteLe: instant, etapes: z.array(texte(2_000)).max(50), verifie: z.boolean(), etat: z.enum(ETATS_ECHEANCE) },
  ...{ ouverteLe: instant, echueAOuverture: z.boolean(), suspendueLe: instant.nullable(), closeLe: instant.nullable() },
  ...{ prolongeePar: z.null(), alertes: z.array(instant).max(50), paliers: z.array(texte(50)).max(50) },
  prochaineAlerteLe: instant.nullable(),
});

const mesure = z.strictObject({
  ...{ nature: parmi(MESURES_ASE), tribunal: code.nullable(), debut: instant, terme: jour.nullable() },
  ...{ dateNaissance: jour.nullable(), confieA: texte(2_000).nullable(), lieuSecret: z.boolean(), estMna: z.boolean() },
  // The judge's decision stays in the hub where he wrote it: its text goes among the documents.
  ...{ decisionId: z.null(), consentement: consentement.nullable(), jeuneMajeur: z.json() },
  ...{ renouvellements: compte, prolongations: compte, projetEtabliLe: instant.nullable() },
  motifExamen: code.nullable(),
  renouvellementsFaits: z
    .array(
      z.strictObject({
        ...{ rang: compte, ancienTerme: jour.nullable(), terme: jour.nullable(), prolongation: z.boolean() },
        ...{ consentement: consentement.nullable(), le: instant },
      }),
    )
    .max(LISTE_MAX),
  rapports: z.array(z.strictObject({ remisLe: instant, redigePar: texte(2_000) })).max(LISTE_MAX),
  examens: z.array(z.strictObject({ tenuLe: instant, avis: texte(), risquePersiste: z.boolean() })).max(LISTE_MAX),
  entretiens: z.array(z.strictObject({ objet: code, tenuLe: instant })).max(LISTE_MAX),
  horloges: z.array(horloge).max(LISTE_MAX),
});

const document = z.strictObject({
  document: parmi(DOCUMENTS_TRANSFERT),
  absence: texte(2_000).nullable(),
  pieces: z
    .array(z.strictObject({ titre: texte(500), le: jour, texte: texte(400_000) }))
    .max(LISTE_MAX)
    .readonly(),
});

/** A measure and its file, as one hub hands it to another. */
export const formeMesure = z.strictObject({
  version: z.literal(1),
  /** Of the transfer, at the origin. */
  reference: nom,
  mesureId: z.uuid(),
  referenceDepart: nom,
  nature: parmi(MESURES_ASE),
  issue: parmi(ISSUES_TRANSFERT).extract(['MESURE', 'MESURE_MAINTENUE']),
  enfant: enfantTransfere,
  /** Null when it stays under the collectivité of origin (R221-6 II). */
  mesure: mesure.nullable(),
  documents: z.array(document).max(LISTE_MAX).readonly(),
  protections: z.array(protectionTransferee).max(10),
  motif: texte(2_000),
  parentsInformesLe: jour.nullable(),
  motifNonInformes: texte(2_000).nullable(),
  accords: accords.nullable(),
  /** Instant of the act. */
  le: instant,
  pieces: z.array(z.never()),
});

export type MesureTransfereeEntreHubs = z.infer<typeof formeMesure>;
