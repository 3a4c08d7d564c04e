import 'reflect-metadata';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { mettreAJour } from '../../src/bases';
import { trousseauDemo } from '../../src/audit/trousseau';
import { ouvrirCoffre } from '../../src/ouvrir-coffre';
import { ConfigError, readConfig } from '../../src/platform/config';
import { clesEnfants } from '../../src/platform/secret/cles-enfants';
import { openHubDatabase } from '../../src/rows';
import { progression } from './progression';
import { peupler } from './peupler';

const AIDE = `Usage : DATABASE_URL=… npm run population -- [--informations N] [--annees A] [--graine S]

Écrit des années d'informations préoccupantes de familles inventées (fratries, jumeaux, noms composés, déménagements) dans
une base vide, par l'acte même du hub, pour essayer ou mesurer. Même graine, mêmes enfants.

  --informations N  combien, environ ; 20000 à défaut (2 000 000 : près de trois ans d'un pays)
  --annees A        sur combien d'années, jusqu'à hier ; 4 à défaut : avant février 2022, la loi ne disait pas les mêmes délais
  --graine S        graine des tirages ; 1 à défaut
  --help            cette aide

Les clés sont celles d'un hub d'essai : HUB_DATA_DIR. Codes de sortie : 0 fait, 1 échec, 2 mauvais usage.
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      informations: { type: 'string', default: '20000' },
      annees: { type: 'string', default: '4' },
      graine: { type: 'string', default: '1' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) {
    process.stdout.write(AIDE);
    return 0;
  }
  const [informations, annees, graine] = [values.informations, values.annees, values.graine].map(Number);
  const config = readConfig(process.env);
  const url = config.DATABASE_URL;
  if (url === undefined || ![informations, annees].every((n) => Number.isSafeInteger(n) && Number(n) > 0)) {
    process.stderr.write(AIDE);
    return 2;
  }
  const coffre = await ouvrirCoffre(config);
  const cles = clesEnfants(coffre);
  await mettreAJour(url, url, cles);
  const database = await openHubDatabase(url, { poolSize: 2, cles });
  try {
    const [{ deja } = { deja: true }] = await database.query<{ deja: boolean }>(
      'SELECT EXISTS (SELECT FROM crip.information_preoccupante) deja',
    );
    if (deja) {
      process.stderr.write('La base de DATABASE_URL tient déjà des informations préoccupantes : donnez-en une vide.\n');
      return 2;
    }
    const ecrites = await peupler({
      ...{ database, url, coffre, trousseau: trousseauDemo(join(config.HUB_DATA_DIR)) },
      ...{ informations: informations ?? 0, annees: annees ?? 0, graine: graine ?? 1, jusqua: new Date() },
      avancer: progression(informations ?? 0),
    });
    for (const [table, lignes] of [...ecrites].sort()) process.stdout.write(`${table.padEnd(32)} ${String(lignes)}\n`);
    return 0;
  } finally {
    await database.close();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const usage =
      error instanceof ConfigError || String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
    process.stderr.write(`${error instanceof Error ? (usage ? error.message : (error.stack ?? '')) : String(error)}\n`);
    process.exitCode = usage ? 2 : 1;
  },
);
