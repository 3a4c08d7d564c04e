import {
  type DirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  parse,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';

/** A supergraph read back as who-owns-what: the join directives, without the directives. */
export interface Supergraph {
  /** Subgraph name → routing URL ('' when it has none). */
  readonly subgraphs: ReadonlyMap<string, string>;
  readonly types: ReadonlyMap<string, JoinType>;
}

export interface JoinType {
  readonly name: string;
  readonly members: ReadonlyMap<string, JoinMember>;
  /** Field name → subgraph name → how it holds that field. */
  readonly fields: ReadonlyMap<string, ReadonlyMap<string, JoinField>>;
}

export interface JoinMember {
  /** Keys by which this subgraph accepts a representation. */
  readonly keys: readonly SelectionSetNode[];
  /** Keys that this subgraph's values carry, resolvable or not. */
  readonly carried: readonly SelectionSetNode[];
  readonly isInterfaceObject: boolean;
}

export interface JoinField {
  readonly external: boolean;
  readonly requires?: SelectionSetNode;
  readonly provides?: SelectionSetNode;
  /** A join__field argument that says more than who, e.g. overrideLabel. */
  readonly unsupported?: string;
}

type Arguments = Readonly<Record<string, unknown>>;

export function readSupergraph(supergraph: string | DocumentNode): Supergraph {
  const document = typeof supergraph === 'string' ? parse(supergraph) : supergraph;
  const graphs = readGraphs(document);
  const nameOf = (graph: unknown): string => graphs.get(String(graph))?.name ?? String(graph);
  const types = new Map<string, JoinType>();
  for (const node of document.definitions) {
    if (!('directives' in node) || !('name' in node)) continue;
    const joins = directivesNamed(node.directives, 'join__type');
    if (joins.length === 0) continue;
    const members = readMembers(joins, nameOf);
    const fields = new Map<string, ReadonlyMap<string, JoinField>>();
    if (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION) {
      for (const field of node.fields ?? []) fields.set(field.name.value, readField(field, members, nameOf));
    }
    types.set(node.name.value, { name: node.name.value, members, fields });
  }
  return { subgraphs: new Map([...graphs.values()].map(({ name, url }) => [name, url])), types };
}

function readGraphs(document: DocumentNode): ReadonlyMap<string, { readonly name: string; readonly url: string }> {
  const graphs = new Map<string, { name: string; url: string }>();
  for (const node of document.definitions) {
    if (node.kind !== Kind.ENUM_TYPE_DEFINITION || node.name.value !== 'join__Graph') continue;
    for (const value of node.values ?? []) {
      const [join] = directivesNamed(value.directives, 'join__graph');
      const name = text(join?.['name']) ?? value.name.value;
      graphs.set(value.name.value, { name, url: text(join?.['url']) ?? '' });
    }
  }
  return graphs;
}

function readMembers(joins: readonly Arguments[], nameOf: (graph: unknown) => string): Map<string, JoinMember> {
  const members = new Map<string, JoinMember>();
  for (const join of joins) {
    const name = nameOf(join['graph']);
    const known = members.get(name) ?? { keys: [], carried: [], isInterfaceObject: false };
    const key = fieldSet(join['key']);
    const added = key ? [key] : [];
    members.set(name, {
      keys: join['resolvable'] === false ? known.keys : [...known.keys, ...added],
      carried: [...known.carried, ...added],
      isInterfaceObject: known.isInterfaceObject || join['isInterfaceObject'] === true,
    });
  }
  return members;
}

function readField(
  field: FieldDefinitionNode,
  members: ReadonlyMap<string, JoinMember>,
  nameOf: (graph: unknown) => string,
): ReadonlyMap<string, JoinField> {
  const joins = directivesNamed(field.directives, 'join__field');
  if (joins.length === 0) return new Map([...members.keys()].map((name) => [name, { external: false }]));
  const owned = joins.filter((join) => join['graph'] !== undefined);
  return new Map(
    owned.map((join) => {
      const requires = fieldSet(join['requires']);
      const provides = fieldSet(join['provides']);
      const unsupported = ['overrideLabel', 'contextArguments'].find((argument) => join[argument] !== undefined);
      return [
        nameOf(join['graph']),
        {
          external: join['external'] === true || join['usedOverridden'] === true,
          ...(requires ? { requires } : {}),
          ...(provides ? { provides } : {}),
          ...(unsupported ? { unsupported } : {}),
        },
      ];
    }),
  );
}

function directivesNamed(directives: readonly DirectiveNode[] | undefined, name: string): readonly Arguments[] {
  return (directives ?? [])
    .filter((directive) => directive.name.value === name)
    .map(({ arguments: given = [] }) =>
      Object.fromEntries(given.map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)])),
    );
}

function fieldSet(source: unknown): SelectionSetNode | undefined {
  if (typeof source !== 'string') return undefined;
  const [node] = parse(`{${source}}`, { noLocation: true }).definitions;
  return node?.kind === Kind.OPERATION_DEFINITION ? node.selectionSet : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
