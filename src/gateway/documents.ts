import { parse, type DocumentNode } from 'graphql';
import type { Limits } from '../platform/limits';
import { checkMeasure } from './document-measure';

const REMEMBERED = 1_000;
const REMEMBERED_LENGTH = 16_384;

/**
 * Refuses a document that asks for too much before it is validated: validation compares every field with every other.
 * What cannot be read is left to the parser that answers for it.
 */
export function documentChecker(limits: Limits): (text: string) => void {
  const fit = new Set<string>();
  return (text) => {
    if (fit.has(text)) return;
    let document: DocumentNode;
    try {
      document = parse(text, { maxTokens: limits.tokens, noLocation: true });
    } catch {
      return;
    }
    checkMeasure(document, limits);
    if (text.length > REMEMBERED_LENGTH) return;
    const [oldest] = fit;
    if (fit.size >= REMEMBERED && oldest !== undefined) fit.delete(oldest);
    fit.add(text);
  };
}
