import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { HubContext } from '../../../context';
import { groupBy, loader } from '../../../platform/loaders';
import { EntretienRow } from '../majorite/entretien.entity';
import { ChoixLieuRow, ExamenStatutRow } from '../statut/statut.entity';
import { ChangementLieuRow, RapportRow, RenouvellementRow } from './mesure.entity';

/** What was recorded of measures already read, in order; one statement for all of them. */
function partiesDe<E extends ObjectLiteral & { readonly id: string; readonly mesureId: string }, P>(
  entity: EntityTarget<E>,
  nom: string,
  publier: (rows: E[]) => P[],
) {
  return (context: HubContext) =>
    loader<P[], P[]>(
      context,
      nom,
      async (ids) => {
        const rows = await context.lecture
          .createQueryBuilder(entity, 'p')
          .where('p.mesureId = ANY(:ids::uuid[])', { ids })
          .orderBy('p.id')
          .getMany();
        const groups = groupBy(rows, ({ mesureId }) => mesureId);
        return new Map([...groups].map(([id, group]) => [id, publier(group)]));
      },
      [],
    );
}

export const renouvellements = partiesDe(RenouvellementRow, 'ase.renouvellements', (rows) =>
  rows.map(({ ancienTerme, terme, prolongation, le }) => ({ ancienTerme, terme, prolongation, le: le.toISOString() })),
);

export const changementsLieu = partiesDe(ChangementLieuRow, 'ase.changementsLieu', (rows) =>
  rows.map(({ cas, le, motifs }) => ({ cas, le: le.toISOString(), motifs })),
);

export const rapports = partiesDe(RapportRow, 'ase.rapports', (rows) =>
  rows.map(({ remisLe, redigePar }) => ({ remisLe: remisLe.toISOString(), redigePar })),
);

export const entretiens = partiesDe(EntretienRow, 'ase.entretiens', (rows) =>
  rows.map(({ objet, tenuLe }) => ({ objet, tenuLe: tenuLe.toISOString() })),
);

export const examensStatut = partiesDe(ExamenStatutRow, 'ase.examensStatut', (rows) =>
  rows.map(({ tenuLe, avis, risquePersiste }) => ({ tenuLe: tenuLe.toISOString(), avis, risquePersiste })),
);

export const choixLieu = partiesDe(ChoixLieuRow, 'ase.choixLieu', (rows) => rows);
