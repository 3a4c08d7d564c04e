import type { Tx } from '../../platform/database';
import { cleIdentite, type IdentiteEnfant } from '../../domain/enfant';
import type { EnfantConnu, Inscription } from '../../registres';
import { relationVivante } from './acces-enfant';

const INSCRIRE = `
  WITH inscrit AS (
    INSERT INTO crip.enfant (id, collectivite, nom_naissance, nom_usage, prenoms, sexe, date_naissance,
                             age_approximatif, commune_naissance, cle_identite)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    -- The row is touched, not changed: a conflict must still return its id.
    ON CONFLICT (collectivite, cle_identite) DO UPDATE SET cle_identite = EXCLUDED.cle_identite
    RETURNING id
  ), lie AS (
    INSERT INTO crip.relation (institution, enfant_id, depuis) SELECT $11, id, $12 FROM inscrit
    ON CONFLICT DO NOTHING
  )
  SELECT id FROM inscrit`;

/** The child of these traits in this collectivité, known or new, and the caller's relation to it. One statement. */
export async function inscrireEnfant(
  tx: Tx,
  identite: IdentiteEnfant,
  collectivite: string,
  { actor, newId, now }: Inscription,
): Promise<string> {
  const { nomNaissance, nomUsage, prenoms, sexe, dateNaissance, ageApproximatif, communeNaissance } = identite;
  const traits = [nomNaissance, nomUsage ?? null, prenoms, sexe, dateNaissance ?? null, ageApproximatif ?? null];
  const [enfant] = await tx.query<{ id: string }>(INSCRIRE, [
    newId(),
    collectivite,
    ...traits,
    communeNaissance ?? null,
    cleIdentite(identite),
    actor.institution,
    now,
  ]);
  if (!enfant) throw new Error('crip.enfant answered no id');
  return enfant.id;
}

/**
 * The child, when the caller already has a live relation to it, and the collectivité where it is known. The ASE and the
 * CRIP of another collectivité that is told of it (`avisee`) must know whom they protect.
 */
export async function enfantConnu(
  tx: Tx,
  enfantId: string,
  avisee: string | undefined,
  { actor, now }: Inscription,
): Promise<EnfantConnu | undefined> {
  const { where, value } = relationVivante(actor, 'e', '$2');
  const [enfant] = await tx.query<EnfantConnu>(
    `WITH connu AS (SELECT e.id, e.collectivite, e.date_naissance::text "dateNaissance" FROM crip.enfant e WHERE e.id = $1 AND ${where}), lie AS (
       INSERT INTO crip.relation (institution, enfant_id, depuis)
       SELECT service || $3::text, id, $4::timestamptz FROM connu, unnest(ARRAY['ase-', 'crip-']) AS service
       WHERE collectivite <> $3::text
       ON CONFLICT DO NOTHING
     )
     SELECT id, collectivite, "dateNaissance" FROM connu`,
    [enfantId, value, avisee ?? null, now],
  );
  return enfant;
}

/** Another institution has a relation to this child from then on. */
export async function lierEnfant(tx: Tx, enfantId: string, institution: string, { now }: Inscription): Promise<void> {
  await tx.query(
    'INSERT INTO crip.relation (institution, enfant_id, depuis) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [institution, enfantId, now],
  );
}
