import { specifiedRules } from 'graphql';
import type { Door } from '../../src/gateway/server';
import { traduireValidation } from '../../src/gateway/validation-fr';
import { expectPublished, openDoor, query } from './support';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

const many = (count: number) => Array.from({ length: count }, (_, index) => `a${index}: bonjour`).join(' ');

/** Rule of graphql-js, document that breaks it, what the refusal must name. */
const RULES: readonly (readonly [rule: string, document: string, ...named: string[]])[] = [
  ['ExecutableDefinitionsRule', '{ bonjour } type Autre { a: Int }', 'opérations et des fragments'],
  ['ExecutableDefinitionsRule', '{ bonjour } schema { query: Query }', 'opérations et des fragments'],
  ['UniqueOperationNamesRule', 'query A { bonjour } query A { bonjour }', '« A »'],
  ['LoneAnonymousOperationRule', '{ bonjour } query B { bonjour }', 'sans nom'],
  ['SingleFieldSubscriptionsRule', 'subscription S { a: sansFin b: sansFin }', '« S »', 'un seul champ'],
  ['SingleFieldSubscriptionsRule', 'subscription { a: sansFin b: sansFin }', 'un seul champ'],
  ['SingleFieldSubscriptionsRule', 'subscription S { __typename }', '« S »', 'introspection'],
  ['SingleFieldSubscriptionsRule', 'subscription { __typename }', 'introspection'],
  ['KnownTypeNamesRule', 'query ($a: Dosier) { bonjour(nom: $a) }', '« Dosier »'],
  ['FragmentsOnCompositeTypesRule', '{ ...f } fragment f on Statut { a }', '« f »', '« Statut »'],
  ['FragmentsOnCompositeTypesRule', '{ ... on Statut { a } }', '« Statut »'],
  ['VariablesAreInputTypesRule', 'query ($a: Dossier) { bonjour(nom: $a) }', '« $a »', '« Dossier »'],
  ['ScalarLeafsRule', '{ bonjour { a } }', '« bonjour »', '« String »'],
  ['ScalarLeafsRule', '{ dossier(id: 1) }', '« dossier »', '« Dossier »'],
  ['FieldsOnCorrectTypeRule', '{ bonjou }', '« bonjou »', '« Query »'],
  ['FieldsOnCorrectTypeRule', '{ piece { titre } }', '« titre »', '« Piece »'],
  ['UniqueFragmentNamesRule', '{ ...f } fragment f on Query { bonjour } fragment f on Query { moi }', '« f »'],
  ['KnownFragmentNamesRule', '{ ...absent }', '« absent »'],
  ['NoUnusedFragmentsRule', '{ bonjour } fragment f on Query { bonjour }', '« f »'],
  [
    'PossibleFragmentSpreadsRule',
    '{ dossier(id: 1) { ...f } } fragment f on Lettre { id }',
    '« f »',
    '« Lettre »',
    '« Dossier »',
  ],
  ['PossibleFragmentSpreadsRule', '{ dossier(id: 1) { ... on Lettre { id } } }', '« Lettre »', '« Dossier »'],
  ['NoFragmentCyclesRule', '{ ...f } fragment f on Query { ...f }', '« f »'],
  ['NoFragmentCyclesRule', '{ ...f } fragment f on Query { ...g } fragment g on Query { ...f }', '« f »'],
  ['UniqueVariableNamesRule', 'query ($a: Int!, $a: Int!) { nombre(valeur: $a) }', '« $a »'],
  ['NoUndefinedVariablesRule', 'query Q { bonjour(nom: $x) }', '« $x »', '« Q »'],
  ['NoUndefinedVariablesRule', '{ bonjour(nom: $x) }', '« $x »'],
  ['NoUnusedVariablesRule', 'query Q($x: Int) { bonjour }', '« $x »', '« Q »'],
  ['NoUnusedVariablesRule', 'query ($x: Int) { bonjour }', '« $x »'],
  ['KnownDirectivesRule', '{ bonjour @absente }', '« @absente »'],
  ['KnownDirectivesRule', 'query @skip(if: true) { bonjour }', '« @skip »', 'QUERY'],
  ['UniqueDirectivesPerLocationRule', '{ bonjour @skip(if: true) @skip(if: true) }', '« @skip »'],
  ['DeferStreamDirectiveOnRootFieldRule', '{ ... @defer { bonjour } }', '« @defer »'],
  ['KnownArgumentNamesRule', '{ bonjour(non: 1) }', '« non »', '« Query.bonjour »'],
  ['KnownArgumentNamesRule', '{ bonjour @skip(if: true, sauf: 1) }', '« sauf »', '« @skip »'],
  ['UniqueArgumentNamesRule', '{ bonjour(nom: "a", nom: "b") }', '« nom »'],
  ['ValuesOfCorrectTypeRule', '{ nombre(valeur: "Léa-Dupont") }', '« Int »'],
  ['ValuesOfCorrectTypeRule', '{ nombre(valeur: 99999999999) }', '« Int »', '32 bits'],
  ['ValuesOfCorrectTypeRule', '{ nombre(valeur: 1, facteur: "Léa-Dupont") }', '« Float »'],
  ['ValuesOfCorrectTypeRule', '{ nombre(valeur: 1, actif: "Léa-Dupont") }', '« Boolean »'],
  ['ValuesOfCorrectTypeRule', '{ bonjour(nom: 12) }', '« String »'],
  ['ValuesOfCorrectTypeRule', '{ dossier(id: 1.5) { id } }', '« ID »'],
  ['ValuesOfCorrectTypeRule', '{ statut(valeur: OUVERT) }', '« Statut »'],
  ['ValuesOfCorrectTypeRule', '{ statut(valeur: "Léa-Dupont") }', '« Statut »'],
  ['ValuesOfCorrectTypeRule', '{ nombre(valeur: null) }', '« Int! »'],
  ['ValuesOfCorrectTypeRule', '{ enfant(input: "Léa-Dupont") }', '« Enfant! »'],
  ['ValuesOfCorrectTypeRule', '{ enfant(input: {}) }', '« Enfant.nom »', '« String! »'],
  ['ValuesOfCorrectTypeRule', '{ enfant(input: { nom: "a", prenom: "Léa-Dupont" }) }', '« prenom »', '« Enfant »'],
  ['ValuesOfCorrectTypeRule', '{ enfant(input: { nom: "a", brut: "Léa-Dupont" }) }', 'ne respecte pas le schéma'],
  ['ValuesOfCorrectTypeRule', '{ choix(input: { a: "x", b: 1 }) }', '« Choix »'],
  ['ValuesOfCorrectTypeRule', '{ choix(input: { a: null }) }', '« Choix.a »'],
  ['ProvidedRequiredArgumentsRule', '{ dossier { id } }', '« id »', '« ID! »', '« dossier »'],
  ['ProvidedRequiredArgumentsRule', '{ bonjour @une }', '« raison »', '« String! »', '« @une »'],
  ['VariablesInAllowedPositionRule', 'query ($a: String) { nombre(valeur: $a) }', '« $a »', '« String »', '« Int! »'],
  ['OverlappingFieldsCanBeMergedRule', '{ x: bonjour x: moi }', '« x »', '« bonjour »', '« moi »'],
  ['OverlappingFieldsCanBeMergedRule', '{ bonjour(nom: "a") bonjour(nom: "b") }', '« bonjour »', 'arguments'],
  [
    'OverlappingFieldsCanBeMergedRule',
    '{ sujet { ... on Dossier { x: titre } ... on Lettre { x: corps } } }',
    '« x »',
    '« String »',
    '« Int »',
  ],
  ['OverlappingFieldsCanBeMergedRule', '{ d: dossier(id: 1) { x: id } d: dossier(id: 1) { x: titre } }', '« d »'],
  ['UniqueInputFieldNamesRule', '{ enfant(input: { nom: "a", nom: "b" }) }', '« nom »'],
  [
    'MaxIntrospectionDepthRule',
    '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }',
    'introspection',
  ],
];

