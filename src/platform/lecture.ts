import type { PoolClient } from 'pg';
import type { DataSource, EntityTarget, ObjectLiteral, QueryRunner, SelectQueryBuilder } from 'typeorm';
import { debut, type Habilitation } from './habilitation';
import { colonnesSecretes } from './secret/colonne';

interface Instructions {
  query<R>(text: string, values?: readonly unknown[]): Promise<R[]>;
  /** Opens in place the secrets of rows that a statement gave under the names of their properties. */
  ouvrir<R extends object>(entity: EntityTarget<ObjectLiteral>, rows: readonly R[]): Promise<R[]>;
}

/** How resolvers read. */
export interface Lecture extends Instructions {
  /** What the blind index of a secret property holds for this value, at that tenant (`@IndexAveugle`). */
  index(entity: EntityTarget<ObjectLiteral>, de: string, pour: string, valeur: string): Buffer;
  /** Its entities come with their secrets open. */
  createQueryBuilder<E extends ObjectLiteral>(entity: EntityTarget<E>, alias: string): SelectQueryBuilder<E>;
}

export interface LectureOuverte extends Lecture {
  /** Commits what was read so far. The next statement opens another transaction. */
  terminer(): Promise<void>;
  /**
   * The same, for good: the operation is answered, and what its resolvers still ask is refused. When one of them fails,
   * the others go on behind the answer; a transaction that they opened would be nobody's to end.
   */
  clore(): Promise<void>;
}

export interface OptionsLecture {
  /** `operation`: until it is ended. `instruction`: as soon as nothing waits, for a context that lives for hours. */
  readonly duree: 'operation' | 'instruction';
  /** Aborted: nothing more is read. */
  readonly signal?: AbortSignal;
}

interface Base<T> {
  readonly dataSource: DataSource;
  readonly pour: Habilitation;
  readonly connecter: () => Promise<PoolClient>;
  readonly surClient: (client: PoolClient) => T;
  readonly index: Lecture['index'];
}

interface Ouverte<T> {
  readonly client: PoolClient;
  readonly tx: T;
}

export function ouvrirLecture<T extends Instructions>(
  { dataSource, pour, connecter, surClient, index }: Base<T>,
  options: OptionsLecture,
): LectureOuverte {
  let ouverte: Ouverte<T> | undefined;
  let enAttente = 0;
  let close = false;
  let file: Promise<unknown> = Promise.resolve();

  /** One at a time: a connection answers one statement after the other. */
  const aSonTour = <T>(travail: () => Promise<T>): Promise<T> => {
    const suite = file.then(travail);
    file = suite.catch(() => undefined);
    return suite;
  };
  const ouvrir = async (): Promise<Ouverte<T>> => {
    const client = await connecter();
    try {
      await client.query(debut(pour));
    } catch (error) {
      client.release(true);
      throw error;
    }
    return { client, tx: surClient(client) };
  };
  const abandonner = async () => {
    const perdue = ouverte;
    ouverte = undefined;
    const intact = await perdue?.client.query('ROLLBACK').then(
      () => true,
      () => false,
    );
    perdue?.client.release(intact === false);
  };
  const fermer = async () => {
    if (!ouverte) return;
    const { client } = ouverte;
    try {
      await client.query('COMMIT');
    } catch (error) {
      await abandonner();
      throw error;
    }
    ouverte = undefined;
    client.release();
  };
  const instruction = <R>(travail: (tx: T) => Promise<R>): Promise<R> => {
    if (close) return Promise.reject(new Error('The operation has been answered: nothing more is read for it.'));
    enAttente += 1;
    return aSonTour(async () => {
      try {
        options.signal?.throwIfAborted();
        ouverte ??= await ouvrir();
        return await travail(ouverte.tx);
      } catch (error) {
        await abandonner();
        throw error;
      } finally {
        enAttente -= 1;
        if (options.duree === 'instruction' && enAttente === 0) await fermer();
      }
    });
  };

  const query: Lecture['query'] = (text, values = []) => instruction((tx) => tx.query(text, values));
  // Keys that two readings need at once are asked for once: the second finds them known.
  const ouvrirSecrets: Lecture['ouvrir'] = (entity, rows) =>
    rows.length === 0 || colonnesSecretes(entity).secretes.length === 0
      ? Promise.resolve([...rows])
      : instruction((tx) => tx.ouvrir(entity, rows));

  return {
    query,
    index,
    ouvrir: ouvrirSecrets,
    createQueryBuilder: (entity, alias) => {
      const builder = dataSource.createQueryBuilder(entity, alias, runnerOn(dataSource, query));
      const lire = builder.getRawAndEntities.bind(builder);
      return Object.assign(builder, {
        getRawAndEntities: async () => {
          const lues = await lire();
          return { ...lues, entities: await ouvrirSecrets(entity, lues.entities) };
        },
      });
    },
    terminer: () => aSonTour(fermer),
    clore: () => {
      close = true;
      return aSonTour(fermer);
    },
  };
}

/** TypeORM builds the statement and hydrates the rows; the statement itself goes through the transaction above. */
function runnerOn(dataSource: DataSource, query: Lecture['query']): QueryRunner {
  const runner = dataSource.createQueryRunner();
  const structured = async (text: string, values?: unknown[], useStructuredResult = false) => {
    const records = await query<ObjectLiteral>(text, values ?? []);
    return useStructuredResult ? { records, raw: records } : records;
  };
  return Object.assign(runner, { query: structured as QueryRunner['query'] });
}
