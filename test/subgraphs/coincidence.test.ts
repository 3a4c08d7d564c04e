import type { Finalite } from '../../src/domain/access-finalites';
import { ANALYSER, NON_QUALIFIER } from '../scenarios/cycle-operations';
import { enfant as unEnfant, fiche } from '../scenarios/envois';
import { TRANSMETTRE } from '../scenarios/operations';
import { CHERCHER_COINCIDENCE, COINCIDENCES } from '../scenarios/rapprochement-operations';
import {
  accuse,
  INSTITUTIONS,
  lignes,
  ouvrirHub,
  ouvrirTerrain,
  recu,
  type HubOuvert,
  type Json,
  type NomInstitution,
  type Terrain,
} from './hub-ouvert';

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

type Enfant = ReturnType<typeof unEnfant>;

async function ecrire(de: 'college' | 'lyceeDuRhone', enfant: Enfant): Promise<string> {
  const emetteur = { ...fiche().emetteur, uai: INSTITUTIONS[de].institution };
  const communeResidence = de === 'college' ? '31555' : '69123';
  const input = fiche({ emetteur, enfant: { ...enfant, communeResidence }, scolarite: null });
  return accuse(await hub.demander(de, TRANSMETTRE, { input })).id;
}
const chercher = async (qui: NomInstitution, informationId: string, finalite: Finalite = 'EVALUATION'): Promise<Json> =>
  recu(await hub.demander(qui, CHERCHER_COINCIDENCE, { input: { informationId, finalite } }));
const voit = async (qui: NomInstitution, informationId: string): Promise<Json> =>
  recu(await hub.demander(qui, COINCIDENCES))
    .edges.map(({ node }: Json) => node)
    .find(({ information }: Json) => information.id === informationId);
const dits = async (sujetId: string) =>
  (
    await hub.database.query<{ destinataire: string }>(
      `SELECT l.destinataire FROM hub.evenement e JOIN hub.livraison l ON l.evenement_id = e.id
       WHERE e.sujet_id = $1 AND e.type = 'coincidence.constatee' ORDER BY 1`,
      [sujetId],
    )
  ).map(({ destinataire }) => destinataire);

async function desDeuxCotes() {
  const enfant = unEnfant();
  return { ici: await ecrire('college', enfant), la: await ecrire('lyceeDuRhone', enfant) };
}

test('deux CRIP qui ont demandé l’une et l’autre l’apprennent ; celle qui n’a rien demandé ne sait rien', async () => {
  const { ici, la } = await desDeuxCotes();
  const premiere = await chercher('crip', ici);
  expect(premiere).toMatchObject({ coincidence: { finalite: 'EVALUATION', collectivites: [] }, userErrors: [] });
  expect(await voit('crip69M', la)).toBeUndefined();
  const seconde = await chercher('crip69M', la);
  expect(seconde.coincidence.collectivites).toEqual(['31']);
  expect((await voit('crip', ici)).collectivites).toEqual(['69M']);
  expect(await dits(premiere.coincidence.id)).toEqual(['crip-31']);
  expect(await dits(seconde.coincidence.id)).toEqual(['crip-69M']);
});

test('pour une autre finalité, ou d’un autre enfant, rien', async () => {
  const { ici, la } = await desDeuxCotes();
  await chercher('crip', ici, 'EVALUATION');
  expect((await chercher('crip69M', la, 'PROTECTION')).coincidence.collectivites).toEqual([]);
  const autre = await ecrire('lyceeDuRhone', unEnfant());
  expect((await chercher('crip69M', autre)).coincidence.collectivites).toEqual([]);
});

test('la même demande deux fois est la même', async () => {
  const { ici } = await desDeuxCotes();
  const { coincidence } = await chercher('crip', ici);
  const avant = (await lignes(hub.database))['crip.coincidence'];
  expect((await chercher('crip', ici)).coincidence).toEqual(coincidence);
  expect((await lignes(hub.database))['crip.coincidence']).toBe(avant);
});

