import { randomUUID } from 'node:crypto';
import { absents, transfertDossier } from '../scenarios/ase-envois';
import { ASE, PIECES_TRANSFERT, TRANSFERTS, UN_TRANSFERT } from '../scenarios/ase-operations';
import { BOITE } from '../scenarios/operations';
import { PROTEGER_DOSSIER } from '../scenarios/protection-operations';
import { gestesAse } from './ase-gestes';
import { decidee } from './justice-gestes';
import {
  accuse,
  INSTITUTIONS,
  lignes,
  ouvrirHub,
  ouvrirTerrain,
  recu,
  type HubOuvert,
  type Json,
  type NomInstitution,
  type Porteur,
  type Terrain,
} from './hub-ouvert';

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

const { admis, refus, suivie, unAccueil, unPlacement, uneUrgence, unEnfant } = gestesAse(() => hub);

type Changes = Partial<Parameters<typeof transfertDossier>[0]>;
const SANS_INFORMATION = [...transfertDossier({ mesureId: '' }).documents, ...absents('INFORMATIONS')];
const transferer = async (mesureId: string, changes: Changes = {}): Promise<Json> =>
  admis('transfererDossier', transfertDossier({ mesureId, ...changes }));
/** A judge's placement comes from an order of the procureur: no information is known about the child. */
const transfererPlacement = (mesureId: string, changes: Changes = {}) =>
  transferer(mesureId, { documents: SANS_INFORMATION, ...changes });
const refuse = (mesureId: string, changes: Changes = {}) =>
  refus('transfererDossier', transfertDossier({ mesureId, ...changes }));
const stub = async (qui: NomInstitution | Porteur, id: string): Promise<Json> =>
  (await hub.demander(qui, UN_TRANSFERT, { id })).body.data?.transfertInterdepartemental ?? null;
const lire = async (qui: NomInstitution, id: string): Promise<Json> =>
  (await hub.demander(qui, `query ($id: ID!) { mesure(id: $id) { id etat terme decisionId } }`, { id })).body.data
    ?.mesure ?? null;
const HORLOGES = `
  SELECT regle, etat, depart, date_limite::text limite, acteur, avertie, collectivite FROM hub.echeance
  WHERE sujet_id = $1 ORDER BY regle`;
const registre = (id: string) => hub.database.query<Json>(HORLOGES, [id]);
const ACCORDS = [{ qualite: 'MERE' as const, donne: true, le: '2026-09-01' }];
const dits = async (type: string, sujetId: string): Promise<string[]> =>
  (
    await hub.database.query<{ destinataire: string }>(
      `SELECT l.destinataire FROM hub.livraison l JOIN hub.evenement e ON e.id = l.evenement_id
       WHERE e.type = $1 AND e.sujet_id = $2 ORDER BY 1`,
      [type, sujetId],
    )
  ).map(({ destinataire }) => destinataire);

