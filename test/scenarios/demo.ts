import 'reflect-metadata';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../../src/platform/config';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres';
import { accuse } from './attendus';
import { fiche } from './envois';
import { ouvrirMonde, type Monde } from './monde';
import { TRANSMETTRE } from './operations';
import { SCENARIOS } from './registry';

const AIDE = `Usage : npm run demo [-- --once]

Démarre un PostgreSQL embarqué, le hub et les simulateurs de ses partenaires, puis joue les scénarios pour de vrai.

  --once   s'arrête après la dernière étape : code 0 si tout ce qui était promis s'est produit, 1 sinon
  --help   cette aide

Sans --once, le hub reste ouvert : ses adresses et une commande curl prête à coller sont affichées.
`;

const MESURES = 40;
const gras = (texte: string) => (process.stdout.isTTY ? `\u001b[1m${texte}\u001b[0m` : texte);
const dire = (ligne = '') => process.stdout.write(`${ligne}\n`);
const secondes = (ms: number) => `${(ms / 1000).toFixed(1).replace('.', ',')} s`;

/** Plays every scenario and prints each step; answers with the number of steps that did not keep their promise. */
async function jouer(monde: Monde): Promise<number> {
  let echecs = 0;
  for (const { titre, etapes } of SCENARIOS) {
    dire(`\n${gras(`« ${titre} »`)}`);
    for (const { qui, quoi, faire } of etapes()) {
      const debut = performance.now();
      const duree = () => `${(performance.now() - debut).toFixed(0)} ms`.padStart(8);
      try {
        const { envoye, recu } = await faire(monde);
        dire(`  ✔ ${duree()}  ${qui} : ${quoi}`);
        dire(`              envoyé  ${envoye}`);
        dire(`              reçu    ${recu}`);
      } catch (error) {
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

function inviter(monde: Monde): void {
  const body = JSON.stringify({
    query: '{ informationsPreoccupantes(first: 3) { edges { node { reference urgence recueLe } } } }',
  });
  dire(`\n${gras('Le hub reste ouvert')} (Ctrl-C pour arrêter)`);
  dire(`  API        ${monde.url}`);
  dire(`  En direct  ${monde.url.replace(/^http/, 'ws')} (graphql-transport-ws)`);
  dire(`  Santé      ${monde.url.replace('/graphql', '/readyz')}`);
  dire(
    '  Jetons     npm run -s token -- college | dsden | hopital | parquet | crip | ase | defenseur | snated | juge\n',
  );
  dire(
    `curl -s ${monde.url} \\\n  -H 'content-type: application/json' \\\n  -H 'authorization: Bearer ${monde.jeton('crip')}' \\\n  -d '${body}'\n`,
  );
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { once: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } });
  if (values.help === true) {
    dire(AIDE);
    return;
  }
  const debut = performance.now();
  const env = values.once === true ? { ...process.env, PORT: process.env['PORT'] ?? '0' } : process.env;
  const config = readConfig(env);
  dire(gras('Passerelle Enfance — démonstration'));
  // A database of its own: what is tried with `npm start` is never mixed with what the demo plays.
  const postgres = config.DATABASE_URL ? undefined : await startEmbeddedPostgres(join(config.HUB_DATA_DIR, 'demo'));
  dire(`  PostgreSQL prêt en ${secondes(performance.now() - debut)}`);
  const monde = await ouvrirMonde({ config: { ...config, DATABASE_URL: config.DATABASE_URL ?? postgres?.url } });
  dire(`  hub et quatre simulateurs de partenaires prêts en ${secondes(performance.now() - debut)} : ${monde.url}`);
  let fermeture: Promise<void> | undefined;
  const fermer = () => (fermeture ??= monde.fermer().then(() => postgres?.stop()));
  const arreter = () => void fermer().then(() => process.exit());
  process.once('SIGINT', arreter);
  process.once('SIGTERM', arreter);

  const echecs = await jouer(monde);
  monde.remettreALHeure();
  const durees = await mesurer(monde);
  const rang = (part: number) => (durees[Math.floor(part * (durees.length - 1))] ?? 0).toFixed(0);
  dire(`\n${gras('Mesure')} de l'envoi d'un collège au webhook vérifié par la CRIP, ${String(MESURES)} envois :`);
  dire(`  médiane ${rang(0.5)} ms, 95e centile ${rang(0.95)} ms`);
  const bilan = echecs === 0 ? 'tout ce qui était promis s’est produit' : `${String(echecs)} scénario(s) en échec`;
  dire(`\n${gras(`${String(SCENARIOS.length)} scénarios : ${bilan}`)}, en ${secondes(performance.now() - debut)}`);
  process.exitCode = echecs === 0 ? 0 : 1;
  if (values.once === true) await fermer();
  else inviter(monde);
}

main().catch((error: unknown) => {
  const usage =
    error instanceof ConfigError ||
    (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
  const occupe = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const message =
    error instanceof Error ? (usage || occupe ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${message}${occupe ? ' : choisissez un autre PORT.' : ''}\n`);
  process.exit(usage ? 2 : 1);
});
