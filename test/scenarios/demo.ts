import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { demoClients } from '../../src/auth/demo-clients';
import { ConfigError, readConfig, type Config } from '../../src/platform/config';
import { accuse } from './attendus';
import { BaseRefusee, ouvrirBase, type BaseDemo } from './base-demo';
import { fiche } from './envois';
import { ouvrirMonde, type Monde } from './monde';
import { TRANSMETTRE } from './operations';
import { SCENARIOS } from './registry';

const AIDE = `Usage : npm run demo [-- --once]

Démarre un PostgreSQL embarqué, le hub et les simulateurs de ses partenaires, puis joue les scénarios pour de vrai.

  --once   s'arrête après la dernière étape : code 0 si tout ce qui était promis s'est produit, 1 sinon
  --help   cette aide

La base est embarquée, faite pour la démonstration et ôtée à sa fin ; celle de DATABASE_URL, si elle est nommée, doit
être vide.

Sans --once, le hub reste ouvert : ses adresses et une commande curl prête à coller sont affichées.
`;

const MESURES = 40;
const gras = (texte: string) => (process.stdout.isTTY ? `\u001b[1m${texte}\u001b[0m` : texte);
const dire = (ligne = '') => process.stdout.write(`${ligne}\n`);
const secondes = (ms: number) => `${(ms / 1000).toFixed(1).replace('.', ',')} s`;

/** Asked to stop: what is under way is given up. */
class Interruption extends Error {}

/** The code of a shell for a program that Ctrl-C ended. */
const INTERROMPU = 130;

function interruptions(): AbortSignal {
  const arret = new AbortController();
  const arreter = () => {
    arret.abort(new Interruption());
  };
  // Heard to the end, more than once: npm sends again what the terminal has sent.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, arreter);
  // Whoever read the output left: `npm run demo | head`.
  process.stdout.on('error', arreter);
  return arret.signal;
}

function interruption(arret: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const refuser = () => {
      reject(new Interruption());
    };
    if (arret.aborted) refuser();
    else arret.addEventListener('abort', refuser, { once: true });
  });
}

/** Plays every scenario and prints each step; answers with the number of steps that did not keep their promise. */
async function jouer(monde: Monde, arret: AbortSignal): Promise<number> {
  const arrete = interruption(arret);
  arrete.catch(() => undefined);
  let echecs = 0;
  for (const { titre, etapes } of SCENARIOS) {
    dire(`\n${gras(`« ${titre} »`)}`);
    for (const { qui, quoi, faire } of etapes()) {
      const debut = performance.now();
      const duree = () => `${(performance.now() - debut).toFixed(0)} ms`.padStart(8);
      try {
        const { envoye, recu } = await Promise.race([faire(monde), arrete]);
        dire(`  ✔ ${duree()}  ${qui} : ${quoi}`);
        dire(`              envoyé  ${envoye}`);
        dire(`              reçu    ${recu}`);
      } catch (error) {
        arret.throwIfAborted();
        echecs += 1;
        dire(`  ✘ ${duree()}  ${qui} : ${quoi}`);
        dire(`              ${error instanceof Error ? error.message : String(error)}`);
        // What follows in this scenario rests on the step that failed.
        break;
      }
    }
  }
  return echecs;
}

/** From the first byte sent by the school to the webhook verified by the CRIP. Milliseconds. */
async function mesurer(monde: Monde): Promise<number[]> {
  const durees: number[] = [];
  for (let i = 0; i < MESURES; i += 1) {
    const debut = performance.now();
    const { id } = accuse(await monde.demander('college', TRANSMETTRE, { input: fiche() }));
    const { at } = await monde.webhook('crip', 'information-preoccupante.recue', id);
    durees.push(at - debut);
  }
  return durees.sort((a, b) => a - b);
}

