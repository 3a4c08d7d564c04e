import type { EntityTarget, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Actor } from '../auth/actor';
import type { Lecture } from '../platform/lecture';

interface Contexte {
  readonly actor: Actor;
  readonly finalite: string | undefined;
  readonly lecture: Lecture;
  readonly now: () => Date;
}

/** A CRIP on call, reading what it opened in an emergency, and saying so. */
function lisentEnUrgence({ actor, finalite }: Pick<Contexte, 'actor' | 'finalite'>): boolean {
  return actor.role === 'crip' && finalite === 'URGENCE';
}

/**
 * What `condition` chooses and, for a reader in an emergency, the rows about a child whose file its CRIP opened. The hub's
 * clock ends it here (`:maintenant`); the database's ends it in row-level security.
 */
export function ouEnUrgence(
  context: Pick<Contexte, 'actor' | 'finalite' | 'now'>,
  condition: string,
  enfant: string,
): { readonly ou: string; readonly urgence?: string; readonly maintenant?: Date } {
  if (!lisentEnUrgence(context)) return { ou: condition };
  const ouvert = `EXISTS (SELECT 1 FROM crip.acces_urgence u
    WHERE u.institution = :urgence AND u.enfant_id = ${enfant} AND u.jusqu_au > :maintenant)`;
  return { ou: `(${condition} OR ${ouvert})`, urgence: context.actor.institution, maintenant: context.now() };
}

/** The same for records of a collectivité, read by their id or by their child; their lists stay those of the collectivité. */
export function atteignables<C extends Contexte, E extends ObjectLiteral>(
  entity: EntityTarget<E>,
  alias: string,
  lisibles: (context: C) => SelectQueryBuilder<E>,
): (context: C) => SelectQueryBuilder<E> {
  return (context) => {
    if (!lisentEnUrgence(context)) return lisibles(context);
    const { ou, ...parametres } = ouEnUrgence(context, `${alias}.collectivite = :par`, `${alias}.enfant_id`);
    const { actor, lecture } = context;
    return lecture.createQueryBuilder(entity, alias).where(ou, { par: actor.territoire, ...parametres });
  };
}
