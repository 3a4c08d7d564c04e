import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clamd } from '../../src/platform/pieces/clamd';
import type { Depot } from '../../src/platform/pieces/depot';
import { depotDossier } from '../../src/platform/pieces/depot-dossier';
import { depotS3 } from '../../src/platform/pieces/depot-s3';
import { BLOC, descellerFlux, scellerFlux } from '../../src/platform/pieces/scellement-blocs';
import { EICAR, ouvrirClamd, type ClamdSimule } from './clamd-simule';
import { ouvrirS3, REGLAGES_S3, type S3Simule } from './s3-simule';

async function* flux(...blocs: Buffer[]): AsyncGenerator<Buffer> {
  for (const bloc of blocs) yield await Promise.resolve(bloc);
}
async function tout(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const blocs: Buffer[] = [];
  for await (const bloc of source) blocs.push(bloc);
  return Buffer.concat(blocs);
}

test('a folder that fails says so to whoever reads, and to nobody when nobody does', async () => {
  const dossier = mkdtempSync(join(tmpdir(), 'depot-'));
  const fichier = join(dossier, 'pris');
  writeFileSync(fichier, '');
  const lu = depotDossier(fichier).lire(randomUUID());
  // An error that nobody listens to would end this process.
  await new Promise((done) => setTimeout(done, 50));
  await expect(tout(lu)).rejects.toMatchObject({ code: 'ENOTDIR' });
  rmSync(dossier, { recursive: true });
});

describe('bytes sealed block by block', () => {
  const cle = randomBytes(32);
  const sceller = (clair: Buffer, lieu = 'ici') => tout(scellerFlux(cle, lieu, flux(clair)));
  const desceller = (scelle: Buffer, lieu = 'ici') => tout(descellerFlux(cle, lieu, flux(scelle)));

  test.each([0, 1, BLOC - 1, BLOC, BLOC + 1, 3 * BLOC, 5 * BLOC + 17])('%d bytes come back', async (taille) => {
    const clair = randomBytes(taille);
    const scelle = await sceller(clair);
    expect(scelle.includes(clair.subarray(0, 16)) && taille >= 16).toBe(false);
    expect((await desceller(scelle)).equals(clair)).toBe(true);
    const morceaux = Array.from({ length: 40 }, (_, i) => {
      const pas = Math.ceil(scelle.length / 40);
      return scelle.subarray(i * pas, (i + 1) * pas);
    });
    expect((await tout(descellerFlux(cle, 'ici', flux(...morceaux)))).equals(clair)).toBe(true);
  });

  const B = BLOC + 16;
  test.each<[string, (s: Buffer) => Buffer]>([
    ['a byte changed', (s) => Buffer.concat([s.subarray(0, 5), Buffer.of((s[5] ?? 0) ^ 1), s.subarray(6)])],
    ['the last block left out', (s) => s.subarray(0, 2 * B)],
    ['cut in a block', (s) => s.subarray(0, 2 * B + 3)],
    [
      'two blocks the other way round',
      (s) => Buffer.concat([s.subarray(B, 2 * B), s.subarray(0, B), s.subarray(2 * B)]),
    ],
    ['a block twice', (s) => Buffer.concat([s.subarray(0, B), s])],
    ['something after the end', (s) => Buffer.concat([s, randomBytes(40)])],
    ['nothing', () => Buffer.alloc(0)],
  ])('%s: refused', async (_, changer) => {
    const scelle = await sceller(randomBytes(2 * BLOC + 100));
    await expect(desceller(changer(scelle))).rejects.toThrow();
  });

  test('the bytes of another place do not open here', async () => {
    await expect(desceller(await sceller(Buffer.from('texte'), 'là'), 'ici')).rejects.toThrow();
  });
});

