import { pipeline } from 'node:stream/promises';
import type { Actor } from '../auth/actor';
import { HubError } from '../domain/errors';
import { extensionDe } from '../domain/pieces';
import type { Route } from '../gateway/route';
import type { Database } from '../platform/database';
import type { Depot } from '../platform/pieces/depot';
import { lieuDeLaPiece, PieceRow, type EtatPiece } from '../platform/pieces/piece.entity';
import { descellerFlux } from '../platform/pieces/scellement-blocs';

export interface ServirDeps {
  /** Sees every row: what the caller may read is asked of the API. */
  readonly service: Database;
  readonly depot: Depot;
  readonly operer: (
    actor: Actor,
    operation: { readonly query: string; readonly variables: Readonly<Record<string, unknown>> },
  ) => Promise<unknown>;
}

interface Gardee {
  readonly id: string;
  readonly informationId: string | null;
  readonly saisineId: string | null;
  readonly etat: EtatPiece;
  readonly type: string;
  readonly taille: number;
  readonly cle: string | null;
}

interface Lues {
  readonly data?: { readonly sujet?: (Jointes & { readonly reponse?: Jointes | null }) | null } | null;
}

interface Jointes {
  readonly pieces?: readonly { readonly id: string }[] | null;
  readonly piecesMedicales?: readonly { readonly id: string }[] | null;
}

const DE_L_INFORMATION = `query ($id: ID!) {
  sujet: informationPreoccupante(id: $id) { id pieces { id } piecesMedicales { id } }
}`;
const DE_LA_REPONSE = `query ($id: ID!) {
  sujet: saisineDefenseur(id: $id) { id reponse { pieces { id } } }
}`;
const CHEMIN = /^\/pieces\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/**
 * `GET /pieces/<id>`: to whoever reads it with what it goes with, by the same operation, which the journal keeps as a
 * reading. Not readable, not joined or not there: the same answer.
 */
export function routeServirPiece({ service, depot, operer }: ServirDeps): Route {
  const lisible = async (actor: Actor, { id, informationId, saisineId }: Gardee): Promise<boolean> => {
    const query = informationId === null ? DE_LA_REPONSE : DE_L_INFORMATION;
    const sujet = informationId ?? saisineId;
    if (sujet === null) return false;
    const { data } = (await operer(actor, { query, variables: { id: sujet } })) as Lues;
    const { pieces, piecesMedicales, reponse } = data?.sujet ?? {};
    return [pieces, piecesMedicales, reponse?.pieces].flat().some((piece) => piece?.id === id);
  };
  return {
    path: '/pieces/*',
    methods: ['GET', 'HEAD'],
    handle: async (request, response, { identify }) => {
      const actor = await identify();
      const id = CHEMIN.exec(new URL(request.url ?? '', 'http://hub').pathname)?.[1];
      const [piece] = id === undefined ? [] : await service.ouvrir(PieceRow, await service.query<Gardee>(LIRE, [id]));
      if (!piece || !(await lisible(actor, piece))) throw new HubError('NOT_FOUND');
      if (!SERVIES.includes(piece.etat) || piece.cle === null)
        throw new HubError('PIECE_INDISPONIBLE', REFUS[piece.etat] ?? 'Cette pièce n’est pas disponible.');
      response.writeHead(200, {
        'content-type': piece.type,
        'content-length': piece.taille,
        'content-disposition': `attachment; filename="piece-${piece.id}.${extensionDe(piece.type)}"`,
        'content-security-policy': "default-src 'none'; sandbox",
      });
      if (request.method === 'HEAD') {
        response.end();
        return;
      }
      // Cut short, the connection is too: never a file that looks whole.
      const clair = descellerFlux(Buffer.from(piece.cle, 'base64'), lieuDeLaPiece(piece.id), depot.lire(piece.id));
      await pipeline(clair, response);
    },
  };
}

const LIRE = `
  SELECT id, information_id "informationId", saisine_id "saisineId", etat, type, taille, cle
  FROM hub.piece WHERE id = $1`;
const SERVIES: readonly EtatPiece[] = ['SAINE', 'NON_ANALYSEE'];
const REFUS: Partial<Record<EtatPiece, string>> = {
  EN_QUARANTAINE: 'Cette pièce est en quarantaine : elle n’est pas encore analysée.',
  INFECTEE: 'L’antivirus a refusé cette pièce : son contenu est détruit.',
};
