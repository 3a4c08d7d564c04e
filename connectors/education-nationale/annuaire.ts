import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { parseUai } from '../../src/domain/identifiers-etablissements';

/** A line of « l'annuaire de l'éducation » (`fr-en-annuaire-education`), reduced to what names and places a school. */
export interface LigneAnnuaire {
  readonly uai: string;
  readonly nom: string;
  readonly type: string;
  readonly statut: string;
  readonly etat: string;
  readonly departement: string;
  readonly commune: string;
  readonly nomCommune: string;
  readonly codePostal: string;
}

/** Columns by the name that every generation gives them, whatever their place, case and spaces (`Code postal` until 2023). */
const COLONNES: Readonly<Record<keyof LigneAnnuaire, string>> = {
  uai: 'Identifiant_de_l_etablissement',
  nom: 'Nom_etablissement',
  type: 'Type_etablissement',
  statut: 'Statut_public_prive',
  etat: 'etat',
  departement: 'Code_departement',
  commune: 'Code_commune',
  nomCommune: 'Nom_commune',
  codePostal: 'Code_postal',
};
type Champ = keyof LigneAnnuaire;
type Brute = Readonly<Record<Champ, string>>;

const normaliser = (nom: string) => nom.trim().toLowerCase().replaceAll(' ', '_');

const LIGNE_MAX = 100_000;

/** The file is not the directory, or not any more: a French sentence. */
export class AnnuaireIllisible extends Error {}

/** Each line in turn, undefined where its UAI is not one. @throws AnnuaireIllisible */
export async function* lireAnnuaire(octets: AsyncIterable<Buffer>): AsyncGenerator<LigneAnnuaire | undefined> {
  const cellules = parse({
    ...{ delimiter: ';', bom: true, skip_empty_lines: true, max_record_size: LIGNE_MAX },
    columns: (noms: string[]) => entetes(noms),
  });
  const texte = Readable.from(decoder(octets));
  texte.on('error', (error) => cellules.destroy(error));
  try {
    for await (const ligne of texte.pipe(cellules)) yield ligneDe(ligne as Brute);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new AnnuaireIllisible(`Ligne ${String(error['lines'])} : le découpage en cellules échoue.`);
  } finally {
    texte.destroy();
  }
}

async function* decoder(octets: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decodeur = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const texteDe = (...morceau: Parameters<typeof decodeur.decode>) => {
    try {
      return decodeur.decode(...morceau);
    } catch {
      throw new AnnuaireIllisible('Le fichier doit être en UTF-8, tel que data.education.gouv.fr le donne.');
    }
  };
  for await (const morceau of octets) yield texteDe(morceau, { stream: true });
  yield texteDe();
}

/** The name of each column here, and none for those that are left out. */
function entetes(noms: readonly string[]): (Champ | false)[] {
  const donnes = noms.map(normaliser);
  const absentes = Object.values(COLONNES).filter((nom) => !donnes.includes(normaliser(nom)));
  if (absentes.length > 0) {
    const quoi = absentes.length === 1 ? 'Colonne absente' : 'Colonnes absentes';
    throw new AnnuaireIllisible(
      `${quoi} : ${absentes.join(', ')}. Ce n'est pas l'annuaire de l'éducation (CSV, point-virgule), ou sa forme a changé.`,
    );
  }
  const champs = Object.entries(COLONNES) as [Champ, string][];
  return donnes.map((donne) => champs.find(([, nom]) => normaliser(nom) === donne)?.[0] ?? false);
}

function ligneDe(brute: Brute): LigneAnnuaire | undefined {
  const uai = parseUai(brute.uai);
  if (!uai.ok) return undefined;
  const propre = Object.fromEntries(Object.entries(brute).map(([champ, texte]) => [champ, texte.trim()])) as Brute;
  return {
    ...{ ...propre, uai: uai.value, etat: propre.etat.toUpperCase() },
    // Three characters: 035, 02A, 971.
    departement: propre.departement.replace(/^0(?=..$)/, ''),
  };
}
