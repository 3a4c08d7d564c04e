import { SUITES_PARQUET, type SuiteParquet } from '../../src/domain/suites';
import { copieDeLHopital, signalement } from '../scenarios/cycle-envois';
import * as cycle from '../scenarios/cycle-operations';
import { suites } from '../scenarios/justice-envois';
import { SUITES } from '../scenarios/justice-operations';
import { BOITE } from '../scenarios/operations';
import { gestes } from './crip-cycle-gestes';
import {
  accuse,
  ouvrirHub,
  ouvrirTerrain,
  recu,
  type HubOuvert,
  type Json,
  type NomInstitution,
  type Terrain,
} from './hub-ouvert';
import { refusDe } from './justice-gestes';

let terrain: Terrain;
let hub: HubOuvert;
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain);
});
afterAll(async () => {
  await hub.fermer();
  await terrain.fermer();
});

const { dossier, jusqua, transmettre } = gestes(() => hub);

const LU = 'query ($id: ID!) { signalement(id: $id) { suite suiteLe } }';
const maintenant = () => new Date().toISOString();

/** An information that the CRIP has signalled to the procureur of Toulouse. */
async function signale(): Promise<{ informationId: string; signalementId: string }> {
  const informationId = await jusqua('QUALIFIEE_IP', await transmettre());
  const envoye = await hub.demander('crip', cycle.SIGNALER, { input: signalement(informationId) });
  return { informationId, signalementId: accuse(envoye).id };
}

const noter = async (signalementId: string, suite: SuiteParquet, changes: object = {}): Promise<Json> =>
  recu(
    await hub.demander('parquet', SUITES, { input: suites({ signalementId, suite, le: maintenant(), ...changes }) }),
  );

/** What an institution was told about this record. */
async function avis(qui: NomInstitution, sujetId: string): Promise<string[]> {
  const { edges } = recu(await hub.demander(qui, BOITE));
  return edges.filter(({ node }: Json) => node.sujet.id === sujetId).map(({ node }: Json) => node.type);
}

const ETATS: Readonly<Record<SuiteParquet, string>> = {
  CLASSEMENT: 'PARQUET_CLASSEMENT',
  ENQUETE_EN_COURS: 'SIGNALEE',
  OPP: 'OPP_PARQUET',
  SAISINE_JE: 'JE_SAISI',
  RENVOI_EVALUATION: 'PARQUET_RENVOI_CRIP',
  POURSUITES: 'SIGNALEE',
};

describe('avis de suites', () => {
  it.each(Object.keys(SUITES_PARQUET) as SuiteParquet[])(
    '%s : la CRIP en est avisée, le dossier suit',
    async (suite) => {
      const { informationId, signalementId } = await signale();
      const le = maintenant();
      const { accuseReception, userErrors } = await noter(signalementId, suite, { le, commentaire: 'Vu.' });
      expect(userErrors).toEqual([]);
      expect(accuseReception).toMatchObject({ reference: /^SU-/, empreinte: /^[0-9a-f]{64}$/, echeances: [] });
      expect((await dossier(informationId)).etat).toBe(ETATS[suite]);
      expect(recu(await hub.demander('crip', LU, { id: signalementId }))).toEqual({ suite, suiteLe: le });
      expect(await avis('crip', signalementId)).toEqual(['suites.enregistrees']);
    },
  );

  it('une enquête, puis sa suite : la dernière fait foi, chacune est gardée', async () => {
    const { informationId, signalementId } = await signale();
    await noter(signalementId, 'ENQUETE_EN_COURS');
    await noter(signalementId, 'CLASSEMENT');
    expect((await dossier(informationId)).etat).toBe('PARQUET_CLASSEMENT');
    expect(recu(await hub.demander('crip', LU, { id: signalementId })).suite).toBe('CLASSEMENT');
    const gardees = await hub.database.query('SELECT suite FROM justice.suite WHERE signalement_id = $1 ORDER BY id', [
      signalementId,
    ]);
    expect(gardees).toEqual([{ suite: 'ENQUETE_EN_COURS' }, { suite: 'CLASSEMENT' }]);
  });

  it('le dossier classé ne passe plus au juge : rien n’est écrit', async () => {
    const { informationId, signalementId } = await signale();
    await noter(signalementId, 'CLASSEMENT');
    expect(refusDe(await noter(signalementId, 'OPP'))).toEqual([['ETAT_INCOMPATIBLE', 'signalementId']]);
    expect((await dossier(informationId)).etat).toBe('PARQUET_CLASSEMENT');
    expect(recu(await hub.demander('crip', LU, { id: signalementId })).suite).toBe('CLASSEMENT');
  });

  it('une suite ne précède pas son signalement', async () => {
    const { signalementId } = await signale();
    const tot = await noter(signalementId, 'OPP', { le: '2026-03-09T10:00:00+01:00' });
    expect(refusDe(tot)).toEqual([['DATE_INVALIDE', 'le']]);
  });

  it('l’hôpital qui a écrit lui-même au procureur est avisé, et lit la suite', async () => {
    const id = accuse(await hub.demander('hopital', cycle.COPIER_SIGNALEMENT, { input: copieDeLHopital() })).id;
    expect((await noter(id, 'POURSUITES')).userErrors).toEqual([]);
    expect(await avis('hopital', id)).toEqual(['suites.enregistrees']);
    expect(await avis('crip', id)).toContain('suites.enregistrees');
    expect(recu(await hub.demander('hopital', LU, { id })).suite).toBe('POURSUITES');
  });

  it('le parquet d’un autre tribunal ne répond pas d’un signalement qui ne lui est pas adressé', async () => {
    const { informationId, signalementId } = await signale();
    const input = suites({ signalementId, suite: 'OPP', le: maintenant() });
    const { body } = await hub.demander('parquetLyon', SUITES, { input });
    expect(body.errors![0]!.extensions.code).toBe('NOT_FOUND');
    expect((await dossier(informationId)).etat).toBe('SIGNALEE');
  });
});
