import { defineAct } from '../../act';
import { RECIT_MAX } from '../../domain/controle';
import { HubError, refus } from '../../domain/errors';
import { PIECES_MAX } from '../../domain/pieces';
import { isUuid } from '../../published/connection';
import { cloreEcheances } from '../../platform/echeances';
import { controlerPiece, joindre } from '../../platform/pieces/joindre';
import type { RepondreSaisineDefenseurInput } from './ase.input';
import { ReponseSaisineRow } from './reception.entity';

export interface Reponse {
  readonly saisineId: string;
  readonly repondueLe: string;
  readonly empreinte: string;
}

const VERROUILLER = `
  SELECT repondue_le IS NOT NULL "deja", enfant_id "enfantId" FROM ase.reponse_saisine
  WHERE saisine_id = $1 AND collectivite = $2 FOR UPDATE`;

const REPONDRE =
  'UPDATE ase.reponse_saisine SET reponse = $2, repondue_par = $3, repondue_le = $4 WHERE saisine_id = $1';

/** The département answers the Défenseur within the delay he fixed (LO 2011-333 art. 18, 25); closes that clock. */
export const repondreSaisineDefenseur = defineAct<RepondreSaisineDefenseurInput, Reponse>({
  name: 'repondreSaisineDefenseur',
  roles: ['ase', 'crip'],
  scope: 'saisine:repondre',
  controler: (c, { idempotencyKey, reponse, fonction, pieces }) => {
    c.texte(['idempotencyKey'], idempotencyKey);
    c.texte(['reponse'], reponse, RECIT_MAX);
    c.texte(['fonction'], fonction);
    if (pieces.length > PIECES_MAX)
      c.refuser(['pieces'], 'VALEUR_INVALIDE', `pieces : une réponse en a ${String(PIECES_MAX)} au plus.`);
    for (const [rang, piece] of pieces.entries())
      controlerPiece(
        c.sous((path) => ['pieces', String(rang), ...path]),
        piece,
      );
  },
  perform: async (tx, { saisineId, reponse, fonction, pieces }, { actor, now, empreinte }) => {
    if (!isUuid(saisineId)) throw new HubError('NOT_FOUND');
    const values = [saisineId, actor.territoire];
    const [saisine] = await tx.query<{ deja: boolean; enfantId: string }>(VERROUILLER, values);
    if (!saisine) throw new HubError('NOT_FOUND');
    if (saisine.deja) throw refus('saisineId', 'DEJA_FAIT', 'le département a déjà répondu à cette saisine.');
    const ligne = { saisineId, reponse, reponduePar: fonction };
    const scelles = await tx.sceller(ReponseSaisineRow, ligne, saisine.enfantId);
    await tx.query(REPONDRE, [saisineId, scelles.reponse, scelles.reponduePar, now]);
    const { institution } = actor;
    const sort = { a: { saisineId }, enfantId: saisine.enfantId, medicale: false, institution, now };
    for (const [rang, piece] of pieces.entries()) await joindre(tx, piece, { ...sort, path: ['pieces', String(rang)] });
    await cloreEcheances(tx, saisineId, ['DDD'], now, 'TENUE');
    return {
      reponse: { saisineId, repondueLe: now.toISOString(), empreinte },
      ecritures: [],
      evenements: [
        { type: 'saisine-defenseur.repondue', sujetId: saisineId, portee: { collectivite: actor.territoire ?? '' } },
      ],
      objet: [
        { type: 'SaisineDefenseur', id: saisineId },
        ...pieces.map(({ pieceId }) => ({ type: 'Piece', id: pieceId })),
      ],
    };
  },
});
