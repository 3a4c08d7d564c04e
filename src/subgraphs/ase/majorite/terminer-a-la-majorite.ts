import { livraisons } from '../../../act';
import { inscrireActe } from '../../../audit/inscrire';
import { jourLocal, type Jour } from '../../../domain/calendar';
import { lieuDe } from '../../../domain/calendar-lieux';
import { motifDeFinDeDroit, regleMesure, type NatureMesure } from '../../../domain/mesures-ase';
import { COLLECTIVITES_ASE } from '../../../domain/territoire';
import type { Database, Ecriture, Tx } from '../../../platform/database';
import { cloreEcheances } from '../../../platform/echeances';
import { minuit } from '../../../platform/echeances-calcul';
import { exigerRaccordement, lireRaccordees } from '../../../platform/raccordement';
import type { Registres } from '../../../registres';
import { cloreToutes } from '../mesures/terminer-mesures';
import { entretiensDeSortie } from './sortie';

const LOT = 100;

export interface BalayageMajorites {
  readonly now: Date;
  readonly newId: () => string;
  readonly registres: Pick<Registres, 'finirDecisions'>;
  /** Ends between two batches; what is left is due at the next pass. */
  readonly signal?: AbortSignal;
  readonly lot?: number;
}

interface Due {
  readonly id: string;
  readonly enfantId: string;
  readonly collectivite: string;
  readonly tribunal: string | null;
  readonly nature: NatureMesure;
  readonly decisionId: string | null;
  readonly dateNaissance: Jour | null;
  readonly majeurLe: Jour;
}

/** A birthday starts at midnight where the child is: hours before Paris in La Réunion, hours after in Guyane. */
const DUES = `
  SELECT m.id, m.enfant_id "enfantId", m.collectivite, m.tribunal, m.nature, m.decision_id "decisionId",
         m.date_naissance::text "dateNaissance", m.majeur_le::text "majeurLe"
  FROM ase.mesure m JOIN unnest($2::text[], $3::date[]) AS ici(collectivite, jour) ON ici.collectivite = m.collectivite
  WHERE m.etat = 'EN_COURS' AND m.majeur_le <= $1 AND m.majeur_le <= ici.jour
  ORDER BY m.majeur_le, m.id LIMIT $4 FOR UPDATE OF m SKIP LOCKED`;

const TERMINER = `
  UPDATE ase.mesure m SET etat = 'TERMINEE', terminee_le = fin.le, motif_fin = fin.motif
  FROM unnest($1::uuid[], $2::timestamptz[], $3::text[]) AS fin(id, le, motif) WHERE m.id = fin.id`;

/**
 * Ends what the law itself has ended: the measures of a child who turns 18, the support of a young adult who turns 21
 * (C. civ. 375, CASF L222-5), at the hour of the birthday even when the hub was away. Each ends once, whoever sweeps and
 * however often; returns how many.
 */
export async function terminerALaMajorite(database: Database, balayage: BalayageMajorites): Promise<number> {
  const { lot = LOT, signal } = balayage;
  let total = 0;
  while (signal?.aborted !== true) {
    const finies = await database.transaction((tx) => terminerUnLot(tx, balayage, lot));
    total += finies;
    if (finies < lot) break;
  }
  return total;
}

async function terminerUnLot(tx: Tx, { now, newId, registres }: BalayageMajorites, lot: number): Promise<number> {
  const jours = [...COLLECTIVITES_ASE.values()].map(({ fuseau }) => jourLocal(now, fuseau));
  const leDernier = jours.reduce((a, b) => (a > b ? a : b));
  const dues = await tx.query<Due>(DUES, [leDernier, [...COLLECTIVITES_ASE.keys()], jours, lot]);
  if (dues.length === 0) return 0;
  const finies = dues.map((due) => ({ ...due, le: minuit(due.majeurLe, lieuDe(due).fuseau) }));
  const ids = finies.map(({ id }) => id);
  await tx.query(TERMINER, [ids, finies.map(({ le }) => le), finies.map(({ nature }) => motifDeFinDeDroit(nature))]);
  await cloreEcheances(tx, ids, ['J19'], now, 'TENUE');
  await cloreToutes(tx, ids, now);
  await registres.finirDecisions(tx, finies.flatMap(decisionDe), now);
  const evenements = finies.map(({ id, collectivite, tribunal }) => ({
    type: 'mesure.terminee-de-droit' as const,
    sujetId: id,
    portee: { collectivite, ...(tribunal === null ? {} : { tribunal }) },
  }));
  const joignables = await exigerRaccordement(tx, evenements, {}, lireRaccordees);
  await tx.insert([
    ...(await entretiensDeSortie(tx, finies, { now, newId })),
    ...evenements.flatMap((evenement) => livraisons(evenement, joignables, { newId, now })),
    ...ids.map((id) => auditOf(id, newId(), now)),
  ]);
  return dues.length;
}

function decisionDe({ nature, decisionId, le }: Due & { le: Date }): { id: string; le: Date }[] {
  return regleMesure(nature).base === 'judiciaire' && decisionId !== null ? [{ id: decisionId, le }] : [];
}

function auditOf(objetId: string, id: string, now: Date): Ecriture {
  const objets = [{ type: 'Mesure', id: objetId }];
  return inscrireActe({ id, acte: 'terminerALaMajorite', institution: 'hub', acteur: 'hub', objets, le: now });
}