async function inviter(monde: Monde, { DATABASE_URL = '' }: Config): Promise<void> {
  const body = JSON.stringify({
    query: '{ informationsPreoccupantes(first: 3) { edges { node { reference urgence recueLe } } } }',
  });
  dire(`\n${gras('Le hub reste ouvert')} (Ctrl-C pour arrêter)`);
  dire(`  API        ${monde.url}`);
  dire(`  En direct  ${monde.url.replace(/^http/, 'ws')} (graphql-transport-ws)`);
  dire(`  Santé      ${monde.url.replace('/graphql', '/readyz')}`);
  dire(`  Jetons     npm run -s token -- ${Object.keys(demoClients).join(' | ')}`);
  dire(`  Exploiter  DATABASE_URL=${DATABASE_URL} npm run -s hub -- --help\n`);
  dire(
    `curl -s ${monde.url} \\\n  -H 'content-type: application/json' \\\n  -H 'authorization: Bearer ${await monde.jeton('crip')}' \\\n  -d '${body}'\n`,
  );
}

interface Demonstration {
  readonly config: Config;
  readonly once: boolean;
  readonly arret: AbortSignal;
}

/** Plays the whole demonstration and closes everything, however it ends; answers with the exit code. */
async function demontrer({ config, once, arret }: Demonstration): Promise<number> {
  const debut = performance.now();
  let base: BaseDemo | undefined;
  let monde: Monde | undefined;
  try {
    dire(gras('Passerelle Enfance — démonstration'));
    base = await ouvrirBase(config);
    arret.throwIfAborted();
    dire(`  PostgreSQL prêt en ${secondes(performance.now() - debut)}`);
    monde = await ouvrirMonde({ config: base.config });
    arret.throwIfAborted();
    dire(`  hub et quatre simulateurs de partenaires prêts en ${secondes(performance.now() - debut)} : ${monde.url}`);
    const echecs = await jouer(monde, arret);
    await monde.remettreALHeure();
    publier(await Promise.race([mesurer(monde), interruption(arret)]));
    const bilan = echecs === 0 ? 'tout ce qui était promis s’est produit' : `${String(echecs)} scénario(s) en échec`;
    dire(`\n${gras(`${String(SCENARIOS.length)} scénarios : ${bilan}`)}, en ${secondes(performance.now() - debut)}`);
    if (!once) {
      await inviter(monde, base.config);
      await interruption(arret).catch(() => undefined);
    }
    return echecs === 0 ? 0 : 1;
  } catch (error) {
    // Whatever failed then, failed because everything was asked to stop: Ctrl-C reaches `initdb` too.
    if (arret.aborted) return INTERROMPU;
    if (error instanceof BaseRefusee) {
      process.stderr.write(`${error.message}\n`);
      return 1;
    }
    throw error;
  } finally {
    try {
      await monde?.fermer();
    } finally {
      await base?.fermer();
    }
  }
}

function publier(durees: readonly number[]): void {
  const rang = (part: number) => (durees[Math.floor(part * (durees.length - 1))] ?? 0).toFixed(0);
  dire(`\n${gras('Mesure')} de l'envoi d'un collège au webhook vérifié par la CRIP, ${String(MESURES)} envois :`);
  dire(`  médiane ${rang(0.5)} ms, 95e centile ${rang(0.95)} ms`);
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { once: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } });
  if (values.help === true) {
    dire(AIDE);
    return 0;
  }
  const once = values.once === true;
  const config = readConfig(once ? { ...process.env, PORT: process.env['PORT'] ?? '0' } : process.env);
  return await demontrer({ config, once, arret: interruptions() });
}

main()
  .then((code) => process.exit(code))
  .catch((error: unknown) => {
    const usage =
      error instanceof ConfigError ||
      (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
    const occupe = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    const message =
      error instanceof Error ? (usage || occupe ? error.message : (error.stack ?? error.message)) : String(error);
    process.stderr.write(`${message}${occupe ? ' : choisissez un autre PORT.' : ''}\n`);
    process.exit(usage ? 2 : 1);
  });
