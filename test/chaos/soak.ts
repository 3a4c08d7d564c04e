import 'reflect-metadata';
import { parseArgs } from 'node:util';
import type { File } from './banc';
import { endurer, pente, type Endurance, type EnduranceOptions, type Releve } from './endurer';

const AIDE = `Usage : npm run soak -- [--minutes N] [--seed S] [--queue postgres|redis] [--json]

Charge le hub (deux API, un worker, PostgreSQL, simulateurs des partenaires) de tout ce que les partenaires font, sans
faute et d'un pas égal, et relève toutes les dix secondes ce que l'API et le worker gardent en mémoire après collecte.
Dit la pente du tas sur la seconde moitié, en mégaoctets par heure, puis compare tout ce que le hub tient avec tout ce
qu'il a répondu.

  --minutes N   durée ; 30 à défaut
  --seed S      graine des tirages ; l'heure à défaut
  --queue FILE  postgres (à défaut) ou redis (redis-server doit être installé)
  --json        un objet sur la sortie, rien d'autre
  --help        cette aide

Codes de sortie : 0 rien de perdu et une mémoire plate (jugée à partir de dix minutes), 1 sinon, 2 mauvais usage.
`;

const LARGEUR = 24;
const PENTE_MAX = 20;
const JUGEE_A_PARTIR_DE = 10;
const MO = 1_048_576;
const PROCESSUS = ['api', 'worker'] as const;

async function main(): Promise<number> {
  const options = lire();
  if (typeof options === 'string') {
    process.stderr.write(`${options}\n`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(AIDE);
    return 0;
  }
  const { minutes, seed, queue } = options;
  const arret = { demande: false };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      arret.demande = true;
    });
  process.stderr.write(`soak: ${String(minutes)} minutes, file ${queue}, graine ${String(seed)}\n`);
  const endurance = await endurer({ minutes, seed, file: queue, dire, interrompu: () => arret.demande });
  const bilan = resumer(endurance, { minutes, seed, queue });
  process.stdout.write(options.json ? `${JSON.stringify(bilan)}\n` : `${JSON.stringify(bilan, null, 2)}\n`);
  return bilan.lost + bilan.doubled + bilan.unproven > 0 || !bilan.flat || arret.demande ? 1 : 0;
}

function lire() {
  try {
    const { values } = parseArgs({
      options: {
        minutes: { type: 'string', default: '30' },
        seed: { type: 'string', default: String(Date.now() % 1_000_000) },
        queue: { type: 'string', default: 'postgres' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
    if (!(minutes > 0)) return '--minutes attend un nombre de minutes.';
    if (!Number.isInteger(seed) || seed < 0) return '--seed attend un nombre entier.';
    if (values.queue !== 'postgres' && values.queue !== 'redis') return '--queue attend postgres ou redis.';
    const queue: File = values.queue;
    return { ...values, minutes, seed, queue };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)} Voir --help.`;
  }
}

function dire({ secondes, acceptes, processus }: Releve, part: number): void {
  const pleins = Math.floor(part * LARGEUR);
  const tas = PROCESSUS.map((nom) => `${nom} ${enMo(processus[nom].tas)} Mo`).join(', ');
  const barre = `${'█'.repeat(pleins)}${'░'.repeat(LARGEUR - pleins)}`;
  process.stderr.write(`${barre} ${String(Math.round(secondes))} s : ${String(acceptes)} actes, tas : ${tas}\n`);
}

const enMo = (octets: number) => (octets / MO).toFixed(1);

function resumer(
  { releves, acceptes, attentes, ...constat }: Endurance,
  jeu: Pick<EnduranceOptions, 'minutes' | 'seed'> & { readonly queue: File },
) {
  const seconde = releves.slice(Math.floor(releves.length / 2));
  const memoire = (nom: (typeof PROCESSUS)[number]) => {
    const points = seconde.map(({ secondes, processus }) => ({ x: secondes / 3_600, y: processus[nom].tas / MO }));
    const de = (releve: Releve | undefined) => releve?.processus[nom];
    const [premiere, derniere] = [de(releves[0]), de(releves.at(-1))];
    return {
      'heap slope, MB per hour': Math.round(pente(points) * 10) / 10,
      'heap, MB': [premiere, derniere].map((une) => enMo(une?.tas ?? NaN)),
      'rss, MB': [premiere, derniere].map((une) => enMo(une?.residente ?? NaN)),
      resources: [premiere, derniere].map((une) => une?.ressources),
    };
  };
  const tries = attentes.toSorted((a, b) => a - b);
  const centile = (part: number) => Math.round(tries[Math.ceil(tries.length * part) - 1] ?? NaN);
  const mesures = { api: memoire('api'), worker: memoire('worker') };
  const plat = PROCESSUS.every((nom) => mesures[nom]['heap slope, MB per hour'] < PENTE_MAX);
  return {
    ...jeu,
    accepted: acceptes,
    lost: constat.perdus.length,
    doubled: constat.doubles.length,
    unproven: constat.nonProuves.length,
    found: [...constat.perdus, ...constat.doubles, ...constat.nonProuves],
    'answer, ms': { p50: centile(0.5), p99: centile(0.99) },
    ...mesures,
    flat: plat || jeu.minutes < JUGEE_A_PARTIR_DE,
  };
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
