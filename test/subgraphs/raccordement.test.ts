import { demoClients } from '../../src/auth/demo-clients';
import { enregistrerPartenaire } from '../../src/partners';
import { enfant, fiche, ordonnance, saisine } from '../scenarios/envois';
import { NOTIFIER, SAISIR, TRANSMETTRE } from '../scenarios/operations';
import { RELIVRER } from './access-cases';
import { accuse, lignes, ouvrirHub, ouvrirTerrain, recu, type HubOuvert, type Terrain } from './hub-ouvert';

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

const parisien = () => ({ ...enfant(), communeResidence: '75056' });
const aParis = { collectivite: '75' };

test.each([
  ['snated', TRANSMETTRE, () => ficheDu119(), ['enfant', 'communeResidence'], 'La CRIP (Ville de Paris)'],
  ['parquet', NOTIFIER, () => ordonnanceAParis(), ['collectivite'], "L'ASE (Ville de Paris)"],
  ['defenseur', SAISIR, () => saisine({ enfant: parisien() }), ['enfant', 'communeResidence'], "L'ASE"],
  ['defenseur', SAISIR, () => saisine({ enfant: enfant(), ...aParis }), ['collectivite'], "L'ASE"],
] as const)('%s : une autorité absente du hub est dite, rien n’est écrit', async (qui, query, input, path, debut) => {
  const avant = await lignes(hub.database);
  const { accuseReception, userErrors } = recu(await hub.demander(qui, query, { input: input() }));
  expect(accuseReception).toBeNull();
  expect(userErrors).toHaveLength(1);
  const [{ code, path: chemin, message }] = userErrors;
  expect(code).toBe('DESTINATAIRE_NON_RACCORDE');
  expect(chemin.slice(-path.length)).toEqual(path);
  expect(message.startsWith(debut)).toBe(true);
  expect(message).toContain("raccordée au hub : rien n'a été enregistré.");
  expect(await lignes(hub.database)).toEqual(avant);
});

function ficheDu119() {
  const { scolarite: _, ...sans } = fiche({ enfant: parisien() });
  const emetteur = { ...sans.emetteur, typeInstitution: 'SNATED_119', nom: demoClients.snated.nom, uai: null };
  return { ...sans, emetteur };
}

function ordonnanceAParis() {
  return ordonnance({ tj: 'tj31555', enfant: { ...enfant(), communeResidence: null }, ...aParis });
}

test('dès qu’elle est raccordée, le même envoi est reçu ; qui n’est pas tenu et n’est pas là n’a pas de ligne', async () => {
  const input = saisine({ enfant: parisien() });
  const { userErrors } = recu(await hub.demander('defenseur', SAISIR, { input }));
  expect(userErrors[0].code).toBe('DESTINATAIRE_NON_RACCORDE');
  await enregistrerPartenaire(hub.database, { ...demoClients.ase, institution: 'ase-75', territoire: '75' });
  accuse(await hub.demander('defenseur', SAISIR, { input }));
  const { id } = accuse(await hub.demander('parquet', NOTIFIER, { input: ordonnanceAParis() }));
  expect(await destinatairesDe(id)).toEqual(['ase-75']);
});

test('relivrer est dans l’audit, qui nomme chaque notification, et ne déplace pas la preuve de remise', async () => {
  accuse(await hub.demander('college', TRANSMETTRE, { input: fiche() }));
  const remise = new Date('2026-03-02T10:00:00Z');
  const [ligne] = await hub.database.query<{ id: string }>(
    `UPDATE hub.livraison SET etat = 'REMISE', canal = 'BOITE', remise_le = $1 WHERE destinataire = 'crip-31' RETURNING id`,
    [remise],
  );
  recu(await hub.demander('crip', RELIVRER, { input: { notificationIds: [ligne!.id] } }));
  const audit = await hub.database.query(
    `SELECT acte, institution, objet_types FROM hub.audit WHERE $1 = ANY(objet_ids) AND acte = 'relivrerNotifications'`,
    [ligne!.id],
  );
  expect(audit).toEqual([{ acte: 'relivrerNotifications', institution: 'crip-31', objet_types: ['Notification'] }]);
  recu(await hub.demander('crip', '{ notifications(first: 5) { edges { node { id } } } }'));
  const [apres] = await hub.database.query<{ etat: string; remise_le: Date }>(
    'SELECT etat, remise_le FROM hub.livraison WHERE id = $1',
    [ligne!.id],
  );
  expect(apres).toEqual({ etat: 'REMISE', remise_le: remise });
});

async function destinatairesDe(sujetId: string): Promise<string[]> {
  const rows = await hub.database.query<{ destinataire: string }>(
    `SELECT destinataire FROM hub.livraison l JOIN hub.evenement e ON e.id = l.evenement_id WHERE e.sujet_id = $1`,
    [sujetId],
  );
  return rows.map(({ destinataire }) => destinataire);
}
