import { GraphQLError, type GraphQLResolveInfo, isNonNullType } from 'graphql';

/**
 * A required field of an entity that its own subgraph does not show to this caller. It empties what led to it, as for an
 * entity that does not exist, and nothing is said of it: an error would tell that there is one.
 */
export class EntiteAbsente extends Error {}

/** @throws EntiteAbsente for a field that cannot be null */
export function absent({ returnType, parentType, fieldName }: GraphQLResolveInfo): null {
  if (!isNonNullType(returnType)) return null;
  throw new EntiteAbsente(`Cannot return null for non-nullable field ${parentType.name}.${fieldName}.`);
}

export function estUneAbsence(error: unknown): boolean {
  return (
    error instanceof EntiteAbsente || (error instanceof GraphQLError && error.originalError instanceof EntiteAbsente)
  );
}
