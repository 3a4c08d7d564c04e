import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JWK } from 'jose' with { 'resolution-mode': 'import' };
import { HubError } from '../domain/errors';
import type { Route } from '../gateway/route';
import type { Clock } from '../platform/clock';
import type { Database } from '../platform/database';
import { readBody, sendText } from '../platform/http';
import type { Logger } from '../platform/logger';
import { panneDeLaBase } from '../platform/panne-base';
import type { ClesEchange } from './cles';
import type { Entrants, Issue } from './entrants';
import {
  CHEMINS,
  empreinteDe,
  FRAICHEUR_MS,
  MESSAGE_MAX,
  MESSAGES,
  octetsDe,
  type Etape,
  type Message,
  type Reponse,
} from './messages';
import { RefusTransfertError } from './refus';
import { kidDe, signee, signer } from './sceau';

export interface RoutesDeps {
  /** As the hub itself: the register of hubs. */
  readonly service: Pick<Database, 'query'>;
  readonly entrants: Entrants;
  readonly cles: ClesEchange;
  /** Name of this hub: that of its journal. */
  readonly ici: string;
  /** The real time, whatever the law's clock says. */
  readonly heure: Clock;
  readonly logger: Logger;
}

interface Expediteur {
  readonly hub: string;
  readonly jwk: JWK;
}

const EXPEDITEUR = `
  SELECT h.id hub, k.jwk FROM hub.cle_hub k JOIN hub.hub_distant h ON h.id = k.hub
  WHERE k.kid = $1 AND k.emploi = 'signer' AND h.revoque_le IS NULL AND (k.retiree_le IS NULL OR k.retiree_le > $2)`;
const SERVIE = 'SELECT 1 FROM hub.collectivite_distante WHERE collectivite = $1 AND hub = $2';
const NOTER = `
  INSERT INTO hub.message_hub (hub, jti, le) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING jti`;
const OUBLIER = 'DELETE FROM hub.message_hub WHERE le < $1';

/**
 * Where other hubs hand files over. Who speaks is known by the key that signed, which the operator registered: its name is
 * looked up before a byte of the message is read, and nothing of the message is believed before its signature. Whatever is
 * answered, a refusal too, is signed.
 */
export function routesHubs(deps: RoutesDeps): Route[] {
  return (Object.keys(CHEMINS) as Etape[]).map((etape) => ({
    path: CHEMINS[etape],
    methods: ['POST'],
    handle: async (request, response) => {
      const jws = enTete(request);
      const reponseA = empreinteDe(jws ?? '');
      let hub: string | null = null;
      try {
        const expediteur = await expediteurDe(deps, jws);
        hub = expediteur.hub;
        const message = await lire(deps, request, response, { etape, jws: jws ?? '', ...expediteur });
        await repondre(deps, response, 200, { aud: hub, reponseA, ...(await faire(deps.entrants, hub, message)) });
      } catch (error) {
        const { http, code, phrase } = refusDe(error, deps.logger);
        deps.logger.info('transfer refused', { operation: etape, echec: code });
        const refus = { issue: 'REFUS' as const, refus: { code, message: phrase } };
        await repondre(deps, response, http, { aud: hub, reponseA, ...refus });
      }
    },
  }));
}

function enTete({ headers }: IncomingMessage): string | undefined {
  const preuve = headers['x-jws-signature'];
  return typeof preuve === 'string' ? preuve : undefined;
}

async function expediteurDe({ service, heure }: RoutesDeps, jws: string | undefined): Promise<Expediteur> {
  const kid = await kidDe(jws);
  const [expediteur] = kid === undefined ? [] : await service.query<Expediteur>(EXPEDITEUR, [kid, heure.now()]);
  if (!expediteur) throw new RefusTransfertError('CLE_INCONNUE');
  return expediteur;
}

async function lire(
  { service, ici, heure }: RoutesDeps,
  request: IncomingMessage,
  response: ServerResponse,
  { etape, jws, hub, jwk }: Expediteur & { readonly etape: Etape; readonly jws: string },
): Promise<Message> {
  const octets = await readBody(request, response, MESSAGE_MAX);
  if (!(await signee(octets, jws, jwk))) throw new RefusTransfertError('SIGNATURE_INVALIDE');
  const message = lireMessage(etape, octets);
  if (message.iss !== hub || message.aud !== ici) throw new RefusTransfertError('DESTINATAIRE_AUTRE');
  const maintenant = heure.now();
  if (Math.abs(maintenant.getTime() - Date.parse(message.le)) > FRAICHEUR_MS) throw new RefusTransfertError('PERIME');
  if ((await service.query(SERVIE, [message.bordereau.de, hub])).length === 0)
    throw new RefusTransfertError('ORIGINE_CONTRAIRE');
  // Twice as long as a message is fresh: it is refused as too old before it is forgotten.
  await service.query(OUBLIER, [new Date(maintenant.getTime() - 2 * FRAICHEUR_MS)]);
  if ((await service.query(NOTER, [hub, message.jti, maintenant])).length === 0) throw new RefusTransfertError('REJEU');
  return message;
}

function lireMessage(etape: Etape, octets: Buffer): Message {
  let lu: unknown;
  try {
    lu = JSON.parse(octets.toString('utf8'));
  } catch {
    throw new RefusTransfertError('MESSAGE_ILLISIBLE');
  }
  const message = MESSAGES[etape].safeParse(lu);
  if (!message.success) throw new RefusTransfertError('MESSAGE_ILLISIBLE');
  return message.data;
}

function faire(entrants: Entrants, hub: string, message: Message): Promise<Issue> {
  if (message.etape === 'PIECE') return entrants.garderPiece(hub, message);
  if (message.etape === 'PREPARER') return entrants.preparer(hub, message);
  return message.etape === 'CONFIRMER' ? entrants.confirmer(hub, message) : entrants.annuler(hub, message);
}

function refusDe(error: unknown, logger: Logger): RefusTransfertError {
  if (error instanceof RefusTransfertError) return error;
  if (error instanceof HubError)
    return new RefusTransfertError(error.code === 'PAYLOAD_TOO_LARGE' ? 'TROP_GRAND' : 'INDISPONIBLE');
  if (!panneDeLaBase(error)) logger.error('transfer not taken', { error });
  return new RefusTransfertError('INDISPONIBLE');
}

async function repondre(
  { cles, ici, heure }: RoutesDeps,
  response: ServerResponse,
  statut: number,
  dit: Pick<Reponse, 'aud' | 'reponseA' | 'issue' | 'refus' | 'recu'>,
): Promise<void> {
  const octets = octetsDe({ version: 1, iss: ici, le: heure.now().toISOString(), ...dit } satisfies Reponse);
  response.setHeader('x-jws-signature', await signer(octets, cles));
  sendText(response, statut, 'application/json; charset=utf-8', octets);
}
