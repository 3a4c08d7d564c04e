import {
  buildSchema,
  getNamedType,
  isInputObjectType,
  isIntrospectionType,
  isSpecifiedScalarType,
  type GraphQLArgument,
  type GraphQLNamedType,
} from 'graphql';
import { compose, schemaDrift } from '../../src/gateway/compose';
import { SUBGRAPHS } from '../../src/subgraphs/registry';

const schema = buildSchema(compose(SUBGRAPHS).apiSdl);
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);
const roots: readonly unknown[] = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];

interface Described {
  readonly name: string;
  readonly description?: string | null | undefined;
}

const mute = (owner: string, members: readonly Described[]) =>
  members.filter(({ description }) => !description).map(({ name }) => `${owner}${name}`);

const fieldsOf = (type: GraphQLNamedType) => ('getFields' in type ? Object.values(type.getFields()) : []);

test('the committed schema is the one that the code publishes', async () => {
  expect(await schemaDrift(SUBGRAPHS, 'schema')).toEqual([]);
});

test('every type, field and value of the published schema says what it is', () => {
  const undescribed = types.flatMap((type) => [
    ...(roots.includes(type) ? [] : mute('', [type])),
    ...mute(`${type.name}.`, fieldsOf(type)),
    ...mute(`${type.name}.`, 'getValues' in type ? type.getValues() : []),
  ]);
  expect(undescribed).toEqual([]);
});

test('every argument says what it is, or its input type does', () => {
  const undescribed = types.flatMap((type) =>
    fieldsOf(type).flatMap((field) => {
      const args: readonly GraphQLArgument[] = 'args' in field ? field.args : [];
      const own = args.filter((argument) => !isInputObjectType(getNamedType(argument.type)));
      return mute(`${type.name}.${field.name}.`, own);
    }),
  );
  expect(undescribed).toEqual([]);
});
