import type { TypeEvenement } from './events';

/** What a person must acknowledge: an urgent measure, or an urgent information that reached a closed CRIP. */
export const SUJETS_ASTREINTE = {
  MesureUrgente: { ouverture: 'mesure-urgente.notifiee', escalade: 'mesure-urgente.escaladee' },
  InformationPreoccupante: {
    ouverture: 'information-preoccupante.urgente-hors-horaires',
    escalade: 'information-preoccupante.escaladee',
  },
} as const satisfies Record<string, Record<'ouverture' | 'escalade', TypeEvenement>>;
export type SujetAstreinte = keyof typeof SUJETS_ASTREINTE;

/** One rung of the ladder that runs while nobody has acknowledged. */
export interface Palier {
  readonly rang: number;
  /** Minutes since it reached the hub. */
  readonly apresMinutes: number;
  /** Function of the person who is told; never a name. */
  readonly fonction: string;
  readonly canal: Canal;
}

/** Only what the hub does by itself. `NOTIFICATION`: the inbox of the institution, pushed to its software when it has subscribed. */
export const CANAUX_ALERTE = ['NOTIFICATION'] as const;
export type Canal = (typeof CANAUX_ALERTE)[number];

/** No text of law sets it: a proposal, replaced by the collectivité's own rows (`ase.palier`). */
export const PALIERS_PAR_DEFAUT: readonly Palier[] = [
  { rang: 1, apresMinutes: 15, fonction: "Cadre d'astreinte", canal: 'NOTIFICATION' },
  { rang: 2, apresMinutes: 30, fonction: "Responsable de la protection de l'enfance", canal: 'NOTIFICATION' },
];

/** Past the last rung, its holder is told again at this pace. */
export const REPETITION_MINUTES = 30;

const MINUTE = 60_000;

export interface Alerte {
  readonly rang: number;
  readonly fonction: string;
  readonly canal: Canal;
  readonly prevueLe: Date;
}

/**
 * The alert that follows rung `rang` (0: none yet) of what was received at `ouverteLe`. After an outage the rungs
 * that were missed each fire once; the repetitions that were missed do not pile up, the next one starts from `now`.
 */
export function alerteSuivante(paliers: readonly Palier[], rang: number, ouverteLe: Date, now: Date): Alerte {
  const ladder = [...(paliers.length > 0 ? paliers : PALIERS_PAR_DEFAUT)].sort(
    (a, b) => a.apresMinutes - b.apresMinutes,
  );
  const palier = ladder[rang];
  if (palier) {
    const { fonction, canal, apresMinutes } = palier;
    return { rang: rang + 1, fonction, canal, prevueLe: new Date(ouverteLe.getTime() + apresMinutes * MINUTE) };
  }
  const dernier = ladder[ladder.length - 1] as Palier;
  const repetitions = rang - ladder.length + 1;
  const regular = ouverteLe.getTime() + (dernier.apresMinutes + repetitions * REPETITION_MINUTES) * MINUTE;
  const prevueLe = new Date(
    Math.max(regular, now.getTime() + REPETITION_MINUTES * MINUTE * (regular <= now.getTime() ? 1 : 0)),
  );
  return { rang: rang + 1, fonction: dernier.fonction, canal: dernier.canal, prevueLe };
}
