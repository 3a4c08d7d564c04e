import { setTimeout as dormir } from 'node:timers/promises';
import type { Tirage } from '../support/tirage';
import type { Clients } from './clients';
import { VOIES } from './voies';

const JOUEURS = 6;

export interface ChargeOptions {
  readonly clients: Clients;
  readonly tirage: Tirage;
  /** Longest wait between two goes of one player, in milliseconds; drawn each time. None: it never waits. */
  readonly pauseMs?: number;
}

/** Players who take one way after the other, until told to finish the one they are on. */
export function charger({ clients, tirage, pauseMs = 0 }: ChargeOptions) {
  let fini = false;
  const pannes: string[] = [];
  const joueur = async () => {
    while (!fini && pannes.length === 0) {
      const voie = tirage.parmi(VOIES);
      try {
        await voie.jouer(clients, tirage);
        if (pauseMs > 0) await dormir(tirage.entier(pauseMs));
      } catch (error) {
        pannes.push(`${voie.nom}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  };
  const joueurs = Promise.all(Array.from({ length: JOUEURS }, joueur));
  return {
    /** @returns what a player could not do, though nothing was refused */
    finir: async (): Promise<readonly string[]> => {
      fini = true;
      await joueurs;
      return pannes;
    },
    get enPanne() {
      return pannes.length > 0;
    },
  };
}