test('un échange clos, d’un côté ou de l’autre, ne dit plus rien', async () => {
  const { ici, la } = await desDeuxCotes();
  await chercher('crip', ici);
  await chercher('crip69M', la);
  recu(await hub.demander('crip69M', ANALYSER, { input: { informationId: la } }));
  recu(await hub.demander('crip69M', NON_QUALIFIER, { input: { informationId: la, motif: 'Hors du champ.' } }));
  expect((await voit('crip', ici)).collectivites).toEqual([]);
  const { userErrors } = await chercher('crip69M', la, 'PROTECTION');
  expect(userErrors).toEqual([expect.objectContaining({ code: 'ETAT_INCOMPATIBLE', path: ['informationId'] })]);
});

test('au bout de quatre-vingt-dix jours, rien n’en est lu, et rien n’en reste', async () => {
  const { ici, la } = await desDeuxCotes();
  const { coincidence } = await chercher('crip', ici);
  await chercher('crip69M', la);
  const duree = new Date(coincidence.expireLe).getTime() - new Date(coincidence.le).getTime();
  expect(duree / 86_400_000).toBe(90);
  await hub.database.query('UPDATE crip.coincidence SET expire_le = le WHERE id = $1', [coincidence.id]);
  expect(await voit('crip', ici)).toBeUndefined();
  expect((await voit('crip69M', la)).collectivites).toEqual([]);
  await hub.travailler((travailleur) => travailleur.query('SELECT crip.expirer_coincidences($1)', [new Date()]));
  expect(await hub.database.query('SELECT id FROM crip.coincidence WHERE id = $1', [coincidence.id])).toEqual([]);
  // Asked again, it starts again.
  expect((await chercher('crip', ici)).coincidence.collectivites).toEqual(['69M']);
});

test('les deux lignes ne disent ni de qui il s’agit, ni qu’il s’agit du même pour deux finalités', async () => {
  const enfant = unEnfant();
  const ici = await ecrire('college', enfant);
  const [une, autre] = [await chercher('crip', ici, 'EVALUATION'), await chercher('crip', ici, 'PROTECTION')];
  const gardees = await hub.database.query<{ ligne: string; empreinte: Buffer }>(
    'SELECT to_jsonb(c)::text ligne, empreinte FROM crip.coincidence c WHERE id = ANY($1)',
    [[une.coincidence.id, autre.coincidence.id]],
  );
  expect(gardees).toHaveLength(2);
  expect(gardees[0]?.empreinte.equals(gardees[1]?.empreinte ?? Buffer.alloc(0))).toBe(false);
  const { nomNaissance, dateNaissance } = enfant;
  const enHexa = (texte: string) => Buffer.from(texte).toString('hex');
  for (const { ligne } of gardees)
    for (const trait of [nomNaissance, nomNaissance.toUpperCase(), dateNaissance ?? ''])
      expect([ligne.includes(trait), ligne.includes(enHexa(trait))]).toEqual([false, false]);
});

test('une identité incomplète, une autre finalité, l’information d’une autre : refusées, et rien n’est écrit', async () => {
  const incomplete = await ecrire('college', { ...unEnfant(), communeNaissance: null });
  const { la } = await desDeuxCotes();
  const avant = (await lignes(hub.database))['crip.coincidence'];
  const refus = async (informationId: string, finalite: Finalite) =>
    (await chercher('crip', informationId, finalite)).userErrors.map(({ code, path }: Json) => [code, path]);
  expect(await refus(incomplete, 'EVALUATION')).toEqual([['CHAMP_REQUIS', ['informationId']]]);
  expect(await refus(incomplete, 'RECUEIL')).toEqual([['VALEUR_INVALIDE', ['finalite']]]);
  const sienne = await hub.demander('crip', CHERCHER_COINCIDENCE, {
    input: { informationId: la, finalite: 'EVALUATION' },
  });
  expect(sienne.body.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  expect((await lignes(hub.database))['crip.coincidence']).toBe(avant);
});
