import { randomBytes, randomUUID } from 'node:crypto';
import type { Coffre } from './coffre';

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

  const developper = async ({ id, enfantId, kek, enveloppe }: Ligne): Promise<Buffer | undefined> => {
    const connue = connues.get(id);
    if (connue && connue.jusqua > Date.now()) return connue.octets;
    const octets = enveloppe ? await coffre.developper(kek, enveloppe, lieuDeLaCle(id, enfantId)) : undefined;
    connues.delete(id);
    connues.set(id, { octets, jusqua: Date.now() + DUREE_MS });
    if (connues.size > GARDEES) connues.delete(connues.keys().next().value ?? '');
    return octets;
  };
  const actives = async (base: Instructions, enfantIds: readonly string[], cles = new Map<string, Cle>()) => {
    for (const ligne of await base.query<Ligne>(ACTIVES, [enfantIds])) {
      const octets = await developper(ligne);
      if (octets) cles.set(ligne.enfantId, { id: ligne.id, octets });
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
      const enveloppes = await Promise.all(
        neuves.map(({ enfantId, id, octets }) => coffre.envelopper(octets, lieuDeLaCle(id, enfantId))),
      );
      const creees = await base.query<{ id: string }>(CREER, [
        neuves.map(({ id }) => id),
        sans,
        coffre.actif,
        enveloppes,
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
      const retenir = (id: string, octets: Buffer | undefined) => (octets ? cles.set(id, octets) : undefined);
      const inconnues = new Set<string>();
      for (const id of ids) {
        const connue = connues.get(id);
        if (connue && connue.jusqua > now) retenir(id, connue.octets);
        else inconnues.add(id);
      }
      if (inconnues.size > 0)
        for (const ligne of await base.query<Ligne>(PAR_ID, [[...inconnues]]))
          retenir(ligne.id, await developper(ligne));
      return cles;
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
  SELECT id, enfant_id, $3, enveloppe, now()
  FROM unnest($1::uuid[], $2::uuid[], $4::bytea[]) AS nouvelle(id, enfant_id, enveloppe)
  ON CONFLICT (enfant_id) WHERE enveloppe IS NOT NULL DO NOTHING RETURNING id`;
