import { createHash } from 'node:crypto';
import {
  estARenvoyer,
  MessageIllisible,
  type Envoi,
  type Erreur,
  type Issue,
  type Lecture,
  type Reponse,
  type Resultat,
  type VoieEntrante,
} from '../../connectors/entrant';
import type { Signataire } from '../audit/cles';
import { signerTexte } from '../audit/recu';
import type { Actor } from '../auth/actor';
import type { Clock } from '../platform/clock';
import type { Database } from '../platform/database';
import type { Logger } from '../platform/logger';
import { panneDeLaBase } from '../platform/panne-base';
import { suivre } from '../platform/traces';
import { cleDeCommande, type Executer } from './executer';
import { enveloppes } from './enveloppes';
import type { VerifierSignature } from './signatures';

export interface ReceptionDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly logger: Logger;
  readonly executer: Executer;
  readonly production: boolean;
  readonly verifier: VerifierSignature;
  /** Signs the answers of the lanes that sign, and what the journal says. */
  readonly signataire: Signataire;
  /** Counts each message by its lane and what became of it. */
  readonly compter: (voie: string, issue: Issue['etat'] | 'REPETE' | 'RIEN') => void;
  /** After a commit that told someone something. */
  readonly committed: () => void;
}

/** A message whose sender is known to the register. */
export type EnvoiAuthentifie = Omit<Envoi, 'de' | 'recuLe' | 'production'> & { readonly de: Actor };

export interface Rendue extends Reponse {
  /** Something of it may pass later: the same message is to be sent again. */
  readonly aRenvoyer?: true;
}

export interface Reception {
  /** Never throws: whatever happens is an answer in the lane's own format. */
  readonly recevoir: (voie: VoieEntrante, envoi: EnvoiAuthentifie) => Promise<Rendue>;
  /** The same, of what is refused before a byte of it is kept. */
  readonly refuser: (voie: VoieEntrante, refus: Issue, corps?: Buffer) => Reponse;
  /** Reads again a message that was kept. @throws what prevents it */
  readonly reprendre: (voie: VoieEntrante, envoi: EnvoiAuthentifie, garde: Garde) => Promise<void>;
}

/** A message that has its row. */
export interface Garde {
  readonly id: string;
  readonly empreinte: string;
  readonly recuLe: Date;
}

/**
 * Keeps a message before it is read, reads it, does what it asks, answers in its own format. The answer exists only
 * after the commit of all that it says; the same message always has the same one.
 */
