import { estJourSeul, instantDe, jourLocal, retrancherDuree, type Depart, type Duree, type Jour } from './calendar';
import { augmentationDistance, type Augmentation } from './calendar-distance';
import { ajouterHeures, instantLocal, jourDInstant } from './calendar-instants';
import { lieuDe, type DescriptionLieu, type Lieu } from './calendar-lieux';
import { augmenter, dureeRetenue, estDateFixe, termeDe } from './deadline-compute';
import {
  ALERTES_HEURES,
  ALERTES_PAR_DEFAUT,
  LIGNES_ECHEANCE,
  type DateFixe,
  type FinDeDroit,
  type LigneEcheance,
  type RegleEcheance,
} from './deadline-rows';
import * as etapes from './deadline-steps';
import { premierJourOuvrable, type Report } from './jours-feries';

export * from './deadline-rows';

/** Where the days are counted: a time zone, the authority that has one, or a place by its INSEE code. */
export type LieuEcheance = DescriptionLieu;

export type OptionsEcheance = LieuEcheance & {
  /** Length fixed by the authority that asks, in days; only for a rule with `dureeFixee`. */
  readonly jours?: number;
  /** The same in any unit: the length that a decision states. */
  readonly duree?: Duree;
  /** Where the party that must act lives, when its distance counts (CPC, art. 643 and 644). */
  readonly residence?: LieuEcheance | 'ETRANGER';
  /** When the law itself ends the measure: what has no object afterwards is due by then. */
  readonly fin?: FinDeDroit | undefined;
  /** Day of the facts, when the law that applies is not that of the start. */
  readonly faits?: Jour;
  /** The rows to compute with. */
  readonly lignes?: readonly LigneEcheance[];
};

/** A deadline once computed. */
export interface Echeance {
  readonly regle: RegleEcheance;
  readonly intitule: string;
  readonly article: string;
  readonly legiarti: string | null;
  /** Local day on which the delay starts; it is not counted, unless the row says so. */
  readonly depart: Jour;
  /** Last day, until midnight, never moved to a working day: the safe day to alert on. */
  readonly dateLimite: Jour;
  /** The same, moved to the next working day where a text says or may say so. */
  readonly dateReportee: Jour;
  /** After this day the deadline is missed: the moved day only when the move is established (CPC, art. 642). */
  readonly dateOpposable: Jour;
  /** Local start and end with their offset, for a deadline counted in hours; `null` otherwise. */
  readonly instants: { readonly depart: string; readonly limite: string } | null;
  /** When to warn, from the unmoved term: days, or instants for a deadline in hours. Earliest first. */
  readonly alertes: readonly string[];
  readonly report: LigneEcheance['report'];
  /** False: whether the term moves to `dateReportee` is not established; `dateLimite` is the day to meet. */
  readonly reportConfirme: boolean;
  /** False: `steps` says what is to be checked. */
  readonly verifie: boolean;
  /** The reasoning, in French sentences, for whoever must check or contest it. */
  readonly steps: readonly string[];
}

/**
 * The row that applies to a deadline starting on `depart`, or today's row without one.
 * Throws a `RangeError` when none applied.
 */
export function echeanceDe(
  regle: RegleEcheance,
  depart?: Jour,
  lignes: readonly LigneEcheance[] = LIGNES_ECHEANCE,
): LigneEcheance {
  return ligneApplicable(regle, lignes, (ligne) =>
    depart !== undefined && ligne.droitDuTerme === true ? termeDe(ligne, depart) : depart,
  );
}

function ligneApplicable(
  regle: RegleEcheance,
  lignes: readonly LigneEcheance[],
  jourDuDroit: (ligne: LigneEcheance) => Jour | undefined,
): LigneEcheance {
  let jour: Jour | undefined;
  const ligne = lignes.find((candidate) => {
    if (candidate.regle !== regle) return false;
    jour = jourDuDroit(candidate);
    return jour === undefined ? candidate.validTo === null : isWithin(jour, candidate);
  });
  if (ligne === undefined) throw new RangeError(`Échéance ${regle} : aucun texte connu au ${jour ?? 'jour courant'}.`);
  return ligne;
}

/** Whether a text states this deadline on that day. */
export function enVigueur(regle: RegleEcheance, jour: Jour): boolean {
  return LIGNES_ECHEANCE.some((ligne) => ligne.regle === regle && isWithin(jour, ligne));
}

function isWithin(jour: Jour, { validFrom, validTo }: LigneEcheance): boolean {
  return (validFrom === null || validFrom <= jour) && (validTo === null || jour < validTo);
}

/**
 * Last day of a statutory deadline, unmoved and moved to a working day, by the law of the day of the facts.
 * Throws a `RangeError`, with a French sentence, on a start that is no date, an unknown place, a length that the rule
 * does not allow, a day without an hour for a rule in hours, or a day on which no text is known.
 */
