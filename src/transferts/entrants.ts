import { isUniqueViolation, type RunAct } from '../act';
import type { Signataire } from '../audit/cles';
import { sceller } from '../audit/recu';
import type { Actor } from '../auth/actor';
import { HubError, RefusError } from '../domain/errors';
import type { Clock } from '../platform/clock';
import { ecrire, type Database, type Tx } from '../platform/database';
import { lireRaccordees } from '../platform/raccordement';
import { TransfertEntrantRow, type EtatEntrant } from '../platform/transferts/transfert.entity';
import type { ContenuTransfere, Transferable } from '../transferable';
import type { ClesEchange } from './cles';
import { empreinteDe, entreeDe, octetsDe, type Bordereau, type Message, type Reponse } from './messages';
import { idDeLaPiece, oublierPieces, piecesGardees } from './pieces-transferees';
import { recevoirTransfert, SCOPE } from './recevoir-transfert';
import { RefusTransfertError } from './refus';
import { dechiffrer } from './sceau';

export interface EntrantsDeps {
  /** For the institution of arrival, behind row-level security. */
  readonly database: Database;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly run: RunAct;
  readonly signataire: Signataire;
  readonly cles: ClesEchange;
  readonly transferables: readonly Transferable[];
  /** Keeps the bytes of an attachment; absent: this hub keeps none. */
  readonly garder:
    ((de: Actor, piece: { id: string; type: string; octets: Buffer }) => Promise<{ empreinte: string }>) | undefined;
}

export type Issue = Pick<Reponse, 'issue' | 'recu'>;

const CONNU = `
  SELECT objet_id "objetId", etat, empreinte, contenu FROM hub.transfert_entrant WHERE hub = $1 AND id = $2 FOR UPDATE`;
const CLORE = `
  UPDATE hub.transfert_entrant SET etat = $2, contenu = NULL, fini_le = $3, refus = $4 WHERE objet_id = $1`;

type Connu = Pick<TransfertEntrantRow, 'objetId' | 'etat' | 'empreinte' | 'contenu'>;

