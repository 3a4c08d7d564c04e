import { randomUUID } from 'node:crypto';
import { ajouterDuree, retrancherDuree } from '../../src/domain/calendar';
import { accueilProvisoire, accueilUrgence, lieu } from '../scenarios/ase-envois';
import { ASE, LIEUX, SUIVI, UN_LIEU } from '../scenarios/ase-operations';
import { fiche } from '../scenarios/envois';
import { TRANSMETTRE } from '../scenarios/operations';
import { accuse, ouvrirHub, ouvrirTerrain, recu, type HubOuvert, type Json, type Terrain } from './hub-ouvert';

const AUJOURDHUI = new Date().toISOString().slice(0, 10);
const dans = (jours: number) => ajouterDuree(AUJOURDHUI, { jours });
const ilYA = (duree: { mois?: number; jours?: number }) => `${retrancherDuree(AUJOURDHUI, duree)}T12:00:00Z`;

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

const envoyer = async (acte: keyof typeof ASE, input: object): Promise<Json> =>
  recu(await hub.demander('ase', ASE[acte], { input }));
const refus = async (acte: keyof typeof ASE, input: object): Promise<Json> => {
  const { userErrors, ...reste } = await envoyer(acte, input);
  expect(Object.values(reste)).toEqual([null]);
  expect(userErrors).toHaveLength(1);
  return userErrors[0];
};
const lire = async (id: string): Promise<Json> => recu(await hub.demander('ase', UN_LIEU, { id }));

async function demande(demandeLe = new Date().toISOString(), capacite = 2): Promise<string> {
  const input = { idempotencyKey: randomUUID(), nom: 'Famille Exemple', capacite, demandeLe };
  return accuse(await hub.demander('ase', ASE.demanderAgrement, { input })).id;
}

async function agree(changes: object = {}): Promise<string> {
  return accuse(await hub.demander('ase', ASE.enregistrerLieuAccueil, { input: lieu(changes) })).id;
}

/** The agrément was in force from that day on: what the commission heard about may be decided today. */
async function commissionTenue(lieuId: string, ilYAJours = 0): Promise<void> {
  const reunionLe = dans(-ilYAJours);
  const informeLe = retrancherDuree(reunionLe, { jours: 15 });
  const { userErrors } = await envoyer('convoquerCommissionAgrement', {
    ...{ idempotencyKey: randomUUID(), lieuId, motif: 'Conditions d’accueil', informeLe, reunionLe },
  });
  expect(userErrors).toEqual([]);
}

const accueil = async (lieuId: string) => {
  const information = accuse(await hub.demander('college', TRANSMETTRE, { input: fiche() })).id;
  const query = 'query ($id: ID!) { informationPreoccupante(id: $id) { enfant { id } } }';
  const enfantId = recu(await hub.demander('ase', query, { id: information })).enfant.id as string;
  return {
    ...accueilProvisoire({ enfantId, lieuId }),
    ...{ debut: new Date().toISOString(), terme: dans(90) },
  };
};

interface Delai {
  readonly regle: string;
  readonly etat: string;
  readonly limite: string;
  readonly sujet: string;
}
const delais = (sujet: string) =>
  hub.database.query<Delai>(
    `SELECT regle, etat, date_limite::text limite, sujet_type sujet FROM hub.echeance WHERE sujet_id = $1 ORDER BY ouverte_le, regle`,
    [sujet],
  );
const RENOUVELLEMENT = 'A13_RENOUVELLEMENT';
/** What became of the request, and of its commission; the renewal is another story. */
const delai = async (sujet: string) => (await delais(sujet)).filter(({ regle }) => regle !== RENOUVELLEMENT);

