import { randomUUID } from 'node:crypto';
import { ajouterDuree, retrancherDuree } from '../../src/domain/calendar';
import { enregistrerPartenaire } from '../../src/partners';
import { accueilUrgence, lieu } from '../scenarios/ase-envois';
import { ASE, LIEUX, SUIVI, SUIVIS, UN_LIEU } from '../scenarios/ase-operations';
import { BOITE } from '../scenarios/operations';
import {
  accuse,
  INSTITUTIONS,
  ouvrirHub,
  ouvrirTerrain,
  recu,
  type HubOuvert,
  type Json,
  type Terrain,
} from './hub-ouvert';
import { decidee, refusDe, saisi } from './justice-gestes';

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

const HEURE_MS = 3_600_000;
const AUJOURDHUI = new Date().toISOString().slice(0, 10);
const dansJours = (jours: number) => `${ajouterDuree(AUJOURDHUI, { jours })}T12:00:00Z`;
const ilYAHeures = (heures: number) => new Date(Date.now() - heures * HEURE_MS).toISOString();

const LIEUX_LIBRES = LIEUX.replace('first: 100', 'first: 100, avecPlaces: true');

const unLieu = async () => accuse(await hub.demander('ase', ASE.enregistrerLieuAccueil, { input: lieu() })).id;

/** A child entrusted to the ASE by the juge of Toulouse, and living in a first place. */
async function confie(): Promise<string> {
  const { enfantId } = await saisi(hub);
  await decidee(hub, { enfantId });
  const { edges } = recu(await hub.demander('ase', SUIVIS, { filtre: { enfantId } }));
  const mesureId: string = edges[0].node.id;
  expect((await changer(mesureId, { cas: 'PREVU', le: '2026-03-25T10:00:00+01:00' })).userErrors).toEqual([]);
  return mesureId;
}

async function changer(mesureId: string, changes: object): Promise<Json> {
  const lieuId = await unLieu();
  const input = { ...{ idempotencyKey: randomUUID(), mesureId, lieuId, motifs: 'La famille déménage.' }, ...changes };
  return recu(await hub.demander('ase', ASE.changerLieu, { input }));
}

/** What the register keeps of the judge's information about this measure. */
const registre = (mesureId: string) =>
  hub.database.query<{ regle: string; etat: string; limite: string; tard: boolean }>(
    `SELECT regle, etat, date_limite::text limite, close_le > limite_le tard FROM hub.echeance
     WHERE sujet_id = $1 AND regle LIKE 'J20%' ORDER BY id`,
    [mesureId],
  );

describe('changement de lieu d’un enfant que le juge a confié (J20, CASF L223-3)', () => {
  it('le premier lieu après la décision n’est pas un changement', async () => {
    expect(await registre(await confie())).toEqual([]);
  });

  it('prévu : le juge est informé par le hub, plus d’un mois avant, avec les motifs', async () => {
    const mesureId = await confie();
    const le = dansJours(40);
    expect((await changer(mesureId, { cas: 'PREVU', le })).userErrors).toEqual([]);
    const limite = retrancherDuree(le.slice(0, 10), { mois: 1 });
    expect(await registre(mesureId)).toEqual([{ regle: 'J20', etat: 'TENUE', limite, tard: false }]);
    const { edges } = recu(await hub.demander('juge', BOITE));
    const avis = edges.filter(({ node }: Json) => node.type === 'mesure.modifiee' && node.sujet.id === mesureId);
    expect(avis.length).toBeGreaterThan(0);
    const lue = recu(await hub.demander('juge', SUIVI, { id: mesureId }));
    expect(lue.changementsLieu.at(-1)).toEqual({ cas: 'PREVU', motifs: 'La famille déménage.' });
    expect(lue.echeances).toContainEqual({ regle: 'J20', dateLimite: limite });
  });

  it('prévu dans moins d’un mois : refusé, sauf si le juge était informé à temps', async () => {
    const mesureId = await confie();
    const le = dansJours(20);
    const refuse = await changer(mesureId, { cas: 'PREVU', le });
    expect(refusDe(refuse)).toEqual([['ARTICLE_CONTRAIRE', 'le']]);
    expect(refuse.userErrors[0].message).toMatch(/L223-3/);
    expect(await registre(mesureId)).toEqual([]);
    const jugeInformeLe = ilYAHeures(24 * 30);
    expect((await changer(mesureId, { cas: 'PREVU', le, jugeInformeLe })).userErrors).toEqual([]);
    expect(await registre(mesureId)).toMatchObject([{ regle: 'J20', etat: 'TENUE', tard: false }]);
  });

  it.each([
    ['URGENCE', 'J20_URGENCE'],
    ['FRATRIE', 'J20_FRATRIE'],
  ] as const)('%s : quarante-huit heures de la décision, comptées en heures', async (cas, regle) => {
    const mesureId = await confie();
    expect((await changer(mesureId, { cas, le: ilYAHeures(47) })).userErrors).toEqual([]);
    expect((await changer(mesureId, { cas, le: ilYAHeures(49) })).userErrors).toEqual([]);
    expect(await registre(mesureId)).toMatchObject([
      { regle, etat: 'TENUE', tard: false },
      { regle, etat: 'TENUE', tard: true },
    ]);
    expect(refusDe(await changer(mesureId, { cas, le: dansJours(2) }))).toEqual([['DATE_FUTURE', 'le']]);
    expect(refusDe(await changer(mesureId, { cas, le: ilYAHeures(1), motifs: ' ' }))).toEqual([
      ['MOTIF_REQUIS', 'motifs'],
    ]);
  });
});

