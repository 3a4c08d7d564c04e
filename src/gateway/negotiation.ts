export const GRAPHQL_RESPONSE = 'application/graphql-response+json';
export const JSON_TYPE = 'application/json';

export interface Negotiated {
  readonly type: typeof GRAPHQL_RESPONSE | typeof JSON_TYPE;
  /**
   * The caller named `application/json`: GraphQL over HTTP then wants 200 for every well-formed request, whatever its
   * document. A caller without a preference gets the true status, which proxies and `curl --fail` understand.
   */
  readonly legacy: boolean;
}

/** Media type of the response to an `Accept` header, undefined when none will do. */
export function negotiate(accept: string | undefined): Negotiated | undefined {
  if (accept === undefined || accept === '*/*') return { type: JSON_TYPE, legacy: false };
  const weights = new Map<string, number>();
  for (const range of accept.split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    weights.set(type, weightOf(parameters));
  }
  const named = weights.get(GRAPHQL_RESPONSE);
  const otherwise = weights.get('application/*') ?? weights.get('*/*') ?? 0;
  const json = weights.get(JSON_TYPE) ?? otherwise;
  if (named !== undefined && named > 0 && named >= json) return { type: GRAPHQL_RESPONSE, legacy: false };
  if (json > 0) return { type: JSON_TYPE, legacy: weights.has(JSON_TYPE) };
  return (named ?? otherwise) > 0 ? { type: GRAPHQL_RESPONSE, legacy: false } : undefined;
}

function weightOf(parameters: readonly string[]): number {
  const q = parameters.find((parameter) => parameter.startsWith('q='));
  const weight = q === undefined ? 1 : Number(q.slice(2));
  return weight >= 0 && weight <= 1 ? weight : 0;
}
