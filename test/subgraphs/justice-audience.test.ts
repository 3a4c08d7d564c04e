import { appel, arret, audience } from '../scenarios/justice-envois';
import { APPELER, ARRET, AUDIENCE } from '../scenarios/justice-operations';
import { BOITE } from '../scenarios/operations';
import {
  ouvrirHub,
  ouvrirTerrain,
  recu,
  type HubOuvert,
  type Json,
  type NomInstitution,
  type Terrain,
} from './hub-ouvert';
import { decidee, horloges, refusDe, saisi, termes } from './justice-gestes';

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

const fixer = async (requeteId: string, changes: Partial<ReturnType<typeof audience>> = {}): Promise<Json> =>
  recu(await hub.demander('juge', AUDIENCE, { input: audience({ requeteId, ...changes }) }));
const avis = async (qui: NomInstitution, type: string): Promise<Json[]> =>
  recu(await hub.demander(qui, BOITE)).edges.filter(({ node }: Json) => node.type === type);
const LUE = 'query ($id: ID!) { requeteJuge(id: $id) { audienceLe audienceLieu convocationsLe } }';

describe('audience du juge des enfants', () => {
  it('ouvre les convocations (huit jours avant) et la consultation (jusqu’à la veille) ; l’ASE, la CRIP et le parquet le savent', async () => {
    const { requeteId } = await saisi(hub);
    const { accuseReception, userErrors } = await fixer(requeteId);
    expect(userErrors).toEqual([]);
    expect(termes(accuseReception)).toEqual({ J17: '2026-03-15', J24: '2026-03-22' });
    expect(await horloges(hub, requeteId)).toMatchObject({ J17: 'OUVERTE', J2: 'OUVERTE', J24: 'OUVERTE' });
    for (const qui of ['ase', 'crip', 'parquet'] as const)
      expect((await avis(qui, 'audience.fixee')).map(({ node }) => node.sujet.id)).toContain(requeteId);
    const lue = recu(await hub.demander('ase', LUE, { id: requeteId }));
    expect(lue).toEqual({ audienceLe: '2026-03-23T09:00:00.000Z', audienceLieu: null, convocationsLe: null });
  });

  it('les convocations parties tiennent J17 ; déplacée, l’audience rouvre les deux délais', async () => {
    const { requeteId } = await saisi(hub);
    await fixer(requeteId);
    await fixer(requeteId, { convocationsLe: '2026-03-14' });
    expect(await horloges(hub, requeteId)).toMatchObject({ J17: 'TENUE', J24: 'OUVERTE' });
    const { accuseReception } = await fixer(requeteId, { audienceLe: '2026-03-26T10:00:00+01:00' });
    expect(termes(accuseReception)).toEqual({ J17: '2026-03-18', J24: '2026-03-25' });
    expect(recu(await hub.demander('juge', LUE, { id: requeteId })).convocationsLe).toBeNull();
  });

  it('dans une chambre de proximité, convoquée aussitôt', async () => {
    const { requeteId } = await saisi(hub);
    const lieu = 'Chambre de proximité de Muret';
    await fixer(requeteId, { lieu, convocationsLe: '2026-03-13' });
    expect(await horloges(hub, requeteId)).toMatchObject({ J17: 'TENUE' });
    expect(recu(await hub.demander('parquet', LUE, { id: requeteId }))).toMatchObject({
      ...{ audienceLieu: lieu, convocationsLe: '2026-03-13' },
    });
  });

  it.each([
    [{ audienceLe: '2026-03-01T10:00:00+01:00' }, 'DATE_INVALIDE', 'audienceLe'],
    [{ convocationsLe: '2026-03-24' }, 'DATE_INVALIDE', 'convocationsLe'],
    [{ convocationsLe: '2126-03-14' }, 'DATE_FUTURE', 'convocationsLe'],
  ])('%j : %s', async (changes, code, path) => {
    const { requeteId } = await saisi(hub);
    expect(refusDe(await fixer(requeteId, changes))).toContainEqual([code, path]);
  });

  it('une requête d’un autre tribunal n’existe pas', async () => {
    const { requeteId } = await saisi(hub);
    for (const qui of ['parquet', 'crip'] as const) {
      const { body } = await hub.demander(qui, AUDIENCE, { input: audience({ requeteId }) });
      expect(body.errors![0]!.extensions.code).toBe('FORBIDDEN');
    }
  });
});

