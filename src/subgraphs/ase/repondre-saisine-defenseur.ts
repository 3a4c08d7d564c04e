import { defineAct } from '../../act';
import { RECIT_MAX } from '../../domain/controle';
import { HubError, RefusError } from '../../domain/errors';
import { isUuid } from '../../published/connection';
import type { RepondreSaisineDefenseurInput } from './ase.input';

export interface Reponse {
  readonly saisineId: string;
  readonly repondueLe: string;
  readonly empreinte: string;
}

const REPONDRE = `
  WITH attendue AS (
    SELECT saisine_id, repondue_le FROM ase.reponse_saisine WHERE saisine_id = $1 AND collectivite = $2 FOR UPDATE
  ), ecrite AS (
    UPDATE ase.reponse_saisine r SET reponse = $3, repondue_par = $4, repondue_le = $5
    FROM attendue a WHERE r.saisine_id = a.saisine_id AND a.repondue_le IS NULL
  ), close AS (
    UPDATE hub.echeance e SET etat = 'TENUE', close_le = $5, prochaine_alerte_le = NULL
    FROM attendue a WHERE e.sujet_id = a.saisine_id AND e.regle = 'DDD' AND a.repondue_le IS NULL
  )
  SELECT repondue_le IS NOT NULL "deja" FROM attendue`;

/** The département answers the Défenseur within the delay he fixed (LO 2011-333 art. 18, 25); closes that clock. */
export const repondreSaisineDefenseur = defineAct<RepondreSaisineDefenseurInput, Reponse>({
  name: 'repondreSaisineDefenseur',
  roles: ['ase', 'crip'],
  scope: 'saisine:repondre',
  controler: (c, { idempotencyKey, reponse, fonction }) => {
    c.texte(['idempotencyKey'], idempotencyKey);
    c.texte(['reponse'], reponse, RECIT_MAX);
    c.texte(['fonction'], fonction);
  },
  perform: async (tx, { saisineId, reponse, fonction }, { actor, now, empreinte }) => {
    if (!isUuid(saisineId)) throw new HubError('NOT_FOUND');
    const values = [saisineId, actor.territoire, reponse, fonction, now];
    const [saisine] = await tx.query<{ deja: boolean }>(REPONDRE, values);
    if (!saisine) throw new HubError('NOT_FOUND');
    if (saisine.deja)
      throw new RefusError([
        {
          path: ['saisineId'],
          code: 'DEJA_FAIT',
          message: 'saisineId : le département a déjà répondu à cette saisine.',
        },
      ]);
    return {
      reponse: { saisineId, repondueLe: now.toISOString(), empreinte },
      ecritures: [],
      evenements: [
        { type: 'saisine-defenseur.repondue', sujetId: saisineId, portee: { collectivite: actor.territoire ?? '' } },
      ],
      objet: { type: 'SaisineDefenseur', id: saisineId },
    };
  },
});
