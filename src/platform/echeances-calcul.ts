import type { Depart, Duree, Fuseau, Jour } from '../domain/calendar';
import { instantDe, jourLocal } from '../domain/calendar';
import { instantLocal } from '../domain/calendar-instants';
import { lieuDe, parseTerritoire } from '../domain/calendar-lieux';
import { reportConfirme } from '../domain/deadline-steps';
import {
  calculerEcheance,
  echeanceDe,
  PERSONNES_ECHEANCE,
  type Echeance,
  type LieuEcheance,
  type FinDeDroit,
  type LigneEcheance,
  type OptionsEcheance,
  type PersonneEcheance,
  type RegleEcheance,
} from '../domain/deadlines';
import type { SujetEvenement } from '../domain/events';
import { REGLES_RETOUR } from '../domain/retours';
import { CAISSES, type Caisse } from '../domain/suites';
import { ecrire, type Ecriture } from './database';
import { EcheanceRow } from './echeance.entity';

export const DEPASSEE = 'DEPASSEE';

const JOUR_MS = 86_400_000;
const HEURE_MS = 3_600_000;

export interface Ouverture {
  readonly regle: RegleEcheance;
  readonly sujetId: string;
  /** Type of the subject; unless stated, the one to which the rule usually belongs. */
  readonly sujetType?: SujetEvenement;
  /** Which one, of several that the rule binds alike. */
  readonly debiteur?: Caisse;
  readonly depart: Depart;
  readonly collectivite: string;
  /** INSEE code of the commune of the court: where the days of a judicial rule are counted. */
  readonly territoire?: string;
  /** Institution bound; unless stated, told from the rule. `null`: outside the hub. */
  readonly acteur?: string | null;
  /** Institution warned; unless stated, the one bound or, when it is outside the hub, the first one to be told. */
  readonly avertie?: string;
  /** Where the party that must act lives, when its distance counts. */
  readonly residence?: LieuEcheance | 'ETRANGER';
  /** Only for a delay that someone fixes case by case. */
  readonly jours?: number;
  readonly duree?: Duree;
  /** When the law itself ends the measure. */
  readonly fin?: FinDeDroit | undefined;
  /** When the hub opens it: a term already past is flagged, and its alerts are not late before. */
  readonly now: Date;
  /** The rows to compute with. */
  readonly lignes?: readonly LigneEcheance[];
}

/** A clock as it is published: what is due, by whom, when, by which article, how it was computed, what became of it. */
export interface EcheancePubliee extends Pick<EcheanceRow, 'acteur' | 'etat' | 'echueAOuverture'> {
  readonly regle: string;
  readonly intitule: string;
  /** Whom the text binds, in words: never empty, even when it is outside the hub. */
  readonly quiDoitAgir: string;
  /** Local day. */
  readonly depart: string;
  readonly dateLimite: string;
  readonly dateReportee: string;
  readonly limiteLe: string;
  readonly article: string;
  /** False: `dateLimite` is the day to meet, no text that was read moves it. */
  readonly reportConfirme: boolean;
  /** False: one of `etapes` says what is to be checked. */
  readonly verifie: boolean;
  readonly etapes: readonly string[];
  /** Days of delay, begun: until it was done or, until then, now. */
  readonly retard: number;
  readonly suspendueLe: string | null;
  readonly closeLe: string | null;
}

export interface EcheanceOuverte {
  readonly ecriture: Ecriture;
  readonly publiee: EcheancePubliee;
}

/** Computes a clock once, with the act that starts it: the row of the ledger and what the receipt says. */
export function ouvrirEcheance(newId: () => string, ouverture: Ouverture): EcheanceOuverte {
  const row = calculerLigne(newId(), ouverture);
  return { ecriture: ecrire(EcheanceRow, row), publiee: publierEcheance(row, ouverture.now, ouverture.lignes) };
}

