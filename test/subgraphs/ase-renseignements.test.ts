import { randomUUID } from 'node:crypto';
import { interrogation, reponseInterrogation } from '../scenarios/ase-envois';
import { ASE, DEMANDES, UNE_DEMANDE } from '../scenarios/ase-operations';
import { fiche } from '../scenarios/envois';
import { BOITE, TRANSMETTRE } from '../scenarios/operations';
import {
  accuse,
  anonyme,
  INSTITUTIONS,
  lignes,
  ouvrirHub,
  ouvrirTerrain,
  recu,
  VOISINS,
  type HubOuvert,
  type Json,
  type Porteur,
  type Terrain,
} from './hub-ouvert';

let terrain: Terrain;
let hub: HubOuvert;
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain);
  for (const porteur of [CRIP, ASE_31, CRIP_33, ASE_33, CRIP_69M]) await designer(porteur);
});
afterAll(async () => {
  await hub.fermer();
  await terrain.fermer();
});

const CRIP: Porteur = { ...INSTITUTIONS.crip, sub: 'agent-crip-31' };
const ASE_31: Porteur = { ...INSTITUTIONS.ase, sub: 'agent-ase-31' };
const CRIP_33: Porteur = { ...INSTITUTIONS.crip33, sub: 'agent-crip-33' };
const ASE_33: Porteur = { ...INSTITUTIONS.ase33, sub: 'agent-ase-33' };
const CRIP_69M: Porteur = { ...INSTITUTIONS.crip69M, sub: 'agent-crip-69M' };
const designer = async ({ sub: agent = '', ...porteur }: Porteur, enFonction = true) => {
  const input = { agent, enFonction };
  const secretariat: Porteur = { ...porteur, sub: 'secrétariat' };
  expect(recu(await hub.demander(secretariat, ASE.designerAgent, { input })).userErrors).toEqual([]);
};

const ENFANT = 'query ($id: ID!) { informationPreoccupante(id: $id) { enfant { id } } }';
/** A child of the Haute-Garonne and, if asked, the same one of whom the Gironde received an information. */
async function unEnfant({ connuEnGironde = false } = {}): Promise<{ ici: string; la?: string }> {
  const { enfant } = fiche();
  const prenom = randomUUID().replace(/[^a-f]/g, '');
  const traits = { ...enfant, communeNaissance: '33063', dateNaissance: '2015-04-05', prenoms: `Lea ${prenom}` };
  const informer = async (communeResidence: string, crip: Porteur) => {
    const input = fiche({ enfant: { ...traits, communeResidence } });
    const { id } = accuse(await hub.demander('college', TRANSMETTRE, { input }));
    return recu(await hub.demander(crip, ENFANT, { id })).enfant.id as string;
  };
  const ici = await informer('31555', CRIP);
  return connuEnGironde ? { ici, la: await informer('33063', CRIP_33) } : { ici };
}

const interroger = (enfantId: string, changes = {}, qui: Porteur = CRIP) =>
  hub.demander(qui, ASE.interrogerCollectivite, { input: interrogation({ enfantId, ...changes }) });
const repondre = (demandeId: string, changes = {}, qui: Porteur = CRIP_33) =>
  hub.demander(qui, ASE.repondreCollectivite, { input: reponseInterrogation({ demandeId, ...changes }) });
const lire = async (qui: Porteur, id: string): Promise<Json> =>
  (await hub.demander(qui, UNE_DEMANDE, { id })).body.data?.demandeRenseignements ?? null;
const refusDe = ({ userErrors }: Json) => userErrors.map(({ path, code }: Json) => `${path.join('.')} ${code}`);

