import { setTimeout as dormir } from 'node:timers/promises';
import { loadDemoKeys } from '../../src/auth/demo-keys';
import type { Emission } from '../../connectors/simulator';
import { signatureDe } from '../../connectors/software';
import type { DemoClientName } from '../../src/auth/demo-clients';
import type { Config } from '../../src/platform/config';
import type { Database } from '../../src/platform/database';
import { demandeurDeJetons } from '../scenarios/jetons';
import type { Bilan } from './bilan';
import type { Tirage } from '../support/tirage';

/** What an act answered, as its caller's software keeps it. */
export interface Reponse {
  readonly acte: string;
  /** The payload without its errors: `accuseReception`, `avancement`… */
  readonly contenu: any;
}

/** The software of the partners: each sends again, with the same key, until it has an answer. */
export interface Clients {
  /** Answers when the hub has accepted. @throws Refuse when it has refused. */
  acte(client: DemoClientName, mutation: string, input: object): Promise<Reponse>;
  lire(client: DemoClientName, query: string, variables?: object): Promise<any>;
  /** A message by a lane of its own format, and what it asked for. */
  deposer(client: DemoClientName, emission: Emission): Promise<void>;
  /** The bytes of an attachment. @returns what the hub answers of it */
  televerser(client: DemoClientName, chemin: string, type: string, octets: Buffer): Promise<any>;
  telecharger(client: DemoClientName, chemin: string): Promise<Buffer>;
  /** Share of the requests whose connection is cut before the answer; of those sent twice at once. */
  troubler(troubles: { readonly coupures: number; readonly doublons: number }): void;
}

export class Refuse extends Error {
  constructor(
    readonly acte: string,
    readonly code: string,
    readonly dit: string,
  ) {
    super(`${acte} refused: ${code} (${dit})`);
  }
}

