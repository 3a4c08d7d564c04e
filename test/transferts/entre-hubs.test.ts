import { verifierRecuSeul } from '../../src/audit/verifier-recu';
import { publiques } from '../../src/audit/cles';
import { demoClients } from '../../src/auth/demo-clients';
import { demande } from '../scenarios/cycle-envois';
import * as cycle from '../scenarios/cycle-operations';
import { enfant, fiche, ficheHopital } from '../scenarios/envois';
import { TRANSMETTRE } from '../scenarios/operations';
import { JOINDRE, pdf, PIECES } from '../scenarios/pieces';
import { PROTEGER_DOSSIER } from '../scenarios/protection-operations';
import { gestes } from '../subgraphs/crip-cycle-gestes';
import { accuse, recu, type HubOuvert, type Json } from '../subgraphs/hub-ouvert';
import { LYON, ouvertes, ouvrirDeuxHubs, TRANSIT } from './deux-hubs';
import { randomUUID } from 'node:crypto';

let hubs: Awaited<ReturnType<typeof ouvrirDeuxHubs>>;
beforeAll(async () => {
  hubs = await ouvrirDeuxHubs();
});
afterAll(() => hubs.fermer());

const { faire, avancer, refus, horloges, jusqua } = gestes(() => hubs.toulouse as unknown as HubOuvert);
const aLyon = (query: string, variables: object) => hubs.lyon.demander(LYON.crip, query, variables);
const transit = async (id: string): Promise<Json> => recu(await hubs.toulouse.demander('crip', TRANSIT, { id }));
const reorienter = (informationId: string, changes: object = {}) =>
  avancer(cycle.REORIENTER, { informationId, motif: 'La famille vit à Lyon.', collectivite: '69M', ...changes });