test('la collectivité interrogée retrouve l’enfant et transmet ce qu’elle choisit ; les deux le lisent, et personne d’autre', async () => {
  const { ici, la } = await unEnfant({ connuEnGironde: true });
  const { id, reference } = accuse(await interroger(ici, { famille: 'Mère : Durand.' }));
  const recue = await lire(CRIP_33, id);
  expect(recue).toMatchObject({
    reference,
    de: '31',
    vers: '33',
    reponse: null,
    enfant: null,
    famille: 'Mère : Durand.',
  });
  expect(recue.enfantCherche.dateNaissance).toBe('2015-04-05');
  expect(recue.correspondances.map((un: Json) => un.id)).toEqual([la]);
  const { edges } = recu(await hub.demander(CRIP_33, BOITE));
  expect(edges[0].node).toMatchObject({
    type: 'renseignements.demandes',
    sujet: { type: 'DemandeRenseignements', id },
  });
  const reponse = { reponse: 'TRANSMIS' as const, enfantId: la!, documents: ['INFORMATIONS' as const] };
  expect(recu(await repondre(id, { ...reponse, precision: 'Classée en 2024.' })).demande).toEqual({
    id,
    reponse: 'TRANSMIS',
  });
  const lue = await lire(CRIP, id);
  expect(lue).toMatchObject({ reponse: 'TRANSMIS', reponduePar: 'crip-33', precisionReponse: 'Classée en 2024.' });
  expect(lue.enfant.id).toBe(ici);
  expect(lue.correspondances).toEqual([]);
  expect(lue.documents).toHaveLength(1);
  expect(lue.documents[0].pieces[0].texte.length).toBeGreaterThan(20);
  for (const qui of [ASE_31, ASE_33]) expect((await lire(qui, id)).reponse).toBe('TRANSMIS');
  expect(await lire(CRIP_69M, id)).toBeNull();
  expect(recu(await hub.demander(CRIP_69M, DEMANDES)).edges).toEqual([]);
  // Nothing of the child itself has become readable to either.
  const query = 'query ($id: ID!, $finalite: Finalite!) { enfant(id: $id, finalite: $finalite) { id } }';
  expect((await hub.demander(CRIP, query, { id: la })).body.data?.enfant ?? null).toBeNull();
  expect((await hub.demander(CRIP_33, query, { id: ici })).body.data?.enfant ?? null).toBeNull();
  expect(refusDe(recu(await repondre(id, reponse)))).toEqual(['demandeId DEJA_FAIT']);
});

test('rien n’est connu : c’est dit, et rien n’est transmis', async () => {
  const { ici } = await unEnfant();
  const { id } = accuse(await interroger(ici, {}, ASE_31));
  expect((await lire(ASE_33, id)).correspondances).toEqual([]);
  expect(recu(await repondre(id, {}, ASE_33)).demande.reponse).toBe('RIEN_DE_CONNU');
  expect(await lire(ASE_31, id)).toMatchObject({ reponse: 'RIEN_DE_CONNU', documents: [], precisionReponse: null });
});

test('demander n’apprend rien : connu ou non, la même réponse, les mêmes écritures, les mêmes instructions', async () => {
  const connu = await unEnfant({ connuEnGironde: true });
  const inconnu = await unEnfant();
  const observer = async (enfantId: string) => {
    const avant = await lignes(hub.database);
    const reponse = await interroger(enfantId);
    const apres = await lignes(hub.database);
    const ecrites = Object.keys(apres).map((table) => [table, apres[table]! - (avant[table] ?? 0)] as const);
    const { id } = accuse(reponse);
    const { raw } = anonyme(await hub.demander(CRIP, UNE_DEMANDE, { id }));
    return {
      ecrites: ecrites.filter(([, nombre]) => nombre !== 0),
      forme: anonyme(reponse).raw.replace(/"(id|reference|empreinte)":"[^"]*"/g, '"$1":""'),
      lue: raw.replace(/"(id|reference|le|prenoms|nomNaissance)":"[^"]*"/g, '"$1":""'),
    };
  };
  expect(await observer(inconnu.ici)).toEqual(await observer(connu.ici));
});

test('réservé aux agents individuellement désignés, pour demander, répondre et lire', async () => {
  const { ici } = await unEnfant();
  const { id } = accuse(await interroger(ici));
  const anonymes = [{ ...CRIP, sub: 'un autre' }, INSTITUTIONS.crip];
  for (const qui of anonymes) {
    for (const reponse of [await interroger(ici, {}, qui), await hub.demander(qui, UNE_DEMANDE, { id })])
      expect(reponse.body.errors?.[0]?.extensions.code).toBe('AGENT_NON_DESIGNE');
    // The same whether it exists or not.
    const nulle = await hub.demander(qui, UNE_DEMANDE, { id: randomUUID() });
    expect(nulle.body.errors?.[0]?.extensions.code).toBe('AGENT_NON_DESIGNE');
  }
  const sansDesignation = await repondre(id, {}, INSTITUTIONS.crip33);
  expect(sansDesignation.body.errors?.[0]?.extensions.code).toBe('AGENT_NON_DESIGNE');
  await designer(CRIP, false);
  expect((await hub.demander(CRIP, UNE_DEMANDE, { id })).body.errors?.[0]?.extensions.code).toBe('AGENT_NON_DESIGNE');
  await designer(CRIP);
  expect((await lire(CRIP, id)).id).toBe(id);
});