const REPONSE_MS = 20_000;
const PAUSE_MS = 100;
const ABANDON_MS = 180_000;
const AVEC_RECU = /userErrors\s*\{/;

export interface ClientsOptions {
  readonly config: Config;
  readonly database: Database;
  /** The addresses of the API: a client goes to another when one does not answer. */
  readonly urls: readonly string[];
  readonly tirage: Tirage;
  readonly bilan: Bilan;
}

export function ouvrirClients({ config, database, urls, tirage, bilan }: ClientsOptions): Clients {
  const portes = urls.map((url) => ({ url, ...demandeurDeJetons({ config, database, url }) }));
  const cles = loadDemoKeys(config);
  let troubles = { coupures: 0, doublons: 0 };

  /** One attempt: undefined when nobody answered, or when the answer asks to try again. */
  const essayer = async (rang: number, client: DemoClientName, envoi: Envoi): Promise<any> => {
    const porte = portes[rang % portes.length] as (typeof portes)[number];
    const coupure = tirage.vrai(troubles.coupures) ? Math.ceil(tirage.reel() * 30) : REPONSE_MS;
    try {
      const response = await fetch(new URL(envoi.chemin, porte.url), {
        method: envoi.methode ?? 'POST',
        headers: { authorization: `Bearer ${await porte.jeton(client)}`, 'content-type': envoi.type, ...envoi.entetes },
        ...(envoi.corps === undefined
          ? {}
          : { body: typeof envoi.corps === 'string' ? envoi.corps : new Uint8Array(envoi.corps) }),
        signal: AbortSignal.timeout(coupure),
      });
      const octets = Buffer.from(await response.arrayBuffer());
      return envoi.lire(response.status, octets.toString(), octets);
    } catch {
      return undefined;
    }
  };

  const graphql = (body: object): Envoi => ({
    ...{ chemin: '/graphql', type: 'application/json', corps: JSON.stringify(body) },
    lire: (_, texte) => {
      const recu = JSON.parse(texte) as { data?: any; errors?: { extensions?: { code?: string } }[] };
      const code = recu.errors?.[0]?.extensions?.code;
      if (code === undefined) return recu.data;
      if (!REESSAYER.has(code)) return { refus: code };
      bilan.noterErreur(code);
      return undefined;
    },
  });

  const insister = async (client: DemoClientName, envoi: Envoi): Promise<any> => {
    const debut = performance.now();
    let rang = tirage.entier(portes.length);
    for (;;) {
      const reponse = await essayer(rang, client, envoi);
      if (reponse !== undefined) {
        bilan.noterAttente(performance.now() - debut);
        return reponse;
      }
      if (performance.now() - debut > ABANDON_MS) throw new Error('no answer in three minutes');
      rang += 1;
      await dormir(PAUSE_MS * (0.5 + tirage.reel()));
    }
  };

  return {
    acte: async (client, mutation, input) => {
      const body = graphql({ query: mutation.replace(AVEC_RECU, 'recu { id } userErrors {'), variables: { input } });
      const fois = tirage.vrai(troubles.doublons) ? 2 : 1;
      const reponses = await Promise.all(Array.from({ length: fois }, () => insister(client, body)));
      const verdicts = reponses.map((reponse) => bilan.noter(reponse));
      const [premier] = verdicts as [ReturnType<Bilan['noter']>];
      for (const autre of verdicts)
        if (autre.recu !== premier.recu) bilan.contredire(`two answers to one ${premier.acte} sent twice`);
      if (premier.refus !== undefined) throw new Refuse(premier.acte, premier.refus.code, premier.refus.message);
      return { acte: premier.acte, contenu: premier.contenu };
    },
    lire: async (client, query, variables) => insister(client, graphql({ query, variables })),
    deposer: async (client, emission) => {
      const [corps, chemin = ''] = [emission.message(), emission.voie.http?.chemin];
      const jws = await signatureDe(emission, corps, cles[client]);
      const entetes = jws === undefined ? {} : { 'x-jws-signature': jws };
      const lire = (statut: number, reponse: string, octets: Buffer) => {
        const lus =
          statut < 300 ? emission.lire({ statut, corps: reponse, octets, signature: undefined }, corps) : undefined;
        if (lus === undefined) bilan.noterErreur(`HTTP_${String(statut)}`);
        return lus && { reponse, lus };
      };
      const fois = tirage.vrai(troubles.doublons) ? 2 : 1;
      const envoi = { chemin, type: emission.type, corps, entetes, lire };
      const envois = Array.from({ length: fois }, () => insister(client, envoi));
      const [premiere, ...autres] = await Promise.all(envois);
      if (autres.some(({ reponse }) => reponse !== premiere.reponse))
        bilan.contredire(`two answers to one message of ${chemin} sent twice`);
      for (const [acte, id] of premiere.lus) bilan.noter({ [acte]: { userErrors: [], recu: { id } } });
    },
    televerser: (client, chemin, type, octets) => {
      const lire = (statut: number, reponse: string) => {
        if (statut === 201) return JSON.parse(reponse);
        bilan.noterErreur(`HTTP_${String(statut)}`);
        return undefined;
      };
      return insister(client, { chemin, type, corps: octets, lire });
    },
    telecharger: (client, chemin) =>
      insister(client, {
        ...{ chemin, type: 'application/pdf', methode: 'GET' },
        lire: (statut, _, octets) => {
          if (statut === 200) return octets;
          bilan.noterErreur(`HTTP_${String(statut)}`);
          return undefined;
        },
      }),
    troubler: (nouveaux) => {
      troubles = nouveaux;
    },
  };
}

interface Envoi {
  readonly chemin: string;
  readonly type: string;
  readonly methode?: 'GET';
  readonly corps?: string | Buffer;
  readonly entetes?: Readonly<Record<string, string>>;
  /** Undefined: to be tried again. */
  readonly lire: (statut: number, texte: string, octets: Buffer) => any;
}

/** What a client's software answers by trying again. */
const REESSAYER = new Set([
  'SERVICE_INDISPONIBLE',
  'DELAI_DEPASSE',
  'ERREUR_INTERNE',
  'QUOTA_DEPASSE',
  'REQUEST_TIMEOUT',
  'HTTP_INVALIDE',
  'UNAUTHENTICATED',
]);
