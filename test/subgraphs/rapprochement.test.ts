import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import { PARAMETRES } from '../../src/domain/identite';
import { etatDesFiches, rapprocherFiches, relireFiches } from '../../src/subgraphs/crip';
import { registres } from '../../src/subgraphs/registry';
import { enfant as unEnfant, fiche, ficheHopital } from '../scenarios/envois';
import { TRANSMETTRE } from '../scenarios/operations';
import { PROTEGER_DOSSIER } from '../scenarios/protection-operations';
import { A_EXAMINER, CONFIRMER_DISTINCTS, HISTOIRE, RAPPROCHER, SEPARER } from '../scenarios/rapprochement-operations';
import {
  accuse,
  INSTITUTIONS,
  ouvrirHub,
  ouvrirTerrain,
  recu,
  retenus,
  type HubOuvert,
  type Json,
  type Terrain,
} from './hub-ouvert';
import { nombre } from './instructions';

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

const lire = (lot?: number) =>
  hub.travailler((travailleur) =>
    rapprocherFiches(travailleur, {
      ...{ now: new Date(), newId: v7, registres: registres() },
      ...(lot === undefined ? {} : { lot }),
    }),
  );
/** A sheet about this child, and the child's identifier. */
async function ecrire(de: 'college' | 'hopital' | 'lyceeDuRhone', enfant: Enfant) {
  const { emetteur } = fiche();
  const { institution: uai } = INSTITUTIONS[de];
  const envoi =
    de === 'hopital'
      ? { ...ficheHopital(), enfant }
      : fiche({ enfant, scolarite: null, emetteur: { ...emetteur, uai } });
  const { id } = accuse(await hub.demander(de, TRANSMETTRE, { input: envoi }));
  const [ligne] = await hub.database.query<{ enfantId: string }>(
    'SELECT enfant_id "enfantId" FROM crip.information_preoccupante WHERE id = $1',
    [id],
  );
  return { id, enfantId: ligne?.enfantId ?? '' };
}
const acte = async (query: string, input: object, qui: 'crip' | 'ase' | 'crip69M' = 'crip'): Promise<Json> =>
  recu(await hub.demander(qui, query, { input }));
const histoire = async (id: string, qui: 'crip' | 'ase' = 'crip'): Promise<Json> =>
  recu(await hub.demander(qui, HISTOIRE, { id, finalite: qui === 'crip' ? 'EVALUATION' : 'PROTECTION' }));
const memes = async (id: string) => (await histoire(id)).memeEnfant.map((autre: Json) => autre.id);
const proposes = async (id: string) =>
  (await histoire(id)).rapprochements.filter((un: Json) => un.etat === 'A_EXAMINER' && un.closLe === null);
const dits = async (sujetId: string) =>
  (
    await hub.database.query<{ dit: string }>(
      `SELECT e.type || ' → ' || l.destinataire dit FROM hub.evenement e JOIN hub.livraison l ON l.evenement_id = e.id
       WHERE e.sujet_id = $1 ORDER BY 1`,
      [sujetId],
    )
  ).map(({ dit }) => dit);

/** The same child as two institutions write it: the hyphen, the accents, the day and the month. */
function deuxEcritures(): [Enfant, Enfant] {
  const { nomNaissance, ...civils } = unEnfant();
  const [nom, prenom] = [`${nomNaissance}-Lefèbvre`, `Zoé-${unEnfant().nomNaissance.slice(7)}`];
  const ecrit = { ...civils, nomNaissance: nom, prenoms: `${prenom}, Marie`, dateNaissance: '2014-05-02' };
  const enCapitales = (texte: string) =>
    texte.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('-', ' ').toUpperCase();
  const autrement = { nomNaissance: enCapitales(nom), prenoms: `${enCapitales(prenom)}, MARIE` };
  return [ecrit, { ...ecrit, ...autrement, dateNaissance: '2014-02-05' }];
}
/** Known by a first name and an age: never enough to decide alone. */
const mal = ({ nomNaissance, prenoms, sexe, adresse = null }: Enfant): Enfant => ({
  ...{ nomNaissance, prenoms: prenoms.split(',')[0] ?? '', sexe, adresse },
  ...{ communeResidence: '31555', ageApproximatif: 12 },
});

