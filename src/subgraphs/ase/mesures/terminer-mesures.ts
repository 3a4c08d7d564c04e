import type { Tx } from '../../../platform/database';
import type { Contexte, MesuresATerminer, Suite } from '../../../registres';

const TERMINER = `
  UPDATE ase.mesure SET etat = 'TERMINEE', terminee_le = $3, motif_fin = $4
  WHERE enfant_id = $1 AND decision_id = ANY($2::uuid[]) AND etat = 'EN_COURS'
    AND ($5::text IS NULL OR (nature, collectivite) <> ($5, $6))
  RETURNING id, collectivite`;

// The interview after leaving the ASE is owed once the measure has ended.
const CLORE = `
  UPDATE hub.echeance e SET etat = 'CLOSE', close_le = $2, prochaine_alerte_le = NULL
  WHERE e.etat IN ('OUVERTE', 'SUSPENDUE') AND e.regle <> 'A11_SORTIE' AND e.sujet_id = ANY(
    SELECT unnest($1::uuid[])
    UNION ALL SELECT id FROM ase.renouvellement WHERE mesure_id = ANY($1::uuid[])
    UNION ALL SELECT id FROM ase.rapport WHERE mesure_id = ANY($1::uuid[]))`;

/** Nothing more is due on measures that have ended. What a change of place still owes the judge stays. */
export async function cloreToutes(tx: Tx, mesureIds: readonly string[], now: Date): Promise<void> {
  await tx.query(CLORE, [mesureIds, now]);
}

/** A decision ends what the decisions that it replaces or lifts had ordered, wherever it is carried out. */
export async function terminerMesures(tx: Tx, fin: MesuresATerminer, { now }: Contexte): Promise<Suite> {
  const { enfantId, decisionIds, sauf, le, motif } = fin;
  const values = [enfantId, decisionIds, le, motif, sauf?.nature ?? null, sauf?.collectivite ?? null];
  const terminees = await tx.query<{ id: string; collectivite: string }>(TERMINER, values);
  await cloreToutes(
    tx,
    terminees.map(({ id }) => id),
    now,
  );
  return {
    ecritures: [],
    evenements: terminees.map(({ id, collectivite }) => ({
      type: 'mesure.modifiee',
      sujetId: id,
      portee: { collectivite },
    })),
  };
}
