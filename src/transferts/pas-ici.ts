import { livraisons, type Issue } from '../act';
import { inscrireActe } from '../audit/inscrire';
import { objetsDe } from '../audit/objets';
import type { Actor } from '../auth/actor';
import { RAPPELS } from '../domain/transferts';
import type { Clock } from '../platform/clock';
import type { Database, Tx } from '../platform/database';
import { exigerRaccordement, lireRaccordees } from '../platform/raccordement';
import { empreinteDuContenu, rappeler } from '../platform/transferts/sortants';
import { TransfertSortantRow, type RefusTransfert } from '../platform/transferts/transfert.entity';
import type { Contexte, Registres } from '../registres';
import type { Transferable } from '../transferable';
import type { Reponse } from './messages';

export interface PasIciDeps {
  /** The worker's own. */
  readonly database: Database;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly registres: Registres;
  readonly transferables: readonly Transferable[];
}

/** A transfer claimed by an attempt (`tentatives`). */
export type TransfertPris = Pick<
  TransfertSortantRow,
  | 'id'
  | 'type'
  | 'sujetId'
  | 'enfantId'
  | 'hub'
  | 'de'
  | 'vers'
  | 'empreinte'
  | 'etat'
  | 'contenu'
  | 'motif'
  | 'confirmeLe'
  | 'tentatives'
>;
type Ligne = TransfertPris;

export const COLONNES = `id, type, sujet_id "sujetId", enfant_id "enfantId", hub, de, vers, empreinte, etat, contenu, motif,
  confirme_le "confirmeLe", tentatives`;
const VERROUILLER = `SELECT ${COLONNES} FROM hub.transfert_sortant WHERE id = $1 AND tentatives = $2 FOR UPDATE`;
const CONFIRMER = `UPDATE hub.transfert_sortant SET etat = 'CONFIRMATION', confirme_le = $2 WHERE id = $1`;
const FINIR = `
  UPDATE hub.transfert_sortant
  SET etat = $2, fini_le = $3, contenu = NULL, motif = NULL, prochaine_le = NULL, dernier_echec = NULL,
      refus = coalesce($4, refus), reference_arrivee = $5, recu = $6
  WHERE id = $1`;

/** What one hub commits of a transfer, each step in one transaction: only the attempt in progress finds its row. */
export function pasIci({ database, clock, newId, registres, transferables }: PasIciDeps) {
  const genreDe = (type: string): Transferable => {
    const genre = transferables.find((une) => une.type === type);
    if (!genre) throw new Error(`no transferable is named ${type}`);
    return genre;
  };

  /** In the name of the institution of origin, if the attempt is still the one in progress. */
  const enActe = <R>(ligne: Ligne, nom: string, work: (tx: Tx, pris: Ligne, contexte: Contexte) => Promise<R>) => {
    const role = genreDe(ligne.type).role;
    const institution = `${role}-${ligne.de}`;
    const pour = { institution, role, territoire: ligne.de };
    const actor: Actor = {
      ...{ ...pour, sub: 'hub', clientId: 'hub', scopes: [], expiresAt: Number.MAX_SAFE_INTEGER, liaison: null },
    };
    return database.transaction(
      async (tx) => {
        const lus = await tx.query<Ligne>(VERROUILLER, [ligne.id, ligne.tentatives]);
        const [pris] = await tx.ouvrir(TransfertSortantRow, lus);
        if (!pris || pris.etat !== ligne.etat) return undefined;
        return work(tx, pris, { actor, now: clock.now(), newId, registres, empreinte: ligne.empreinte });
      },
      { ...pour, acte: nom },
    );
  };

  const ecrire = async (
    tx: Tx,
    ligne: Ligne,
    acte: string,
    suite: Pick<Issue<unknown>, 'ecritures' | 'evenements'>,
  ) => {
    const { ecritures, evenements } = suite;
    const now = clock.now();
    const joignables = await exigerRaccordement(tx, evenements, {}, lireRaccordees);
    const objet = [
      { type: 'Transfert', id: ligne.id },
      { type: 'Enfant', id: ligne.enfantId },
    ];
    await tx.insert([
      ...ecritures,
      ...evenements.flatMap((evenement) => livraisons(evenement, joignables, { newId, now })),
      inscrireActe({
        ...{ id: newId(), acte, institution: 'hub', acteur: 'hub', le: now, empreinte: ligne.empreinte },
        objets: objetsDe({ objet, evenements, ecritures }),
      }),
    ]);
  };
  const nonAbouti = ({ type, sujetId, de }: Ligne) => ({
    ecritures: [],
    evenements: [{ type: genreDe(type).evenements.nonAbouti, sujetId, portee: { collectivite: de } }],
  });

  /** It stays here, as it was; nothing of it is there, nor will be. */
  const refuser = async (ligne: Ligne, refus: RefusTransfert): Promise<void> => {
    await enActe(ligne, 'constaterRefusTransfert', async (tx, pris, { now }) => {
      await genreDe(pris.type).release(tx, pris.id);
      await tx.query(FINIR, [pris.id, 'REFUSE', now, JSON.stringify(refus), null, null]);
      await ecrire(tx, pris, 'constaterRefusTransfert', nonAbouti(pris));
    });
  };
  const rappelerDIci = async (ligne: Ligne, code: keyof typeof RAPPELS): Promise<void> => {
    await enActe(ligne, 'rappelerTransfert', async (tx, pris, { now }) => {
      await genreDe(pris.type).release(tx, pris.id);
      await rappeler(tx, pris.id, code, now);
      await ecrire(tx, pris, 'rappelerTransfert', nonAbouti(pris));
    });
  };

  /** Nothing of the file has changed since it left: from this commit on, only the other hub ends the transfer. */
  const confirmer = async (ligne: Ligne): Promise<Ligne | undefined> => {
    const confirme = await enActe(ligne, 'confirmerTransfert', async (tx, pris, contexte) => {
      const contenu = await genreDe(pris.type).prepare(tx, pris.sujetId, contexte);
      if (empreinteDuContenu(contenu) !== pris.empreinte) return 'CHANGE' as const;
      await tx.query(CONFIRMER, [pris.id, contexte.now]);
      await ecrire(tx, pris, 'confirmerTransfert', { ecritures: [], evenements: [] });
      return { ...pris, etat: 'CONFIRMATION' as const, confirmeLe: contexte.now };
    });
    if (confirme !== 'CHANGE') return confirme;
    await rappelerDIci(ligne, 'DOSSIER_CHANGE');
    return undefined;
  };

  /** The other hub is in charge: its receipt stays here, and nothing else but the stub. */
  const conclure = async (ligne: Ligne, referenceArrivee: string, recu: Reponse['recu']): Promise<void> => {
    await enActe(ligne, 'conclureTransfert', async (tx, pris, contexte) => {
      const { id, sujetId, de, vers, motif } = pris;
      const fin = await genreDe(pris.type).withdraw(tx, { id, sujetId, de, vers, motif, referenceArrivee }, contexte);
      await tx.query(FINIR, [id, 'ABOUTI', contexte.now, null, referenceArrivee, JSON.stringify(recu)]);
      await ecrire(tx, pris, 'conclureTransfert', fin);
    });
  };

  /** The other hub has forgotten it. */
  const finirRappel = async (ligne: Ligne): Promise<void> => {
    await enActe(ligne, 'constaterRappelTransfert', async (tx, pris, { now }) => {
      await tx.query(FINIR, [pris.id, 'RAPPELE', now, null, null, null]);
    });
  };

  return { refuser, rappeler: rappelerDIci, confirmer, conclure, finirRappel };
}
