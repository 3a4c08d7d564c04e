import './confiance-sans-acces';
import 'reflect-metadata';
import { demoClients } from '../src/auth/demo-clients';
import { ouvrirCoffre } from '../src/ouvrir-coffre';
import { executable } from '../src/gateway/remote';
import { createDoor } from '../src/gateway/server';
import { readConfig } from '../src/platform/config';
import type { Database } from '../src/platform/database';
import type { Lecture } from '../src/platform/lecture';
import { limitsOf } from '../src/platform/limits';
import { createLogger } from '../src/platform/logger';
import { clesEnfants } from '../src/platform/secret/cles-enfants';
import { openHubDatabase } from '../src/rows';
import { SUBGRAPHS } from '../src/subgraphs/registry';
import { parler } from './parler';

/**
 * The same schema, resolvers, statements and door, without what makes them fit to be trusted: no token is verified, no row
 * is hidden, no field is asked of the access table, nothing is decrypted, nothing is written of what is read.
 */
async function nu(): Promise<string> {
  const config = readConfig(process.env);
  const database = await openHubDatabase(config.DATABASE_URL ?? '', { cles: clesEnfants(await ouvrirCoffre(config)) });
  const actor = { ...demoClients.crip, sub: 'banc', clientId: 'banc', expiresAt: Infinity, liaison: null };
  const lecture = enClair(database);
  const door = await createDoor({
    schema: executable({ subgraphs: SUBGRAPHS }).schema,
    verifier: () => Promise.resolve({} as never),
    registre: { habiliter: () => Promise.resolve(actor), revoir: () => Promise.resolve([]) },
    contextFor: (_, { signal }) => ({ actor, lecture, signal, finalite: undefined, now: () => new Date() }),
    logger: createLogger({ level: 'silent' }),
    introspection: false,
    limits: limitsOf(config),
  });
  await door.listen(0, '127.0.0.1');
  return door.url;
}

/** Reads as the owner, outside any transaction; what was opened once is known by its bytes. */
function enClair(database: Database): Lecture {
  const connus = new Map<string, string>();
  const ouvrir: Lecture['ouvrir'] = async (entity, rows) => {
    const scelles = rows.flatMap((row) =>
      Object.entries(row as Record<string, unknown>).flatMap(([nom, octets]) =>
        Buffer.isBuffer(octets) ? [{ row: row as Record<string, unknown>, nom, cle: octets.toString('latin1') }] : [],
      ),
    );
    if (scelles.some(({ cle }) => !connus.has(cle))) {
      await database.transaction((tx) => tx.ouvrir(entity, rows));
      for (const { row, nom, cle } of scelles) connus.set(cle, JSON.stringify(row[nom]));
    } else for (const { row, nom, cle } of scelles) row[nom] = JSON.parse(connus.get(cle) ?? 'null');
    return [...rows];
  };
  return {
    query: (text, values) => database.query(text, values),
    ouvrir,
    index: () => {
      throw new Error('The bench looks nobody up.');
    },
    createQueryBuilder: (entity, alias) => {
      const builder = database.dataSource.createQueryBuilder(entity, alias);
      const lire = builder.getRawAndEntities.bind(builder);
      return Object.assign(builder, {
        getRawAndEntities: async () => {
          const lues = await lire();
          return { ...lues, entities: await ouvrir(entity, lues.entities) };
        },
      });
    },
  };
}

parler(nu());