/** By the text in force on the local day when the clock started, not today's. */
export function publierEcheance(row: EcheanceRow, now: Date, lignes?: readonly LigneEcheance[]): EcheancePubliee {
  const { regle, acteur, departJour, dateLimite, dateReportee, verifie, etapes, etat, echueAOuverture } = row;
  const { debiteur } = row;
  const ligne = echeanceDe(regle, departJour, lignes);
  const { intitule, article } = ligne;
  const lieu = lieuDe(lieuEcheance(row.collectivite, row.territoire));
  return {
    ...{ regle, intitule, acteur, depart: departJour, dateLimite, dateReportee, article, verifie, etapes, etat },
    quiDoitAgir: debiteur === '' ? PERSONNES_ECHEANCE[ligne.acteur] : CAISSES[debiteur],
    reportConfirme: reportConfirme(ligne, dateLimite, dateReportee, lieu),
    limiteLe: row.limiteLe.toISOString(),
    retard: retardDe(row, now),
    echueAOuverture,
    suspendueLe: row.suspendueLe?.toISOString() ?? null,
    closeLe: row.closeLe?.toISOString() ?? null,
  };
}

function retardDe({ etat, limiteLe, closeLe }: EcheanceRow, now: Date): number {
  if (etat !== 'OUVERTE' && etat !== 'TENUE') return 0;
  const jusque = closeLe ?? now;
  return Math.max(Math.ceil((jusque.getTime() - limiteLe.getTime()) / JOUR_MS), 0);
}

function calculerLigne(id: string, ouverture: Ouverture): EcheanceRow {
  const { regle, sujetId, depart, collectivite, now: ouverteLe } = ouverture;
  const territoire = ouverture.territoire ?? null;
  const lieu = lieuEcheance(collectivite, territoire);
  const { fuseau } = lieuDe(lieu);
  const echeance = calculerEcheance(regle, depart, { ...lieu, ...longueur(ouverture) });
  const departLe = estJour(depart) ? minuit(depart, fuseau) : new Date(instantDe(depart));
  const termes = termesDe(echeance, fuseau);
  return {
    ...{ id, regle, sujetId, collectivite, territoire, ouverteLe, depart: departLe, departJour: echeance.depart },
    ...institutions(ouverture, echeance.depart),
    sujetType: ouverture.sujetType ?? sujetDe(regle),
    residence: ouverture.residence ?? null,
    debiteur: ouverture.debiteur ?? '',
    dateLimite: echeance.dateLimite,
    dateReportee: echeance.dateReportee,
    dateOpposable: echeance.dateOpposable,
    etapes: [...echeance.steps],
    verifie: echeance.verifie,
    ...termes,
    ...{ etat: 'OUVERTE', suspendueLe: null, closeLe: null, prolongeePar: null },
    echueAOuverture: termes.limiteLe <= ouverteLe,
    prochaineAlerteLe: termes.alertes[0] ?? null,
  };
}

function longueur({ residence, jours, duree, fin, lignes }: Ouverture): Partial<OptionsEcheance> {
  return {
    fin,
    ...(residence === undefined ? {} : { residence }),
    ...(jours === undefined ? {} : { jours }),
    ...(duree === undefined ? {} : { duree }),
    ...(lignes === undefined ? {} : { lignes }),
  };
}

function estJour(depart: Depart): depart is Jour {
  return typeof depart === 'string' && depart.length === 10;
}

/** The court's commune when the hub knows it, otherwise the authority's territory. */
export function lieuEcheance(collectivite: string, territoire: string | null): LieuEcheance {
  return territoire !== null && parseTerritoire(territoire).ok ? { territoire } : { collectivite };
}

