import type { IncomingMessage, ServerResponse } from 'node:http';
import { HubError } from '../domain/errors';

export const METRICS_CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

export type Metrique = { readonly name: string; readonly help: string } & (
  | { readonly type: 'gauge'; readonly valeur: number }
  | {
      readonly type: 'histogram';
      /** Count of each bucket by itself, smallest first, `+Inf` last. */
      readonly seaux: readonly { readonly plafond: string; readonly nombre: number }[];
      readonly somme: number;
    }
);

/** The Prometheus text format, version 0.0.4. */
export function exposer(metriques: readonly Metrique[]): string {
  return metriques
    .map((metrique) => {
      const { name, help, type } = metrique;
      return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...echantillons(metrique)].join('\n') + '\n';
    })
    .join('');
}

function echantillons(metrique: Metrique): string[] {
  const { name } = metrique;
  if (metrique.type === 'gauge') return [`${name} ${String(metrique.valeur)}`];
  let cumul = 0;
  const seaux = metrique.seaux.map(({ plafond, nombre }) => {
    cumul += nombre;
    return `${name}_bucket{le="${plafond}"} ${String(cumul)}`;
  });
  return [...seaux, `${name}_sum ${String(metrique.somme)}`, `${name}_count ${String(cumul)}`];
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** `GET /metrics`, for the collector of this machine only: to anyone else, and through any proxy, there is no such address. */
export function routeMetrics(lire: () => Promise<string>) {
  return {
    path: '/metrics',
    methods: ['GET', 'HEAD'],
    handle: async ({ headers, socket }: IncomingMessage, response: ServerResponse): Promise<void> => {
      const relayee = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
      if (relayee || !LOOPBACK.has(socket.remoteAddress ?? '')) throw new HubError('ROUTE_INCONNUE');
      const texte = await lire();
      response.writeHead(200, { 'content-type': METRICS_CONTENT_TYPE }).end(texte);
    },
  };
}
