import { verifierRecuSeul } from '../audit/verifier-recu';
import { effetDuRefus } from '../domain/transferts';
import type { Depot } from '../platform/pieces/depot';
import type { ContenuTransfere } from '../transferable';
import type { Appel, ClientHubs } from './client';
import { empreinteDe, entreeDe, octetsDe, type Etape, type Message, type Reponse } from './messages';
import { octetsDeLaPiece } from './octets-de-la-piece';
import { pasIci, type PasIciDeps, type TransfertPris } from './pas-ici';
import { lireHub, type HubConnu } from './registre-hubs';

export interface ConduireDeps extends PasIciDeps {
  readonly client: ClientHubs;
  /** Name of this hub: that of its journal. */
  readonly ici: string;
  readonly depot: Depot | undefined;
  /** Nobody else takes it while this message is on its way. */
  readonly tenir: (ligne: TransfertPris) => Promise<void>;
}

/** What became of one attempt: over, or to be taken again, and why. */
export type Conduite = 'FINI' | { readonly echec: string };
type Ligne = TransfertPris;

const bordereauDe = ({ type, de, vers, empreinte }: Ligne) => ({ type, de, vers, empreinte });

/**
 * Takes one transfer as far as the other hub answers. Each answer is committed before the next message, so that whoever dies
 * in between takes it again from there: the other hub answers the same thing to the same transfer.
 */
export function conducteur(deps: ConduireDeps): (ligne: TransfertPris) => Promise<Conduite> {
  const { database, clock, client, ici, depot, tenir } = deps;
  const pas = pasIci(deps);
  const appeler = async (
    [hub, ligne]: readonly [HubConnu, Ligne],
    etape: Etape,
    plus: Partial<Pick<Message<'PIECE'>, 'piece'>> = {},
    clair?: Uint8Array,
  ): Promise<Appel> => {
    await tenir(ligne);
    return client.appeler(hub, etape, { transfert: ligne.id, bordereau: bordereauDe(ligne), ...plus }, clair);
  };

  const envoyerLeDossier = async (hub: HubConnu, ligne: Ligne): Promise<Appel> => {
    const { pieces } = ligne.contenu as ContenuTransfere;
    for (const { id, type, empreinte } of pieces) {
      const octets = await octetsDeLaPiece(database, depot, id);
      const piece = { id, type, empreinte };
      const appel = await appeler([hub, ligne], 'PIECE', { piece }, octets);
      if ('echec' in appel || appel.reponse.issue !== 'GARDEE') return appel;
    }
    const clair = Buffer.from(octetsDe(ligne.contenu as object));
    return appeler([hub, ligne], 'PREPARER', {}, clair);
  };

  /** Its receipt is that of this very file, signed by the key that the operator registered. */
  const arriveeSelon = (hub: HubConnu, ligne: Ligne, { recu }: Reponse): string | undefined => {
    const { charge, signe } = recu ? verifierRecuSeul(recu, hub.preuve) : {};
    if (!charge || signe !== true) return undefined;
    const dit: Readonly<Record<string, unknown>> = charge;
    const attendue = empreinteDe(octetsDe(entreeDe(ici, ligne.id, bordereauDe(ligne))));
    const nomme = dit['acte'] === 'recevoirTransfert' && dit['emetteur'] === hub.id && dit['empreinte'] === attendue;
    return nomme && typeof dit['reference'] === 'string' ? dit['reference'] : undefined;
  };

  const conclure = async (hub: HubConnu, ligne: Ligne, reponse: Reponse): Promise<Conduite> => {
    const reference = arriveeSelon(hub, ligne, reponse);
    if (reference === undefined) return { echec: 'RECU_INVALIDE' };
    await pas.conclure(ligne, reference, reponse.recu);
    return 'FINI';
  };

  /** @returns what the refusal leaves to do; undefined: it was the answer that was waited for */
  const suiteDuRefus = async (ligne: Ligne, appel: Appel): Promise<Conduite | 'REPREPARE' | undefined> => {
    if ('echec' in appel) return appel;
    const { issue, refus } = appel.reponse;
    if (issue !== 'REFUS') return undefined;
    const code = refus?.code ?? 'INCONNU';
    const effet = effetDuRefus(code, ligne.confirmeLe !== null);
    if (effet === 'FINIT') {
      await pas.refuser(ligne, { code, message: refus?.message ?? '' });
      return 'FINI';
    }
    return effet === 'REPREPARE' ? effet : { echec: code };
  };

  const preparer = async (hub: HubConnu, ligne: Ligne): Promise<Conduite> => {
    const appel = await envoyerLeDossier(hub, ligne);
    const suite = await suiteDuRefus(ligne, appel);
    if (suite === 'REPREPARE') return { echec: 'PIECES_MANQUANTES' };
    if (suite) return suite;
    if ('echec' in appel || appel.reponse.issue !== 'PREPARE') return { echec: 'REPONSE_CONTRAIRE' };
    const confirmee = await pas.confirmer(ligne);
    return confirmee ? confirmer(hub, confirmee) : 'FINI';
  };

  const confirmer = async (hub: HubConnu, ligne: Ligne, encore = true): Promise<Conduite> => {
    const appel = await appeler([hub, ligne], 'CONFIRMER');
    const suite = await suiteDuRefus(ligne, appel);
    if (suite === undefined) {
      if ('echec' in appel || appel.reponse.issue !== 'OUVERT') return { echec: 'REPONSE_CONTRAIRE' };
      return conclure(hub, ligne, appel.reponse);
    }
    if (suite !== 'REPREPARE') return suite;
    // The other hub no longer has what it had acknowledged: a restored copy, attachments that waited for too long.
    const renvoye = await suiteDuRefus(ligne, await envoyerLeDossier(hub, ligne));
    if (renvoye === undefined && encore) return confirmer(hub, ligne, false);
    return renvoye === undefined || renvoye === 'REPREPARE' ? { echec: 'TRANSFERT_INCONNU' } : renvoye;
  };

  /** The file is here again already: the other hub forgets its copy, whenever it answers. */
  const annuler = async (hub: HubConnu, ligne: Ligne): Promise<Conduite> => {
    const appel = await appeler([hub, ligne], 'ANNULER');
    if ('echec' in appel) return appel;
    const { issue, refus } = appel.reponse;
    if (issue !== 'ANNULE') return { echec: refus?.code ?? issue };
    await pas.finirRappel(ligne);
    return 'FINI';
  };

  return async (ligne: Ligne): Promise<Conduite> => {
    const hub = await lireHub(database, ligne.hub, clock.now());
    if (!hub) {
      if (ligne.etat === 'PREPARATION') await pas.rappeler(ligne, 'HUB_REVOQUE');
      return ligne.etat === 'PREPARATION' ? 'FINI' : { echec: 'HUB_REVOQUE' };
    }
    if (ligne.etat === 'PREPARATION') return preparer(hub, ligne);
    return ligne.etat === 'CONFIRMATION' ? confirmer(hub, ligne) : annuler(hub, ligne);
  };
}
