import type { QueryPlan, QueryPlanner } from './planner';
import {
  type DocumentNode,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  separateOperations,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

const MAX_PLANS = 1000;
const INTROSPECTION = new Set(['__schema', '__type']);

/** Plans by operation node (the server keeps parsed documents) and, failing that, by text. */
export function cachedPlans(schema: GraphQLSchema, planner: QueryPlanner): (info: GraphQLResolveInfo) => QueryPlan {
  const byNode = new WeakMap<OperationDefinitionNode, string>();
  const byText = new Map<string, QueryPlan>();
  return ({ operation, fragments }) => {
    let text = byNode.get(operation);
    if (text === undefined) byNode.set(operation, (text = textOf(schema, operation, Object.values(fragments))));
    const { active, percentage } = drawOverrides(planner);
    const key = `${active} ${text}`;
    let plan = byText.get(key);
    if (!plan) {
      plan = planner.plan(text, operation.name?.value ?? null, new Set(), percentage);
      const [oldest] = byText.keys();
      if (byText.size >= MAX_PLANS && oldest !== undefined) byText.delete(oldest);
      byText.set(key, plan);
    }
    return plan;
  };
}

/** A field under progressive @override changes hands for a share of the requests: which thresholds does this one meet? */
function drawOverrides(planner: QueryPlanner): { readonly active: string; readonly percentage: number } {
  const thresholds = planner.overridePercentages;
  if (thresholds.length === 0) return { active: '', percentage: 0 };
  const percentage = Math.random() * 100;
  return { active: thresholds.map((threshold) => (percentage < threshold ? '1' : '0')).join(''), percentage };
}

/**
 * The planner knows the API's fields only: graphql-js answers introspection, and for an abstract type it needs the name
 * that the planner would leave out.
 */
function textOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: DocumentNode['definitions'],
): string {
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] };
  const own = separateOperations(document)[operation.name?.value ?? ''] ?? document;
  const types = new TypeInfo(schema);
  const planned = visit(
    own,
    visitWithTypeInfo(types, {
      SelectionSet: (node) => {
        const kept = node.selections.filter((selection) => !isIntrospection(selection));
        const named = isAbstractType(types.getParentType()) || kept.length === 0 ? [TYPE_NAME] : [];
        return { ...node, selections: [...named, ...kept] };
      },
    }),
  );
  return print(planned);
}

const TYPE_NAME: SelectionNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

function isIntrospection(selection: SelectionNode): boolean {
  return selection.kind === Kind.FIELD && INTROSPECTION.has(selection.name.value);
}
