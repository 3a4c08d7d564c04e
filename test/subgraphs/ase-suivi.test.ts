import { randomUUID } from 'node:crypto';
import { ajouterDuree, retrancherDuree } from '../../src/domain/calendar';
import { accueilProvisoire, jeuneMajeur } from '../scenarios/ase-envois';
import { ASE } from '../scenarios/ase-operations';
import { AUJOURDHUI, dans, gestesAse, ilYA } from './ase-gestes';
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

const { refus, admis, suivie, unEnfant, unLieu, unAccueil, uneUrgence, unPlacement, horloges } = gestesAse(() => hub);
const cle = () => ({ idempotencyKey: randomUUID() });
const dit = (texte: string) => expect.stringContaining(texte) as string;

describe('rapport au juge', () => {
  const rapport = (mesureId: string, changes: object = {}) => ({
    ...{ ...cle(), mesureId, remisLe: '2026-09-01T10:00:00+02:00', redigePar: 'Référente ASE' },
    ...changes,
  });

  test('tient J8 et ouvre le suivant ; le juge le lit', async () => {
    const id = await unPlacement();
    const mesure = await admis('enregistrerRapport', rapport(id));
    expect(mesure.rapports).toEqual([{ remisLe: '2026-09-01T08:00:00.000Z', redigePar: 'Référente ASE' }]);
    expect(
      mesure.echeances.map(({ regle, dateLimite }: { regle: string; dateLimite: string }) => [regle, dateLimite]),
    ).toEqual(
      expect.arrayContaining([
        ['J8', '2027-03-24'],
        ['J8', '2027-09-01'],
      ]),
    );
    const etats = await hub.database.query(
      `SELECT etat, close_le le FROM hub.echeance WHERE sujet_id = $1 AND regle = 'J8' ORDER BY date_limite`,
      [id],
    );
    expect(etats).toEqual([
      { etat: 'TENUE', le: new Date('2026-09-01T08:00:00Z') },
      { etat: 'OUVERTE', le: null },
    ]);
    expect((await suivie(id, 'juge')).rapports).toHaveLength(1);
  });

  test.each([
    ['PLACEMENT_ASE', 'J8', 'ase-31'],
    ['PLACEMENT_TIERS_DIGNE', 'J8', null],
    ['AEMO', 'J8', null],
    ['MJIE', 'J18', null],
  ] as const)('%s : %s est dû par %s ; l’ASE le voit, et elle est avertie', async (nature, regle, acteur) => {
    const service = nature === 'AEMO' ? { nom: 'Service de milieu ouvert' } : null;
    const accueil = nature.startsWith('PLACEMENT') ? {} : { confieA: service, evaluationTiersRealisee: null };
    const id = await unPlacement({ nature, ...accueil, ...(nature === 'MJIE' ? { mois: 6 } : {}) });
    const registre = async () => {
      const query = `query { echeances(first: 100, filtre: { regle: "${regle}" }) { edges { node { acteur sujet { id } } } } }`;
      const { edges } = recu(await hub.demander('ase', query));
      return edges.map(({ node }: Json) => node).filter(({ sujet }: Json) => sujet.id === id);
    };
    expect(await registre()).toEqual([{ acteur, sujet: { id } }]);
    if (regle === 'J8') await admis('enregistrerRapport', rapport(id));
    const lignes = await hub.database.query(
      `SELECT DISTINCT acteur, avertie FROM hub.echeance WHERE sujet_id = $1 AND regle = $2`,
      [id, regle],
    );
    expect(lignes).toEqual([{ acteur, avertie: 'ase-31' }]);
    expect(await registre()).toHaveLength(regle === 'J8' ? 2 : 1);
  });

  test('met à jour le projet pour l’enfant, quand il le dit', async () => {
    const id = await unPlacement();
    expect((await horloges(id))['A6']).toBe('OUVERTE');
    const { projetEtabliLe } = await admis('enregistrerRapport', rapport(id, { projetMisAJour: true }));
    expect(projetEtabliLe).toBe('2026-09-01T08:00:00.000Z');
    expect((await horloges(id))['A6']).toBe('TENUE');
  });

  test('celui d’une investigation se remet une fois', async () => {
    const id = await unPlacement({ nature: 'MJIE', mois: 6, confieA: null, evaluationTiersRealisee: null });
    expect(await horloges(id)).toMatchObject({ J18: 'OUVERTE' });
    await admis('enregistrerRapport', rapport(id));
    expect(await horloges(id)).toMatchObject({ J18: 'TENUE' });
    expect(Object.keys(await horloges(id))).not.toContain('J8');
  });

  test('refusé : il n’en est pas dû, il précède la mesure, il est à venir', async () => {
    const id = await unPlacement();
    const avant = rapport(id, { remisLe: '2026-03-23T10:00:00+01:00' });
    expect(await refus('enregistrerRapport', avant)).toMatchObject({ code: 'DATE_INVALIDE', path: ['remisLe'] });
    const demain = rapport(id, { remisLe: `${dans(2)}T10:00:00Z` });
    expect(await refus('enregistrerRapport', demain)).toMatchObject({ code: 'DATE_FUTURE' });
    const administrative = await unAccueil({ mois: 2 });
    expect(await refus('enregistrerRapport', rapport(administrative, { remisLe: ilYA({ jours: 1 }) }))).toMatchObject({
      ...{ code: 'ETAT_INCOMPATIBLE', path: ['mesureId'], message: dit('aucun rapport au juge') },
    });
  });

  test.each([
    ['PLACEMENT_ASE', '2023-09-01', ['A10_MOINS_3_ANS', 'J8_ASE_MOINS_3_ANS'], 'J8'],
    ['PLACEMENT_ASE', '2025-09-01', ['A10_MOINS_3_ANS', 'J8_MOINS_2_ANS'], 'J8_MOINS_2_ANS'],
    ['AEMO', '2023-09-01', ['J8'], 'J8'],
  ] as const)('%s, né le %s : %s, puis %s', async (nature, naissance, attendues, suivant) => {
    const mesureId = await unPlacement({ nature, confieA: { nom: 'ASE' } }, naissance);
    const rythme = async () => Object.entries(await horloges(mesureId)).filter(([regle]) => /^(J8|A10)/.test(regle));
    expect((await rythme()).map(([regle]) => regle)).toEqual(attendues);
    await admis('enregistrerRapport', rapport(mesureId, { remisLe: '2026-09-02T10:00:00+02:00' }));
    expect((await rythme()).filter(([, etat]) => etat === 'OUVERTE').map(([regle]) => regle)).toContain(suivant);
  });
});

