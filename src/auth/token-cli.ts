import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../platform/config';
import { demoClients, isDemoClientName } from './demo-clients';
import { loadDemoKeys, signDemoToken } from './demo-keys';

const CLIENTS = Object.keys(demoClients).join(', ');

const USAGE = `Usage : npm run -s token -- <client> [--expires-in 1h]

Écrit sur la sortie standard un jeton d'accès de démonstration, et rien d'autre.

  <client>       ${CLIENTS}
  --expires-in   durée de validité : secondes, ou 30s, 15m, 1h, 2d (1h par défaut)
  --help         cette aide

Les jetons sont signés par la clé de HUB_DATA_DIR ; ils sont refusés quand NODE_ENV=production.
`;

const USAGE_EXIT = 2;

class UsageError extends Error {}

function run(args: string[], env: NodeJS.ProcessEnv): string {
  const { values, positionals } = readArguments(args);
  if (values.help === true) return USAGE;
  const [name, ...rest] = positionals;
  if (name === undefined || rest.length > 0) throw new UsageError(`Un client est attendu, un seul : ${CLIENTS}.`);
  if (!isDemoClientName(name)) throw new UsageError(`Client inconnu. Clients connus : ${CLIENTS}.`);
  const expiresIn = readDuration(values['expires-in'] ?? '1h');
  const config = readConfig(env);
  if (config.NODE_ENV === 'production')
    throw new UsageError('Les jetons de démonstration sont refusés quand NODE_ENV=production.');
  const { AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience } = config;
  return `${signDemoToken(loadDemoKeys(config), name, { issuer, audience, expiresIn })}\n`;
}

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' }, 'expires-in': { type: 'string' } },
    });
  } catch {
    throw new UsageError('Option inconnue ou incomplète. Voir --help.');
  }
}

const SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;

function readDuration(value: string): number {
  const match = /^([1-9]\d{0,6})([smhd]?)$/.exec(value);
  if (match === null) throw new UsageError('--expires-in attend un nombre de secondes, ou 30s, 15m, 1h, 2d.');
  return Number(match[1]) * SECONDS[(match[2] === '' ? 's' : match[2]) as keyof typeof SECONDS];
}

try {
  process.stdout.write(run(process.argv.slice(2), process.env));
} catch (error) {
  if (!(error instanceof UsageError || error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = USAGE_EXIT;
}
