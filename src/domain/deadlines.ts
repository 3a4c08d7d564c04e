import { ajouterDuree, enToutesLettres, jourLocal, type Depart, type Duree, type Fuseau, type Jour } from './calendar';
import { collectiviteAse } from './collectivites';
import { LIGNES_ECHEANCE, type LigneEcheance, type RegleEcheance } from './deadline-rows';

export * from './deadline-rows';

/** Where the days are counted: a time zone, or the authority that has one. */
export type LieuEcheance = { readonly fuseau: Fuseau } | { readonly collectivite: string };

export type OptionsEcheance = LieuEcheance & {
  /** Length fixed by the authority that asks, in days; only for a rule with `delaiFixe`. */
  readonly jours?: number;
};

/** A deadline once computed. */
export interface Echeance {
  readonly regle: RegleEcheance;
  readonly intitule: string;
  readonly article: string;
  /** Local day on which the delay starts; it is not counted. */
  readonly depart: Jour;
  /** Last day, until midnight, never moved to a working day: the safe day to alert on. */
  readonly dateLimite: Jour;
  /** The reasoning, in French sentences, for whoever must check or contest it. */
  readonly steps: readonly string[];
}

/** The row of a rule on a given day, or today's row without one. Throws a `RangeError` when none applied. */
export function echeanceDe(regle: RegleEcheance, jour?: Jour): LigneEcheance {
  const ligne = LIGNES_ECHEANCE.find(
    ({ regle: candidate, validFrom, validTo }) =>
      candidate === regle && (jour === undefined ? validTo === null : isWithin(jour, validFrom, validTo)),
  );
  if (ligne === undefined) throw new RangeError(`Échéance ${regle} : aucun texte connu au ${jour ?? 'jour courant'}.`);
  return ligne;
}

/**
 * Last day of a statutory deadline, in calendar days. Public holidays and the shift of CPC 642 are not applied: for
 * every rule here the shift is excluded or not confirmed, and the unmoved day can only be too early.
 * Throws a `RangeError` on a start that is no date, an unknown authority, a length that the rule does not allow, or a
 * day on which no text is known.
 */
export function calculerEcheance(regle: RegleEcheance, depart: Depart, options: OptionsEcheance): Echeance {
  const fuseau = fuseauDe(options);
  const jour = jourLocal(depart, fuseau);
  const ligne = echeanceDe(regle, jour);
  const duree = dureeDe(ligne, options.jours);
  const dateLimite = ajouterDuree(jour, duree);
  return {
    regle,
    intitule: ligne.intitule,
    article: ligne.article,
    depart: jour,
    dateLimite,
    steps: [
      `Point de départ : ${enToutesLettres(jour)} (${ligne.declencheur}, heure de ${fuseau}) ; ce jour ne compte pas.`,
      `Durée : ${phraseDuree(duree)} (${ligne.article}${fixee(ligne, options.jours)}).`,
      ...(dernierJourDuMois(jour, dateLimite, duree)
        ? ['Ce mois n’a pas de même quantième : terme à son dernier jour.']
        : []),
      `Terme : ${enToutesLettres(dateLimite)} à vingt-quatre heures.`,
      PHRASES_REPORT[ligne.report],
    ],
  };
}

const PHRASES_REPORT: Readonly<Record<LigneEcheance['report'], string>> = {
  CPC_642: 'Report possible au premier jour ouvrable suivant (CPC, art. 642) ; l’alerte porte sur le jour non reporté.',
  NON_CONFIRME: 'Aucun report au jour ouvrable suivant n’est confirmé pour ce délai : l’alerte porte sur ce jour.',
  AUCUN: 'Aucun report au jour ouvrable suivant.',
};

function isWithin(jour: Jour, from: Jour | null, to: Jour | null): boolean {
  return (from === null || from <= jour) && (to === null || jour < to);
}

function fuseauDe(lieu: LieuEcheance): Fuseau {
  if ('fuseau' in lieu) return lieu.fuseau;
  const collectivite = collectiviteAse(lieu.collectivite);
  if (collectivite === undefined) throw new RangeError(`Collectivité « ${lieu.collectivite} » inconnue.`);
  return collectivite.fuseau;
}

function dureeDe(ligne: LigneEcheance, jours: number | undefined): Duree {
  if (jours === undefined) return ligne.duree;
  if (ligne.delaiFixe !== true) throw new RangeError(`Échéance ${ligne.regle} : sa durée est fixée par le texte.`);
  if (!Number.isInteger(jours) || jours < 1 || jours > 366) {
    throw new RangeError(`Échéance ${ligne.regle} : le délai fixé doit être de 1 à 366 jours.`);
  }
  return { jours };
}

function fixee(ligne: LigneEcheance, jours: number | undefined): string {
  if (ligne.delaiFixe !== true) return '';
  return jours === undefined ? ', délai par défaut de la plateforme' : ', délai fixé par le demandeur';
}

function phraseDuree({ mois, jours }: Duree): string {
  return [mois === undefined ? '' : `${mois} mois`, jours === undefined ? '' : `${jours} jour${jours > 1 ? 's' : ''}`]
    .filter(Boolean)
    .join(' et ');
}

function dernierJourDuMois(depart: Jour, terme: Jour, { mois, jours }: Duree): boolean {
  return mois !== undefined && jours === undefined && depart.slice(8) !== terme.slice(8);
}
