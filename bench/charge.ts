import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { fiche } from '../test/scenarios/envois';
import { TRANSMETTRE } from '../test/scenarios/operations';

/** What is measured is the hub, not the patience that it asks of its callers. */
export const SANS_LIMITE = {
  LIMIT_CLIENT_PER_MINUTE: '10000000',
  LIMIT_EVERYONE_PER_MINUTE: '100000000',
  LIMIT_URGENT_PER_MINUTE: '10000000',
};

export interface Charge {
  readonly clients: number;
  readonly seconds: number;
}

export interface Recu {
  /** Acts accepted per second. */
  readonly vitesse: number;
  readonly acceptes: number;
}

/** Acts accepted of that many callers, each with its own child. */
export async function envoyer(url: string, jeton: string, { clients, seconds }: Charge): Promise<Recu> {
  const pool = new Pool(new URL(url).origin, { connections: clients });
  const headers = { authorization: `Bearer ${jeton}`, 'content-type': 'application/json' };
  const fin = performance.now() + seconds * 1_000;
  let acceptes = 0;
  const appeler = async () => {
    while (performance.now() < fin) {
      const body = JSON.stringify({
        query: TRANSMETTRE,
        variables: { input: { ...fiche(), idempotencyKey: randomUUID() } },
      });
      const answer = await pool.request({ path: '/graphql', method: 'POST', headers, body });
      const texte = await answer.body.text();
      if (!texte.includes('"userErrors":[]')) throw new Error(texte.slice(0, 500));
      acceptes += 1;
    }
  };
  const debut = performance.now();
  await Promise.all(Array.from({ length: clients }, appeler));
  const vitesse = (acceptes * 1_000) / (performance.now() - debut);
  await pool.close();
  return { vitesse, acceptes };
}