describe('accorder', () => {
  test('la demande répondue : cinq ans, les places accordées, le délai tenu', async () => {
    const id = await demande();
    const { lieuAccueil } = await envoyer('accorderAgrement', { lieuId: id, valideDu: AUJOURDHUI, capacite: 1 });
    const cinqAns = ajouterDuree(AUJOURDHUI, { annees: 5 });
    expect(lieuAccueil).toMatchObject({ etat: 'ACCORDE', capacite: 1, valideDu: AUJOURDHUI, valideAu: cinqAns });
    expect(await delai(id)).toMatchObject([{ regle: 'A13', etat: 'TENUE', sujet: 'LieuAccueil' }]);
    expect((await envoyer('ouvrirMesureAdministrative', await accueil(id))).userErrors).toEqual([]);
  });

  test('renouvelé avant son terme, sans limite pour un assistant familial qualifié', async () => {
    const id = await agree();
    const { lieuAccueil } = await envoyer('accorderAgrement', { lieuId: id, valideDu: AUJOURDHUI, sansLimite: true });
    expect(lieuAccueil).toMatchObject({ etat: 'ACCORDE', valideAu: null });
  });

  test('une autorisation a toujours un terme, et dure quinze ans au plus', async () => {
    const id = await agree({ type: 'ETABLISSEMENT', finess: '310781406' });
    expect((await lire(id)).valideAu).toBe('2040-01-01');
    const sansLimite = { lieuId: id, valideDu: AUJOURDHUI, sansLimite: true };
    expect(await refus('accorderAgrement', sansLimite)).toMatchObject({
      ...{ code: 'ARTICLE_CONTRAIRE', path: ['sansLimite'] },
      message: expect.stringContaining('L313-1') as string,
    });
    const seizeAns = lieu({ type: 'ETABLISSEMENT', valideAu: '2041-01-02' });
    expect(await refus('enregistrerLieuAccueil', seizeAns)).toMatchObject({ path: ['valideAu'] });
  });

  test('pas de dernier jour tant que la demande n’est ni accordée ni acquise, ni une fois refusée', async () => {
    const id = await demande();
    expect(await lire(id)).toMatchObject({ etat: 'DEMANDE', valideAu: null });
    await envoyer('retirerAgrement', { lieuId: id, motif: 'Logement inadapté' });
    expect(await lire(id)).toMatchObject({ etat: 'RETIRE', valideAu: null });
    const acquis = await demande(ilYA({ mois: 4, jours: 2 }));
    const lu = await lire(acquis);
    expect(lu).toMatchObject({ etat: 'ACCORDE', valideAu: ajouterDuree(lu.reponseAvant as string, { annees: 5 }) });
  });

  test('un agrément retiré ne se rétablit pas : il se redemande', async () => {
    const id = await demande();
    await envoyer('retirerAgrement', { lieuId: id, motif: 'Logement inadapté' });
    expect(await refus('accorderAgrement', { lieuId: id, valideDu: AUJOURDHUI })).toMatchObject({
      ...{ code: 'ETAT_INCOMPATIBLE', path: ['lieuId'] },
      message: expect.stringContaining('RETIRE') as string,
    });
  });

  test('le lieu d’une autre collectivité n’existe pas', async () => {
    const id = await agree();
    for (const acte of ['accorderAgrement', 'retirerAgrement', 'suspendreAgrement'] as const) {
      const input = {
        accorderAgrement: { lieuId: id, valideDu: AUJOURDHUI },
        retirerAgrement: { lieuId: id, motif: 'x' },
        suspendreAgrement: { lieuId: id, jusquAu: AUJOURDHUI, motif: 'x' },
      }[acte];
      const { body } = await hub.demander('ase33', ASE[acte], { input });
      expect(body.errors![0]!.extensions.code).toBe('NOT_FOUND');
    }
    for (const [qui, code] of [
      ['ase33', 'NOT_FOUND'],
      ['parquet', 'FORBIDDEN'],
    ] as const)
      expect((await hub.demander(qui, UN_LIEU, { id })).body.errors![0]!.extensions.code).toBe(code);
  });
});

