import { randomUUID } from 'node:crypto';
import { demoClients } from '../../src/auth/demo-clients';
import { uaiKey } from '../../src/domain/check-digits';
import { askDemoToken } from '../../src/identity/demo-token';
import { fiche } from '../scenarios/envois';
import { TRANSMETTRE } from '../scenarios/operations';
import {
  clePublique,
  ENREGISTRER,
  MON_RACCORDEMENT,
  partenaire,
  PARTENAIRES,
  REVOQUER,
  revocation,
  rotation,
  secretDeWebhook,
  TOURNER,
} from '../subgraphs/administration-envois';
import { avec } from '../subgraphs/bad-input-cases';
import type { Json } from '../subgraphs/hub-ouvert';
import {
  assertion,
  corps,
  demanderJeton,
  jetonDe,
  lire,
  nouvelleCle,
  ouvrirHubEmetteur,
  type Cle,
  type HubEmetteur,
  type Machine,
} from './hub';

let hub: HubEmetteur;
let exploitant: string;
beforeAll(async () => {
  hub = await ouvrirHubEmetteur();
  exploitant = (await askDemoToken(hub.config, 'exploitant', hub.url)).token;
});
afterAll(() => hub.fermer());

async function demander(query: string, variables: object = {}, token = exploitant): Promise<Json> {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = JSON.parse(await response.text()) as { data: Json; errors?: Json };
  if (errors) throw new Error(JSON.stringify(errors));
  return Object.values(data)[0];
}

async function accompli(query: string, input: object): Promise<Json> {
  const { partenaire: obtenu, userErrors } = await demander(query, { input });
  expect(userErrors).toEqual([]);
  return obtenu;
}
const refus = async (query: string, input: object) =>
  (await demander(query, { input })).userErrors.map(({ code, path }: Json) => `${path.join('.')} ${code}`);

const publique = ({ jwk: { kid, kty, crv, x, y } }: Cle) => ({ kid, kty, crv, x, y });
const statut = async (machine: Machine) =>
  (await demanderJeton(hub, corps(assertion(hub, machine), machine.scopes))).status;

/** A partner registered by the act, and its software. */
async function nouveau(more: object = {}): Promise<{ input: Json; machine: Machine }> {
  const cle = nouvelleCle();
  const clientId = `logiciel-${randomUUID()}`;
  const scopes = ['ip:lire', 'notification:lire'];
  const input = partenaire({ client: { clientId, scopes, cle: publique(cle) }, ...more });
  await accompli(ENREGISTRER, input);
  return { input, machine: { clientId, scopes, ...cle } };
}

