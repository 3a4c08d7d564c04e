import { outreMer, type Lieu } from './calendar-lieux';

/** Where a party lives, as far as delays go: a place of the Republic, or abroad. */
export type Residence = Lieu | 'ETRANGER';

/** What the distance adds to a delay to appear or to appeal, and by which text. */
export interface Augmentation {
  readonly mois: number;
  readonly article: string;
  readonly motif: string;
}

/**
 * The delay of distance of a party before a court (CPC, art. 643 in force since 16 May 2008 for its list of places,
 * art. 644 since 11 May 2017). `null` when there is none.
 */
export function augmentationDistance(siege: Lieu, residence: Residence): Augmentation | null {
  const article = articleApplicable(siege);
  if (article === null) return null;
  if (residence === 'ETRANGER') {
    return { mois: 2, article, motif: 'la personne demeure à l’étranger' };
  }
  return demeureAuLoin(siege, residence)
    ? { mois: 1, article, motif: `la personne demeure à distance de la juridiction (${residence.nom})` }
    : null;
}

/** Polynésie française and Nouvelle-Calédonie have rules of procedure of their own: neither article names them. */
function articleApplicable(siege: Lieu): string | null {
  const ligne = outreMer(siege.territoire);
  if (ligne === undefined) return 'CPC, art. 643';
  return ligne.cpc644 ? 'CPC, art. 644' : null;
}

/**
 * Overseas for a court of metropolitan France; for an overseas court, anywhere but in the collectivity where it sits:
 * its own ressort may be wider (Cass., 11 April 2019: a party of Saint-Barthélemy before a court of Guadeloupe).
 */
function demeureAuLoin(siege: Lieu, residence: Lieu): boolean {
  const [du, de] = [outreMer(siege.territoire)?.code, outreMer(residence.territoire)?.code];
  return du !== de;
}
