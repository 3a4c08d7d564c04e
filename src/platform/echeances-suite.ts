import { enToutesLettres, type Duree } from '../domain/calendar';
import { lieuDe } from '../domain/calendar-lieux';
import { echeanceDe, type FinDeDroit, type RegleEcheance } from '../domain/deadlines';
import { RefusError } from '../domain/errors';
import { premierJourOuvrable } from '../domain/jours-feries';
import { ecrire, type Ecriture, type Tx } from './database';
import { EcheanceRow } from './echeance.entity';
import {
  finDuJour,
  jourDe,
  lieuEcheance,
  ouvrirEcheance,
  publierEcheance,
  type EcheanceOuverte,
} from './echeances-calcul';

/** The one clock of a rule that runs, or is suspended, on a subject. */
export interface EcheanceEnCours {
  readonly sujetId: string;
  readonly regle: RegleEcheance;
  readonly now: Date;
}

const JOUR_MS = 86_400_000;

/** Which of the clocks of a rule, where several run on one subject: those of one of these alone, when it is named. */
interface Lesquelles {
  readonly debiteur?: EcheanceRow['debiteur'] | null;
  readonly collectivite?: string | null;
}

/** What was due is done (`TENUE`), late or not, or is due no more (`SANS_OBJET`). @returns how many were running. */
export async function cloreEcheances(
  tx: Tx,
  sujets: string | readonly string[],
  regles: readonly RegleEcheance[],
  now: Date,
  motif: 'TENUE' | 'SANS_OBJET',
  { debiteur = null, collectivite = null }: Lesquelles = {},
): Promise<number> {
  const closes = await tx.query(
    `UPDATE hub.echeance SET etat = $4, close_le = $3, prochaine_alerte_le = NULL
     WHERE sujet_id = ANY($1::uuid[]) AND regle = ANY($2::text[]) AND etat IN ('OUVERTE', 'SUSPENDUE')
       AND ($5::text IS NULL OR debiteur = $5) AND ($6::text IS NULL OR collectivite = $6) RETURNING id`,
    [[sujets].flat(), regles, now, motif === 'TENUE' ? 'TENUE' : 'CLOSE', debiteur, collectivite],
  );
  return closes.length;
}

/** A clock that the act itself meets: the ledger keeps that it was due, and that it was done. */
export function tenueAussitot(ouverte: EcheanceOuverte, le: Date): EcheanceOuverte {
  const { entity, row } = ouverte.ecriture;
  const tenue = { ...(row as unknown as EcheanceRow), etat: 'TENUE', closeLe: le, prochaineAlerteLe: null } as const;
  return { ecriture: { entity, row: tenue }, publiee: publierEcheance(tenue, le) };
}

const EXERCER = `
  UPDATE hub.echeance SET
    etat = CASE WHEN limite_le > $3 THEN 'TENUE' ELSE etat END,
    close_le = CASE WHEN limite_le > $3 THEN $3 ELSE close_le END,
    prochaine_alerte_le = CASE WHEN limite_le > $3 THEN NULL ELSE prochaine_alerte_le END
  WHERE sujet_id = $1 AND regle = $2 AND etat <> 'TENUE' RETURNING limite_le <= $3 AS "horsDelai"`;

/**
 * A right was used on that day, even if the hub hears of it once it has let the clock lapse. Too late, it stays lapsed.
 * @returns undefined when nobody has that right here, or when it was used already.
 */
export async function exercerDroit(
  tx: Tx,
  { sujetId, regle, le }: { readonly sujetId: string; readonly regle: RegleEcheance; readonly le: Date },
): Promise<{ readonly horsDelai: boolean } | undefined> {
  const [exerce] = await tx.query<{ horsDelai: boolean }>(EXERCER, [sujetId, regle, le]);
  return exerce;
}

/** The clock stops: nothing is due, nobody is warned until it runs again. @returns false when none was running. */
export async function suspendreEcheance(
  tx: Tx,
  { sujetId, regle, now, motif }: EcheanceEnCours & { readonly motif: string },
): Promise<boolean> {
  const suspendues = await tx.query(
    `UPDATE hub.echeance SET etat = 'SUSPENDUE', suspendue_le = $3, prochaine_alerte_le = NULL, etapes = etapes || $4::text
     WHERE sujet_id = $1 AND regle = $2 AND etat = 'OUVERTE' RETURNING id`,
    [sujetId, regle, now, `Suspendue : ${motif}`],
  );
  return suspendues.length > 0;
}

/**
 * A suspended clock runs again, longer by the days of the suspension: a new row, which the suspended one names.
 * @returns what to write with the act. @throws RefusError when none is suspended.
 */
export async function reprendreEcheance(tx: Tx, newId: () => string, enCours: EcheanceEnCours): Promise<Ecriture> {
  const { now } = enCours;
  const ancienne = await enCoursDe(tx, enCours, 'SUSPENDUE');
  const row = reportee({ ...ancienne, id: newId() }, ancienne.suspendueLe ?? now, now);
  await remplacer(tx, ancienne.id, row.id, now);
  return ecrire(EcheanceRow, row);
}

/**
 * A second delay follows the first, decided before the first one ends (J5 before the end of J4).
 * @returns what to write with the act. @throws RefusError when the first one is not running, or has ended.
 */
