import type { Fuseau } from '../domain/calendar';
import { lieuDe } from '../domain/calendar-lieux';
import type { EnfantObserve } from '../domain/olinpe-enregistrement';
import type { Annexe, Valeur } from '../domain/olinpe-types';
import { minuit } from '../platform/echeances-calcul';
import type { Habilitation } from '../platform/habilitation';

/** One yearly file: who sends it, of which year. */
export interface Demande {
  readonly annexe: Annexe;
  /** Code of the collectivité (annexe 2-8), or of the court (2-8-1). */
  readonly emetteur: string;
  readonly annee: number;
}

/** The statements take the sender, the first instant of the year and the first of the next. */
export interface Source<L> {
  readonly lignes: string;
  readonly comptes: string;
  readonly enregistrement: (ligne: L, enfant: EnfantObserve, emetteur: Emetteur) => Valeur[];
}

export interface Emetteur {
  readonly emetteur: string;
  readonly fuseau: Fuseau;
  /** Row-level security gives the extraction what this institution may reach, and nothing else. */
  readonly habilitation: Habilitation;
}

export function emetteurDe({ annexe, emetteur }: Pick<Demande, 'annexe' | 'emetteur'>): Emetteur {
  const justice = annexe === '2-8-1';
  const lieu = justice ? { territoire: emetteur.slice(2) } : { collectivite: emetteur };
  return {
    emetteur,
    fuseau: lieuDe(lieu).fuseau,
    habilitation: {
      ...{ institution: justice ? `je-${emetteur}` : `ase-${emetteur}`, role: justice ? 'juge' : 'ase' },
      ...{ territoire: emetteur, acte: 'exporterOlinpe' },
    },
  };
}

/** First instant of that year where the sender is, and of the next. */
export function bornes({ annee, ...demande }: Demande): readonly [Date, Date] {
  const { fuseau } = emetteurDe(demande);
  return [minuit(`${String(annee)}-01-01`, fuseau), minuit(`${String(annee + 1)}-01-01`, fuseau)];
}
