import { REGLES_ECHEANCE, type RegleEcheance } from '../../../domain/deadlines';
import { naturesDe } from '../../../domain/mesures-ase';
import type { Tx } from '../../../platform/database';
import { cloreEcheances } from '../../../platform/echeances';
import type { Contexte, MesuresATerminer, Suite } from '../../../registres';

const TERMINER = `
  UPDATE ase.mesure SET etat = 'TERMINEE', terminee_le = $3, motif_fin = $4
  WHERE enfant_id = $1 AND decision_id = ANY($2::uuid[]) AND etat = 'EN_COURS'
    AND ($5::text IS NULL OR (nature, collectivite) <> ($5, $6))
  RETURNING id, collectivite`;

/**
 * Owed once the measure has ended, or whatever becomes of it: the interview after leaving, what the judge and the procureur
 * are told.
 */
export const SURVIVENT: readonly RegleEcheance[] = [
  ...(['A11_SORTIE', 'J20', 'J20_URGENCE', 'J20_FRATRIE', 'A4_AVIS', 'A12_AVIS'] as const),
];

const TERMINER_URGENCES = `
  UPDATE ase.mesure SET etat = 'TERMINEE', terminee_le = $2, motif_fin = $3
  WHERE enfant_id = $1 AND nature = ANY($4) AND debut <= $2 AND etat = 'EN_COURS' RETURNING id, collectivite`;

/** Nothing else is due on measures that have ended. */
export async function cloreToutes(tx: Tx, mesureIds: readonly string[], now: Date): Promise<void> {
  const regles = REGLES_ECHEANCE.filter((regle) => !SURVIVENT.includes(regle));
  await cloreEcheances(tx, mesureIds, regles, now, 'SANS_OBJET');
}

/** A decision ends what the decisions that it replaces or lifts had ordered, wherever it is carried out. */
export async function terminerMesures(tx: Tx, fin: MesuresATerminer, { now }: Contexte): Promise<Suite> {
  const { enfantId, decisionIds, sauf, le, motif } = fin;
  const values = [enfantId, decisionIds, le, motif, sauf?.nature ?? null, sauf?.collectivite ?? null];
  return finies(tx, await tx.query<Terminee>(TERMINER, values), now);
}

/** The judge has decided where the child lives: what took it in at once is over, wherever that was. */
export async function terminerUrgences(
  tx: Tx,
  { enfantId, le, motif }: Pick<MesuresATerminer, 'enfantId' | 'le' | 'motif'>,
  { now }: Contexte,
): Promise<Suite> {
  return finies(tx, await tx.query<Terminee>(TERMINER_URGENCES, [enfantId, le, motif, naturesDe('urgence')]), now);
}

interface Terminee {
  readonly id: string;
  readonly collectivite: string;
}

async function finies(tx: Tx, terminees: readonly Terminee[], now: Date): Promise<Suite> {
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
