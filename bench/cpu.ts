import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';

const MS_PAR_TIC = 10;

/** CPU of a process that lives, in milliseconds, as Linux counts it. */
export function cpuDe(pid: number): number {
  const lus = champs(String(pid));
  return (Number(lus[11]) + Number(lus[12])) * MS_PAR_TIC;
}

/** CPU of a PostgreSQL server and of all its backends, in milliseconds, as Linux counts it. */
export async function cpuDePostgres(url: string): Promise<() => number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ data: string }>(`SELECT current_setting('data_directory') data`);
  await client.end();
  const postmaster = readFileSync(join(rows[0]?.data ?? '', 'postmaster.pid'), 'utf8').split('\n', 1)[0];
  return () => {
    const tics = readdirSync('/proc')
      .filter((nom) => /^\d+$/.test(nom))
      .flatMap((pid) => {
        const lus = champs(pid);
        if (pid === postmaster) return [11, 12, 13, 14].map((i) => Number(lus[i]));
        return lus[1] === postmaster ? [Number(lus[11]), Number(lus[12])] : [];
      });
    return tics.reduce((somme, une) => somme + une, 0) * MS_PAR_TIC;
  };
}

/** What `/proc/<pid>/stat` says after the command's name; nothing of a process that has just ended. */
function champs(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch {
    return [];
  }
}
