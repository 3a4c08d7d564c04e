import type { LigneEcheance } from '../domain/deadlines';
import type { Lecture } from './lecture';
import { EcheanceRow } from './echeance.entity';
import { publierEcheance, type EcheancePubliee } from './echeances-calcul';
import { groupBy, loader } from './loaders';

export {
  ouvrirEcheance,
  publierEcheance,
  type EcheanceOuverte,
  type EcheancePubliee,
  type Ouverture,
} from './echeances-calcul';
export {
  cloreEcheances,
  exercerDroit,
  prolongerEcheance,
  reprendreEcheance,
  suspendreEcheance,
  tenueAussitot,
  type EcheanceEnCours,
} from './echeances-suite';

/** What reads them, and when: a clock that runs is late by then. */
export interface LectureDesEcheances {
  readonly lecture: Pick<Lecture, 'createQueryBuilder'>;
  readonly now: () => Date;
}

/** The clocks of several records, in one statement. */
export async function echeancesDe(
  { lecture, now }: LectureDesEcheances,
  sujetIds: readonly string[],
  lignes?: readonly LigneEcheance[],
): Promise<Map<string, EcheancePubliee[]>> {
  const rows = await lecture
    .createQueryBuilder(EcheanceRow, 'e')
    .where('e.sujetId = ANY(:sujetIds::uuid[])', { sujetIds })
    .orderBy('e.dateLimite')
    .addOrderBy('e.regle')
    .addOrderBy('e.id')
    .getMany();
  const bySujet = groupBy(rows, ({ sujetId }) => sujetId);
  const le = now();
  return new Map([...bySujet].map(([id, group]) => [id, group.map((row) => publierEcheance(row, le, lignes))]));
}

/** The clocks of a record that was already read; every record of a request level shares one statement. */
export function echeancesDuSujet(context: LectureDesEcheances) {
  const load = (ids: readonly string[]) => echeancesDe(context, ids);
  return loader<EcheancePubliee[], EcheancePubliee[]>(context, 'hub.echeances', load, []);
}
