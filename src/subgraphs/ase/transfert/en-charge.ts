import type { Registres } from '../../../registres';

const EN_CHARGE = `
  SELECT collectivite, recue_le depuis FROM ase.mesure
  WHERE enfant_id = $1 AND recue_le IS NOT NULL ORDER BY recue_le DESC, id DESC LIMIT 1`;

/** Where a child was handed over last: who decides about it then tells that collectivité, not the one that knew it first. */
export const enCharge: Registres['enCharge'] = async (tx, enfantId) => {
  const [derniere] = await tx.query<{ collectivite: string; depuis: Date }>(EN_CHARGE, [enfantId]);
  return derniere;
};
