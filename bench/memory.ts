import { connect, type Socket } from 'node:net';
import { readConfig } from '../src/platform/config';
import { fiche } from '../test/scenarios/envois';
import { ouvrirMonde } from '../test/scenarios/monde';
import { TRANSMETTRE } from '../test/scenarios/operations';
import type { Bench } from './bench';
import { envoyer, SANS_LIMITE } from './charge';
import { processus, type Processus } from './processus';
import { environnement, serveur } from './serveur';

const CLIENTS = 32;
const ROUNDS = 5;
const SECONDS = 4;
const RSS_MAX_MB = 350;
const LENTS = 32;
const DEMANDES = 20;
const LENTS_MAX_MB = 64;
const OCTETS_PAR_MO = 1_048_576;
const EVERY_MS = 100;

/** A full page of the CRIP's informations: as long an answer as the hub gives. */
const LISTE = `{ informationsPreoccupantes(first: 100) { edges { node {
  reference recueLe emetteur { nom personne } faits { recit parolesEnfant } enfant { nomNaissance prenoms }
} } } }`;

/** What the API occupies under load, and what readers who ask for much and read nothing add to it. */
export const memory: Bench = {
  name: 'memory',
  dessin: {
    titre: 'Mémoire d’un processus de l’API',
    unite: 'Mo',
    barres: { idle: 'au repos', highest: 'au plus haut, 32 appelants', 'last round': 'dernier tour' },
    rapport: 'Mémoire résidente au plus haut, en Mo',
    sens: 'au plus',
  },
  run: async ({ progress, cleanup }) => {
    const env = { ...(await environnement(await serveur('memory', cleanup))), ...SANS_LIMITE };
    progress('writing a full page');
    const jetons = await peupler(env);
    const hub = await processus('hub-seul', env, cleanup);
    const idle = await hub.rss();
    const pics: number[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      const pic = await sommet(hub, envoyer(hub.url, jetons.college, { clients: CLIENTS, seconds: SECONDS }));
      progress(`round ${String(round)} of ${String(ROUNDS)}, ${String(CLIENTS)} callers: ${mo(pic)} MB`);
      pics.push(pic);
    }
    const repos = await hub.rss();
    const octets = await tailleDeLaListe(hub.url, jetons.crip);
    progress(`${String(LENTS)} readers ask ${String(DEMANDES)} pages each, and read nothing`);
    const lents = await sommet(hub, lireSansLire(hub.url, jetons.crip));
    const charge = Math.max(...pics);
    const ajout = Math.max(0, lents - repos);
    return {
      bench: 'memory',
      what: 'resident memory of one API process',
      rounds: ROUNDS,
      unit: 'MB',
      medians: { idle: mo(idle), highest: mo(charge), 'last round': mo(pics.at(-1) ?? NaN) },
      ratios: { 'last round / first': Math.round(((pics.at(-1) ?? NaN) / (pics[0] ?? NaN)) * 100) / 100 },
      ratio: mo(charge),
      goal: RSS_MAX_MB,
      facts: { 'MB added by readers who do not read': mo(ajout), 'MB they asked for': mo(octets * LENTS * DEMANDES) },
      promises: {
        [`under ${String(RSS_MAX_MB)} MB at ${String(CLIENTS)} callers`]: mo(charge) < RSS_MAX_MB,
        [`readers who do not read add less than ${String(LENTS_MAX_MB)} MB`]: mo(ajout) < LENTS_MAX_MB,
      },
    };
  },
};

const mo = (octets: number) => Math.round(octets / OCTETS_PAR_MO);

async function peupler(env: NodeJS.ProcessEnv): Promise<{ college: string; crip: string }> {
  const monde = await ouvrirMonde({ config: readConfig(env) });
  try {
    for (let rang = 0; rang < 100; rang += 1) await monde.demander('college', TRANSMETTRE, { input: fiche() });
    return { college: await monde.jeton('college'), crip: await monde.jeton('crip') };
  } finally {
    await monde.fermer();
  }
}

/** The highest memory while that work lasts. */
async function sommet(hub: Processus, travail: Promise<unknown>): Promise<number> {
  let haut = await hub.rss();
  const fini = travail.then(() => true);
  while (!(await Promise.race([fini, unPeu()]))) haut = Math.max(haut, await hub.rss());
  return haut;
}

const unPeu = () =>
  new Promise<false>((done) =>
    setTimeout(() => {
      done(false);
    }, EVERY_MS),
  );

async function tailleDeLaListe(url: string, jeton: string): Promise<number> {
  const headers = { authorization: `Bearer ${jeton}`, 'content-type': 'application/json' };
  const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query: LISTE }) });
  const texte = await answer.text();
  if (texte.includes('"errors"')) throw new Error(texte.slice(0, 500));
  return Buffer.byteLength(texte);
}

/** Sockets that ask one page after the other and never take what is answered. */
async function lireSansLire(url: string, jeton: string): Promise<void> {
  const { hostname, port } = new URL(url);
  const body = JSON.stringify({ query: LISTE });
  const demande = [
    'POST /graphql HTTP/1.1',
    `Host: ${hostname}:${port}`,
    `Authorization: Bearer ${jeton}`,
    'Content-Type: application/json',
    `Content-Length: ${String(Buffer.byteLength(body))}`,
    '',
    body,
  ].join('\r\n');
  const sockets = Array.from({ length: LENTS }, (): Socket => {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.pause();
    socket.write(demande.repeat(DEMANDES));
    return socket;
  });
  await new Promise((done) => setTimeout(done, SECONDS * 1_000));
  for (const socket of sockets) socket.destroy();
}
