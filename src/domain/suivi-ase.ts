import { ajouterDuree, type Jour } from './calendar';
import type { RegleEcheance } from './deadlines';

/** Why the commission examines the status of a child entrusted for more than a year (CASF L223-1 al. 5). */
export const MOTIFS_EXAMEN_STATUT = {
  RISQUE_DELAISSEMENT: 'Risque de délaissement parental',
  STATUT_INADAPTE: "Statut juridique qui paraît inadapté aux besoins de l'enfant",
} as const;
export type MotifExamenStatut = keyof typeof MOTIFS_EXAMEN_STATUT;

/** First day on which a child entrusted since `debut` has been so for a year. */
export function unAnRevolu(debut: Jour): Jour {
  return ajouterDuree(debut, { annees: 1 });
}

/** The two interviews with a young person (CASF L222-5-1, L222-5-2-1), and the clock that each one meets. */
export const ENTRETIENS = {
  AVANT_MAJORITE: { libelle: 'Un an au moins avant la majorité (CASF L222-5-1)', regle: 'A11' },
  APRES_SORTIE: { libelle: "Six mois après la sortie de l'ASE (CASF L222-5-2-1)", regle: 'A11_SORTIE' },
} as const satisfies Record<string, { libelle: string; regle: RegleEcheance }>;
export type ObjetEntretien = keyof typeof ENTRETIENS;

/** The place where a child lives, and the one where it is to live from an hour on. */
export interface LieuxDeVie {
  readonly lieuId: string | null;
  readonly lieuPrevuId: string | null;
  readonly lieuPrevuLe: Date | null;
}

/** The same at that moment: a planned move takes place at its hour, without anybody's act. */
export function lieuxDuMoment(
  { lieuId, lieuPrevuId, lieuPrevuLe }: LieuxDeVie,
  le: Date,
): LieuxDeVie & { readonly arrive: boolean } {
  const arrive = lieuPrevuLe !== null && lieuPrevuLe <= le;
  if (arrive) return { arrive, lieuId: lieuPrevuId, lieuPrevuId: null, lieuPrevuLe: null };
  return { arrive, lieuId, lieuPrevuId, lieuPrevuLe };
}

/** What the legal representative has made of a choice of place notified to him (CASF L223-2 al. 6). */
export const ETATS_CHOIX = {
  EN_ATTENTE: 'Notifié, sans réponse',
  ACCORD: 'Accord exprès',
  OPPOSITION: 'Opposition',
  REPUTE_ACQUIS: "Accord réputé acquis : pas d'opposition dans le délai",
  REMPLACE: 'Un autre choix a été notifié depuis',
} as const;
export type EtatChoix = keyof typeof ETATS_CHOIX;

export interface Choix {
  readonly accord: boolean | null;
  readonly remplace: boolean;
  /** Last day of the opposition. */
  readonly limite: Jour;
}

/** Silence is an agreement once the last day has passed; nobody has to say so. */
export function etatDuChoix({ accord, remplace, limite }: Choix, le: Jour): EtatChoix {
  if (accord !== null) return accord ? 'ACCORD' : 'OPPOSITION';
  if (remplace) return 'REMPLACE';
  return le > limite ? 'REPUTE_ACQUIS' : 'EN_ATTENTE';
}

/** Why a child cannot move yet; `null` when nothing stands against it. An emergency does not wait. */
export function obstacleChoix(etat: EtatChoix | null, urgence: boolean): string | null {
  if (etat === 'OPPOSITION')
    return "le représentant légal s'y est opposé ; seule l'autorité judiciaire peut passer outre (CASF L223-2 al. 6).";
  if (etat === 'EN_ATTENTE' && !urgence)
    return "le représentant légal peut encore s'y opposer (CASF L223-2 al. 6) : attendez sa réponse ou la fin du délai.";
  return null;
}
