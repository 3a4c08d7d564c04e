import { mettreEnForme, type Forme, type TraitsEnfant } from '../../../domain/identite';
import type { RoleAdulte } from '../../../domain/code-lists';
import type { Tx } from '../../../platform/database';
import { groupBy } from '../../../platform/loaders';
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

/** A soit-transmis, a call: not every sheet says where the child lives. */
const DERNIERES_LUES = 5;
const DERNIERES = `
  SELECT d.* FROM unnest($1::uuid[]) AS e(id) CROSS JOIN LATERAL (
    SELECT ip.enfant_id "enfantId", ip.id, ip.contenu FROM crip.information_preoccupante ip
    WHERE ip.enfant_id = e.id AND ip.collectivite = $2 ORDER BY ip.id DESC LIMIT ${String(DERNIERES_LUES)}) d`;

interface Dite {
  readonly id: string;
  readonly enfantId: string;
  /** Null once its key is destroyed. */
  readonly contenu: ContenuInformation | null;
}

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
 * The same with what the last informations and the last school add: where the child lives, its parents, its number at
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
  const dites = await tx.query<Dite>(DERNIERES, [ids, collectivite]);
  const parEnfant = groupBy(await tx.ouvrir(InformationPreoccupanteRow, dites), ({ enfantId }) => enfantId);
  const ecoles = await ecolesDesEnfants(tx, ids);
  return new Map(
    [...civils].map(([id, traits]) => {
      const contenus = (parEnfant.get(id) ?? []).flatMap(({ contenu }) => contenu ?? []);
      const adultes = contenus.flatMap(({ famille }) => famille ?? []);
      const parents = adultes.filter(({ role }) => PARENTS.has(role)).map(({ nom }) => nom);
      const logee = contenus.find(({ residence }) => residence.adresse ?? residence.commune)?.residence;
      const forme = mettreEnForme({
        ...{ ...traits, communeResidence: logee?.commune, adresse: logee?.adresse, parents },
        ...ecoles.get(id),
      });
      return [id, forme];
    }),
  );
}
