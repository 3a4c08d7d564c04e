import {
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  Kind,
  type NamedTypeNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { ouvreLaFiche } from '../domain/access-types';
import type { OperationRecue } from '../gateway/context';

/** What its text says of an operation, whatever its variables. */
interface Texte {
  /** Of its `finalite` arguments. */
  readonly finalites: readonly ValueNode[];
  /** Where it first goes beyond who a child is, in the names of its answer. */
  readonly ouvrant: string | undefined;
}

/** The door keeps the documents that it has parsed. */
const lus = new WeakMap<OperationDefinitionNode, Texte>();

/**
 * The purposes that an operation states, and the field by which it opens a child's file. What variables may leave out
 * counts for both: a purpose belongs to the operation, not to one sending of it.
 */
export function lireOperation(recue: OperationRecue): { readonly dites: readonly string[]; readonly ouvrant?: string } {
  const { operation, variables } = recue;
  const texte = lus.get(operation) ?? parcourir(recue);
  lus.set(operation, texte);
  const parDefaut = (nom: string) =>
    operation.variableDefinitions?.find(({ variable }) => variable.name.value === nom)?.defaultValue;
  const dites = texte.finalites.flatMap((valeur) => {
    if (valeur.kind === Kind.ENUM) return [valeur.value];
    if (valeur.kind !== Kind.VARIABLE) return [];
    const litteral = parDefaut(valeur.name.value);
    const dite = variables[valeur.name.value] ?? (litteral?.kind === Kind.ENUM ? litteral.value : undefined);
    return typeof dite === 'string' ? [dite] : [];
  });
  return { dites, ...(texte.ouvrant === undefined ? {} : { ouvrant: texte.ouvrant }) };
}

function parcourir({ schema, document, operation }: OperationRecue): Texte {
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const suivis = new Set<string>();
  const finalites: ValueNode[] = [];
  let ouvrant: string | undefined;
  const lire = ({ selections }: SelectionSetNode, type: GraphQLCompositeType, chemin: readonly string[]): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT)
        lire(selection.selectionSet, nomme(schema, selection.typeCondition) ?? type, chemin);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const { name } = selection;
        const fragment = fragments.get(name.value);
        // What it says does not depend on where it is spread.
        if (!fragment || suivis.has(name.value)) continue;
        suivis.add(name.value);
        lire(fragment.selectionSet, nomme(schema, fragment.typeCondition) ?? type, chemin);
      } else {
        const { name, alias, arguments: dits = [], selectionSet } = selection;
        const ici = [...chemin, (alias ?? name).value];
        const finalite = dits.find((dit) => dit.name.value === 'finalite');
        if (finalite) finalites.push(finalite.value);
        if (possibles(schema, type).some((possible) => ouvreLaFiche(`${possible}.${name.value}`)))
          ouvrant ??= ici.join('.');
        const champ = 'getFields' in type ? type.getFields()[name.value] : undefined;
        const vers = champ && getNamedType(champ.type);
        if (selectionSet && isCompositeType(vers)) lire(selectionSet, vers, ici);
      }
    }
  };
  const racine = schema.getRootType(operation.operation);
  if (racine) lire(operation.selectionSet, racine, []);
  return { finalites, ouvrant };
}

function nomme(schema: GraphQLSchema, condition: NamedTypeNode | undefined): GraphQLCompositeType | undefined {
  const type = condition && schema.getType(condition.name.value);
  return isCompositeType(type) ? type : undefined;
}

function possibles(schema: GraphQLSchema, type: GraphQLCompositeType): readonly string[] {
  return (isAbstractType(type) ? schema.getPossibleTypes(type) : [type]).map(({ name }) => name);
}
