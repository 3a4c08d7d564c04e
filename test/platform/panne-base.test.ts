import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/platform/config';
import { panneDeLaBase } from '../../src/platform/panne-base';
import { ouvrirPostgres } from '../chaos/postgres';
import { fiche } from '../scenarios/envois';
import { ouvrirMonde } from '../scenarios/monde';
import { TRANSMETTRE } from '../scenarios/operations';

// oidc-provider would take no copy of jest's for a plain object.
globalThis.structuredClone = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T;

const sans = (message: string) => new Error(message);
const avec = (code: string) => Object.assign(new Error('…'), { code });

test.each([
  ['connection refused', avec('ECONNREFUSED'), true],
  ['server stopped', avec('57P01'), true],
  ['disk full', avec('53100'), true],
  ['wrapped by whoever asked', new Error('…', { cause: avec('08006') }), true],
  ['connection lost, as pg says it', sans('Connection terminated unexpectedly'), true],
  ['no connection in time, as pg-pool says it', sans('timeout exceeded when trying to connect'), true],
  ['a rule of the database', avec('23505'), false],
  ['a statement cancelled', avec('57014'), false],
  ['anything else', sans('x is not a function'), false],
])('%s', (_, error, expected) => {
  expect(panneDeLaBase(error)).toBe(expected);
});

test('PostgreSQL is killed: callers are told to send again, never that nothing was recorded; then one act exists', async () => {
  const postgres = await ouvrirPostgres();
  const dossier = mkdtempSync(join(tmpdir(), 'panne-base-'));
  const monde = await ouvrirMonde({
    config: readConfig({ PORT: '0', DATABASE_URL: postgres.url, HUB_DATA_DIR: dossier }),
  });
  try {
    const input = fiche();
    await monde.jeton('college');
    postgres.tuer();
    const pendant = await monde.demander('college', TRANSMETTRE, { input });
    expect(pendant.status).toBe(503);
    expect(pendant.body.errors?.[0]).toMatchObject({
      message: expect.stringContaining('Renvoyez la même demande'),
      extensions: { code: 'SERVICE_INDISPONIBLE', service: 'base' },
    });
    await expect(monde.jeton('hopital')).rejects.toMatchObject({ status: 503, error: 'temporarily_unavailable' });

    await postgres.assurer();
    const recus = await Promise.all([1, 2].map(() => monde.demander('college', TRANSMETTRE, { input })));
    const [premier, second] = recus.map(({ body }) => body.data.transmettreInformationPreoccupante.accuseReception.id);
    expect(second).toBe(premier);
    const [{ nombre } = { nombre: 0 }] = await monde.database.query<{ nombre: number }>(
      'SELECT count(*)::int nombre FROM crip.information_preoccupante',
    );
    expect(nombre).toBe(1);
  } finally {
    await monde.fermer();
    await postgres.fermer();
    rmSync(dossier, { recursive: true });
  }
});
