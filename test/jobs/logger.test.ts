import { Writable } from 'node:stream';
import { createLogger, errorCode, type LogFields } from '../../src/platform/logger';

function logged(level: string, fields: LogFields) {
  const lines: string[] = [];
  const destination = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  createLogger({ level, destination }).info('event', fields);
  return lines;
}

test('a field that is not in the list is dropped, whoever passes it', () => {
  const fields = { livraisonId: 'abc', nom: 'Martin', nir: '2 55 08', body: { prenom: 'Zoé' } } as LogFields;
  const [line] = logged('info', fields);
  expect(JSON.parse(line!)).toMatchObject({ event: 'event', livraisonId: 'abc' });
  expect(line).not.toMatch(/Martin|2 55 08|Zoé/);
});

test('an error keeps its name, code and frames; its message, which may quote a value, is not written', () => {
  const error = Object.assign(new Error('Key (nom)=(Martin) already exists'), { code: '23505' });
  const [line] = logged('info', { error });
  expect(JSON.parse(line!).error).toMatchObject({ name: 'Error', code: '23505', at: expect.any(Array) });
  expect(line).not.toContain('Martin');
});

test('a code is found along the causes, and only if it is one', () => {
  const error = Object.assign(new Error('fetch failed'), { cause: { code: 'ECONNREFUSED' } });
  expect(errorCode(error)).toBe('ECONNREFUSED');
  expect(errorCode({ code: 'Mme Martin' })).toBeUndefined();
  expect(errorCode('text')).toBeUndefined();
});

test('the level is respected', () => {
  expect(logged('warn', { nombre: 1 })).toEqual([]);
});