/** What a hub does of what another one hands over. Each step may be asked again: it answers what it answered. */
export function entrants({ database, clock, newId, run, signataire, cles, transferables, garder }: EntrantsDeps) {
  const acte = recevoirTransfert(transferables);
  const genreDe = (type: string): Transferable => {
    const genre = transferables.find((une) => une.type === type);
    if (!genre) throw new RefusTransfertError('TYPE_INCONNU');
    return genre;
  };
  const pour = (hub: string, role: Transferable['role'], vers: string): Actor => ({
    ...{ sub: `hub:${hub}`, clientId: hub, institution: `${role}-${vers}`, role, territoire: vers },
    ...{ scopes: [SCOPE], expiresAt: Number.MAX_SAFE_INTEGER, liaison: null },
  });
  const enActe = <R>({ institution, role, territoire }: Actor, nom: string, work: (tx: Tx) => Promise<R>) =>
    database.transaction(work, { institution, role, territoire, acte: nom });
  const exigerRaccordee = async (actor: Actor): Promise<void> => {
    const raccordees = await enActe(actor, 'preparerTransfert', (tx) => lireRaccordees(tx, [actor.institution]));
    if (raccordees.size === 0) throw new RefusTransfertError('COLLECTIVITE_INCONNUE');
  };
  const inscrite = (actor: Actor, nom: string, objetId: string, empreinte: string) =>
    sceller(
      {
        ...{ id: newId(), acte: nom, institution: actor.institution, acteur: actor.sub, empreinte, le: clock.now() },
        objets: [{ type: 'TransfertEntrant', id: objetId }],
      },
      signataire,
    ).ecriture;
  const ligne = (
    hub: string,
    id: string,
    { type, de, vers, empreinte }: Bordereau,
    etat: EtatEntrant,
    contenu: unknown,
  ) => ({
    ...{ objetId: newId(), hub, id, type, de, vers, empreinte, etat, contenu },
    ...{ recuLe: clock.now(), finiLe: etat === 'PREPARE' ? null : clock.now(), refus: null },
  });
  const lire = async (tx: Tx, hub: string, id: string): Promise<Connu | undefined> =>
    (await tx.ouvrir(TransfertEntrantRow, await tx.query<Connu>(CONNU, [hub, id])))[0];

  const ouvrirContenu = async (
    genre: Transferable,
    chiffre: string,
    bordereau: Bordereau,
  ): Promise<ContenuTransfere> => {
    const clair = await dechiffrer(chiffre, cles);
    if (!clair) throw new RefusTransfertError('CHIFFREMENT_INVALIDE');
    let lu: unknown;
    try {
      lu = JSON.parse(clair.toString('utf8'));
    } catch {
      throw new RefusTransfertError('CONTENU_INVALIDE');
    }
    if (empreinteDe(octetsDe(lu as object)) !== bordereau.empreinte)
      throw new RefusTransfertError('EMPREINTE_CONTRAIRE');
    const forme = genre.forme.safeParse(lu);
    if (!forme.success) throw new RefusTransfertError('CONTENU_INVALIDE');
    return forme.data;
  };

  /** Answered only once it is committed: whoever hears it takes the file back. */
  const refuserPourToujours = (actor: Actor, hub: string, transfert: string, message: string) =>
    enActe(actor, 'refuserTransfert', async (tx) => {
      const connu = await lire(tx, hub, transfert);
      if (connu?.etat === 'OUVERT' || !connu) return new RefusTransfertError('DEJA_OUVERT');
      if (connu.etat === 'ANNULE') return new RefusTransfertError('TRANSFERT_CLOS');
      if (connu.etat === 'PREPARE') {
        const refus = JSON.stringify({ code: 'REGLE_CONTRAIRE', message });
        await tx.query(CLORE, [connu.objetId, 'REFUSE', clock.now(), refus]);
        await tx.insert([inscrite(actor, 'refuserTransfert', connu.objetId, connu.empreinte)]);
      }
      return new RefusTransfertError('REGLE_CONTRAIRE', message);
    });

  return {
    /** The bytes of one attachment, nobody's until the file is opened. */
    garderPiece: async (hub: string, { transfert, bordereau, piece, chiffre }: Message<'PIECE'>): Promise<Issue> => {
      const actor = pour(hub, genreDe(bordereau.type).role, bordereau.vers);
      await exigerRaccordee(actor);
      const octets = await dechiffrer(chiffre, cles);
      if (!octets) throw new RefusTransfertError('CHIFFREMENT_INVALIDE');
      if (empreinteDe(octets) !== piece.empreinte) throw new RefusTransfertError('EMPREINTE_CONTRAIRE');
      if (!garder) throw new RefusTransfertError('INDISPONIBLE', 'Le hub d’arrivée ne garde pas de pièce jointe.');
      try {
        await garder(actor, { id: idDeLaPiece(hub, transfert, piece.id), type: piece.type, octets });
      } catch (error) {
        if (!(error instanceof HubError)) throw error;
        throw new RefusTransfertError(REFUS_DE_PIECE[error.code] ?? 'INDISPONIBLE', error.message);
      }
      return { issue: 'GARDEE' };
    },

    /** The file, sealed under a key of its own and shown to nobody. */
    preparer: async (hub: string, { transfert, bordereau, chiffre }: Message<'PREPARER'>): Promise<Issue> => {
      const genre = genreDe(bordereau.type);
      const actor = pour(hub, genre.role, bordereau.vers);
      await exigerRaccordee(actor);
      const contenu = await ouvrirContenu(genre, chiffre, bordereau);
      const poser = () =>
        enActe(actor, 'preparerTransfert', async (tx) => {
          const connu = await lire(tx, hub, transfert);
          if (connu?.etat === 'OUVERT') throw new RefusTransfertError('DEJA_OUVERT');
          if (connu && connu.etat !== 'PREPARE') throw new RefusTransfertError('TRANSFERT_CLOS');
          if (connu && connu.empreinte !== bordereau.empreinte) throw new RefusTransfertError('EMPREINTE_CONTRAIRE');
          const { size } = await piecesGardees(tx, { hub, transfert, pieces: contenu.pieces });
          if (size < contenu.pieces.length) throw new RefusTransfertError('PIECES_MANQUANTES');
          if (connu) return;
          const neuve = ligne(hub, transfert, bordereau, 'PREPARE', contenu);
          const { objetId } = neuve;
          await tx.insert([
            ecrire(TransfertEntrantRow, neuve, objetId),
            inscrite(actor, 'preparerTransfert', objetId, bordereau.empreinte),
          ]);
        });
      // The same message twice at once: the first one's row is now there to be read.
      await poser().catch((error: unknown) => (isUniqueViolation(error) ? poser() : Promise.reject(error as Error)));
      return { issue: 'PREPARE' };
    },

    /** The file is opened, and its receipt answered; or it never will be, and that is kept too. */
    confirmer: async (hub: string, { transfert, bordereau }: Message<'CONFIRMER'>): Promise<Issue> => {
      const actor = pour(hub, genreDe(bordereau.type).role, bordereau.vers);
      try {
        const { recu } = await run(acte, actor, entreeDe(hub, transfert, bordereau));
        if (recu === null) throw new Error('an act of transfer answered no receipt');
        return { issue: 'OUVERT', recu };
      } catch (error) {
        if (error instanceof HubError && error.code === 'CONFLICT')
          throw new RefusTransfertError('EMPREINTE_CONTRAIRE');
        if (!(error instanceof RefusError)) throw error;
        const message = error.refus.map((un) => un.message).join(' ');
        throw await refuserPourToujours(actor, hub, transfert, message);
      }
    },

    /** Nothing of it is kept but that it was called off: what arrives late is not opened. */
    annuler: async (hub: string, { transfert, bordereau }: Message<'ANNULER'>): Promise<Issue> => {
      const actor = pour(hub, genreDe(bordereau.type).role, bordereau.vers);
      const poser = () =>
        enActe(actor, 'annulerTransfert', async (tx) => {
          const connu = await lire(tx, hub, transfert);
          if (connu?.etat === 'OUVERT') throw new RefusTransfertError('DEJA_OUVERT');
          if (connu && connu.etat !== 'PREPARE') return;
          const neuve = ligne(hub, transfert, bordereau, 'ANNULE', null);
          const objetId = connu?.objetId ?? neuve.objetId;
          if (connu) {
            const { pieces } = connu.contenu as ContenuTransfere;
            await oublierPieces(tx, { hub, transfert, pieces });
            await tx.query(CLORE, [objetId, 'ANNULE', clock.now(), null]);
          }
          await tx.insert([
            ...(connu ? [] : [ecrire(TransfertEntrantRow, neuve)]),
            inscrite(actor, 'annulerTransfert', objetId, bordereau.empreinte),
          ]);
        });
      await poser().catch((error: unknown) => (isUniqueViolation(error) ? poser() : Promise.reject(error as Error)));
      return { issue: 'ANNULE' };
    },
  };
}

export type Entrants = ReturnType<typeof entrants>;

const REFUS_DE_PIECE: Partial<Readonly<Record<string, 'TROP_GRAND' | 'CONTENU_INVALIDE'>>> = {
  PAYLOAD_TOO_LARGE: 'TROP_GRAND',
  UNSUPPORTED_MEDIA_TYPE: 'CONTENU_INVALIDE',
};