export function calculerEcheance(regle: RegleEcheance, depart: Depart, options: OptionsEcheance): Echeance {
  const lieu = lieuDe(options);
  const jour = jourLocal(depart, lieu.fuseau);
  const { faits, lignes = LIGNES_ECHEANCE } = options;
  const ligne = faits === undefined ? echeanceDe(regle, jour, lignes) : ligneApplicable(regle, lignes, () => faits);
  const calcul =
    ligne.base === 'heures' ? enHeures(ligne, depart, jour, lieu, options) : enJours(ligne, jour, lieu, options);
  const horsSonRessort = etapes.etapesTerritoire(ligne, lieu);
  // What is doubtful of the text itself is said with its length; of a holiday, with the move.
  const reserves = [...etapes.etapesReserve(ligne), ...horsSonRessort];
  return {
    regle,
    intitule: ligne.intitule,
    article: ligne.article,
    legiarti: ligne.legiarti ?? null,
    depart: jour,
    ...calcul,
    dateOpposable: ligne.report === 'CPC_642' ? calcul.dateReportee : calcul.dateLimite,
    report: ligne.report,
    reportConfirme: etapes.reportConfirme(ligne, calcul.dateLimite, calcul.dateReportee, lieu),
    verifie: reserves.length === 0,
    steps: [...calcul.steps.slice(0, 2), ...reserves, ...calcul.steps.slice(2)],
  };
}

type Calcul = Pick<Echeance, 'dateLimite' | 'dateReportee' | 'instants' | 'alertes' | 'steps'>;

function enJours(ligne: LigneEcheance, depart: Jour, lieu: Lieu, options: OptionsEcheance): Calcul {
  const fixee = dureeDemandee(options);
  const duree = dureeRetenue(ligne, depart, fixee);
  const distance = distanceDe(ligne, lieu, options.residence);
  const totale = avecDistance(duree, distance);
  const terme = termeDe(ligne, depart, totale);
  const plafond = plafondDe(ligne, terme, options.fin);
  const dateLimite = plafond?.jour ?? terme;
  const report: Report =
    ligne.report === 'AUCUN' || plafond ? { jour: dateLimite, ecartes: [] } : premierJourOuvrable(dateLimite, lieu);
  return {
    dateLimite,
    dateReportee: report.jour,
    instants: null,
    alertes: alertesEnJours(ligne, depart, dateLimite),
    steps: [
      etapes.etapeDepart(ligne, depart, lieu),
      etapes.etapeDuree(ligne, duree, fixee),
      ...etapes.etapesDistance(distance),
      ...etapes.etapesQuantieme(depart, terme, totale),
      etapes.etapeTerme(ligne, terme),
      ...(plafond ? etapes.etapesPlafond(ligne, plafond, lieu) : etapes.etapesReport(ligne, report, lieu)),
    ],
  };
}

/** Nothing is due on a measure after the day on which the law ends it. */
function plafondDe(ligne: LigneEcheance, terme: Jour, fin: FinDeDroit | undefined): FinDeDroit | undefined {
  return ligne.finitAvecLaMesure === true && fin !== undefined && fin.jour < terme ? fin : undefined;
}

function dureeDemandee({ jours, duree }: OptionsEcheance): Duree | undefined {
  return jours === undefined ? duree : { jours };
}

/** `undefined` when nobody asked; `null` when the distance adds nothing. */
function distanceDe(
  ligne: LigneEcheance,
  siege: Lieu,
  residence: OptionsEcheance['residence'],
): Augmentation | null | undefined {
  if (residence === undefined) return undefined;
  const demeure = residence === 'ETRANGER' ? residence : lieuDe(residence);
  return ligne.distance === true ? augmentationDistance(siege, demeure) : null;
}

function avecDistance(duree: Duree | DateFixe, distance: Augmentation | null | undefined): Duree | DateFixe {
  return estDateFixe(duree) || !distance ? duree : augmenter(duree, distance.mois);
}

function alertesEnJours({ avant, alertes = ALERTES_PAR_DEFAUT }: LigneEcheance, depart: Jour, terme: Jour): Jour[] {
  const jours = alertes.map((duree) => retrancherDuree(terme, duree)).sort();
  return avant === true ? jours : jours.filter((jour) => jour > depart);
}

function enHeures(ligne: LigneEcheance, depart: Depart, jour: Jour, lieu: Lieu, options: OptionsEcheance): Calcul {
  if (estJourSeul(depart)) {
    throw new RangeError(`Échéance ${ligne.regle} : délai en heures, indiquer l’heure et son décalage après le jour.`);
  }
  const debut = instantDe(depart);
  const fin = ajouterHeures(debut, heuresDe(dureeRetenue(ligne, jour, dureeDemandee(options))));
  const instants = { depart: instantLocal(debut, lieu.fuseau), limite: instantLocal(fin, lieu.fuseau) };
  const dernierJour = jourDInstant(instants.limite);
  const alertes = (ligne.alertes ?? ALERTES_HEURES)
    .map((duree) => ajouterHeures(fin, -heuresDe(duree)))
    .filter((instant) => instant > debut)
    .map((instant) => instantLocal(instant, lieu.fuseau));
  return {
    dateLimite: dernierJour,
    dateReportee: dernierJour,
    instants,
    alertes,
    steps: etapes.etapesHeures(ligne, instants.depart, instants.limite, lieu),
  };
}

/** A row counted in hours has no other length. */
function heuresDe(duree: Duree | DateFixe): number {
  return Number((duree as Duree).heures);
}
