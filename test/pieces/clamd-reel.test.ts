import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clamd } from '../../src/platform/pieces/clamd';
import { until } from '../support/until';
import { EICAR } from './clamd-simule';

const installe = spawnSync('clamd', ['--version']).status === 0;
const verifier = installe ? describe : describe.skip;

async function* flux(...blocs: Buffer[]): AsyncGenerator<Buffer> {
  for (const bloc of blocs) yield await Promise.resolve(bloc);
}

/** clamd itself, with one signature of our own: nothing is fetched. */
verifier('a real clamd, where it is installed', () => {
  let dossier: string;
  let processus: ChildProcess;
  let analyser: ReturnType<typeof clamd>;

  beforeAll(async () => {
    dossier = mkdtempSync(join(tmpdir(), 'clamd-'));
    const prise = join(dossier, 'clamd.sock');
    // Name, any type, anywhere, the string in hexadecimal.
    writeFileSync(join(dossier, 'local.ndb'), `Essai.EICAR:0:*:${Buffer.from(EICAR).toString('hex')}\n`);
    const reglages = { DatabaseDirectory: dossier, LocalSocket: prise, Foreground: 'yes', StreamMaxLength: '11M' };
    const fichier = join(dossier, 'clamd.conf');
    writeFileSync(
      fichier,
      Object.entries(reglages)
        .map((paire) => `${paire.join(' ')}\n`)
        .join(''),
    );
    processus = spawn('clamd', ['--config-file', fichier], { stdio: 'ignore' });
    analyser = clamd(`unix://${prise}`);
    await until(
      'clamd answers',
      () =>
        analyser(flux(Buffer.from('bonjour'))).then(
          () => true,
          () => false,
        ),
      50_000,
    );
  });
  afterAll(() => {
    processus.kill('SIGKILL');
    rmSync(dossier, { recursive: true, force: true });
  });

  test('finds what it knows, in the middle of ten megabytes, and nothing elsewhere', async () => {
    const blocs = Array.from({ length: 150 }, () => Buffer.alloc(65_536, 0x20));
    expect(await analyser(flux(Buffer.from('%PDF-1.7\n'), ...blocs))).toBe(undefined);
    const avec = [...blocs.slice(0, 70), Buffer.from(EICAR), ...blocs.slice(70)];
    expect(await analyser(flux(Buffer.from('%PDF-1.7\n'), ...avec))).toEqual({ menace: 'Essai.EICAR.UNOFFICIAL' });
  });
});
