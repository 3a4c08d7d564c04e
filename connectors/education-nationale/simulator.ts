import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  cellules,
  echantillon,
  exiger,
  ilYALongtemps,
  nomInvente,
  verifierCsv,
  type Cle,
  type Emission,
  type Releve,
  type Simulator,
} from '../simulator';
import { signerOctets } from '../software';
import { lot } from './lot';
import { retoursEducation } from './retours';

const EXEMPLE = 'education-lot.csv';

/** The sample, and between its two lines a third whose commune does not exist. */
function unLot(): string {
  const lignes = echantillon('education-nationale', EXEMPLE).trimEnd().split('\n');
  const [format = '', noms = '', premiere = '', seconde = ''] = lignes;
  const sien = (ligne: string) => ligne.replace(/Lacoste-Bérenger|Oulmière/, nomInvente);
  const fausse = sien(premiere).replace(';F;2013-04-17;31555;', ';F;2013-04-17;99999;');
  const marque = randomBytes(8).toString('hex');
  return [format.replace('-a', `-${marque}`), noms, sien(premiere), fausse, sien(seconde)].join('\n');
}

export const envoiDeLot: Emission = {
  ...{ voie: lot, exemple: EXEMPLE, type: 'text/csv; charset=utf-8' },
  message: unLot,
  tardif: ilYALongtemps,
  lire: ({ statut, corps }, message) => {
    const [[, identifiant] = [], , ...lignes] = cellules(corps);
    if (statut !== 200) return [];
    if (lignes.some(([, etat]) => etat === 'A_RENVOYER')) return undefined;
    const [[, envoye] = [], , ...envoyees] = cellules(message);
    exiger(identifiant === envoye, 'the result is of another batch');
    const dites = new Set(lignes.map(([ligne]) => ligne));
    exiger(
      envoyees.every((_, rang) => dites.has(String(rang + 3))),
      'a line has no result',
    );
    return lignes.flatMap(([, etat, , recu = '']) =>
      etat === 'ACCEPTE' ? [['transmettreInformationPreoccupante', recu] as const] : [],
    );
  },
};

export const releveRetours: Releve = {
  voie: retoursEducation,
  verifier: (lue) => verifierCsv(lue, 'hub-retours-csv/1'),
};

export const simulator: Simulator = { role: 'dsden', emissions: [envoiDeLot], releves: [releveRetours] };

/** By SFTP: the file, then what signs it. */
export async function deposerDans(dossier: string, nom: string, corps: string, cle: Cle): Promise<void> {
  ecrireDans(dossier, nom, corps);
  ecrireDans(dossier, `${nom}.jws`, await signerOctets(Buffer.from(corps), cle));
}

export function ecrireDans(dossier: string, nom: string, texte: string): void {
  mkdirSync(join(dossier, 'entrants'), { recursive: true });
  writeFileSync(join(dossier, 'entrants', nom), texte);
}

/** The result of a `.csv` and its signature, once both are there. */
export function resultatDe(dossier: string, nom: string): { corps: string; signature: string } | undefined {
  const fichier = join(dossier, 'resultats', `${nom}.resultat.csv`);
  try {
    return { signature: readFileSync(`${fichier}.jws`, 'utf8'), corps: readFileSync(fichier, 'utf8') };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
}