describe('un changement prévu attend son heure', () => {
  const OU = `query ($id: ID!) { mesure(id: $id) {
    sansAgrementUrgence lieuPrevuLe lieuAccueil { id placesLibres } lieuPrevu { id placesLibres }
  } }`;
  const ou = async (id: string): Promise<Json> => recu(await hub.demander('ase', OU, { id }));
  const libre = async (id: string) => recu(await hub.demander('ase', UN_LIEU, { id })).placesLibres as number;
  /** The hour of the move has come. */
  const heureVenue = (id: string) =>
    hub.database.query(`UPDATE ase.mesure SET lieu_prevu_le = now() - interval '1 minute' WHERE id = $1`, [id]);

  it('l’enfant vit où il est, sa place l’attend ; à l’heure dite, il y vit, sans autre acte', async () => {
    const id = await confie();
    const premier = (await ou(id)).lieuAccueil.id as string;
    const lieuId = await unLieu();
    await changer(id, { cas: 'PREVU', le: dansJours(40), lieuId });
    expect(await ou(id)).toEqual({
      ...{ sansAgrementUrgence: false, lieuPrevuLe: new Date(dansJours(40)).toISOString() },
      lieuAccueil: { id: premier, placesLibres: 0 },
      lieuPrevu: { id: lieuId, placesLibres: 0 },
    });
    expect(recu(await hub.demander('juge', OU, { id }))).toMatchObject({ lieuAccueil: null, lieuPrevu: null });
    await heureVenue(id);
    expect(await ou(id)).toMatchObject({ lieuPrevuLe: null, lieuAccueil: { id: lieuId }, lieuPrevu: null });
    expect([await libre(premier), await libre(lieuId)]).toEqual([1, 0]);
    // The next move starts from there.
    const suivant = await unLieu();
    await changer(id, { cas: 'URGENCE', le: ilYAHeures(1), lieuId: suivant });
    expect([await libre(lieuId), await libre(suivant)]).toEqual([1, 0]);
    const { edges } = recu(await hub.demander('ase', LIEUX_LIBRES));
    const proposes = edges.map(({ node }: Json) => node.id as string);
    expect([proposes.includes(premier), proposes.includes(lieuId), proposes.includes(suivant)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('une autre date garde la même place ; un autre lieu la rend ; rester y renonce', async () => {
    const id = await confie();
    const premier = (await ou(id)).lieuAccueil.id as string;
    const [prevu, autre] = [await unLieu(), await unLieu()];
    await changer(id, { cas: 'PREVU', le: dansJours(40), lieuId: prevu });
    expect((await changer(id, { cas: 'PREVU', le: dansJours(50), lieuId: prevu })).userErrors).toEqual([]);
    expect((await ou(id)).lieuPrevuLe).toBe(new Date(dansJours(50)).toISOString());
    expect(refusDe(await changer(await confie(), { cas: 'PREVU', le: dansJours(60), lieuId: prevu }))).toEqual([
      ['ARTICLE_CONTRAIRE', 'lieuId'],
    ]);
    await changer(id, { cas: 'PREVU', le: dansJours(60), lieuId: autre });
    expect([await libre(premier), await libre(prevu), await libre(autre)]).toEqual([0, 1, 0]);
    expect((await changer(id, { cas: 'PREVU', le: dansJours(60), lieuId: premier })).userErrors).toEqual([]);
    expect(await ou(id)).toMatchObject({ lieuPrevuLe: null, lieuAccueil: { id: premier }, lieuPrevu: null });
    expect([await libre(premier), await libre(autre)]).toEqual([0, 1]);
    expect(refusDe(await changer(id, { cas: 'PREVU', le: dansJours(60), lieuId: premier }))).toEqual([
      ['VALEUR_INVALIDE', 'lieuId'],
    ]);
  });

  it('le juge absent du hub : le changement remplacé n’attend plus son information', async () => {
    const id = await confie();
    await hub.database.query('DELETE FROM hub.partenaire WHERE id = $1', [INSTITUTIONS.juge.institution]);
    await changer(id, { cas: 'PREVU', le: dansJours(40) });
    await changer(id, { cas: 'PREVU', le: dansJours(50) });
    await enregistrerPartenaire(hub.database, INSTITUTIONS.juge);
    expect((await registre(id)).map(({ etat }) => etat)).toEqual(['CLOSE', 'OUVERTE']);
  });

  it('accueilli sans place en urgence : la mesure le dit jusqu’à ce qu’il parte', async () => {
    const plein = await unLieu();
    const urgence = () => accueilUrgence({ lieuId: plein, confieA: null, arriveLe: ilYAHeures(2) });
    await hub.demander('ase', ASE.accueillirEnUrgence, { input: urgence() });
    const { id } = accuse(await hub.demander('ase', ASE.accueillirEnUrgence, { input: urgence() }));
    await changer(id, { cas: 'PREVU', le: dansJours(2) });
    expect(await ou(id)).toMatchObject({ sansAgrementUrgence: true, lieuAccueil: { id: plein } });
    await heureVenue(id);
    expect((await ou(id)).sansAgrementUrgence).toBe(false);
  });
});
