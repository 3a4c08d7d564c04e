import { isNonNullType, isObjectType } from 'graphql';
import { ELEMENTS } from '../../src/domain/access-elements';
import { CHAMPS, peutEtreRetenu, TYPES_OUVERTS, TYPES_PUBLIES } from '../../src/domain/access-types';
import { executable } from '../../src/gateway/remote';
import { SUBGRAPHS } from '../../src/subgraphs/registry';

const { schema } = executable({ subgraphs: SUBGRAPHS });
const publies = Object.values(schema.getTypeMap())
  .filter((type) => isObjectType(type))
  .filter(({ name }) => !name.startsWith('__'))
  .flatMap((type) => Object.keys(type.getFields()).map((champ) => `${type.name}.${champ}`));

test('every published field belongs to a data element, and the table has no row for anything else', () => {
  expect(publies.length).toBeGreaterThan(500);
  expect(publies.filter((champ) => !CHAMPS.has(champ))).toEqual([]);
  expect([...CHAMPS.keys()].filter((champ) => !publies.includes(champ))).toEqual([]);
});

test('no field is in two elements', () => {
  const nommes = Object.entries(TYPES_PUBLIES).flatMap(([type, { champs }]) =>
    Object.values(champs).flatMap((noms) => noms.split(' ').map((nom) => `${type}.${nom}`)),
  );
  expect(nommes.filter((nom, i) => nommes.indexOf(nom) !== i)).toEqual([]);
});

test('every element of a field has its row', () => {
  for (const { element, porteur } of CHAMPS.values()) {
    expect(ELEMENTS).toHaveProperty(element);
    if (porteur !== undefined) expect(ELEMENTS).toHaveProperty(porteur);
  }
});

test('what may be withheld from someone who holds its object is nullable', () => {
  const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type));
  const exiges = types.flatMap((type) =>
    Object.values(type.getFields())
      .filter(({ type: rendu }) => isNonNullType(rendu))
      .map(({ name }) => `${type.name}.${name}`),
  );
  expect(exiges.filter(peutEtreRetenu)).toEqual([]);
});

test('whoever reads one of these opens a child’s file, and the audit says so; of anything else, nothing', () => {
  expect([...TYPES_OUVERTS].sort()).toEqual([
    ...[
      'AccesUrgence',
      'Coincidence',
      'DecisionJuge',
      'Demande',
      'DemandeRenseignements',
      'Enfant',
      'Evaluation',
      'InformationPreoccupante',
      'Mesure',
      'MesureUrgente',
    ],
    ...[
      'NotificationPartie',
      'Rapprochement',
      'RequeteJuge',
      'SaisineDefenseur',
      'Scolarite',
      'Signalement',
      'SoitTransmis',
    ],
    ...['SuiviSante', 'TransfertInterdepartemental', 'Transmission'],
  ]);
});
