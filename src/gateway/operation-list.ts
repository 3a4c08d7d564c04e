import { HubError } from '../domain/errors';
import { sha256, type AllowedOperations } from '../platform/allowed-operations';

/**
 * Puts the document back into a request that names it by its SHA-256 (`documentId`, or the `persistedQuery` extension of
 * Apollo clients), and refuses what is not in the list. Without a list, the request is left as it is.
 * @throws HubError `OPERATION_NON_AUTORISEE`
 */
export function completeFromList(request: unknown, list: AllowedOperations | undefined): unknown {
  if (list === undefined || !isRecord(request)) return request;
  const { documentId, extensions, query, ...rest } = request;
  const { persistedQuery, ...others } = isRecord(extensions) ? extensions : {};
  const named = documentId ?? (isRecord(persistedQuery) ? persistedQuery['sha256Hash'] : undefined);
  const given = typeof query === 'string' && query !== '' ? query : undefined;
  if (named === undefined && given === undefined) return request;
  const hash = named === undefined ? sha256(given ?? '') : named;
  const text = typeof hash === 'string' ? list.get(hash.replace(/^sha256:/, '')) : undefined;
  if (text === undefined) throw new HubError('OPERATION_NON_AUTORISEE');
  if (given !== undefined && given !== text)
    throw new HubError('OPERATION_NON_AUTORISEE', "Le document envoyé n'est pas celui que son empreinte désigne.");
  return { ...rest, query: text, ...(Object.keys(others).length > 0 ? { extensions: others } : {}) };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