describe.each(['folder', 'S3'] as const)('a store of attachments: %s', (genre) => {
  let dossier: string;
  let s3: S3Simule;
  let depot: Depot;
  beforeAll(async () => {
    dossier = mkdtempSync(join(tmpdir(), 'depot-'));
    s3 = await ouvrirS3();
    depot = genre === 'folder' ? depotDossier(dossier) : depotS3({ ...REGLAGES_S3, url: s3.url });
  });
  afterAll(async () => {
    await s3.fermer();
    rmSync(dossier, { recursive: true });
  });

  test('gives back what it was given, and nothing once it is taken away', async () => {
    const [id, octets] = [randomUUID(), randomBytes(300_000)];
    await depot.ecrire(id, flux(octets.subarray(0, 100_000), octets.subarray(100_000)));
    expect((await tout(depot.lire(id))).equals(octets)).toBe(true);
    await depot.supprimer(id);
    await depot.supprimer(id);
    await expect(tout(depot.lire(id))).rejects.toThrow();
  });

  test('the same one written twice at once is whole, and one', async () => {
    const [id, octets] = [randomUUID(), randomBytes(300_000)];
    const lente = async function* (): AsyncGenerator<Buffer> {
      for (let i = 0; i < octets.length; i += 50_000) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        yield octets.subarray(i, i + 50_000);
      }
    };
    await Promise.all([depot.ecrire(id, lente()), depot.ecrire(id, flux(octets)), depot.ecrire(id, lente())]);
    expect((await tout(depot.lire(id))).equals(octets)).toBe(true);
    if (genre === 'folder') expect(readdirSync(join(dossier, id.slice(-2)))).toEqual([id]);
  });

  test('whole or not at all: what was broken off is not there', async () => {
    const id = randomUUID();
    // eslint-disable-next-line @typescript-eslint/require-await
    const coupe = async function* (): AsyncGenerator<Buffer> {
      yield randomBytes(1000);
      throw new Error('broken off');
    };
    await expect(depot.ecrire(id, coupe())).rejects.toThrow('broken off');
    await expect(tout(depot.lire(id))).rejects.toThrow();
    if (genre === 'folder') expect(readdirSync(join(dossier, id.slice(-2)))).toEqual([]);
    else expect(s3.objets.has(id)).toBe(false);
  });

  if (genre === 'folder')
    test('only its owner reads the folder', async () => {
      const id = randomUUID();
      await depot.ecrire(id, flux(Buffer.from('octets')));
      expect(statSync(join(dossier, id.slice(-2), id)).mode & 0o077).toBe(0);
      expect(statSync(join(dossier, id.slice(-2))).mode & 0o077).toBe(0);
    });
  else {
    test('a store that fails once is asked again; that refuses, it is said', async () => {
      const id = randomUUID();
      s3.pannes = 1;
      await depot.ecrire(id, flux(Buffer.from('octets')));
      expect(s3.objets.get(id)?.toString()).toBe('octets');
      const autre = depotS3({ ...REGLAGES_S3, secret: 'un autre', url: s3.url });
      await expect(autre.ecrire(randomUUID(), flux(Buffer.from('octets')))).rejects.toThrow(/answered 403 to PUT/);
    });
  }
});

describe('clamd', () => {
  let simule: ClamdSimule;
  beforeAll(async () => {
    simule = await ouvrirClamd();
  });
  afterAll(() => simule.fermer());
  beforeEach(() => {
    simule.humeur = 'répond';
  });

  test('is given every byte, says that nothing was found, or what was', async () => {
    const octets = randomBytes(1_000_000);
    expect(await clamd(simule.url)(flux(octets.subarray(0, 400_000), Buffer.alloc(0), octets.subarray(400_000)))).toBe(
      undefined,
    );
    expect(simule.recus.at(-1)?.equals(octets)).toBe(true);
    expect(await clamd(simule.url)(flux(Buffer.from(`%PDF-${EICAR}`)))).toEqual({ menace: 'Eicar-Test-Signature' });
  });

  test('that hangs up, or says something else, is not taken for a yes', async () => {
    for (const humeur of ['raccroche', 'dit n’importe quoi'] as const) {
      simule.humeur = humeur;
      await expect(clamd(simule.url)(flux(randomBytes(3_000_000)))).rejects.toThrow();
    }
    await expect(clamd('tcp://127.0.0.1:1')(flux(Buffer.from('x')))).rejects.toThrow();
    await expect(clamd('unix:///nulle/part')(flux(Buffer.from('x')))).rejects.toThrow();
  });
});

test('the store never sees a clear byte', async () => {
  const dossier = mkdtempSync(join(tmpdir(), 'depot-'));
  const id = randomUUID();
  await depotDossier(dossier).ecrire(id, scellerFlux(randomBytes(32), 'ici', flux(Buffer.from('Certificat médical'))));
  const chemin = join(dossier, id.slice(-2), id);
  expect(existsSync(chemin)).toBe(true);
  expect(readFileSync(chemin).includes('Certificat')).toBe(false);
  rmSync(dossier, { recursive: true });
});
