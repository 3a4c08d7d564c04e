import type { Rapprochement } from '../../../domain/identite';
import { PARAMETRES, rapprocheur } from '../../../domain/identite';
import { ecrire, type Ecriture, type Tx } from '../../../platform/database';
import { RapprochementRow } from './rapprochement.entity';

const regles = rapprocheur(PARAMETRES);

/** Who joins or separates two sheets of a collectivité does so alone there, until the end of the transaction. */
const SEUL = `SELECT pg_advisory_xact_lock(hashtextextended('crip.rapprochement ' || $1, 0))`;

export async function verrouillerHistoires(tx: Tx, collectivite: string): Promise<void> {
  await tx.query(SEUL, [collectivite]);
}

/** What is in force about a pair. */
export type EnVigueur = Pick<RapprochementRow, 'id' | 'enfantId' | 'autreId' | 'etat' | 'origine' | 'version'>;

const EN_VIGUEUR = `
  SELECT id, enfant_id "enfantId", autre_id "autreId", etat, origine, version FROM crip.rapprochement
  WHERE collectivite = $1 AND clos_le IS NULL AND enfant_id = ANY($2::uuid[])
  UNION
  SELECT id, enfant_id, autre_id, etat, origine, version FROM crip.rapprochement
  WHERE collectivite = $1 AND clos_le IS NULL AND autre_id = ANY($2::uuid[])`;

export function enVigueur(tx: Tx, collectivite: string, enfantIds: readonly string[]): Promise<EnVigueur[]> {
  return tx.query<EnVigueur>(EN_VIGUEUR, [collectivite, enfantIds]);
}

export async function clore(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length > 0)
    await tx.query('UPDATE crip.rapprochement SET clos_le = $2 WHERE id = ANY($1::uuid[])', [ids, now]);
}

type Decision = Pick<RapprochementRow, 'id' | 'collectivite' | 'etat' | 'origine' | 'decidePar' | 'le'> & {
  readonly motif?: string;
};

/** The row of a decision: it keeps what was known when it was taken. */
export function consigner(
  [une, autre]: readonly [string, string],
  rapprochement: Rapprochement,
  { motif, ...decision }: Decision,
): Ecriture {
  const [enfantId, autreId] = [une, autre].sort() as [string, string];
  const { score, version } = rapprochement;
  return ecrire(RapprochementRow, {
    ...{ ...decision, enfantId, autreId, score, version, motif: motif ?? null, closLe: null },
    marches: regles.expliquer(rapprochement).map(({ trait, niveau, poids }) => ({ trait, niveau, poids })),
    regles: rapprochement.regles.map(({ code }) => code),
  });
}

const MEMBRES = `
  SELECT enfant_id "enfantId", histoire_id "histoireId" FROM crip.fiche_enfant
  WHERE collectivite = $1 AND histoire_id IN (
    SELECT histoire_id FROM crip.fiche_enfant WHERE collectivite = $1 AND enfant_id = ANY($2::uuid[]))`;

/** The sheets of the same children as these, each with its history. */
export async function membres(
  tx: Tx,
  collectivite: string,
  enfantIds: readonly string[],
): Promise<Map<string, string>> {
  const lus = await tx.query<{ enfantId: string; histoireId: string }>(MEMBRES, [collectivite, enfantIds]);
  return new Map(lus.map(({ enfantId, histoireId }) => [enfantId, histoireId]));
}

const RECOMPOSER = `
  UPDATE crip.fiche_enfant f SET histoire_id = n.histoire_id
  FROM unnest($2::uuid[], $3::uuid[]) AS n(enfant_id, histoire_id)
  WHERE f.collectivite = $1 AND f.enfant_id = n.enfant_id AND f.histoire_id <> n.histoire_id`;

export async function recomposer(tx: Tx, collectivite: string, histoires: ReadonlyMap<string, string>): Promise<void> {
  await tx.query(RECOMPOSER, [collectivite, [...histoires.keys()], [...histoires.values()]]);
}
