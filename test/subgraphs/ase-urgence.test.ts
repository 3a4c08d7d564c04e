import { randomUUID } from 'node:crypto';
import { enregistrerPartenaire } from '../../src/partners';
import { accueilUrgence } from '../scenarios/ase-envois';
import type { ASE } from '../scenarios/ase-operations';
import { enfant } from '../scenarios/envois';
import { dans, gestesAse, ilYA } from './ase-gestes';
import { INSTITUTIONS, lignes, ouvrirHub, ouvrirTerrain, recu, type HubOuvert, type Terrain } from './hub-ouvert';
import { decidee, opp, saisir } from './justice-gestes';

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

const { envoyer, refus, admis, suivie, unEnfant, unLieu, unAccueil, uneUrgence, unPlacement, horloges } = gestesAse(
  () => hub,
);
const cle = () => ({ idempotencyKey: randomUUID() });
const dit = (texte: string) => expect.stringContaining(texte) as string;

const dits = async (sujetId: string, type: string) =>
  (
    await hub.database.query<{ destinataire: string }>(
      `SELECT l.destinataire FROM hub.livraison l JOIN hub.evenement e ON e.id = l.evenement_id
       WHERE e.sujet_id = $1 AND e.type = $2 ORDER BY 1`,
      [sujetId, type],
    )
  ).map(({ destinataire }) => destinataire);

describe.each([
  ['REPRESENTANT_EMPECHE', ['A4', 'A4_AVIS'], ['A4'], 5],
  ['REPRESENTANT_REFUSE', ['A4b'], ['A4b'], null],
  ['FUGUE', ['A5', 'A5_AVIS'], ['A5'], 3],
] as const)('%s', (cas, ouvertes, tenues, jours) => {
  test(`ouvre ${ouvertes.join(', ')} ; la saisine les tient, et le parquet en lit les motifs`, async () => {
    const id = await uneUrgence({ cas, arriveLe: ilYA({ jours: 1 }) });
    const avant = await horloges(id);
    expect(Object.keys(avant)).toEqual(ouvertes);
    expect((await suivie(id)).terme).toBe(jours === null ? null : dans(jours - 1));
    const motifs = 'Les parents refusent tout accueil.';
    const { autoriteSaisieLe } = await admis('saisirAutoriteJudiciaire', { ...cle(), mesureId: id, motifs });
    expect(autoriteSaisieLe).not.toBeNull();
    // The judicial authority decides what follows: the intake has no term of its own any more.
    expect((await suivie(id)).terme).toBeNull();
    const apres = await horloges(id);
    for (const regle of tenues) expect([avant[regle], apres[regle]]).toEqual(['OUVERTE', 'TENUE']);
    expect((await suivie(id, 'parquet')).autoriteSaisieMotifs).toBe(motifs);
    expect(await dits(id, 'accueil-urgence.autorite-saisie')).toEqual(['crip-31', 'tj31555']);
    expect(await refus('saisirAutoriteJudiciaire', { ...cle(), mesureId: id, motifs })).toMatchObject({
      code: 'DEJA_FAIT',
    });
  });
});

test('saisir l’autorité judiciaire d’un mineur non accompagné ne change pas le terme de sa mise à l’abri', async () => {
  const mesureId = await uneUrgence({ cas: 'MNA', arriveLe: ilYA({ jours: 1 }) });
  const { terme } = await suivie(mesureId);
  expect(terme).toBe(dans(3));
  await admis('saisirAutoriteJudiciaire', { ...cle(), mesureId, motifs: 'Danger.' });
  expect((await suivie(mesureId)).terme).toBe(terme);
});

test('les cinq jours d’un mineur non accompagné sont prolongés, et chaque délai dit lequel le remplace', async () => {
  const id = await uneUrgence({ cas: 'MNA', arriveLe: ilYA({ jours: 1 }) });
  for (const jours of [9, 14]) {
    const { terme } = await admis('prolongerAccueilMna', { ...cle(), mesureId: id });
    // The day of arrival counts.
    expect(terme).toBe(dans(jours - 1));
  }
  const { nombreRenouvellements, renouvellements } = await suivie(id);
  expect(nombreRenouvellements).toBe(0);
  expect(renouvellements).toMatchObject([{ prolongation: true }, { prolongation: true }]);
  expect(await refus('prolongerAccueilMna', { ...cle(), mesureId: id })).toMatchObject({
    ...{ code: 'ARTICLE_CONTRAIRE', message: dit('déjà été prolongé deux fois') },
  });
  const prolongations = await hub.database.query(
    `SELECT e.regle, e.etat, par.regle "par", e.avertie FROM hub.echeance e LEFT JOIN hub.echeance par ON par.id = e.prolongee_par
     WHERE e.sujet_id = $1 AND e.regle <> 'A12_AVIS' ORDER BY e.date_limite`,
    [id],
  );
  expect(prolongations).toEqual([
    { regle: 'A12', etat: 'PROLONGEE', par: 'A12_PROLONGATION_1', avertie: 'ase-31' },
    { regle: 'A12_PROLONGATION_1', etat: 'PROLONGEE', par: 'A12_PROLONGATION_2', avertie: 'ase-31' },
    { regle: 'A12_PROLONGATION_2', etat: 'OUVERTE', par: null, avertie: 'ase-31' },
  ]);
});

