import { demoClients } from '../../src/auth/demo-clients';
import { fiche, ficheHopital, ordonnance, saisine } from '../scenarios/envois';
import { ACCUSER, MESURE, NOTIFIER, REPONDRE, SAISIR, TRANSMETTRE } from '../scenarios/operations';
import { abonner } from '../subgraphs/abonne';
import { RELIVRER } from '../subgraphs/access-cases';
import { avec } from '../subgraphs/bad-input-cases';
import { accuse, lignes, type HubOuvert, type NomInstitution, type Reponse } from '../subgraphs/hub-ouvert';
import { FIXER_HORAIRES } from '../scenarios/cycle-operations';
import { partenaire } from '../subgraphs/administration-envois';
import { INSCRIRE, jouerLAdministration, RACCORDEE } from './administration-acts';
import { jouerLAse } from './ase-acts';
import { HEURES, jouerLaCrip } from './crip-acts';
import { FACONS, lisible, ouvrirFlotte, type Facon, type Flotte } from './fleet';
import { jouerLaJustice } from './justice-acts';

let flotte: Flotte;
beforeAll(async () => {
  flotte = await ouvrirFlotte({ avecFile: true });
  // Said once before, so that saying it again writes the same on every hub.
  await flotte.hubs.fusionné.demander('crip33', FIXER_HORAIRES, { input: HEURES });
  const input = partenaire({ ...RACCORDEE, client: null });
  await flotte.hubs.fusionné.demander('exploitant', INSCRIRE, { input });
});
afterAll(() => flotte.fermer());

/** What two acts of the same kind have in common. */
function masque(reponse: Reponse): unknown {
  const texte = JSON.stringify(lisible(reponse))
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'UUID')
    .replace(/[0-9a-f]{64}/g, 'EMPREINTE')
    .replace(/\b([A-Z]{2})-[0-9A-Z]{5}-[0-9A-Z]{5}\b/g, '$1-REFERENCE')
    .replace(/Durand-[A-Z]+/g, 'NOM')
    .replace(/Camille-[A-Z]+/g, 'PRENOM')
    .replace(/\d+ rue des Lilas/g, 'ADRESSE')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'INSTANT');
  return JSON.parse(texte);
}

type Envoi = readonly [qui: NomInstitution, query: string, input: object];

/** Everything that institutions may send, refusals included; each hub receives contents of its own. */
async function jouer(hub: HubOuvert): Promise<Record<string, unknown>> {
  const vues: Record<string, unknown> = {};
  const envoyer = async (titre: string, [qui, query, input]: Envoi): Promise<Reponse> => {
    const reponse = await hub.demander(qui, query, { input });
    vues[titre] = masque(reponse);
    return reponse;
  };
  const laFiche = fiche();
  const premier = accuse(await envoyer('fiche', ['college', TRANSMETTRE, laFiche]));
  const second = accuse(await envoyer('fiche répétée', ['college', TRANSMETTRE, laFiche]));
  expect(second).toEqual(premier);
  await envoyer('conflit', ['college', TRANSMETTRE, avec(laFiche, 'urgence', 'STANDARD')]);
  await envoyer('fiche d’hôpital', ['hopital', TRANSMETTRE, ficheHopital()]);
  await envoyer('fiche fausse', ['college', TRANSMETTRE, avec(avec(fiche(), 'emetteur.uai', '0310036A'), 'faits', [])]);
  await envoyer('fiche interdite', ['parquet', TRANSMETTRE, fiche()]);
  const mesure = accuse(await envoyer('ordonnance', ['parquet', NOTIFIER, ordonnance()])).id;
  const inconnu = avec(avec(ordonnance(), 'enfant', undefined), 'enfantId', premier.id);
  await envoyer('ordonnance, enfant inconnu', ['parquet', NOTIFIER, inconnu]);
  const demande = accuse(await envoyer('saisine', ['defenseur', SAISIR, saisine()])).id;
  const accuser = { mesureId: mesure, fonction: 'Cadre' };
  await envoyer('accusé d’ailleurs', ['ase33', ACCUSER, accuser]);
  await envoyer('accusé', ['ase', ACCUSER, accuser]);
  await envoyer('accusé répété', ['ase', ACCUSER, { ...accuser, fonction: 'Autre cadre' }]);
  const reponse = { idempotencyKey: demande, saisineId: demande, reponse: 'Rendue.', fonction: 'Directrice' };
  await envoyer('réponse', ['ase', REPONDRE, reponse]);
  await envoyer('réponse, autre clé', ['ase', REPONDRE, { ...reponse, idempotencyKey: `${demande}-2` }]);
  await envoyer('relivrer', ['crip', RELIVRER, { notificationIds: [premier.id] }]);
  vues['dossier relu'] = masque(await jouerLaCrip(hub, envoyer));
  vues['décision relue'] = masque(await jouerLaJustice(hub, envoyer, mesure));
  await jouerLAse(envoyer);
  await jouerLAdministration(envoyer);
  vues['relue par le parquet'] = masque(await hub.demander('parquet', MESURE, { id: mesure }));
  return vues;
}

