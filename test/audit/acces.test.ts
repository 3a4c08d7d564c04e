import { fiche, ordonnance, saisine } from '../scenarios/envois';
import { NOTIFIER, SAISIR, TRANSMETTRE } from '../scenarios/operations';
import { ouvrirFlotte, type Flotte } from '../federation/fleet';
import { accuse, recu, type HubOuvert, type Json } from '../subgraphs/hub-ouvert';

let flotte: Flotte;
let hub: HubOuvert;
let enfants: string[];
beforeAll(async () => {
  flotte = await ouvrirFlotte({ facons: ['fusionné', 'une moitié distante', 'tout distant'] });
  hub = flotte.hubs.fusionné;
  enfants = [];
  for (let rang = 0; rang < 3; rang += 1) {
    const { enfant } = fiche();
    accuse(await hub.demander('college', TRANSMETTRE, { input: fiche({ enfant }) }));
    accuse(await hub.demander('parquet', NOTIFIER, { input: ordonnance({ enfant }) }));
    accuse(await hub.demander('defenseur', SAISIR, { input: saisine({ enfant }) }));
  }
  const lus = recu(
    await hub.demander('crip', '{ informationsPreoccupantes(first: 3) { edges { node { enfant { id } } } } }'),
  ).edges as Json[];
  enfants.push(...lus.map(({ node }) => node.enfant.id as string));
});
afterAll(() => flotte.fermer());

interface Acces {
  readonly institution: string;
  readonly acteur: string;
  readonly operation: string;
  readonly finalite: string | null;
  readonly enfantId: string | null;
  readonly objets: readonly string[];
}

/** What this reading adds to the accesses. */
async function accesDe(lire: () => Promise<unknown>): Promise<Acces[]> {
  const [avant] = await hub.database.query<{ n: number }>('SELECT count(*)::int AS n FROM hub.acces');
  await lire();
  return hub.database.query<Acces>(
    `SELECT institution, acteur, operation, finalite, enfant_id AS "enfantId",
       ARRAY(SELECT unnest(objet_types) ORDER BY 1) AS objets
     FROM hub.acces ORDER BY transaction_id, id OFFSET $1`,
    [avant!.n],
  );
}

const DOSSIER = `query ($id: ID!, $finalite: Finalite!) { enfant(id: $id, finalite: $finalite) { id nomNaissance scolarite { uai }
  informationsPreoccupantes { id evaluations { id } } mesuresUrgentes { reference reception { etat } } saisinesDefenseur { id } } }`;

test.each(['fusionné', 'une moitié distante', 'tout distant'] as const)(
  'ouvrir le dossier d’un enfant laisse qui, pour qui, quel enfant, quels objets : %s',
  async (facon) => {
    const [id] = enfants;
    const acces = await accesDe(() => flotte.hubs[facon].demander('crip', DOSSIER, { id }).then(recu));
    expect(new Set(acces.map(({ enfantId }) => enfantId))).toEqual(new Set([id]));
    for (const { institution, acteur, finalite } of acces)
      expect([institution, acteur, finalite]).toEqual(['crip-31', 'test-crip-31', 'EVALUATION']);
    const objets = acces.flatMap((un) => un.objets);
    expect([...new Set(objets)].sort()).toEqual([
      ...['Enfant', 'InformationPreoccupante', 'MesureUrgente', 'SaisineDefenseur', 'Scolarite'],
    ]);
    if (facon === 'fusionné') expect(acces).toHaveLength(1);
  },
);

test('une liste : une ligne par enfant, toutes de la même requête', async () => {
  const query = '{ mesuresUrgentes(first: 3) { edges { node { id enfant { nomNaissance } } } } }';
  const acces = await accesDe(() => hub.demander('ase', query).then(recu));
  expect(acces.map(({ enfantId }) => enfantId).sort()).toEqual([...enfants].sort());
  expect(new Set(acces.map(({ operation }) => operation)).size).toBe(1);
  for (const { objets } of acces) expect(objets).toEqual(['Enfant', 'MesureUrgente']);
});

