import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { RAPPELS } from '../../domain/transferts';
import { ecrire, type Ecriture, type Tx } from '../database';
import { TransfertSortantRow } from './transfert.entity';

/** SHA-256, in hexadecimal, of the RFC 8785 form: what both hubs sign of a content. */
export function empreinteDuContenu(contenu: unknown): string {
  return createHash('sha256')
    .update(canonicalize(contenu) ?? '')
    .digest('hex');
}

const HUB_DE = `
  SELECT h.id FROM hub.collectivite_distante c JOIN hub.hub_distant h ON h.id = c.hub
  WHERE c.collectivite = $1 AND h.revoque_le IS NULL`;

/** The other hub that the operator knows to serve this collectivité. */
export async function hubDe(tx: Pick<Tx, 'query'>, collectivite: string): Promise<string | undefined> {
  return (await tx.query<{ id: string }>(HUB_DE, [collectivite]))[0]?.id;
}

type Depart = Pick<
  TransfertSortantRow,
  'id' | 'type' | 'sujetId' | 'enfantId' | 'hub' | 'de' | 'vers' | 'referenceDepart' | 'contenu' | 'motif'
>;

/** The first row of a transfer: from this act's commit on, the worker takes it to its end. */
export function confier(depart: Depart, now: Date): Ecriture {
  return ecrire(TransfertSortantRow, {
    ...depart,
    ...{ empreinte: empreinteDuContenu(depart.contenu), etat: 'PREPARATION', ouvertLe: now, prochaineLe: now },
    ...{ confirmeLe: null, finiLe: null, tentatives: 0, dernierEchec: null, alerteLe: null },
    ...{ refus: null, referenceArrivee: null, recu: null },
  });
}

const DERNIER = `
  SELECT id, etat, confirme_le "confirmeLe" FROM hub.transfert_sortant
  WHERE sujet_id = $1 AND de = $2 AND etat IN ('PREPARATION', 'CONFIRMATION') FOR UPDATE`;

export type EnCours = Pick<TransfertSortantRow, 'id' | 'etat' | 'confirmeLe'>;

/** The transfer of this record that is not over, locked before the record itself, as everywhere. */
export async function verrouillerTransfert(tx: Tx, sujetId: string, de: string | null): Promise<EnCours | undefined> {
  return (await tx.query<EnCours>(DERNIER, [sujetId, de]))[0];
}

/** Nothing of the file stays in the transfer; the other hub is told to forget its copy. */
export async function rappeler(tx: Tx, id: string, code: keyof typeof RAPPELS, now: Date): Promise<void> {
  await tx.query(
    `UPDATE hub.transfert_sortant
     SET etat = 'RAPPEL', contenu = NULL, motif = NULL, refus = $2, prochaine_le = $3, tentatives = tentatives + 1,
         dernier_echec = NULL
     WHERE id = $1`,
    [id, JSON.stringify({ code, message: RAPPELS[code] }), now],
  );
}
