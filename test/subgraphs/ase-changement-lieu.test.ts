import { randomUUID } from 'node:crypto';
import { ajouterDuree, retrancherDuree } from '../../src/domain/calendar';
import { lieu } from '../scenarios/ase-envois';
import { ASE, SUIVI, SUIVIS } from '../scenarios/ase-operations';
import { BOITE } from '../scenarios/operations';
import { accuse, ouvrirHub, ouvrirTerrain, recu, type HubOuvert, type Json, type Terrain } from './hub-ouvert';
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
