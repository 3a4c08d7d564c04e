import type { Door } from '../../src/gateway/server';
import { expectPublished, openDoor, query, send } from './support';
import { SECRET } from './toy-schema';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

const many = (count: number) => Array.from({ length: count }, (_, index) => `a${index}: bonjour`).join(' ');

describe('a document that is not GraphQL', () => {
  it.each([
    ['{', 'la fin du document'],
    ['', 'query'],
    ['{ bonjour(nom: "Léa-Dupont }', "n'est pas fermé"],
    ['{ bonjour(nom: """Léa-Dupont }', "n'est pas fermé"],
    ["{ bonjour(nom: 'Léa-Dupont') }", 'guillemets'],
    ['{ bonjour ? }', 'caractère interdit'],
    ['{ bonjour \u0007 }', 'caractère interdit'],
    ['{ bonjour(nom: "\ud800") }', 'caractère interdit'],
    ['{ bonjour(nom: "a\nb") }', "n'est pas fermé"],
    ['{ bonjour(nom: "\\x") }', 'échappement'],
    ['{ bonjour(nom: "\\uZZZZ") }', 'échappement Unicode'],
    ['{ bonjour(nom: "\\ud800") }', 'échappement Unicode'],
    ['{ nombre(valeur: 01) }', 'nombre mal écrit'],
    ['{ nombre(valeur: 1.) }', 'nombre mal écrit'],
    ['{ nombre(valeur: 1x) }', 'nombre mal écrit'],
    ['{ bonjour(nom: ) }', "n'est pas à sa place"],
    ['{ bonjour(nom "Léa-Dupont") }', 'un texte'],
    ['bonjour', 'un nom'],
    ['query ($a: Int = $b) { bonjour }', 'valeur par défaut'],
    ['"d" { bonjour }', 'description'],
    ['"d" extend type A { b: Int }', 'description'],
    ['enum A { true }', 'énumérations'],
    ['{ 8f31 }', 'nombre'],
  ])('%s', async (document, named) => {
    const answer = await query(door, document);
    expect(answer.status).toBe(400);
    const code = document === '' ? 'BAD_REQUEST' : 'GRAPHQL_PARSE_FAILED';
    expect(expectPublished(answer, code).message).toContain(named);
  });

  it.each([
    ['10 000 aliases', `{ ${many(10_000)} }`],
    ['10 000 levels', `{ ${'dossier(id: 1) {'.repeat(10_000)} id`],
    ['10 000 brackets', `query ($a: ${'['.repeat(10_000)}Int`],
    ['3 000 directives', `{ bonjour ${'@skip(if: true) '.repeat(3_000)} }`],
  ])('%s: too long', async (_, document) => {
    const answer = await query(door, document);
    expect(answer.status).toBe(400);
    expect(expectPublished(answer, 'GRAPHQL_PARSE_FAILED').message).toContain('trop long');
  });
});

describe('a document refused for another reason', () => {
  it.each([
    ['query A { bonjour } query B { bonjour }', undefined],
    ['query A { bonjour }', 'C'],
  ])('%s, operation %s: which one to run is not said', async (text, operationName) => {
    const answer = await send(door, { body: JSON.stringify({ query: text, operationName }) });
    expect(answer.status).toBe(400);
    expect(expectPublished(answer, 'BAD_REQUEST').message).toContain('operationName');
  });

  it('a subscription is for the sockets', async () => {
    const answer = await query(door, 'subscription { sansFin }');
    expect(answer.status).toBe(400);
    expect(expectPublished(answer, 'BAD_REQUEST').message).toContain('WebSocket');
  });

  it('a text of a scalar of the hub is refused in its own words', async () => {
    const answer = await query(door, `{ enfant(input: { nom: "a", cle: "${SECRET}" }) }`);
    expect(answer.status).toBe(400);
    expect(expectPublished(answer, 'BAD_USER_INPUT').message).toBe('Clé : neuf chiffres attendus.');
  });

  it('introspection can be closed', async () => {
    const closed = await openDoor({ introspection: false });
    const answer = await query(closed, '{ __schema { types { name } } }');
    expect(expectPublished(answer, 'GRAPHQL_VALIDATION_FAILED').message).toContain("L'introspection");
    await closed.close();
  });
});
