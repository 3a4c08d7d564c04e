import type { Door } from '../../src/gateway/server';
import { expectPublished, openDoor, query } from './support';
import { SECRET } from './toy-schema';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

describe('a variable that is not of its type', () => {
  const enfant = 'query ($input: Enfant!) { enfant(input: $input) }';
  const nested = (input: unknown) => ({ input: { nom: 'a', freres: [{ nom: 'b' }, input] } });

  it.each([
    [enfant, {}, ['« $input »', '« Enfant! »', 'obligatoire']],
    [enfant, undefined, ['« $input »', 'obligatoire']],
    [enfant, { input: null }, ['« $input »', '« Enfant! »', 'nulle']],
    [enfant, { input: SECRET }, ['« $input »', '« Enfant »']],
    [enfant, { input: [] }, ['« $input »', '« Enfant »']],
    [enfant, { input: {} }, ['« $input »', '« nom »', '« String! »']],
    [enfant, { input: { nom: null } }, ['« $input.nom »', '« String! »']],
    [enfant, { input: { nom: 12 } }, ['« $input.nom »', '« String »']],
    [enfant, { input: { nom: { [SECRET]: 1 } } }, ['« $input.nom »', '« String »']],
    [enfant, { input: { nom: 'a', prenom: SECRET } }, ['« $input »', '« prenom »', '« Enfant »']],
    [enfant, { input: { nom: 'a', [SECRET]: 1 } }, ['« $input »', '« Enfant! »']],
    [enfant, nested({ nom: 'b', age: SECRET }), ['« $input.freres[1].age »', '« Int »']],
    [enfant, nested({ nom: 'b', age: 2 ** 31 }), ['« $input.freres[1].age »', '32 bits']],
    [enfant, nested({ nom: 'b', age: 1.5 }), ['« $input.freres[1].age »', '« Int »']],
    [enfant, nested({ nom: 'b', statut: SECRET }), ['« $input.freres[1].statut »', '« Statut »']],
    [
      enfant,
      nested({ nom: 'b', statut: `${SECRET}" at "input.nom"; x` }),
      ['« $input.freres[1].statut »', '« Statut »'],
    ],
    [enfant, nested({ nom: 'b', statut: 12 }), ['« $input.freres[1].statut »', '« Statut »']],
    [enfant, nested({ nom: 'b', cle: SECRET }), ['« $input.freres[1].cle »', 'neuf chiffres']],
    [enfant, nested({ nom: 'b', brut: SECRET }), ['« $input.freres[1].brut »', 'de type']],
    [enfant, nested(null), ['« $input.freres[1] »', '« Enfant! »']],
    ['query ($v: [Int!]!) { liste(valeurs: $v) }', { v: [1, SECRET] }, ['« $v[1] »', '« Int »']],
    ['query ($v: Float) { nombre(valeur: 1, facteur: $v) }', { v: SECRET }, ['« $v »', '« Float »']],
    ['query ($v: Boolean) { nombre(valeur: 1, actif: $v) }', { v: SECRET }, ['« $v »', '« Boolean »']],
    ['query ($v: ID!) { dossier(id: $v) { id } }', { v: { a: SECRET } }, ['« $v »', '« ID »']],
    ['query ($v: Choix!) { choix(input: $v) }', { v: { a: SECRET, b: 1 } }, ['« $v »', '« Choix »']],
    ['query ($v: Choix!) { choix(input: $v) }', { v: {} }, ['« $v »', '« Choix »']],
    ['query ($v: Choix!) { choix(input: $v) }', { v: { a: null } }, ['« $v.a »', 'nul']],
  ])('%s %j', async (document, variables, named) => {
    const answer = await query(door, document, variables);
    expect(answer.status).toBe(400);
    expectPublished(answer, 'BAD_USER_INPUT');
    const all = answer.json.errors.map((error: { message: string }) => error.message).join('\n');
    for (const name of named) expect(all).toContain(name);
  });

  it('is refused by the field when only its value shows it', async () => {
    const answer = await query(door, 'query ($v: Statut) { statut(valeur: $v) }', { v: null });
    expect(answer.status).toBe(200);
    const error = expectPublished(answer, 'BAD_USER_INPUT');
    expect(error.message).toContain('« valeur »');
    expect(error.path).toEqual(['statut']);
  });

  it('is told of twenty errors at most', async () => {
    const { json } = await query(door, 'query ($v: [Int!]!) { liste(valeurs: $v) }', { v: Array(40).fill('x') });
    expect(json.errors).toHaveLength(21);
    expect(json.errors[20].message).toContain("Trop d'erreurs");
  });
});