describe('le silence', () => {
  test('de quatre mois vaut agrément : un enfant peut être confié', async () => {
    const id = await demande(ilYA({ mois: 5 }));
    expect((await lire(id)).etat).toBe('ACCORDE');
    expect((await envoyer('ouvrirMesureAdministrative', await accueil(id))).userErrors).toEqual([]);
  });

  test('ne vaut rien avant : refusé, avec le motif', async () => {
    const id = await demande(ilYA({ mois: 3 }));
    expect(await refus('ouvrirMesureAdministrative', await accueil(id))).toMatchObject({
      ...{ code: 'ARTICLE_CONTRAIRE', path: ['lieuId'] },
      message: expect.stringMatching(/état DEMANDE.*L421-3/) as string,
    });
  });

  test('prolongé de deux mois, une fois, par décision motivée prise avant sa fin', async () => {
    const id = await demande(ilYA({ mois: 3 }));
    const prolonger = (motif: string) => ({ lieuId: id, motif });
    expect(await refus('prolongerDelaiAgrement', prolonger(' '))).toMatchObject({ code: 'MOTIF_REQUIS' });
    const { lieuAccueil } = await envoyer('prolongerDelaiAgrement', prolonger('Enquête sociale à compléter'));
    const sixMois = ajouterDuree(ilYA({ mois: 3 }).slice(0, 10), { mois: 6 });
    expect(lieuAccueil).toMatchObject({
      ...{ etat: 'DEMANDE', reponseAvant: sixMois, motifProlongation: 'Enquête sociale à compléter' },
    });
    expect(await delai(id)).toMatchObject([
      { regle: 'A13', etat: 'PROLONGEE' },
      { regle: 'A13_PROLONGE', etat: 'OUVERTE', limite: sixMois },
    ]);
    expect(await refus('prolongerDelaiAgrement', prolonger('Encore'))).toMatchObject({ code: 'DEJA_FAIT' });
    await envoyer('accorderAgrement', { lieuId: id, valideDu: AUJOURDHUI });
    expect((await delai(id)).map(({ etat }) => etat)).toEqual(['PROLONGEE', 'TENUE']);
  });

  test('acquis, il ne se prolonge plus', async () => {
    const id = await demande(ilYA({ mois: 5 }));
    expect(await refus('prolongerDelaiAgrement', { lieuId: id, motif: 'Trop tard' })).toMatchObject({
      ...{ code: 'ETAT_INCOMPATIBLE', message: expect.stringContaining('ACCORDE') as string },
    });
  });
});