describe('enregistrer un partenaire', () => {
  it('ouvre le hub à sa machine, aussitôt', async () => {
    const { input, machine } = await nouveau({ identifiantExterne: '22640001800016' });
    const lu = await demander(MON_RACCORDEMENT, {}, await jetonDe(hub, machine));
    expect(lu).toMatchObject({ institution: 'crip-64' });
    expect(lu.clients.map(({ clientId }: Json) => clientId)).toContain(machine.clientId);
    const [row] = await hub.database.query<Json>(`SELECT * FROM hub.partenaire WHERE id = 'crip-64'`);
    expect(row).toMatchObject({
      nom: input.nom,
      role: 'crip',
      territoire: '64',
      identifiant_externe: '22640001800016',
    });
  });

  it.each(['college', 'dsden'])(
    '%s : refusé hors de l’annuaire chargé, ou fermé ; sauf si on le veut',
    async (role) => {
      const [connue, inconnue, fermee] = ['0649101', '0649102', '0649103'].map((n) => n + uaiKey(n));
      await hub.database.query(
        `INSERT INTO hub.etablissement SELECT uai, 'Les Gaves', '', '', etat, '64', '64445', 'Pau', '64000'
       FROM (VALUES ($1, 'OUVERT'), ($2, 'FERMÉ')) v(uai, etat) ON CONFLICT DO NOTHING`,
        [connue, fermee],
      );
      await hub.database.query(`DELETE FROM hub.partenaire WHERE id LIKE '06491%'`);
      const de = (institution: string | undefined, more: object = {}) =>
        partenaire({ institution, role, nom: 'Les Gaves', client: null, ...more });
      await accompli(ENREGISTRER, de(connue));
      expect(await refus(ENREGISTRER, de(inconnue))).toEqual(['institution INCONNU']);
      expect(await refus(ENREGISTRER, de(fermee))).toEqual(['institution INCONNU']);
      await accompli(ENREGISTRER, de(inconnue, { horsAnnuaire: true }));
      await accompli(ENREGISTRER, de(inconnue));
    },
  );

  it('deux fois le même envoi : un enregistrement, la même réponse, une ligne d’audit', async () => {
    const { input } = await nouveau();
    const compter = () =>
      hub.database.query(`SELECT 1 FROM hub.audit WHERE acte = 'enregistrerPartenaire'`).then(({ length }) => length);
    const avant = await compter();
    const [un, deux] = [await accompli(ENREGISTRER, input), await accompli(ENREGISTRER, input)];
    expect(un).toEqual(deux);
    expect(await compter()).toBe(avant);
  });

  it('met à jour ses mandats, son webhook et la contrainte de ses jetons, sans toucher au reste', async () => {
    const { input, machine } = await nouveau();
    const webhook = { url: 'http://127.0.0.1:9/hub', secret: secretDeWebhook() };
    const client = { clientId: machine.clientId, scopes: ['notification:lire'], contrainte: 'DPOP' };
    const apres = await accompli(ENREGISTRER, { ...input, idempotencyKey: randomUUID(), client, webhook });
    expect(apres.webhookUrl).toBe(webhook.url);
    const lue = apres.clients.find(({ clientId }: Json) => clientId === machine.clientId);
    expect(lue).toMatchObject({ scopes: ['notification:lire'], contrainte: 'DPOP' });
    expect(lue.cles.map(({ kid }: Json) => kid)).toEqual([machine.jwk['kid']]);
    expect(await statut(machine)).toBe(400);
    const sansWebhook = { ...input, idempotencyKey: randomUUID(), client: null };
    expect((await accompli(ENREGISTRER, sansWebhook)).webhookUrl).toBe(webhook.url);
  });

  it('refuse le nom de la machine d’un autre, une autre nature, une clé de plus, un nom extérieur déjà pris', async () => {
    const { machine } = await nouveau({ institution: 'crip-65', territoire: '65' });
    const client = { clientId: machine.clientId, scopes: ['ip:lire'], cle: clePublique() };
    const crip65 = { institution: 'crip-65', territoire: '65' };
    expect(await refus(ENREGISTRER, partenaire({ client }))).toEqual(['client.clientId DEJA_FAIT']);
    expect(await refus(ENREGISTRER, partenaire({ ...crip65, client }))).toEqual(['client.cle ETAT_INCOMPATIBLE']);
    const dsden = { institution: demoClients.college.institution, role: 'dsden', territoire: '31', client: null };
    expect(await refus(ENREGISTRER, partenaire(dsden))).toEqual(['role ETAT_INCOMPATIBLE']);
    const externe = { ...crip65, client: null, identifiantExterne: '22640001800016' };
    expect(await refus(ENREGISTRER, partenaire(externe))).toEqual(['identifiantExterne DEJA_FAIT']);
    expect(await refus(ENREGISTRER, partenaire({ ...externe, identifiantExterne: 'crip-31' }))).toEqual([
      'identifiantExterne DEJA_FAIT',
    ]);
  });
});

