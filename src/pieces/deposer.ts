import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from '../auth/actor';
import { HubError } from '../domain/errors';
import { DEBUT_OCTETS, estBienDuType, TAILLE_MAX } from '../domain/pieces';
import type { Clock } from '../platform/clock';
import { ecrire, type Database, type Tx } from '../platform/database';
import type { Logger } from '../platform/logger';
import { panneDeLaBase } from '../platform/panne-base';
import type { Analyser } from '../platform/pieces/clamd';
import type { Depot } from '../platform/pieces/depot';
import { lieuDeLaPiece, PieceRow, type EtatPiece } from '../platform/pieces/piece.entity';
import { scellerFlux } from '../platform/pieces/scellement-blocs';

export interface DeposerDeps {
  readonly database: Database;
  readonly depot: Depot;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly logger: Logger;
  /** What will analyse it, if anything. */
  readonly analyser: Analyser | undefined;
}

export interface Recue {
  readonly id: string;
  readonly empreinte: string;
  readonly taille: number;
  readonly type: string;
  readonly etat: EtatPiece;
}

export interface Depositaire {
  /** One that comes by itself: broken off, it is destroyed. @throws HubError */
  readonly recevoir: (de: Actor, type: string, octets: AsyncIterable<Buffer>) => Promise<Recue>;
  /**
   * One that a message brings: asked again, or twice at once, it is kept once. Its identifier is that of these bytes, so
   * that two who write it write the same. @throws HubError
   */
  readonly garder: (
    de: Actor,
    piece: { readonly id: string; readonly type: string; readonly octets: Buffer },
  ) => Promise<Recue>;
}

type Ligne = Omit<Recue, 'type'> & { readonly cle: string | null };

/** Sent and joined to nothing yet. */
const SEULES_MAX = 100;
const CONNUE = 'SELECT id, etat, empreinte, taille FROM hub.piece WHERE id = $1 AND institution = $2';
const CLE = 'SELECT id, cle FROM hub.piece WHERE id = $1';
const EXPEDITEUR = `
  SELECT objet_id AS "objetId", (SELECT count(*)::int FROM hub.piece i
    WHERE i.institution = p.id AND information_id IS NULL AND saisine_id IS NULL AND etat <> 'A_DETRUIRE') seules
  FROM hub.partenaire p WHERE id = $1`;
const ENTIERE = `
  UPDATE hub.piece SET etat = CASE etat WHEN 'EN_COURS' THEN $2 ELSE etat END, taille = $3, empreinte = $4
  WHERE id = $1 AND etat <> 'A_DETRUIRE' RETURNING etat`;
export const TROP = `Une pièce a ${String(TAILLE_MAX)} octets au plus.`;
const perdue = () => new HubError('SERVICE_INDISPONIBLE', 'La pièce n’a pas pu être gardée. Renvoyez-la.');

/** Seals and keeps the bytes of attachments, by whichever door they come. */
export function depositaire({ database, depot, clock, newId, logger, analyser }: DeposerDeps): Depositaire {
  const pour = <R>({ institution, role, territoire }: Actor, work: (tx: Tx) => Promise<R>): Promise<R> =>
    database.transaction(work, { institution, role, territoire, acte: 'deposerPiece' });

  /** First the row: whatever happens next, the sweep knows that there may be bytes. */
  const inscrire = async (tx: Tx, de: Actor, { id, type }: Pick<Recue, 'id' | 'type'>): Promise<Ligne> => {
    const [expediteur] = await tx.query<{ objetId: string; seules: number }>(EXPEDITEUR, [de.institution]);
    if (!expediteur) throw new HubError('INSTITUTION_INCONNUE');
    if (expediteur.seules >= SEULES_MAX)
      throw new HubError(
        'QUOTA_DEPASSE',
        'Joignez d’abord les pièces déjà envoyées : un jour après, elles sont détruites.',
      );
    const { objetId } = expediteur;
    const cle = randomBytes(32).toString('base64');
    const debut = { id, etat: 'EN_COURS' as const, taille: 0, empreinte: '' };
    const rien = { intitule: null, medicale: null, informationId: null, saisineId: null, jointeLe: null };
    const quand = { deposeeLe: clock.now(), prochaineLe: clock.now() };
    const ligne = { ...debut, ...rien, ...quand, institution: de.institution, objetId, type, cle };
    await tx.insert([ecrire(PieceRow, ligne, objetId)]);
    return { ...debut, cle };
  };

  const ecrireOctets = async (
    de: Actor,
    { id, cle }: Pick<Ligne, 'id' | 'cle'>,
    type: string,
    octets: AsyncIterable<Buffer>,
  ): Promise<Recue> => {
    const compte = compteur(type);
    await depot.ecrire(id, scellerFlux(Buffer.from(cle ?? '', 'base64'), lieuDeLaPiece(id), compte.lire(octets)));
    const { taille, empreinte } = compte.finir();
    const attente = analyser ? 'EN_QUARANTAINE' : 'NON_ANALYSEE';
    const [gardee] = await pour(de, (tx) => tx.query<{ etat: EtatPiece }>(ENTIERE, [id, attente, taille, empreinte]));
    // Forgotten for so long that it is being destroyed.
    if (!gardee) throw perdue();
    return { id, empreinte, taille, type, etat: gardee.etat };
  };

  const dire = (error: unknown): unknown => {
    if (error instanceof HubError || panneDeLaBase(error)) return error;
    logger.error('attachment not kept', { error });
    return perdue();
  };

  return {
    recevoir: async (de, type, octets) => {
      const id = newId();
      const ligne = await pour(de, (tx) => inscrire(tx, de, { id, type }));
      try {
        return await ecrireOctets(de, ligne, type, octets);
      } catch (error) {
        const detruire = (tx: Tx) => tx.query(`UPDATE hub.piece SET etat = 'A_DETRUIRE' WHERE id = $1`, [id]);
        await pour(de, detruire).catch(() => undefined);
        throw dire(error);
      }
    },
    garder: async (de, { id, type, octets }) => {
      try {
        const { cle, ...ligne } = await pour(de, async (tx) => {
          await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [id]);
          const [connue] = await tx.query<Omit<Ligne, 'cle'>>(CONNUE, [id, de.institution]);
          if (!connue) return inscrire(tx, de, { id, type });
          if (connue.etat !== 'EN_COURS') return { ...connue, cle: null };
          const [scellee] = await tx.ouvrir(PieceRow, await tx.query<Pick<Ligne, 'id' | 'cle'>>(CLE, [id]));
          return { ...connue, cle: scellee?.cle ?? null };
        });
        if (ligne.etat === 'A_DETRUIRE') throw perdue();
        return ligne.etat === 'EN_COURS' ? await ecrireOctets(de, { id, cle }, type, flux(octets)) : { ...ligne, type };
      } catch (error) {
        throw dire(error);
      }
    },
  };
}

// eslint-disable-next-line @typescript-eslint/require-await
async function* flux(octets: Buffer): AsyncGenerator<Buffer> {
  yield octets;
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
    lire: async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const octets of source) {
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
