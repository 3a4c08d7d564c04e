import type { Trousseau } from '../../src/audit/cles';
import { enregistrerPartenaire } from '../../src/partners';
import type { Database } from '../../src/platform/database';
import type { Coffre } from '../../src/platform/secret/coffre';
import { collectiviteAse } from '../../src/domain/territoire';
import { chronique } from './chronique';
import { ouvrirCopie } from './copier';
import { tirageDe } from '../../test/support/tirage';
import { lieux } from './lieux';
import { recolte } from './recolte';
import { vieillir } from './vieillir';

export interface Population {
  /** About how many informations préoccupantes. */
  readonly informations: number;
  readonly annees: number;
  readonly graine: number;
  readonly jusqua: Date;
}

export interface Peuplement extends Population {
  readonly database: Database;
  readonly url: string;
  readonly coffre: Coffre;
  readonly trousseau: Trousseau;
  readonly avancer: (faites: number) => void;
}

const ANNONCE = 2_000;

/**
 * A country's years of informations préoccupantes, written by the real act and streamed into the tables: memory does not
 * grow with their number. @returns rows written, by table
 */
export async function peupler(options: Peuplement): Promise<ReadonlyMap<string, number>> {
  const { database, url, coffre, trousseau, avancer, informations: nombre, annees, graine, jusqua } = options;
  const tirage = tirageDe(graine);
  const places = lieux();
  for (const code of places.collectivites)
    for (const role of ['crip', 'ase'] as const)
      await enregistrerPartenaire(database, {
        ...{ institution: `${role}-${code}`, role, territoire: code },
        nom: `${role.toUpperCase()} — ${collectiviteAse(code)?.nom ?? code}`,
      });
  const copie = await ouvrirCopie(database, url);
  const moisson = recolte({ database, coffre, trousseau, hasard: tirage });
  let faites = 0;
  try {
    for (const signale of chronique({ nombre, jusqua, annees }, places, tirage)) {
      const { lignes, enfantId } = await moisson.recevoir(signale, faites);
      await copie.ajouter(vieillir(lignes, { signale, enfantId, aujourdhui: jusqua, hasard: tirage }));
      faites += 1;
      if (faites % ANNONCE === 0) avancer(faites);
    }
    await copie.finir();
  } finally {
    await copie.fermer();
  }
  await database.query('ANALYZE');
  avancer(faites);
  return copie.ecrites;
}
