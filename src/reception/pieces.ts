import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import type { Erreur, PieceDuMessage, Resultat } from '../../connectors/entrant';
import type { Actor } from '../auth/actor';
import { HubError } from '../domain/errors';
import { estPassager, type Executer } from './executer';

/** Keeps the bytes of an attachment, once per identifier. @throws what prevents it */
export type Garder = (
  de: Actor,
  piece: { readonly id: string; readonly type: string; readonly octets: Buffer },
) => Promise<{ readonly empreinte: string }>;

const AUCUN_DEPOT: Erreur = {
  ...{ code: 'PIECES_NON_RECUES', champ: [] },
  message: 'Ce hub ne garde pas de pièces jointes : faites parvenir celle-ci autrement.',
};
const PLUS_TARD: Erreur = {
  ...{ code: 'SERVICE_INDISPONIBLE', champ: [] },
  message: 'La pièce n’a pas pu être gardée. Renvoyez le même message : seule sa pièce sera reprise.',
};

/**
 * Once what a command asks is committed, keeps its attachments and joins them by the API, as their sender. Each has the
 * identifier and the key that the message gives it: done again, from whatever step, it does the rest and nothing twice.
 */
export function avecPieces(executer: Executer, garder: Garder | undefined): Executer {
  const joindre = async (
    de: Actor,
    informationId: string,
    piece: PieceDuMessage & { readonly id: string },
    cle: string,
  ): Promise<Resultat> => {
    const { id: pieceId, intitule, medicale } = piece;
    if (!garder) return { fait: false, erreurs: [AUCUN_DEPOT], passager: false };
    let empreinte: string;
    try {
      ({ empreinte } = await garder(de, piece));
    } catch (error) {
      if (!(error instanceof HubError)) return { fait: false, erreurs: [PLUS_TARD], passager: true };
      const { code, message } = error;
      return { fait: false, erreurs: [{ code, champ: [], message }], passager: estPassager(code) };
    }
    const input = { informationId, pieceId, empreinte, intitule, medicale };
    return executer(de, { acte: 'joindrePiece', input }, cle);
  };

  return async (de, { pieces = [], ...commande }, cle) => {
    const resultat = await executer(de, commande, cle);
    if (!resultat.fait || pieces.length === 0) return resultat;
    const { id: informationId, recueLe } = resultat.reponse['accuseReception'] as { id: string; recueLe: string };
    const faites: (Resultat & { readonly champ: string })[] = [];
    for (const [rang, piece] of pieces.entries()) {
      const { champ } = piece;
      const id = identifiantDe([de.institution, cle], piece.octets, { msecs: Date.parse(recueLe), seq: rang });
      const faite = await joindre(de, informationId, { ...piece, id }, `${cle}:${String(rang)}`);
      const erreurs = faite.fait ? [] : faite.erreurs.map((une) => ({ ...une, champ: [champ] }));
      faites.push(faite.fait ? { ...faite, champ } : { ...faite, champ, erreurs });
    }
    return { ...resultat, pieces: faites };
  };
}

/** The same for the same message, and for these bytes alone; its order is that of time, then of the message. */
function identifiantDe(
  origine: readonly string[],
  octets: Buffer,
  ordre: { readonly msecs: number; readonly seq: number },
): string {
  const empreinte = createHash('sha256').update(octets).digest('hex');
  const random = createHash('sha256')
    .update(JSON.stringify([origine, ordre.seq, empreinte]))
    .digest();
  return v7({ ...ordre, random });
}