describe('choix du lieu', () => {
  const notifier = (mesureId: string, changes: object = {}) => ({
    ...{ ...cle(), mesureId, choix: 'Famille d’accueil à Muret', envoyeLe: ilYA({ jours: 7 }) },
    ...changes,
  });

  test('sans accusé de réception, six semaines de l’envoi ; avec, quatre de la réception', async () => {
    const id = await unAccueil({ mois: 2 });
    const [choix] = (await admis('notifierChoixLieu', notifier(id))).choixLieu;
    expect(choix).toMatchObject({ etat: 'EN_ATTENTE', recuLe: null, limite: dans(35) });
    expect(await horloges(id)).toMatchObject({ A8_SANS_ACCUSE: 'OUVERTE' });
    const recuLe = ilYA({ jours: 5 });
    const [accuse] = (await admis('accuserChoixLieu', { mesureId: id, recuLe })).choixLieu;
    expect(accuse).toMatchObject({ etat: 'EN_ATTENTE', limite: dans(23) });
    expect(await horloges(id)).toMatchObject({ A8: 'OUVERTE', A8_SANS_ACCUSE: 'CLOSE' });
    expect(await refus('accuserChoixLieu', { mesureId: id, recuLe })).toMatchObject({ code: 'DEJA_FAIT' });
  });

  test('accord exprès : A8 est tenu, l’enfant change de lieu', async () => {
    const id = await unAccueil({ mois: 2 });
    await admis('notifierChoixLieu', notifier(id, { recuLe: ilYA({ jours: 6 }) }));
    const changement = { ...cle(), mesureId: id, lieuId: await unLieu(), cas: 'PREVU', motifs: 'Rapprochement' };
    const prevu = { ...changement, le: `${dans(5)}T09:00:00Z` };
    expect(await refus('changerLieu', prevu)).toMatchObject({
      ...{ code: 'ARTICLE_CONTRAIRE', path: ['lieuId'], message: dit('L223-2 al. 6') },
    });
    const reponse = { mesureId: id, accord: true, le: ilYA({ jours: 1 }) };
    const [choix] = (await admis('repondreChoixLieu', reponse)).choixLieu;
    expect(choix).toMatchObject({ etat: 'ACCORD', reponduLe: expect.any(String) as string });
    expect(await horloges(id)).toMatchObject({ A8: 'TENUE' });
    expect(await refus('repondreChoixLieu', reponse)).toMatchObject({ code: 'DEJA_FAIT' });
    await admis('changerLieu', prevu);
  });

  test('une opposition bloque le changement ; un nouveau choix la remplace ; l’urgence n’attend pas', async () => {
    const id = await unAccueil({ mois: 2 });
    await admis('notifierChoixLieu', notifier(id));
    await admis('repondreChoixLieu', { mesureId: id, accord: false, le: ilYA({ jours: 1 }) });
    const changement = { ...cle(), mesureId: id, lieuId: await unLieu(), motifs: 'Hospitalisation' };
    const urgence = { ...changement, cas: 'URGENCE', le: ilYA({ jours: 1 }) };
    expect(await refus('changerLieu', urgence)).toMatchObject({ message: dit('opposé') });
    const { choixLieu } = await admis('notifierChoixLieu', notifier(id, { choix: 'Lieu de vie à Revel' }));
    expect(choixLieu.map(({ etat }: { etat: string }) => etat)).toEqual(['OPPOSITION', 'EN_ATTENTE']);
    await admis('changerLieu', urgence);
  });

  test('le silence vaut accord : l’opposition est trop tardive', async () => {
    const id = await unAccueil({ mois: 4 });
    const envoyeLe = ilYA({ jours: 50 });
    const [choix] = (await admis('notifierChoixLieu', notifier(id, { envoyeLe, recuLe: envoyeLe }))).choixLieu;
    expect(choix).toMatchObject({ etat: 'REPUTE_ACQUIS', limite: dans(-22) });
    const tardive = { mesureId: id, accord: false, le: ilYA({ jours: 1 }) };
    expect(await refus('repondreChoixLieu', tardive)).toMatchObject({
      ...{ code: 'ARTICLE_CONTRAIRE', path: ['le'], message: dit('réputé acquis') },
    });
    await admis('repondreChoixLieu', { ...tardive, le: ilYA({ jours: 30 }) });
  });

  test('refusé : rien de notifié, une réception avant l’envoi, une mesure sans lieu', async () => {
    const id = await unAccueil({ mois: 2 });
    const reponse = { mesureId: id, accord: true, le: ilYA({ jours: 1 }) };
    expect(await refus('repondreChoixLieu', reponse)).toMatchObject({ code: 'ETAT_INCOMPATIBLE' });
    const inverse = notifier(id, { recuLe: ilYA({ jours: 9 }) });
    expect(await refus('notifierChoixLieu', inverse)).toMatchObject({ code: 'DATE_INVALIDE', path: ['recuLe'] });
    expect(await refus('notifierChoixLieu', notifier(await uneUrgence()))).toMatchObject({
      code: 'ETAT_INCOMPATIBLE',
    });
  });
});

