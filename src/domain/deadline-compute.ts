import { ajouterDuree, retrancherDuree, type Duree, type Jour } from './calendar';
import type { DateFixe, LigneEcheance } from './deadline-types';

export function estDateFixe(duree: Duree | DateFixe): duree is DateFixe {
  return 'jourAnneeSuivante' in duree;
}

/** At once: the text gives no number. */
export function estImmediate(duree: Duree | DateFixe): boolean {
  return Object.keys(duree).length === 0;
}

/** The last day of a row counted in days, unmoved. Months first, then days; the first day counts only if it is said. */
export function termeDe(ligne: LigneEcheance, depart: Jour, duree: Duree | DateFixe = ligne.duree): Jour {
  if (estDateFixe(duree)) return `${Number(depart.slice(0, 4)) + 1}-${duree.jourAnneeSuivante}`;
  if (ligne.avant === true) return retrancherDuree(depart, duree);
  const terme = ajouterDuree(depart, duree);
  return ligne.premierJourCompte === true && !estImmediate(duree) ? retrancherDuree(terme, { jours: 1 }) : terme;
}

/** Adds what the distance grants: months with months, before the days (CPC, art. 641 al. 3). */
export function augmenter(duree: Duree, mois: number): Duree {
  return { ...duree, mois: (duree.mois ?? 0) + mois };
}

/** The length that applies: the one fixed by a decision where the text allows it, else that of the row. */
export function dureeRetenue(ligne: LigneEcheance, depart: Jour, fixee: Duree | undefined): Duree | DateFixe {
  if (fixee === undefined) {
    if (ligne.dureeFixee !== 'REQUIS') return ligne.duree;
    throw new RangeError(`Échéance ${ligne.regle} : la durée est fixée par la décision, il faut l’indiquer.`);
  }
  if (ligne.dureeFixee === undefined)
    throw new RangeError(`Échéance ${ligne.regle} : sa durée est fixée par le texte.`);
  verifierDuree(ligne, depart, fixee);
  return fixee;
}

function verifierDuree(ligne: LigneEcheance, depart: Jour, fixee: Duree): void {
  const valeurs = Object.values(fixee) as number[];
  if (valeurs.length === 0 || valeurs.some((valeur) => !Number.isInteger(valeur) || valeur < 1)) {
    throw new RangeError(`Échéance ${ligne.regle} : la durée fixée doit être un nombre entier, d’au moins un.`);
  }
  const maximum = ligne.maximum === undefined ? ligne.duree : ligne.maximum;
  if (maximum !== null && termeDe(ligne, depart, fixee) > termeDe(ligne, depart, maximum)) {
    throw new RangeError(`Échéance ${ligne.regle} : la durée fixée dépasse celle que permet ${ligne.article}.`);
  }
}
