import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

const EXEMPLE = join('connectors', 'education-nationale', 'samples', 'education-lot.csv');
export const LOTS = '/education/lots';
export const FORMAT_LOT = 'text/csv; charset=utf-8';

/**
 * The sample, under an identifier and with children of its own (plays on one database do not meet), and between its two
 * lines a third whose commune does not exist.
 */
export function lotDEssai(): string {
  const marque = randomBytes(8).toString('hex');
  const nom = [...marque].map((chiffre) => String.fromCharCode(65 + Number.parseInt(chiffre, 16))).join('');
  const [format = '', noms = '', premiere = '', seconde = ''] = readFileSync(EXEMPLE, 'utf8').trimEnd().split('\n');
  const sien = (ligne: string) =>
    ligne.replace('Lacoste-Bérenger', `Lacoste-${nom}`).replace('Oulmière', `Oulmière-${nom}`);
  const fausse = sien(premiere).replace(';F;2013-04-17;31555;', ';F;2013-04-17;99999;');
  return [format.replace('-a', `-${marque}`), noms, sien(premiere), fausse, sien(seconde)].join('\n');
}

/** The cells of a result file. */
export const lignesDe = (corps: string): string[][] => parse(corps, { delimiter: ';', relax_column_count: true });