describe('appel d’un placement provisoire', () => {
  const frappee = async (changes: object) => {
    const { enfantId, requeteId } = await saisi(hub);
    const decision = await decidee(hub, { enfantId, requeteId, avisAuProcureurLe: '2026-03-25', ...changes });
    const recue = recu(await hub.demander('juge', APPELER, { input: appel({ decisionId: decision.id }) }));
    return { decisionId: decision.id as string, recue: recue.accuseReception };
  };
  const juger = async (appelId: string, changes: object = {}): Promise<Json> =>
    recu(await hub.demander('juge', ARRET, { input: arret({ appelId, ...changes }) }));

  it('la cour d’appel a trois mois de la déclaration ; l’arrêt les tient, une fois', async () => {
    const { decisionId, recue } = await frappee({ provisoire: true, mois: null });
    expect(termes(recue)).toEqual({ J15: '2026-07-02' });
    expect(refusDe(await juger(recue.id, { renduLe: '2026-04-01' }))).toEqual([['DATE_INVALIDE', 'renduLe']]);
    expect((await juger(recue.id)).userErrors).toEqual([]);
    expect(await horloges(hub, decisionId)).toMatchObject({ J15: 'TENUE' });
    expect(refusDe(await juger(recue.id))).toEqual([['DEJA_FAIT', 'appelId']]);
    const lu = recu(
      await hub.demander('ase', 'query ($id: ID!) { decision(id: $id) { appels { arretLe arretSens } } }', {
        id: decisionId,
      }),
    );
    expect(lu.appels).toEqual([{ arretLe: '2026-06-15', arretSens: 'CONFIRME' }]);
    expect(await avis('ase', 'appel.juge')).toHaveLength(1);
  });

  it('chaque appelant a le sien : les deux parents, puis le ministère public', async () => {
    const { enfantId, requeteId } = await saisi(hub);
    const parties = ['PARENT', 'PARENT'].map((partie) => ({
      partie: partie as 'PARENT',
      le: '2026-03-27',
      residence: '31555',
    }));
    const { id: decisionId } = await decidee(hub, {
      ...{ enfantId, requeteId, provisoire: true, mois: null, avisAuProcureurLe: '2026-03-25' },
      notifieeAuxParties: parties,
    });
    const lue = recu(
      await hub.demander('juge', 'query ($id: ID!) { decision(id: $id) { notifications { id } } }', { id: decisionId }),
    );
    const appelants = [...lue.notifications.map(({ id }: Json) => id as string), null];
    expect(appelants).toHaveLength(3);
    const appels: string[] = [];
    for (const notificationId of appelants) {
      const recue = recu(await hub.demander('juge', APPELER, { input: appel({ decisionId, notificationId }) }));
      expect(termes(recue.accuseReception)).toEqual({ J15: '2026-07-02' });
      appels.push(recue.accuseReception.id);
    }
    expect((await juger(appels[2]!)).userErrors).toEqual([]);
    expect(await horloges(hub, decisionId)).toMatchObject({ J15: 'TENUE' });
    expect(await horloges(hub, appelants[0])).toMatchObject({ J15: 'OUVERTE' });
  });

  it('au fond, ou sans accueil : aucun délai n’est chiffré', async () => {
    expect((await frappee({})).recue.echeances).toEqual([]);
    expect((await frappee({ nature: 'AEMO', provisoire: true, mois: null })).recue.echeances).toEqual([]);
  });
});