describe('changer une clé', () => {
  it('l’ancienne vaut encore le temps du recouvrement, la nouvelle aussitôt', async () => {
    const { machine } = await nouveau();
    const nouvelle = nouvelleCle();
    await accompli(TOURNER, rotation(machine.clientId, { cle: publique(nouvelle) }));
    expect([await statut(machine), await statut({ ...machine, ...nouvelle })]).toEqual([200, 200]);
    const derniere = nouvelleCle();
    const input = rotation(machine.clientId, { cle: publique(derniere), recouvrementHeures: 0 });
    const { clients } = await accompli(TOURNER, input);
    const { cles } = clients.find(({ clientId }: Json) => clientId === machine.clientId);
    expect(cles.map(({ kid, retireeLe }: Json) => [kid, retireeLe !== null])).toEqual([
      [derniere.jwk['kid'], false],
      [nouvelle.jwk['kid'], true],
      [machine.jwk['kid'], true],
    ]);
    const statuts = [machine, { ...machine, ...nouvelle }, { ...machine, ...derniere }].map(statut);
    expect(await Promise.all(statuts)).toEqual([401, 401, 200]);
  });

  it('refuse une clé de même nom, et celle d’une machine révoquée', async () => {
    const { machine } = await nouveau();
    const kid = machine.jwk['kid']!;
    expect(await refus(TOURNER, rotation(machine.clientId, { cle: clePublique(kid) }))).toEqual(['cle.kid DEJA_FAIT']);
    await accompli(REVOQUER, revocation({ clientId: machine.clientId }));
    expect(await refus(TOURNER, rotation(machine.clientId))).toEqual(['clientId ETAT_INCOMPATIBLE']);
  });
});

describe('révoquer', () => {
  it('une clé, une machine, une institution : chacune n’emporte que ce qui en dépend', async () => {
    const gers = { institution: 'crip-32', territoire: '32' };
    const { input, machine } = await nouveau(gers);
    const { machine: autre } = await nouveau(gers);
    const seconde = nouvelleCle();
    await accompli(TOURNER, rotation(machine.clientId, { cle: publique(seconde) }));
    await accompli(REVOQUER, revocation({ clientId: machine.clientId, kid: machine.jwk['kid'] }));
    expect([await statut(machine), await statut({ ...machine, ...seconde })]).toEqual([401, 200]);
    const token = await jetonDe(hub, { ...machine, ...seconde });

    await accompli(REVOQUER, revocation({ clientId: machine.clientId }));
    expect([await statut({ ...machine, ...seconde }), await statut(autre)]).toEqual([401, 200]);
    const encore = await jetonDe(hub, autre);
    expect((await lire(hub, `Bearer ${encore}`)).status).toBe(200);

    const { revoqueLe, motif, clients } = await accompli(REVOQUER, revocation({ institution: 'crip-32' }));
    expect(revoqueLe).not.toBeNull();
    expect(motif).toBe('Changement de prestataire.');
    expect(clients.every(({ revoqueLe: fin }: Json) => fin !== null)).toBe(true);
    expect(await statut(autre)).toBe(401);
    await new Promise((done) => setTimeout(done, 2_100));
    for (const vivant of [token, encore])
      expect(await lire(hub, `Bearer ${vivant}`)).toMatchObject({ status: 403, code: 'ACCES_REVOQUE' });
    expect(await refus(REVOQUER, revocation({ institution: 'crip-32' }))).toEqual(['institution DEJA_FAIT']);

    const rouvert = { ...input, idempotencyKey: randomUUID(), client: { ...input.client, cle: null } };
    expect(await refus(ENREGISTRER, rouvert)).toEqual(['client.clientId ETAT_INCOMPATIBLE']);
    const { machine: neuve } = await nouveau(gers);
    expect([await statut(neuve), await statut(autre)]).toEqual([200, 401]);
  });

  it('une institution révoquée ne reçoit plus rien, et qui devait la prévenir l’apprend', async () => {
    const webhook = { url: 'http://127.0.0.1:9/hub', secret: secretDeWebhook() };
    await nouveau({ institution: 'crip-09', territoire: '09', webhook });
    await accompli(REVOQUER, revocation({ institution: 'crip-09' }));
    const [row] = await hub.database.query<Json>(`SELECT * FROM hub.partenaire WHERE id = 'crip-09'`);
    expect(row).toMatchObject({ webhook_url: null, webhook_secret: null });
    // Told nothing of its own revocation, however recently it was known to be there.
    const remises = await hub.database.query<Json>(`SELECT id FROM hub.livraison WHERE destinataire = 'crip-09'`);
    expect(remises).toHaveLength(1);
    await new Promise((done) => setTimeout(done, 2_100));
    const college = (await askDemoToken(hub.config, 'college', hub.url)).token;
    const enAriege = avec(fiche(), 'enfant.communeResidence', '09122');
    const { userErrors } = await demander(TRANSMETTRE, { input: enAriege }, college);
    expect(userErrors).toEqual([expect.objectContaining({ code: 'DESTINATAIRE_NON_RACCORDE' })]);
  });

  it('ce qui est déjà fait, ou n’existe pas, est dit', async () => {
    const { machine } = await nouveau();
    const { clientId } = machine;
    expect(await refus(REVOQUER, revocation({ clientId, kid: 'autre' }))).toEqual(['kid INCONNU']);
    expect(await refus(REVOQUER, revocation({ institution: 'crip-2A' }))).toEqual(['institution INCONNU']);
    await accompli(REVOQUER, revocation({ clientId, kid: machine.jwk['kid'] }));
    expect(await refus(REVOQUER, revocation({ clientId, kid: machine.jwk['kid'] }))).toEqual(['kid DEJA_FAIT']);
    await accompli(REVOQUER, revocation({ clientId }));
    expect(await refus(REVOQUER, revocation({ clientId }))).toEqual(['clientId DEJA_FAIT']);
  });
});

