import { accueilUrgence } from '../scenarios/ase-envois';
import { ASE } from '../scenarios/ase-operations';
import { appelDuneVoisine, copieDeLHopital } from '../scenarios/cycle-envois';
import * as cycle from '../scenarios/cycle-operations';
import { enfant, fiche, ficheHopital, ordonnance } from '../scenarios/envois';
import { NOTIFIER, TRANSMETTRE } from '../scenarios/operations';
import { lignes, ouvrirHub, ouvrirTerrain, recu, type HubOuvert, type Terrain } from './hub-ouvert';

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

const { dateNaissance: _, ...sansDate } = enfant();
const ne = (dateNaissance: string) => ({ enfant: { ...enfant(), dateNaissance } });
const dAge = (ageApproximatif: number) => ({ enfant: { ...sansDate, ageApproximatif } });
const ans = (n: number) => {
  const jour = new Date();
  jour.setUTCFullYear(jour.getUTCFullYear() - n);
  return jour.toISOString().slice(0, 10);
};
/** It is already 3 March in Toulouse, not in UTC. */
const MINUIT_PASSE = '2026-03-02T23:30:00Z';
const MINUIT_MOINS_UNE = '2026-03-02T22:30:00Z';

describe.each([
  ['un collège', 'college', TRANSMETTRE, (e: object) => ({ ...fiche(), ...e })],
  ['un hôpital', 'hopital', TRANSMETTRE, (e: object) => ({ ...ficheHopital(), ...e })],
  ['la CRIP, d’un appel', 'crip', cycle.ENREGISTRER_INFORMATION, (e: object) => appelDuneVoisine(e)],
  ['la copie d’un signalement', 'hopital', cycle.COPIER_SIGNALEMENT, (e: object) => copieDeLHopital(e)],
] as const)('%s', (_nom, qui, query, envoi) => {
  const envoyer = async (changes: object) => recu(await hub.demander(qui, query, { input: envoi(changes) }));

  test.each([
    ['dateNaissance', ne(ans(20))],
    ['ageApproximatif', dAge(19)],
  ])('%s : une personne majeure est refusée, ce qui existe pour elle est dit, rien n’est écrit', async (champ, qui) => {
    const avant = await lignes(hub.database);
    const { accuseReception, userErrors } = await envoyer(qui);
    expect(accuseReception).toBeNull();
    expect(userErrors).toMatchObject([{ code: 'ARTICLE_CONTRAIRE', path: ['enfant', champ] }]);
    expect(userErrors[0].message).toMatch(/majeure.*procureur.*jeunes majeurs \(CASF L222-5 5°\)/);
    expect(await lignes(hub.database)).toEqual(avant);
  });

  test('un mineur de dix-sept ans est reçu', async () => {
    expect((await envoyer(ne(ans(17)))).userErrors).toEqual([]);
    expect((await envoyer(dAge(17))).userErrors).toEqual([]);
  });
});

test.each([
  [
    'l’appel',
    'crip',
    cycle.ENREGISTRER_INFORMATION,
    (le: string) => appelDuneVoisine({ recueLe: le, ...ne('2008-03-03') }),
  ],
  [
    'le signalement',
    'hopital',
    cycle.COPIER_SIGNALEMENT,
    (le: string) => copieDeLHopital({ date: le, ...ne('2008-03-03') }),
  ],
] as const)('%s : le jour est celui de la collectivité', async (_nom, qui, query, envoi) => {
  const veille = recu(await hub.demander(qui, query, { input: envoi(MINUIT_MOINS_UNE) }));
  expect(veille.userErrors).toEqual([]);
  const jour = recu(await hub.demander(qui, query, { input: envoi(MINUIT_PASSE) }));
  expect(jour.userErrors).toMatchObject([{ path: ['enfant', 'dateNaissance'] }]);
});

test.each([
  ['une ordonnance du parquet', 'parquet', NOTIFIER, (e: object) => ({ ...ordonnance(), ...e }), /C\. civ\. 375/],
  [
    'un accueil en urgence',
    'ase',
    ASE.accueillirEnUrgence,
    (e: object) => accueilUrgence({ arriveLe: new Date().toISOString(), ...e }),
    /CASF L223-2/,
  ],
] as const)('%s : un âge dit, de dix-huit ans ou plus, ne se tait pas', async (_nom, qui, query, envoi, texte) => {
  const avant = await lignes(hub.database);
  const { userErrors } = recu(await hub.demander(qui, query, { input: envoi(dAge(18)) }));
  expect(userErrors).toMatchObject([{ code: 'ARTICLE_CONTRAIRE', path: ['enfant', 'ageApproximatif'] }]);
  expect(userErrors[0].message).toMatch(texte);
  expect(await lignes(hub.database)).toEqual(avant);
  expect(recu(await hub.demander(qui, query, { input: envoi(dAge(16)) })).userErrors).toEqual([]);
});
