import type { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import { setTimeout as attendre } from 'node:timers/promises';
import type { Issue, VoieEntrante } from '../../connectors/entrant';
import type { Actor } from '../auth/actor';
import type { Logger } from '../platform/logger';
import type { MachineDuCertificat } from './certificats';
import type { Reception } from './recevoir';
import { decoupeur, encadrer, type Decoupe } from './trames';

export interface MllpDeps {
  readonly port: number;
  readonly host: string;
  readonly tls: { readonly cert: string; readonly key: string };
  readonly voies: readonly VoieEntrante[];
  readonly reception: Pick<Reception, 'recevoir' | 'refuser'>;
  readonly machine: MachineDuCertificat;
  readonly logger: Logger;
  /** What a stopping listener leaves to the frames in hand. */
  readonly drainMs: number;
  /** How long a connection may be without a whole frame. */
  readonly inactiviteMs?: number;
}

interface Connexion {
  /** A frame is being done. */
  occupee: boolean;
  fin: Promise<void>;
}

const ER7 = 'application/hl7-v2+er7';
const CONNEXIONS_MAX = 200;
const PAR_INSTITUTION = 20;
const INACTIVITE_MS = 60_000;
const POIGNEE_MS = 10_000;
/** As long as the door takes to feel a revocation. */
const REVUE_MS = 2_000;
/** Left to the other side to read the last answer: closed with bytes unread, a connection takes it back. */
const ADIEU_MS = 2_000;

const REFUS: Readonly<Record<NonNullable<Decoupe['faute']> | 'PANNE', readonly [number, string, string]>> = {
  TROP_LONGUE: [413, 'PAYLOAD_TOO_LARGE', 'Le message est trop long. La connexion est fermée.'],
  BRUIT: [400, 'TRAME_INVALIDE', 'Une trame MLLP est attendue : VT, message, FS, CR. La connexion est fermée.'],
  PANNE: [503, 'SERVICE_INDISPONIBLE', 'Le hub n’a pas pu recevoir ce message. Renvoyez-le à l’identique.'],
};

/** The messages of the lanes that have no HTTP client: frames over TLS, from whoever holds a key of the register. */
export async function ouvrirMllp(
  deps: MllpDeps,
): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const { tls, reception, machine, logger, inactiviteMs = INACTIVITE_MS } = deps;
  const servies = deps.voies.filter(({ mllp }) => mllp);
  const brutes = new Set<Socket>();
  const connexions = new Map<TLSSocket, Connexion>();
  const parInstitution = new Map<string, number>();
  let arrete = false;

  const refuser = (voie: VoieEntrante, motif: keyof typeof REFUS, corps?: Buffer) => {
    const [statut, code, message] = REFUS[motif];
    const refus: Issue = { etat: 'REFUSE', statut, erreur: { code, champ: [], message } };
    return reception.refuser(voie, refus, corps);
  };

  const servir = async (socket: TLSSocket, connexion: Connexion): Promise<void> => {
    const certificat = socket.getPeerX509Certificate();
    const de = certificat && (await machine(certificat));
    const voie = servies.find(({ roles }) => de && roles.includes(de.role)) ?? servies[0];
    if (!certificat || !de || !voie) {
      logger.info('connection not taken', { composant: 'mllp', codeErreur: 'CERTIFICAT_INCONNU' });
      return;
    }
    const { institution } = de;
    const ouvertes = parInstitution.get(institution) ?? 0;
    if (ouvertes >= PAR_INSTITUTION) {
      logger.warn('connection not taken', { composant: 'mllp', institution, codeErreur: 'TROP_DE_CONNEXIONS' });
      return;
    }
    parInstitution.set(institution, ouvertes + 1);
    try {
      await lire(socket, connexion, { voie, de: suivi(certificat, de) });
    } finally {
      const reste = (parInstitution.get(institution) ?? 1) - 1;
      if (reste > 0) parInstitution.set(institution, reste);
      else parInstitution.delete(institution);
    }
  };

  /** Who speaks, asked again of the register as frames come. */
  const suivi = (certificat: X509Certificate, connue: Actor) => {
    let [de, vueLe]: [Actor | undefined, number] = [connue, performance.now()];
    return async () => {
      const now = performance.now();
      if (now - vueLe < REVUE_MS) return de;
      const revue = await machine(certificat);
      [de, vueLe] = [revue?.institution === connue.institution ? revue : undefined, now];
      return de;
    };
  };

  const lire = async (
    socket: TLSSocket,
    connexion: Connexion,
    { voie, de }: { readonly voie: VoieEntrante; readonly de: () => Promise<Actor | undefined> },
  ): Promise<void> => {
    const decouper = decoupeur(voie.limiteOctets);
    let minuteur: NodeJS.Timeout | undefined;
    const patienter = () => {
      clearTimeout(minuteur);
      minuteur = setTimeout(() => socket.destroy(), inactiviteMs);
    };
    try {
      patienter();
      // One chunk at a time: what comes meanwhile stays with the sender.
      for await (const morceau of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        const { trames, faute } = decouper(morceau);
        for (const corps of trames) {
          if (arrete) return;
          clearTimeout(minuteur);
          connexion.occupee = true;
          const reponse = await repondre(voie, de, corps);
          if (reponse === undefined) return;
          patienter();
          await ecrire(socket, reponse);
          connexion.occupee = false;
        }
        if (arrete) return;
        if (faute !== undefined) {
          await ecrire(socket, refuser(voie, faute).corps);
          return;
        }
      }
    } finally {
      clearTimeout(minuteur);
    }
  };

  const repondre = async (voie: VoieEntrante, de: () => Promise<Actor | undefined>, corps: Buffer) => {
    try {
      const actor = await de();
      if (actor === undefined) {
        logger.info('connection cut', { composant: 'mllp', codeErreur: 'ACCES_REVOQUE' });
        return undefined;
      }
      return (await reception.recevoir(voie, { de: actor, corps, type: ER7, jeu: undefined })).corps;
    } catch (error) {
      logger.warn('sender not checked', { composant: 'mllp', connecteur: voie.nom, error });
      return refuser(voie, 'PANNE', corps).corps;
    }
  };

  const server = createServer(
    {
      ...{ ...tls, minVersion: 'TLSv1.2', requestCert: true, rejectUnauthorized: false, handshakeTimeout: POIGNEE_MS },
      // Who closes its side once all is sent still has its answers.
      allowHalfOpen: true,
    },
    (socket) => {
      socket.on('error', () => undefined);
      const connexion: Connexion = { occupee: false, fin: Promise.resolve() };
      connexion.fin = servir(socket, connexion)
        .catch((error: unknown) => {
          logger.info('connection broken', { composant: 'mllp', error });
        })
        .then(() => quitter(socket))
        .finally(() => connexions.delete(socket));
      connexions.set(socket, connexion);
    },
  );
  server.maxConnections = CONNEXIONS_MAX;
  server.on('connection', (brute: Socket) => {
    brutes.add(brute);
    brute.once('close', () => brutes.delete(brute));
  });
  server.listen(deps.port, deps.host);
  await once(server, 'listening');
  server.on('error', (error) => {
    logger.warn('listener in trouble', { composant: 'mllp', error });
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      arrete = true;
      const fermee = once(server, 'close');
      server.close();
      const fins = [...connexions].map(([socket, { occupee, fin }]) => (occupee ? fin : quitter(socket)));
      await Promise.race([Promise.all(fins), attendre(deps.drainMs, undefined, { ref: false })]);
      for (const socket of [...connexions.keys(), ...brutes]) socket.destroy();
      await fermee;
    },
  };
}

/** Written or lost: who does not read its answer is closed in the end. */
function ecrire(socket: TLSSocket, corps: string): Promise<void> {
  return new Promise((done) => {
    socket.write(encadrer(corps), () => {
      done();
    });
  });
}

function quitter(socket: TLSSocket): Promise<void> {
  if (socket.destroyed) return Promise.resolve();
  return new Promise((done) => {
    const limite = setTimeout(() => socket.destroy(), ADIEU_MS);
    socket.once('close', () => {
      clearTimeout(limite);
      done();
    });
    socket.end();
    socket.resume();
  });
}
