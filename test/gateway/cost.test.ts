import { readFileSync } from 'node:fs';
import { buildSchema, parse, specifiedRules, validate } from 'graphql';
import { limiteDeCout } from '../../src/gateway/cost';
import { DEFAULT_LIMITS } from '../../src/platform/limits';

const schema = buildSchema(readFileSync('schema/api.graphql', 'utf8'));
const LimiteDeCout = limiteDeCout(DEFAULT_LIMITS.objects);
const refus = (query: string) =>
  validate(schema, parse(query), [...specifiedRules, LimiteDeCout]).map((e) => e.message);
const COUT = [expect.stringContaining('trop d’objets')];

/** From the child to its informations and back, as many times. */
const boucle = (tours: number): string =>
  tours === 0 ? 'id' : `informationsPreoccupantes { enfant { ${boucle(tours - 1)} } }`;

test.each([1, 3])('un enfant relu %i fois par ses informations passe', (tours) => {
  expect(refus(`{ enfant(id: "x", finalite: ASSISTANCE_EDUCATIVE) { ${boucle(tours)} } }`)).toEqual([]);
});

test.each([4, 6, 20])('un enfant relu %i fois est refusé avant de rien lire', (tours) => {
  expect(refus(`{ enfant(id: "x", finalite: ASSISTANCE_EDUCATIVE) { ${boucle(tours)} } }`)).toEqual(COUT);
});

test('un fragment ne cache rien', () => {
  const query = `{ enfant(id: "x", finalite: ASSISTANCE_EDUCATIVE) { ...F } }
    fragment F on Enfant { informationsPreoccupantes { enfant { ...G } } }
    fragment G on Enfant { ${boucle(3)} }`;
  expect(refus(query)).toEqual(COUT);
});

test('des alias non plus', () => {
  const lignes = Array.from(
    { length: 10 },
    (_, i) => `a${String(i)}: enfant(id: "x", finalite: ASSISTANCE_EDUCATIVE) { ${boucle(3)} }`,
  );
  expect(refus(`{ ${lignes.join(' ')} }`)).toEqual(COUT);
});

test('la taille demandée compte : une variable vaut le maximum', () => {
  const liste = (first: string) =>
    `query ($n: Int) { informationsPreoccupantes(first: ${first}) { edges { node { enfant { ${boucle(3)} } } } } }`;
  expect(refus(liste('1').replace('($n: Int)', ''))).toEqual([]);
  expect(refus(liste('$n'))).toEqual(COUT);
});

test('dix mille alias sont comptés, et refusés une fois', () => {
  const query = `{ ${Array.from({ length: 10_000 }, (_, i) => `a${String(i)}: enfant(id: "x", finalite: ASSISTANCE_EDUCATIVE) { ${boucle(1)} }`).join(' ')} }`;
  expect(validate(schema, parse(query), [LimiteDeCout])).toHaveLength(1);
});

// Walked one by one, 2¹⁰⁰ selections would never end: that it answers is the test.
test('des fragments qui se doublent cent fois sont comptés', () => {
  const fragments = Array.from(
    { length: 100 },
    (_, i) => `fragment F${String(i)} on Query { ...F${String(i + 1)} ...F${String(i + 1)} }`,
  );
  const query = `{ ...F0 } ${fragments.join(' ')} fragment F100 on Query { __typename }`;
  expect(validate(schema, parse(query), [LimiteDeCout])).toEqual([]);
});

test('un fragment qui se contient n’égare pas le compte', () => {
  const query = `{ enfant(id: "x", finalite: ASSISTANCE_EDUCATIVE) { ...F } } fragment F on Enfant { informationsPreoccupantes { enfant { ...F } } }`;
  expect(validate(schema, parse(query), [LimiteDeCout])).toEqual([]);
});