test('le placement décidé par le juge met fin à l’accueil en urgence et libère sa place ; l’investigation, non', async () => {
  const { mesure: mesureUrgenteId, enfantId } = await opp(hub);
  const lieuId = await unLieu();
  const arriveLe = '2026-03-20T18:00:00+01:00';
  const { enfant: _traits, ...urgence } = accueilUrgence({ cas: 'OPP', arriveLe });
  const { id } = await admis('accueillirEnUrgence', { ...urgence, enfantId, mesureUrgenteId, lieuId });
  const { parquetSaintGaudens } = INSTITUTIONS;
  await hub.database.query('DELETE FROM hub.partenaire WHERE id = $1', [parquetSaintGaudens.institution]);
  const mna = await admis('accueillirEnUrgence', { ...urgence, ...cle(), enfantId, cas: 'MNA', tj: 'tj31483' });
  await enregistrerPartenaire(hub.database, parquetSaintGaudens);
  const placesLibres = async () =>
    recu(await hub.demander('ase', 'query ($id: ID!) { lieuAccueil(id: $id) { placesLibres } }', { id: lieuId }))
      .placesLibres;
  await saisir(hub, enfantId);
  const rendueLe = '2026-03-24T16:00:00+01:00';
  const investigation = { nature: 'MJIE', mois: 6, confieA: null, evaluationTiersRealisee: null } as const;
  await decidee(hub, { enfantId, rendueLe, ...investigation });
  expect(await suivie(id)).toMatchObject({ etat: 'EN_COURS' });
  expect(await placesLibres()).toBe(0);
  await decidee(hub, { enfantId, rendueLe });
  expect(await suivie(id)).toMatchObject({
    ...{ etat: 'TERMINEE', termineeLe: new Date(rendueLe).toISOString() },
    motifFin: dit('Décision du juge des enfants'),
  });
  expect(await placesLibres()).toBe(1);
  // The parquet of Saint-Gaudens was not in the hub: it is still to be told.
  expect(await horloges(mna.id as string)).toEqual({ A12: 'CLOSE', A12_AVIS: 'OUVERTE' });
});

test('72 heures d’heure à heure, depuis l’arrivée', async () => {
  const id = await uneUrgence({ arriveLe: '2026-10-23T22:30:00+02:00' });
  const [a5] = await hub.database.query<{ limite: Date }>(
    `SELECT limite_le limite FROM hub.echeance WHERE sujet_id = $1 AND regle = 'A5'`,
    [id],
  );
  // The clocks go back in between: 72 real hours.
  expect(a5).toEqual({ limite: new Date('2026-10-26T20:30:00Z') });
});

test('le procureur avisé par le hub : l’avis est tenu ; absent du hub, il reste dû jusqu’à ce qu’on l’atteste', async () => {
  const dedans = await uneUrgence({ cas: 'MNA' });
  expect(await horloges(dedans)).toMatchObject({ A12: 'OUVERTE', A12_AVIS: 'TENUE' });
  expect(await dits(dedans, 'accueil-urgence.ouvert')).toContain('tj31555');
  // The parquet of Bordeaux is not in the hub.
  const enGironde = async (acte: keyof typeof ASE, input: object) => {
    const { userErrors, ...reste } = await envoyer(acte, input, 'ase33');
    return { mesure: Object.values(reste)[0] as { id: string } | null, userErrors };
  };
  const accueil = await enGironde('accueillirEnUrgence', accueilUrgence({ cas: 'MNA', tj: 'tj33063' }));
  const id = accueil.mesure!.id;
  expect(await horloges(id)).toMatchObject({ A12_AVIS: 'OUVERTE' });
  expect(await dits(id, 'accueil-urgence.ouvert')).toEqual(['crip-33']);
  const avant = await lignes(hub.database);
  const saisine = await enGironde('saisirAutoriteJudiciaire', { ...cle(), mesureId: id, motifs: 'Danger.' });
  expect(saisine.userErrors).toMatchObject([{ code: 'DESTINATAIRE_NON_RACCORDE' }]);
  expect(await lignes(hub.database)).toEqual(avant);
  await enGironde('attesterInformation', { mesureId: id, destinataire: 'PROCUREUR', le: new Date().toISOString() });
  expect(await horloges(id)).toMatchObject({ A12: 'OUVERTE', A12_AVIS: 'TENUE' });
  await enGironde('prolongerAccueilMna', { ...cle(), mesureId: id });
  const avis = await hub.database.query(
    `SELECT etat FROM hub.echeance WHERE sujet_id = $1 AND regle = 'A12_AVIS' ORDER BY ouverte_le`,
    [id],
  );
  expect(avis).toEqual([{ etat: 'TENUE' }, { etat: 'OUVERTE' }]);
});

