import { defineAct } from '../../../act';
import type { Role } from '../../../auth/actor';
import { RECIT_MAX } from '../../../domain/controle';
import { HubError, RefusError } from '../../../domain/errors';
import type { NatureDemande } from '../../../domain/suites';
import { enTransit } from '../../../platform/transferts/en-transit';
import type { AccuseReception } from '../../../published/accuse-reception.type';
import { isUuid } from '../../../published/connection';
import type { RepondreDemandeInput } from './cycle.input';
import { DemandeRow } from './evaluation.entity';

const VERROUILLER = `
  SELECT id, enfant_id "enfantId", collectivite, repondue_le "repondueLe", reference,
    crip.en_transit(information_id) "enTransit"
  FROM crip.demande
  WHERE id = $1 AND destinataire = $2 AND nature = $3 FOR UPDATE`;

interface DemandeRecue {
  id: string;
  enfantId: string;
  collectivite: string;
  repondueLe: Date | null;
  reference: string;
  enTransit: boolean;
}

/** The institution that was asked answers, once. The mandate is that with which it speaks to the hub. */
export function repondre(name: string, nature: NatureDemande, roles: readonly Role[], scope: string) {
  return defineAct<RepondreDemandeInput, AccuseReception>({
    name,
    roles,
    scope,
    controler: (c, { idempotencyKey, reponse, fonction }) => {
      c.longueur(['idempotencyKey'], idempotencyKey);
      c.texte(['reponse'], reponse, RECIT_MAX);
      c.texte(['fonction'], fonction);
    },
    perform: async (tx, { demandeId, reponse, fonction }, { actor, now, empreinte }) => {
      const values = [demandeId, actor.institution, nature];
      const [demande] = isUuid(demandeId) ? await tx.query<DemandeRecue>(VERROUILLER, values) : [];
      if (!demande) throw new HubError('NOT_FOUND');
      if (demande.enTransit) throw enTransit(['demandeId']);
      const { collectivite, reference } = demande;
      if (demande.repondueLe)
        throw new RefusError([
          { path: ['demandeId'], code: 'DEJA_FAIT', message: 'demandeId : vous avez déjà répondu à cette demande.' },
        ]);
      const { id, enfantId } = demande;
      const scelles = await tx.sceller(DemandeRow, { id, reponse, reponduePar: fonction }, enfantId);
      await tx.query('UPDATE crip.demande SET reponse = $2, repondue_par = $3, repondue_le = $4 WHERE id = $1', [
        ...[id, scelles.reponse, scelles.reponduePar, now],
      ]);
      return {
        reponse: { id: demandeId, reference, recueLe: now.toISOString(), empreinte, echeances: [] },
        ecritures: [],
        evenements: [{ type: 'demande.repondue', sujetId: demandeId, portee: { collectivite } }],
        objet: { type: 'Demande', id: demandeId },
      };
    },
  });
}

/** One act per mandate: schools and hospitals transmit, the parquet notifies. */
export function repondrePar(name: string, nature: NatureDemande) {
  const professionnel = repondre(name, nature, ['college', 'dsden', 'hopital'], 'ip:transmettre');
  const parquet = repondre(name, nature, ['parquet'], 'mesure:notifier');
  return (role: Role) => (role === 'parquet' ? parquet : professionnel);
}
