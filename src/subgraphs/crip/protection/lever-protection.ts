import { defineAct } from '../../../act';
import { HubError, RefusError } from '../../../domain/errors';
import { refusDeLever } from '../../../domain/protection';
import { cloreEcheances } from '../../../platform/echeances';
import { isUuid } from '../../../published/connection';
import { objetsVises } from '../objets-vises';
import { ProtectionRow } from './protection.entity';
import type { LeverProtectionInput } from './protection.type';

const VERROUILLER = `
  SELECT p.id, p.enfant_id "enfantId", p.collectivite, p.levee_proposee_par "leveeProposeePar",
    p.motif_levee "motifLevee", p.levee_le "leveeLe", e.collectivite "connuA"
  FROM crip.protection p JOIN crip.enfant e ON e.id = p.enfant_id
  WHERE p.id = $1 AND p.collectivite = $2 FOR UPDATE OF p`;
const PROPOSER = 'UPDATE crip.protection SET levee_proposee_par = $2, motif_levee = $3 WHERE id = $1';
const LEVER = 'UPDATE crip.protection SET levee_par = $2, motif_levee = $3, levee_le = $4 WHERE id = $1';

/** The threat is over: what is told then cannot be taken back, so one person proposes it and another decides. */
export const leverProtection = defineAct<LeverProtectionInput, string>({
  name: 'leverProtection',
  roles: ['crip', 'ase'],
  scope: 'dossier:proteger',
  aDeux: true,
  sensible: ({ protectionId }) => objetsVises('Protection', protectionId),
  controler: (c, { idempotencyKey, motif }) => {
    if (typeof idempotencyKey === 'string') c.texte(['idempotencyKey'], idempotencyKey);
    c.texte(['motif'], motif, 1_000);
  },
  perform: async (tx, { protectionId: id, motif }, { actor, now }) => {
    const lues = isUuid(id)
      ? await tx.query<ProtectionRow & { readonly connuA: string }>(VERROUILLER, [id, actor.territoire])
      : [];
    const [posee] = await tx.ouvrir(ProtectionRow, lues);
    if (!posee) throw new HubError('NOT_FOUND');
    const refus = refusDeLever(posee, actor.sub);
    if (refus)
      throw new RefusError([{ path: ['protectionId'], code: refus.code, message: `protectionId : ${refus.message}` }]);
    const { enfantId, collectivite, connuA, leveeProposeePar, motifLevee } = posee;
    const motifs = [motifLevee, motif].filter((un) => un !== null).join(' — ');
    const scellee = await tx.sceller(ProtectionRow, { id, motifLevee: motifs }, enfantId);
    if (leveeProposeePar === null) await tx.query(PROPOSER, [id, actor.sub, scellee.motifLevee]);
    else {
      await tx.query(LEVER, [id, actor.sub, scellee.motifLevee, now]);
      await cloreEcheances(tx, enfantId, ['U3'], now, 'TENUE', { collectivite });
    }
    const type = leveeProposeePar === null ? 'dossier.levee-proposee' : 'dossier.protection-levee';
    return {
      reponse: id,
      ecritures: [],
      evenements: [...new Set([collectivite, connuA])].map((une) => ({
        ...{ type, sujetId: enfantId, portee: { collectivite: une } },
      })),
      objet: [
        { type: 'Protection', id },
        { type: 'Enfant', id: enfantId },
      ],
    };
  },
});