export async function prolongerEcheance(
  tx: Tx,
  newId: () => string,
  prolongation: EcheanceEnCours & {
    readonly par: RegleEcheance;
    readonly jours?: number;
    readonly duree?: Duree;
    readonly fin?: FinDeDroit | undefined;
    /** Where the second delay starts: the end of the first, unless the row counts both from the same trigger. */
    readonly depuis?: 'TERME' | 'ORIGINE';
  },
): Promise<EcheanceOuverte> {
  const { now, regle, par, jours, duree, fin, depuis = 'TERME' } = prolongation;
  const ancienne = await enCoursDe(tx, prolongation, 'OUVERTE');
  if (now >= ancienne.limiteLe)
    throw refus(
      'ARTICLE_CONTRAIRE',
      `${echeanceDe(par).article} : la prolongation est ordonnée avant la fin du délai ${regle}, qui a pris fin le ${enToutesLettres(ancienne.dateOpposable)}.`,
    );
  const id = newId();
  const ouverte = ouvrirEcheance(() => id, {
    ...{ regle: par, sujetId: ancienne.sujetId, sujetType: ancienne.sujetType, now, fin },
    depart: depuis === 'TERME' ? ancienne.dateLimite : ancienne.depart,
    ...{ collectivite: ancienne.collectivite, acteur: ancienne.acteur },
    ...(ancienne.territoire === null ? {} : { territoire: ancienne.territoire }),
    ...(ancienne.residence === null ? {} : { residence: ancienne.residence }),
    ...(jours === undefined ? {} : { jours }),
    ...(duree === undefined ? {} : { duree }),
  });
  await remplacer(tx, ancienne.id, id, now);
  return ouverte;
}

async function enCoursDe(
  tx: Tx,
  { sujetId, regle }: EcheanceEnCours,
  etat: 'OUVERTE' | 'SUSPENDUE',
): Promise<EcheanceRow> {
  const [row] = await tx.query<EcheanceRow>(
    `SELECT id, regle, debiteur, sujet_id "sujetId", sujet_type "sujetType", collectivite, territoire, acteur, avertie, residence, depart,
       depart_jour::text "departJour", date_limite::text "dateLimite", date_reportee::text "dateReportee",
       date_opposable::text "dateOpposable", limite_le "limiteLe", etapes, verifie, etat, ouverte_le "ouverteLe",
       echue_a_ouverture "echueAOuverture", suspendue_le "suspendueLe", close_le "closeLe",
       prolongee_par "prolongeePar", alertes, paliers, prochaine_alerte_le "prochaineAlerteLe"
     FROM hub.echeance WHERE sujet_id = $1 AND regle = $2 AND etat = $3 FOR UPDATE`,
    [sujetId, regle, etat],
  );
  if (row !== undefined) return row;
  throw refus('ETAT_INCOMPATIBLE', `Aucun délai ${regle} n’est ${etat === 'OUVERTE' ? 'en cours' : 'suspendu'} ici.`);
}

function refus(code: 'ARTICLE_CONTRAIRE' | 'ETAT_INCOMPATIBLE', message: string): RefusError {
  return new RefusError([{ code, path: [], message }]);
}

async function remplacer(tx: Tx, id: string, prolongeePar: string, now: Date): Promise<void> {
  await tx.query(
    `UPDATE hub.echeance SET etat = 'PROLONGEE', close_le = $2, prolongee_par = $3, prochaine_alerte_le = NULL WHERE id = $1`,
    [id, now, prolongeePar],
  );
}

function reportee(row: EcheanceRow, suspendueLe: Date, now: Date): EcheanceRow {
  const { collectivite, territoire } = row;
  const lieu = lieuDe(lieuEcheance(collectivite, territoire));
  const ligne = echeanceDe(row.regle, row.departJour);
  const du = jourDe(suspendueLe, collectivite, territoire);
  const au = jourDe(now, collectivite, territoire);
  const enHeures = ligne.base === 'heures';
  const jours = (Date.parse(au) - Date.parse(du)) / JOUR_MS;
  const decalage = enHeures ? now.getTime() - suspendueLe.getTime() : jours * JOUR_MS;
  const limiteHeures = new Date(row.limiteLe.getTime() + decalage);
  const dateLimite = enHeures ? jourDe(limiteHeures, collectivite, territoire) : plus(row.dateLimite, jours);
  const dateReportee = enHeures || ligne.report === 'AUCUN' ? dateLimite : premierJourOuvrable(dateLimite, lieu).jour;
  const dateOpposable = ligne.report === 'CPC_642' ? dateReportee : dateLimite;
  const limiteLe = enHeures ? limiteHeures : finDuJour(dateOpposable, lieu.fuseau);
  const alertes = [...row.alertes.slice(0, -1).map((le) => new Date(le.getTime() + decalage)), limiteLe];
  return {
    ...row,
    ...{ dateLimite, dateReportee, dateOpposable, limiteLe, alertes, ouverteLe: now },
    etapes: [
      ...row.etapes,
      `Reprise le ${enToutesLettres(au)} : suspendue depuis le ${enToutesLettres(du)}, soit ${String(jours)} jours ; terme au ${enToutesLettres(dateLimite)}.`,
    ],
    ...{ etat: 'OUVERTE', suspendueLe: null, closeLe: null, prolongeePar: null, echueAOuverture: limiteLe <= now },
    prochaineAlerteLe: alertes.find((le) => le > now) ?? limiteLe,
  };
}

function plus(jour: string, jours: number): string {
  return new Date(Date.parse(jour) + jours * JOUR_MS).toISOString().slice(0, 10);
}