describe('une mesure judiciaire', () => {
  test('se poursuit à l’arrivée ; l’origine garde la trace, et ne lit rien de la suite', async () => {
    const mesureId = await unPlacement();
    const avant = await suivie(mesureId);
    const courait = (await registre(mesureId)).filter(({ etat }) => etat === 'OUVERTE');
    const { id, reference } = await transfererPlacement(mesureId);

    const la = await stub('ase33', id);
    expect(la).toMatchObject({ reference, issue: 'MESURE', de: '31', vers: '33', canal: 'HUB', conservationAns: 10 });
    expect(la.enfant.nomNaissance).toMatch(/^Durand/);
    const arrivee = la.mesure.id as string;
    expect(await suivie(arrivee, 'ase33')).toMatchObject({
      ...{ etat: 'EN_COURS', terme: avant.terme, confieA: avant.confieA, nature: 'PLACEMENT_ASE' },
    });
    // The same clocks, at the same dates, of the services of arrival.
    const courent = await registre(arrivee);
    const dates = ({ regle, depart, limite }: Json) => ({ regle, depart, limite });
    expect(courent.map(dates)).toEqual(courait.map(dates));
    expect(courent.length).toBeGreaterThan(2);
    expect(courent.every(({ collectivite, avertie }) => collectivite === '33' && avertie !== 'ase-31')).toBe(true);
    expect((await registre(mesureId)).map(({ etat }) => etat)).not.toContain('OUVERTE');

    expect(await suivie(mesureId)).toMatchObject({
      etat: 'TERMINEE',
      motifFin: expect.stringMatching(/Gironde.*L221-3/),
    });
    const ici = await stub('ase', id);
    expect(ici).toMatchObject({
      reference,
      mesure: { id: mesureId, etat: 'TERMINEE' },
      referenceArrivee: la.referenceArrivee,
    });
    for (const [qui, lue] of [
      ['ase', arrivee],
      ['crip', arrivee],
      ['crip69M', arrivee],
      ['ase33', mesureId],
    ] as const)
      expect(await lire(qui, lue)).toBeNull();
    expect(await stub('crip69M', id)).toBeNull();
    expect((await lire('crip33', arrivee)).etat).toBe('EN_COURS');
    expect((await stub('crip', id)).mesure.id).toBe(mesureId);
    const { edges } = recu(await hub.demander('ase33', TRANSFERTS));
    expect(edges[0].node.id).toBe(id);
  });

  test('le juge et le parquet sont avertis, les deux services d’arrivée, la CRIP d’origine', async () => {
    const mesureId = await unPlacement();
    const { id } = await transfererPlacement(mesureId);
    const arrivee = (await stub('ase33', id)).mesure.id as string;
    expect(await dits('dossier.transfere', id)).toEqual(['ase-33', 'crip-31', 'crip-33']);
    expect(await dits('mesure.transferee', arrivee)).toEqual(['je-tj31555', 'tj31555']);
    expect(await lire('juge', arrivee)).toMatchObject({ etat: 'EN_COURS' });
    const { edges } = recu(await hub.demander('crip33', BOITE));
    expect(edges[0].node.sujet).toEqual({ type: 'TransfertInterdepartemental', id });
  });

  test('la décision et ses délais passent à l’arrivée ; le juge renouvelle, c’est la mesure d’arrivée qui continue', async () => {
    const mesureId = await unPlacement();
    const { enfant, decisionId } = recu(
      await hub.demander('ase', 'query ($id: ID!) { mesure(id: $id) { decisionId enfant { id } } }', { id: mesureId }),
    );
    const { id } = await transfererPlacement(mesureId);
    const arrivee = (await stub('ase33', id)).mesure.id as string;
    const decision = async (qui: NomInstitution, lue: string) =>
      (await hub.demander(qui, 'query ($id: ID!) { decision(id: $id) { collectivite } }', { id: lue })).body.data
        ?.decision;
    expect(await decision('ase33', decisionId)).toEqual({ collectivite: '33' });
    expect(await decision('ase', decisionId)).toBeNull();
    expect((await registre(decisionId)).filter(({ etat }) => etat === 'OUVERTE')).not.toContainEqual(
      expect.objectContaining({ collectivite: '31' }),
    );
    const suivante = await decidee(hub, { enfantId: enfant.id, rendueLe: new Date().toISOString() });
    expect(await decision('ase33', suivante.id)).toEqual({ collectivite: '33' });
    expect(await decision('ase', suivante.id)).toBeNull();
    expect(await lire('ase33', arrivee)).toMatchObject({ etat: 'EN_COURS', decisionId: suivante.id });
    expect(await dits('decision.notifiee', suivante.id)).not.toContain('ase-31');
  });

  test('les parents sont informés ; sinon, le motif dit que c’est contraire à l’intérêt de l’enfant', async () => {
    const mesureId = await unPlacement();
    const sans = await refuse(mesureId, { parents: {}, documents: SANS_INFORMATION });
    expect(sans).toMatchObject({ code: 'ARTICLE_CONTRAIRE', path: ['parents'] });
    expect(sans.message).toMatch(/R221-5/);
    const motifNonInformes = 'Le père a menacé de l’enlever.';
    const { id } = await transfererPlacement(mesureId, { parents: { motifNonInformes } });
    expect(await stub('ase33', id)).toMatchObject({ parentsInformesLe: null, motifNonInformes });
  });

  test('elle reste à la charge de l’origine (L228-4) : la décision en vigueur et les pièces de paiement, rien d’autre', async () => {
    const mesureId = await unPlacement();
    const documents = [{ document: 'PIECES_PAIEMENT' as const, le: '2026-06-01', texte: 'Prix de journée.' }];
    const { id } = await transferer(mesureId, { portee: 'MESURE_MAINTENUE', documents });
    const la = await stub('ase33', id);
    expect(la).toMatchObject({ issue: 'MESURE_MAINTENUE', mesure: null, referenceArrivee: null });
    expect(la.documents.map(({ document }: Json) => document)).toEqual(['DECISION_EN_VIGUEUR', 'PIECES_PAIEMENT']);
    expect((await suivie(mesureId)).etat).toBe('EN_COURS');
    const trop = await refuse(mesureId, { portee: 'MESURE_MAINTENUE', documents: absents('RAPPORT_ANNUEL') });
    expect(trop.code).toBe('ARTICLE_CONTRAIRE');
  });

  test('ce que l’origine protège est protégé à l’arrivée', async () => {
    const mesureId = await unPlacement();
    const enfantId = (await suivie(mesureId)).enfant.id as string;
    const input = { idempotencyKey: randomUUID(), enfantId, motif: 'MENACES' };
    expect(recu(await hub.demander('ase', PROTEGER_DOSSIER, { input })).userErrors).toEqual([]);
    await transfererPlacement(mesureId);
    const posees = await hub.database.query(
      'SELECT collectivite FROM crip.protection WHERE enfant_id = $1 ORDER BY 1',
      [enfantId],
    );
    expect(posees).toEqual([{ collectivite: '31' }, { collectivite: '33' }]);
  });
});

