import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demandeExplications } from '../../connectors/defenseur/simulator';
import { mesureUrgente } from '../../connectors/parquet/simulator';
import { alteree, BEHAVIOURS, type BehaviourName } from '../../connectors/behaviours';
import { SORTIES, VOIES } from '../../connectors/registry';
import type { Emission, Releve } from '../../connectors/simulator';
import type { DemoClientName } from '../../src/auth/demo-clients';
import { readConfig } from '../../src/platform/config';
import { createLogger } from '../../src/platform/logger';
import { signalement } from '../scenarios/cycle-envois';
import * as cycle from '../scenarios/cycle-operations';
import { fiche } from '../scenarios/envois';
import { ouvrirMonde, type Monde } from '../scenarios/monde';
import { TRANSMETTRE } from '../scenarios/operations';
import { freshDatabase, type TestDatabase } from '../support/database';
import { DOSSIERS, SIMULATORS, simulateurDe } from '../support/simulators';
import { simulator as jouet } from './jouet/simulator';
import { carnet } from './jouet/voie';

// oidc-provider would take no copy of jest's for a plain object.
globalThis.structuredClone = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T;

/** All that a new connector touches: its folder, and a line. */
const AVEC_LE_JOUET = [...VOIES, carnet];
const TOUS = [...SIMULATORS, jouet];

const emissions = TOUS.flatMap(({ role, emissions }) =>
  emissions.map((emission) => [emission.exemple, role as DemoClientName, emission] as const),
);
const releves = TOUS.flatMap(({ role, releves }) =>
  releves.map((releve) => [releve.voie.nom, role as DemoClientName, releve] as const),
);