test('les parents informés après l’arrivée, ou l’autorité saisie par une autre voie : attestés, une fois', async () => {
  const id = await uneUrgence({ arriveLe: ilYA({ jours: 1 }) });
  expect(await horloges(id)).toMatchObject({ A5: 'OUVERTE', A5_AVIS: 'OUVERTE' });
  const parents = { mesureId: id, destinataire: 'PARENTS', le: ilYA({ jours: 1 }) };
  const { parentsInformesLe } = await admis('attesterInformation', parents);
  expect(parentsInformesLe).toBe(new Date(parents.le).toISOString());
  expect(await refus('attesterInformation', parents)).toMatchObject({
    ...{ code: 'ETAT_INCOMPATIBLE', path: ['destinataire'], message: dit("rien de tel n'est attendu") },
  });
  await admis('attesterInformation', { ...parents, destinataire: 'AUTORITE_JUDICIAIRE' });
  expect(await horloges(id)).toEqual({ A5: 'TENUE', A5_AVIS: 'TENUE' });
  expect((await suivie(id)).terme).toBeNull();
  const dejaInformes = await uneUrgence({ parentsInformesLe: ilYA({ jours: 1 }) });
  expect(await horloges(dejaInformes)).toMatchObject({ A5_AVIS: 'TENUE' });
  expect((await suivie(dejaInformes)).parentsInformesLe).toBe(new Date(ilYA({ jours: 1 })).toISOString());
});

test('le juge d’un changement de lieu : informé par le hub, sinon attesté', async () => {
  const changer = async (mesureId: string, cas: string, le: string) =>
    admis('changerLieu', { ...cle(), mesureId, lieuId: await unLieu(), cas, le, motifs: 'Rapprochement.' });
  const id = await unPlacement();
  await changer(id, 'URGENCE', ilYA({ jours: 3 }));
  expect(Object.keys(await horloges(id))).not.toContain('J20_URGENCE');
  await changer(id, 'URGENCE', ilYA({ jours: 2 }));
  expect(await horloges(id)).toMatchObject({ J20_URGENCE: 'TENUE' });
  expect(await dits(id, 'mesure.modifiee')).toContain('je-tj31555');
  await hub.database.query('DELETE FROM hub.partenaire WHERE id = $1', [INSTITUTIONS.juge.institution]);
  await changer(id, 'FRATRIE', ilYA({ jours: 1 }));
  await enregistrerPartenaire(hub.database, INSTITUTIONS.juge);
  expect(await horloges(id)).toMatchObject({ J20_FRATRIE: 'OUVERTE' });
  await admis('attesterInformation', { mesureId: id, destinataire: 'JUGE', le: ilYA({ jours: 1 }) });
  expect(await horloges(id)).toMatchObject({ J20_FRATRIE: 'TENUE' });
  const tropTard = { ...cle(), mesureId: id, lieuId: await unLieu(), cas: 'PREVU', le: `${dans(20)}T09:00:00Z` };
  expect(await refus('changerLieu', { ...tropTard, motifs: 'Travaux.' })).toMatchObject({
    ...{ code: 'ARTICLE_CONTRAIRE', path: ['le'], message: dit('un mois avant') },
  });
  await admis('changerLieu', { ...tropTard, ...cle(), motifs: 'Travaux.', le: `${dans(40)}T09:00:00Z` });
  expect(await horloges(id)).toMatchObject({ J20: 'TENUE' });
});

test('un majeur n’est pas accueilli en urgence, connu ou déclaré', async () => {
  const declare = accueilUrgence({ enfant: { ...enfant(), dateNaissance: '2007-01-01' } });
  expect(await refus('accueillirEnUrgence', declare)).toMatchObject({
    ...{ code: 'ARTICLE_CONTRAIRE', path: ['enfant', 'dateNaissance'] },
  });
  const connu = accueilUrgence({ enfant: null, enfantId: await unEnfant('2007-01-01') });
  expect(await refus('accueillirEnUrgence', connu)).toMatchObject({ code: 'ARTICLE_CONTRAIRE', path: ['enfantId'] });
});

test('une mesure qui n’est pas un accueil en urgence passe par le signalement', async () => {
  const mesureId = await unAccueil({ mois: 2 });
  expect(await refus('saisirAutoriteJudiciaire', { ...cle(), mesureId, motifs: 'Danger.' })).toMatchObject({
    ...{ code: 'ETAT_INCOMPATIBLE', message: dit('signalerAuParquet') },
  });
});