describe('refuser, retirer, restreindre', () => {
  test('une demande se refuse avec ses motifs, sans commission', async () => {
    const id = await demande();
    expect(await refus('retirerAgrement', { lieuId: id, motif: '' })).toMatchObject({
      ...{ code: 'MOTIF_REQUIS', path: ['motif'] },
    });
    const { lieuAccueil } = await envoyer('retirerAgrement', { lieuId: id, motif: 'Logement inadapté' });
    expect(lieuAccueil).toMatchObject({ etat: 'RETIRE', motif: 'Logement inadapté' });
    expect(await delai(id)).toMatchObject([{ regle: 'A13', etat: 'TENUE' }]);
    expect(await refus('ouvrirMesureAdministrative', await accueil(id))).toMatchObject({
      message: expect.stringContaining('état RETIRE') as string,
    });
  });

  test('un agrément ne se retire qu’après la commission, dont il est informé quinze jours avant', async () => {
    const id = await agree();
    const retirer = { lieuId: id, motif: 'Faits graves établis' };
    expect(await refus('retirerAgrement', retirer)).toMatchObject({
      ...{ code: 'ARTICLE_CONTRAIRE', message: expect.stringContaining('R421-23') as string },
    });
    const convocation = (informeLe: string, reunionLe: string) => ({
      ...{ idempotencyKey: randomUUID(), lieuId: id, motif: 'Faits graves', informeLe, reunionLe },
    });
    expect(await refus('convoquerCommissionAgrement', convocation(AUJOURDHUI, dans(14)))).toMatchObject({
      ...{ code: 'ARTICLE_CONTRAIRE', path: ['reunionLe'], message: expect.stringContaining('quinze jours') as string },
    });
    const { lieuAccueil } = await envoyer('convoquerCommissionAgrement', convocation(AUJOURDHUI, dans(15)));
    expect(lieuAccueil.commissions).toEqual([
      { motif: 'Faits graves', informeLe: AUJOURDHUI, reunionLe: dans(15), suivieLe: null },
    ]);
    expect(await delai(id)).toMatchObject([{ regle: 'A13_COMMISSION', etat: 'TENUE', limite: AUJOURDHUI }]);
    expect(await refus('retirerAgrement', retirer)).toMatchObject({
      message: expect.stringContaining(`ne se réunit que le ${dans(15)}`) as string,
    });
    await commissionTenue(id);
    expect((await envoyer('retirerAgrement', retirer)).lieuAccueil.etat).toBe('RETIRE');
  });

  test('une restriction : moins de places, après la commission, dont l’avis ne sert qu’une fois', async () => {
    const id = await agree({ capacite: 3 });
    await commissionTenue(id, 2);
    const restreindre = (capacite: number) => ({ lieuId: id, capacite, motif: 'Une chambre en moins' });
    expect(await refus('restreindreAgrement', restreindre(3))).toMatchObject({ path: ['capacite'] });
    expect((await envoyer('restreindreAgrement', restreindre(1))).lieuAccueil).toMatchObject({
      ...{ etat: 'ACCORDE', capacite: 1, motif: 'Une chambre en moins' },
    });
    expect((await lire(id)).commissions[0].suivieLe).not.toBeNull();
    expect(await refus('retirerAgrement', { lieuId: id, motif: 'x' })).toMatchObject({ code: 'ARTICLE_CONTRAIRE' });
    await envoyer('ouvrirMesureAdministrative', await accueil(id));
    expect(await refus('ouvrirMesureAdministrative', await accueil(id))).toMatchObject({
      message: expect.stringContaining('1 sur 1') as string,
    });
  });

  test('une autorisation se retire sans cette commission, qui ne l’examine pas', async () => {
    const id = await agree({ type: 'ETABLISSEMENT', finess: '310781406' });
    const convocation = { idempotencyKey: randomUUID(), lieuId: id, motif: 'x', informeLe: AUJOURDHUI };
    expect(await refus('convoquerCommissionAgrement', { ...convocation, reunionLe: dans(30) })).toMatchObject({
      code: 'ETAT_INCOMPATIBLE',
    });
    expect((await envoyer('retirerAgrement', { lieuId: id, motif: 'Fermeture' })).lieuAccueil.etat).toBe('RETIRE');
  });
});

describe('suspendre', () => {
  test('quatre mois au plus, motivé ; plus aucun enfant n’y est confié, puis il est rétabli', async () => {
    const id = await agree();
    const suspendre = (jusquAu: string, motif = 'Enquête') => ({ lieuId: id, jusquAu, motif });
    expect(await refus('suspendreAgrement', suspendre(dans(60), ' '))).toMatchObject({ code: 'MOTIF_REQUIS' });
    const cinqMois = ajouterDuree(AUJOURDHUI, { mois: 5 });
    expect(await refus('suspendreAgrement', suspendre(cinqMois))).toMatchObject({ code: 'ARTICLE_CONTRAIRE' });
    expect(await refus('suspendreAgrement', suspendre(dans(-3)))).toMatchObject({ code: 'DATE_INVALIDE' });
    expect((await envoyer('suspendreAgrement', suspendre(dans(60)))).lieuAccueil.etat).toBe('SUSPENDU');
    expect(await refus('suspendreAgrement', suspendre(dans(60)))).toMatchObject({ code: 'ETAT_INCOMPATIBLE' });
    expect(await refus('ouvrirMesureAdministrative', await accueil(id))).toMatchObject({
      message: expect.stringContaining('suspendu') as string,
    });
    const { lieuAccueil } = await envoyer('accorderAgrement', { lieuId: id, valideDu: AUJOURDHUI });
    expect(lieuAccueil).toMatchObject({ etat: 'ACCORDE', suspenduJusquAu: null, motif: null });
    expect((await envoyer('ouvrirMesureAdministrative', await accueil(id))).userErrors).toEqual([]);
  });
});

