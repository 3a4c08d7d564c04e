import { v7 } from 'uuid';
import { livraisons, type Issue } from '../act';
import { inscrireActe } from '../audit/inscrire';
import { destinataires } from '../domain/events';
import type { Clock } from '../platform/clock';
import type { Database, Tx } from '../platform/database';
import type { Logger } from '../platform/logger';
import type { Analyser } from '../platform/pieces/clamd';
import type { Depot } from '../platform/pieces/depot';
import { lieuDeLaPiece, PieceRow } from '../platform/pieces/piece.entity';
import { descellerFlux } from '../platform/pieces/scellement-blocs';
import { lireRaccordees } from '../platform/raccordement';

export interface SurveillerDeps {
  readonly database: Database;
  readonly depot: Depot;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly analyser: Analyser | undefined;
  readonly committed: () => void;
  readonly pollMs?: number;
}

interface Prise {
  readonly id: string;
  readonly cle: string | null;
}

const POLL_MS = 1_000;
/** A scanner that does not answer, or a process killed while it asked: asked again then. */
const REPRISE = `interval '1 minute'`;
/** Several processes may look: each is taken by one, until its next hour. */
const PRENDRE = `
  UPDATE hub.piece SET prochaine_le = $1::timestamptz + ${REPRISE} WHERE id = (
    SELECT id FROM hub.piece WHERE etat = 'EN_QUARANTAINE' AND prochaine_le <= $1
    ORDER BY prochaine_le LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING id, cle`;
/** Begun and never over, or never joined: its sender forgot it. */
const OUBLIEES = `
  UPDATE hub.piece SET etat = 'A_DETRUIRE' WHERE id IN (
    SELECT id FROM hub.piece WHERE information_id IS NULL AND saisine_id IS NULL AND etat <> 'A_DETRUIRE'
      AND deposee_le < $1::timestamptz - interval '24 hours' LIMIT 100)`;
const A_DETRUIRE = `SELECT id FROM hub.piece WHERE etat = 'A_DETRUIRE' ORDER BY id LIMIT 100`;
const ENCORE_A_DETRUIRE = `SELECT 1 FROM hub.piece WHERE id = $1 AND etat = 'A_DETRUIRE' FOR UPDATE SKIP LOCKED`;

/** Has the attachments that wait analysed, and destroys the bytes that nobody may read any more. */
export function surveillerPieces(deps: SurveillerDeps) {
  const { database, depot, clock, logger, analyser, committed, pollMs = POLL_MS } = deps;
  let arretee = false;
  let timer: NodeJS.Timeout | undefined;
  let muet = false;

  const rendre = async (analyse: Analyser, { id, cle }: Prise): Promise<void> => {
    const clair = descellerFlux(Buffer.from(cle ?? '', 'base64'), lieuDeLaPiece(id), depot.lire(id));
    const menace = await analyse(clair);
    muet = false;
    if (menace === undefined) {
      await database.query(`UPDATE hub.piece SET etat = 'SAINE' WHERE id = $1 AND etat = 'EN_QUARANTAINE'`, [id]);
      return;
    }
    await depot.supprimer(id);
    await database.transaction((tx) => refuser(tx, id, clock.now()));
    committed();
  };
  const analyserUne = async (analyse: Analyser): Promise<boolean> => {
    const [prise] = await database.transaction(async (tx) =>
      tx.ouvrir(PieceRow, await tx.query<Prise>(PRENDRE, [clock.now()])),
    );
    if (!prise || arretee) return false;
    try {
      await rendre(analyse, prise);
    } catch (error) {
      if (!muet) logger.warn('attachments stay in quarantine: the scanner does not say', { error });
      muet = true;
      return false;
    }
    return true;
  };
  const detruire = async (): Promise<void> => {
    await database.query(OUBLIEES, [clock.now()]);
    for (const { id } of await database.query<{ id: string }>(A_DETRUIRE))
      await database.transaction(async (tx) => {
        // Under its lock: sent again by the same message, it would have a new row, whose bytes must stay.
        if ((await tx.query(ENCORE_A_DETRUIRE, [id])).length === 0) return;
        await depot.supprimer(id);
        await tx.query('DELETE FROM hub.piece WHERE id = $1', [id]);
      });
  };
  const tour = async (): Promise<void> => {
    try {
      if (analyser) while (await analyserUne(analyser));
      await detruire();
    } catch (error) {
      logger.warn('attachments not watched', { error });
    }
    if (!arretee) timer = setTimeout(begin, pollMs);
  };
  let enCours: Promise<void> = Promise.resolve();
  const begin = () => {
    enCours = tour();
  };
  begin();
  return {
    stop: async () => {
      arretee = true;
      clearTimeout(timer);
      await enCours;
    },
  };
}

/** Its content is destroyed; joined, who sent it is told, and who waits for it. */
async function refuser(tx: Tx, id: string, now: Date): Promise<void> {
  // It may have been joined while the scanner was reading it.
  const [refusee] = await tx.query<Refusee>(
    `UPDATE hub.piece SET etat = 'INFECTEE', cle = NULL WHERE id = $1 AND etat = 'EN_QUARANTAINE'
     RETURNING institution, information_id "informationId", saisine_id "saisineId",
       crip.collectivite_de_la_piece(id) collectivite`,
    [id],
  );
  if (!refusee) return;
  const evenement = annonceDe(refusee);
  const objets = [{ type: 'Piece', id }];
  const ligne = inscrireActe({ id: v7(), acte: 'refuserPiece', institution: 'hub', acteur: 'hub', objets, le: now });
  if (!evenement) {
    await tx.insert([ligne]);
    return;
  }
  const raccordees = await lireRaccordees(tx, destinataires(evenement.type, evenement.portee));
  await tx.insert([...livraisons(evenement, raccordees, { newId: v7, now }), ligne]);
}

type Annonce = Issue<unknown>['evenements'][number];

interface Refusee {
  readonly institution: string;
  readonly informationId: string | null;
  readonly saisineId: string | null;
  readonly collectivite: string | null;
}

function annonceDe({ institution: emetteur, informationId, saisineId, collectivite }: Refusee): Annonce | undefined {
  if (informationId !== null && collectivite !== null)
    return { type: 'piece.refusee', sujetId: informationId, portee: { collectivite, emetteur } };
  // Neither of its recipients is found by the collectivité.
  const portee = { collectivite: '', emetteur };
  return saisineId === null ? undefined : { type: 'saisine-defenseur.piece-refusee', sujetId: saisineId, portee };
}
