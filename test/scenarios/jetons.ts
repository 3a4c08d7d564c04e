import { demoClients, type DemoClient, type DemoClientName } from '../../src/auth/demo-clients';
import { demoClientId, loadDemoKeys } from '../../src/auth/demo-keys';
import { requestToken } from '../../src/identity/token-request';
import { enregistrerMachine, enregistrerPartenaire } from '../../src/partners';
import type { Config } from '../../src/platform/config';
import type { Database } from '../../src/platform/database';

// Asked again before it expires: a step may take a minute.
const MARGE_MS = 120_000;

/** An institution, and the name of its machine when it has several. */
export type Partenaire = DemoClient & { readonly machine?: string };

/** Tokens asked of the hub's own server, as the software of each partner does: a signed assertion, kept while it lives. */
export function demandeurDeJetons(options: { config: Config; database: Database; url: string }) {
  const { config, database } = options;
  const keys = loadDemoKeys(config);
  const kept = new Map<string, { token: string; until: number }>();

  const obtenir = async (
    clientId: string,
    key: { kid: string; privateKey: (typeof keys)['crip']['privateKey'] },
    scopes: readonly string[],
  ) => {
    const known = kept.get(clientId);
    if (known !== undefined && Date.now() < known.until) return known.token;
    const endpoint = new URL('/oidc/token', options.url).href;
    const { token, expiresIn } = await requestToken({ endpoint, issuer: config.AUTH_ISSUER, clientId, ...key, scopes });
    kept.set(clientId, { token, until: Date.now() + expiresIn * 1000 - MARGE_MS });
    return token;
  };

  return {
    jeton: (name: DemoClientName) => obtenir(demoClientId(name), keys[name], demoClients[name].scopes),
    /** Of an institution that is not among the demonstration clients: it is registered first, with a machine. */
    jetonDe: async (partenaire: Partenaire) => {
      const clientId = `scenario-${partenaire.machine ?? partenaire.institution}`;
      const { publicJwk } = keys.exploitant;
      await enregistrerPartenaire(database, partenaire);
      await enregistrerMachine(database, { ...partenaire, clientId, publicJwk });
      return obtenir(clientId, keys.exploitant, partenaire.scopes);
    },
  };
}
