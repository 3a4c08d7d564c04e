import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { peut, type Actor } from '../auth/actor';
import { HubError } from '../domain/errors';
import type { Route } from '../gateway/route';
import type { Clock } from '../platform/clock';
import { ecrire, type Database, type Tx } from '../platform/database';
import { mediaType, sendJson } from '../platform/http';
import type { Logger } from '../platform/logger';
import { panneDeLaBase } from '../platform/panne-base';
import type { Depot } from '../platform/pieces/depot';
import { lieuDeLaPiece, PieceRow } from '../platform/pieces/piece.entity';
import { scellerFlux } from '../platform/pieces/scellement-blocs';
import { DEBUT_OCTETS, estBienDuType, TAILLE_MAX, TYPES_ADMIS } from '../platform/pieces/types-admis';

export interface RecevoirDeps {
  readonly database: Database;
  readonly depot: Depot;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly logger: Logger;
  /** Whether something will analyse it. */
  readonly analysee: boolean;
}

/** With which an institution may send an attachment: that of what it goes with. */
const MANDATS = ['ip:transmettre', 'ip:traiter', 'saisine:repondre'] as const;
const ENSEMBLE_MAX = 16;

/**
 * `POST /pieces`: the bytes of one attachment, sealed as they come, never whole in memory nor on a disk in clear. It is
 * nothing until an act joins it to what it goes with; forgotten, it is destroyed.
 */
export function routeRecevoirPiece(deps: RecevoirDeps): Route {
  let ensemble = 0;
  return {
    path: '/pieces',
    methods: ['POST'],
    handle: async (request, response, { identify }) => {
      const de = await identify();
      if (!MANDATS.some((mandat) => peut(de, mandat))) throw new HubError('FORBIDDEN');
      const type = mediaType(request.headers['content-type']);
      if (!TYPES_ADMIS.includes(type) || (request.headers['content-encoding'] ?? 'identity') !== 'identity')
        throw new HubError(
          'UNSUPPORTED_MEDIA_TYPE',
          `Une pièce est envoyée telle quelle, en ${TYPES_ADMIS.join(', ')}.`,
        );
      if (Number(request.headers['content-length'] ?? 0) > TAILLE_MAX) throw new HubError('PAYLOAD_TOO_LARGE', TROP);
      if (ensemble >= ENSEMBLE_MAX)
        throw new HubError('QUOTA_DEPASSE', 'Trop de pièces arrivent à la fois : renvoyez celle-ci.');
      ensemble += 1;
      try {
        if (request.headers.expect !== undefined) response.writeContinue();
        const piece = await recevoir(deps, de, type, request);
        if (!request.complete) throw new HubError('HTTP_INVALIDE');
        sendJson(response, 201, piece);
      } finally {
        ensemble -= 1;
      }
    },
  };
}

/** Sent and joined to nothing yet. */
const SEULES_MAX = 100;
const EXPEDITEUR = `
  SELECT objet_id AS "objetId", (SELECT count(*)::int FROM hub.piece i
    WHERE i.institution = p.id AND information_id IS NULL AND saisine_id IS NULL AND etat <> 'A_DETRUIRE') seules
  FROM hub.partenaire p WHERE id = $1`;
const TROP = `Une pièce a ${String(TAILLE_MAX)} octets au plus.`;

interface Recue {
  readonly id: string;
  readonly empreinte: string;
  readonly taille: number;
  readonly type: string;
  readonly etat: string;
}

async function recevoir(deps: RecevoirDeps, de: Actor, type: string, octets: IncomingMessage): Promise<Recue> {
  const { database, depot, clock, newId, logger, analysee } = deps;
  const id = newId();
  const cle = randomBytes(32);
  const pour = <R>(work: (tx: Tx) => Promise<R>): Promise<R> => {
    const { institution, role, territoire } = de;
    return database.transaction(work, { institution, role, territoire, acte: 'deposerPiece' });
  };
  // First the row: whatever happens next, the sweep knows that there may be bytes.
  await pour(async (tx) => {
    const [expediteur] = await tx.query<{ objetId: string; seules: number }>(EXPEDITEUR, [de.institution]);
    if (!expediteur) throw new HubError('INSTITUTION_INCONNUE');
    if (expediteur.seules >= SEULES_MAX)
      throw new HubError(
        'QUOTA_DEPASSE',
        'Joignez d’abord les pièces déjà envoyées : un jour après, elles sont détruites.',
      );
    const { objetId } = expediteur;
    const ligne = { id, institution: de.institution, objetId, etat: 'EN_COURS' as const, type, taille: 0 };
    const rien = {
      intitule: null,
      medicale: null,
      informationId: null,
      saisineId: null,
      jointeLe: null,
      empreinte: '',
    };
    const quand = { deposeeLe: clock.now(), prochaineLe: clock.now() };
    await tx.insert([ecrire(PieceRow, { ...ligne, ...rien, ...quand, cle: cle.toString('base64') }, objetId)]);
  });
  try {
    const compte = compteur(type);
    await depot.ecrire(id, scellerFlux(cle, lieuDeLaPiece(id), compte.lire(octets)));
    const { taille, empreinte } = compte.finir();
    const etat = analysee ? 'EN_QUARANTAINE' : 'NON_ANALYSEE';
    await pour((tx) =>
      tx.query('UPDATE hub.piece SET etat = $2, taille = $3, empreinte = $4 WHERE id = $1', [
        id,
        etat,
        taille,
        empreinte,
      ]),
    );
    return { id, empreinte, taille, type, etat };
  } catch (error) {
    await pour((tx) => tx.query(`UPDATE hub.piece SET etat = 'A_DETRUIRE' WHERE id = $1`, [id])).catch(() => undefined);
    if (error instanceof HubError || panneDeLaBase(error) || octets.destroyed) throw error;
    logger.error('attachment not kept', { error });
    throw new HubError('SERVICE_INDISPONIBLE', 'La pièce n’a pas pu être gardée. Renvoyez-la.');
  }
}

/** Counts, digests and refuses on the way. */
function compteur(type: string) {
  const empreinte = createHash('sha256');
  let taille = 0;
  let debut = Buffer.alloc(0);
  const exigerLeType = () => {
    if (!estBienDuType(debut, type))
      throw new HubError('UNSUPPORTED_MEDIA_TYPE', 'Les premiers octets ne sont pas ceux d’un fichier de ce type.');
  };
  return {
    lire: async function* (source: IncomingMessage): AsyncGenerator<Buffer> {
      // Not destroyed when refused: the answer still has to go out.
      for await (const octets of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        taille += octets.length;
        if (taille > TAILLE_MAX) throw new HubError('PAYLOAD_TOO_LARGE', TROP);
        if (debut.length < DEBUT_OCTETS) {
          debut = Buffer.concat([debut, octets.subarray(0, DEBUT_OCTETS)]);
          if (debut.length >= DEBUT_OCTETS) exigerLeType();
        }
        empreinte.update(octets);
        yield octets;
      }
      exigerLeType();
    },
    finir: () => ({ taille, empreinte: empreinte.digest('hex') }),
  };
}
