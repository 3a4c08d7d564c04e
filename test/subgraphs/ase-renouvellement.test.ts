import { randomUUID } from 'node:crypto';
import { ajouterDuree, retrancherDuree } from '../../src/domain/calendar';
import { lieu } from '../scenarios/ase-envois';
import { LIEUX, UN_LIEU } from '../scenarios/ase-operations';
import { AUJOURDHUI, dans, gestesAse } from './ase-gestes';
import { ouvrirHub, ouvrirTerrain, recu, type HubOuvert, type Json, type Terrain } from './hub-ouvert';

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

const { envoyer, refus, admis, unLieu } = gestesAse(() => hub);
const cle = () => ({ idempotencyKey: randomUUID() });
const lire = async (id: string): Promise<Json> => recu(await hub.demander('ase', UN_LIEU, { id }));
const rappels = (sujet: string) =>
  hub.database.query<{ etat: string; sujet: string }>(
    `SELECT etat, sujet_type sujet FROM hub.echeance WHERE sujet_id = $1 AND regle = 'A13_RENOUVELLEMENT' ORDER BY ouverte_le, id`,
    [sujet],
  );

describe('renouveler', () => {
  const finDans = (mois: number) => lieu({ valideAu: ajouterDuree(AUJOURDHUI, { mois }) });

  test('quatre mois avant la fin, l’assistant familial est invité ; renouvelé, le rappel suivant attend', async () => {
    const inscription = (await envoyer('enregistrerLieuAccueil', finDans(6))).accuseReception;
    const limite = retrancherDuree(finDans(6).valideAu ?? '', { mois: 4 });
    expect(inscription.echeances).toMatchObject([{ regle: 'A13_RENOUVELLEMENT', dateLimite: limite }]);
    const invitation = { lieuId: inscription.id, ecritLe: AUJOURDHUI };
    expect((await envoyer('inviterRenouvellement', invitation)).userErrors).toEqual([]);
    expect(await rappels(inscription.id)).toMatchObject([{ etat: 'TENUE', sujet: 'LieuAccueil' }]);
    expect(await refus('inviterRenouvellement', invitation)).toMatchObject({
      ...{ code: 'ETAT_INCOMPATIBLE', path: ['lieuId'] },
    });
    await envoyer('accorderAgrement', { lieuId: inscription.id, valideDu: AUJOURDHUI });
    expect(await rappels(inscription.id)).toMatchObject([{ etat: 'TENUE' }, { etat: 'OUVERTE' }]);
    expect(await refus('inviterRenouvellement', invitation)).toMatchObject({
      ...{ code: 'ARTICLE_CONTRAIRE', path: ['ecritLe'], message: expect.stringContaining('D421-19') as string },
    });
    await envoyer('accorderAgrement', { lieuId: inscription.id, valideDu: AUJOURDHUI, sansLimite: true });
    expect((await rappels(inscription.id)).map(({ etat }) => etat)).toEqual(['TENUE', 'CLOSE']);
    expect(await refus('inviterRenouvellement', invitation)).toMatchObject({ code: 'ETAT_INCOMPATIBLE' });
  });

  test('retiré, expiré, ou autorisé : rien à préparer', async () => {
    const retire = await unLieu(finDans(6));
    const commission = { motif: 'Faits', informeLe: retrancherDuree(AUJOURDHUI, { jours: 15 }), reunionLe: AUJOURDHUI };
    await admis('convoquerCommissionAgrement', { ...cle(), lieuId: retire, ...commission });
    await envoyer('retirerAgrement', { lieuId: retire, motif: 'Faits' });
    expect(await rappels(retire)).toMatchObject([{ etat: 'CLOSE' }]);
    expect(await rappels(await unLieu({ valideDu: '2015-01-01' }))).toEqual([]);
    expect(await rappels(await unLieu({ type: 'ETABLISSEMENT', finess: '310781406' }))).toEqual([]);
  });
});

