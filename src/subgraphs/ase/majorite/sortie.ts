import { entretienDeSortie } from '../../../domain/mesures-ase';
import type { Tx } from '../../../platform/database';
import { ouvrirEcheance } from '../../../platform/echeances';
import type { Ecriture } from '../../../platform/database';
import type { Inscription } from '../../../registres';
import { jourDe } from '../mesures/inscrire-mesure';
import type { Mesure } from '../mesures/verrouiller-mesure';

export interface MesureFinie extends Pick<Mesure, 'id' | 'enfantId' | 'collectivite' | 'nature' | 'dateNaissance'> {
  readonly le: Date;
}

const SOUTENUS = `
  SELECT DISTINCT enfant_id "enfantId" FROM ase.mesure
  WHERE enfant_id = ANY($1::uuid[]) AND nature = 'JEUNE_MAJEUR' AND etat = 'EN_COURS' AND id <> ALL($2::uuid[])`;

/**
 * The interview owed six months after leaving the ASE (A11, CASF L222-5-2-1), once per young person. Whoever goes on as a
 * young adult has not left.
 */
export async function entretiensDeSortie(
  tx: Tx,
  finies: readonly MesureFinie[],
  { newId, now }: Pick<Inscription, 'newId' | 'now'>,
): Promise<Ecriture[]> {
  const sorties = finies.filter(({ nature, dateNaissance, le, collectivite }) =>
    entretienDeSortie(nature, dateNaissance, jourDe(le, collectivite)),
  );
  if (sorties.length === 0) return [];
  const soutenus = await tx.query<{ enfantId: string }>(SOUTENUS, [
    sorties.map(({ enfantId }) => enfantId),
    finies.map(({ id }) => id),
  ]);
  const restent = new Set(soutenus.map(({ enfantId }) => enfantId));
  const parJeune = new Map(sorties.map((sortie) => [sortie.enfantId, sortie]));
  return [...parJeune.values()]
    .filter(({ enfantId }) => !restent.has(enfantId))
    .map(
      ({ id, le, collectivite }) =>
        ouvrirEcheance(newId, {
          ...{ regle: 'A11_SORTIE', sujetId: id, sujetType: 'Mesure', depart: le, collectivite, now },
        }).ecriture,
    );
}

/** A young person who comes back, or goes on, has not left: that interview is not to be held. */
export async function neQuittePas(
  tx: Tx,
  { enfantId, collectivite }: { enfantId: string; collectivite: string },
  now: Date,
): Promise<void> {
  await tx.query(
    `UPDATE hub.echeance SET etat = 'CLOSE', close_le = $3, prochaine_alerte_le = NULL
     WHERE regle = 'A11_SORTIE' AND etat IN ('OUVERTE', 'SUSPENDUE')
       AND sujet_id IN (SELECT id FROM ase.mesure WHERE enfant_id = $1 AND collectivite = $2)`,
    [enfantId, collectivite, now],
  );
}
