import { CsvError, parse } from 'csv-parse/sync';
import { MessageIllisible, type Commande, type Envoi, type Erreur, type Lecture } from '../entrant';
import { COLONNES, type Colonne } from './colonnes';

export const FORMAT = 'hub-ip-csv/1';
export const LIGNES_MAX = 1_000;
const CELLULES_MAX = 100_000;
const LOT = /^[A-Za-z0-9._-]{1,64}$/;

/** Where the line of data of that rank is in the file: the format and the columns come before. */
export const ligneDuRang = (rang: number): number => rang + 3;

/** A batch: the format and its own identifier, the names of the columns, then one information a line. */
export function lireLot({ corps, jeu }: Pick<Envoi, 'corps' | 'jeu'>): Lecture {
  const [premiere, noms, ...lignes] = decouper(decoder(corps, jeu));
  const [format, lot = ''] = premiere ?? [];
  if (format !== FORMAT) throw illisible('FORMAT_INCONNU', ['ligne 1'], `La première cellule doit être « ${FORMAT} ».`);
  if (!LOT.test(lot))
    throw illisible(
      'LOT_INVALIDE',
      ['ligne 1'],
      'La deuxième cellule est l’identifiant du lot : 64 lettres, chiffres, . _ - au plus.',
    );
  const colonnes = entetes(noms ?? []);
  if (lignes.length === 0) throw illisible('LOT_VIDE', [], 'Le lot ne contient aucune ligne.');
  if (lignes.length > LIGNES_MAX)
    throw illisible('LOT_TROP_GRAND', [], `Un lot contient ${String(LIGNES_MAX)} lignes au plus.`);
  return { cle: lot, demandes: lignes.map((cellules, rang) => demandeDe(cellules, colonnes, ligneDuRang(rang))) };
}

function decoder(corps: Buffer, jeu: string | undefined): string {
  if (jeu !== undefined && !/^utf-?8$/.test(jeu)) throw illisible('JEU_DE_CARACTERES', [], UTF8);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(corps);
  } catch {
    throw illisible('JEU_DE_CARACTERES', [], UTF8);
  }
}

const UTF8 = 'Le fichier doit être enregistré en UTF-8 ; celui-ci semble l’être en Windows-1252 ou dans un autre jeu.';

function decouper(texte: string): string[][] {
  try {
    return parse(texte, {
      ...{ delimiter: ';', bom: true, relax_quotes: false, relax_column_count: true, skip_empty_lines: true },
      max_record_size: CELLULES_MAX,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const ligne = typeof error['lines'] === 'number' ? [`ligne ${String(error['lines'])}`] : [];
    throw illisible(
      'CSV_INVALIDE',
      ligne,
      'Le découpage en cellules échoue ici : guillemet mal placé ou ligne trop longue.',
    );
  }
}

function entetes(noms: readonly string[]): (Colonne | undefined)[] {
  const donnes = noms.map((nom) => nom.trim().toLowerCase());
  const ici = ['ligne 2'];
  const inconnus = donnes.flatMap((nom, i) => (COLONNES.some((une) => une.nom === nom) ? [] : [i]));
  const doubles = donnes.filter((nom, i) => donnes.indexOf(nom) !== i);
  const erreurs = [
    ...inconnus.map((i) =>
      erreur('COLONNE_INCONNUE', [...ici, `colonne ${String(i + 1)}`], 'Colonne inconnue de ce format.'),
    ),
    ...doubles.map((nom) => erreur('COLONNE_REPETEE', [...ici, nom], 'Colonne donnée plusieurs fois.')),
    ...COLONNES.filter(({ nom, requise }) => requise && !donnes.includes(nom)).map(({ nom }) =>
      erreur('COLONNE_ABSENTE', [...ici, nom], 'Colonne obligatoire.'),
    ),
  ];
  if (erreurs.length > 0) throw new MessageIllisible(erreurs);
  return donnes.map((nom) => COLONNES.find((une) => une.nom === nom));
}

function demandeDe(
  cellules: readonly string[],
  colonnes: readonly (Colonne | undefined)[],
  ligne: number,
): Lecture['demandes'][number] {
  const ou = (nom: string) => [`ligne ${String(ligne)}`, nom];
  if (cellules.length !== colonnes.length) {
    const message = `${String(cellules.length)} cellules là où l’en-tête a ${String(colonnes.length)} colonnes.`;
    return { erreurs: [erreur('LIGNE_INCOMPLETE', [`ligne ${String(ligne)}`], message)] };
  }
  const erreurs: Erreur[] = [];
  const input: Record<string, unknown> = {};
  for (const [i, colonne] of colonnes.entries()) {
    if (!colonne) continue;
    const texte = texteDe(cellules[i] ?? '');
    if (texte === '') {
      if (colonne.requise) erreurs.push(erreur('CHAMP_REQUIS', ou(colonne.nom), 'Cellule obligatoire.'));
      continue;
    }
    const valeur = FORMES[colonne.forme](texte);
    if (valeur === undefined)
      erreurs.push(erreur('VALEUR_INVALIDE', ou(colonne.nom), '« oui » ou « non » est attendu.'));
    else poser(input, colonne.chemin, valeur);
  }
  return erreurs.length > 0 ? { erreurs } : commandeDe(input);
}

/** A cell that a spreadsheet would have run as a formula is written with an apostrophe before it, which is not of the text. */
function texteDe(cellule: string): string {
  return cellule.trim().replace(/^'(?=[=+\-@\t])/, '');
}

const FORMES: Readonly<Record<Colonne['forme'], (texte: string) => unknown>> = {
  texte: (texte) => texte,
  ouiNon: (texte) => ({ oui: true, non: false })[texte.toLowerCase()],
  liste: (texte) => texte.split(',').map((un) => un.trim()),
};

function poser(
  objet: Record<string, unknown>,
  [premier = '', ...reste]: readonly (string | number)[],
  valeur: unknown,
): void {
  const [suivant] = reste;
  if (suivant === undefined) {
    objet[premier] = valeur;
    return;
  }
  objet[premier] ??= typeof suivant === 'number' ? [{}] : {};
  poser(objet[premier] as Record<string, unknown>, reste, valeur);
}

function commandeDe(input: Record<string, unknown>): Commande {
  const { emetteur, ...reste } = input;
  const complet = { typeInstitution: 'EDUCATION_NATIONALE', ...(emetteur as object) };
  return { acte: 'transmettreInformationPreoccupante', input: { ...reste, emetteur: complet } };
}

const erreur = (code: string, champ: readonly string[], message: string): Erreur => ({ code, champ, message });
const illisible = (...args: Parameters<typeof erreur>) => new MessageIllisible([erreur(...args)]);
