import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Erreur, Json } from './hub-ouvert';

export interface EvenementRecu {
  readonly id: string;
  readonly type: string;
  readonly sujet: { readonly type: string; readonly id: string };
  readonly lacune: boolean;
}

/** A partner's software that listens, as `graphql-ws` does it. */
export interface Abonne {
  readonly recus: readonly EvenementRecu[];
  /** Resolves once the hub has accepted the socket. */
  readonly ouvert: Promise<unknown>;
  /** How the hub closed the socket. */
  readonly ferme: Promise<{ readonly code: number; readonly reason: string }>;
  /** The errors of the subscription itself. */
  readonly refus: Promise<readonly Erreur[]>;
  /** The first event that answers, once it is there. */
  attendre(quoi: string, un: (evenement: EvenementRecu) => boolean): Promise<EvenementRecu>;
  fermer(): Promise<void>;
}

const EVENEMENTS = 'subscription { evenements { id type sujet { type id } le lacune } }';
const ATTENTE_MS = 30_000;

function differe<T>() {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

export function abonner(url: string, token: string, query = EVENEMENTS): Abonne {
  const recus: EvenementRecu[] = [];
  const guetteurs = new Set<() => void>();
  const ouverture = differe<undefined>();
  const fermeture = differe<{ code: number; reason: string }>();
  const refus = differe<readonly Erreur[]>();
  const client: Client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    lazy: false,
    onNonLazyError: () => undefined,
    on: {
      connected: () => {
        ouverture.resolve(undefined);
      },
      closed: (event) => {
        fermeture.resolve(event as { code: number; reason: string });
      },
    },
  });
  client.subscribe<{ evenements: EvenementRecu }>(
    { query },
    {
      next: ({ data, errors }) => {
        if (errors) refus.resolve(errors as Json);
        if (data) recus.push(data.evenements);
        for (const guetteur of guetteurs) guetteur();
      },
      error: (errors) => {
        if (Array.isArray(errors)) refus.resolve(errors);
      },
      complete: () => undefined,
    },
  );
  return {
    recus,
    ouvert: ouverture.promise,
    ferme: fermeture.promise,
    refus: refus.promise,
    attendre: (quoi, un) =>
      new Promise((trouve, perdu) => {
        const limite = setTimeout(() => {
          guetteurs.delete(regarder);
          perdu(new Error(`Rien reçu en ${String(ATTENTE_MS)} ms : ${quoi}`));
        }, ATTENTE_MS);
        const regarder = () => {
          const lu = recus.find(un);
          if (lu === undefined) return;
          clearTimeout(limite);
          guetteurs.delete(regarder);
          trouve(lu);
        };
        guetteurs.add(regarder);
        regarder();
      }),
    fermer: async () => {
      await client.dispose();
    },
  };
}
