import { mettreEnForme, type Forme, type TraitsEnfant } from '../../../domain/identite';
import type { RoleAdulte } from '../../../domain/code-lists';
import type { Tx } from '../../../platform/database';
import { jourDe } from '../../../platform/echeances-calcul';
import type { Registres } from '../../../registres';
import { InformationPreoccupanteRow, type ContenuInformation } from '../information-preoccupante.entity';

type Civils = Omit<TraitsEnfant, 'vuLe'> & { id: string; vuLe: Date };

/** An approximate age is counted back from the day when it was first written. */
const CIVILS = `
  SELECT e.id, e.nom_naissance "nomNaissance", e.nom_usage "nomUsage", e.prenoms, e.sexe,
    e.date_naissance::text "dateNaissance", e.age_approximatif "ageApproximatif", e.commune_naissance "communeNaissance",
    coalesce((SELECT ip.recue_le FROM crip.information_preoccupante ip WHERE ip.enfant_id = e.id ORDER BY ip.id LIMIT 1), $2)
      "vuLe"
  FROM crip.enfant e WHERE e.id = ANY($1::uuid[])`;

const DERNIERES = `
  SELECT DISTINCT ON (enfant_id) enfant_id "enfantId", id, contenu FROM crip.information_preoccupante
  WHERE enfant_id = ANY($1::uuid[]) AND collectivite = $2 ORDER BY enfant_id, id DESC`;

const PARENTS: ReadonlySet<RoleAdulte> = new Set(['PERE', 'MERE']);

export type TraitsCivils = ReadonlyMap<string, TraitsEnfant>;

/** The civil traits of these children, those that the caller may read. */
export async function lireCivils(
  tx: Tx,
  ids: readonly string[],
  collectivite: string,
  now: Date,
): Promise<TraitsCivils> {
  if (ids.length === 0) return new Map();
  const lus = await tx.query<Civils>(CIVILS, [ids, now]);
  return new Map(lus.map(({ id, vuLe, ...civils }) => [id, { ...civils, vuLe: jourDe(vuLe, collectivite, null) }]));
}

/**
 * The same with what the last information and the last school add: where the child lives, its parents, its number at
 * that school. What the hospital declares stays in its own envelope (CSP L1111-8-1).
 */
export async function lireFormes(
  tx: Tx,
  civils: TraitsCivils,
  collectivite: string,
  { ecolesDesEnfants }: Pick<Registres, 'ecolesDesEnfants'>,
): Promise<ReadonlyMap<string, Forme>> {
  const ids = [...civils.keys()];
  if (ids.length === 0) return new Map();
  const dites = await tx.query<{ id: string; enfantId: string; contenu: ContenuInformation | null }>(DERNIERES, [
    ids,
    collectivite,
  ]);
  const ouvertes = await tx.ouvrir(InformationPreoccupanteRow, dites);
  const contenus = new Map(ouvertes.map(({ enfantId, contenu }) => [enfantId, contenu]));
  const ecoles = await ecolesDesEnfants(tx, ids);
  return new Map(
    [...civils].map(([id, traits]) => {
      const { residence, famille } = contenus.get(id) ?? {};
      const parents = (famille ?? []).filter(({ role }) => PARENTS.has(role)).map(({ nom }) => nom);
      const { commune: communeResidence, adresse } = residence ?? {};
      const forme = mettreEnForme({ ...traits, communeResidence, adresse, parents, ...ecoles.get(id) });
      return [id, forme];
    }),
  );
}
