import { randomUUID } from 'node:crypto';
import { empreinteDe } from '../../src/act';
import { demoClients } from '../../src/auth/demo-clients';
import type { Database, Tx } from '../../src/platform/database';
import { openHubDatabase } from '../../src/rows';
import { appelDuneVoisine } from '../scenarios/cycle-envois';
import { ENREGISTRER_INFORMATION } from '../scenarios/cycle-operations';
import { fiche, ficheDu119, ficheHopital } from '../scenarios/envois';
import { dansLesTables } from '../scenarios/fuites';
import { TRANSMETTRE } from '../scenarios/operations';
import {
  accuse,
  INSTITUTIONS,
  ouvrirHub,
  ouvrirTerrain,
  recu,
  type HubOuvert,
  type Json,
  type NomInstitution,
  type Porteur,
  type Terrain,
} from '../subgraphs/hub-ouvert';

/** Who called the 119, and everything by which that person could be known. */
const APPELANT = ficheDu119().appelant!;
const TRACES = [APPELANT.nom!, 'Brocéliande', 'Ysoline', APPELANT.telephone!, APPELANT.lien!];
const AUTRE_119 = { ...demoClients.snated, institution: 'SNATED-BIS' };
const LIRE = 'query ($id: ID!) { informationPreoccupante(id: $id) { empreinte } }';

let terrain: Terrain;
let hub: HubOuvert;
let application: Database;
const cle = randomUUID();
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain);
  application = await openHubDatabase(terrain.databaseUrl, { qualite: 'application', poolSize: 2 });
  accuse(await hub.demander('snated', TRANSMETTRE, { input: ficheDu119({ idempotencyKey: cle }) }));
});
afterAll(async () => {
  await application.close();
  await hub.fermer();
  await terrain.fermer();
});

test('aucune table ne le dit en clair : ni la sienne, ni la fiche, l’audit, les événements ou l’idempotence', async () => {
  const schemas = ['hub', 'crip', 'ase', 'justice', 'education', 'sante', 'defenseur', 'bullmq', 'public'];
  expect(await dansLesTables(hub.database, schemas, TRACES)).toEqual([]);
  const [{ scelle }] = (await hub.database.query<{ scelle: Buffer }>('SELECT identite scelle FROM crip.appelant')) as [
    { scelle: Buffer },
  ];
  for (const trace of TRACES) expect(scelle.includes(trace)).toBe(false);
  const [gardee] = await hub.database.query<{ reponse: object }>(
    'SELECT reponse, recu FROM hub.idempotence WHERE cle = $1',
    [cle],
  );
  expect(Object.keys(gardee!.reponse).sort()).toEqual(['echeances', 'empreinte', 'id', 'recueLe', 'reference']);
});

test('l’empreinte que lit la CRIP est celle de la fiche sans lui : on n’y essaie pas un nom', async () => {
  const input = ficheDu119();
  const { id, empreinte } = accuse(await hub.demander('snated', TRANSMETTRE, { input }));
  const { appelant: _, ...sans } = input;
  expect(empreinte).toBe(empreinteDe(input));
  expect(recu(await hub.demander('crip', LIRE, { id })).empreinte).toBe(empreinteDe(sans));
  const autre = { ...input, appelant: { ...APPELANT, nom: 'Une autre' } };
  const { body } = await hub.demander('snated', TRANSMETTRE, { input: autre });
  expect(body.errors?.[0]?.extensions.code).toBe('CONFLICT');
});