export function reception(deps: ReceptionDeps): Reception {
  const { database, clock, newId, logger, executer, production, verifier, signataire, compter, committed } = deps;
  const registre = enveloppes({ database, newId, signataire, committed });

  const repondre = (voie: VoieEntrante, envoi: Pick<Envoi, 'corps' | 'recuLe'>, issue: Issue): Reponse => {
    const reponse = voie.repondre(envoi, issue);
    return voie.signe ? { ...reponse, signature: signerTexte(reponse.corps, signataire) } : reponse;
  };

  const traiter = async (
    voie: VoieEntrante,
    envoi: Envoi & { readonly de: Actor },
    garde: Pick<Garde, 'id' | 'empreinte'>,
  ): Promise<Rendue> => {
    const { id, empreinte } = garde;
    const lue = await lire(voie, envoi);
    if ('erreurs' in lue) {
      const { erreurs } = lue;
      await registre.ecarter(envoi.de, { id, voie: voie.nom, empreinte, erreurs, le: envoi.recuLe });
      compter(voie.nom, 'ILLISIBLE');
      return repondre(voie, envoi, { etat: 'ILLISIBLE', erreurs });
    }
    if (lue.demandes.length === 0) {
      await registre.oublier(envoi.de, id);
      compter(voie.nom, 'RIEN');
      return repondre(voie, envoi, { etat: 'LU', lecture: lue, resultats: [] });
    }
    const connue = await registre.reconnaitre(envoi.de, { id, voie: voie.nom, cle: lue.cle, empreinte });
    if (connue.reponse !== null) {
      compter(voie.nom, 'REPETE');
      return connue.reponse;
    }
    if (connue.empreinte !== empreinte) {
      await registre.contredire(envoi.de, { id: connue.id, empreinte }, envoi.recuLe);
      compter(voie.nom, 'CONFLIT');
      return repondre(voie, envoi, { etat: 'CONFLIT', lecture: lue });
    }
    const resultats = await toutFaire(voie, lue, envoi.de);
    const reponse = repondre(voie, envoi, { etat: 'LU', lecture: lue, resultats });
    compter(voie.nom, 'LU');
    // What may pass later is not over: the same message will find what was done of it.
    return resultats.some(estARenvoyer)
      ? { ...reponse, aRenvoyer: true }
      : registre.achever(envoi.de, connue.id, reponse);
  };

  const lire = async (voie: VoieEntrante, envoi: Envoi): Promise<Lecture | { readonly erreurs: readonly Erreur[] }> => {
    try {
      const { de, corps, preuve, nom } = envoi;
      const signes = voie.signe?.(envoi) ?? (preuve === undefined ? undefined : corps);
      const refus = signes && (await verifier(de.institution, preuve, signes));
      // The signature of a file is a file.
      if (refus) return { erreurs: [nom === undefined ? refus : { ...refus, champ: ['.jws'] }] };
      return voie.lire(envoi);
    } catch (error) {
      if (error instanceof MessageIllisible) return { erreurs: error.erreurs };
      if (panneDeLaBase(error)) throw error;
      // A fault of the reader is not the partner's, and must not lose its message: it is put aside, to be read again.
      logger.error('message not read', { connecteur: voie.nom, error });
      const message = 'Le hub n’a pas su lire ce message ; il est mis de côté et sera repris.';
      return { erreurs: [{ code: 'LECTURE_IMPOSSIBLE', champ: [], message }] };
    }
  };

  const toutFaire = async ({ nom }: VoieEntrante, { cle, demandes }: Lecture, de: Actor): Promise<Resultat[]> => {
    const resultats: Resultat[] = [];
    for (const [rang, demande] of demandes.entries())
      resultats.push(
        'erreurs' in demande
          ? { fait: false, erreurs: demande.erreurs, passager: false }
          : await executer(de, demande, cleDeCommande(nom, cle, rang)),
      );
    return resultats;
  };

  const recevoir: Reception['recevoir'] = (voie, recu) => {
    const envoi = { ...recu, recuLe: clock.now(), production };
    const attributs = { 'hub.voie': voie.nom, 'hub.institution': recu.de.institution, 'hub.role': recu.de.role };
    return suivre('recevoir', { attributs }, async (trace) => {
      const refus = admettre(voie, envoi);
      if (refus) {
        compter(voie.nom, 'REFUSE');
        return repondre(voie, envoi, refus);
      }
      try {
        const empreinte = createHash('sha256').update(envoi.corps).digest('hex');
        return await traiter(voie, envoi, { id: await registre.garder(voie.nom, envoi, empreinte), empreinte });
      } catch (error) {
        const code = panneDeLaBase(error) ? 'SERVICE_INDISPONIBLE' : 'ERREUR_INTERNE';
        trace.echouer(code);
        logger.error('message not received', { connecteur: voie.nom, codeErreur: code, error });
        compter(voie.nom, 'REFUSE');
        const message = 'Le hub n’a pas pu recevoir ce message. Renvoyez-le à l’identique.';
        const refus: Issue = { etat: 'REFUSE', statut: 503, erreur: { code, champ: [], message } };
        return { ...repondre(voie, envoi, refus), aRenvoyer: true };
      }
    });
  };
  return {
    recevoir,
    refuser: (voie, refus, corps = Buffer.alloc(0)) => repondre(voie, { corps, recuLe: clock.now() }, refus),
    reprendre: async (voie, recu, { recuLe, ...garde }) => {
      await traiter(voie, { ...recu, recuLe, production }, garde);
    },
  };
}

function admettre({ roles, limiteOctets }: VoieEntrante, { de, corps }: Envoi): Issue | undefined {
  const refuser = (statut: number, code: string, message: string): Issue => ({
    ...{ etat: 'REFUSE', statut },
    erreur: { code, champ: [], message },
  });
  if (!roles.includes(de.role)) return refuser(403, 'FORBIDDEN', 'Cette voie n’est pas ouverte à votre institution.');
  if (corps.byteLength > limiteOctets)
    return refuser(413, 'PAYLOAD_TOO_LARGE', `Un message a ${String(limiteOctets)} octets au plus.`);
  return undefined;
}
