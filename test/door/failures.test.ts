import { execute } from 'graphql';
import { HubError } from '../../src/domain/errors';
import { expectPublished, openDoor, query, recordingLogger, registre, send } from './support';
import { SECRET } from './toy-schema';

describe('a field that fails', () => {
  it('by surprise: null, ERREUR_INTERNE, 200, and the operators know which request', async () => {
    const logger = recordingLogger();
    const door = await openDoor({ logger });
    const answer = await query(door, `{ casse bonjour(nom: "${SECRET}") }`);
    await door.close();
    expect(answer.status).toBe(200);
    expect(answer.json.data.casse).toBeNull();
    expect(answer.json.errors).toEqual([
      {
        message: "Le hub n'a pas pu traiter la demande. Rien n'a été enregistré.",
        locations: [{ line: 1, column: 3 }],
        path: ['casse'],
        extensions: { code: 'ERREUR_INTERNE', requete: answer.headers['x-request-id'] },
      },
    ]);
    const line = logger.lines.find(({ level }) => level === 'error');
    expect(line).toMatchObject({ event: 'requete.erreur-interne', requestId: answer.headers['x-request-id'] });
    expect(line?.error).toBeInstanceOf(Error);
  });

  it.each([
    ['{ cassePlus }', 'ERREUR_INTERNE', null],
    ['{ mentParLeSchema }', 'ERREUR_INTERNE', { mentParLeSchema: null }],
    ['{ erreurEtrangere }', 'FORBIDDEN', { erreurEtrangere: null }],
    ['{ introuvable }', 'NOT_FOUND', { introuvable: null }],
    ['{ refuse }', 'BAD_USER_INPUT', { refuse: null }],
  ])('%s: %s', async (text, code, data) => {
    const door = await openDoor();
    const answer = await query(door, text);
    await door.close();
    expect(answer.status).toBe(200);
    expect(answer.json.data).toEqual(data);
    expectPublished(answer, code);
  });

  it('a refused act names the refused fields', async () => {
    const door = await openDoor();
    const error = expectPublished(await query(door, '{ refuse }'), 'BAD_USER_INPUT');
    await door.close();
    expect(error.message).toBe('La date est dans le futur.');
    expect(error.extensions.refus).toEqual([
      { code: 'DATE_FUTURE', path: ['date'], message: 'La date est dans le futur.' },
    ]);
  });
});

describe('what the door depends on', () => {
  it.each([
    ['the register of partners', { registre: { ...registre(), habiliter: () => Promise.reject(new Error(SECRET)) } }],
    ['the context', { contextFor: () => Promise.reject(new Error(SECRET)) }],
    ['the executor', { executor: () => Promise.reject(new Error(SECRET)) }],
  ])('%s fails: 500 ERREUR_INTERNE, logged', async (_, broken) => {
    const logger = recordingLogger();
    const door = await openDoor({ ...broken, logger });
    const answer = await query(door, '{ bonjour }');
    await door.close();
    expect(answer.status).toBe(500);
    expectPublished(answer, 'ERREUR_INTERNE');
    expect(logger.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });

  it('the issuer of tokens is away: 503, not 401', async () => {
    const door = await openDoor({ verifier: () => Promise.reject(new HubError('SERVICE_INDISPONIBLE')) });
    const answer = await query(door, '{ bonjour }');
    await door.close();
    expect(answer.status).toBe(503);
    expectPublished(answer, 'SERVICE_INDISPONIBLE');
  });

  it('an executor of its own is used, and its bare errors are published', async () => {
    const seen: unknown[] = [];
    const door = await openDoor({
      executor: async (execution) => {
        seen.push(execution.variableValues, execution.operationName, execution.contextValue.institution);
        const result = await execute(execution);
        const bare = {
          message: SECRET,
          path: ['bonjour'],
          extensions: { code: 'SERVICE_INDISPONIBLE', service: 'ase' },
        };
        return { ...result, errors: [bare as never] };
      },
    });
    const answer = await send(door, {
      body: JSON.stringify({
        query: 'query Q($n: String) { bonjour(nom: $n) }',
        variables: { n: 'a' },
        operationName: 'Q',
      }),
    });
    await door.close();
    expect(answer.json.data).toEqual({ bonjour: 'Bonjour a' });
    expect(expectPublished(answer, 'SERVICE_INDISPONIBLE')).toMatchObject({
      path: ['bonjour'],
      message: 'Le service « ase », dont dépend cette réponse, ne répond pas. Réessayez.',
    });
    expect(seen).toEqual([{ n: 'a' }, 'Q', 'crip-31']);
  });
});

describe('the log of requests', () => {
  it('says who, what, how long, and nothing of what was asked', async () => {
    const logger = recordingLogger();
    const door = await openDoor({ logger });
    await query(door, 'query ($n: String) { bonjour(nom: $n) }', { n: SECRET });
    await send(door, { method: 'GET', path: `/enfants/${SECRET}?nom=${SECRET}` });
    await send(door, { body: '{}', headers: { authorization: undefined } });
    await door.close();
    const requests = logger.lines.filter(({ event }) => event === 'requete');
    expect(requests).toMatchObject([
      { operation: 'POST /graphql', statut: 200, institution: 'crip-31' },
      { operation: 'GET (inconnue)', statut: 404 },
      { operation: 'POST /graphql', statut: 401 },
    ]);
    expect(JSON.stringify(logger.lines)).not.toContain(SECRET);
  });
});
