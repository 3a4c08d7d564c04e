import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** One statement, with its values, as the hub sent it. */
export interface Instruction {
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * The same rows in one transaction, for pgbench: identifiers are drawn again for each transaction, in the order of time
 * as the hub draws them; what is unique is made of one of them.
 */
export function script(instruction: Instruction, uniques: readonly string[]): string {
  const ids = new Map<string, string>();
  const id = (value: string) => {
    const known = ids.get(value) ?? `u${String(ids.size)}`;
    ids.set(value, known);
    return `(SELECT ${known} FROM ids)`;
  };
  // Only of identifiers must the type be said: the others have that of their column.
  const array = (values: readonly unknown[]) =>
    values.length > 0 && values.every(isId)
      ? `ARRAY[${values.map((one) => id(one)).join(', ')}]::uuid[]`
      : quoted(`{${values.map((one) => JSON.stringify(one instanceof Date ? one.toISOString() : one)).join(',')}}`);
  const literal = (value: unknown): string => {
    if (value === null || value === undefined) return 'NULL';
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    if (value instanceof Date) return quoted(value.toISOString());
    if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`;
    if (Array.isArray(value)) return array(value);
    if (typeof value !== 'string') throw new Error(`A value of type ${typeof value} is not for pgbench.`);
    return isId(value) || uniques.includes(value) ? id(value) : quoted(value);
  };
  const text = instruction.text.replace(/\$(\d+)/g, (_, place: string) =>
    literal(instruction.values[Number(place) - 1]),
  );
  const drawn = [...ids.values()].map((name) => `uuidv7() AS ${name}`).join(', ');
  return `BEGIN;\n${text.replace(/^WITH /, `WITH ids AS MATERIALIZED (SELECT ${drawn}), `)};\nCOMMIT;\n`;
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Transactions per second of that many clients. @throws when pgbench is not installed */
export async function pgbench(
  { url, folder }: { readonly url: string; readonly folder: string },
  sql: string,
  { clients, seconds }: { readonly clients: number; readonly seconds: number },
): Promise<number> {
  const file = join(folder, 'pgbench.sql');
  writeFileSync(file, sql);
  const options = ['--no-vacuum', '--client', String(clients), '--jobs', String(Math.min(clients, 2))];
  const { stdout } = await run('pgbench', [...options, '--time', String(seconds), '--file', file, url]).catch(
    (error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT')
        throw new Error('pgbench is not installed: apt-get install postgresql-contrib.');
      throw error;
    },
  );
  const tps = /^tps = ([\d.]+)/m.exec(stdout)?.[1];
  if (tps === undefined) throw new Error(`pgbench said nothing of its speed: ${stdout}`);
  return Number(tps);
}
