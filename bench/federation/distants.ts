import 'reflect-metadata';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { standaloneListener } from '../../src/gateway/standalone-http';
import { subgraphSchema } from '../../src/gateway/subgraph-server';
import { parler } from '../parler';
import { sousGraphes } from './sous-graphes';

/** The subgraphs over HTTP, one path each, for a gateway that calls them. */
const listeners = new Map(
  sousGraphes().map((un) => [`/${un.name}`, standaloneListener(subgraphSchema(un), () => true)]),
);
const server = createServer((request, response) => {
  const listener = listeners.get(request.url ?? '');
  request.url = '/graphql';
  if (listener) listener(request, response);
  else response.writeHead(404).end();
});
server.keepAliveTimeout = 65_000;
parler(
  new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      done(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
    });
  }),
);
