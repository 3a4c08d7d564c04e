import { NATURES_DECISION, type NatureDecision } from '../../src/domain/mesures-judiciaires';
import { SUIVIS } from '../scenarios/ase-operations';
import { enfant, ordonnance } from '../scenarios/envois';
import { decision } from '../scenarios/justice-envois';
import { DECISION } from '../scenarios/justice-operations';
import { NOTIFIER } from '../scenarios/operations';
import { ouvrirHub, ouvrirTerrain, recu, type HubOuvert, type Json, type Terrain } from './hub-ouvert';
import { decidee, opp, refusDe, saisi, saisir, termes } from './justice-gestes';

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

type Changes = Parameters<typeof decision>[0];

async function suivies(enfantId: string): Promise<string[]> {
  const { edges } = recu(await hub.demander('ase', SUIVIS, { filtre: { enfantId } }));
  return edges.map(({ node }: Json) => node.nature as string);
}

/** What each decision of 24 March 2026 about a child of eleven opens: J14 and J16 always, then its own clocks. */
const EN_MARS = '2028-03-24';
const SUIVI = { A6: '2026-06-24', J8: '2027-03-24', J19: '2032-05-02' };
const CONFIE = { ...SUIVI, A11: '2031-05-02' };
const OUVRE: Readonly<Record<Exclude<NatureDecision, 'RENOUVELLEMENT'>, readonly [Changes, object]>> = {
  AEMO: [{ mois: 24 }, { ...SUIVI, J6: EN_MARS }],
  AEMO_RENFORCEE: [{ mois: 12 }, { ...SUIVI, J7: '2027-03-24' }],
  PLACEMENT_AUTRE_PARENT: [{ mois: 24 }, { ...SUIVI, J6_PROCHE: EN_MARS }],
  PLACEMENT_TIERS_DIGNE: [{ mois: 24 }, { ...SUIVI, J6_PROCHE: EN_MARS }],
  PLACEMENT_ASE: [{ mois: 24 }, { ...CONFIE, J6: EN_MARS }],
  PLACEMENT_SERVICE_HABILITE: [{ mois: 24 }, { ...CONFIE, J6: EN_MARS }],
  PLACEMENT_ETAB_SANITAIRE_EDUCATIF: [{ mois: 24 }, { ...CONFIE, J6: EN_MARS }],
  PLACEMENT_A_DOMICILE: [{ mois: 24 }, { ...SUIVI, J6: EN_MARS }],
  MJIE: [{ mois: 6 }, { J18: '2026-09-24', J19: '2032-05-02' }],
  MEDIATION_FAMILIALE: [{ mois: null, violencesAlleguees: false }, {}],
  IST: [{ mois: 24 }, { J10: EN_MARS }],
  NON_LIEU: [{ mois: null, confieA: null }, {}],
  MAINLEVEE: [{ mois: null, confieA: null }, {}],
};

test.each(Object.keys(OUVRE) as (keyof typeof OUVRE)[])('%s : ses délais, et ce que l’ASE suit', async (nature) => {
  const [changes, attendus] = OUVRE[nature];
  const { enfantId, requeteId } = await saisi(hub);
  const recue = await decidee(hub, { enfantId, requeteId, nature, avisAuProcureurLe: '2026-03-25', ...changes });
  expect(termes(recue)).toEqual({ J14: '2026-04-09', J16: '2026-04-01', ...attendus });
  expect(await suivies(enfantId)).toEqual('J19' in attendus ? [nature] : []);
  const lue = recu(await hub.demander('crip', DECISION, { id: recue.id }, 'ASSISTANCE_EDUCATIVE'));
  expect([lue.natureMesure, lue.article]).toEqual([nature, NATURES_DECISION[nature].article]);
});

test('une investigation de quatre mois : le rapport est dû à quatre mois', async () => {
  const { enfantId } = await saisi(hub);
  const recue = await decidee(hub, { enfantId, nature: 'MJIE', mois: 4 });
  expect(termes(recue)).toMatchObject({ J18: '2026-07-24' });
});

test.each([
  ['2024-09-01', 'AEMO', { J8_MOINS_2_ANS: '2026-09-24' }],
  ['2024-09-01', 'PLACEMENT_ASE', { J8_MOINS_2_ANS: '2026-09-24' }],
  ['2023-09-01', 'PLACEMENT_ASE', { J8_ASE_MOINS_3_ANS: '2026-09-24' }],
  ['2023-09-01', 'PLACEMENT_TIERS_DIGNE', { J8: '2027-03-24' }],
] as const)('né le %s, %s : rapport dû %j', async (dateNaissance, nature, rapport) => {
  const { enfantId } = await opp(hub, { enfant: { ...enfant(), dateNaissance } });
  expect(await suivreRapport(enfantId, nature)).toEqual(rapport);
});

/** The clock of the report, once the juge is seized and has decided. */
async function suivreRapport(enfantId: string, nature: NatureDecision): Promise<object> {
  await saisir(hub, enfantId);
  const ouverts = termes(await decidee(hub, { enfantId, nature, mois: 12 }));
  return Object.fromEntries(Object.entries<string>(ouverts).filter(([regle]) => regle.startsWith('J8')));
}

describe('un majeur n’est plus de la compétence du juge des enfants', () => {
  // Of age on 24 March 2026: the day of the decision.
  const presqueMajeur = () => ({ ...enfant(), dateNaissance: '2008-03-24' });

  test('la décision est refusée, la requête aussi', async () => {
    const { enfantId } = await opp(hub, { enfant: presqueMajeur() });
    await saisir(hub, enfantId);
    await expect(decidee(hub, { enfantId, nature: 'AEMO' })).rejects.toThrow(/ne concerne que les mineurs/);
    const recueAuGreffeLe = '2026-03-24T09:00:00+01:00';
    await expect(saisir(hub, enfantId, { recueAuGreffeLe })).rejects.toThrow(/ne concerne que les mineurs/);
  });

  test('le placement provisoire aussi, connu ou déclaré', async () => {
    const majeur = { ...enfant(), dateNaissance: '2006-01-01' };
    const declare = recu(await hub.demander('parquet', NOTIFIER, { input: ordonnance({ enfant: majeur }) }));
    expect(refusDe(declare)).toEqual([['ARTICLE_CONTRAIRE', 'enfant.dateNaissance']]);
    const { enfantId } = await opp(hub, { enfant: presqueMajeur() });
    const { enfant: _, ...connu } = ordonnance({ enfantId, priseLe: '2026-03-24T09:00:00+01:00' });
    const refuse = recu(await hub.demander('parquet', NOTIFIER, { input: connu }));
    expect(refusDe(refuse)).toEqual([['ARTICLE_CONTRAIRE', 'enfantId']]);
  });
});
