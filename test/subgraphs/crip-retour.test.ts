import { demoClients } from '../../src/auth/demo-clients';
import { appelDuneVoisine, rapport } from '../scenarios/cycle-envois';
import * as cycle from '../scenarios/cycle-operations';
import { enfant, fiche, ficheHopital } from '../scenarios/envois';
import { soitTransmis } from '../scenarios/justice-envois';
import { SOIT_TRANSMIS } from '../scenarios/justice-operations';
import { TRANSMETTRE } from '../scenarios/operations';
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
const etats = async (id: string) => (await horloges(id)).map(({ regle, etat }) => `${regle} ${etat}`);
const envoyer = (informationId: string, changes: object = {}) =>
  faire(cycle.ENVOYER_RETOUR, { informationId, ...changes });
const refusDenvoi = (informationId: string, changes: object = {}) =>
  refus(cycle.ENVOYER_RETOUR, { informationId, ...changes });
const transmission = async (qui: 'college' | 'hopital' | 'snated', id: string): Promise<Json> =>
  recu(await hub.demander(qui, cycle.MES_TRANSMISSIONS)).edges.find(({ node }: Json) => node.id === id)?.node;
const appel = async (changes: object = {}) =>
  (await faire(cycle.ENREGISTRER_INFORMATION, appelDuneVoisine(changes))).accuseReception;
const prevenus = (id: string) =>
  hub.database.query(
    `SELECT destinataire FROM hub.evenement e JOIN hub.livraison l ON l.evenement_id = e.id
     WHERE sujet_id = $1 AND type = 'retour.envoye'`,
    [id],
  );

describe('un professionnel : trois mois de l’envoi', () => {
  test('le dernier projet part, clôt A2, et n’est dit qu’à l’émetteur', async () => {
    const id = await transmettre();
    expect(await refusDenvoi(id)).toEqual(['code ETAT_INCOMPATIBLE']);
    await jusqua('EN_EVALUATION', id);
    expect(await refusDenvoi(id, { code: 'CLASSEE' })).toEqual(['code ETAT_INCOMPATIBLE']);
    expect((await envoyer(id)).retour).toMatchObject({ code: 'EVALUATION_EN_COURS', canal: 'HUB' });
    expect(await etats(id)).toEqual(['A1 OUVERTE', 'A2 TENUE']);
    expect(await prevenus(id)).toEqual([{ destinataire: demoClients.college.institution }]);
    expect((await transmission('college', id)).retour.code).toBe('EVALUATION_EN_COURS');
    for (const qui of ['hopital', 'crip'] as const)
      expect(recu(await hub.demander(qui, cycle.MES_TRANSMISSIONS)).edges).toEqual([]);
  });

  test('une prise en compte part, mais la suite reste due', async () => {
    const id = await jusqua('EN_PREMIERE_ANALYSE', await transmettre());
    expect((await envoyer(id)).retour.code).toBe('PRISE_EN_COMPTE');
    expect(await etats(id)).toEqual(['A1 OUVERTE', 'A2 OUVERTE']);
  });

  test('A2 part de l’envoi, A1 de la réception ; le délai est lu avec son article', async () => {
    const id = await transmettre({ transmiseLe: '2026-03-02T10:00:00+01:00' });
    expect((await transmission('college', id)).echeance).toEqual({
      ...{ regle: 'A2', dateLimite: '2026-06-02', article: 'CASF, art. L. 226-5, al. 1', verifie: true },
    });
    const [a1, a2] = await horloges(id);
    expect(a1!.depart.getTime()).toBeGreaterThan(a2!.depart.getTime());
  });

  test('chaque changement d’état prépare un retour, jusqu’à la décision ; après elle, l’évaluation n’est plus en cours', async () => {
    const id = await jusqua('EVALUEE', await transmettre());
    await avancer(cycle.COMPLETER_EVALUATION, { informationId: id, motif: 'Le père.' });
    await avancer(cycle.RENDRE_EVALUATION, rapport(id));
    await avancer(cycle.DECIDER, { informationId: id, suite: 'CLASSEMENT' });
    expect((await dossier(id)).retours.map(({ code }: Json) => code)).toEqual([
      ...['PRISE_EN_COMPTE', 'PRISE_EN_COMPTE', 'EVALUATION_EN_COURS', 'EVALUATION_EN_COURS', 'EVALUATION_EN_COURS'],
      ...['EVALUATION_EN_COURS', 'CLASSEE'],
    ]);
    expect(await refusDenvoi(id, { code: 'EVALUATION_EN_COURS' })).toEqual(['code ETAT_INCOMPATIBLE']);
    expect((await envoyer(id)).retour).toMatchObject({ code: 'CLASSEE' });
  });

  test('joint, l’évaluation en cours est celle de l’information jointe', async () => {
    const unEnfant = enfant();
    const ouverte = await jusqua('EN_EVALUATION', await transmettre({ enfant: unEnfant }));
    const jointe = accuse(
      await hub.demander('hopital', TRANSMETTRE, { input: { ...ficheHopital(), enfant: unEnfant } }),
    ).id;
    await avancer(cycle.JOINDRE, { informationId: jointe, aInformationId: ouverte });
    expect((await envoyer(jointe, { code: 'EVALUATION_EN_COURS' })).retour.code).toBe('EVALUATION_EN_COURS');
    expect(await prevenus(jointe)).toEqual([{ destinataire: demoClients.hopital.institution }]);
    expect(await etats(ouverte)).toEqual(['A1 OUVERTE', 'A2 OUVERTE']);
  });

  test('relié au hub, il n’est prévenu que par le hub', async () => {
    const id = await jusqua('EN_EVALUATION', await transmettre());
    expect(await refusDenvoi(id, { canal: 'COURRIER' })).toEqual(['canal VALEUR_INVALIDE']);
  });
});