describe('examen du statut', () => {
  const examen = (mesureId: string, changes: object = {}) => ({
    ...{ ...cle(), mesureId, tenuLe: ilYA({ jours: 1 }), avis: 'Statut maintenu.', risquePersiste: true },
    ...changes,
  });

  test('confié depuis un an : le risque relevé ouvre A10 ; l’examen le tient et, s’il demeure, ouvre le suivant', async () => {
    const id = await unAccueil({ annees: 1, mois: 2 });
    const relevee = { ...cle(), mesureId: id, motif: 'RISQUE_DELAISSEMENT', le: ilYA({ jours: 20 }) };
    expect((await admis('saisirCommissionStatut', relevee)).motifExamen).toBe('RISQUE_DELAISSEMENT');
    expect(await horloges(id)).toMatchObject({ A10: 'OUVERTE' });
    expect(await refus('saisirCommissionStatut', { ...relevee, ...cle() })).toMatchObject({ code: 'DEJA_FAIT' });
    const { examensStatut } = await admis('enregistrerExamenStatut', examen(id));
    expect(examensStatut).toMatchObject([{ avis: 'Statut maintenu.', risquePersiste: true }]);
    const etats = () =>
      hub.database.query(`SELECT etat FROM hub.echeance WHERE sujet_id = $1 AND regle = 'A10' ORDER BY date_limite`, [
        id,
      ]);
    expect(await etats()).toEqual([{ etat: 'TENUE' }, { etat: 'OUVERTE' }]);
    await admis('enregistrerExamenStatut', examen(id, { risquePersiste: false }));
    expect(await etats()).toEqual([{ etat: 'TENUE' }, { etat: 'TENUE' }]);
    expect(await refus('enregistrerExamenStatut', examen(id))).toMatchObject({ code: 'ETAT_INCOMPATIBLE' });
  });

  test('moins de trois ans : tous les six mois, sans qu’un risque soit relevé', async () => {
    const id = await unAccueil({ mois: 5 }, retrancherDuree(AUJOURDHUI, { annees: 1 }));
    expect(await horloges(id)).toMatchObject({ A10_MOINS_3_ANS: 'OUVERTE' });
    await admis('enregistrerExamenStatut', examen(id, { risquePersiste: false }));
    const echeances = await hub.database.query(
      `SELECT etat, date_limite::text limite FROM hub.echeance WHERE sujet_id = $1 AND regle = 'A10_MOINS_3_ANS' ORDER BY 2`,
      [id],
    );
    const suivant = ajouterDuree(dans(-1), { mois: 6 });
    expect(echeances).toEqual([
      { etat: 'TENUE', limite: ajouterDuree(ilYA({ mois: 5 }).slice(0, 10), { mois: 6 }) },
      { etat: 'OUVERTE', limite: suivant },
    ]);
  });

  test('refusé : moins d’un an, une mesure qui ne le confie pas', async () => {
    const saisir = (mesureId: string) => ({ ...cle(), mesureId, motif: 'STATUT_INADAPTE', le: ilYA({ jours: 1 }) });
    expect(await refus('saisirCommissionStatut', saisir(await unAccueil({ mois: 3 })))).toMatchObject({
      ...{ code: 'ARTICLE_CONTRAIRE', path: ['le'], message: dit('L223-1 al. 5') },
    });
    expect(await refus('saisirCommissionStatut', saisir(await uneUrgence()))).toMatchObject({
      code: 'ETAT_INCOMPATIBLE',
    });
  });
});

