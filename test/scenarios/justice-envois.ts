import { randomUUID } from 'node:crypto';
import type { NotifierDecisionInput, ProlongerMesureProvisoireInput } from '../../src/subgraphs/justice/decision.input';
import type { FixerAudienceInput } from '../../src/subgraphs/justice/audience.input';
import type {
  EnregistrerAppelInput,
  EnregistrerArretInput,
  NotifierDecisionAuxPartiesInput,
} from '../../src/subgraphs/justice/parties.input';
import type {
  EnregistrerSuitesInput,
  SaisirJugeDesEnfantsInput,
  TransmettreSoitTransmisInput,
} from '../../src/subgraphs/justice/parquet.input';
import { enfant, ordonnance } from './envois';

export function suites(changes: Partial<EnregistrerSuitesInput> = {}): EnregistrerSuitesInput {
  return {
    idempotencyKey: randomUUID(),
    signalementId: randomUUID(),
    suite: 'SAISINE_JE',
    le: new Date().toISOString(),
    ...changes,
  };
}

export function soitTransmis(changes: Partial<TransmettreSoitTransmisInput> = {}): TransmettreSoitTransmisInput {
  return {
    idempotencyKey: randomUUID(),
    tj: 'tj31555',
    numeroParquet: '26065000124',
    magistrat: 'La substitute des mineurs',
    objet: 'EVALUATION',
    enfant: enfant(),
    texte: 'Merci d’évaluer la situation de cette enfant au vu du procès-verbal joint.',
    reponseAttendueLe: '2026-06-01',
    confidentiel: false,
    ...changes,
  };
}

export function interdiction(changes: object = {}): ReturnType<typeof ordonnance> {
  const { lieu: _, confieA: __, droitsParents: ___, ...sansAccueil } = ordonnance();
  return { ...sansAccueil, nature: 'IST', motifs: 'Départ à l’étranger annoncé sans retour.', ...changes };
}

export function requete(changes: Partial<SaisirJugeDesEnfantsInput> = {}): SaisirJugeDesEnfantsInput {
  return {
    idempotencyKey: randomUUID(),
    tj: 'tj31555',
    enfantId: randomUUID(),
    recueAuGreffeLe: '2026-03-12T11:00:00+01:00',
    motifs: 'Le maintien au domicile expose l’enfant à un danger que ses parents ne peuvent écarter.',
    ...changes,
  };
}

export function decision(changes: Partial<NotifierDecisionInput> = {}): NotifierDecisionInput {
  return {
    idempotencyKey: randomUUID(),
    enfantId: randomUUID(),
    nature: 'PLACEMENT_ASE',
    rendueLe: '2026-03-24T15:00:00+01:00',
    magistrat: 'La juge des enfants',
    provisoire: false,
    sansAudience: false,
    mois: 12,
    confieA: { nom: "Aide sociale à l'enfance de la Haute-Garonne", siret: '22310001700423' },
    evaluationTiersRealisee: true,
    auditionEnfant: true,
    ...changes,
  };
}

export function prolongation(changes: Partial<ProlongerMesureProvisoireInput> = {}): ProlongerMesureProvisoireInput {
  return {
    idempotencyKey: randomUUID(),
    decisionId: randomUUID(),
    ordonneeLe: '2026-08-31T10:00:00+02:00',
    mois: 6,
    avisDuProcureurLe: '2026-08-20',
    ...changes,
  };
}

export function notificationAuxParties(
  changes: Partial<NotifierDecisionAuxPartiesInput> = {},
): NotifierDecisionAuxPartiesInput {
  return {
    idempotencyKey: randomUUID(),
    decisionId: randomUUID(),
    parties: [{ partie: 'PARENT', le: '2026-03-27', residence: '31555' }],
    toutesNotifiees: false,
    ...changes,
  };
}

export function appel(changes: Partial<EnregistrerAppelInput> = {}): EnregistrerAppelInput {
  return { idempotencyKey: randomUUID(), decisionId: randomUUID(), declareLe: '2026-04-02', ...changes };
}

export function arret(changes: Partial<EnregistrerArretInput> = {}): EnregistrerArretInput {
  return {
    ...{ idempotencyKey: randomUUID(), appelId: randomUUID(), renduLe: '2026-06-15', sens: 'CONFIRME' },
    ...changes,
  };
}

export function audience(changes: Partial<FixerAudienceInput> = {}): FixerAudienceInput {
  return {
    ...{ idempotencyKey: randomUUID(), requeteId: randomUUID(), audienceLe: '2026-03-23T10:00:00+01:00' },
    ...changes,
  };
}
