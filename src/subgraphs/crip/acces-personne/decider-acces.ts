import { defineAct } from '../../../act';
import { refusDeCommuniquer } from '../../../domain/droit-acces';
import { HubError, refus } from '../../../domain/errors';
import { isUuid } from '../../../published/connection';
import { objetsVises } from '../objets-vises';
import { DemandeAccesRow } from './demande-acces.entity';
import { publierDemande, type DeciderAccesInput, type DemandeAcces } from './demande-acces.type';
import { dossierProtege } from './dossier-protege';

const VERROUILLER = `
  SELECT id, enfant_id "enfantId", qualite, recue_le::text "recueLe", limite_le::text "limiteLe", retenues, protegee, etat,
    instruite_par "instruitePar"
  FROM crip.demande_acces WHERE id = $1 AND collectivite = $2 FOR UPDATE`;
const DECIDER = `
  UPDATE crip.demande_acces SET etat = $2, protegee = $3, decidee_par = $4, decidee_le = $5, motif_decision = $6
  WHERE id = $1`;

/** What was prepared is handed over, or refused with a reason: by another person where somebody is to be protected. */
export const deciderAcces = defineAct<DeciderAccesInput, DemandeAcces>({
  name: 'deciderAcces',
  roles: ['crip'],
  scope: 'droits:instruire',
  sensible: ({ demandeId }) => objetsVises('DemandeAcces', demandeId),
  controler: (c, { idempotencyKey, motif }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    c.longueur(['motif'], motif, 1_000);
  },
  perform: async (tx, { demandeId, accord, motif = null }, { actor, now }) => {
    const values = [demandeId, actor.territoire];
    const [lue] = isUuid(demandeId) ? await tx.query<DemandeAccesRow>(VERROUILLER, values) : [];
    if (!lue) throw new HubError('NOT_FOUND');
    // Protected since it was prepared: that counts.
    const protegee = lue.protegee || (await dossierProtege(tx, lue.enfantId));
    const pourquoi = refusDeCommuniquer({ ...lue, protegee }, { agent: actor.sub, accord, motif });
    if (pourquoi) throw refus(pourquoi.champ, pourquoi.code, pourquoi.message);
    const etat = accord ? ('COMMUNIQUEE' as const) : ('REFUSEE' as const);
    const scellee = await tx.sceller(DemandeAccesRow, { id: lue.id, motifDecision: motif }, lue.enfantId);
    await tx.query(DECIDER, [lue.id, etat, protegee, actor.sub, now, scellee.motifDecision]);
    return {
      reponse: publierDemande({ ...lue, protegee, etat, decideeLe: now }),
      ecritures: [],
      evenements: [],
      objet: [
        { type: 'DemandeAcces', id: lue.id },
        { type: 'Enfant', id: lue.enfantId },
      ],
    };
  },
});