describe('renouveler une autorisation', () => {
  const foyer = (changes: object = {}) =>
    unLieu({ type: 'ETABLISSEMENT', finess: '310781406', valideDu: '2020-01-01', ...changes });
  const enjoindre = (lieuId: string) => ({ ...cle(), lieuId, le: AUJOURDHUI });
  const demander = (lieuId: string) => ({ ...cle(), lieuId, recueLe: AUJOURDHUI });
  const registre = (id: string) =>
    hub.database.query<{ regle: string; etat: string; acteur: string | null; avertie: string }>(
      'SELECT regle, etat, acteur, avertie FROM hub.echeance WHERE sujet_id = $1 ORDER BY ouverte_le, id',
      [id],
    );

  test('enjointe un an avant, demandée dans les six mois : le département a six mois pour répondre', async () => {
    const id = await foyer();
    expect(await refus('enregistrerDemandeRenouvellement', demander(id))).toMatchObject({ code: 'ETAT_INCOMPATIBLE' });
    const { lieuAccueil } = await envoyer('enjoindreRenouvellement', enjoindre(id));
    expect(lieuAccueil).toMatchObject({ renouvellementEnjointPour: '2035-01-01', renouvellementAcquisApres: null });
    expect(await registre(id)).toEqual([{ regle: 'A13_INJONCTION', etat: 'OUVERTE', acteur: null, avertie: 'ase-31' }]);
    expect(await refus('enjoindreRenouvellement', enjoindre(id))).toMatchObject({ code: 'DEJA_FAIT' });
    await envoyer('enregistrerDemandeRenouvellement', demander(id));
    const sixMois = ajouterDuree(AUJOURDHUI, { mois: 6 });
    expect(await lire(id)).toMatchObject({ etat: 'ACCORDE', renouvellementAcquisApres: sixMois });
    expect(await registre(id)).toMatchObject([
      { regle: 'A13_INJONCTION', etat: 'TENUE' },
      { regle: 'A13_AUTORISATION', etat: 'OUVERTE', acteur: 'ase-31', avertie: 'ase-31' },
    ]);
    expect(await refus('enregistrerDemandeRenouvellement', demander(id))).toMatchObject({ code: 'DEJA_FAIT' });
  });

  test('refusée, elle court jusqu’à sa fin ; accordée, elle repart pour quinze ans', async () => {
    const [refusee, accordee, retiree] = [await foyer(), await foyer(), await foyer()];
    for (const id of [refusee, accordee]) {
      await envoyer('enjoindreRenouvellement', enjoindre(id));
      await envoyer('enregistrerDemandeRenouvellement', demander(id));
    }
    const { lieuAccueil } = await envoyer('retirerAgrement', { lieuId: refusee, motif: 'Besoins couverts' });
    expect(lieuAccueil).toMatchObject({
      ...{ etat: 'ACCORDE', valideAu: '2035-01-01', motif: 'Besoins couverts' },
      ...{ renouvellementEnjointPour: '2035-01-01', renouvellementAcquisApres: null },
    });
    expect(await registre(refusee)).toMatchObject([{ etat: 'TENUE' }, { regle: 'A13_AUTORISATION', etat: 'TENUE' }]);
    const quinzeAns = ajouterDuree(AUJOURDHUI, { annees: 15 });
    const renouvelee = (await envoyer('accorderAgrement', { lieuId: accordee, valideDu: AUJOURDHUI })).lieuAccueil;
    expect(renouvelee).toMatchObject({
      ...{ valideAu: quinzeAns, renouvellementEnjointPour: null, renouvellementAcquisApres: null },
    });
    expect(await registre(accordee)).toMatchObject([{ etat: 'TENUE' }, { etat: 'TENUE' }]);
    await envoyer('enjoindreRenouvellement', enjoindre(retiree));
    await envoyer('retirerAgrement', { lieuId: retiree, motif: 'Faits graves' });
    expect((await lire(retiree)).etat).toBe('RETIRE');
    expect(await registre(retiree)).toMatchObject([{ regle: 'A13_INJONCTION', etat: 'CLOSE' }]);
  });

  test('trop tard, elle s’est renouvelée d’elle-même ; un assistant familial n’est pas autorisé', async () => {
    const dansSixMois = retrancherDuree(ajouterDuree(AUJOURDHUI, { mois: 6 }), { annees: 15 });
    expect(await refus('enjoindreRenouvellement', enjoindre(await foyer({ valideDu: dansSixMois })))).toMatchObject({
      ...{ code: 'ARTICLE_CONTRAIRE', path: ['le'], message: expect.stringContaining('L313-5') as string },
    });
    expect(await refus('enjoindreRenouvellement', enjoindre(await unLieu()))).toMatchObject({
      ...{ code: 'ETAT_INCOMPATIBLE', path: ['lieuId'] },
    });
  });

  test('le terme passé, seul le silence de six mois la fait revivre : elle est proposée, ou non', async () => {
    const query = LIEUX.replace('first: 100', 'first: 100, avecPlaces: true');
    const propose = async (id: string, acquisApres: string | null) => {
      await hub.database.query(
        `UPDATE ase.lieu_accueil SET renouvellement_enjoint_pour = '2020-03-01', renouvellement_acquis_apres = $2 WHERE id = $1`,
        [id, acquisApres],
      );
      const { edges } = recu(await hub.demander('ase', query));
      return [(await lire(id)).etat, edges.some(({ node }: Json) => node.id === id)];
    };
    const id = await foyer({ valideDu: '2005-03-01' });
    expect(await propose(id, null)).toEqual(['EXPIRE', false]);
    expect(await propose(id, dans(10))).toEqual(['EXPIRE', false]);
    expect(await propose(id, '2020-01-01')).toEqual(['ACCORDE', true]);
  });
});
