import type { Tx } from '../../platform/database';
import { cleIdentite, type IdentiteEnfant } from '../../domain/enfant';
import type { EnfantConnu, Inscription } from '../../registres';
import { relationVivante } from './acces-enfant';
import { relier } from './relier';

const INSCRIRE = 'SELECT crip.inscrire_enfant($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) id';

/** The child of these traits in this collectivité, known or new, and the caller's relation to it. One statement. */
export async function inscrireEnfant(
  tx: Tx,
  identite: IdentiteEnfant,
  collectivite: string,
  { newId, now }: Inscription,
): Promise<string> {
  const { nomNaissance, nomUsage, prenoms, sexe, dateNaissance, ageApproximatif, communeNaissance } = identite;
  const traits = [nomNaissance, nomUsage ?? null, prenoms, sexe, dateNaissance ?? null, ageApproximatif ?? null];
  const [enfant] = await tx.query<{ id: string }>(INSCRIRE, [
    newId(),
    collectivite,
    ...traits,
    communeNaissance ?? null,
    cleIdentite(identite),
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
    `WITH connu AS (SELECT e.id, e.collectivite, e.date_naissance::text "dateNaissance" FROM crip.enfant e WHERE e.id = $1 AND ${where})
     SELECT id, collectivite, "dateNaissance",
       CASE WHEN collectivite <> $3::text THEN crip.relier(ARRAY['ase-' || $3, 'crip-' || $3], ARRAY[id], $4)::text END lie
     FROM connu`,
    [enfantId, value, avisee ?? null, now],
  );
  return enfant;
}

/** Another institution has a relation to this child from then on. */
export async function lierEnfant(tx: Tx, enfantId: string, institution: string, { now }: Inscription): Promise<void> {
  await relier(tx, [institution], [enfantId], now);
}
