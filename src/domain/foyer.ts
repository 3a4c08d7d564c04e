import { motsDuNom, type IdentiteEnfant } from './enfant';

type Traits = Pick<IdentiteEnfant, 'nomNaissance' | 'nomUsage' | 'prenoms' | 'dateNaissance'>;

/** A brother or a sister, as a sheet names it: one free text, and perhaps a date. */
export interface FrereOuSoeur {
  readonly nom: string;
  /** YYYY-MM-DD. */
  readonly dateNaissance?: string | null | undefined;
}

/** What one information says of the home of its child. */
export interface Foyer {
  readonly enfantId: string;
  /** That of the child: its sheets that were brought together have one. */
  readonly histoireId: string;
  readonly enfant: Traits;
  readonly fratrie: readonly FrereOuSoeur[];
  /** Minors that an evaluation of it already counts in the home. */
  readonly evalues: readonly string[];
  readonly adresse: string | null;
  readonly commune: string | null;
}

/**
 * Whether two informations are about one home: the same child, one that the evaluation of the other counts, one that the
 * other sheet names among the brothers and sisters, or the same address. What is unknown brings nothing together.
 */
export function memeFoyer(une: Foyer, autre: Foyer): boolean {
  return (
    une.histoireId === autre.histoireId ||
    une.evalues.includes(autre.enfantId) ||
    autre.evalues.includes(une.enfantId) ||
    une.fratrie.some((personne) => designe(personne, autre.enfant)) ||
    autre.fratrie.some((personne) => designe(personne, une.enfant)) ||
    // The same child, whom one sheet knows less well: no common identity could be drawn from it.
    designe(nommer(une.enfant), autre.enfant) ||
    designe(nommer(autre.enfant), une.enfant) ||
    memeAdresse(une, autre)
  );
}

/**
 * A sheet writes « Durand Léa », « Léa DURAND » or « Léa »: every word must be the child's, the first of its first names
 * among them, and its family name too unless the birth date says that it is the one. Two dates that differ are two children.
 */
function designe({ nom, dateNaissance }: FrereOuSoeur, enfant: Traits): boolean {
  const memeDate = Boolean(dateNaissance) && dateNaissance === enfant.dateNaissance;
  if (dateNaissance && enfant.dateNaissance && !memeDate) return false;
  const mots = motsDuNom(nom);
  const prenoms = motsDuNom(enfant.prenoms);
  const familles = [enfant.nomNaissance, enfant.nomUsage ?? ''].map(motsDuNom).filter((famille) => famille.length > 0);
  const siens = new Set([...prenoms, ...familles.flat()]);
  const complet = familles.some((famille) => famille.every((mot) => mots.includes(mot)));
  return (
    mots.every((mot) => siens.has(mot)) &&
    prenoms.slice(0, 1).some((mot) => mots.includes(mot)) &&
    (complet || memeDate)
  );
}

function nommer({ nomNaissance, prenoms, dateNaissance }: Traits): FrereOuSoeur {
  return { nom: `${nomNaissance} ${prenoms}`, dateNaissance };
}

function memeAdresse(une: Foyer, autre: Foyer): boolean {
  const adresse = plate(une.adresse);
  return adresse !== '' && adresse === plate(autre.adresse) && une.commune !== null && une.commune === autre.commune;
}

function plate(adresse: string | null): string {
  return (adresse ?? '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