describe('jeune majeur', () => {
  const agee = (ans: number, jours = 0) => retrancherDuree(dans(jours), { annees: ans });
  const demander = (enfantId: string, changes: object = {}) => ({
    ...jeuneMajeur(enfantId, AUJOURDHUI),
    terme: dans(200),
    ...changes,
  });

  test('sa situation est requise, et gardée', async () => {
    const enfantId = await unEnfant(agee(19));
    expect(await refus('ouvrirMesureAdministrative', demander(enfantId, { jeuneMajeur: null }))).toMatchObject({
      ...{ code: 'CHAMP_REQUIS', path: ['jeuneMajeur'] },
    });
    const { id } = await admis('ouvrirMesureAdministrative', demander(enfantId));
    expect((await suivie(id)).jeuneMajeur).toEqual({
      ...{ ressourcesOuSoutienInsuffisants: true, confieAvantMajorite: true, oqtf: false, temporaire: false },
      finAnneeScolaire: null,
    });
    expect(Object.keys(await horloges(id)).sort()).toEqual(['A6', 'A9']);
  });

  test.each([
    ['ressourcesOuSoutienInsuffisants', false, 'ressources'],
    ['confieAvantMajorite', false, 'avant sa majorité'],
    ['oqtf', true, 'à vérifier'],
  ])('refusé : %s %s', async (champ, valeur, texte) => {
    const enfantId = await unEnfant(agee(19));
    const conditions = { ressourcesOuSoutienInsuffisants: true, confieAvantMajorite: true, oqtf: false };
    const input = demander(enfantId, { jeuneMajeur: { ...conditions, [champ]: valeur } });
    expect(await refus('ouvrirMesureAdministrative', input)).toMatchObject({
      ...{ code: 'ARTICLE_CONTRAIRE', path: ['jeuneMajeur', champ], message: dit(texte) },
    });
    const temporaire = demander(enfantId, { jeuneMajeur: { ...conditions, [champ]: valeur, temporaire: true } });
    const { id } = await admis('ouvrirMesureAdministrative', temporaire);
    expect((await suivie(id)).jeuneMajeur).toMatchObject({ [champ]: valeur, temporaire: true });
  });

  test('renouvelé au-delà de 21 ans pour finir l’année scolaire, pas plus', async () => {
    const enfantId = await unEnfant(agee(21, 100));
    const { id } = await admis('ouvrirMesureAdministrative', demander(enfantId, { terme: dans(90) }));
    const accords = [{ qualite: 'JEUNE', donne: true, le: AUJOURDHUI }];
    const renouveler = { ...cle(), mesureId: id, terme: dans(150), accords };
    expect(await refus('renouvelerMesure', renouveler)).toMatchObject({ code: 'ARTICLE_CONTRAIRE', path: ['terme'] });
    const mesure = await admis('renouvelerMesure', { ...renouveler, finAnneeScolaire: dans(150) });
    expect(mesure).toMatchObject({
      terme: dans(150),
      majeurLe: dans(151),
      jeuneMajeur: { finAnneeScolaire: dans(150) },
    });
  });

  test('l’entretien d’avant la majorité se tient pour le jeune, quelle que soit la mesure', async () => {
    const naissance = agee(17, 30);
    const enfantId = await unEnfant(naissance);
    const ouvrir = async () =>
      (
        await admis('ouvrirMesureAdministrative', {
          ...accueilProvisoire({ enfantId, lieuId: await unLieu() }),
          ...{ debut: ilYA({ mois: 2 }), terme: dans(60) },
        })
      ).id as string;
    const [premiere, seconde] = [await ouvrir(), await ouvrir()];
    const entretien = { ...cle(), mesureId: premiere, objet: 'AVANT_MAJORITE', tenuLe: ilYA({ jours: 3 }) };
    expect((await admis('enregistrerEntretien', entretien)).entretiens).toMatchObject([{ objet: 'AVANT_MAJORITE' }]);
    for (const id of [premiere, seconde]) expect(await horloges(id)).toMatchObject({ A11: 'TENUE' });
    expect(await refus('enregistrerEntretien', { ...entretien, ...cle(), objet: 'APRES_SORTIE' })).toMatchObject({
      ...{ code: 'ETAT_INCOMPATIBLE', message: dit("n'est pas terminée") },
    });
  });

  test('celui de la sortie suit la fin de l’accompagnement, et ne vaut pas avant', async () => {
    const enfantId = await unEnfant(agee(19));
    const debut = `${dans(-40)}T09:00:00+02:00`;
    const { id } = await admis('ouvrirMesureAdministrative', demander(enfantId, { debut }));
    await admis('terminerMesure', { mesureId: id, le: ilYA({ jours: 20 }), motif: 'Logement autonome' });
    expect(await horloges(id)).toMatchObject({ A11_SORTIE: 'OUVERTE', A9: 'CLOSE' });
    const entretien = { ...cle(), mesureId: id, objet: 'APRES_SORTIE', tenuLe: ilYA({ jours: 30 }) };
    expect(await refus('enregistrerEntretien', entretien)).toMatchObject({ code: 'DATE_INVALIDE', path: ['tenuLe'] });
    await admis('enregistrerEntretien', { ...entretien, ...cle(), tenuLe: ilYA({ jours: 1 }) });
    expect(await horloges(id)).toMatchObject({ A11_SORTIE: 'TENUE' });
    const autre = await unAccueil({ mois: 2 });
    await admis('terminerMesure', { mesureId: autre, le: ilYA({ jours: 1 }), motif: 'Retour' });
    expect(await refus('enregistrerEntretien', { ...entretien, ...cle(), mesureId: autre })).toMatchObject({
      message: dit("aucun entretien de sortie n'est dû"),
    });
  });

  test('un jeune qui revient n’est pas sorti', async () => {
    const enfantId = await unEnfant(agee(19));
    const debut = `${dans(-40)}T09:00:00+02:00`;
    const { id } = await admis('ouvrirMesureAdministrative', demander(enfantId, { debut }));
    await admis('terminerMesure', { mesureId: id, le: ilYA({ jours: 20 }), motif: 'Départ' });
    expect(await horloges(id)).toMatchObject({ A11_SORTIE: 'OUVERTE' });
    await admis('ouvrirMesureAdministrative', demander(enfantId));
    expect(await horloges(id)).toMatchObject({ A11_SORTIE: 'CLOSE' });
  });
});

