import { defineAct } from '../act';
import { refus } from '../domain/errors';
import { TransfertEntrantRow } from '../platform/transferts/transfert.entity';
import type { Tx } from '../platform/database';
import type { Arrivee, ContenuTransfere, Transferable } from '../transferable';
import type { Bordereau, entreeDe } from './messages';
import { piecesGardees } from './pieces-transferees';
import { RefusTransfertError } from './refus';

export const SCOPE = 'transfert:recevoir';

const ENTRANT = `
  SELECT objet_id "objetId", etat, empreinte, contenu, refus->>'message' refus FROM hub.transfert_entrant
  WHERE hub = $1 AND id = $2 FOR UPDATE`;
const OUVRIR = `
  UPDATE hub.transfert_entrant SET etat = 'OUVERT', contenu = NULL, fini_le = $2 WHERE objet_id = $1`;

type Entrant = Pick<TransfertEntrantRow, 'objetId' | 'etat' | 'empreinte' | 'contenu'> & {
  readonly refus: string | null;
};

/**
 * Opens a file that another hub handed over and confirmed (CASF L221-3): from this commit on, the collectivité of arrival is
 * in charge. Its key is the transfer's: asked again, the same receipt is answered. The receipt proves the arrival to whoever
 * has the public keys of this hub.
 */
export const recevoirTransfert = (transferables: readonly Transferable[]) =>
  defineAct<ReturnType<typeof entreeDe>, Arrivee>({
    name: 'recevoirTransfert',
    roles: ['crip', 'ase'],
    scope: SCOPE,
    controler: () => undefined,
    perform: async (tx, { hub, transfert, ...bordereau }, contexte) => {
      const { objetId, contenu } = await verrouillerPrepare(tx, hub, transfert, bordereau);
      const { type, de, vers } = bordereau;
      const genre = transferables.find((une) => une.type === type);
      if (!genre) throw new RefusTransfertError('TYPE_INCONNU');
      const pieces = await piecesGardees(tx, { hub, transfert, pieces: contenu.pieces });
      if (pieces.size < contenu.pieces.length) throw new RefusTransfertError('PIECES_MANQUANTES');
      const issue = await genre.receive(tx, contenu, { de, vers, pieces }, contexte);
      await tx.query(OUVRIR, [objetId, contexte.now]);
      return { ...issue, objet: [...[issue.objet ?? []].flat(), { type: 'TransfertEntrant', id: objetId }] };
    },
  });

async function verrouillerPrepare(
  tx: Tx,
  hub: string,
  transfert: string,
  { empreinte }: Bordereau,
): Promise<{ readonly objetId: string; readonly contenu: ContenuTransfere }> {
  const lus = await tx.query<Entrant>(ENTRANT, [hub, transfert]);
  const [entrant] = await tx.ouvrir(TransfertEntrantRow, lus);
  if (!entrant) throw new RefusTransfertError('TRANSFERT_INCONNU');
  if (entrant.etat === 'REFUSE' && entrant.refus !== null)
    throw new RefusTransfertError('REGLE_CONTRAIRE', entrant.refus);
  // The same confirmation came twice at once: tried again, the act finds what it answered.
  if (entrant.etat === 'OUVERT') throw refus(['transfert'], 'DEJA_FAIT', 'ce dossier est déjà ouvert.');
  if (entrant.etat !== 'PREPARE') throw new RefusTransfertError('TRANSFERT_CLOS');
  if (entrant.empreinte !== empreinte || entrant.contenu === null) throw new RefusTransfertError('EMPREINTE_CONTRAIRE');
  return { objetId: entrant.objetId, contenu: entrant.contenu as ContenuTransfere };
}
