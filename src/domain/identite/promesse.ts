import { bits, type Trait } from './niveaux';
import type { Parametres } from './parametres';
import type { Rapprochement } from './rapprocher';
import { EXCLUSIONS } from './regles';

/** What a sealed sheet adds to the civil traits. */
const AJOUTES: readonly Trait[] = ['domicile', 'parents', 'ecole'];

/** Sums of hundredths are not exact. */
const CENTIEME = 0.01;

/**
 * Whether two children compared on their civil traits alone may still be worth a person's time once their sheets are
 * opened: the others are not opened.
 */
export function promettre({ table, seuils }: Parametres): (civil: Pick<Rapprochement, 'score' | 'regles'>) => boolean {
  const reste = AJOUTES.reduce((somme, trait) => {
    const niveaux = Object.values(table[trait]);
    return somme + Math.max(...niveaux.map(bits));
  }, 0);
  const exclusions = new Set(EXCLUSIONS.map(({ code }) => code));
  const plancher = seuils.examiner - reste - CENTIEME;
  return ({ score, regles }) => score >= plancher && !regles.some(({ code }) => exclusions.has(code));
}