async function joindreUnePiece(informationId: string, octets: Buffer) {
  const envoi = await fetch(new URL('/pieces', hubs.toulouse.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${hubs.toulouse.jeton(demoClients.college)}`, 'content-type': 'application/pdf' },
    body: new Uint8Array(octets),
  });
  const { id: pieceId, empreinte } = (await envoi.json()) as { id: string; empreinte: string };
  const input = {
    idempotencyKey: randomUUID(),
    informationId,
    pieceId,
    empreinte,
    intitule: 'Relevé',
    medicale: false,
  };
  return hubs.toulouse.demander('college', JOINDRE, { input });
}

test('en pleine évaluation : l’information, celle qui est jointe, les réponses, les pièces et la protection arrivent', async () => {
  const traits = enfant();
  const input = fiche({ enfant: traits });
  const id = accuse(await hubs.toulouse.demander('college', TRANSMETTRE, { input })).id;
  const seconde = { ...ficheHopital(), enfant: traits };
  const jointe = accuse(await hubs.toulouse.demander('hopital', TRANSMETTRE, { input: seconde })).id;
  accuse(await joindreUnePiece(id, pdf('Relevé des absences', 70_000)));
  await jusqua('EN_EVALUATION', id);
  await avancer(cycle.JOINDRE, { informationId: jointe, aInformationId: id });
  const { accuseReception } = await faire(cycle.DEMANDER_COMPLEMENT, demande(id));
  const reponse = { demandeId: accuseReception.id as string, reponse: 'Absente trois jours.', fonction: 'CPE' };
  await faire(cycle.REPONDRE_COMPLEMENT, reponse, 'college');
  const [{ enfantId }] = (await hubs.toulouse.database.query<Json>(
    'SELECT enfant_id "enfantId" FROM crip.information_preoccupante WHERE id = $1',
    [id],
  )) as [Json];
  const protection = { idempotencyKey: randomUUID(), enfantId, motif: 'MENACES', precision: 'Une lettre du père.' };
  recu(await hubs.toulouse.demander('crip', PROTEGER_DOSSIER, { input: protection }));
  const [a1] = await horloges(id);

  expect(await reorienter(id)).toBe('EN_EVALUATION');
  expect((await transit(id)).transfertsEntreHubs).toMatchObject([{ etat: 'PREPARATION', vers: '69M', recu: null }]);
  await hubs.toulouse.conduire();

  const parti = await transit(id);
  expect(parti.etat).toBe('REORIENTEE');
  const [transfert] = parti.transfertsEntreHubs;
  expect(transfert).toMatchObject({ etat: 'ABOUTI', refus: null });
  const [arrivee, ...autres] = await ouvertes(hubs.lyon, id);
  expect(autres).toEqual([]);
  expect(transfert.referenceArrivee).toBe(arrivee.reference);
  const verifie = verifierRecuSeul(transfert.recu, publiques(hubs.lyon.trousseau));
  expect(verifie).toMatchObject({ signe: true, charge: { acte: 'recevoirTransfert', institution: 'crip-69M' } });
  expect(verifierRecuSeul(transfert.recu, publiques(hubs.toulouse.trousseau)).signe).toBe(false);

  const lue = recu(await aLyon(cycle.DOSSIER, { id: arrivee.id }));
  expect(lue).toMatchObject({ etat: 'RECUE', recueLe: parti.recueLe, regimeRetour: 'PROFESSIONNEL' });
  expect(lue.transferts).toMatchObject([
    { de: '31', vers: '69M', referenceDepart: parti.reference, canal: 'AUTRE_HUB' },
  ]);
  const la = await hubs.lyon.database.query<Json>(
    'SELECT regle, etat, depart FROM hub.echeance WHERE sujet_id = $1 ORDER BY regle',
    [arrivee.id],
  );
  expect(la[0]).toMatchObject({ regle: 'A1', etat: 'OUVERTE', depart: a1!.depart });
  expect((await horloges(id))[0]).toMatchObject({ regle: 'A1', etat: 'CLOSE' });
  const RECITS =
    'query ($id: ID!) { informationPreoccupante(id: $id) { faits { recit } enfant { nomNaissance } emetteur { nom } } }';
  const recits = recu(await aLyon(RECITS, { id: arrivee.id }));
  expect(recits.enfant.nomNaissance).toBe(traits.nomNaissance);
  expect(recits.faits.at(-1).recit).toMatch(/Absente trois jours/);
  const jointes = await hubs.lyon.database.query(
    'SELECT 1 FROM crip.information_preoccupante WHERE rattachee_a = $1 AND etat = $2',
    [arrivee.id, 'JOINTE'],
  );
  expect(jointes).toHaveLength(1);
  const { pieces } = recu(await aLyon(PIECES, { id: arrivee.id }));
  expect(pieces).toMatchObject([{ intitule: 'Relevé', type: 'application/pdf' }]);
  const octets = await fetch(new URL(`/pieces/${String(pieces[0].id)}`, hubs.lyon.url), {
    headers: { authorization: `Bearer ${hubs.lyon.jeton(LYON.crip)}` },
  });
  expect(Buffer.from(await octets.arrayBuffer())).toEqual(pdf('Relevé des absences', 70_000));
  const [posee] = await hubs.lyon.database.query<Json>(
    'SELECT p.motif, p.collectivite, p.posee_par "poseePar", p.levee_le "leveeLe" FROM crip.protection p',
  );
  expect(posee).toEqual({ motif: 'MENACES', collectivite: '69M', poseePar: 'crip-31', leveeLe: null });
  // Nothing of the file stays in either side's transfer.
  for (const [hub, table] of [
    [hubs.toulouse, 'sortant'],
    [hubs.lyon, 'entrant'],
  ] as const)
    expect(await hub.database.query(`SELECT 1 FROM hub.transfert_${table} WHERE contenu IS NOT NULL`)).toEqual([]);
});

test('en transit, rien n’y change ; rappelée, elle est comme avant, et l’autre hub n’ouvre plus rien', async () => {
  const id = accuse(await hubs.toulouse.demander('college', TRANSMETTRE, { input: fiche() })).id;
  await jusqua('EN_PREMIERE_ANALYSE', id);
  const { accuseReception } = await faire(cycle.DEMANDER_COMPLEMENT, demande(id));
  await reorienter(id);
  const attendu = ['informationId TRANSFERT_EN_COURS'];
  expect(await refus(cycle.QUALIFIER, { informationId: id })).toEqual(attendu);
  expect(await refus(cycle.REORIENTER, { informationId: id, motif: 'Encore.', collectivite: '69M' })).toEqual(attendu);
  expect(recu(await joindreUnePiece(id, pdf('Trop tard'))).userErrors[0].code).toBe('TRANSFERT_EN_COURS');
  const reponse = { demandeId: accuseReception.id as string, reponse: 'Trop tard.', fonction: 'CPE' };
  expect(await refus(cycle.REPONDRE_COMPLEMENT, reponse, 'college')).toEqual(['demandeId TRANSFERT_EN_COURS']);

  expect(await avancer(cycle.RAPPELER_TRANSFERT, { informationId: id })).toBe('EN_PREMIERE_ANALYSE');
  expect(await refus(cycle.RAPPELER_TRANSFERT, { informationId: id })).toEqual(['informationId ETAT_INCOMPATIBLE']);
  await hubs.toulouse.conduire();
  expect((await transit(id)).transfertsEntreHubs).toMatchObject([{ etat: 'RAPPELE', refus: { code: 'RAPPELE' } }]);
  expect(await ouvertes(hubs.lyon, id)).toEqual([]);
  expect(await faire(cycle.REPONDRE_COMPLEMENT, reponse, 'college')).toMatchObject({ userErrors: [] });
  expect(await avancer(cycle.QUALIFIER, { informationId: id })).toBe('QUALIFIEE_IP');
});

test('protégé entre-temps, le dossier ne part pas sans sa protection', async () => {
  const id = accuse(await hubs.toulouse.demander('college', TRANSMETTRE, { input: fiche() })).id;
  await reorienter(id);
  const QUI = 'query ($id: ID!) { informationPreoccupante(id: $id) { enfant { id } } }';
  const enfantId = recu(await hubs.toulouse.demander('crip', QUI, { id })).enfant.id as string;
  const protection = { idempotencyKey: randomUUID(), enfantId, motif: 'MENACES' };
  recu(await hubs.toulouse.demander('crip', PROTEGER_DOSSIER, { input: protection }));
  await hubs.toulouse.conduire();
  expect((await transit(id)).transfertsEntreHubs).toMatchObject([{ refus: { code: 'DOSSIER_CHANGE' } }]);
  expect(await ouvertes(hubs.lyon, id)).toEqual([]);
  await reorienter(id);
  await hubs.toulouse.conduire();
  expect((await transit(id)).transfertsEntreHubs).toMatchObject([{}, { etat: 'ABOUTI' }]);
  expect(await ouvertes(hubs.lyon, id)).toHaveLength(1);
});

test('à Lyon, qui n’a pas l’école, la CRIP répond par une autre voie', async () => {
  const id = accuse(await hubs.toulouse.demander('college', TRANSMETTRE, { input: fiche() })).id;
  await reorienter(id);
  await hubs.toulouse.conduire();
  const [{ id: arrivee }] = (await ouvertes(hubs.lyon, id)) as [Json];
  const input = { informationId: arrivee as string, code: 'EVALUATION_EN_COURS' };
  const sans = recu(await aLyon(cycle.ENVOYER_RETOUR, { input }));
  expect(sans.userErrors).toMatchObject([{ code: 'CHAMP_REQUIS', path: ['canal'] }]);
  const par = recu(await aLyon(cycle.ENVOYER_RETOUR, { input: { ...input, canal: 'COURRIEL' } }));
  expect(par.retour).toMatchObject({ canal: 'COURRIEL' });
});

test('la CRIP d’origine est avertie quand le transfert n’aboutit pas, ou tarde', async () => {
  const id = accuse(await hubs.toulouse.demander('college', TRANSMETTRE, { input: fiche() })).id;
  await reorienter(id);
  await hubs.lyon.arreter();
  try {
    await hubs.toulouse.conduire();
    expect(await hubs.toulouse.transferts.alerter()).toBe(0);
    await hubs.toulouse.database.query(
      `UPDATE hub.transfert_sortant SET ouvert_le = now() - interval '61 minutes' WHERE sujet_id = $1`,
      [id],
    );
    expect([await hubs.toulouse.transferts.alerter(), await hubs.toulouse.transferts.alerter()]).toEqual([1, 0]);
  } finally {
    await hubs.lyon.demarrer();
  }
  const [dit] = await hubs.toulouse.database.query<Json>(
    `SELECT l.destinataire FROM hub.evenement e JOIN hub.livraison l ON l.evenement_id = e.id
     WHERE e.sujet_id = $1 AND e.type = 'transfert.en-attente'`,
    [id],
  );
  expect(dit).toEqual({ destinataire: 'crip-31' });
  const [attente] = await hubs.toulouse.database.query<Json>(
    'SELECT dernier_echec "dernierEchec" FROM hub.transfert_sortant WHERE sujet_id = $1',
    [id],
  );
  expect(attente.dernierEchec).toBe('ECONNREFUSED');
  await hubs.toulouse.conduire();
  expect((await transit(id)).etat).toBe('REORIENTEE');
});
