import type { JsonWebKey, X509Certificate } from 'node:crypto';
import type { Actor, Role } from '../auth/actor';
import { HABILITATIONS } from '../auth/habilitations';
import type { Clock } from '../platform/clock';
import type { Database } from '../platform/database';

interface Ligne {
  readonly institution: string;
  readonly role: Role;
  readonly territoire: string | null;
  readonly clientId: string;
  readonly scopes: readonly string[];
}

/** The machine that this certificate is of, by its key alone: whoever signed it, whatever name it bears. */
export type MachineDuCertificat = (certificat: X509Certificate) => Promise<Actor | undefined>;

/** A key in use of a machine in use of an institution in use; registered for two of them, it says nothing of who speaks. */
export function machineDuCertificat(service: Pick<Database, 'query'>, clock: Clock): MachineDuCertificat {
  return async (certificat) => {
    const cle = estEnCours(certificat) ? cleDe(certificat) : undefined;
    if (cle === undefined) return undefined;
    const [ligne, autre] = await service.query<Ligne>(
      `SELECT DISTINCT ON (p.id) p.id AS institution, p.role, p.territoire, c.client_id AS "clientId", c.scopes
       FROM hub.cle_client k JOIN hub.client c ON c.client_id = k.client_id JOIN hub.partenaire p ON p.id = c.institution
       WHERE k.jwk @> $1 AND (k.retiree_le IS NULL OR k.retiree_le > $2)
         AND c.revoque_le IS NULL AND p.revoque_le IS NULL
       ORDER BY p.id, c.client_id LIMIT 2`,
      [JSON.stringify(cle), clock.now()],
    );
    return ligne === undefined || autre !== undefined ? undefined : acteur(ligne);
  };
}

function acteur({ clientId, scopes, ...partenaire }: Ligne): Actor {
  const duRole: readonly string[] = HABILITATIONS[partenaire.role].scopes;
  return {
    ...partenaire,
    ...{ sub: clientId, clientId, scopes: scopes.filter((scope) => duRole.includes(scope)) },
    ...{ liaison: 'MTLS', expiresAt: Number.MAX_SAFE_INTEGER },
  };
}

function estEnCours({ validFrom, validTo }: X509Certificate): boolean {
  const now = Date.now();
  return Date.parse(validFrom) <= now && now <= Date.parse(validTo);
}

/** Undefined for a kind of key that the register does not have. */
function cleDe(certificat: X509Certificate): JsonWebKey | undefined {
  try {
    return certificat.publicKey.export({ format: 'jwk' });
  } catch {
    return undefined;
  }
}
