import { randomUUID } from 'node:crypto';
import { signalement } from '../scenarios/cycle-envois';
import * as cycle from '../scenarios/cycle-operations';
import { gestes } from './crip-cycle-gestes';
import { lignes, ouvrirHub, ouvrirTerrain, recu, type HubOuvert, type Json, type Terrain } from './hub-ouvert';

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

const { transmettre, faire, refus, dossier, horloges, jusqua } = gestes(() => hub);

const PREUVE = '2C 155 345 6789 0';
const aujourdhui = () => new Date().toISOString().slice(0, 10);
const transmission = (changes: object = {}) => ({
  ...{ canal: 'RECOMMANDE', le: aujourdhui(), preuve: PREUVE },
  ...changes,
});

type Envoi = (informationId: string, changes?: object) => object;
const saisine: Envoi = (id, changes) => signalement(id, { tribunal: 'tj75056', ...changes });
const rencontre: Envoi = (informationId, changes) => ({
  ...{ idempotencyKey: randomUUID(), informationId, tribunal: 'tj75056' },
  motif: 'Trois visites, porte close.',
  ...changes,
});
const VOIES = 'query ($id: ID!) { signalement(id: $id) { auteur canal preuve le } }';
const voie = async (qui: 'crip' | 'ase', id: string): Promise<Json> => recu(await hub.demander(qui, VOIES, { id }));

describe.each([
  ['signalerAuParquet', cycle.SIGNALER, saisine, 'EVALUEE'],
  ['constaterRencontreImpossible', cycle.RENCONTRE_IMPOSSIBLE, rencontre, 'EN_EVALUATION'],
] as const)('%s vers un parquet qui n’est pas relié', (_acte, query, envoi, etat) => {
  const prete = async () => jusqua(etat, await transmettre());

  test('sans dire comment : refusé, la marche à suivre est dite, rien n’est écrit', async () => {
    const id = await prete();
    const avant = await lignes(hub.database);
    const { accuseReception, userErrors } = await faire(query, envoi(id));
    expect(accuseReception).toBeNull();
    expect(userErrors).toMatchObject([{ code: 'DESTINATAIRE_NON_RACCORDE', path: ['transmission'] }]);
    expect(userErrors[0].message).toMatch(/^transmission : le parquet \(tribunal judiciaire de Paris\).*L226-4.*voie/);
    expect(await lignes(hub.database)).toEqual(avant);
  });

  test('en le disant : la saisine ouvre tout ce qu’elle ouvre, la preuve est gardée scellée, personne n’est avisé', async () => {
    const id = await prete();
    const { accuseReception, userErrors } = await faire(query, envoi(id, { transmission: transmission() }));
    expect(userErrors).toEqual([]);
    const lu = await dossier(id);
    expect(lu).toMatchObject({ etat: 'SIGNALEE', suite: 'SAISINE_PARQUET' });
    expect(lu.informationsTitulaires.map(({ objet }: Json) => objet)).toContain('SAISINE_JUDICIAIRE');
    expect(lu.retours.at(-1).code).toBe('AUTORITE_JUDICIAIRE_SAISIE');
    const ouvertes = (await horloges(id)).filter((une) => une.etat === 'OUVERTE').map(({ regle }) => regle);
    expect(ouvertes).toEqual(etat === 'EVALUEE' ? ['A2', 'U2'] : ['A2']);
    const dite = { auteur: 'crip-31', canal: 'RECOMMANDE', preuve: PREUVE, le: `${aujourdhui()}T00:00:00.000Z` };
    for (const qui of ['crip', 'ase'] as const) expect(await voie(qui, accuseReception.id)).toEqual(dite);
    const [ligne] = await hub.database.query<{ preuve: Buffer }>('SELECT preuve FROM crip.signalement WHERE id = $1', [
      accuseReception.id,
    ]);
    expect(ligne!.preuve.toString('latin1')).not.toContain(PREUVE);
    expect(await hub.database.query('SELECT 1 FROM hub.evenement WHERE sujet_id = $1', [accuseReception.id])).toEqual(
      [],
    );
  });

  test.each([
    [{ canal: 'HUB' }, 'transmission.canal VALEUR_INVALIDE'],
    [{ preuve: ' ' }, 'transmission.preuve CHAMP_REQUIS'],
    [{ le: '2126-01-01' }, 'transmission.le DATE_FUTURE'],
    [{ le: '2026-01-01' }, 'transmission.le DATE_INVALIDE'],
  ])('%j : %s', async (changes, attendu) => {
    expect(await refus(query, envoi(await prete(), { transmission: transmission(changes) }))).toEqual([attendu]);
  });

  test('le parquet est relié : dire une autre voie est refusé, le hub l’avise', async () => {
    const id = await prete();
    const relie = { tribunal: 'tj31555' };
    expect(await refus(query, envoi(id, { ...relie, transmission: transmission() }))).toEqual([
      'transmission VALEUR_INVALIDE',
    ]);
    expect((await dossier(id)).etat).toBe(etat);
    const { accuseReception } = await faire(query, envoi(id, relie));
    expect(await voie('crip', accuseReception.id)).toMatchObject({ canal: 'HUB', preuve: null });
  });
});

test('relié ensuite, le parquet trouve le signalement dont il a été saisi', async () => {
  const id = await jusqua('EN_PREMIERE_ANALYSE', await transmettre());
  const relier = (revoque: string) =>
    hub.database.query(`UPDATE hub.partenaire SET revoque_le = ${revoque} WHERE id = 'tj69123'`);
  await relier('now()');
  const envoi = signalement(id, { tribunal: 'tj69123', transmission: transmission() });
  const { accuseReception, userErrors } = await faire(cycle.SIGNALER, envoi);
  expect(userErrors).toEqual([]);
  await relier('NULL');
  const lu = recu(await hub.demander('parquetLyon', cycle.SIGNALEMENT, { id: accuseReception.id }));
  expect(lu.motifs).toEqual(['DANGER_GRAVE_IMMEDIAT']);
});