describe('une mesure administrative', () => {
  test('avec l’accord écrit et préalable des parents : elle se poursuit, son terme est le même', async () => {
    const mesureId = await unAccueil({ mois: 2 });
    const { terme } = await suivie(mesureId);
    const sans = await refuse(mesureId);
    expect(sans).toMatchObject({ code: 'ARTICLE_CONTRAIRE', path: ['accords'] });
    const { id } = await transferer(mesureId, { accords: ACCORDS });
    const la = await stub('ase33', id);
    expect(await lire('ase33', la.mesure.id)).toMatchObject({ etat: 'EN_COURS', terme });
    expect((await registre(la.mesure.id)).map(({ regle }) => regle)).toEqual(expect.arrayContaining(['A9', 'A6']));
    expect(await dits('mesure.transferee', la.mesure.id)).toEqual([]);
  });

  test('les parents refusent, sans danger ni risque : rien n’est transmis', async () => {
    const mesureId = await unAccueil({ mois: 2 });
    const avant = await lignes(hub.database);
    const un = await refuse(mesureId, {
      refus: { conclusion: 'NI_DANGER_NI_RISQUE', expose: 'La situation a changé.' },
    });
    expect(un).toMatchObject({ code: 'ARTICLE_CONTRAIRE', path: ['refus'] });
    expect(await lignes(hub.database)).toEqual(avant);
  });

  test('les parents refusent, l’interruption est un risque : la CRIP d’arrivée reçoit une information préoccupante', async () => {
    const mesureId = await unAccueil({ mois: 2 });
    const expose = 'Sans cet accueil, la scolarité est compromise.';
    const { id } = await transferer(mesureId, { refus: { conclusion: 'RISQUE', expose } });
    const la = await stub('crip33', id);
    expect(la).toMatchObject({ issue: 'INFORMATION_PREOCCUPANTE', mesure: null });
    const [information] = await hub.database.query<Json>(
      "SELECT id, reference, etat FROM crip.information_preoccupante WHERE enfant_id = $1 AND collectivite = '33'",
      [la.enfant.id],
    );
    expect(information).toMatchObject({ etat: 'RECUE', reference: la.referenceArrivee });
    const query = 'query ($id: ID!) { informationPreoccupante(id: $id) { faits { recit } echeances { regle } } }';
    const lue = recu(await hub.demander('crip33', query, { id: information.id }));
    expect(lue).toEqual({ faits: [{ recit: expose }], echeances: [{ regle: 'A1' }] });
    for (const qui of ['ase', 'crip'] as const)
      expect((await hub.demander(qui, query, { id: information.id })).body.data?.informationPreoccupante).toBeNull();
    expect((await suivie(mesureId)).etat).toBe('EN_COURS');
  });

  test('les parents refusent, l’interruption est un danger : le procureur est saisi, les données sont transmises', async () => {
    const mesureId = await unAccueil({ mois: 2 });
    const refusDesParents = { conclusion: 'DANGER' as const, expose: 'Seule chez elle la nuit.', tribunal: 'tj31555' };
    const sans = await refuse(mesureId, { refus: { ...refusDesParents, tribunal: null } });
    expect(sans).toMatchObject({ code: 'CHAMP_REQUIS', path: ['refus', 'tribunal'] });
    const { id } = await transferer(mesureId, { refus: refusDesParents });
    expect(await stub('ase33', id)).toMatchObject({ issue: 'AUTORITE_JUDICIAIRE', mesure: null });
    const [saisine] = await hub.database.query<Json>(
      `SELECT s.id, s.tribunal, s.motifs, s.auteur FROM crip.signalement s
       JOIN ase.transfert t ON t.signalement_id = s.id WHERE t.id = $1`,
      [id],
    );
    expect(saisine).toMatchObject({ tribunal: 'tj31555', motifs: ['REFUS_OU_IMPOSSIBILITE'], auteur: 'ase-31' });
    const query = 'query ($id: ID!) { signalement(id: $id) { expose } }';
    expect(recu(await hub.demander('parquet', query, { id: saisine.id })).expose).toBe(refusDesParents.expose);
    expect(await dits('signalement.transmis', saisine.id)).toEqual(['tj31555']);
  });

  test('une aide financière seule, un accueil en urgence, une mesure terminée : refusés, avec le texte', async () => {
    const enfantId = await unEnfant();
    const aide = await admis('ouvrirMesureAdministrative', {
      ...{ idempotencyKey: randomUUID(), enfantId, nature: 'AIDE_FINANCIERE', accords: ACCORDS },
      ...{ debut: '2026-09-01T09:00:00Z', terme: '2027-03-01' },
    });
    expect((await refuse(aide.id, { accords: ACCORDS })).message).toMatch(/R221-5-2/);
    expect((await refuse(await uneUrgence())).message).toMatch(/urgence/);
    const mesureId = await unAccueil({ mois: 2 });
    await transferer(mesureId, { accords: ACCORDS });
    expect((await refuse(mesureId, { accords: ACCORDS })).code).toBe('ETAT_INCOMPATIBLE');
  });
});

