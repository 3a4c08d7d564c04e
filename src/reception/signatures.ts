import type { JWK } from 'jose' with { 'resolution-mode': 'import' };
import type { Erreur } from '../../connectors/entrant';
import type { Clock } from '../platform/clock';
import type { Database } from '../platform/database';

/** Undefined when a key that this institution has in the register signed these bytes. */
export type VerifierSignature = (
  institution: string,
  jws: string | undefined,
  octets: Buffer,
) => Promise<Erreur | undefined>;

/** Those of the keys by which machines prove who they are: FAPI 2.0. */
const ALGORITHMES = ['EdDSA', 'ES256', 'PS256'];

const refus = (code: string, message: string): Erreur => ({ code, champ: ['X-JWS-Signature'], message });

/** The machine whose key a signature names, whether or not it made it. */
export interface MachineSignataire {
  readonly clientId: string;
  readonly scopes: readonly string[];
}

type Cle = MachineSignataire & { readonly jwk: JWK };

/** A key in use of a machine in use. */
async function cleDe(
  service: Pick<Database, 'query'>,
  clock: Clock,
  institution: string,
  kid: string,
): Promise<Cle | undefined> {
  const [cle] = await service.query<Cle>(
    `SELECT k.jwk, c.client_id AS "clientId", c.scopes
     FROM hub.client c JOIN hub.cle_client k ON k.client_id = c.client_id
     WHERE c.institution = $1 AND k.kid = $2 AND c.revoque_le IS NULL
       AND (k.retiree_le IS NULL OR k.retiree_le > $3) ORDER BY c.client_id LIMIT 1`,
    [institution, kid, clock.now()],
  );
  return cle;
}

/** For whom no token says what it may do: the signature is verified elsewhere. */
export function machineSignataire(service: Pick<Database, 'query'>, clock: Clock) {
  return async (institution: string, jws: string): Promise<MachineSignataire | undefined> => {
    const kid = (await lireEntete(jws))?.kid;
    return estUnNom(kid) ? cleDe(service, clock, institution, kid) : undefined;
  };
}

async function lireEntete(jws: string) {
  const { decodeProtectedHeader } = await import('jose');
  const [entete = '', , signature = ''] = jws.split('.');
  return ouRien(() => decodeProtectedHeader({ protected: entete, payload: '', signature }));
}

/** Detached JWS (RFC 7515, appendix F) whose payload is not encoded (RFC 7797). */
export function verificateur(service: Pick<Database, 'query'>, clock: Clock): VerifierSignature {
  return async (institution, jws, octets) => {
    if (jws === undefined) return refus('SIGNATURE_ABSENTE', 'Ce message doit être signé (JWS détaché).');
    const invalide = refus('SIGNATURE_INVALIDE', 'La signature n’est pas celle de ce message par votre institution.');
    const { flattenedVerify, importJWK } = await import('jose');
    const [entete = '', detache, signature = '', reste] = jws.split('.');
    const lu = await lireEntete(jws);
    // RFC 7797 § 7: `b64` true, or absent, would sign other bytes.
    if (detache !== '' || reste !== undefined || lu?.b64 !== false || !estUnNom(lu.kid)) return invalide;
    const connue = await cleDe(service, clock, institution, lu.kid);
    if (connue === undefined)
      return refus('CLE_INCONNUE', 'Aucune clé en vigueur de votre institution ne porte ce `kid`.');
    try {
      const cle = await importJWK(connue.jwk, lu.alg);
      await flattenedVerify({ protected: entete, payload: octets, signature }, cle, { algorithms: ALGORITHMES });
      return undefined;
    } catch {
      return invalide;
    }
  };
}

/** PostgreSQL has no NUL. */
function estUnNom(kid: unknown): kid is string {
  return typeof kid === 'string' && !kid.includes('\0');
}

function ouRien<T>(lire: () => T): T | undefined {
  try {
    return lire();
  } catch {
    return undefined;
  }
}