describe('a document that does not fit the schema', () => {
  it.each(RULES)('%s: %s', async (_, document, ...named) => {
    const answer = await query(door, document);
    expect(answer.status).toBe(400);
    const { message } = expectPublished(answer, 'GRAPHQL_VALIDATION_FAILED');
    for (const { message: each } of answer.json.errors) expect(each).not.toContain('?');
    const all = answer.json.errors.map((error: { message: string }) => error.message).join('\n');
    for (const name of named) expect(all).toContain(name);
    expect(message.length).toBeLessThan(300);
  });

  it('is told of twenty errors at most', async () => {
    const { json } = await query(door, `{ ${many(40).replaceAll('bonjour', 'inconnu')} }`);
    expect(json.errors).toHaveLength(21);
    expect(json.errors[20].message).toBe("Trop d'erreurs : la suite n'est pas dite.");
  });

  it('meets every rule of graphql-js in these tests', () => {
    // Rules on the definitions of a schema never meet a document; defer and stream are not in this version.
    const met = new Set(RULES.map(([rule]) => rule));
    expect(specifiedRules.map(({ name }) => name).filter((name) => !met.has(name))).toEqual([]);
  });
});

describe('the tables of messages', () => {
  it('know what no document of this version can cause', () => {
    expect(
      traduireValidation(
        'Variable "$a" is of type "String" but must be non-nullable to be used for OneOf Input Object "Choix".',
      ),
    ).toContain('« $a »');
  });

  it('never repeat an unbounded name', () => {
    const message = traduireValidation(`Cannot query field "${'a'.repeat(5_000)}" on type "Query".`);
    expect(message?.length).toBeLessThan(200);
  });

  it('answer nothing for a message they do not know', () => {
    expect(traduireValidation('Some new rule of graphql-js says "no".')).toBeUndefined();
  });
});