test('la ligne de trop d’une page, ce qui est retenu : ni montrés, ni inscrits', async () => {
  const page = '{ mesuresUrgentes(first: 2) { edges { node { id } } pageInfo { hasNextPage } } }';
  let suite: boolean | undefined;
  const acces = await accesDe(async () => {
    suite = recu(await hub.demander('ase', page)).pageInfo.hasNextPage as boolean;
  });
  expect([suite, acces.length]).toEqual([true, 2]);
  const dossier = `query ($id: ID!, $finalite: Finalite!) { enfant(id: $id, finalite: $finalite) { nomNaissance
    informationsPreoccupantes { id } saisinesDefenseur { id } } }`;
  const [leur] = await accesDe(async () => {
    const { body } = await hub.demander('defenseur', dossier, { id: enfants[0] });
    expect(body.data.enfant.informationsPreoccupantes).toBeNull();
  });
  expect(leur).toMatchObject({ institution: 'DDD', objets: ['Enfant', 'SaisineDefenseur'] });
});

test('ce qui ne se lit pas ne laisse rien, ni ce qui ne dit rien d’un enfant', async () => {
  const [id] = enfants;
  expect(await accesDe(() => hub.demander('crip33', DOSSIER, { id }))).toEqual([]);
  expect(
    await accesDe(() => hub.demander('college', 'query { notifications(first: 5) { edges { node { id } } } }')),
  ).toEqual([]);
  expect(await accesDe(() => hub.demander('ase', '{ lieuxAccueil(first: 5) { edges { node { id } } } }'))).toEqual([]);
  expect(await accesDe(() => hub.demander('ase', '{ echeances(first: 5) { edges { node { id } } } }'))).toEqual([]);
});

test('un accès qui ne peut être inscrit n’est pas accordé : rien n’est montré', async () => {
  await hub.database.query(`CREATE FUNCTION hub.panne() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'disque plein'; END $$`);
  await hub.database.query('CREATE TRIGGER panne BEFORE INSERT ON hub.acces FOR EACH ROW EXECUTE FUNCTION hub.panne()');
  const { status, raw } = await hub.demander('crip', DOSSIER, { id: enfants[0] });
  expect([status, raw]).toEqual([500, expect.stringContaining('ERREUR_INTERNE')]);
  expect(raw).not.toContain('Durand');
  expect(raw).not.toContain('disque');
  // What opens no file is not concerned.
  recu(await hub.demander('crip', '{ notifications(first: 1) { edges { node { id } } } }'));
  await hub.database.query('DROP TRIGGER panne ON hub.acces');
  expect(recu(await hub.demander('crip', DOSSIER, { id: enfants[0] })).nomNaissance).toMatch(/^Durand/);
});

test('une remise qui ne peut être inscrite n’a pas lieu', async () => {
  const BOITE = '{ notifications(first: 20) { edges { node { id remiseLe } } } }';
  const etat = async () => {
    const [lu] = await hub.database.query<{ remises: number; inscrites: number }>(
      `SELECT (SELECT count(*)::int FROM hub.livraison WHERE destinataire = 'ase-31' AND remise_le IS NOT NULL) AS remises,
         (SELECT count(*)::int FROM hub.audit WHERE acte = 'remettreParReleve' AND acteur = 'ase-31') AS inscrites`,
    );
    return lu!;
  };
  const avant = await etat();
  await hub.database.query('CREATE TRIGGER panne BEFORE INSERT ON hub.audit FOR EACH ROW EXECUTE FUNCTION hub.panne()');
  expect((await hub.demander('ase', BOITE)).raw).toContain('ERREUR_INTERNE');
  expect(await etat()).toEqual(avant);
  await hub.database.query('DROP TRIGGER panne ON hub.audit');
  const lues = recu(await hub.demander('ase', BOITE)).edges as Json[];
  expect(lues.length).toBeGreaterThan(2);
  expect(await etat()).toEqual({ remises: lues.length, inscrites: lues.length });
  await hub.demander('ase', BOITE);
  expect(await etat()).toEqual({ remises: lues.length, inscrites: lues.length });
});