/** When it is missed, and when to warn. */
export function termesDe(
  {
    instants,
    alertes,
    dateLimite,
    dateOpposable,
  }: Pick<Echeance, 'instants' | 'alertes' | 'dateLimite' | 'dateOpposable'>,
  fuseau: Fuseau,
): Pick<EcheanceRow, 'limiteLe' | 'alertes' | 'paliers'> {
  const limiteLe = instants === null ? finDuJour(dateOpposable, fuseau) : new Date(instants.limite);
  const avertissements = alertes.map((alerte) =>
    instants === null
      ? { le: minuit(alerte, fuseau), palier: `J-${String((Date.parse(dateLimite) - Date.parse(alerte)) / JOUR_MS)}` }
      : { le: new Date(alerte), palier: `H-${String((limiteLe.getTime() - Date.parse(alerte)) / HEURE_MS)}` },
  );
  return {
    limiteLe,
    alertes: [...avertissements.map(({ le }) => le), limiteLe],
    paliers: [...avertissements.map(({ palier }) => palier), DEPASSEE],
  };
}

export function finDuJour(jour: Jour, fuseau: Fuseau): Date {
  return minuit(new Date(Date.parse(jour) + JOUR_MS).toISOString().slice(0, 10), fuseau);
}

/** The instant at which a local day begins. */
export function minuit(jour: Jour, fuseau: Fuseau): Date {
  const utc = Date.parse(jour);
  const premier = utc - decalage(utc, fuseau);
  return new Date(utc - decalage(premier, fuseau));
}

function decalage(instant: number, fuseau: Fuseau): number {
  return Date.parse(`${instantLocal(instant, fuseau).slice(0, 19)}Z`) - instant;
}

export function jourDe(instant: Date, collectivite: string, territoire: string | null): Jour {
  return jourLocal(instant, lieuDe(lieuEcheance(collectivite, territoire)).fuseau);
}

/** Rules of the CRIP among those of the president of the conseil départemental. */
const REGLES_CRIP: readonly RegleEcheance[] = ['A1', ...REGLES_RETOUR, 'A7', 'U2'];

function institutions(ouverture: Ouverture, jour: Jour): Pick<EcheanceRow, 'acteur' | 'avertie'> {
  const { regle, collectivite, territoire, lignes } = ouverture;
  const ligne = echeanceDe(regle, jour, lignes);
  const institution = (personne: PersonneEcheance): string | null => {
    if (personne === 'PROCUREUR') return territoire === undefined ? null : `tj${territoire}`;
    if (personne === 'JUGE_DES_ENFANTS') return territoire === undefined ? null : `je-tj${territoire}`;
    if (personne === 'DEFENSEUR') return 'DDD';
    if (personne === 'ASE') return `ase-${collectivite}`;
    if (personne !== 'PRESIDENT_CONSEIL_DEPARTEMENTAL') return null;
    return `${REGLES_CRIP.includes(regle) ? 'crip' : 'ase'}-${collectivite}`;
  };
  const acteur = ouverture.acteur === undefined ? institution(ligne.acteur) : ouverture.acteur;
  const avisee = ouverture.avertie ?? acteur;
  return { acteur, avertie: avisee ?? ligne.notifies.map(institution).find((nom) => nom !== null) ?? null };
}

const SUJETS: readonly (readonly [SujetEvenement, readonly RegleEcheance[]])[] = [
  ['InformationPreoccupante', ['A1', ...REGLES_RETOUR, 'A7', 'U2']],
  ['MesureUrgente', ['J1', 'J9']],
  ['RequeteJuge', ['J2']],
  ['SaisineDefenseur', ['DDD']],
  [
    'LieuAccueil',
    ['A13', 'A13_PROLONGE', 'A13_COMMISSION', 'A13_RENOUVELLEMENT', 'A13_INJONCTION', 'A13_AUTORISATION'],
  ],
];

function sujetDe(regle: RegleEcheance): SujetEvenement {
  const [sujet] = SUJETS.find(([, regles]) => regles.includes(regle)) ?? [
    regle.startsWith('J') ? 'DecisionJuge' : 'Mesure',
  ];
  return sujet;
}