test('le 119 : trois mois de la réception, par convention, et la ligne dit qu’elle est à vérifier', async () => {
  const { scolarite: _, ...laFiche } = fiche({ transmiseLe: '2026-03-02T10:00:00+01:00' });
  const emetteur = { ...laFiche.emetteur, typeInstitution: 'SNATED_119', nom: '119', uai: null, fonction: 'Écoutante' };
  const { accuseReception } = recu(await hub.demander('snated', TRANSMETTRE, { input: { ...laFiche, emetteur } }));
  const { id, echeances } = accuseReception;
  expect(echeances.map(({ regle }: Json) => regle)).toEqual(['A1', 'A2_119']);
  expect((await dossier(id)).regimeRetour).toBe('SERVICE_119');
  const [a1, retour] = await horloges(id);
  expect(retour!.depart).toEqual(a1!.depart);
  expect((await transmission('snated', id)).echeance).toMatchObject({ regle: 'A2_119', verifie: false });
  await jusqua('EN_EVALUATION', id);
  await envoyer(id);
  expect(await etats(id)).toEqual(['A1 OUVERTE', 'A2_119 TENUE']);
});

describe('toute autre personne : sur sa demande', () => {
  test('un appel enregistré : A1 seule, puis A3 de la demande, tenue par une simple prise en compte', async () => {
    const { id, echeances } = await appel();
    expect(echeances.map(({ regle }: Json) => regle)).toEqual(['A1']);
    expect(await dossier(id)).toMatchObject({ canal: 'TELEPHONE', regimeRetour: 'SUR_DEMANDE', astreinte: null });
    const demandeLe = new Date().toISOString();
    const demandee = await faire(cycle.DEMANDER_RETOUR, { informationId: id, demandeLe });
    expect(demandee.accuseReception.echeances).toMatchObject([{ regle: 'A3', article: 'CASF, art. L. 226-5, al. 2' }]);
    expect(await refus(cycle.DEMANDER_RETOUR, { informationId: id, demandeLe })).toEqual(['informationId DEJA_FAIT']);
    expect(await refusDenvoi(id, { code: 'PRISE_EN_COMPTE' })).toEqual(['canal CHAMP_REQUIS']);
    expect(await refusDenvoi(id, { code: 'PRISE_EN_COMPTE', canal: 'HUB' })).toEqual(['canal CHAMP_REQUIS']);
    const { retour } = await envoyer(id, { code: 'PRISE_EN_COMPTE', canal: 'COURRIER' });
    expect(retour).toMatchObject({ code: 'PRISE_EN_COMPTE', canal: 'COURRIER' });
    expect(await etats(id)).toEqual(['A1 OUVERTE', 'A3 TENUE']);
    expect(await prevenus(id)).toEqual([]);
    expect((await dossier(id)).retours).toMatchObject([{ code: 'PRISE_EN_COMPTE', canal: 'COURRIER' }]);
  });

  test('écarté pour une raison du texte : gardé dans l’historique, le délai clos', async () => {
    const { id } = await appel();
    await faire(cycle.DEMANDER_RETOUR, { informationId: id, demandeLe: new Date().toISOString() });
    expect(await avancer(cycle.ECARTER_RETOUR, { informationId: id, motif: 'RISQUE_AU_FOYER' })).toBe('RECUE');
    expect(await etats(id)).toEqual(['A1 OUVERTE', 'A3 CLOSE']);
    expect((await dossier(id)).historique).toMatchObject([
      { acte: 'ecarterRetour', motif: expect.stringContaining('D226-2-8') },
    ]);
  });

  test('ni demandé ni écarté pour un professionnel : son retour est dû', async () => {
    const informationId = await transmettre();
    const demandeLe = new Date().toISOString();
    expect(await refus(cycle.DEMANDER_RETOUR, { informationId, demandeLe })).toEqual([
      'informationId ARTICLE_CONTRAIRE',
    ]);
    expect(await refus(cycle.ECARTER_RETOUR, { informationId, motif: 'MISE_EN_DANGER' })).toEqual([
      'informationId ARTICLE_CONTRAIRE',
    ]);
  });

  test('une demande d’avant la réception est refusée', async () => {
    const { id } = await appel();
    const demandeLe = new Date(Date.now() - 7_200_000).toISOString();
    expect(await refus(cycle.DEMANDER_RETOUR, { informationId: id, demandeLe })).toEqual(['demandeLe DATE_INVALIDE']);
  });
});

