import { v7 as newId } from 'uuid';
import { escalader } from '../../src/subgraphs/ase';
import * as cycle from '../scenarios/cycle-operations';
import { enfant } from '../scenarios/envois';
import { ACCUSER } from '../scenarios/operations';
import { gestes } from './crip-cycle-gestes';
import {
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
  // Never open: every reception of the Haute-Garonne is out of hours.
  await hub.database.query("INSERT INTO crip.horaires VALUES ('31', '{}', '08:30', '17:00')");
});
afterAll(async () => {
  await hub.fermer();
  await terrain.fermer();
});

const { transmettre, faire, avancer, refus, dossier } = gestes(() => hub);

const remises = async (id: string) =>
  (
    await hub.database.query<{ quoi: string }>(
      `SELECT type || ' → ' || destinataire || ', ' || priorite quoi
       FROM hub.evenement e JOIN hub.livraison l ON l.evenement_id = e.id WHERE sujet_id = $1 ORDER BY e.id, l.id`,
      [id],
    )
  ).map(({ quoi }) => quoi.replace('information-preoccupante.', ''));
const immediate = () => transmettre({ urgence: 'IMMEDIATE' });
const astreinte = async (id: string): Promise<Json> => (await dossier(id)).astreinte;
const prendre = (id: string, qui: NomInstitution, fonction = "Cadre d'astreinte") =>
  hub.demander(qui, cycle.ACCUSER_URGENTE, { input: { informationId: id, fonction } });
const dansMinutes = (minutes: number) => ({ now: new Date(Date.now() + minutes * 60_000), newId });

test('immédiate : acceptée, marquée, prioritaire, confiée à l’astreinte ; une autre attend l’ouverture', async () => {
  const id = await immediate();
  expect(await dossier(id)).toMatchObject({ horsHoraires: true, astreinte: { etat: 'TRANSMISE', escalades: [] } });
  expect((await remises(id)).sort()).toEqual(['recue → crip-31, 1', 'urgente-hors-horaires → ase-31, 1']);
  const ordinaire = await transmettre();
  expect(await dossier(ordinaire)).toMatchObject({ horsHoraires: true, astreinte: null });
  expect(await remises(ordinaire)).toEqual(['recue → crip-31, 5']);
});

test('immédiate, la CRIP ouverte : prioritaire, sans astreinte', async () => {
  await hub.database.query("INSERT INTO crip.horaires VALUES ('33', '{1,2,3,4,5,6,7}', '00:00', '24:00')");
  const chezElle = { ...enfant(), communeResidence: '33063' };
  const id = await transmettre({ enfant: chezElle, urgence: 'IMMEDIATE' });
  const ferie = await hub.database.query(
    'SELECT 1 FROM crip.information_preoccupante WHERE id = $1 AND hors_horaires',
    [id],
  );
  // A bank holiday closes it even then.
  if (ferie.length === 0) expect(await remises(id)).toEqual(['recue → crip-33, 1']);
});

test('l’échelle monte palier par palier, l’astreinte s’en charge, l’échelle s’arrête', async () => {
  const id = await immediate();
  await escalader(hub.database, dansMinutes(16));
  expect(await astreinte(id)).toMatchObject({
    etat: 'ESCALADEE',
    escalades: [{ rang: 1, fonction: "Cadre d'astreinte" }],
  });
  expect((await remises(id)).slice(2).sort()).toEqual(['escaladee → ase-31, 1', 'escaladee → crip-31, 1']);
  const premiere = recu(await prendre(id, 'ase'));
  expect(premiere.userErrors).toEqual([]);
  expect((await remises(id)).slice(4).sort()).toEqual(['accusee → ase-31, 2', 'accusee → crip-31, 2']);
  // Said again, by the CRIP itself: the first one stands, nobody is told twice.
  expect(recu(await prendre(id, 'crip', 'Permanence de la CRIP')).accuse).toEqual(premiere.accuse);
  await escalader(hub.database, dansMinutes(180));
  expect(await remises(id)).toHaveLength(6);
  expect(await astreinte(id)).toMatchObject({ etat: 'ACCUSEE', accuseePar: "Cadre d'astreinte" });
});

