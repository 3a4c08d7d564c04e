import { livraisons } from '../../act';
import { inscrireActe } from '../../audit/inscrire';
import { alerteSuivante, SUJETS_ASTREINTE, type SujetAstreinte } from '../../domain/escalade';
import { ecrire, type Database, type Tx } from '../../platform/database';
import { exigerRaccordement, lireRaccordees } from '../../platform/raccordement';
import { paliersDe } from './ouvrir-reception';
import { EscaladeRow } from './reception.entity';

const LOT = 100;

interface Due {
  sujetId: string;
  sujetType: SujetAstreinte;
  collectivite: string;
  tribunal: string | null;
  ouverteLe: Date;
  rang: number;
}

const DUES = `
  SELECT sujet_id "sujetId", sujet_type "sujetType", collectivite, tribunal, ouverte_le "ouverteLe", rang FROM ase.reception
  WHERE accusee_le IS NULL AND prochaine_le <= $1 ORDER BY prochaine_le LIMIT $2 FOR UPDATE SKIP LOCKED`;

const SUITE = `
  UPDATE ase.reception r SET rang = s.rang, prochaine_le = s.prochaine_le
  FROM unnest($1::uuid[], $2::int[], $3::timestamptz[]) AS s(sujet_id, rang, prochaine_le)
  WHERE r.sujet_id = s.sujet_id`;

/**
 * Tells the next rung of all that nobody acknowledged in time. Each rung of each of them fires once, whoever
 * sweeps and however often; returns how many fired.
 */
export async function escalader(
  database: Database,
  { now, newId }: { now: Date; newId: () => string },
): Promise<number> {
  let total = 0;
  for (;;) {
    const fired = await database.transaction((tx) => escaladerUnLot(tx, now, newId));
    total += fired;
    if (fired < LOT) return total;
  }
}

async function escaladerUnLot(tx: Tx, now: Date, newId: () => string): Promise<number> {
  const dues = await tx.query<Due>(DUES, [now, LOT]);
  if (dues.length === 0) return 0;
  const paliers = await paliersDe(tx, [...new Set(dues.map(({ collectivite }) => collectivite))]);
  const suites = dues.map((due) => {
    const ladder = paliers.get(due.collectivite) ?? [];
    const alerte = alerteSuivante(ladder, due.rang, due.ouverteLe, now);
    const suivante = alerteSuivante(ladder, alerte.rang, due.ouverteLe, now);
    return { due, alerte, prochaineLe: suivante.prevueLe };
  });
  const evenements = suites.map(({ due: { sujetId, sujetType, collectivite, tribunal } }) => ({
    type: SUJETS_ASTREINTE[sujetType].escalade,
    sujetId,
    portee: { collectivite, ...(tribunal === null ? {} : { tribunal }) },
  }));
  const joignables = await exigerRaccordement(tx, evenements, {}, lireRaccordees);
  await tx.insert([
    ...evenements.flatMap((evenement) => livraisons(evenement, joignables, { newId, now })),
    // Who was told: an ASE that no longer listens was not.
    ...suites
      .filter(({ due: { collectivite } }) => joignables.has(`ase-${collectivite}`))
      .flatMap(({ due: { sujetId, sujetType }, alerte: { rang, fonction, canal } }) => [
        ecrire(EscaladeRow, { sujetId, rang, fonction, canal, le: now }),
        inscrireActe({
          ...{ id: newId(), acte: 'escalader', institution: 'hub', acteur: 'hub', le: now },
          objets: [{ type: sujetType, id: sujetId }],
        }),
      ]),
  ]);
  await tx.query(SUITE, [
    suites.map(({ due }) => due.sujetId),
    suites.map(({ alerte }) => alerte.rang),
    suites.map(({ prochaineLe }) => prochaineLe),
  ]);
  return dues.length;
}