describe('écrire', () => {
  const refus = async (qui: NomInstitution, query: string, input: object) => {
    const reponse = await hub.demander(qui, query, { input });
    for (const trace of TRACES) expect(reponse.raw).not.toContain(trace);
    return recu(reponse).userErrors.map(({ code, path, message }: Json) => [code, path.join('.'), message]);
  };
  const SEUL_LE_119 = ['VALEUR_INVALIDE', 'appelant', 'appelant : seul le 119 peut écrire ce bloc (CASF L226-6).'];

  test.each([
    ['college', TRANSMETTRE, () => fiche()],
    ['hopital', TRANSMETTRE, () => ficheHopital()],
    ['defenseur', TRANSMETTRE, () => ({ ...ficheDu119(), emetteur: { ...fiche().emetteur, uai: null } })],
    ['crip', ENREGISTRER_INFORMATION, () => appelDuneVoisine()],
  ] as const)('%s : refusé, le champ est nommé', async (qui, query, input) => {
    const refuses = await refus(qui, query, { ...input(), appelant: APPELANT });
    expect(refuses.map(([code, path, message]: string[]) => [code, path!.replace(/^input\./, ''), message])).toEqual([
      SEUL_LE_119,
    ]);
  });

  test.each([
    ['rien de connu', { nom: ' ', anonymatDemande: true }, 'CHAMP_REQUIS', /^(input\.)?appelant$/],
    ['un nom trop long', { ...APPELANT, nom: 'Brocéliande'.repeat(30) }, 'TEXTE_TROP_LONG', /appelant\.nom$/],
    ['sur deux lignes', { ...APPELANT, nom: 'Ysoline\nBrocéliande' }, 'VALEUR_INVALIDE', /appelant\.nom$/],
    ['un téléphone de contrôle', { ...APPELANT, telephone: '06\u00070639981735' }, 'VALEUR_INVALIDE', /telephone$/],
  ])('le 119, %s : refusé sans rien redire', async (_, appelant, code, path) => {
    expect(await refus('snated', TRANSMETTRE, ficheDu119({ appelant }))).toEqual([
      [code, expect.stringMatching(path), expect.any(String)],
    ]);
  });
});

describe('la table, sous le rôle de l’application', () => {
  const en = <T>(
    porteur: Pick<Porteur, 'institution' | 'role' | 'territoire'>,
    acte: string | undefined,
    faire: (tx: Tx) => Promise<T>,
  ) => {
    const { institution, role, territoire } = porteur;
    return application.transaction(faire, { institution, role, territoire, ...(acte === undefined ? {} : { acte }) });
  };
  const QUI: readonly (readonly [string, Porteur])[] = [...Object.entries(INSTITUTIONS), ['un autre 119', AUTRE_119]];
  const compter = async (tx: Tx) => (await tx.query<{ n: number }>('SELECT count(*)::int n FROM crip.appelant'))[0]!.n;

  test.each(QUI)('%s : les siennes ou rien, en lisant comme dans un acte', async (nom, porteur) => {
    for (const acte of [undefined, 'essai']) expect((await en(porteur, acte, compter)) > 0).toBe(nom === 'snated');
  });

  test('ni une autre profession sous le nom du 119, ni le hub lui-même', async () => {
    expect(await en({ institution: 'SNATED', role: 'crip', territoire: '31' }, undefined, compter)).toBe(0);
    const travailleur = await openHubDatabase(terrain.databaseUrl, { qualite: 'travailleur', poolSize: 1 });
    expect(await travailleur.query('SELECT 1 FROM crip.appelant')).toEqual([]);
    await travailleur.close();
  });

  test('le 119 y ajoute dans un acte ; personne ne modifie, ne supprime ni n’écrit pour lui', async () => {
    const ajouter = (tx: Tx) =>
      tx.query(`INSERT INTO crip.appelant SELECT gen_random_uuid(), $1, 'SNATED', '\\x01'`, [randomUUID()]);
    const interdit = /row-level security|permission denied/;
    for (const [porteur, acte] of [
      [demoClients.snated, undefined],
      [demoClients.crip, 'essai'],
      [AUTRE_119, 'essai'],
    ] as const)
      await expect(en(porteur, acte, ajouter)).rejects.toThrow(interdit);
    for (const sql of ["UPDATE crip.appelant SET institution = 'crip-31'", 'DELETE FROM crip.appelant'])
      await expect(en(demoClients.snated, 'essai', (tx) => tx.query(sql))).rejects.toThrow(interdit);
  });
});