describe('validité et places', () => {
  test.each([
    ['expiré', { valideDu: '2015-01-01' }, /EXPIRE/],
    ['pas encore en vigueur', { valideDu: dans(30) }, /ne prend effet que le/],
  ])('%s : refusé', async (_, changes, dit) => {
    const id = await agree(changes);
    expect((await refus('ouvrirMesureAdministrative', await accueil(id))).message).toMatch(dit);
  });

  test('seuls les lieux où il reste une place sont proposés', async () => {
    const id = await agree();
    const query = LIEUX.replace('first: 100', 'first: 100, avecPlaces: true');
    const libres = async () => recu(await hub.demander('ase', query)).edges.map(({ node }: Json) => node.id as string);
    expect(await libres()).toContain(id);
    await envoyer('ouvrirMesureAdministrative', await accueil(id));
    expect(await libres()).not.toContain(id);
  });

  test('ni les lieux dont l’agrément n’est pas en vigueur ; une autorisation de quinze ans est renouvelée d’elle-même', async () => {
    const suspendu = await agree();
    await envoyer('suspendreAgrement', { lieuId: suspendu, jusquAu: dans(30), motif: 'Enquête' });
    const ecartes = [
      suspendu,
      await agree({ valideDu: '2015-01-01' }),
      await agree({ valideDu: dans(30) }),
      await demande(),
    ];
    const foyer = await agree({ type: 'ETABLISSEMENT', finess: '310781406', valideDu: '2005-03-01' });
    const acquis = await demande(`${retrancherDuree(AUJOURDHUI, { mois: 5 })}T10:00:00Z`);
    const query = LIEUX.replace('first: 100', 'first: 100, avecPlaces: true');
    const proposes = recu(await hub.demander('ase', query)).edges.map(({ node }: Json) => node.id as string);
    expect(proposes).toEqual(expect.arrayContaining([foyer, acquis]));
    for (const id of ecartes) expect(proposes).not.toContain(id);
    expect(await lire(foyer)).toMatchObject({ etat: 'ACCORDE', valideAu: '2035-03-01' });
    expect((await envoyer('ouvrirMesureAdministrative', await accueil(foyer))).userErrors).toEqual([]);
  });

  test('l’urgence passe outre chaque obstacle, et la mesure le dit', async () => {
    const plein = await agree();
    await envoyer('ouvrirMesureAdministrative', await accueil(plein));
    const suspendu = await agree();
    await envoyer('suspendreAgrement', { lieuId: suspendu, jusquAu: dans(30), motif: 'Enquête' });
    const retire = await demande();
    await envoyer('retirerAgrement', { lieuId: retire, motif: 'Refusé' });
    const expire = await agree({ valideDu: '2015-01-01' });
    const enRegle = await agree();
    for (const [lieuId, signale] of [
      ...[plein, suspendu, retire, expire].map((id) => [id, true] as const),
      [enRegle, false] as const,
    ]) {
      const { id } = accuse(
        await hub.demander('ase', ASE.accueillirEnUrgence, { input: accueilUrgence({ lieuId, confieA: null }) }),
      );
      expect(recu(await hub.demander('ase', SUIVI, { id })).sansAgrementUrgence).toBe(signale);
    }
  });

  test('déplacé vers un lieu en règle, la mesure ne le dit plus', async () => {
    const plein = await agree();
    await envoyer('ouvrirMesureAdministrative', await accueil(plein));
    const input = accueilUrgence({ lieuId: plein, confieA: null });
    const { id } = accuse(await hub.demander('ase', ASE.accueillirEnUrgence, { input }));
    const changement = { idempotencyKey: randomUUID(), mesureId: id, lieuId: await agree(), cas: 'URGENCE' };
    const { mesure } = await envoyer('changerLieu', {
      ...{ ...changement, le: new Date().toISOString(), motifs: 'Une place s’est libérée.' },
    });
    expect(mesure.sansAgrementUrgence).toBe(false);
  });
});
