import type { Tx } from '../../platform/database';
import { cleIdentite, type IdentiteEnfant } from '../../domain/enfant';
import type { EnfantConnu, Inscription } from '../../registres';
import { relationVivante } from './acces-enfant';
import { relier } from './relier';

const INSCRIRE = `
  SELECT crip.inscrire_enfant(e.id, $1, e.nom, e.usage, e.prenoms, e.sexe, e.naissance, e.age, e.commune, e.cle, $2) id
  FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::date[], $9::smallint[], $10::text[], $11::text[])
    WITH ORDINALITY AS e(id, nom, usage, prenoms, sexe, naissance, age, commune, cle, rang)
  ORDER BY e.rang`;

/** The child of these traits in this collectivité, known or new, and the caller's relation to it. One statement. */
export async function inscrireEnfant(
  tx: Tx,
  identite: IdentiteEnfant,
  collectivite: string,
  par: Inscription,
): Promise<string> {
  const [id] = await inscrireEnfants(tx, [identite], collectivite, par);
  if (id === undefined) throw new Error('crip.enfant answered no id');
  return id;
}

/** The same for several, in their order, and still one statement. */
export async function inscrireEnfants(
  tx: Tx,
  identites: readonly IdentiteEnfant[],
  collectivite: string,
  { newId, now }: Inscription,
): Promise<string[]> {
  if (identites.length === 0) return [];
  const trait = <K extends keyof IdentiteEnfant>(nom: K) => identites.map((une) => une[nom] ?? null);
  const inscrits = await tx.query<{ id: string }>(INSCRIRE, [
    ...[collectivite, now, identites.map(() => newId())],
    ...[trait('nomNaissance'), trait('nomUsage'), trait('prenoms'), trait('sexe'), trait('dateNaissance')],
    ...[trait('ageApproximatif'), trait('communeNaissance'), identites.map(cleIdentite)],
  ]);
  return inscrits.map(({ id }) => id);
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