test('au terme de R221-9, plus personne ne la lit, ni n’y répond', async () => {
  const { ici } = await unEnfant();
  const { id } = accuse(await interroger(ici));
  const annee = Number(new Date().toISOString().slice(0, 4));
  expect((await lire(CRIP, id)).lisibleJusquAu).toMatch(new RegExp(`^${String(annee + 2)}-`));
  await hub.database.query('UPDATE ase.demande_renseignements SET lisible_jusqu_au = current_date - 2 WHERE id = $1', [
    id,
  ]);
  for (const qui of [CRIP, CRIP_33]) {
    expect(await lire(qui, id)).toBeNull();
    const { edges } = recu(await hub.demander(qui, DEMANDES));
    expect(edges.map(({ node }: Json) => node.id)).not.toContain(id);
  }
  expect((await repondre(id)).body.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
});

test('ce qui est refusé, avec le champ', async () => {
  const { ici, la } = await unEnfant({ connuEnGironde: true });
  const refuses = async (changes: object) => refusDe(recu(await interroger(ici, changes)));
  expect(await refuses({ collectivite: '31' })).toEqual(['collectivite VALEUR_INVALIDE']);
  expect(await refuses({ collectivite: '999' })).toEqual(['collectivite INCONNU']);
  expect(await refuses({ collectivite: '75' })).toEqual(['collectivite DESTINATAIRE_NON_RACCORDE']);
  expect(await refuses({ precision: ' ' })).toEqual(['precision CHAMP_REQUIS']);
  // A child that the caller does not know, whoever does: the same answer as one that does not exist.
  for (const inconnu of [la!, randomUUID(), 'x'])
    expect((await interroger(inconnu)).body.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  const { id } = accuse(await interroger(ici));
  expect(await refuses({})).toEqual(['collectivite DEJA_FAIT']);
  const mal = async (changes: object) => refusDe(recu(await repondre(id, changes)));
  expect(await mal({ reponse: 'TRANSMIS' })).toEqual(['enfantId CHAMP_REQUIS', 'documents CHAMP_REQUIS']);
  expect(await mal({ enfantId: la })).toEqual(['enfantId VALEUR_INVALIDE']);
  const transmis = { reponse: 'TRANSMIS', enfantId: la };
  expect(await mal({ ...transmis, documents: ['RAPPORT_ANNUEL'] })).toEqual(['documents.0 VALEUR_INVALIDE']);
  expect(await mal({ ...transmis, documents: ['EVALUATION'] })).toEqual(['documents ETAT_INCOMPATIBLE']);
  const autre = await repondre(id, { ...transmis, enfantId: ici, documents: ['INFORMATIONS'] });
  expect(autre.body.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  expect((await repondre(id, {}, CRIP)).body.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  expect((await lire(CRIP, id)).reponse).toBeNull();
});

test('à la base même : les deux collectivités, et aucune autre', async () => {
  const { ici } = await unEnfant();
  const { id } = accuse(await interroger(ici));
  const voit = ({ institution, role, territoire }: Porteur) =>
    hub.database.transaction(
      async (tx) => {
        await tx.query('SET LOCAL ROLE hub_app');
        return (await tx.query('SELECT 1 FROM ase.demande_renseignements WHERE id = $1', [id])).length > 0;
      },
      { institution, role, territoire },
    );
  const vues = [CRIP, ASE_33, CRIP_69M, INSTITUTIONS.parquet, VOISINS.parquetLyon].map(voit);
  expect(await Promise.all(vues)).toEqual([true, true, false, false, false]);
  expect(
    await hub.database.query('SELECT 1 FROM ase.demande_renseignements WHERE id = $1 AND agent = $2', [
      id,
      'agent-crip-31',
    ]),
  ).toHaveLength(1);
  const actes = await hub.database.query<Json>("SELECT acteur FROM hub.audit WHERE acte = 'interrogerCollectivite'");
  expect(actes.map(({ acteur }) => acteur)).toContain('agent-crip-31');
});
