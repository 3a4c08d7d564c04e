import type { Tx } from '../platform/database';
import { inscrireAcces, type Lecture, type Operation } from './inscrire';

interface Fiche {
  readonly type: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** What one operation opened so far. */
export interface Lectures {
  /** A record, the one that led to it, and the one purpose of the operation. */
  noter(fiche: Fiche & { readonly parent?: Fiche }, finalite: string | undefined): void;
  /** Writes what is not written yet, before anything of it is sent. */
  inscrire(tx: Pick<Tx, 'query'>): Promise<void>;
}

export function lecturesDe(operation: Omit<Operation, 'finalite'>): Lectures {
  const notees = new Map<string, Lecture>();
  const inscrites = new Set<string>();
  let finalite: string | null = null;
  return {
    noter: (fiche, dite) => {
      finalite = dite ?? null;
      const lecture = lectureDe(fiche);
      const cle = `${lecture.type} ${lecture.id} ${lecture.enfantId ?? ''}`;
      if (!inscrites.has(cle)) notees.set(cle, lecture);
    },
    inscrire: async (tx) => {
      const cles = [...notees.keys()];
      await inscrireAcces(tx, [...notees.values()], { ...operation, finalite });
      for (const cle of cles) {
        notees.delete(cle);
        inscrites.add(cle);
      }
    },
  };
}

/** A record without an identifier of its own (the schooling of a child) is named by its child. */
function lectureDe({ type, value, parent }: Fiche & { readonly parent?: Fiche }): Lecture {
  const enfantId = enfantDe(type, value) ?? (parent ? enfantDe(parent.type, parent.value) : undefined) ?? null;
  const id = texte(value['id']) ?? enfantId ?? texte(parent?.value['id']);
  if (id === undefined) throw new Error(`a record of type ${type} has no identifier`);
  return { type, id, enfantId };
}

function enfantDe(type: string, value: Fiche['value']): string | undefined {
  return texte(type === 'Enfant' ? value['id'] : value['enfantId']);
}

function texte(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
