import { inscrireActe } from '../../../audit/inscrire';
import { dossierClos, type Empechement } from '../../../domain/archives';
import { ajouterDuree, jourLocal, type Jour } from '../../../domain/calendar';
import { lieuDe } from '../../../domain/calendar-lieux';
import type { NatureMesure } from '../../../domain/mesures-ase';
import { conservationDe, type Conservation, type FaitsDossier } from '../../../domain/retention';
import { ecrire, type Database, type Ecriture, type Tx } from '../../../platform/database';
import { EliminationRow } from '../elimination/elimination.entity';

const LOT = 200;
/** What holds a file may end any day: looked at again a month later, and at once when something is written of it. */
const RELANCE = { jours: 30 } as const;

export interface Examen {
  readonly now: Date;
  readonly newId: () => string;
  /** Ends between two batches; what is left is due at the next pass. */
  readonly signal?: AbortSignal;
  readonly lot?: number;
}

export interface Bilan {
  readonly archives: number;
  readonly listes: number;
}

interface Du {
  readonly enfantId: string;
  readonly collectivite: string;
  readonly archiveLe: Date | null;
  readonly naissance: Jour | null;
  readonly age: number | null;
  readonly premier: Date | null;
  readonly dernier: Date | null;
  readonly issues: FaitsDossier['issues'];
  readonly mesures: readonly { readonly nature: NatureMesure; readonly fin: string | null }[];
  readonly recue: boolean;
  readonly motif: Empechement | null;
  readonly listable: boolean;
}

const DUS = `
  SELECT enfant_id "enfantId", collectivite, archive_le "archiveLe", naissance::text, age, premier, dernier, issues,
    mesures, recue, motif, listable
  FROM crip.dossiers_a_examiner($1, $2)`;
const NOTER = `
  UPDATE crip.conservation c SET examen_le = v.examen, archive_le = v.archive, regle = v.regle, fin_active = v.active,
    regle_finale = v.finale, fin_conservation = v.totale
  FROM jsonb_to_recordset($1::jsonb)
    AS v(id uuid, examen date, archive timestamptz, regle text, active date, finale text, totale date)
  WHERE c.enfant_id = v.id`;

/**
 * Looks at the files that are due: moves those that are closed to the restricted archive on the day that the table says,
 * and lists for the archivist those whose time is over. Nothing open, protected, contested, undelivered or unproven is
 * ever listed. Any number of workers may do so; each file is decided by one.
 */
export async function examinerDossiers(database: Database, examen: Examen): Promise<Bilan> {
  const { lot = LOT, signal } = examen;
  const bilan = { archives: 0, listes: 0 };
  while (signal?.aborted !== true) {
    const { vus, archives, listes } = await database.transaction((tx) => examinerUnLot(tx, examen, lot));
    bilan.archives += archives;
    bilan.listes += listes;
    if (vus < lot) break;
  }
  return bilan;
}

async function examinerUnLot(tx: Tx, { now, newId }: Examen, lot: number): Promise<Bilan & { vus: number }> {
  // The day of Paris chooses; the day of the collectivité, hours away, decides.
  const dus = await tx.query<Du>(DUS, [jourLocal(now, 'Europe/Paris'), lot]);
  const suites = dus.map((du) => decider(du, now));
  if (dus.length > 0) await tx.query(NOTER, [JSON.stringify(suites.map(({ ligne }) => ligne))]);
  const archives = suites.filter(({ archive }) => archive);
  const listees = suites.flatMap(({ du, liste }) => (liste ? [aLister(du, liste, now, newId())] : []));
  await tx.insert([
    ...archives.map(({ du }) => audit('archiverDossier', du.enfantId, [], { id: newId(), le: now })),
    ...listees.flatMap((row) => [
      ecrire(EliminationRow, row),
      audit('listerElimination', row.enfantId, [{ type: 'Elimination', id: row.id }], { id: newId(), le: now }),
    ]),
  ]);
  return { vus: dus.length, archives: archives.length, listes: listees.length };
}

/** What becomes of one file that day, and when it is looked at next. */
function decider(du: Du, now: Date) {
  const { enfantId: id, collectivite, archiveLe, motif } = du;
  const jour = (instant: Date) => jourLocal(instant, lieuDe({ collectivite }).fuseau);
  const ici = jour(now);
  const { active, totale } = conservationDe(faitsDe(du, now, jour), ici);
  const clos = dossierClos(motif);
  const archive = archiveLe === null && clos && active.fin < ici;
  const enArchive = archive ? now : archiveLe;
  const liste =
    enArchive !== null && totale.fin < ici && motif === null && du.listable ? { active, totale } : undefined;
  const prochaine = enArchive === null ? active.fin : totale.fin;
  const examen = clos && prochaine >= ici ? ajouterDuree(prochaine, { jours: 1 }) : ajouterDuree(ici, RELANCE);
  const termes = {
    ...{ regle: active.ligne.categorie, active: active.fin, finale: totale.ligne.categorie, totale: totale.fin },
  };
  return { du, archive, liste, ligne: { id, examen, archive: enArchive, ...(enArchive === null ? {} : termes) } };
}

function faitsDe(du: Du, now: Date, jour: (instant: Date) => Jour): FaitsDossier {
  const { naissance, age: ageMinimal, premier, dernier, issues, recue: recueDAilleurs } = du;
  return {
    ...{ naissance, ageMinimal, issues, recueDAilleurs },
    premierContact: jour(premier ?? now),
    dernierContact: jour(dernier ?? now),
    mesures: du.mesures.map(({ nature, fin }) => ({ nature, fin: fin === null ? null : jour(new Date(fin)) })),
  };
}

function aLister(du: Du, { totale }: Conservation, now: Date, id: string): EliminationRow {
  const jour = (instant: Date | null) => (instant === null ? null : jourLocal(instant, lieuDe(du).fuseau));
  return {
    ...{ id, collectivite: du.collectivite, enfantId: du.enfantId, regle: totale.ligne.categorie },
    ...{ finConservation: totale.fin, premierLe: jour(du.premier), dernierLe: jour(du.dernier) },
    ...{ etat: 'A_VISER', listeeLe: now, visa: null, viseePar: null, viseeLe: null, motifRefus: null },
    ...{ reproposerLe: null, proposeePar: null, proposeeLe: null, decideePar: null, decideeLe: null },
  };
}

/** One record per child: the proof of one never names another. */
function audit(
  acte: string,
  enfantId: string,
  autres: readonly { readonly type: string; readonly id: string }[],
  { id, le }: { readonly id: string; readonly le: Date },
): Ecriture {
  const objets = [...autres, { type: 'Enfant', id: enfantId }];
  return inscrireActe({ id, acte, institution: 'hub', acteur: 'hub', objets, le });
}
