import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { tableau } from '../../src/cli/markdown-table';
import { bits, LIBELLES, NIVEAUX, TRAITS, type Table } from '../../src/domain/identite/niveaux';
import { dossiers } from './dossiers';
import { estimerSur } from './estimer';

const FICHIER = join('src', 'domain', 'identite', 'table.ts');
const AIDE = `Usage : npm run -s parametres -- [--graine S] [--dossiers N]

Estime, par espérance-maximisation sur des dossiers inventés et sans leurs étiquettes, les fréquences qui pèsent chaque
trait dans le rapprochement des enfants ; les écrit dans ${FICHIER} et les montre.

  --graine S    graine des tirages ; 1 à défaut. Ne mesurez pas avec la même
  --dossiers N  combien, environ ; 200000 à défaut

Codes de sortie : 0 fait, 1 échec, 2 mauvais usage.
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      graine: { type: 'string', default: '1' },
      dossiers: { type: 'string', default: '200000' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [graine, nombre] = [Number(values.graine), Number(values.dossiers)];
  const bons = [graine, nombre].every((n) => Number.isSafeInteger(n) && n > 0);
  if (values.help === true || !bons) {
    (values.help === true ? process.stdout : process.stderr).write(AIDE);
    return values.help === true ? 0 : 2;
  }
  process.stderr.write(`${String(nombre)} dossiers, graine ${String(graine)}…\n`);
  const table = estimerSur(
    Array.from(dossiers(nombre, graine), ({ dossier }) => dossier),
    graine,
  );
  const jour = new Date().toISOString().slice(0, 10);
  const source = `import type { Table } from './niveaux';

// Written by \`npm run -s parametres -- --graine ${String(graine)} --dossiers ${String(nombre)}\` on ${jour}.
export const VERSION = '${jour}.${String(graine)}';

export const TABLE: Table = ${JSON.stringify(table)};
`;
  writeFileSync(FICHIER, await format(source, { ...(await resolveConfig(FICHIER)), filepath: FICHIER }));
  process.stdout.write(`${montrer(table)}\n`);
  return 0;
}

function montrer(table: Table): string {
  const lignes = TRAITS.flatMap((trait) =>
    Object.entries(table[trait]).map(([niveau, frequences]) => {
      const { m, u } = frequences;
      const phrases: Readonly<Record<string, string>> = NIVEAUX[trait];
      return [LIBELLES[trait], phrases[niveau] ?? niveau, String(m), String(u), bits(frequences).toFixed(2)];
    }),
  );
  return tableau(['Trait', 'Niveau', 'm', 'u', 'Poids'], lignes);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const usage = String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
    process.stderr.write(usage ? AIDE : `${error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
    process.exitCode = usage ? 2 : 1;
  },
);
