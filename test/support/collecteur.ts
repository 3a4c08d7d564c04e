import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from './until';

/** One span, as a collector keeps it. */
export interface Etendue {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  /** OpenTelemetry's numbers: 1 internal, 2 server, 3 client, 5 consumer. */
  readonly kind: number;
  readonly status: { readonly code: number };
  readonly links: readonly { readonly traceId: string }[];
  readonly attributs: Readonly<Record<string, string | number>>;
}

/** A collector of traces on loopback: what OTLP over HTTP brings it, as JSON. */
export async function ouvrirCollecteur() {
  const etendues: Etendue[] = [];
  const corps: string[] = [];
  const server = createServer((request, response) => {
    const morceaux: Buffer[] = [];
    request.on('data', (morceau: Buffer) => morceaux.push(morceau));
    request.on('end', () => {
      const texte = Buffer.concat(morceaux).toString();
      corps.push(`${request.method ?? ''} ${request.url ?? ''} ${texte}`);
      for (const { scopeSpans } of JSON.parse(texte).resourceSpans)
        for (const { spans } of scopeSpans) etendues.push(...spans.map(lire));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    etendues,
    /** All that arrived, word for word. */
    corps,
    /** What is found in what has arrived, once it has. */
    trouver: async <T>(quoi: string, dans: (etendues: readonly Etendue[]) => T | undefined): Promise<T> => {
      let trouve: T | undefined;
      await until(quoi, () => {
        trouve = dans(etendues);
        return trouve !== undefined;
      });
      return trouve as T;
    },
    fermer: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function lire(span: any): Etendue {
  const valeur = ({ value }: any) => value.stringValue ?? Number(value.intValue ?? value.doubleValue);
  const attributs = Object.fromEntries(span.attributes.map((attribut: any) => [attribut.key, valeur(attribut)]));
  return { ...span, links: span.links ?? [], attributs };
}
