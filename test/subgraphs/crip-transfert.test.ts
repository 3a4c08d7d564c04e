import { demande, appelDuneVoisine } from '../scenarios/cycle-envois';
import * as cycle from '../scenarios/cycle-operations';
import { enfant, fiche, ficheHopital } from '../scenarios/envois';
import { BOITE, TRANSMETTRE } from '../scenarios/operations';
import { gestes } from './crip-cycle-gestes';
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

const { transmettre, faire, avancer, refus, dossier, horloges, jusqua } = gestes(() => hub);
const reorienter = (informationId: string, changes: object = {}) =>
  avancer(cycle.REORIENTER, { informationId, motif: 'La famille vit à Bordeaux.', collectivite: '33', ...changes });

const lire = async (qui: 'crip33' | 'ase33' | 'crip69M' | 'crip', id: string): Promise<Json> =>
  (await hub.demander(qui, cycle.DOSSIER, { id })).body.data?.informationPreoccupante ?? null;
/** What the CRIP of arrival was told last, and reads. */
async function arrivee(): Promise<Json> {
  const { edges } = recu(await hub.demander('crip33', BOITE));
  const dit = edges.find(({ node }: Json) => node.type === 'information-preoccupante.recue');
  return lire('crip33', dit.node.sujet.id);
}
const etats = async (id: string) => (await horloges(id)).map(({ regle, etat }) => `${regle} ${etat}`);
const RECITS = 'query ($id: ID!) { informationPreoccupante(id: $id) { faits { recit } enfant { id nomNaissance } } }';

describe('la CRIP compétente est reliée au hub', () => {
  test('elle reçoit l’information, avec sa réception, son émetteur et l’enfant ; chacune lit la sienne', async () => {
    const id = await transmettre({ transmiseLe: '2026-03-02T10:00:00+01:00' });
    const [origine] = await horloges(id);
    expect(await reorienter(id)).toBe('REORIENTEE');
    const recue = await arrivee();
    expect(recue).toMatchObject({ etat: 'RECUE', regimeRetour: 'PROFESSIONNEL', rattacheeA: null });
    const [a1, a2] = await horloges(recue.id);
    expect(a1).toMatchObject({ regle: 'A1', etat: 'OUVERTE', depart: origine!.depart });
    expect(a2).toMatchObject({ regle: 'A2', depart: new Date('2026-03-02T09:00:00Z') });
    expect(await etats(id)).toEqual(['A1 CLOSE', 'A2 OUVERTE']);
    const lue = recu(await hub.demander('crip33', RECITS, { id: recue.id }));
    const envoyee = recu(await hub.demander('crip', RECITS, { id }));
    expect(lue).toEqual(envoyee);
    expect(lue.enfant.nomNaissance).toMatch(/^Durand/);
    expect(await lire('crip33', id)).toBeNull();
    expect(await lire('crip', recue.id)).toBeNull();
    expect(await lire('crip69M', recue.id)).toBeNull();
    expect((await lire('ase33', recue.id)).etat).toBe('RECUE');
    const passage = { de: '31', vers: '33', canal: 'HUB', preuve: null, referenceArrivee: recue.reference };
    expect((await dossier(id)).transferts).toMatchObject([passage]);
    expect(recue.transferts).toMatchObject([passage]);
  });

  test('chaque CRIP fait son retour à l’émetteur, qui lit les deux', async () => {
    const id = await transmettre();
    await reorienter(id);
    const recue = await arrivee();
    expect((await faire(cycle.ENVOYER_RETOUR, { informationId: id })).retour.code).toBe('TRANSFEREE');
    await faire(cycle.ANALYSER, { informationId: recue.id }, 'crip33');
    await faire(cycle.NON_QUALIFIER, { informationId: recue.id, motif: 'Rien à craindre.' }, 'crip33');
    const retour = await faire(cycle.ENVOYER_RETOUR, { informationId: recue.id }, 'crip33');
    expect(retour.retour).toMatchObject({ code: 'CLASSEE', canal: 'HUB' });
    const { edges } = recu(await hub.demander('college', cycle.MES_TRANSMISSIONS));
    const lus = edges.filter(({ node }: Json) => [id, recue.id].includes(node.id));
    expect(lus.map(({ node }: Json) => node.retour.code)).toEqual(['CLASSEE', 'TRANSFEREE']);
    expect(await etats(recue.id)).toEqual(['A1 CLOSE', 'A2 TENUE']);
  });

  test('les informations jointes partent avec elle, et ce que d’autres ont répondu', async () => {
    const autre = enfant();
    const premiere = accuse(await hub.demander('college', TRANSMETTRE, { input: fiche({ enfant: autre }) })).id;
    const jointe = accuse(
      await hub.demander('hopital', TRANSMETTRE, { input: { ...ficheHopital(), enfant: autre } }),
    ).id;
    await jusqua('EN_PREMIERE_ANALYSE', premiere);
    await avancer(cycle.JOINDRE, { informationId: jointe, aInformationId: premiere });
    const { accuseReception } = await faire(cycle.DEMANDER_COMPLEMENT, demande(premiere));
    const reponse = { demandeId: accuseReception.id as string, reponse: 'Absente trois jours.', fonction: 'CPE' };
    await faire(cycle.REPONDRE_COMPLEMENT, reponse, 'college');
    await reorienter(premiere);
    const recue = await arrivee();
    const { faits } = recu(await hub.demander('crip33', RECITS, { id: recue.id }));
    expect(faits.at(-1).recit).toMatch(/Absente trois jours/);
    const rattachees = await hub.database.query<{ id: string }>(
      `SELECT id FROM crip.information_preoccupante WHERE rattachee_a = $1 AND collectivite = '33' AND etat = 'JOINTE'`,
      [recue.id],
    );
    expect(rattachees).toHaveLength(1);
    expect(await etats(rattachees[0]!.id)).toEqual(['A2 OUVERTE']);
  });

  test('un appel noté par la CRIP d’origine : elle ne lit pas celle d’arrivée', async () => {
    const { id } = (await faire(cycle.ENREGISTRER_INFORMATION, appelDuneVoisine())).accuseReception;
    await reorienter(id);
    const recue = await arrivee();
    expect(recue.canal).toBe('TELEPHONE');
    expect(await etats(recue.id)).toEqual(['A1 OUVERTE']);
    expect(await lire('crip', recue.id)).toBeNull();
  });

  test('les parents sont à informer du transfert ; elle peut revenir', async () => {
    const id = await transmettre();
    await reorienter(id);
    const attendues = (await dossier(id)).informationsTitulaires.map(({ objet }: Json) => objet);
    expect(attendues).toEqual(['TRANSFERT']);
    expect(await avancer(cycle.INFORMER_PARENTS, { informationId: id, objet: 'TRANSFERT', informes: true })).toBe(
      'REORIENTEE',
    );
    const retour = { informationId: (await arrivee()).id, motif: 'Retour à Toulouse.', collectivite: '31' };
    expect((await faire(cycle.REORIENTER, retour, 'crip33')).avancement.etat).toBe('REORIENTEE');
  });

  test('refusé : dire une autre voie quand le hub transmet ; rien n’est écrit', async () => {
    const id = await transmettre();
    const transmission = { canal: 'RECOMMANDE', le: '2026-03-12', preuve: '2C 123' };
    const input = { informationId: id, motif: 'Déménagée.', collectivite: '33', transmission };
    expect(await refus(cycle.REORIENTER, input)).toEqual(['transmission VALEUR_INVALIDE']);
    expect(await dossier(id)).toMatchObject({ etat: 'RECUE', transferts: [] });
  });
});

