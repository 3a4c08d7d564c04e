import { ouvrirHub, ouvrirTerrain, type HubOuvert, type Terrain } from './hub-ouvert';
import { decidee, decider, horloges, opp, refusDe, saisi, saisir } from './justice-gestes';

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

const requeteDe = async (decisionId: string) => {
  const [decision] = await hub.database.query<{ requeteId: string | null }>(
    'SELECT requete_id "requeteId" FROM justice.decision WHERE id = $1',
    [decisionId],
  );
  return decision!.requeteId;
};

describe('décision sans requête nommée', () => {
  it('répond à la seule qui attend : J2 est tenu', async () => {
    const { enfantId, requeteId } = await saisi(hub);
    const { id } = await decidee(hub, { enfantId });
    expect(await requeteDe(id)).toBe(requeteId);
    expect(await horloges(hub, requeteId)).toEqual({ J2: 'TENUE' });
  });

  it('plusieurs attendent : le champ est nommé, les références sont dites, rien n’est écrit', async () => {
    const { enfantId, requeteId } = await saisi(hub);
    const seconde = await saisir(hub, enfantId, { recueAuGreffeLe: '2026-03-13T11:00:00+01:00' });
    const { userErrors } = await decider(hub, { enfantId });
    expect(userErrors).toEqual([
      expect.objectContaining({
        code: 'CHAMP_REQUIS',
        path: ['requeteId'],
        message: expect.stringMatching(/RJ-.*, RJ-/),
      }),
    ]);
    expect(await horloges(hub, requeteId)).toEqual({ J2: 'OUVERTE' });
    const { id } = await decidee(hub, { enfantId, requeteId: seconde });
    expect(await requeteDe(id)).toBe(seconde);
    expect(await requeteDe((await decidee(hub, { enfantId, nature: 'NON_LIEU', mois: null })).id)).toBe(requeteId);
    expect(await horloges(hub, requeteId)).toEqual({ J2: 'TENUE' });
  });

  it('une requête reçue après la décision n’est pas celle à laquelle elle répond', async () => {
    const { enfantId, requeteId } = await saisi(hub);
    const { id } = await decidee(hub, { enfantId, rendueLe: '2026-03-12T10:00:00+01:00' });
    expect(await requeteDe(id)).toBeNull();
    expect(await horloges(hub, requeteId)).toEqual({ J2: 'OUVERTE' });
  });

  it('une investigation ne statue pas sur le placement : nommée ou non, J2 court, puis la mesure le tient', async () => {
    const { enfantId, requeteId } = await saisi(hub);
    await decidee(hub, { enfantId, requeteId, nature: 'MJIE', mois: 6 });
    expect(await horloges(hub, requeteId)).toEqual({ J2: 'OUVERTE' });
    const { id } = await decidee(hub, { enfantId, nature: 'AEMO' });
    expect(await requeteDe(id)).toBe(requeteId);
    expect(await horloges(hub, requeteId)).toEqual({ J2: 'TENUE' });
  });

  it('sans requête : la décision est reçue', async () => {
    const { enfantId } = await opp(hub);
    const requeteId = await saisir(hub, enfantId);
    await decidee(hub, { enfantId, requeteId });
    expect(await requeteDe((await decidee(hub, { enfantId, nature: 'MAINLEVEE', mois: null })).id)).toBeNull();
  });
});

describe('deux décisions après une requête', () => {
  it('la même, du même jour, est refusée et la première nommée', async () => {
    const { enfantId, requeteId } = await saisi(hub);
    const { reference } = await decidee(hub, { enfantId, requeteId });
    const autreHeure = { enfantId, rendueLe: '2026-03-24T09:00:00+01:00' };
    for (const changes of [{ enfantId, requeteId }, autreHeure]) {
      const { userErrors } = await decider(hub, changes);
      expect(userErrors).toEqual([
        expect.objectContaining({ code: 'DEJA_FAIT', path: ['nature'], message: expect.stringContaining(reference) }),
      ]);
    }
  });

  it('une autre mesure, ou un autre jour, est une autre décision', async () => {
    const { enfantId, requeteId } = await saisi(hub);
    await decidee(hub, { enfantId, requeteId, nature: 'MJIE', mois: 6 });
    await decidee(hub, { enfantId, requeteId });
    await decidee(hub, { enfantId, requeteId, nature: 'AEMO' });
    await decidee(hub, { enfantId, requeteId, rendueLe: '2026-03-25T15:00:00+01:00' });
  });
});

it.each(['AEMO', 'AEMO_RENFORCEE', 'PLACEMENT_A_DOMICILE'] as const)(
  '%s : le juge désigne qui est chargé de la mesure (C. civ. 375-2)',
  async (nature) => {
    const { enfantId } = await saisi(hub);
    const refusee = await decider(hub, { enfantId, nature, confieA: null });
    expect(refusDe(refusee)).toEqual([['CHAMP_REQUIS', 'confieA']]);
    expect(refusee.userErrors[0].message).toMatch(/375-2/);
  },
);
