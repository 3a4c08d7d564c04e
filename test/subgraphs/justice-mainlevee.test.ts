import { randomUUID } from 'node:crypto';
import { demoClients } from '../../src/auth/demo-clients';
import { enregistrerPartenaire } from '../../src/partners';
import { accueilProvisoire } from '../scenarios/ase-envois';
import { ASE, SUIVIS } from '../scenarios/ase-operations';
import { enfant, ordonnance } from '../scenarios/envois';
import { decision, requete } from '../scenarios/justice-envois';
import { DECIDER, DECISION, SAISIR_JUGE } from '../scenarios/justice-operations';
import { NOTIFIER } from '../scenarios/operations';
import { accuse, ouvrirHub, ouvrirTerrain, recu, type HubOuvert, type Json, type Terrain } from './hub-ouvert';
import { decidee, decider, horloges, opp, refusDe, saisi } from './justice-gestes';

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

const JUGE_LYON = { ...demoClients.juge, institution: 'je-tj69123', territoire: 'tj69123' };
const AVRIL = '2026-04-20T10:00:00+02:00';
const MAI = '2026-05-20T10:00:00+02:00';
const JUIN = '2026-06-22T10:00:00+02:00';

/** What the ASE follows for this child: nature and state, in alphabetical order. */
async function suivies(enfantId: string): Promise<string[]> {
  const { edges } = recu(await hub.demander('ase', SUIVIS, { filtre: { enfantId } }));
  return edges.map(({ node }: Json) => `${node.nature as string} ${node.etat as string}`).sort();
}

const PLACEMENT = `query ($filtre: FiltreMesuresAseInput) {
  mesures(first: 1, filtre: $filtre) { edges { node { nombreRenouvellements renouvellements { prolongation } } } }
}`;
/** How the one measure of this child was renewed, or only went on. */
async function termesSuccessifs(enfantId: string): Promise<Json> {
  const { edges } = recu(await hub.demander('ase', PLACEMENT, { filtre: { enfantId } }));
  const [{ node }] = edges;
  return {
    nombreRenouvellements: node.nombreRenouvellements,
    prolongations: node.renouvellements.map(({ prolongation }: Json) => prolongation),
  };
}

const finDe = async (id: string): Promise<string | null> =>
  recu(await hub.demander('juge', DECISION, { id }, 'ASSISTANCE_EDUCATIVE')).finLe;
const mainlevee = { nature: 'MAINLEVEE', mois: null, confieA: null } as const;

/** A placement on the merits, an action éducative and an investigation, side by side. */
async function troisMesures() {
  const { enfantId } = await saisi(hub);
  const placement = await decidee(hub, { enfantId });
  const aemo = await decidee(hub, { enfantId, nature: 'AEMO', mois: 6, rendueLe: AVRIL });
  const mjie = await decidee(hub, { enfantId, nature: 'MJIE', mois: 6, rendueLe: AVRIL });
  expect(await suivies(enfantId)).toEqual(['AEMO EN_COURS', 'MJIE EN_COURS', 'PLACEMENT_ASE EN_COURS']);
  return { enfantId, placement: placement.id, aemo: aemo.id, mjie: mjie.id };
}

describe('mainlevée', () => {
  it('d’une mesure, sans toucher aux autres', async () => {
    const { enfantId, placement, aemo, mjie } = await troisMesures();
    await decidee(hub, { ...mainlevee, enfantId, decisionsLevees: [aemo], rendueLe: MAI });
    expect(await suivies(enfantId)).toEqual(['AEMO TERMINEE', 'MJIE EN_COURS', 'PLACEMENT_ASE EN_COURS']);
    expect([await finDe(aemo), await finDe(placement), await finDe(mjie)]).toEqual([
      new Date(MAI).toISOString(),
      null,
      null,
    ]);
    expect((await horloges(hub, aemo))['J6']).toBe('CLOSE');
    expect((await horloges(hub, placement))['J6']).toBe('OUVERTE');
  });

  it('sans nommer de mesure, de toutes celles de ce juge, et d’aucune autre', async () => {
    const { enfantId } = await troisMesures();
    await hub.demander('ase', ASE.ouvrirMesureAdministrative, {
      input: accueilProvisoire({ enfantId, nature: 'AED', contrat: null }),
    });
    await decidee(hub, { ...mainlevee, enfantId, rendueLe: MAI });
    expect(await suivies(enfantId)).toEqual([
      'AED EN_COURS',
      'AEMO TERMINEE',
      'MJIE TERMINEE',
      'PLACEMENT_ASE TERMINEE',
    ]);
  });

  it('par le juge d’un tribunal, les mesures d’un autre continuent', async () => {
    await enregistrerPartenaire(hub.database, JUGE_LYON);
    const traits = { ...enfant(), communeResidence: '31555' };
    const { enfantId } = await opp(hub, { enfant: traits });
    const aLyon = ordonnance({ enfant: traits, tj: 'tj69123', collectivite: '31' });
    accuse(await hub.demander('parquetLyon', NOTIFIER, { input: aLyon }));
    accuse(await hub.demander('parquetLyon', SAISIR_JUGE, { input: requete({ enfantId, tj: 'tj69123' }) }));
    accuse(await hub.demander('parquet', SAISIR_JUGE, { input: requete({ enfantId }) }));
    const aemo = decision({ enfantId, nature: 'AEMO', mois: 6 });
    const lyonnaise = accuse(await hub.demander(JUGE_LYON, DECIDER, { input: aemo })).id;
    const placement = (await decidee(hub, { enfantId })).id;
    await decidee(hub, { ...mainlevee, enfantId, rendueLe: MAI });
    expect(await suivies(enfantId)).toEqual(['AEMO EN_COURS', 'PLACEMENT_ASE TERMINEE']);
    expect(await finDe(placement)).not.toBeNull();
    const { body } = await hub.demander('juge', DECIDER, {
      input: decision({ ...mainlevee, enfantId, decisionsLevees: [lyonnaise], rendueLe: JUIN }),
    });
    expect(body.errors![0]!.extensions.code).toBe('NOT_FOUND');
  });

  it.each([
    ['par un non-lieu', 'NON_LIEU', 1],
    ['d’aucune', 'MAINLEVEE', 0],
    ['de vingt et une', 'MAINLEVEE', 21],
  ] as const)('%s décision nommée : refusé', async (_, nature, nombre) => {
    const decisionsLevees = Array.from({ length: nombre }, () => randomUUID());
    const refuse = await decider(hub, { ...mainlevee, nature, decisionsLevees });
    expect(refusDe(refuse)).toEqual([['VALEUR_INVALIDE', 'decisionsLevees']]);
  });

  it('une mesure déjà levée ne l’est pas deux fois ; celle d’un autre enfant n’existe pas', async () => {
    const { enfantId, aemo, mjie } = await troisMesures();
    await decidee(hub, { ...mainlevee, enfantId, decisionsLevees: [aemo], rendueLe: MAI });
    const encore = await decider(hub, { ...mainlevee, enfantId, decisionsLevees: [mjie, aemo], rendueLe: JUIN });
    expect(refusDe(encore)).toEqual([['ETAT_INCOMPATIBLE', 'decisionsLevees.1']]);
    const autre = await saisi(hub);
    for (const un of [mjie, randomUUID(), 'x']) {
      const input = decision({ ...mainlevee, enfantId: autre.enfantId, decisionsLevees: [un], rendueLe: JUIN });
      const { body } = await hub.demander('juge', DECIDER, { input });
      expect(body.errors![0]!.extensions.code).toBe('NOT_FOUND');
    }
    expect(await finDe(mjie)).toBeNull();
  });
});