describe('ce qu’a chaque connecteur', () => {
  test.each([...DOSSIERS, '../test/connectors/jouet'])('%s : un simulateur, ses exemples, un README', (dossier) => {
    const { simulator, startPartnerSimulator } = dossier.endsWith('jouet')
      ? { simulator: jouet }
      : simulateurDe(dossier);
    const { emissions = [], releves = [] } = (simulator ?? {}) as Partial<typeof jouet>;
    expect(emissions.length + releves.length > 0 || typeof startPartnerSimulator === 'function').toBe(true);
    const samples = join('connectors', dossier, 'samples');
    const exemples = existsSync(samples) ? readdirSync(samples) : [];
    expect(emissions.map(({ exemple }) => exemple).sort()).toEqual(exemples.sort());
    const readme = readFileSync(join('connectors', dossier, 'README.md'), 'utf8');
    const titres = [...readme.matchAll(/^#+ (.+)$/gm)].map(([, titre]) => titre);
    if (emissions.length > 0) expect(titres).toContain('What it sends');
    if (releves.length > 0) expect(titres).toContain('What it reads');
    expect(titres).toEqual(expect.arrayContaining(['Keys and contact', 'Simulator']));
  });

  test('chaque voie du registre a un simulateur qui la parle, dans un rôle qu’elle admet', () => {
    const parlees = SIMULATORS.flatMap(({ emissions }) => emissions.map(({ voie }) => voie));
    const lues = SIMULATORS.flatMap(({ releves }) => releves.map(({ voie }) => voie));
    expect(VOIES.filter((voie) => !parlees.includes(voie))).toEqual([]);
    expect(SORTIES.filter((voie) => !lues.includes(voie))).toEqual([]);
    for (const [, role, { voie }] of [...emissions, ...releves]) expect(voie.roles).toContain(role);
  });
});

describe('sur un hub', () => {
  let base: TestDatabase;
  let dossier: string;
  let monde: Monde;
  const journal: string[] = [];
  const envoyes: string[] = [];

  beforeAll(async () => {
    base = await freshDatabase();
    dossier = mkdtempSync(join(tmpdir(), 'simulateurs-'));
    const env = { PORT: '0', DATABASE_URL: base.url, HUB_DATA_DIR: dossier };
    const config = readConfig({ ...env, LIMIT_REQUEST_MS: '1000', LIMIT_HEADERS_MS: '500' });
    const logger = createLogger({ level: 'debug', destination: { write: (ligne: string) => journal.push(ligne) } });
    monde = await ouvrirMonde({ config, logger, voies: AVEC_LE_JOUET });
  });
  afterAll(async () => {
    await monde.fermer();
    await base.drop();
    rmSync(dossier, { recursive: true });
  });

  /** Rows that acts write at once, by table; the ASE's own and the deliveries come by the worker, in their time. */
  const compter = async () => {
    const [{ nombres }] = (await base.query<{ nombres: Record<string, number> }>(
      `SELECT jsonb_object_agg(nom, (xpath('/row/c/text()',
         query_to_xml(format('SELECT count(*) c FROM %s t WHERE to_jsonb(t)->>''type'' IS DISTINCT FROM ''message.ecarte''', nom),
           false, true, '')))[1]::text::int) nombres
       FROM (SELECT format('%I.%I', schemaname, tablename) nom FROM pg_tables
         WHERE schemaname IN ('crip', 'justice', 'education', 'sante', 'defenseur')
           OR (schemaname = 'hub' AND tablename IN ('idempotence', 'evenement'))) tables`,
    )) as [{ nombres: Record<string, number> }];
    return nombres;
  };
  const enPlus = async (avant: Record<string, number>) => {
    const ecarts = Object.entries(await compter()).map(([nom, nombre]) => [nom, nombre - (avant[nom] ?? 0)] as const);
    return Object.fromEntries(ecarts.filter(([, ecart]) => ecart !== 0));
  };
  const jouer = async (nom: BehaviourName, role: DemoClientName, emission: Emission) => {
    const avant = await compter();
    const joue = await BEHAVIOURS[nom](monde.software(role), emission);
    envoyes.push(joue.message);
    expect(joue.reponses.map(({ statut }) => statut).filter((statut) => statut >= 500)).toEqual([]);
    const effet = await enPlus(avant);
    expect(effet['hub.idempotence'] ?? 0).toBe(joue.faits.length);
    expect(await base.query(`SELECT 1 FROM hub.enveloppe WHERE etat = 'RECUE'`)).toEqual([]);
    return { ...joue, effet };
  };

  describe.each(emissions)('%s', (_, role, emission) => {
    let attendu: object;
    beforeAll(async () => {
      const { faits, effet } = await jouer('normal', role, emission);
      expect(faits.length).toBeGreaterThan(0);
      attendu = effet;
    });

    test.each(['twice', 'reset', 'refuse'] as const)('%s : fait une fois, la même réponse', async (nom) => {
      expect((await jouer(nom, role, emission)).effet).toEqual(attendu);
    });

    test('garbage : rien n’est inscrit que ce que la réponse dit fait', async () => {
      const { faits, effet } = await jouer('garbage', role, emission);
      if (faits.length === 0 || emission.voie.signe) expect(effet).toEqual({});
    });

    test('late : fait, ou refusé et rien n’est inscrit', async () => {
      const { faits, effet } = await jouer('late', role, emission);
      expect(effet).toEqual(faits.length > 0 ? attendu : {});
    });

    test('hang : coupé ; les autres sont servis pendant ce temps', async () => {
      let coupe = false;
      const avant = await compter();
      const pendu = BEHAVIOURS.hang(monde.software(role), emission).finally(() => (coupe = true));
      const { faits } = await BEHAVIOURS.normal(monde.software(role), emission);
      expect([faits.length > 0, coupe]).toEqual([true, false]);
      expect(await enPlus(avant)).toEqual(attendu);
      expect((await monde.demander('crip', '{ __typename }')).status).toBe(200);
      const joue = await pendu;
      envoyes.push(joue.message);
      const double = Object.entries(attendu).map(([nom, nombre]) => [nom, 2 * (nombre as number)]);
      expect(await enPlus(avant)).toEqual(Object.fromEntries(double));
    });
  });

  describe.each(releves)('%s', (_, role, releve) => {
    let id: string;
    beforeAll(async () => {
      if (releve.voie.chemin.includes(':id')) id = await sujetDe(monde, releve);
    });

    test('lue et vérifiée, deux fois ; altérée ou tronquée, refusée', async () => {
      const software = monde.software(role);
      const lue = await software.relever(releve, id);
      await software.relever(releve, id);
      await expect(software.accepter(releve, alteree(lue))).rejects.toThrow();
      if (releve.voie.signe)
        await expect(software.accepter(releve, { ...lue, signature: undefined })).rejects.toThrow();
    });

    test('raccroche avant d’avoir lu, puis relit', async () => {
      const headers = { authorization: `Bearer ${await monde.jeton(role)}` };
      const requete = get(new URL(releve.voie.chemin.replace(':id', id), monde.url), { headers, agent: false });
      requete.on('error', () => undefined);
      await once(requete, 'finish');
      requete.destroy();
      await monde.software(role).relever(releve, id);
    });
  });

  test('rien de ce qui a été envoyé n’est dans les journaux, et rien n’y est une panne du hub', () => {
    const dits = journal.join('');
    const noms = envoyes.flatMap((texte) => texte.match(/\b(?:Lac|Oul)[\p{L}-]{3,}/giu) ?? []);
    expect([dits.length > 0, noms.length > envoyes.length / 2]).toEqual([true, true]);
    expect(noms.filter((nom) => dits.includes(nom))).toEqual([]);
    expect(journal.filter((ligne) => JSON.parse(ligne).level >= 50)).toEqual([]);
  });
});

/** What is read has to be there first, by the same software or by a CRIP. */
async function sujetDe(monde: Monde, { voie }: Releve): Promise<string> {
  const accepte = async (qui: DemoClientName, emission: Emission) =>
    JSON.parse((await monde.software(qui).envoyer(emission, emission.message())).corps).data.accuseReception.id;
  switch (voie.champ) {
    case 'mesureUrgente':
      return accepte('parquet', mesureUrgente);
    case 'saisineDefenseur':
      return accepte('defenseur', demandeExplications);
    case 'signalement': {
      const acte = async (qui: DemoClientName, query: string, input: object) =>
        Object.values<any>((await monde.demander(qui, query, { input })).body.data)[0].accuseReception?.id;
      const informationId = await acte('college', TRANSMETTRE, fiche());
      for (const query of [cycle.ANALYSER, cycle.QUALIFIER]) await acte('crip', query, { informationId });
      return acte('crip', cycle.SIGNALER, signalement(informationId));
    }
    default:
      return randomUUID();
  }
}
