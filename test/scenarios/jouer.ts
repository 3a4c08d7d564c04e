import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { Writable } from 'node:stream';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/platform/config';
import { createLogger } from '../../src/platform/logger';
import { cloneDatabase } from '../support/database';
import { accuse } from './attendus';
import { fiche, ficheHopital } from './envois';
import { dansLesFichiers, dansLesTables, noterLesEnvois, type Envois } from './fuites';
import { ouvrirMonde, type Monde } from './monde';
import { TRANSMETTRE } from './operations';
import { SCENARIOS } from './registry';

/** A matricule of trials, whose key is right. */
const INS = { matricule: '279035121518989', oid: '1.2.250.1.213.1.4.10' };

/** Every scenario on one hub, whose queue is in Redis or in PostgreSQL, then what it has left behind. */
export function jouer(redis: string | undefined): void {
  let monde: Monde;
  let envois: Envois;
  const journaux: string[] = [];
  const destination = new Writable({
    write: (ligne: Buffer, _encoding, done) => {
      journaux.push(ligne.toString());
      done();
    },
  });
  let fermer: () => Promise<void>;

  beforeAll(async () => {
    const { url, drop } = await cloneDatabase();
    const folder = mkdtempSync(join(tmpdir(), 'passerelle-scenarios-'));
    const DEPOT_DIR = join(folder, 'depots');
    mkdirSync(DEPOT_DIR);
    const config = readConfig({ PORT: '0', DATABASE_URL: url, REDIS_URL: redis, HUB_DATA_DIR: folder, DEPOT_DIR });
    const ouvert = await ouvrirMonde({ config, logger: createLogger({ level: 'debug', destination }) });
    ({ monde, envois } = noterLesEnvois(ouvert));
    fermer = async () => {
      await monde.fermer();
      await drop();
      rmSync(folder, { recursive: true });
    };
  });
  afterAll(() => fermer());

  test.each(SCENARIOS)(
    '« $titre »',
    async ({ etapes }) => {
      for (const etape of etapes()) await etape.faire(monde);
    },
    150_000,
  );

  test('rien de ce qui a été raconté ne se lit dans les tables ni dans le journal de PostgreSQL', async () => {
    const scolarite = { ...fiche().scolarite!, ine: '0123456789K' };
    const suiviSante = { ...ficheHopital().suiviSante!, rpps: '99700218896', ins: INS };
    for (const [qui, input] of [
      ['college', fiche({ scolarite })],
      ['hopital', { ...ficheHopital(), suiviSante }],
    ] as const)
      accuse(await monde.demander(qui, TRANSMETTRE, { input }));
    expect(envois.secrets).toContain(INS.matricule);
    expect(envois.secrets.size).toBeGreaterThan(20);
    expect(await dansLesFichiers(monde.database, envois.secrets)).toEqual([]);
    // What is in clear is found: the search does look where things are.
    expect((await dansLesFichiers(monde.database, envois.identites)).length).toBeGreaterThan(20);
  });

  test('rien d’une personne dans la file, les événements, l’audit, les journaux, les métriques ni les webhooks', async () => {
    const textes = [...envois.secrets, ...envois.identites];
    expect(await dansLesTables(monde.database, ['hub', 'bullmq'], textes)).toEqual([]);
    const metriques = await fetch(new URL('/metrics', monde.url)).then((reponse) => reponse.text());
    const webhooks = Object.values(monde.partenaires).flatMap(({ received }) => received.map(({ raw }) => raw));
    expect([metriques.length > 100, webhooks.length > 20, journaux.length > 20]).toEqual([true, true, true]);
    const dehors = [metriques, ...webhooks, ...journaux].join('\n');
    expect(textes.filter((texte) => dehors.includes(texte))).toEqual([]);
  });
}
