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

const manques = (): Partial<Record<Manque, number>> => ({});
const ABSENTE: Valeur = { valeur: '', manque: 'NON_RECUEILLIE' };

/** Counts as the records go by: nothing is left out without being counted, and why. */
export function compteur(variables: readonly string[]) {
  const comptes = variables.map((variable) => ({
    ...{ variable, renseignees: 0, sansObjet: 0 },
    manques: manques(),
  }));
  let enregistrements = 0;
  return {
    compter: (valeurs: readonly Valeur[]): void => {
      enregistrements += 1;
      for (const [i, compte] of comptes.entries()) {
        const { manque, sansObjet } = valeurs[i] ?? ABSENTE;
        if (manque !== undefined) compte.manques[manque] = (compte.manques[manque] ?? 0) + 1;
        else if (sansObjet === true) compte.sansObjet += 1;
        else compte.renseignees += 1;
      }
    },
    completude: (): Completude => ({ enregistrements, variables: comptes }),
  };
}