it('l’institution est prévenue de ce qui change chez elle, l’audit nomme chaque objet', async () => {
  const { machine } = await nouveau({ institution: 'crip-81', territoire: '81' });
  const lu = await demander(MON_RACCORDEMENT, {}, await jetonDe(hub, machine));
  const { clientId } = machine;
  const cle = nouvelleCle();
  await accompli(TOURNER, rotation(clientId, { cle: publique(cle) }));
  const boite = 'query { notifications { edges { node { type sujet { type id } } } } }';
  const { edges } = await demander(boite, {}, await jetonDe(hub, { ...machine, ...cle }));
  expect(edges.map(({ node }: Json) => node)).toContainEqual({
    type: 'acces.modifie',
    sujet: { type: 'Partenaire', id: lu.id },
  });
  const [ligne] = await hub.database.query<Json>(
    `SELECT institution, acteur, objet_types AS types, objet_ids AS ids FROM hub.audit WHERE acte = 'tournerCle' ORDER BY id DESC LIMIT 1`,
  );
  expect(ligne).toMatchObject({ institution: 'exploitant', acteur: 'demo-exploitant' });
  expect([ligne.types, ligne.ids[0]]).toEqual([['Partenaire', 'CleClient'], lu.id]);
});

it('la liste se parcourt par pages, dans l’ordre des identifiants, chacun une fois', async () => {
  const vus: string[] = [];
  let after: string | null = null;
  do {
    const { edges, pageInfo }: Json = await demander(PARTENAIRES, { first: 3, after });
    vus.push(...edges.map(({ node }: Json) => node.institution));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  const tous = await hub.database.query<{ id: string }>('SELECT id FROM hub.partenaire ORDER BY id');
  expect(vus).toEqual(tous.map(({ id }) => id));
  const filtre = { role: 'crip', revoque: true };
  const { edges } = await demander(PARTENAIRES, { filtre });
  expect(edges.map(({ node }: Json) => node.institution)).toContain('crip-09');
  for (const { node } of edges) expect(node.revoqueLe).not.toBeNull();
});