test('la CRIP qui s’en saisit arrête l’échelle', async () => {
  const id = await immediate();
  await avancer(cycle.ANALYSER, { informationId: id });
  expect(await astreinte(id)).toMatchObject({ etat: 'ACCUSEE', accuseePar: 'CRIP' });
  await escalader(hub.database, dansMinutes(180));
  expect((await astreinte(id)).escalades).toEqual([]);
});

test('refusée : fonction absente ; à une autre collectivité, à qui n’est pas d’astreinte, ou sans astreinte', async () => {
  const id = await immediate();
  expect(await refus(cycle.ACCUSER_URGENTE, { informationId: id, fonction: ' ' }, 'ase')).toEqual([
    'fonction CHAMP_REQUIS',
  ]);
  for (const qui of ['ase33', 'crip33'] as const) expect((await prendre(id, qui)).raw).toContain('NOT_FOUND');
  for (const qui of ['college', 'parquet', 'hopital'] as const)
    expect((await prendre(id, qui)).raw).toContain('FORBIDDEN');
  expect((await prendre(await transmettre(), 'ase')).raw).toContain('NOT_FOUND');
  expect((await prendre('pas-un-uuid', 'ase')).raw).toContain('NOT_FOUND');
  const lire = 'query ($id: ID!) { informationPreoccupante(id: $id) { astreinte { etat } } }';
  expect(recu(await hub.demander('ase', lire, { id }))).toEqual({ astreinte: { etat: 'TRANSMISE' } });
  expect(recu(await hub.demander('college', lire, { id }))).toEqual({ astreinte: null });
});

test('un accusé de mesure ne prend pas une information en charge', async () => {
  const reponse = await hub.demander('ase', ACCUSER, { input: { mesureId: await immediate(), fonction: 'Cadre' } });
  expect(reponse.raw).toContain('NOT_FOUND');
  expect(await faire(cycle.ANALYSER, { informationId: await immediate() })).toMatchObject({ userErrors: [] });
});

describe('les heures de la CRIP', () => {
  const HORAIRES = 'query { horairesCrip { collectivite jours ouverture fermeture parDefaut } }';
  const fixer = (changes: object, qui: NomInstitution = 'crip69M') =>
    faire(cycle.FIXER_HORAIRES, { jours: [1, 2, 3, 4, 5], ouverture: '09:00', fermeture: '18:00', ...changes }, qui);

  test('celles du hub, tant que la collectivité n’a rien dit ; puis les siennes, que l’ASE lit aussi', async () => {
    const defaut = { collectivite: '69M', jours: [1, 2, 3, 4, 5], ouverture: '08:30', fermeture: '17:00' };
    expect(recu(await hub.demander('crip69M', HORAIRES))).toEqual({ ...defaut, parDefaut: true });
    const fixees = { ...defaut, jours: [6, 7], ouverture: '00:00', fermeture: '24:00', parDefaut: false };
    expect(await fixer({ jours: [7, 6, 7], ouverture: '00:00', fermeture: '24:00' })).toEqual({
      horaires: fixees,
      userErrors: [],
    });
    expect(recu(await hub.demander('crip69M', HORAIRES))).toEqual(fixees);
    expect(recu(await hub.demander('ase33', HORAIRES)).parDefaut).toBe(false);
  });

  test.each([
    [{ jours: [] }, 'jours CHAMP_REQUIS'],
    [{ jours: [0, 1] }, 'jours VALEUR_INVALIDE'],
    [{ ouverture: '9h' }, 'ouverture VALEUR_INVALIDE'],
    [{ fermeture: '25:00' }, 'fermeture VALEUR_INVALIDE'],
    [{ ouverture: '18:00' }, 'fermeture VALEUR_INVALIDE'],
  ])('refusées : %j', async (changes, attendu) => {
    const { userErrors } = await fixer(changes);
    expect(userErrors.map(({ code, path }: Json) => `${(path as string[]).join('.')} ${code as string}`)).toEqual([
      attendu,
    ]);
  });
});
