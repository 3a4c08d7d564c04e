import { createServer } from 'node:http';
import { executable } from '../../src/gateway/remote';
import { refusingSubgraphs as subgraphs } from './support/refusing-subgraphs';
import { listen, run, serve } from './support/three-ways';

const code = 'ACCES_REFUSE';

describe('a remote subgraph', () => {
  const query = '{ enfant { id nom mesure } }';
  const down = {
    data: { enfant: { id: '1', nom: 'nom 1', mesure: null } },
    errors: [
      {
        message: 'Le service « b » est momentanément indisponible.',
        code: 'SERVICE_INDISPONIBLE',
        path: ['enfant', 'mesure'],
      },
    ],
  };

  it('that is down leaves the rest of the answer', async () => {
    const opened = executable({ subgraphs: subgraphs(), remotes: { b: 'http://127.0.0.1:9/' } });
    expect(await run(opened, query)).toEqual(down);
    await opened.close();
  });

  it.each([
    [
      'answers HTML',
      (send: (status: number, body: string) => void) => {
        send(502, '<h1>Bad gateway</h1>');
      },
    ],
    [
      'answers other JSON',
      (send: (status: number, body: string) => void) => {
        send(200, '{"ok":true}');
      },
    ],
    ['never answers', () => undefined],
  ])('that %s is down too', async (_title, answer) => {
    const server = createServer((_request, response) => {
      answer((status, body) => response.writeHead(status).end(body));
    });
    const port = await listen(server);
    const opened = executable({ subgraphs: subgraphs(), remotes: { b: `http://127.0.0.1:${port}/` }, timeoutMs: 200 });
    expect(await run(opened, query)).toEqual(down);
    server.closeAllConnections();
    await opened.close();
    server.close();
  });

  it('that gives no path to its error has its nulls explained by it', async () => {
    const server = createServer((_request, response) => {
      response
        .writeHead(200)
        .end(JSON.stringify({ data: null, errors: [{ message: 'Requête refusée.', extensions: { code } }] }));
    });
    const port = await listen(server);
    const opened = executable({ subgraphs: subgraphs(), remotes: { a: `http://127.0.0.1:${port}/` } });
    expect(await run(opened, query)).toEqual({
      data: { enfant: null },
      errors: [{ message: 'Requête refusée.', code, path: ['enfant'] }],
    });
    server.closeAllConnections();
    await opened.close();
    server.close();
  });

  it('gives up when the caller does', async () => {
    const server = createServer(() => undefined);
    const port = await listen(server);
    const controller = new AbortController();
    const opened = executable({
      subgraphs: subgraphs(),
      remotes: { b: `http://127.0.0.1:${port}/` },
      signal: (context: { signal: AbortSignal }) => context.signal,
    });
    setTimeout(() => {
      controller.abort();
    }, 50);
    expect(await run(opened, query, {}, { signal: controller.signal })).toEqual(down);
    server.closeAllConnections();
    await opened.close();
    server.close();
  });

  it('receives the headers drawn from the context', async () => {
    const [a, b] = subgraphs();
    const served = await serve(b!);
    const opened = executable({
      subgraphs: [a!, b!],
      remotes: { b: served.url },
      headers: (context: { jeton: string }, subgraph) => ({
        authorization: `Bearer ${context.jeton}`,
        'x-sous-graphe': subgraph,
      }),
    });
    await run(opened, query, {}, { jeton: 'abc' });
    expect(served.requests[0]?.headers).toMatchObject({ authorization: 'Bearer abc', 'x-sous-graphe': 'b' });
    await opened.close();
    await served.close();
  });
});