describe('la CRIP compétente n’est pas reliée', () => {
  const vers = (id: string, transmission?: object) => ({
    ...{ informationId: id, motif: 'Déménagée.', collectivite: '75' },
    ...(transmission ? { transmission } : {}),
  });
  const aujourdhui = () => new Date().toISOString().slice(0, 10);

  test('sans dire comment : refusé, et ce qu’il faut faire est dit', async () => {
    const id = await transmettre();
    const { userErrors } = await faire(cycle.REORIENTER, vers(id));
    expect(userErrors).toMatchObject([{ code: 'CHAMP_REQUIS', path: ['transmission'] }]);
    expect(userErrors[0].message).toMatch(/recommandé.*RGS.*R221-7/);
    expect((await dossier(id)).etat).toBe('RECUE');
  });

  test('la voie, le jour et la preuve sont gardés ; personne n’est avisé à tort', async () => {
    const id = await transmettre();
    const transmission = { canal: 'RECOMMANDE', le: aujourdhui(), preuve: '2C 155 345 6789 0' };
    expect(await avancer(cycle.REORIENTER, vers(id, transmission))).toBe('REORIENTEE');
    const { transferts } = await dossier(id);
    expect(transferts).toMatchObject([{ vers: '75', canal: 'RECOMMANDE', preuve: '2C 155 345 6789 0' }]);
    expect(transferts[0].referenceArrivee).toBeNull();
    const avisees = await hub.database.query('SELECT 1 FROM hub.livraison WHERE destinataire = $1', ['crip-75']);
    expect(avisees).toEqual([]);
  });

  test.each([
    [{ canal: 'HUB' }, 'transmission.canal VALEUR_INVALIDE'],
    [{ preuve: ' ' }, 'transmission.preuve CHAMP_REQUIS'],
    [{ le: '2126-01-01' }, 'transmission.le DATE_FUTURE'],
    [{ le: '2026-01-01' }, 'transmission.le DATE_INVALIDE'],
  ])('%j : %s', async (changes, attendu) => {
    const transmission = { canal: 'RECOMMANDE', le: aujourdhui(), preuve: '2C 1', ...changes };
    expect(await refus(cycle.REORIENTER, vers(await transmettre(), transmission))).toEqual([attendu]);
  });
});
