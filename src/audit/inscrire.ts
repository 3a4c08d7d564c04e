import { v7 } from 'uuid';
import { ecrire, type Ecriture, type Tx } from '../platform/database';
import { AuditRow } from './audit.entity';

export interface ObjetNomme {
  readonly type: string;
  readonly id: string;
}

export interface ActeAccompli {
  /** Also that of its receipt. */
  readonly id: string;
  readonly acte: string;
  /** `hub` for what the hub does by itself. */
  readonly institution: string;
  readonly acteur: string;
  /** None when everything was already done. */
  readonly objets: readonly ObjetNomme[];
  readonly reference?: string | null;
  readonly empreinte?: string | null;
  readonly le: Date;
  readonly signature?: { readonly kid: string; readonly valeur: string } | null;
}

/** The audit row of an act, for its own transaction. */
export function inscrireActe({ objets, reference, empreinte, signature, ...acte }: ActeAccompli): Ecriture {
  return ecrire(AuditRow, {
    ...acte,
    objetTypes: objets.map(({ type }) => type),
    objetIds: objets.map(({ id }) => id),
    reference: reference ?? null,
    empreinte: empreinte ?? null,
    kid: signature?.kid ?? null,
    signature: signature?.valeur ?? null,
  });
}

/** One object that an operation opened, and the child that it concerns. */
export interface Lecture extends ObjetNomme {
  readonly enfantId?: string | null;
}

export interface Operation {
  /** The request, as the log and the errors name it. */
  readonly id: string;
  readonly institution: string;
  readonly acteur: string;
  readonly finalite: string | null;
  readonly le: Date;
}

const INSCRIRE_ACCES = `
  INSERT INTO hub.acces (id, operation, institution, acteur, finalite, enfant_id, objet_types, objet_ids, le)
  SELECT ligne.id, $1, $2, $3, $4, ligne."enfantId", ligne."objetTypes", ligne."objetIds", $5
  FROM jsonb_to_recordset($6::jsonb)
    AS ligne(id uuid, "enfantId" uuid, "objetTypes" text[], "objetIds" uuid[])`;

/**
 * Says who opened what, before the answer is sent: what cannot be said is not shown. One row per child, one statement
 * per operation, always the same text.
 */
export async function inscrireAcces(
  tx: Pick<Tx, 'query'>,
  lectures: readonly Lecture[],
  operation: Operation,
  newId: () => string = v7,
): Promise<void> {
  if (lectures.length === 0) return;
  const { id, institution, acteur, finalite, le } = operation;
  const lignes = parEnfant(lectures).map((ligne) => ({ id: newId(), ...ligne }));
  await tx.query(INSCRIRE_ACCES, [id, institution, acteur, finalite, le, JSON.stringify(lignes)]);
}

/** The rows of one operation: a child once, each object once. */
export function parEnfant(
  lectures: readonly Lecture[],
): { enfantId: string | null; objetTypes: string[]; objetIds: string[] }[] {
  const enfants = new Map<string | null, Map<string, ObjetNomme>>();
  for (const { type, id, enfantId = null } of lectures) {
    const objets = enfants.get(enfantId) ?? new Map<string, ObjetNomme>();
    enfants.set(enfantId, objets.set(`${type} ${id}`, { type, id }));
  }
  return [...enfants].map(([enfantId, objets]) => ({
    enfantId,
    objetTypes: [...objets.values()].map(({ type }) => type),
    objetIds: [...objets.values()].map(({ id }) => id),
  }));
}