test('une information en cours se transfère par `reorienter` : le refus le dit', async () => {
  const enfantId = await unEnfant();
  const [information] = await hub.database.query<{ id: string }>(
    'SELECT id FROM crip.information_preoccupante WHERE enfant_id = $1',
    [enfantId],
  );
  const un = await refuse(information!.id);
  expect(un).toMatchObject({ code: 'ETAT_INCOMPATIBLE', path: ['mesureId'] });
  expect(un.message).toMatch(/reorienter/);
  const ailleurs = { input: transfertDossier({ mesureId: information!.id, collectivite: '31' }) };
  const inconnue = await hub.demander('ase33', ASE.transfererDossier, ailleurs);
  expect(inconnue.body.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
});

describe('les documents de R221-6', () => {
  test('chacun est nommé : transmis, ou pourquoi il manque', async () => {
    const mesureId = await unAccueil({ mois: 2 });
    const input = transfertDossier({ mesureId, accords: ACCORDS, documents: [] });
    const { userErrors } = recu(await hub.demander('ase', ASE.transfererDossier, { input }));
    const manquent = userErrors.map(({ message }: Json) => /^documents : (\w+)/.exec(message as string)?.[1]);
    expect(manquent).toEqual(['EVALUATION', 'RAPPORT_ANNUEL', 'RAPPORT_CIRCONSTANCIE', 'PROJET_POUR_ENFANT']);
    const { id } = await transferer(mesureId, { accords: ACCORDS });
    expect((await stub('ase33', id)).documents).toEqual([
      { document: 'INFORMATIONS', motifAbsence: null },
      { document: 'DECISIONS', motifAbsence: null },
      { document: 'EVALUATION', motifAbsence: expect.any(String) },
      { document: 'RAPPORT_ANNUEL', motifAbsence: expect.any(String) },
      { document: 'RAPPORT_CIRCONSTANCIE', motifAbsence: expect.any(String) },
      { document: 'PROJET_POUR_ENFANT', motifAbsence: null },
    ]);
  });

  test.each([
    [[{ document: 'EVALUATION' as const }], 'documents.0.texte CHAMP_REQUIS'],
    [[{ document: 'EVALUATION' as const, texte: 'Danger.' }], 'documents.0.le CHAMP_REQUIS'],
    [[{ document: 'PIECES_PAIEMENT' as const, motifAbsence: 'Aucune.' }], 'documents.0.document ARTICLE_CONTRAIRE'],
  ])('%j : %s', async (documents, attendu) => {
    const { code, path } = await refuse(randomUUID(), { documents });
    expect(`${(path as string[]).join('.')} ${code as string}`).toBe(attendu);
  });

  test('leurs pièces ne sont lues que par un agent individuellement désigné (R221-8)', async () => {
    const { id } = await transferer(await unAccueil({ mois: 2 }), { accords: ACCORDS });
    const [agent, autre] = [randomUUID(), randomUUID()];
    const comme = (sub: string): Porteur => ({ ...INSTITUTIONS.ase33, sub });
    const pieces = (qui: NomInstitution | Porteur) => hub.demander(qui, PIECES_TRANSFERT, { id });
    const code = async (qui: NomInstitution | Porteur) => (await pieces(qui)).body.errors?.[0]?.extensions.code;
    const designer = async (qui: Porteur, input: object) => recu(await hub.demander(qui, ASE.designerAgent, { input }));
    expect(await code(comme(agent))).toBe('AGENT_NON_DESIGNE');
    expect((await designer(comme(agent), { agent, enFonction: true })).userErrors[0].code).toBe('ARTICLE_CONTRAIRE');
    expect((await designer(comme(autre), { agent, enFonction: true })).agent).toEqual({ agent, enFonction: true });
    const { documents } = recu(await pieces(comme(agent)));
    expect(documents[0].pieces[0].texte).toMatch(/\w/);
    expect(documents.at(-1)).toMatchObject({
      document: 'PROJET_POUR_ENFANT',
      pieces: [{ le: '2026-06-01', texte: 'Soutenir la scolarité, rencontrer le père.' }],
    });
    expect(await code(comme(autre))).toBe('AGENT_NON_DESIGNE');
    expect(await code('ase33')).toBe('AGENT_NON_DESIGNE');
    expect((await designer(comme(autre), { agent, enFonction: false })).agent.enFonction).toBe(false);
    expect(await code(comme(agent))).toBe('AGENT_NON_DESIGNE');
  });
});

describe('la collectivité d’arrivée n’est pas reliée au hub', () => {
  test('sans dire comment : refusé ; par une voie de R221-7 : la preuve est gardée, la mesure est partie', async () => {
    const mesureId = await unAccueil({ mois: 2 });
    const sans = await refuse(mesureId, { accords: ACCORDS, collectivite: '75' });
    expect(sans).toMatchObject({ code: 'CHAMP_REQUIS', path: ['transmission'] });
    const le = new Date().toISOString().slice(0, 10);
    const transmission = { canal: 'RECOMMANDE' as const, le, preuve: '2C 155 345 6789 0' };
    const { id } = await transferer(mesureId, { accords: ACCORDS, collectivite: '75', transmission });
    expect(await stub('ase', id)).toMatchObject({
      ...{ vers: '75', canal: 'RECOMMANDE', preuve: transmission.preuve, referenceArrivee: null },
    });
    expect((await suivie(mesureId)).etat).toBe('TERMINEE');
    expect(await hub.database.query("SELECT 1 FROM crip.relation WHERE institution = 'ase-75'")).toEqual([]);
  });

  test('reliée, et dire une autre voie : refusé', async () => {
    const mesureId = await unAccueil({ mois: 2 });
    const transmission = { canal: 'RECOMMANDE' as const, le: '2026-10-01', preuve: '2C 1' };
    expect((await refuse(mesureId, { accords: ACCORDS, transmission })).code).toBe('VALEUR_INVALIDE');
  });
});

test('les deux l’ont, ou aucune : ce qui échoue à la dernière écriture ne laisse rien nulle part', async () => {
  const mesureId = await unPlacement();
  await hub.database.query(`
    CREATE FUNCTION public.panne() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'panne'; END $$`);
  await hub.database.query(`
    CREATE TRIGGER panne AFTER INSERT ON hub.livraison FOR EACH ROW
    WHEN (NEW.destinataire = 'ase-33') EXECUTE FUNCTION public.panne()`);
  const avant = await lignes(hub.database);
  const input = transfertDossier({ mesureId, documents: SANS_INFORMATION });
  const reponse = await hub.demander('ase', ASE.transfererDossier, { input });
  expect(reponse.body.errors?.[0]?.extensions.code).toBe('ERREUR_INTERNE');
  expect(await lignes(hub.database)).toEqual(avant);
  expect((await suivie(mesureId)).etat).toBe('EN_COURS');
  await hub.database.query('DROP TRIGGER panne ON hub.livraison');
  // Sent again with the same key, it is done once; and once more, nothing more is.
  const { id } = accuse(await hub.demander('ase', ASE.transfererDossier, { input }));
  expect(accuse(await hub.demander('ase', ASE.transfererDossier, { input })).id).toBe(id);
  expect(await hub.database.query('SELECT 1 FROM ase.transfert WHERE mesure_id = $1', [mesureId])).toHaveLength(1);
});

test('à la base même : ni l’origine ne lit la suite, ni une troisième collectivité quoi que ce soit', async () => {
  const mesureId = await unPlacement();
  const { id } = await transfererPlacement(mesureId);
  const arrivee = (await stub('ase33', id)).mesure.id as string;
  const voit = (collectivite: string, table: string, cle: string, valeur: string) =>
    hub.database.transaction(
      async (tx) => {
        await tx.query('SET LOCAL ROLE hub_app');
        return (await tx.query(`SELECT 1 FROM ${table} WHERE ${cle} = $1`, [valeur])).length > 0;
      },
      { institution: `ase-${collectivite}`, role: 'ase', territoire: collectivite },
    );
  const table = [
    ['ase.mesure', 'id', arrivee, { '31': false, '33': true, '69M': false }],
    ['ase.mesure', 'id', mesureId, { '31': true, '33': false, '69M': false }],
    ['ase.transfert', 'id', id, { '31': true, '33': true, '69M': false }],
    ['ase.document_transfere', 'transfert_id', id, { '31': true, '33': true, '69M': false }],
    ['hub.echeance', 'sujet_id', arrivee, { '31': false, '33': true, '69M': false }],
  ] as const;
  for (const [nom, cle, valeur, attendu] of table)
    for (const [collectivite, vu] of Object.entries(attendu))
      expect([nom, collectivite, await voit(collectivite, nom, cle, valeur)]).toEqual([nom, collectivite, vu]);
});
