import { type DefinitionNode, type DocumentNode, isTypeDefinitionNode, Kind, parse, visit } from 'graphql';

const FEDERATION_URL = 'https://specs.apollo.dev/federation/v2.5';

const FEDERATION_DIRECTIVES = new Set([
  'key',
  'external',
  'requires',
  'provides',
  'shareable',
  'override',
  'inaccessible',
  'tag',
  'extends',
  'interfaceObject',
  'composeDirective',
  'requiresScopes',
]);

const FEDERATION_SCALARS = new Set(['FieldSet', '_FieldSet', 'federation__FieldSet', '_Any', 'link__Import']);
const DEFAULT_ROOTS = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;
const LINK_DIRECTIVES = new Set(['link', 'composeDirective']);

/** Adds the federation 2 @link importing exactly the directives in use, unless the document already links. */
export function linkFederation(document: DocumentNode): DocumentNode {
  const used = new Set<string>();
  visit(document, {
    Directive: ({ name: { value } }) => {
      used.add(value);
    },
  });
  if (used.has('link')) return document;
  const imports = [...used]
    .filter((directive) => FEDERATION_DIRECTIVES.has(directive))
    .sort()
    .map((directive) => `"@${directive}"`);
  const link = parse(`extend schema @link(url: "${FEDERATION_URL}", import: [${imports.join(', ')}])`);
  const definitions = document.definitions.filter((node) => !isFederationDefinition(node) && !isDefaultSchema(node));
  return { kind: Kind.DOCUMENT, definitions: [...link.definitions, ...definitions] };
}

/** What an executable schema can be built from: no @link, no federation definitions. */
export function withoutFederationMachinery(document: DocumentNode): DocumentNode {
  const definitions = document.definitions.flatMap((node): DefinitionNode[] => {
    if (isFederationDefinition(node)) return [];
    if (node.kind !== Kind.SCHEMA_DEFINITION && node.kind !== Kind.SCHEMA_EXTENSION) return [node];
    const directives = (node.directives ?? []).filter((directive) => !LINK_DIRECTIVES.has(directive.name.value));
    const operationTypes = node.operationTypes ?? [];
    return directives.length + operationTypes.length === 0 ? [] : [{ ...node, directives, operationTypes }];
  });
  return { kind: Kind.DOCUMENT, definitions: withoutOrphanExtensions(definitions) };
}

/** Federation lets a subgraph extend a type that it does not define; an executable schema needs the definition. */
function withoutOrphanExtensions(definitions: readonly DefinitionNode[]): readonly DefinitionNode[] {
  const defined = new Set(definitions.flatMap((node) => (isTypeDefinitionNode(node) ? [node.name.value] : [])));
  return definitions.map((node) => {
    if (node.kind !== Kind.OBJECT_TYPE_EXTENSION && node.kind !== Kind.INTERFACE_TYPE_EXTENSION) return node;
    if (defined.has(node.name.value)) return node;
    defined.add(node.name.value);
    return node.kind === Kind.OBJECT_TYPE_EXTENSION
      ? { ...node, kind: Kind.OBJECT_TYPE_DEFINITION }
      : { ...node, kind: Kind.INTERFACE_TYPE_DEFINITION };
  });
}

function isFederationDefinition(node: DefinitionNode): boolean {
  if (node.kind === Kind.DIRECTIVE_DEFINITION) {
    return FEDERATION_DIRECTIVES.has(node.name.value) || node.name.value === 'link';
  }
  return node.kind === Kind.SCALAR_TYPE_DEFINITION && FEDERATION_SCALARS.has(node.name.value);
}

/** printSchemaWithDirectives writes `schema { query: Query }` even when it says nothing. */
function isDefaultSchema(node: DefinitionNode): boolean {
  return (
    node.kind === Kind.SCHEMA_DEFINITION &&
    (node.directives ?? []).length === 0 &&
    node.operationTypes.every(({ operation, type }) => type.name.value === DEFAULT_ROOTS[operation])
  );
}
