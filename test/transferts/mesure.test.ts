import { ASE } from '../scenarios/ase-operations';
import { PROTEGER_DOSSIER } from '../scenarios/protection-operations';
import { recu, type Json } from '../subgraphs/hub-ouvert';
import { LYON, ouvrirDeuxHubs } from './deux-hubs';
import { mesureEntreHubs } from './mesure';

let hubs: Awaited<ReturnType<typeof ouvrirDeuxHubs>>;
beforeAll(async () => {
  hubs = await ouvrirDeuxHubs();
});
afterAll(() => hubs.fermer());

const { uneMesure, transferer, suivie, arrivee, ouvertes, sortant, proteger } = mesureEntreHubs(() => hubs);
const horloges = (base: 'toulouse' | 'lyon', id: string) =>
  hubs[base].database.query<Json>(
    `SELECT regle, depart, date_limite::text limite FROM hub.echeance WHERE sujet_id = $1 AND etat = 'OUVERTE' ORDER BY 1`,
    [id],
  );
const accordes = async (mesureId: string, changes: object = {}) => {
  expect(recu(await transferer(mesureId, changes)).userErrors).toEqual([]);
};

test('une aide en cours passe à l’ASE d’un autre hub : même terme, mêmes horloges, les pièces ; ici, la trace', async () => {
  const mesureId = await uneMesure();
  const { terme } = await suivie(mesureId);
  const courait = await horloges('toulouse', mesureId);
  await accordes(mesureId);
  // Frozen, here in charge still.
  expect((await suivie(mesureId)).etat).toBe('EN_COURS');
  expect(recu(await transferer(mesureId, { idempotencyKey: 'encore' })).userErrors).toMatchObject([
    { code: 'TRANSFERT_EN_COURS', path: ['mesureId'] },
  ]);
  expect(await ouvertes(mesureId)).toEqual([]);
  await hubs.toulouse.conduire();

  const la = await arrivee(mesureId);
  expect(la.terme).toBe(terme);
  expect(await horloges('lyon', la.id)).toEqual(courait);
  expect(courait.length).toBeGreaterThan(0);
  expect(await horloges('toulouse', mesureId)).toEqual([]);
  const agent = 'test-ase-69M';
  const secretariat = { ...LYON.ase, sub: 'secretariat' };
  recu(await hubs.lyon.demander(secretariat, ASE.designerAgent, { input: { agent, enFonction: true } }));
  const lue = recu(
    await hubs.lyon.demander(
      LYON.ase,
      `query ($id: ID!) { transfertInterdepartemental(id: $id) {
         reference de vers canal conservationAns enfant { id } mesure { id etat } documents { document motifAbsence pieces { texte } }
       } }`,
      { id: la.transfertId },
    ),
  );
  expect(lue).toMatchObject({ de: '31', vers: '69M', canal: 'AUTRE_HUB', mesure: { id: la.id, etat: 'EN_COURS' } });
  const projet = lue.documents.find(({ document }: Json) => document === 'PROJET_POUR_ENFANT');
  expect(projet.pieces[0].texte).toMatch(/scolarité/);
  // Both services of Lyon know the child.
  const relations = await hubs.lyon.database.query<Json>(
    'SELECT institution FROM crip.relation WHERE enfant_id = $1 ORDER BY 1',
    [lue.enfant.id],
  );
  expect(relations).toEqual([{ institution: 'ase-69M' }, { institution: 'crip-69M' }]);
});

test('ce qui est protégé ici l’est là ; protégée entre-temps, elle ne part pas sans sa protection', async () => {
  const mesureId = await uneMesure();
  const enfantId = (await suivie(mesureId)).enfant.id as string;
  await accordes(mesureId);
  const input = proteger(enfantId);
  expect(recu(await hubs.toulouse.demander('ase', PROTEGER_DOSSIER, { input })).userErrors).toEqual([]);
  await hubs.toulouse.conduire();
  expect(await sortant(mesureId)).toMatchObject({ refus: { code: 'DOSSIER_CHANGE' } });
  expect(await ouvertes(mesureId)).toEqual([]);
  const [avis] = await hubs.toulouse.database.query<Json>(
    `SELECT l.destinataire FROM hub.livraison l JOIN hub.evenement e ON e.id = l.evenement_id
     WHERE e.sujet_id = $1 AND e.type = 'mesure.transfert-non-abouti'`,
    [mesureId],
  );
  expect(avis).toEqual({ destinataire: 'ase-31' });
  // Here as before: it may leave again.
  await accordes(mesureId, { idempotencyKey: 'seconde fois' });
  await hubs.toulouse.conduire();
  await arrivee(mesureId);
  const posees = await hubs.lyon.database.query<Json>(
    `SELECT p.motif FROM crip.protection p JOIN ase.transfert t ON t.enfant_id = p.enfant_id WHERE t.mesure_id = $1`,
    [mesureId],
  );
  expect(posees).toEqual([{ motif: 'MENACES' }]);
});

test('l’ASE d’arrivée n’est plus reliée : refusée là, elle reste ici, libre', async () => {
  const mesureId = await uneMesure();
  await accordes(mesureId);
  await hubs.lyon.database.query(`UPDATE hub.partenaire SET revoque_le = now() WHERE id = 'ase-69M'`);
  try {
    await hubs.toulouse.conduire();
  } finally {
    await hubs.lyon.database.query(`UPDATE hub.partenaire SET revoque_le = NULL WHERE id = 'ase-69M'`);
  }
  expect(await sortant(mesureId)).toMatchObject({ etat: 'REFUSE', contenu: null });
  expect((await suivie(mesureId)).etat).toBe('EN_COURS');
  await accordes(mesureId, { idempotencyKey: 'apres le refus' });
  await hubs.toulouse.conduire();
  await arrivee(mesureId);
});

test('rappelée tant que rien n’est confirmé, elle reste ici, libre ; là-bas, rien', async () => {
  const mesureId = await uneMesure();
  const rappeler = async () =>
    recu(await hubs.toulouse.demander('ase', ASE.rappelerTransfertDossier, { input: { mesureId } }));
  expect((await rappeler()).userErrors).toMatchObject([{ code: 'ETAT_INCOMPATIBLE', path: ['mesureId'] }]);
  await accordes(mesureId);
  expect(await rappeler()).toMatchObject({ mesure: { id: mesureId, etat: 'EN_COURS' }, userErrors: [] });
  await hubs.toulouse.conduire();
  expect(await sortant(mesureId)).toMatchObject({ etat: 'RAPPELE', contenu: null });
  expect(await ouvertes(mesureId)).toEqual([]);
  await accordes(mesureId, { idempotencyKey: 'apres le rappel' });
  await hubs.toulouse.conduire();
  await arrivee(mesureId);
  expect((await rappeler()).userErrors).toMatchObject([{ code: 'ETAT_INCOMPATIBLE' }]);
});
