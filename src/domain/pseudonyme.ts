import { motsDuNom, type IdentiteEnfant } from './enfant';
import type { Manque } from './olinpe-types';

/** What the recipe takes: the child's first name, month and year of birth, the mother's family name (CASF D226-3-4). */
export interface TraitsPseudonyme extends Pick<IdentiteEnfant, 'nomNaissance' | 'prenoms'> {
  /** YYYY-MM-DD. */
  readonly dateNaissance: string | null;
  /** How the sheets name the mother, last name and first name in one text, the most recent first. */
  readonly meres: readonly string[];
}

export type EntreePseudonyme =
  { readonly ok: true; readonly entree: string } | { readonly ok: false; readonly manque: Manque };

const non = (manque: Manque): EntreePseudonyme => ({ ok: false, manque });

/**
 * What is ciphered into the pseudonym; or what lacks, and then there is none: no other recipe is made up. Case, accents and
 * punctuation are set aside, so that the same child written twice has one pseudonym.
 */
export function entreeDuPseudonyme({
  prenoms,
  nomNaissance,
  dateNaissance,
  meres,
}: TraitsPseudonyme): EntreePseudonyme {
  // « Jean-Pierre, Marie »: the hyphen stays within the first one.
  const prenom = motsDuNom(prenoms.trim().replace(/[\s,;].*$/su, '')).join(' ');
  if (prenom === '') return non('PRENOM_INCONNU');
  if (dateNaissance === null) return non('NAISSANCE_INCONNUE');
  if (meres.length === 0) return non('MERE_INCONNUE');
  const [nom] = meres.flatMap((mere) => nomDeFamille(mere, nomNaissance) ?? []);
  if (nom === undefined) return non('NOM_DE_LA_MERE_NON_DISTINGUE');
  return { ok: true, entree: [prenom, dateNaissance.slice(5, 7), dateNaissance.slice(0, 4), nom].join('|') };
}

/**
 * The family name in « DURAND Marie » or « Marie DURAND », by its capitals; otherwise in « Marie Durand », when it is the
 * child's own birth name and one first name is left. Null when the text does not tell.
 */
export function nomDeFamille(texte: string, nomDeLEnfant: string): string | null {
  const mots = texte.split(/[\s,;]+/).filter((mot) => motsDuNom(mot).length > 0);
  const capitales = mots.filter((mot) => mot === mot.toUpperCase() && /\p{L}{2}/u.test(mot));
  if (capitales.length > 0 && capitales.length < mots.length) return motsDuNom(capitales.join(' ')).join(' ');
  const sien = motsDuNom(nomDeLEnfant);
  const autres = motsDuNom(texte).filter((mot) => !sien.includes(mot));
  const entier = sien.length > 0 && sien.every((mot) => motsDuNom(texte).includes(mot));
  return entier && autres.length > 0 && autres.length < 3 ? sien.join(' ') : null;
}
