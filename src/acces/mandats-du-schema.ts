import { type ConstDirectiveNode, type DirectiveNode, Kind, parse, print, visit } from 'graphql';
import type { Mandats } from '../domain/access-elements';
import { mandatsDuChamp, mandatsDuType } from '../domain/access-types';

/** The same subgraph, whose types and fields say which mandates they ask (`@requiresScopes`), as the access table has them. */
export function direLesMandats(sdl: string): string {
  const dite = visit(parse(sdl, { noLocation: true }), {
    Directive: (directive) => (directive.name.value === 'link' ? important(directive) : undefined),
    ObjectTypeDefinition: (type) => ({
      ...exigeant(type, mandatsDuType(type.name.value)),
      fields: type.fields?.map((field) => exigeant(field, mandatsDuChamp(type.name.value, field.name.value))),
    }),
  });
  return `${print(dite)}\n`;
}

function exigeant<N extends { readonly directives?: readonly ConstDirectiveNode[] | undefined }>(
  node: N,
  mandats: Mandats,
): N {
  if (mandats.length === 0) return node;
  const scopes = directiveDe(`@requiresScopes(scopes: ${JSON.stringify(mandats)})`);
  return { ...node, directives: [...(node.directives ?? []), scopes] };
}

/** Federation reads a directive only where its `@link` imports it. */
function important(link: DirectiveNode): ConstDirectiveNode {
  return directiveDe(print(link).replace('import: [', 'import: ["@requiresScopes", '));
}

function directiveDe(texte: string): ConstDirectiveNode {
  const [schema] = parse(`extend schema ${texte}`, { noLocation: true }).definitions;
  const directive = schema?.kind === Kind.SCHEMA_EXTENSION ? schema.directives?.[0] : undefined;
  if (!directive) throw new Error(`No directive in: ${texte}`);
  return directive;
}
