import { setTimeout as dormir } from 'node:timers/promises';
import { FAUTES } from './fautes';
import { ouvrirBanc, type File } from './banc';
import { ouvrirBilan } from './bilan';
import { charger } from './charge';
import { ouvrirClients } from './clients';
import { attendreLeCalme, constater, passerDesMinutes } from './constats';
import { tirageDe, type Tirage } from '../support/tirage';

export interface JeuOptions {
  readonly rounds: number;
  readonly seed: number;
  readonly file: File;
  /** Name of the only fault to play, or part of it. */
  readonly faute?: string | undefined;
  /** File where what the processes of the hub print is kept. */
  readonly journal?: string | undefined;
  readonly dire: (tour: Tour, fait: number) => void;
  readonly interrompu: () => boolean;
}

export interface Tour {
  readonly faute: string;
  readonly acceptes: number;
  readonly perdus: readonly string[];
  readonly doubles: readonly string[];
  readonly nonProuves: readonly string[];
  /** From the moment everything runs again to the moment nothing is owed any more. */
  readonly repriseMs: number;
  /** The longest that one act waited for its answer, tries included. */
  readonly attenteMs: number;
}

export interface Jeu {
  readonly tours: readonly Tour[];
  readonly acceptes: number;
  readonly refuses: number;
  /** Codes of the answers that asked to try again, and how many. */
  readonly erreurs: Readonly<Record<string, number>>;
  /** Faults that this machine cannot play. */
  readonly impossibles: readonly string[];
}

/** Plays the rounds: a load on every way, one fault, then everything is compared. */
export async function jouer({ rounds, seed, file, faute, journal, dire, interrompu }: JeuOptions): Promise<Jeu> {
  const banc = await ouvrirBanc(file, { journal });
  try {
    const tirage = tirageDe(seed);
    const bilan = ouvrirBilan();
    const clients = ouvrirClients({ ...banc, tirage, bilan });
    const nommees = FAUTES.filter(({ nom }) => faute === undefined || nom.includes(faute));
    const jouables = nommees.filter(({ possible }) => possible?.(banc) ?? true);
    if (jouables.length === 0) throw new Error(`No fault to play: ${FAUTES.map(({ nom }) => nom).join(', ')}.`);
    const sac: typeof jouables = [];
    const tours: Tour[] = [];
    while (tours.length < rounds && !interrompu()) {
      // Each fault once before any comes back, in another order each time.
      if (sac.length === 0) sac.push(...melanger(jouables, tirage));
      const prochaine = sac.pop() as (typeof jouables)[number];
      const avant = bilan.acceptes.size;
      const charge = charger({ clients, tirage });
      await dormir(tirage.entier(500));
      await prochaine.subir(banc, clients, tirage);
      await dormir(200);
      const debut = performance.now();
      const pannes = await charge.finir();
      const restes = await attendreLeCalme(banc);
      const repriseMs = Math.round(performance.now() - debut);
      const { perdus, doubles, nonProuves } = await constater(banc, bilan);
      const tour = {
        faute: prochaine.nom,
        acceptes: bilan.acceptes.size - avant,
        perdus: [...perdus, ...restes, ...pannes],
        ...{ doubles, nonProuves, repriseMs },
        attenteMs: Math.round(Math.max(0, ...bilan.attentes())),
      };
      tours.push(tour);
      dire(tour, tours.length);
      if ([tour.perdus, tour.doubles, tour.nonProuves].some((ecarts) => ecarts.length > 0)) break;
      await passerDesMinutes(banc);
    }
    return {
      tours,
      acceptes: bilan.acceptes.size,
      refuses: bilan.refuses,
      erreurs: Object.fromEntries(bilan.erreurs),
      impossibles: nommees.filter((une) => !jouables.includes(une)).map(({ nom }) => nom),
    };
  } finally {
    await banc.fermer();
  }
}

function melanger<T>(liste: readonly T[], tirage: Tirage): T[] {
  return liste
    .map((un) => [tirage.reel(), un] as const)
    .sort(([a], [b]) => a - b)
    .map(([, un]) => un);
}
