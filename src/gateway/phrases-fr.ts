/**
 * A message of graphql-js and its French. In the message, `{n}` stands for a name of the schema or of the document,
 * `{t}` for a type, `{*}` for anything: only names and types can be repeated (`$1`, `$2`…), never a value, which may be
 * what a partner wrote about a child.
 */
export type Phrase = readonly [english: string, french: string];

/** Compiles phrases into one function; it answers undefined for a message that none of them knows. */
export function translator(phrases: readonly Phrase[]): (message: string) => string | undefined {
  const rows = phrases.map(([english, french]) => ({ pattern: pattern(english), french }));
  return (message) => {
    for (const { pattern, french } of rows) {
      const match = pattern.exec(message);
      if (match !== null) return french.replace(/\$(\d)/g, (_, rank: string) => shorten(match[Number(rank)] ?? ''));
    }
    return undefined;
  };
}

const HOLES = { '{n}': '(\\w+)', '{t}': '([\\w!\\[\\]]+)', '{*}': '[^]*' } as const;
const SUGGESTION = '(?: Did you mean [^]*)?';

function pattern(english: string): RegExp {
  const source = english
    .split(/(\{[nt*]\})/)
    .map((part) => (part in HOLES ? HOLES[part as keyof typeof HOLES] : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
  return new RegExp(`^${source}${SUGGESTION}$`);
}

const MAX_NAME = 64;

function shorten(name: string): string {
  return name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name;
}
