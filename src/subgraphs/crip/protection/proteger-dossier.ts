import { defineAct } from '../../../act';
import { HubError } from '../../../domain/errors';
import { MOTIFS_PROTECTION } from '../../../domain/protection';
import { ecrire, type Tx } from '../../../platform/database';
import { cloreEcheances, ouvrirEcheance } from '../../../platform/echeances';
import { isUuid } from '../../../published/connection';
import { objetsVises } from '../objets-vises';
import { ProtectionRow } from './protection.entity';
import type { ProtegerDossierInput } from './protection.type';

const EN_VIGUEUR = `
  SELECT id FROM crip.protection WHERE enfant_id = $1 AND collectivite = $2 AND levee_le IS NULL FOR UPDATE`;
const CONFIRMER = `
  UPDATE crip.protection
  SET motif = $2, precision = $3, confirmee_le = $4, levee_proposee_par = NULL, motif_levee = NULL
  WHERE id = $1`;

/**
 * A family is threatened: from then on, where the child lives is told only to those who protect it. One person is
 * enough, and enough again to confirm it, which refuses what was proposed to lift it.
 */
export const protegerDossier = defineAct<ProtegerDossierInput, string>({
  name: 'protegerDossier',
  roles: ['crip', 'ase'],
  scope: 'dossier:proteger',
  sensible: ({ enfantId }) => objetsVises('Enfant', enfantId),
  controler: (c, { idempotencyKey, motif, precision }) => {
    c.texte(['idempotencyKey'], idempotencyKey);
    c.longueur(['precision'], precision, 1_000);
    if (motif === 'AUTRE' && !precision?.trim())
      c.refuser(['precision'], 'MOTIF_REQUIS', `precision : « ${MOTIFS_PROTECTION.AUTRE} ».`);
  },
  perform: async (tx, { enfantId, motif, precision = null }, contexte) => {
    const { actor, newId, now, registres } = contexte;
    const enfant = isUuid(enfantId) ? await registres.enfantConnu(tx, enfantId, undefined, contexte) : undefined;
    if (!enfant) throw new HubError('NOT_FOUND');
    const collectivite = actor.territoire ?? enfant.collectivite;
    const [posee] = await tx.query<{ id: string }>(EN_VIGUEUR, [enfantId, collectivite]);
    const id = posee?.id ?? newId();
    const row = { id, enfantId, collectivite, motif, precision };
    if (posee) await confirmer(tx, row, now);
    const revue = ouvrirEcheance(newId, {
      ...({ regle: 'U3', sujetId: enfantId, sujetType: 'Enfant', depart: now, collectivite, now } as const),
      acteur: actor.institution,
    });
    const neuve = { poseePar: actor.institution, poseeLe: now, confirmeeLe: null };
    const enVigueur = { leveeProposeePar: null, motifLevee: null, leveePar: null, leveeLe: null };
    return {
      // Kept for whoever sends it again: an identifier, and nothing of the threat.
      reponse: id,
      ecritures: [...(posee ? [] : [ecrire(ProtectionRow, { ...row, ...neuve, ...enVigueur })]), revue.ecriture],
      // Whoever knows the child elsewhere holds its place too.
      evenements: [...new Set([collectivite, enfant.collectivite])].map((une) => ({
        ...{ type: 'dossier.protege' as const, sujetId: enfantId, portee: { collectivite: une } },
      })),
      objet: [
        { type: 'Protection', id },
        { type: 'Enfant', id: enfantId },
      ],
    };
  },
});

type Confirmee = Pick<ProtectionRow, 'id' | 'enfantId' | 'collectivite' | 'motif' | 'precision'>;

async function confirmer(
  tx: Tx,
  { id, enfantId, collectivite, motif, precision }: Confirmee,
  now: Date,
): Promise<void> {
  const scellee = await tx.sceller(ProtectionRow, { id, precision }, enfantId);
  await tx.query(CONFIRMER, [id, motif, scellee.precision, now]);
  await cloreEcheances(tx, enfantId, ['U3'], now, 'TENUE', { collectivite });
}
