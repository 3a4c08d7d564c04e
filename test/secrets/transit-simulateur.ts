import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { desceller, sceller } from '../../src/platform/secret/scellement';

/** How the key service misbehaves. */
export type Panne =
  | 'MUET'
  | 'ERREUR_500'
  | 'SCELLE'
  | 'ILLISIBLE'
  | 'INCOMPLET'
  | 'CLAIR_FAUX'
  | 'CHIFFRE_FAUX'
  | 'REDIRECTION'
  | 'TROP_LONG';

export interface SimulateurTransit {
  /** Of the engine, mount included. */
  readonly url: string;
  readonly cle: string;
  /** What it does from now on; undefined: what it should. */
  panne: Panne | undefined;
  /** Tokens that it accepts. */
  readonly jetons: Set<string>;
  /** Calls that it received, by verb. */
  readonly appels: string[];
  tourner(): void;
  /** Versions under this one open nothing any more (`min_decryption_version`). */
  oublierAvant(version: number): void;
  fermer(): Promise<void>;
}

interface Entree {
  readonly plaintext?: string;
  readonly ciphertext?: string;
  readonly associated_data?: string;
}

/** The Transit engine of Vault, as its documentation describes it: versions, associated data, batches, 400 when an item fails. */
export async function simulerTransit(jeton: string): Promise<SimulateurTransit> {
  const versions = [randomBytes(32)];
  let premiere = 1;
  const chiffrer = ({ plaintext = '', associated_data = '' }: Entree) => {
    const scelle = sceller(versions.at(-1)!, Buffer.from(plaintext, 'base64'), associated_data);
    if (simulateur.panne === 'CHIFFRE_FAUX') scelle[20]! ^= 1;
    return {
      ciphertext: `vault:v${String(versions.length)}:${scelle.toString('base64')}`,
      key_version: versions.length,
    };
  };
  const dechiffrer = ({ ciphertext = '', associated_data = '' }: Entree) => {
    const [, rang = '', octets = ''] = /^vault:v(\d+):(.+)$/.exec(ciphertext) ?? [];
    const cle = Number(rang) >= premiere ? versions[Number(rang) - 1] : undefined;
    try {
      const clair = desceller(cle!, Buffer.from(octets, 'base64'), associated_data);
      if (simulateur.panne === 'CLAIR_FAUX') randomBytes(clair.length).copy(clair);
      return { plaintext: clair.toString('base64') };
    } catch {
      return { error: 'cipher: message authentication failed' };
    }
  };

  const repondre = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const morceaux: Buffer[] = [];
    for await (const morceau of request) morceaux.push(morceau as Buffer);
    const envoyer = (statut: number, corps: object | string) =>
      response
        .writeHead(statut, { 'content-type': 'application/json' })
        .end(typeof corps === 'string' ? corps : JSON.stringify(corps));
    const [, verbe] = new RegExp(`^/v1/transit/(encrypt|decrypt)/${simulateur.cle}$`).exec(request.url ?? '') ?? [];
    if (verbe === undefined || request.method !== 'POST') return void envoyer(404, { errors: [] });
    simulateur.appels.push(verbe);
    if (!simulateur.jetons.has(String(request.headers['x-vault-token'])))
      return void envoyer(403, { errors: ['permission denied'] });
    switch (simulateur.panne) {
      case 'MUET':
        return;
      case 'ERREUR_500':
        return void envoyer(500, { errors: ['internal error'] });
      case 'SCELLE':
        return void envoyer(503, { errors: ['Vault is sealed'] });
      case 'ILLISIBLE':
        return void envoyer(200, '<html>Bienvenue');
      case 'TROP_LONG':
        return void envoyer(200, `{"data": "${'x'.repeat(5_000_000)}"}`);
      case 'REDIRECTION':
        response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end();
        return;
      default:
    }
    const { batch_input: lot } = JSON.parse(Buffer.concat(morceaux).toString()) as { batch_input: Entree[] };
    const batch_results = lot.map((entree) => (verbe === 'encrypt' ? chiffrer(entree) : dechiffrer(entree)));
    if (simulateur.panne === 'INCOMPLET') batch_results.pop();
    envoyer(batch_results.some((un) => 'error' in un) ? 400 : 200, { data: { batch_results } });
  };

  const server = createServer((request, response) => void repondre(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const simulateur: SimulateurTransit = {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/v1/transit`,
    cle: 'passerelle',
    panne: undefined,
    jetons: new Set([jeton]),
    appels: [],
    tourner: () => void versions.push(randomBytes(32)),
    oublierAvant: (version) => void (premiere = version),
    fermer: () =>
      new Promise((done) => {
        server.close(() => {
          done();
        });
        server.closeAllConnections();
      }),
  };
  return simulateur;
}
