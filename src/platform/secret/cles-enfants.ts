import { randomBytes, randomUUID } from 'node:crypto';
import type { Coffre, Enveloppe } from './coffre';

export interface Instructions {
  query<R>(text: string, values?: readonly unknown[]): Promise<R[]>;
}

/** The data key of one child. */
export interface Cle {
  readonly id: string;
  readonly octets: Buffer;
}

/** The keys of the children, wrapped in PostgreSQL and opened by the coffre. */
export interface ClesEnfants {
  /**
   * The key under which to write of each child, made when it has none, held until the transaction ends: a key is not
   * destroyed under a writer.
   */
  pourEcrire(base: Instructions, enfantIds: readonly string[]): Promise<ReadonlyMap<string, Cle>>;
  /** Keys by their identifier; one that was destroyed is absent. At most one statement, none when they are known. */
  pourLire(base: Instructions, ids: readonly string[]): Promise<ReadonlyMap<string, Buffer>>;
  readonly cleIndex: Buffer;
}

interface Ligne {
  id: string;
  enfantId: string;
  kek: string;
  enveloppe: Buffer | null;
}

const OCTETS = 32;
const GARDEES = 10_000;
/** A key that was destroyed is forgotten within this time by every process. */
const DUREE_MS = 5_000;

/** What a wrapped key is bound to: moved to another child, or under another name, it opens nothing. */
export const lieuDeLaCle = (id: string, enfantId: string): string => `hub.cle_enfant|${id}|${enfantId}`;

export function clesEnfants(coffre: Coffre): ClesEnfants {
  const connues = new Map<string, { readonly octets: Buffer | undefined; readonly jusqua: number }>();

  const retenir = (id: string, octets: Buffer | undefined): void => {
    connues.delete(id);
    connues.set(id, { octets, jusqua: Date.now() + DUREE_MS });
    if (connues.size > GARDEES) connues.delete(connues.keys().next().value ?? '');
  };
  /** Those that exist, by their identifier: one call to the coffre at most. */
  const developper = async (lignes: readonly Ligne[]): Promise<ReadonlyMap<string, Buffer>> => {
    const ouvertes = new Map<string, Buffer>();
    const aOuvrir: (Enveloppe & { readonly id: string; readonly lieu: string })[] = [];
    for (const { id, enfantId, kek, enveloppe } of lignes) {
      const connue = connues.get(id);
      if (connue && connue.jusqua > Date.now()) {
        if (connue.octets) ouvertes.set(id, connue.octets);
      } else if (enveloppe) aOuvrir.push({ id, kek, octets: enveloppe, lieu: lieuDeLaCle(id, enfantId) });
      else retenir(id, undefined);
    }
    const octets = aOuvrir.length === 0 ? [] : await coffre.developper(aOuvrir);
    for (const [i, { id }] of aOuvrir.entries()) {
      const ouverte = octets[i];
      if (!ouverte) throw new Error('The coffre did not open every key that it was given.');
      retenir(id, ouverte);
      ouvertes.set(id, ouverte);
    }
    return ouvertes;
  };
  const actives = async (base: Instructions, enfantIds: readonly string[], cles = new Map<string, Cle>()) => {
    const lignes = await base.query<Ligne>(ACTIVES, [enfantIds]);
    const ouvertes = await developper(lignes);
    for (const { id, enfantId } of lignes) {
      const octets = ouvertes.get(id);
      if (octets) cles.set(enfantId, { id, octets });
    }
    return cles;
  };

  return {
    cleIndex: coffre.cleIndex,
    pourEcrire: async (base, enfantIds) => {
      // Always in the same order: two acts about the same children never wait for each other in a ring.
      const tous = [...new Set(enfantIds)].sort();
      const cles = await actives(base, tous);
      const sans = tous.filter((enfantId) => !cles.has(enfantId));
      if (sans.length === 0) return cles;
      const neuves = sans.map((enfantId) => ({ enfantId, id: randomUUID(), octets: randomBytes(OCTETS) }));
      const enveloppes = await coffre.envelopper(
        neuves.map(({ enfantId, id, octets }) => ({ cle: octets, lieu: lieuDeLaCle(id, enfantId) })),
      );
      const creees = await base.query<{ id: string }>(CREER, [
        neuves.map(({ id }) => id),
        sans,
        enveloppes.map(({ kek }) => kek),
        enveloppes.map(({ octets }) => octets),
      ]);
      const ecrites = new Set(creees.map(({ id }) => id));
      for (const { enfantId, id, octets } of neuves) if (ecrites.has(id)) cles.set(enfantId, { id, octets });
      // Another act has just made a child's key: that one is read, once it is committed.
      const devancees = sans.filter((enfantId) => !cles.has(enfantId));
      return devancees.length === 0 ? cles : actives(base, devancees, cles);
    },
    pourLire: async (base, ids) => {
      const now = Date.now();
      const cles = new Map<string, Buffer>();
      const inconnues = new Set<string>();
      for (const id of ids) {
        const connue = connues.get(id);
        if (!connue || connue.jusqua <= now) inconnues.add(id);
        else if (connue.octets) cles.set(id, connue.octets);
      }
      if (inconnues.size === 0) return cles;
      const lues = await developper(await base.query<Ligne>(PAR_ID, [[...inconnues]]));
      return new Map([...cles, ...lues]);
    },
  };
}

const COLONNES = 'id, enfant_id "enfantId", kek, enveloppe';
const ACTIVES = `
  SELECT ${COLONNES} FROM hub.cle_enfant WHERE enfant_id = ANY($1::uuid[]) AND enveloppe IS NOT NULL
  ORDER BY enfant_id FOR SHARE`;
const PAR_ID = `SELECT ${COLONNES} FROM hub.cle_enfant WHERE id = ANY($1::uuid[])`;
const CREER = `
  INSERT INTO hub.cle_enfant (id, enfant_id, kek, enveloppe, creee_le)
  SELECT id, enfant_id, kek, enveloppe, now()
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bytea[]) AS nouvelle(id, enfant_id, kek, enveloppe)
  ON CONFLICT (enfant_id) WHERE enveloppe IS NOT NULL DO NOTHING RETURNING id`;
