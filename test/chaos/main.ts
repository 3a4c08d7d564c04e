import 'reflect-metadata';
import { parseArgs } from 'node:util';
import type { File } from './banc';
import { FAUTES } from './fautes';
import { jouer, type Jeu, type Tour } from './jouer';

const AIDE = `Usage : npm run chaos -- [--rounds N] [--seed S] [--queue postgres|redis] [--faute NOM] [--journal FICHIER] [--json]

Démarre un PostgreSQL, deux API, un worker et les simulateurs des partenaires, les charge de tout ce que les partenaires
font, et provoque à chaque tour une faute. Puis compare tout ce que le hub tient avec tout ce qu'il a répondu : rien de
perdu, rien de doublé, le journal de preuve se vérifie.

  --rounds N    nombre de tours ; 20 à défaut
  --seed S      graine des tirages, pour rejouer ; l'heure à défaut
  --queue FILE  postgres (à défaut) ou redis (redis-server doit être installé)
  --faute NOM   cette faute seulement : ${FAUTES.map(({ nom }) => nom).join(', ')}
  --journal F   fichier où garder ce que les processus du hub écrivent
  --json        un objet {rounds, accepted, lost, doubled, unproven, p99RecoveryMs, …} sur la sortie, rien d'autre
  --help        cette aide

Le premier tour qui trouve un écart arrête le jeu. Codes de sortie : 0 rien trouvé, 1 un écart, 2 mauvais usage.
`;

const LARGEUR = 24;

async function main(): Promise<number> {
  const options = lire();
  if (typeof options === 'string') {
    process.stderr.write(`${options}\n`);
    return 2;
  }
  const { rounds, seed, queue, json, help, ...reste } = options;
  if (help) {
    process.stdout.write(AIDE);
    return 0;
  }
  let interrompu = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      interrompu = true;
    });
  const dire = (tour: Tour, fait: number) => {
    process.stderr.write(`${ligne(tour, fait, rounds)}\n`);
  };
  process.stderr.write(`chaos: file ${queue}, graine ${String(seed)}\n`);
  const jeu = await jouer({ rounds, seed, file: queue, ...reste, dire, interrompu: () => interrompu });
  const bilan = resumer(jeu, { seed, queue });
  process.stdout.write(json ? `${JSON.stringify(bilan)}\n` : tableau(jeu, bilan));
  return bilan.lost + bilan.doubled + bilan.unproven > 0 || jeu.tours.length < rounds ? 1 : 0;
}

function lire() {
  try {
    const { values } = parseArgs({
      options: {
        rounds: { type: 'string', default: '20' },
        seed: { type: 'string', default: String(Date.now() % 1_000_000) },
        queue: { type: 'string', default: 'postgres' },
        faute: { type: 'string' },
        journal: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const [rounds, seed] = [Number(values.rounds), Number(values.seed)];
    if (!Number.isInteger(rounds) || rounds < 1) return '--rounds attend un nombre entier, 1 au moins.';
    if (!Number.isInteger(seed) || seed < 0) return '--seed attend un nombre entier.';
    if (values.queue !== 'postgres' && values.queue !== 'redis') return '--queue attend postgres ou redis.';
    const queue: File = values.queue;
    return { ...values, rounds, seed, queue };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)} Voir --help.`;
  }
}

function ligne({ faute, acceptes, repriseMs, ...ecarts }: Tour, fait: number, rounds: number): string {
  const pleins = Math.floor((fait / rounds) * LARGEUR);
  const barre = `${'█'.repeat(pleins)}${'░'.repeat(LARGEUR - pleins)}`;
  const trouves = [...ecarts.perdus, ...ecarts.doubles, ...ecarts.nonProuves];
  const dit = trouves.length === 0 ? '' : `\n  ${trouves.join('\n  ')}`;
  return `${barre} ${String(fait)}/${String(rounds)}  ${faute}: ${String(acceptes)} actes, calme en ${String(repriseMs)} ms${dit}`;
}

function resumer({ tours, acceptes, refuses, erreurs, impossibles }: Jeu, jeu: { seed: number; queue: string }) {
  const reprises = tours.map(({ repriseMs }) => repriseMs).sort((a, b) => a - b);
  const total = (quoi: 'perdus' | 'doubles' | 'nonProuves') => tours.reduce((n, tour) => n + tour[quoi].length, 0);
  return {
    rounds: tours.length,
    accepted: acceptes,
    lost: total('perdus'),
    doubled: total('doubles'),
    unproven: total('nonProuves'),
    p99RecoveryMs: reprises[Math.ceil(reprises.length * 0.99) - 1] ?? 0,
    refused: refuses,
    retried: erreurs,
    notPlayed: impossibles,
    ...jeu,
  };
}

function tableau({ tours }: Jeu, bilan: object): string {
  const noms = [...new Set(tours.map(({ faute }) => faute))].sort();
  const lignes = noms.map((nom) => {
    const siens = tours.filter(({ faute }) => faute === nom);
    const pire = (quoi: 'repriseMs' | 'attenteMs') => String(Math.max(...siens.map((tour) => tour[quoi])));
    const actes = siens.reduce((n, { acceptes }) => n + acceptes, 0);
    return [nom, String(siens.length), String(actes), pire('attenteMs'), pire('repriseMs')];
  });
  const titres = ['faute', 'tours', 'actes', 'pire attente (ms)', 'pire retour au calme (ms)'];
  const largeurs = titres.map((titre, i) => Math.max(titre.length, ...lignes.map((une) => une[i]?.length ?? 0)));
  const texte = [titres, ...lignes].map((une) => une.map((mot, i) => mot.padEnd(largeurs[i] ?? 0)).join('  '));
  const resume = Object.entries(bilan).map(([nom, valeur]) => `  ${nom.padEnd(16)} ${JSON.stringify(valeur)}`);
  return `${[...texte, '', ...resume].join('\n')}\n`;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  },
);