describe('ce qu’une décision remplace', () => {
  it('un non-lieu met fin à tout, mesure provisoire et investigation comprises', async () => {
    const { enfantId, requeteId } = await saisi(hub);
    const provisoire = await decidee(hub, { enfantId, requeteId, provisoire: true, mois: null });
    await decidee(hub, { enfantId, nature: 'MJIE', mois: 6, rendueLe: AVRIL });
    await decidee(hub, { ...mainlevee, enfantId, nature: 'NON_LIEU', rendueLe: MAI });
    expect(await suivies(enfantId)).toEqual(['MJIE TERMINEE', 'PLACEMENT_ASE TERMINEE']);
    expect((await horloges(hub, provisoire.id))['J4']).toBe('TENUE');
  });

  it('un autre lieu prend la place du premier ; l’investigation continue', async () => {
    const { enfantId } = await saisi(hub);
    await decidee(hub, { enfantId });
    await decidee(hub, { enfantId, nature: 'MJIE', mois: 6, rendueLe: AVRIL });
    const confieA = { nom: 'Madame Exemple, grand-mère' };
    await decidee(hub, { enfantId, nature: 'PLACEMENT_TIERS_DIGNE', mois: 24, confieA, rendueLe: MAI });
    expect(await suivies(enfantId)).toEqual([
      'MJIE EN_COURS',
      'PLACEMENT_ASE TERMINEE',
      'PLACEMENT_TIERS_DIGNE EN_COURS',
    ]);
  });

  it('une mesure provisoire ordonnée de nouveau, puis décidée au fond, n’est pas renouvelée ; au fond, si', async () => {
    const { enfantId } = await saisi(hub);
    await decidee(hub, { enfantId, provisoire: true, mois: 3 });
    await decidee(hub, { enfantId, provisoire: true, mois: 3, rendueLe: AVRIL });
    await decidee(hub, { enfantId, mois: 12, rendueLe: MAI });
    expect(await termesSuccessifs(enfantId)).toEqual({ nombreRenouvellements: 0, prolongations: [true, true] });
    await decidee(hub, { enfantId, mois: 12, rendueLe: JUIN });
    expect(await termesSuccessifs(enfantId)).toEqual({ nombreRenouvellements: 1, prolongations: [true, true, false] });
  });

  it('la même mesure, de provisoire à fond puis renouvelée, est une seule mesure suivie', async () => {
    const { enfantId } = await saisi(hub);
    await decidee(hub, { enfantId, provisoire: true, mois: null });
    const fond = await decidee(hub, { enfantId, mois: 12, rendueLe: MAI });
    await decidee(hub, {
      ...{ enfantId, nature: 'RENOUVELLEMENT', decisionRenouveleeId: fond.id, motifs: 'Le danger persiste.' },
      ...{ mois: 12, rendueLe: JUIN },
    });
    expect(await suivies(enfantId)).toEqual(['PLACEMENT_ASE EN_COURS']);
    expect(await termesSuccessifs(enfantId)).toEqual({ nombreRenouvellements: 1, prolongations: [true, false] });
    await decidee(hub, { ...mainlevee, enfantId, rendueLe: '2026-07-20T10:00:00+02:00' });
    expect(await suivies(enfantId)).toEqual(['PLACEMENT_ASE TERMINEE']);
  });
});
