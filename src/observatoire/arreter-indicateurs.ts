import { jourLocal, retrancherDuree } from '../domain/calendar';
import { lieuDe } from '../domain/calendar-lieux';
import { publierIndicateurs } from '../domain/indicateurs';
import { collectiviteAse } from '../domain/territoire';
import { inscrireActe } from '../audit/inscrire';
import type { Database } from '../platform/database';
import { compterAnnee } from './compter-annee';
import type { Ouverture } from './ouvrir-extractions';
import { bornes } from './source';

/** Figures are arrested on 1 May: what was received in December has been evaluated and answered by then, or is late. */
const ATTENTE = { mois: 4 } as const;

const A_ARRETER = `
  SELECT p.territoire AS collectivite FROM hub.partenaire p
  JOIN unnest($1::text[], $2::smallint[]) AS close(collectivite, annee) ON close.collectivite = p.territoire
  WHERE p.role = 'crip' AND NOT EXISTS (
    SELECT 1 FROM hub.indicateurs i WHERE i.collectivite = p.territoire AND i.annee = close.annee)
  ORDER BY 1`;
const CRIPS = `SELECT DISTINCT territoire AS collectivite FROM hub.partenaire WHERE role = 'crip' ORDER BY 1`;
const ARRETER = `
  INSERT INTO hub.indicateurs (collectivite, annee, arretes_le, publies) VALUES ($1, $2, $3, $4)
  ON CONFLICT (collectivite, annee) DO NOTHING RETURNING annee`;

/** The last year whose figures may be arrested there. */
export function anneeAArreter(now: Date, collectivite: string): number {
  const jour = retrancherDuree(jourLocal(now, lieuDe({ collectivite }).fuseau), ATTENTE);
  return Number(jour.slice(0, 4)) - 1;
}

/**
 * Arrests the figures of the year for every CRIP of the hub, each once and for good: a second version would be subtracted
 * from the first. Counted as the CRIP itself, behind row-level security. @returns how many were arrested
 */
export async function arreterIndicateurs(database: Database, { now, newId }: Ouverture): Promise<number> {
  const crips = (await database.query<{ collectivite: string }>(CRIPS)).filter(
    ({ collectivite }) => collectiviteAse(collectivite) !== undefined,
  );
  const codes = crips.map(({ collectivite }) => collectivite);
  const annees = new Map(codes.map((code) => [code, anneeAArreter(now, code)]));
  const aArreter = await database.query<{ collectivite: string }>(A_ARRETER, [codes, [...annees.values()]]);
  let arretes = 0;
  for (const { collectivite } of aArreter) {
    const annee = annees.get(collectivite) ?? 0;
    const habilitation = { institution: `crip-${collectivite}`, role: 'crip', territoire: collectivite };
    arretes += await database.transaction(
      async (tx) => {
        const dates = bornes({ annexe: '2-8', emetteur: collectivite, annee });
        const publies = publierIndicateurs(await compterAnnee(tx, collectivite, dates, now));
        const faits = await tx.query(ARRETER, [collectivite, annee, now, JSON.stringify(publies)]);
        if (faits.length === 0) return 0;
        const reference = `INDICATEURS-${collectivite}-${String(annee)}`;
        const acte = {
          id: newId(),
          acte: 'arreterIndicateurs',
          institution: 'hub',
          acteur: 'hub',
          objets: [],
          le: now,
        };
        await tx.insert([inscrireActe({ ...acte, reference })]);
        return 1;
      },
      { ...habilitation, acte: 'arreterIndicateurs' },
    );
  }
  return arretes;
}
