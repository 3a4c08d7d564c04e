import { freshDatabase } from '../support/database';

test('the schema of the entities and the migrations agree', async () => {
  const database = await freshDatabase();
  const drift = await database.dataSource.driver.createSchemaBuilder().log();
  expect(drift.upQueries.map(({ query }) => query)).toEqual([]);
  await database.drop();
});
