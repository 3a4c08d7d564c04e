import type { Sexe } from './code-lists';

/** The civil traits of a child, as one institution wrote them. */
export interface IdentiteEnfant {
  readonly nomNaissance: string;
  readonly nomUsage?: string | null | undefined;
  readonly prenoms: string;
  readonly sexe: Sexe;
  /** YYYY-MM-DD. */
  readonly dateNaissance?: string | null | undefined;
  /** In years, when the date is unknown. */
  readonly ageApproximatif?: number | null | undefined;
  /** INSEE code. */
  readonly communeNaissance?: string | null | undefined;
}

/**
 * The key under which two identical declarations are the same child: birth name, first names, birth date, sex and
 * birth place, all present and equal once case, accents, ligatures and punctuation are set aside. Null when a trait is missing:
 * such a child is never merged by itself. Neither NIR nor INS enters it (CSP L1111-8-1).
 */
export function cleIdentite(identite: IdentiteEnfant): string | null {
  const { nomNaissance, prenoms, dateNaissance, sexe, communeNaissance } = identite;
  if (!dateNaissance || !communeNaissance || sexe === 'I') return null;
  const traits = [plain(nomNaissance), plain(prenoms), dateNaissance, sexe, communeNaissance.toUpperCase()];
  return traits.every((trait) => trait !== '') ? traits.join('|') : null;
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replaceAll('Œ', 'OE')
    .replaceAll('Æ', 'AE')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
}

/** The words of a name, without case, accents nor punctuation. */
export function motsDuNom(name: string): string[] {
  return plain(name).split(' ').filter(Boolean);
}
