import type { Tx } from '../../../platform/database';
import type { Contexte, MesuresATerminer, Suite } from '../../../registres';

const TERMINER = `
  UPDATE ase.mesure SET etat = 'TERMINEE', terminee_le = $3, motif_fin = $4
  WHERE enfant_id = $1 AND collectivite = $2 AND etat = 'EN_COURS' AND ($5::text[] IS NULL OR nature = ANY($5))
  RETURNING id`;

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

/** A decision ends the measures of this child that it names: all of them when it names none. */
export async function terminerMesures(tx: Tx, fin: MesuresATerminer, { now }: Contexte): Promise<Suite> {
  const { enfantId, collectivite, natures, le, motif } = fin;
  const terminees = await tx.query<{ id: string }>(TERMINER, [enfantId, collectivite, le, motif, natures ?? null]);
  await cloreToutes(
    tx,
    terminees.map(({ id }) => id),
    now,
  );
  return {
    ecritures: [],
    evenements: terminees.map(({ id }) => ({ type: 'mesure.modifiee', sujetId: id, portee: { collectivite } })),
  };
}
