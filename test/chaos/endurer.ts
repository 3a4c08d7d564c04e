import { setTimeout as dormir } from 'node:timers/promises';
import { tirageDe } from '../support/tirage';
import { ouvrirBanc, type File } from './banc';
import { ouvrirBilan } from './bilan';
import { charger } from './charge';
import { ouvrirClients } from './clients';
import { attendreLeCalme, constater, type Constat } from './constats';
import type { Memoire } from './memoire';

export interface EnduranceOptions {
  readonly minutes: number;
  readonly seed: number;
  readonly file: File;
  readonly dire: (releve: Releve, part: number) => void;
  readonly interrompu: () => boolean;
}

/** What the processes held, and how many acts they had accepted, at one moment. */
export interface Releve {
  readonly secondes: number;
  readonly acceptes: number;
  readonly processus: Readonly<Record<'api' | 'worker', Memoire>>;
}

export interface Endurance extends Constat {
  readonly releves: readonly Releve[];
  readonly acceptes: number;
  /** How long each act waited for its answer, tries included; milliseconds. */
  readonly attentes: readonly number[];
}

/** With six players, some twenty acts a second: enough to show what is kept, little enough to last. */
const PAUSE_MS = 1_600;
const TOUS_LES_MS = 10_000;

/** The load of every way, at a steady pace, without faults; then everything is compared. */
export async function endurer({ minutes, seed, file, dire, interrompu }: EnduranceOptions): Promise<Endurance> {
  const banc = await ouvrirBanc(file, { mesurer: true });
  try {
    const tirage = tirageDe(seed);
    const bilan = ouvrirBilan();
    const charge = charger({ clients: ouvrirClients({ ...banc, tirage, bilan }), tirage, pauseMs: PAUSE_MS });
    const releves: Releve[] = [];
    const debut = performance.now();
    const ecoule = () => performance.now() - debut;
    while (ecoule() < minutes * 60_000 && !interrompu() && !charge.enPanne) {
      await dormir(Math.min(TOUS_LES_MS, minutes * 60_000 - ecoule()));
      const [api, worker] = await Promise.all([banc.apis[0].memoire(), banc.workers[0].memoire()]);
      const releve = { secondes: ecoule() / 1_000, acceptes: bilan.acceptes.size, processus: { api, worker } };
      releves.push(releve);
      dire(releve, Math.min(1, ecoule() / (minutes * 60_000)));
    }
    const pannes = await charge.finir();
    const restes = await attendreLeCalme(banc);
    const { perdus, doubles, nonProuves } = await constater(banc, bilan);
    return {
      releves,
      acceptes: bilan.acceptes.size,
      attentes: bilan.attentes(),
      ...{ perdus: [...perdus, ...restes, ...pannes], doubles, nonProuves },
    };
  } finally {
    await banc.fermer();
  }
}

/** Slope of the line that passes closest to these points (least squares), in units of y per unit of x. */
export function pente(points: readonly { readonly x: number; readonly y: number }[]): number {
  const moyenne = (de: (point: { x: number; y: number }) => number) =>
    points.reduce((somme, point) => somme + de(point), 0) / points.length;
  const [x, y] = [moyenne((point) => point.x), moyenne((point) => point.y)];
  const carres = points.reduce((somme, point) => somme + (point.x - x) ** 2, 0);
  return carres === 0 ? 0 : points.reduce((somme, point) => somme + (point.x - x) * (point.y - y), 0) / carres;
}
