import { buildSchema, type GraphQLInputType } from 'graphql';
import { ecartsDeSaisie } from '../../src/reception/saisie';

const schema = buildSchema(`
  enum Urgence { ORDINAIRE URGENTE }
  input Parents { statut: Urgence! }
  input Fiche { urgence: Urgence!, natures: [Urgence!], parents: Parents, age: Int }
  type Query { x(input: Fiche!): Int }`);
const type = schema.getType('Fiche') as GraphQLInputType;
const dites = (valeur: object) => ecartsDeSaisie(type, valeur).map(({ champ, message }) => [champ.join('.'), message]);

test('a value that is not admitted is refused with those that are, under the name of its field', () => {
  const valeur = { urgence: 'VITE', natures: ['ORDINAIRE', 'X'], parents: { statut: 'Y' }, age: 'dix' };
  expect(dites(valeur)).toEqual([
    ['urgence', 'urgence : la valeur n’est pas admise ici (ORDINAIRE, URGENTE).'],
    ['natures.1', 'natures : la valeur n’est pas admise ici (ORDINAIRE, URGENTE).'],
    ['parents.statut', 'statut : la valeur n’est pas admise ici (ORDINAIRE, URGENTE).'],
    ['age', 'age : la valeur n’est pas admise ici.'],
  ]);
  expect(dites({ autre: 1 })).toEqual([
    ['urgence', 'urgence : ce champ est obligatoire.'],
    ['autre', 'autre : aucun champ ne porte ce nom.'],
  ]);
});