test('projet pour l’enfant : dû trois mois après le début, pas pour une aide financière ni une urgence', async () => {
  const id = await unAccueil({ mois: 2 });
  expect(await horloges(id)).toMatchObject({ A6: 'OUVERTE' });
  await admis('etablirProjetPourEnfant', { mesureId: id, etabliLe: ilYA({ jours: 1 }) });
  expect(await horloges(id)).toMatchObject({ A6: 'TENUE' });
  const aide = {
    ...accueilProvisoire({ enfantId: await unEnfant() }),
    ...{ nature: 'AIDE_FINANCIERE', debut: ilYA({ mois: 1 }), terme: dans(100), contrat: null },
  };
  const { id: financiere } = await admis('ouvrirMesureAdministrative', aide);
  expect(Object.keys(await horloges(financiere))).toEqual(['A9']);
  for (const mesureId of [financiere, await uneUrgence()])
    expect(await refus('etablirProjetPourEnfant', { mesureId, etabliLe: ilYA({ jours: 1 }) })).toMatchObject({
      code: 'ETAT_INCOMPATIBLE',
    });
});

test('TISF et accompagnement budgétaire : sans lieu, avec l’accord des parents, un an', async () => {
  for (const nature of ['TISF', 'AESF', 'AED', 'ACCUEIL_DE_JOUR']) {
    const input = {
      ...accueilProvisoire({ enfantId: await unEnfant() }),
      ...{ nature, debut: ilYA({ mois: 1 }), terme: dans(100), contrat: null },
    };
    const { id } = await admis('ouvrirMesureAdministrative', input);
    expect(Object.keys(await horloges(id)).sort()).toEqual(['A6', 'A9']);
    expect(await suivie(id, 'crip')).toMatchObject({ nature, etat: 'EN_COURS', lieuAccueil: null });
  }
});

