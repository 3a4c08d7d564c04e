import type { Manque, Valeur } from './olinpe-types';

/** What became of one variable over all the records; the numbers add up to them. */
export interface LigneCompletude {
  readonly variable: string;
  readonly renseignees: number;
  readonly sansObjet: number;
  readonly manques: Readonly<Partial<Record<Manque, number>>>;
}

export interface Completude {
  readonly enregistrements: number;
  readonly variables: readonly LigneCompletude[];
}

/** Counts as the records go by: nothing is left out without being counted, and why. */
export function compteur(variables: readonly string[]) {
  const comptes = variables.map((variable) => ({
    ...{ variable, renseignees: 0, sansObjet: 0 },
    manques: {} as Partial<Record<Manque, number>>,
  }));
  let enregistrements = 0;
  return {
    compter: (valeurs: readonly Valeur[]): void => {
      enregistrements += 1;
      for (const [i, compte] of comptes.entries()) {
        const { manque, sansObjet } = valeurs[i] ?? { valeur: '' };
        if (manque !== undefined) compte.manques[manque] = (compte.manques[manque] ?? 0) + 1;
        else if (sansObjet === true) compte.sansObjet += 1;
        else compte.renseignees += 1;
      }
    },
    completude: (): Completude => ({ enregistrements, variables: comptes }),
  };
}