/** Who opened what: an operation that several processes answer has a line of each of them. */
const OUVERTS = `SELECT count(DISTINCT (institution, objet))::int nombre FROM hub.acces, unnest(objet_ids) objet`;

test('les actes répondent et écrivent de même, où que vivent les sous-graphes', async () => {
  const compter = async (): Promise<Record<string, number>> => {
    const toutes = Object.entries(await lignes(flotte.hubs.fusionné.database));
    const [acces] = await flotte.hubs.fusionné.database.query<{ nombre: number }>(OUVERTS);
    const lues = toutes.filter(([nom]) => !nom.startsWith('bullmq.'));
    return { ...Object.fromEntries(lues), 'hub.acces': acces?.nombre ?? 0 };
  };
  const resultats: { vues: Record<string, unknown>; ecrit: Record<string, number> }[] = [];
  // The ledger's sweep writes too, when it pleases: only what the acts write is compared.
  const ouvriers = FACONS.flatMap((facon) => flotte.hubs[facon].hub.worker ?? []);
  for (const ouvrier of ouvriers) await ouvrier.stop();
  for (const facon of FACONS) {
    const avant = await compter();
    const vues = await jouer(flotte.hubs[facon]);
    const apres = await compter();
    resultats.push({
      vues,
      ecrit: Object.fromEntries(Object.entries(apres).map(([nom, n]) => [nom, n - avant[nom]!])),
    });
  }
  for (const ouvrier of ouvriers) ouvrier.start();
  const [reference, ...ailleurs] = resultats;
  expect(reference!.ecrit).toMatchObject({
    ...{ 'crip.information_preoccupante': 10, 'justice.mesure_urgente': 2, 'justice.requete': 1, 'justice.suite': 1 },
    ...{ 'justice.decision': 4, 'justice.notification_partie': 1, 'justice.appel': 1, 'ase.mesure': 5 },
    ...{ 'ase.lieu_accueil': 3, 'ase.commission_agrement': 1, 'hub.client': 1, 'hub.cle_client': 2 },
  });
  for (const [i, un] of ailleurs.entries())
    expect({ facon: FACONS[i + 1], ...un }).toEqual({ facon: FACONS[i + 1], ...reference });
}, 120_000);

test('deux actes dans une requête s’exécutent dans l’ordre écrit', async () => {
  const query = `mutation ($m: NotifierMesureUrgenteInput!, $r: RelivrerNotificationsInput!) {
    un: notifierMesureUrgente(input: $m) { accuseReception { id } userErrors { code } }
    deux: notifierMesureUrgente(input: $m) { accuseReception { id } userErrors { code } }
    trois: relivrerNotifications(input: $r) { notificationIds userErrors { code } } }`;
  for (const facon of FACONS) {
    const variables = { m: ordonnance(), r: { notificationIds: [] } };
    const { body } = await flotte.hubs[facon].demander('parquet', query, variables);
    expect(body.errors).toBeUndefined();
    expect(body.data.deux).toEqual(body.data.un);
    expect(body.data.trois.userErrors).toEqual([{ code: 'VALEUR_INVALIDE' }]);
  }
});

test.each<Facon>([...FACONS])('un abonnement, %s', async (facon) => {
  const hub = flotte.hubs[facon];
  const un = abonner(hub.url, hub.jeton(demoClients.ase));
  const autre = abonner(hub.url, hub.jeton(demoClients.college));
  await Promise.all([un.ouvert, autre.ouvert]);
  await new Promise((done) => setTimeout(done, 500));
  const { id } = accuse(await hub.demander('parquet', NOTIFIER, { input: ordonnance() }));
  const recu = await un.attendre('mesure notifiée', ({ sujet }) => sujet.id === id);
  expect(recu).toMatchObject({ type: 'mesure-urgente.notifiee', sujet: { type: 'MesureUrgente', id }, lacune: false });
  expect(autre.recus).toEqual([]);
  await Promise.all([un.fermer(), autre.fermer()]);
});