describe('une seconde institution écrit', () => {
  test('le même nom sans trait d’union ni accents, jour et mois échangés : une seule histoire, et la CRIP le sait', async () => {
    const [ecrit, autrement] = deuxEcritures();
    const ecole = await ecrire('college', ecrit);
    await lire();
    expect(await dits(ecole.id)).toEqual(['information-preoccupante.recue → crip-31']);
    const hopital = await ecrire('hopital', autrement);
    expect(hopital.enfantId).not.toBe(ecole.enfantId);
    expect(await memes(ecole.enfantId)).toEqual([]);
    await lire();
    expect(await dits(hopital.id)).toEqual([
      'information-preoccupante.enfant-connu → crip-31',
      'information-preoccupante.recue → crip-31',
    ]);
    const { memeEnfant, rapprochements } = await histoire(ecole.enfantId);
    expect(memeEnfant).toEqual([expect.objectContaining({ id: hopital.enfantId })]);
    expect(memeEnfant[0].informationsPreoccupantes).toEqual([{ id: hopital.id }]);
    expect(rapprochements).toEqual([
      expect.objectContaining({ etat: 'MEME', origine: 'AUTOMATIQUE', version: PARAMETRES.version, closLe: null }),
    ]);
    const [{ id, score, marches }] = rapprochements;
    expect(marches).toContainEqual(expect.objectContaining({ constat: 'Jour et mois de naissance échangés' }));
    const poids: number[] = marches.map((marche: Json) => marche.poids);
    expect(poids.reduce((somme, un) => somme + un, 0)).toBeCloseTo(score, 6);
    expect(await dits(id)).toEqual(['rapprochement.decide → ase-31', 'rapprochement.decide → crip-31']);
    expect((await histoire(ecole.enfantId, 'ase')).memeEnfant).toHaveLength(1);
    const audit = await hub.database.query('SELECT acte, institution FROM hub.audit WHERE $1 = ANY(objet_ids)', [id]);
    expect(audit).toEqual([{ acte: 'rapprocherFiches', institution: 'hub' }]);
  });

  test('la même identité, à la lettre : le même enfant aussitôt, et la CRIP le sait aussi', async () => {
    const enfant = unEnfant();
    const ecole = await ecrire('college', enfant);
    await lire();
    const hopital = await ecrire('hopital', enfant);
    expect(hopital.enfantId).toBe(ecole.enfantId);
    await lire();
    expect(await dits(hopital.id)).toContain('information-preoccupante.enfant-connu → crip-31');
    const encore = await ecrire('hopital', enfant);
    expect(await lire()).toBe(1);
    expect(await lire()).toBe(0);
    expect(
      (await dits(encore.id)).filter((dit) => dit.startsWith('information-preoccupante.enfant-connu')),
    ).toHaveLength(1);
  });

  test('deux fiches dans le même passage se trouvent l’une l’autre', async () => {
    const [ecrit, autrement] = deuxEcritures();
    const [ecole, hopital] = [await ecrire('college', ecrit), await ecrire('hopital', autrement)];
    await lire(1);
    expect(await memes(hopital.enfantId)).toEqual([ecole.enfantId]);
  });

  test('une identité incomplète : une personne décide, et le voit dans sa liste', async () => {
    const [ecrit] = deuxEcritures();
    const ecole = await ecrire('college', ecrit);
    const mauvaise = await ecrire('hopital', mal(ecrit));
    await lire();
    expect(await memes(ecole.enfantId)).toEqual([]);
    const [propose] = await proposes(ecole.enfantId);
    expect(await dits(propose.id)).toEqual(['rapprochement.a-examiner → crip-31']);
    const { edges } = recu(await hub.demander('crip', A_EXAMINER, { first: 100 }));
    const { node } = edges.find((edge: Json) => edge.node.id === propose.id);
    expect([node.enfant.id, node.autre.id].sort()).toEqual([ecole.enfantId, mauvaise.enfantId].sort());
    expect(node.regles[0]).toMatch(/traits stricts manque/);
  });

  test('des jumeaux ne sont ni réunis ni proposés', async () => {
    const jumeau = unEnfant();
    const une = await ecrire('college', { ...jumeau, prenoms: 'Lina' });
    await ecrire('college', { ...jumeau, prenoms: 'Éléonore' });
    await lire();
    const { memeEnfant, rapprochements } = await histoire(une.enfantId);
    expect([memeEnfant, rapprochements]).toEqual([[], []]);
  });

  test('l’enfant d’une autre collectivité n’est ni réuni, ni proposé, ni lu', async () => {
    const [ecrit, autrement] = deuxEcritures();
    const ici = await ecrire('college', ecrit);
    const ailleurs = await ecrire('lyceeDuRhone', { ...autrement, communeResidence: '69123' });
    await lire();
    expect((await histoire(ici.enfantId)).rapprochements).toEqual([]);
    const refuse = await hub.demander('crip', RAPPROCHER, {
      input: { enfantId: ici.enfantId, autreId: ailleurs.enfantId, motif: 'Même enfant.' },
    });
    expect(refuse.body.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });
});

describe('une personne décide', () => {
  async function deuxFiches() {
    const [ecrit] = deuxEcritures();
    const [une, autre] = [await ecrire('college', ecrit), await ecrire('hopital', mal(ecrit))];
    await lire();
    return { une, autre, paire: { enfantId: une.enfantId, autreId: autre.enfantId } };
  }

  test('réunies puis séparées six mois après : chacune a de nouveau exactement son histoire', async () => {
    const { une, autre, paire } = await deuxFiches();
    const avant = await Promise.all([une, autre].map(({ enfantId }) => lignesDe(enfantId)));
    const { rapprochement } = await acte(RAPPROCHER, { ...paire, motif: 'La mère le confirme.' });
    expect(rapprochement).toMatchObject({ etat: 'MEME', origine: 'MANUELLE', motif: 'La mère le confirme.' });
    expect(await memes(une.enfantId)).toEqual([autre.enfantId]);
    expect(await proposes(une.enfantId)).toEqual([]);
    const separes = await acte(SEPARER, { rapprochementId: rapprochement.id, motif: 'Deux cousins.' });
    expect(separes).toMatchObject({ rapprochement: { etat: 'DISTINCTS' }, informationsARevoir: [], userErrors: [] });
    expect(await memes(une.enfantId)).toEqual([]);
    expect(await Promise.all([une, autre].map(({ enfantId }) => lignesDe(enfantId)))).toEqual(avant);
    const { rapprochements } = await histoire(une.enfantId);
    expect(rapprochements.map(({ etat, closLe }: Json) => [etat, closLe !== null])).toEqual([
      ['DISTINCTS', false],
      ['MEME', true],
      ['A_EXAMINER', true],
    ]);
  });

  test('ce qu’une personne a dit tient quand les règles changent ; ce que le hub a dit est revu', async () => {
    const { une, autre, paire } = await deuxFiches();
    await acte(CONFIRMER_DISTINCTS, { ...paire, motif: 'Deux cousins.' });
    const [ecrit, autrement] = deuxEcritures();
    const [seule, liee] = [await ecrire('college', ecrit), await ecrire('hopital', autrement)];
    await lire();
    const tierces = await deuxFiches();
    await acte(RAPPROCHER, { ...tierces.paire, motif: 'La mère le confirme.' });
    await relireTout();
    expect(await proposes(une.enfantId)).toEqual([]);
    expect(await memes(une.enfantId)).toEqual([]);
    expect(await memes(tierces.une.enfantId)).toEqual([tierces.autre.enfantId]);
    expect(await memes(seule.enfantId)).toEqual([liee.enfantId]);
    // Under other rules, these two would not have been joined: a person is asked.
    await hub.database.query(`UPDATE crip.enfant SET date_naissance = '2011-11-11' WHERE id = $1`, [liee.enfantId]);
    await hub.database.query(`UPDATE crip.rapprochement SET version = 'avant' WHERE origine = 'AUTOMATIQUE'`);
    await relireTout();
    expect(await memes(seule.enfantId)).toEqual([]);
    expect(await proposes(seule.enfantId)).toHaveLength(1);
    expect(autre.enfantId).toBeDefined();
  });

  test('deux fiches réunies par une troisième se séparent de celle-ci d’abord ; rien ne réunit deux enfants par un tiers', async () => {
    const { une, autre, paire } = await deuxFiches();
    const troisieme = await ecrire('hopital', unEnfant());
    const de = (enfantId: string, autreId: string) => ({ enfantId, autreId, motif: 'Dit par la famille.' });
    const premier = await acte(RAPPROCHER, { ...paire, motif: 'Dit par la famille.' });
    await acte(RAPPROCHER, de(autre.enfantId, troisieme.enfantId));
    const dernier = await acte(RAPPROCHER, de(une.enfantId, troisieme.enfantId));
    const separer = (rapprochementId: string) => acte(SEPARER, { rapprochementId, motif: 'Erreur.' });
    const { userErrors } = await separer(premier.rapprochement.id);
    expect(userErrors).toEqual([expect.objectContaining({ code: 'ETAT_INCOMPATIBLE', path: ['rapprochementId'] })]);
    await separer(dernier.rapprochement.id).then(({ userErrors: refus }) => {
      expect(refus).toHaveLength(1);
    });
    expect((await memes(une.enfantId)).sort()).toEqual([autre.enfantId, troisieme.enfantId].sort());
  });

  test('réunir deux fiches dont d’autres fiches sont de deux enfants est refusé', async () => {
    const { une, autre, paire } = await deuxFiches();
    const troisieme = await ecrire('hopital', unEnfant());
    await acte(CONFIRMER_DISTINCTS, { ...paire, motif: 'Deux cousins.' });
    await acte(RAPPROCHER, { enfantId: une.enfantId, autreId: troisieme.enfantId, motif: 'Dit par la famille.' });
    const { userErrors } = await acte(RAPPROCHER, {
      ...{ enfantId: autre.enfantId, autreId: troisieme.enfantId, motif: 'Dit par la famille.' },
    });
    expect(userErrors).toEqual([expect.objectContaining({ code: 'ETAT_INCOMPATIBLE', path: ['autreId'] })]);
    const memeFiche = await acte(RAPPROCHER, { enfantId: une.enfantId, autreId: une.enfantId, motif: ' ' });
    expect(memeFiche.userErrors.map(({ code }: Json) => code)).toEqual(['CHAMP_REQUIS', 'VALEUR_INVALIDE']);
  });

  test('ce que l’une protège, l’autre ne le dit pas, tant qu’elles sont d’un seul enfant', async () => {
    const [ecrit] = deuxEcritures();
    const scolarite = { uai: '0310041B', classe: '6e B' };
    const { id } = accuse(await hub.demander('college', TRANSMETTRE, { input: fiche({ enfant: ecrit, scolarite }) }));
    const [{ enfantId } = { enfantId: '' }] = await hub.database.query<{ enfantId: string }>(
      'SELECT enfant_id "enfantId" FROM crip.information_preoccupante WHERE id = $1',
      [id],
    );
    const autre = await ecrire('hopital', mal(ecrit));
    const lieu = async () =>
      retenus(
        await hub.demander(
          'crip',
          'query ($id: ID!) { enfant(id: $id, finalite: INFORMATION_FAMILLE) { scolarite { uai } } }',
          { id: enfantId },
        ),
      );
    await acte(PROTEGER_DOSSIER, { idempotencyKey: randomUUID(), enfantId: autre.enfantId, motif: 'MENACES' });
    expect(await lieu()).toEqual({});
    const { rapprochement } = await acte(RAPPROCHER, { enfantId, autreId: autre.enfantId, motif: 'La mère.' });
    expect(await lieu()).toEqual({ 'enfant.scolarite.uai': 'ETABLISSEMENT_RETENU' });
    await acte(SEPARER, { rapprochementId: rapprochement.id, motif: 'Erreur.' });
    expect(await lieu()).toEqual({});
  });

  test('ni une école, ni une autre CRIP n’apprennent qu’il y a deux fiches', async () => {
    const { une, paire } = await deuxFiches();
    const { rapprochement } = await acte(RAPPROCHER, { ...paire, motif: 'La mère.' });
    const query = 'query ($id: ID!) { rapprochement(id: $id) { id } }';
    const voisine = await hub.demander('crip69M', query, { id: rapprochement.id });
    expect(voisine.body.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const defaite = await hub.demander('crip69M', SEPARER, {
      input: { rapprochementId: rapprochement.id, motif: 'x' },
    });
    expect(defaite.body.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const ecole = await hub.demander('college', HISTOIRE, { id: une.enfantId, finalite: 'RETOUR_EMETTEUR' });
    expect(recu(ecole)).toMatchObject({ memeEnfant: null, rapprochements: null });
  });
});

test('lire un lot coûte le même nombre d’instructions, qu’il ait une fiche ou vingt', async () => {
  const compter = async (paires: number) => {
    for (let i = 0; i < paires; i += 1) {
      const [ecrit, autrement] = deuxEcritures();
      await ecrire('college', ecrit);
      await ecrire('hopital', autrement);
    }
    const avant = nombre();
    expect(await lire(100)).toBe(2 * paires);
    return nombre() - avant;
  };
  await lire();
  expect(await compter(6)).toBe(await compter(1));
});

/** Every row that bears this child's identifier, in every table, less what says how it is found again. */
async function lignesDe(enfantId: string): Promise<Json> {
  const tables = await hub.database.query<{ table: string }>(
    `SELECT format('%I.%I', table_schema, table_name) "table" FROM information_schema.columns
     WHERE column_name = 'enfant_id' AND table_name NOT IN ('rapprochement', 'acces') ORDER BY 1`,
  );
  const lues = tables.map(({ table }) =>
    hub.database.query(`SELECT '${table}' "table", to_jsonb(l) ligne FROM ${table} l WHERE enfant_id = $1 ORDER BY 2`, [
      enfantId,
    ]),
  );
  const identite = hub.database.query('SELECT to_jsonb(e) ligne FROM crip.enfant e WHERE id = $1', [enfantId]);
  return Promise.all([...lues, identite]);
}

/** As when the parameters have just changed. */
async function relireTout(): Promise<void> {
  await hub.database.query(`UPDATE crip.fiche_enfant SET regles = 'avant'`);
  const { fiches, ancienne } = await etatDesFiches(hub.database, PARAMETRES.version);
  expect(ancienne).toBe(fiches);
  await relireFiches(hub.database, PARAMETRES.version, () => undefined);
  expect(await etatDesFiches(hub.database, PARAMETRES.version)).toMatchObject({ aLire: fiches, ancienne: 0 });
  expect(await lire()).toBe(fiches);
}
