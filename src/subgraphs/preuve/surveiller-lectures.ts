import { livraisons } from '../../act';
import { inscrireActe } from '../../audit/inscrire';
import { SEUILS_LECTURE } from '../../domain/lectures-massives';
import { collectivitesDuTj } from '../../domain/territoire';
import { TRIBUNAUX } from '../../domain/tribunaux';
import type { Database, Tx } from '../../platform/database';
import { exigerRaccordement, lireRaccordees } from '../../platform/raccordement';

export interface Surveillance {
  readonly now: Date;
  readonly newId: () => string;
}

export interface Signalee {
  readonly institution: string;
  readonly objetId: string;
}

/** What a worker that stopped for less than that does not miss. */
const RECUL_MS = 15 * 60_000;

const TROUVER = `
  WITH trouvees AS (
    INSERT INTO hub.lecture_massive (id, institution, acteur, perimetre, heure, le)
    SELECT gen_random_uuid(), institution, acteur, perimetre, date_trunc('hour', le), le
    FROM hub.lectures_massives($1, $2, $3, $4, $5)
    ON CONFLICT (institution, acteur, perimetre, heure) DO NOTHING RETURNING institution
  )
  SELECT DISTINCT p.id institution, p.objet_id "objetId" FROM trouvees t JOIN hub.partenaire p ON p.id = t.institution
  ORDER BY p.id`;

/**
 * Whoever opens many files within a minute is told of to its own institution, once an hour, without a word of the
 * children (OWASP API6; RGPD art. 32). @returns the institutions told
 */
export async function surveillerLectures(database: Database, surveillance: Surveillance): Promise<readonly Signalee[]> {
  return database.transaction((tx) => signaler(tx, surveillance));
}

async function signaler(tx: Tx, { now, newId }: Surveillance): Promise<readonly Signalee[]> {
  const ressorts = [...TRIBUNAUX.keys()].flatMap((tj) => collectivitesDuTj(tj).map(({ code }) => [tj, code] as const));
  const signalees = await tx.query<Signalee>(TROUVER, [
    // The identifiers of accesses are made by the clock of the machines, not by that of the law.
    premierIdDepuis(Date.now() - RECUL_MS),
    ressorts.map(([tj]) => tj),
    ressorts.map(([, code]) => code),
    Object.keys(SEUILS_LECTURE),
    Object.values(SEUILS_LECTURE),
  ]);
  if (signalees.length === 0) return [];
  const evenements = signalees.map(({ institution, objetId }) => ({
    ...{ type: 'acces.massif' as const, sujetId: objetId },
    portee: { collectivite: '', destinataire: institution },
  }));
  const joignables = await exigerRaccordement(tx, evenements, {}, lireRaccordees);
  await tx.insert([
    ...evenements.flatMap((evenement) => livraisons(evenement, joignables, { newId, now })),
    inscrireActe({
      ...{ id: newId(), acte: 'surveillerLectures', institution: 'hub', acteur: 'hub', le: now },
      objets: signalees.map(({ objetId }) => ({ type: 'Partenaire', id: objetId })),
    }),
  ]);
  return signalees;
}

/** The lowest UUID version 7 of that instant (RFC 9562). */
function premierIdDepuis(ms: number): string {
  const hex = ms.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
