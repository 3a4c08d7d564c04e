import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** GraphQL documents by the SHA-256 of their text, in hexadecimal. */
export type AllowedOperations = ReadonlyMap<string, string>;

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Reads a JSON object of documents by their SHA-256, as `npm run -s hub -- operations` and the usual GraphQL compilers
 * write it. @throws Error whose message completes « VARIABLE … »
 */
export function readAllowedOperations(path: string): AllowedOperations {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new Error('must be the path of a JSON file of operations by their SHA-256');
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new Error('must name a JSON object of operations by their SHA-256');
  const operations = new Map<string, string>();
  for (const [hash, text] of Object.entries(content)) {
    if (typeof text !== 'string' || sha256(text) !== hash)
      throw new Error(`names a file where ${hash.slice(0, 12)}… is not the SHA-256 of its operation`);
    operations.set(hash, text);
  }
  if (operations.size === 0) throw new Error('names a file without operations: everything would be refused');
  return operations;
}
