import type { Jour } from './calendar';
import type { IdentiteEnfant } from './enfant';
import { refus, type RefusError } from './errors';
import { anniversaire } from './jeunes-majeurs';

const MAJORITE_ANS = 18;

/** What is only for minors, and what the one who writes is told when the person is of age. */
const RESERVES_AUX_MINEURS = {
  ASSISTANCE_EDUCATIVE: "l'assistance éducative ne concerne que les mineurs (C. civ. 375).",
  ACCUEIL_URGENCE: "l'accueil en urgence ne concerne que les mineurs (CASF L223-2, L221-2-4).",
  INFORMATION:
    "cette personne est majeure, et une information préoccupante ne concerne que les mineurs (CASF R226-2-2, L226-2-1). Si elle est victime ou en danger, écrivez au procureur de la République ; avant 21 ans, elle peut demander au département l'aide aux jeunes majeurs (CASF L222-5 5°).",
  SIGNALEMENT:
    "cette personne était majeure le jour de l'envoi : seule la copie du signalement d'un mineur est due au département (CASF L226-4 II). Le procureur de la République reste saisi ; avant 21 ans, elle peut demander au département l'aide aux jeunes majeurs (CASF L222-5 5°).",
} as const;
export type ReserveAuxMineurs = keyof typeof RESERVES_AUX_MINEURS;

/** Eighteen years old on that day already. An unknown birth says nothing. */
export function estMajeur(naissance: Jour | null | undefined, le: Jour): boolean {
  return !!naissance && le >= majorite(naissance);
}

/** Majority ends assistance éducative by itself (C. civ. 375). */
export function majorite(naissance: Jour): Jour {
  return anniversaire(naissance, MAJORITE_ANS);
}

/** @throws RefusError when whoever was born that day is of age; an unknown birth is not a refusal */
export function exigerMineur(
  champ: string | readonly string[],
  naissance: Jour | null | undefined,
  le: Jour,
  objet: ReserveAuxMineurs,
): void {
  if (estMajeur(naissance, le)) throw majeur(champ, objet);
}

/** The same of a child that is described: failing a date of birth, by the age that it is said to have. */
export function exigerEnfantMineur(
  { dateNaissance, ageApproximatif }: Pick<IdentiteEnfant, 'dateNaissance' | 'ageApproximatif'>,
  le: Jour,
  objet: ReserveAuxMineurs,
): void {
  exigerMineur(['enfant', 'dateNaissance'], dateNaissance, le, objet);
  if (!dateNaissance && (ageApproximatif ?? 0) >= MAJORITE_ANS)
    throw majeur(
      ['enfant', 'ageApproximatif'],
      objet,
      " Dans le doute sur son âge, indiquez le plus jeune qu'elle puisse avoir.",
    );
}

function majeur(champ: string | readonly string[], objet: ReserveAuxMineurs, doute = ''): RefusError {
  return refus(champ, 'ARTICLE_CONTRAIRE', `${RESERVES_AUX_MINEURS[objet]}${doute}`);
}
