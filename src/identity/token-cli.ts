import { demoClients, isDemoClientName } from '../auth/demo-clients';
import { lireLigne, OptionRefusee } from '../platform/command-line';
import { ConfigError, readConfig } from '../platform/config';
import { adresseDEcoute } from '../platform/config-identity';
import { askDemoToken, signDemoToken } from './demo-token';
import { TokenRefused } from './token-request';

const CLIENTS = Object.keys(demoClients).join(', ');

const USAGE = `Usage : npm run -s token -- <client> [--hub URL]

Écrit sur la sortie standard un jeton d'accès de démonstration, et rien d'autre.

  <client>   ${CLIENTS}
  --hub      adresse du hub (celle de HOST et PORT par défaut)
  --help     cette aide

Le jeton est demandé au hub, comme le ferait le logiciel du partenaire : une assertion signée par la clé du client
(private_key_jwt). Si aucun hub ne répond à cette adresse, il est signé ici par la clé d'essai de HUB_DATA_DIR, et une
phrase le dit sur la sortie d'erreur : il vaudra auprès du hub de ce dossier. Refusé quand NODE_ENV=production.

Codes de sortie : 0 fait, 1 le hub a refusé, 2 mauvais usage ou configuration fausse.
`;

const USAGE_EXIT = 2;
const REFUSED_EXIT = 1;

class UsageError extends Error {}

async function run(args: string[], env: NodeJS.ProcessEnv): Promise<{ stdout: string; stderr?: string }> {
  const { values, positionals } = readArguments(args);
  if (values.help === true) return { stdout: USAGE };
  const [name, ...rest] = positionals;
  if (name === undefined || rest.length > 0) throw new UsageError(`Un client est attendu, un seul : ${CLIENTS}.`);
  if (!isDemoClientName(name)) throw new UsageError(`Client « ${name} » inconnu. Clients connus : ${CLIENTS}.`);
  if (env['NODE_ENV'] === 'production')
    throw new UsageError('Les jetons de démonstration sont refusés quand NODE_ENV=production.');
  const asked = values.hub === undefined ? undefined : readUrl(values.hub);
  const config = readConfig({ ...env, PUBLIC_URL: env['PUBLIC_URL'] || asked });
  if (config.AUTH_JWKS !== undefined)
    throw new UsageError('AUTH_JWKS désigne un autre émetteur : les jetons se demandent à lui.');
  const hubUrl = asked ?? adresseDEcoute(config);
  try {
    const { token } = await askDemoToken(config, name, hubUrl);
    return { stdout: `${token}\n` };
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    const stderr = `Aucun hub ne répond à ${hubUrl} : jeton signé ici, il vaudra auprès du hub de ${config.HUB_DATA_DIR}.\n`;
    return { stdout: `${signDemoToken(config, name)}\n`, stderr };
  }
}

function readArguments(args: string[]) {
  try {
    return lireLigne(args, { help: { type: 'boolean', short: 'h' }, hub: { type: 'string' } });
  } catch (error) {
    if (error instanceof OptionRefusee) throw new UsageError(error.phrase);
    throw error;
  }
}

function readUrl(value: string): string {
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol))
    throw new UsageError('--hub attend une adresse http(s), par exemple http://127.0.0.1:4000.');
  return new URL(value).origin;
}

/** Nobody listens there, or not yet. A hub that answers, whatever it answers, is the one to be believed. */
function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError && error.message === 'fetch failed';
}

run(process.argv.slice(2), process.env)
  .then(({ stdout, stderr = '' }) => {
    process.stderr.write(stderr);
    process.stdout.write(stdout);
  })
  .catch((error: unknown) => {
    const usage = error instanceof UsageError || error instanceof ConfigError;
    if (!usage && !(error instanceof TokenRefused)) throw error;
    const message = usage ? error.message : `Le hub a refusé de donner un jeton : ${error.message}.`;
    process.stderr.write(`${message}\n`);
    process.exitCode = usage ? USAGE_EXIT : REFUSED_EXIT;
  });
