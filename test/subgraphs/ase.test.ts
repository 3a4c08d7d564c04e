import { randomUUID } from 'node:crypto';
import { accueilProvisoire, lieu } from '../scenarios/ase-envois';
import { ASE, LIEUX, SUIVI } from '../scenarios/ase-operations';
import { fiche } from '../scenarios/envois';
import { TRANSMETTRE } from '../scenarios/operations';
import { accuse, ouvrirHub, ouvrirTerrain, recu, type HubOuvert, type Json, type Terrain } from './hub-ouvert';

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

const envoyer = async (query: string, input: object): Promise<Json> =>
  recu(await hub.demander('ase', query, { input }));

async function unEnfant(): Promise<string> {
  const { id } = accuse(await hub.demander('college', TRANSMETTRE, { input: fiche() }));
  const query = 'query ($id: ID!) { informationPreoccupante(id: $id) { enfant { id } } }';
  return recu(await hub.demander('ase', query, { id })).enfant.id as string;
}

async function unLieu(capacite = 1): Promise<string> {
  return accuse(await hub.demander('ase', ASE.enregistrerLieuAccueil, { input: lieu({ capacite }) })).id;
}

test('deux accueils simultanés sur la dernière place : un seul est admis', async () => {
  const lieuId = await unLieu();
  const enfants = await Promise.all([unEnfant(), unEnfant(), unEnfant()]);
  const reponses = await Promise.all(
    enfants.map((enfantId) => envoyer(ASE.ouvrirMesureAdministrative, accueilProvisoire({ enfantId, lieuId }))),
  );
  const codes = reponses.map(({ userErrors }) => userErrors[0]?.code ?? 'ADMIS').sort();
  expect(codes).toEqual(['ADMIS', 'ARTICLE_CONTRAIRE', 'ARTICLE_CONTRAIRE']);
  const { edges } = recu(await hub.demander('ase', LIEUX));
  expect(edges.find(({ node }: Json) => node.id === lieuId).node.placesLibres).toBe(0);
});

test('changer de lieu : motifs obligatoires, place prise ici et rendue là', async () => {
  const [premier, second, enfantId] = await Promise.all([unLieu(), unLieu(), unEnfant()]);
  const ouverte = await envoyer(ASE.ouvrirMesureAdministrative, accueilProvisoire({ enfantId, lieuId: premier }));
  const mesureId = ouverte.accuseReception.id as string;
  const changement = {
    ...{ idempotencyKey: randomUUID(), mesureId, lieuId: second, cas: 'URGENCE', le: '2026-04-01T10:00:00+02:00' },
    motifs: 'La famille est hospitalisée.',
  };
  expect((await envoyer(ASE.changerLieu, { ...changement, motifs: ' ' })).userErrors[0].code).toBe('MOTIF_REQUIS');
  const { mesure } = await envoyer(ASE.changerLieu, changement);
  expect(mesure.changementsLieu).toEqual([{ cas: 'URGENCE', motifs: changement.motifs }]);
  expect(mesure.lieuAccueil.placesLibres).toBe(0);
  const { edges } = recu(await hub.demander('ase', LIEUX));
  expect(edges.find(({ node }: Json) => node.id === premier).node.placesLibres).toBe(1);
});

test('un refus de la famille, un terme de plus d’un an, une mesure judiciaire : le texte s’y oppose', async () => {
  const [enfantId, lieuId] = await Promise.all([unEnfant(), unLieu()]);
  const input = accueilProvisoire({ enfantId, lieuId });
  const refus = async (change: object): Promise<Json> =>
    (await envoyer(ASE.ouvrirMesureAdministrative, { ...input, ...change })).userErrors[0];
  expect(await refus({ accords: [{ qualite: 'MERE', donne: false, le: '2026-03-06' }] })).toMatchObject({
    code: 'ARTICLE_CONTRAIRE',
    path: ['accords'],
  });
  expect(await refus({ terme: '2027-03-10' })).toMatchObject({ code: 'ARTICLE_CONTRAIRE', path: ['terme'] });
  expect(await refus({ nature: 'AEMO' })).toMatchObject({ code: 'ARTICLE_CONTRAIRE', path: ['nature'] });
  expect(await refus({ contrat: null })).toMatchObject({ code: 'CHAMP_REQUIS', path: ['contrat'] });
});

test('une mesure d’une autre collectivité n’existe pas', async () => {
  const [enfantId, lieuId] = await Promise.all([unEnfant(), unLieu()]);
  const ouverte = await envoyer(ASE.ouvrirMesureAdministrative, accueilProvisoire({ enfantId, lieuId }));
  const { id } = ouverte.accuseReception;
  expect(recu(await hub.demander('ase', SUIVI, { id })).nature).toBe('ACCUEIL_PROVISOIRE');
  for (const qui of ['ase33', 'parquet', 'juge'] as const)
    expect((await hub.demander(qui, SUIVI, { id })).body.errors![0]!.extensions.code).toBe('NOT_FOUND');
  const input = { mesureId: id, le: '2026-04-01T10:00:00+02:00', motif: 'x' };
  expect((await hub.demander('ase33', ASE.terminerMesure, { input })).body.errors![0]!.extensions.code).toBe(
    'NOT_FOUND',
  );
});
