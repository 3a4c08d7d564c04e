import { jourLocal, type Jour } from '../domain/calendar';
import { COLLECTIVITES_ASE } from '../domain/territoire';
import type { Database, Tx } from '../platform/database';
import { ouvrirEcheance } from '../platform/echeances';
import { emetteurDe, type Demande } from './source';

export interface Ouverture {
  readonly now: Date;
  readonly newId: () => string;
}

/** Who has had a measure, by a walk from one code to the next in the index `mesure_ase_collectivite`. */
const AYANT_DES_MESURES = `
  WITH RECURSIVE suivante AS (
    (SELECT collectivite FROM ase.mesure ORDER BY collectivite LIMIT 1)
    UNION ALL
    SELECT (SELECT m.collectivite FROM ase.mesure m WHERE m.collectivite > s.collectivite ORDER BY m.collectivite LIMIT 1)
    FROM suivante s WHERE s.collectivite IS NOT NULL
  )
  SELECT s.collectivite FROM suivante s JOIN unnest($1::text[], $2::smallint[]) AS close(collectivite, annee)
    ON close.collectivite = s.collectivite
  WHERE NOT EXISTS (SELECT 1 FROM hub.extraction_olinpe x
    WHERE x.annexe = '2-8' AND x.emetteur = s.collectivite AND x.annee = close.annee)
  ORDER BY 1`;

const INSERER = `
  INSERT INTO hub.extraction_olinpe (id, annexe, emetteur, annee, ouverte_le) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (emetteur, annexe, annee) DO NOTHING RETURNING id`;

/** The last year that has ended where the sender is. */
export function anneeClose(now: Date, emetteur: Pick<Demande, 'annexe' | 'emetteur'>): number {
  return Number(jourLocal(now, emetteurDe(emetteur).fuseau).slice(0, 4)) - 1;
}

/** The file is owed, once per year: A14 runs until 30 April (CASF D226-3-7). The ministry's own date is not the hub's. */
export async function ouvrirExtraction(tx: Tx, demande: Demande, { now, newId }: Ouverture): Promise<boolean> {
  const { annexe, emetteur, annee } = demande;
  const [ouverte] = await tx.query<{ id: string }>(INSERER, [newId(), annexe, emetteur, annee, now]);
  if (ouverte === undefined) return false;
  if (annexe === '2-8') {
    const depart: Jour = `${String(annee)}-12-31`;
    const sujet = { sujetId: ouverte.id, sujetType: 'ExtractionOlinpe' } as const;
    const a14 = ouvrirEcheance(newId, { regle: 'A14', ...sujet, depart, collectivite: emetteur, now });
    await tx.insert([a14.ecriture]);
  }
  return true;
}

/** Opens the file of the year that has just ended, for every collectivité that has had a measure. @returns how many */
export async function ouvrirExtractions(database: Database, ouverture: Ouverture): Promise<number> {
  const codes = [...COLLECTIVITES_ASE.keys()];
  const annees = codes.map((emetteur) => anneeClose(ouverture.now, { annexe: '2-8', emetteur }));
  const annee = new Map(codes.map((code, i) => [code, annees[i] ?? 0]));
  return database.transaction(async (tx) => {
    let ouvertes = 0;
    for (const { collectivite } of await tx.query<{ collectivite: string }>(AYANT_DES_MESURES, [codes, annees])) {
      const demande = { annexe: '2-8', emetteur: collectivite, annee: annee.get(collectivite) ?? 0 } as const;
      if (await ouvrirExtraction(tx, demande, ouverture)) ouvertes += 1;
    }
    return ouvertes;
  });
}
