import { calculerEcheance, echeanceDe, type RegleEcheance } from '../domain/deadlines';
import { ecrire, type Database, type Ecriture } from './database';
import { EcheanceRow } from './echeance.entity';
import { groupBy } from './loaders';

/** A clock as it is published: what is due, when, by which article. */
export interface EcheancePubliee {
  readonly regle: string;
  readonly intitule: string;
  readonly dateLimite: string;
  readonly article: string;
}

export interface Ouverture {
  readonly regle: RegleEcheance;
  readonly sujetId: string;
  readonly depart: Date;
  readonly collectivite: string;
  /** Only for a delay that someone fixes case by case. */
  readonly jours?: number;
}

/** Computes a clock once, with the act that starts it: the row of the ledger and what the receipt says. */
export function ouvrirEcheance(
  newId: () => string,
  ouverture: Ouverture,
): { ecriture: Ecriture; publiee: EcheancePubliee } {
  const { regle, sujetId, depart, collectivite, jours } = ouverture;
  const { intitule, article, dateLimite } = calculerEcheance(regle, depart, {
    collectivite,
    ...(jours ? { jours } : {}),
  });
  const row = { id: newId(), regle, sujetId, depart, dateLimite, etat: 'OUVERTE' as const, closeLe: null };
  return { ecriture: ecrire(EcheanceRow, row), publiee: { regle, intitule, dateLimite, article } };
}

/** The clocks of several records, in one statement. */
export async function echeancesDe(
  database: Database,
  sujetIds: readonly string[],
): Promise<Map<string, EcheancePubliee[]>> {
  const rows = await database.dataSource
    .createQueryBuilder(EcheanceRow, 'e')
    .where('e.sujetId = ANY(:sujetIds::uuid[])', { sujetIds })
    .orderBy('e.dateLimite')
    .addOrderBy('e.regle')
    .getMany();
  const bySujet = groupBy(rows, ({ sujetId }) => sujetId);
  return new Map(
    [...bySujet].map(([sujetId, group]) => [
      sujetId,
      group.map(({ regle, depart, dateLimite }) => {
        // The text in force when the clock started, not today's.
        const { intitule, article } = echeanceDe(regle, depart.toISOString().slice(0, 10));
        return { regle, intitule, dateLimite, article };
      }),
    ]),
  );
}