test('AEMO et placement à domicile : suivis par l’ASE, aucun lieu agréé', async () => {
  for (const [nature, mois] of [
    ['AEMO', 12],
    ['AEMO_RENFORCEE', 12],
    ['PLACEMENT_A_DOMICILE', 12],
  ] as const) {
    const confieA = { nom: 'Service de milieu ouvert' };
    const id = await unPlacement({ nature, mois, confieA, evaluationTiersRealisee: null });
    expect(await horloges(id)).toEqual({ A6: 'OUVERTE', J19: 'OUVERTE', J8: 'OUVERTE' });
    expect(await suivie(id, 'juge')).toMatchObject({ nature, terme: '2027-03-24', majeurLe: '2032-05-02' });
    const changement = { ...cle(), mesureId: id, lieuId: await unLieu(), cas: 'URGENCE', motifs: 'x' };
    expect(await refus('changerLieu', { ...changement, le: ilYA({ jours: 1 }) })).toMatchObject({
      code: 'ETAT_INCOMPATIBLE',
    });
  }
});

test('aucun acte du suivi n’existe pour une autre collectivité', async () => {
  const id = await unAccueil({ mois: 2 });
  const le = ilYA({ jours: 1 });
  const actes = {
    notifierChoixLieu: { ...cle(), mesureId: id, choix: 'x', envoyeLe: le },
    accuserChoixLieu: { mesureId: id, recuLe: le },
    repondreChoixLieu: { mesureId: id, accord: true, le },
    saisirCommissionStatut: { ...cle(), mesureId: id, motif: 'STATUT_INADAPTE', le },
    enregistrerExamenStatut: { ...cle(), mesureId: id, tenuLe: le, avis: 'x', risquePersiste: false },
    enregistrerEntretien: { ...cle(), mesureId: id, objet: 'AVANT_MAJORITE', tenuLe: le },
    enregistrerRapport: { ...cle(), mesureId: id, remisLe: le, redigePar: 'x' },
    saisirAutoriteJudiciaire: { ...cle(), mesureId: id, motifs: 'x' },
    attesterInformation: { mesureId: id, destinataire: 'PARENTS', le },
  } as const;
  for (const [acte, input] of Object.entries(actes)) {
    const { body } = await hub.demander('ase33', ASE[acte as keyof typeof actes], { input });
    expect([acte, body.errors?.[0]?.extensions.code]).toEqual([acte, 'NOT_FOUND']);
  }
});
