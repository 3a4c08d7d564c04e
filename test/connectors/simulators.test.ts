import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demandeExplications } from '../../connectors/defenseur/simulator';
import { mesureUrgente, soitTransmis } from '../../connectors/parquet/simulator';
import { alteree, BEHAVIOURS, type BehaviourName } from '../../connectors/behaviours';
import { VOIES } from '../../connectors/registry';
import type { Emission, Releve } from '../../connectors/simulator';
import type { DemoClientName } from '../../src/auth/demo-clients';
import { readConfig } from '../../src/platform/config';
import { createLogger } from '../../src/platform/logger';
import { signalement } from '../scenarios/cycle-envois';
import * as cycle from '../scenarios/cycle-operations';
import { fiche, ordonnance } from '../scenarios/envois';
import { requete } from '../scenarios/justice-envois';
import { SAISIR_JUGE } from '../scenarios/justice-operations';
import { ouvrirMonde, type Monde } from '../scenarios/monde';
import { NOTIFIER, TRANSMETTRE } from '../scenarios/operations';
import { freshDatabase, type TestDatabase } from '../support/database';
import { until } from '../support/until';
import { SIMULATORS } from '../support/simulators';
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

/** Rows, by table. */
type Compte = Readonly<Record<string, number>>;

function somme(comptes: readonly Compte[]): Compte {
  const total: Record<string, number> = {};
  for (const [table, nombre] of comptes.flatMap(Object.entries<number>)) total[table] = (total[table] ?? 0) + nombre;
  return total;
}

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
    const config = readConfig({ ...env, LIMIT_REQUEST_MS: '4000', LIMIT_HEADERS_MS: '500' });
    const logger = createLogger({ level: 'debug', destination: { write: (ligne: string) => journal.push(ligne) } });
    monde = await ouvrirMonde({ config, logger, voies: AVEC_LE_JOUET });
  });
  afterAll(async () => {
    await monde.fermer();
    await base.drop();
    rmSync(dossier, { recursive: true });
  });

  /** Rows that acts write at once, by table; the ASE's own and the deliveries come by the worker, in their time. */
  // What the worker says of its own of the children, seconds later, depends on those whom other messages have written of.
  const compter = async () => {
    const [{ nombres }] = (await base.query<{ nombres: Compte }>(
      `SELECT jsonb_object_agg(nom, (xpath('/row/c/text()',
         query_to_xml(format('SELECT count(*) c FROM %s t WHERE NOT coalesce(to_jsonb(t)->>''type'' IN (''message.ecarte'', ''rapprochement.decide'', ''rapprochement.a-examiner'', ''information-preoccupante.enfant-connu''), false)', nom),
           false, true, '')))[1]::text::int) nombres
       FROM (SELECT format('%I.%I', schemaname, tablename) nom FROM pg_tables
         WHERE schemaname IN ('crip', 'justice', 'education', 'sante', 'defenseur') AND tablename <> 'rapprochement'
           OR (schemaname = 'hub' AND tablename IN ('idempotence', 'evenement'))) tables`,
    )) as [{ nombres: Compte }];
    return nombres;
  };
  const enAttente = async () => (await base.query(`SELECT 1 FROM hub.enveloppe WHERE etat = 'RECUE'`)).length;
  const enPlus = async (avant: Compte) => {
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
    await until('nothing is left to be read', async () => (await enAttente()) === 0);
    return { ...joue, effet };
  };

  /** What each kind of message leaves, once. */
  const attendus = new Map<string, Compte>();
  describe.each(emissions)('%s', (exemple, role, emission) => {
    beforeAll(async () => {
      const { faits, effet } = await jouer('normal', role, emission);
      expect(faits.length).toBeGreaterThan(0);
      attendus.set(exemple, effet);
    });

    test.each(['twice', 'reset', 'refuse'] as const)('%s : fait une fois, la même réponse', async (nom) => {
      expect((await jouer(nom, role, emission)).effet).toEqual(attendus.get(exemple));
    });

    test('garbage : rien n’est inscrit que ce que la réponse dit fait', async () => {
      const { faits, effet } = await jouer('garbage', role, emission);
      if (faits.length === 0 || emission.voie.signe) expect(effet).toEqual({});
    });

    test('late : fait, ou refusé et rien n’est inscrit', async () => {
      const { faits, effet } = await jouer('late', role, emission);
      expect(effet).toEqual(faits.length > 0 ? attendus.get(exemple) : {});
    });
  });

  test('hang : coupé ; les autres sont servis pendant ce temps', async () => {
    const avant = await compter();
    let coupes = 0;
    const pendus = emissions.map(([, role, emission]) =>
      BEHAVIOURS.hang(monde.software(role), emission, () => (coupes += 1)),
    );
    for (const [, role, emission] of emissions) await BEHAVIOURS.normal(monde.software(role), emission);
    expect((await monde.demander('crip', '{ __typename }')).status).toBe(200);
    expect([coupes, await enPlus(avant)]).toEqual([0, somme([...attendus.values()])]);
    envoyes.push(...(await Promise.all(pendus)).map(({ message }) => message));
    expect([coupes, await enPlus(avant)]).toEqual([pendus.length, somme([...attendus.values(), ...attendus.values()])]);
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
  const acte = async (qui: DemoClientName, query: string, input: object) =>
    Object.values<any>((await monde.demander(qui, query, { input })).body.data)[0].accuseReception?.id;
  switch (voie.champ) {
    case 'mesureUrgente':
      return accepte('parquet', mesureUrgente);
    case 'soitTransmis':
      return accepte('parquet', soitTransmis);
    case 'requeteJuge': {
      const mesureUrgenteId = await acte('parquet', NOTIFIER, ordonnance());
      const question = `{ mesureUrgente(id: "${String(mesureUrgenteId)}") { enfant { id } } }`;
      const enfantId = (await monde.demander('parquet', question)).body.data.mesureUrgente.enfant.id;
      return acte('parquet', SAISIR_JUGE, requete({ enfantId, mesureUrgenteId }));
    }
    case 'saisineDefenseur':
      return accepte('defenseur', demandeExplications);
    case 'signalement': {
      const informationId = await acte('college', TRANSMETTRE, fiche());
      for (const query of [cycle.ANALYSER, cycle.QUALIFIER]) await acte('crip', query, { informationId });
      return acte('crip', cycle.SIGNALER, signalement(informationId));
    }
    default:
      return randomUUID();
  }
}