describe('un appel, un courrier : enregistrés par la CRIP', () => {
  test('un courrier d’un professionnel : A2 de l’envoi, A1 de la réception, retour par courrier', async () => {
    const emetteur = {
      typeInstitution: 'MEDECIN_LIBERAL',
      nom: 'Cabinet',
      personne: 'Dr Exemple',
      fonction: 'Médecin',
    };
    const { id } = await appel({
      emetteur: { ...emetteur, soumisAuSecret: true, anonymatDemande: false, redigeeLe: '2026-03-02T10:00:00+01:00' },
      ...{ canal: 'COURRIER', transmiseLe: '2026-03-02T10:00:00+01:00', recueLe: '2026-03-05T09:00:00+01:00' },
    });
    const [a1, a2] = await horloges(id);
    expect([a1!.depart.toISOString(), a2!.depart.toISOString()]).toEqual([
      ...['2026-03-05T08:00:00.000Z', '2026-03-02T09:00:00.000Z'],
    ]);
    await jusqua('EN_EVALUATION', id);
    await envoyer(id, { canal: 'COURRIER' });
    expect((await etats(id)).slice(1)).toEqual(['A2 TENUE']);
  });

  test('le même appel répété n’est enregistré qu’une fois ; personne d’autre ne le lit comme sien', async () => {
    const input = appelDuneVoisine({ idempotencyKey: 'le-meme-appel' });
    const un = await faire(cycle.ENREGISTRER_INFORMATION, input);
    expect(await faire(cycle.ENREGISTRER_INFORMATION, input)).toEqual(un);
    const { id } = un.accuseReception;
    for (const qui of ['college', 'snated', 'crip33'] as const)
      expect((await hub.demander(qui, cycle.DOSSIER, { id })).raw).toContain('NOT_FOUND');
  });

  test.each([
    ['par le hub', { canal: 'HUB' }, ['canal VALEUR_INVALIDE']],
    ['reçu demain', { recueLe: new Date(Date.now() + 86_400_000).toISOString() }, ['recueLe DATE_FUTURE']],
    ['envoyé après sa réception', { transmiseLe: new Date().toISOString() }, ['transmiseLe DATE_INVALIDE']],
    ['sans fait', { faits: [] }, ['faits CHAMP_REQUIS']],
  ])('refusé : %s', async (_, changes, attendus) => {
    expect(await refus(cycle.ENREGISTRER_INFORMATION, appelDuneVoisine(changes))).toEqual(attendus);
  });
});

test('un soit-transmis n’appelle aucun retour par cette voie', async () => {
  accuse(await hub.demander('parquet', SOIT_TRANSMIS, { input: soitTransmis() }));
  const [{ id }] = (await hub.database.query<{ id: string }>(
    `SELECT id FROM crip.information_preoccupante WHERE emetteur_institution = 'tj31555' LIMIT 1`,
  )) as [{ id: string }];
  await jusqua('EN_EVALUATION', id);
  expect((await dossier(id)).retours).toEqual([]);
  expect(await refusDenvoi(id)).toEqual(['informationId ARTICLE_CONTRAIRE']);
});

test('les indicateurs comptent chaque régime : ce qui est échu, et la part faite à temps', async () => {
  const lire = async (): Promise<Record<'dus' | 'envoyes' | 'dansLesDelais' | 'taux', number>> =>
    recu(await hub.demander('crip', 'query { indicateursRetours { dus envoyes dansLesDelais taux } }'));
  const avant = await lire();
  const { id } = await appel();
  await faire(cycle.DEMANDER_RETOUR, { informationId: id, demandeLe: new Date().toISOString() });
  expect(await lire()).toEqual(avant);
  await envoyer(id, { code: 'PRISE_EN_COMPTE', canal: 'TELEPHONE' });
  const apres = await lire();
  expect(apres).toMatchObject({
    dus: avant.dus + 1,
    envoyes: avant.envoyes + 1,
    dansLesDelais: avant.dansLesDelais + 1,
  });
  // Late: sent long before the hub existed, told today.
  const tardive = await jusqua('EN_EVALUATION', await transmettre({ transmiseLe: '2026-03-02T10:00:00+01:00' }));
  await envoyer(tardive);
  const { dus, dansLesDelais, taux } = await lire();
  expect([dus, dansLesDelais]).toEqual([apres.dus + 1, apres.dansLesDelais]);
  expect(taux).toBeCloseTo(dansLesDelais / dus);
});
