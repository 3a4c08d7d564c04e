import { randomUUID } from 'node:crypto';
import { fiche, ordonnance } from '../scenarios/envois';
import { NOTIFIER, TRANSMETTRE } from '../scenarios/operations';
import { OUVRIR_EN_URGENCE, REVOIR_ACCES } from '../scenarios/urgence-operations';
import {
  accuse,
  INSTITUTIONS,
  lignes,
  ouvrirHub,
  ouvrirTerrain,
  recu,
  retenus,
  type HubOuvert,
  type Json,
  type NomInstitution,
  type Porteur,
  type Terrain,
} from './hub-ouvert';

let terrain: Terrain;
let hub: HubOuvert;
let enfantId: string;
let information: string;
const TRAITS = {
  nomNaissance: 'Dürand-Égée',
  prenoms: 'Zoé',
  sexe: 'F',
  dateNaissance: '2016-05-14',
  communeNaissance: '31555',
};

beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain);
  const { enfant } = fiche() as Json;
  const connu = { ...enfant, ...TRAITS };
  information = accuse(await hub.demander('college', TRANSMETTRE, { input: fiche({ enfant: connu }) })).id;
  accuse(await hub.demander('parquet', NOTIFIER, { input: ordonnance({ enfant: connu }) }));
  const query = 'query ($id: ID!) { informationPreoccupante(id: $id) { enfant { id } } }';
  enfantId = recu(await hub.demander('crip', query, { id: information })).enfant.id;
});
afterAll(async () => {
  await hub.fermer();
  await terrain.fermer();
});

const FICHE = `query ($id: ID!, $pour: Finalite!) { enfant(id: $id, finalite: $pour) {
  nomNaissance scolarite { uai ine }
  informationsPreoccupantes { id etat emetteur { nom } faits { recit blessures } historique { acte } }
  mesuresUrgentes { id confieA { nom } } decisions { id } mesures { id } } }`;
const LISTE = `query ($filtre: FiltreAccesUrgenceInput) { accesUrgence(filtre: $filtre) { edges { node {
  id institution ouvertPar collectivite motif precision jusquAu revue { par conclusion observation } enfantId enfant { id } } } } }`;

const agent = (qui: NomInstitution, nom: string): Porteur & { sub: string } => ({ ...INSTITUTIONS[qui], sub: nom });
const ouvrir = async (qui: NomInstitution | Porteur, input: object): Promise<Json> =>
  recu(
    await hub.demander(qui, OUVRIR_EN_URGENCE, { input: { idempotencyKey: randomUUID(), motif: 'FUGUE', ...input } }),
  );
const lire = (qui: NomInstitution, pour = 'URGENCE', id = enfantId) => hub.demander(qui, FICHE, { id, pour });
const liste = async (qui: NomInstitution, filtre?: object): Promise<Json[]> =>
  recu(await hub.demander(qui, LISTE, { filtre })).edges.map(({ node }: Json) => node);
const codeDe = ({ body }: { body: { errors?: readonly { extensions: { code: string } }[] } }) =>
  body.errors?.[0]?.extensions.code;

describe('ouvrir', () => {
  test('rend lisible, pour la finalité URGENCE et pour elle seule, la fiche d’un enfant d’une autre collectivité', async () => {
    expect(codeDe(await lire('crip69M'))).toBe('NOT_FOUND');
    const avant = Date.now();
    const { acces, userErrors } = await ouvrir('crip69M', { enfantId });
    expect(userErrors).toEqual([]);
    expect(acces).toEqual([
      { id: expect.any(String), jusquAu: expect.any(String), collectivite: '31', enfantId, enfant: null },
    ]);
    const heures = (Date.parse(acces[0].jusquAu) - avant) / 3_600_000;
    expect(heures).toBeGreaterThan(3.9);
    expect(heures).toBeLessThan(4.1);

    const reponse = await lire('crip69M');
    const lu = recu(reponse);
    expect(lu).toMatchObject({ nomNaissance: TRAITS.nomNaissance, scolarite: { uai: '0319001R', ine: null } });
    expect(lu.informationsPreoccupantes).toMatchObject([{ id: information, etat: 'RECUE', emetteur: null }]);
    expect(lu.mesuresUrgentes).toHaveLength(1);
    expect(retenus(reponse)).toMatchObject({
      'enfant.informationsPreoccupantes.0.emetteur': 'EMETTEUR_RETENU',
      'enfant.informationsPreoccupantes.0.faits.0.blessures': 'MEDICAL_RETENU',
    });
    expect(codeDe(await lire('crip69M', 'EVALUATION'))).toBe('NOT_FOUND');
    expect(codeDe(await lire('crip33'))).toBe('NOT_FOUND');
    const autres = 'query { informationsPreoccupantes { edges { node { id } } } }';
    expect(recu(await hub.demander('crip69M', autres)).edges).toEqual([]);
  });

  test('par les traits stricts, quand on n’a pas l’identifiant ; sinon, personne', async () => {
    const { acces } = await ouvrir('crip33', { traits: { ...TRAITS, nomNaissance: 'DURAND EGEE' } });
    expect(acces).toHaveLength(1);
    expect((await liste('crip33')).map(({ enfantId: ouvert }) => ouvert)).toEqual([enfantId]);
    expect(recu(await lire('crip33', 'URGENCE', acces[0].enfantId)).nomNaissance).toBe(TRAITS.nomNaissance);
    const avant = await lignes(hub.database);
    const inconnu = randomUUID();
    for (const input of [{ traits: { ...TRAITS, prenoms: 'Zo' } }, { enfantId: inconnu }, { enfantId: 'x' }]) {
      const reponse = await hub.demander('crip33', OUVRIR_EN_URGENCE, {
        input: { idempotencyKey: randomUUID(), motif: 'FUGUE', ...input },
      });
      expect(codeDe(reponse)).toBe('NOT_FOUND');
    }
    // Nothing of the act; who tried, and on what, is on the audit.
    expect(await lignes(hub.database)).toEqual({ ...avant, 'hub.audit': (avant['hub.audit'] ?? 0) + 3 });
    const tentatives = await hub.database.query<Json>(
      `SELECT acteur, institution, objet_types types, objet_ids ids, signature IS NOT NULL signee FROM hub.audit
       WHERE acte = 'refus:ouvrirEnUrgence:NOT_FOUND' ORDER BY id DESC LIMIT 3`,
    );
    const [, deLInconnu, desTraits] = tentatives;
    const par = { acteur: 'test-crip-33', institution: 'crip-33', signee: true };
    expect(deLInconnu).toEqual({ ...par, types: ['Enfant'], ids: [inconnu] });
    expect(desTraits).toEqual({ ...par, types: [], ids: [] });
  });

  test('un enfant de sa propre collectivité se lit sans urgence, et cela se dit', async () => {
    for (const designe of [{ enfantId }, { traits: TRAITS }]) {
      const [champ = ''] = Object.keys(designe);
      const { acces, userErrors } = await ouvrir('crip', designe);
      expect(acces ?? []).toEqual([]);
      expect(userErrors).toEqual([
        expect.objectContaining({
          code: 'ETAT_INCOMPATIBLE',
          path: [champ],
          message: expect.stringContaining(enfantId),
        }),
      ]);
      const [tentative] = await hub.database.query<Json>(
        `SELECT objet_types types, objet_ids ids FROM hub.audit WHERE acte = 'refus:ouvrirEnUrgence:ETAT_INCOMPATIBLE'
         ORDER BY id DESC LIMIT 1`,
      );
      expect(tentative).toEqual({ types: ['Enfant'], ids: [enfantId] });
    }
  });

  test('un motif « autre » se précise ; un enfant se désigne d’une seule façon', async () => {
    const refusDe = async (input: object) =>
      (await ouvrir('crip33', input)).userErrors.map(({ code, path }: Json) => [code, path]);
    expect(await refusDe({ enfantId, motif: 'AUTRE' })).toEqual([['MOTIF_REQUIS', ['precision']]]);
    expect(await refusDe({ enfantId, traits: TRAITS })).toEqual([['CHAMP_REQUIS', ['enfantId']]]);
    expect(await refusDe({ traits: { ...TRAITS, sexe: 'I' } })).toEqual([['VALEUR_INVALIDE', ['traits', 'sexe']]]);
  });

  test('les deux CRIP sont avisées, la revue a son délai', async () => {
    const { acces } = await ouvrir('crip69M', { enfantId });
    const avis = await hub.database.query(
      `SELECT l.destinataire FROM hub.livraison l JOIN hub.evenement e ON e.id = l.evenement_id
       WHERE e.type = 'acces-urgence.ouvert' AND e.sujet_id = $1 ORDER BY 1`,
      [acces[0].id],
    );
    expect(avis).toEqual([{ destinataire: 'crip-31' }, { destinataire: 'crip-69M' }]);
    const [delai] = await hub.database.query<Json>(
      'SELECT regle, acteur, etat, extract(epoch FROM limite_le - depart)::int / 3600.0 AS heures FROM hub.echeance WHERE sujet_id = $1',
      [acces[0].id],
    );
    expect(delai).toMatchObject({ regle: 'U1', acteur: 'crip-69M', etat: 'OUVERTE' });
    expect(Math.round(Number(delai!.heures))).toBe(72);
  });
});

test('il expire de lui-même, dans l’application comme dans la base', async () => {
  await ouvrir('crip69M', { enfantId });
  expect(codeDe(await lire('crip69M'))).toBeUndefined();
  expect(await vus()).toEqual({ enfants: 1, informations: 1 });
  await hub.database.query(
    "UPDATE crip.acces_urgence SET jusqu_au = now() - interval '1 second' WHERE institution = 'crip-69M'",
  );
  expect(codeDe(await lire('crip69M'))).toBe('NOT_FOUND');
  expect(await vus()).toEqual({ enfants: 0, informations: 0 });
});

/** What row-level security alone lets the CRIP on call see of the child. */
const vus = () =>
  hub.database.transaction(
    async (tx) => {
      await tx.query('SET LOCAL ROLE hub_app');
      const [compte] = await tx.query<Json>(
        `SELECT (SELECT count(*)::int FROM crip.enfant WHERE id = $1) enfants,
                (SELECT count(*)::int FROM crip.information_preoccupante WHERE enfant_id = $1) informations`,
        [enfantId],
      );
      return compte;
    },
    { institution: 'crip-69M', role: 'crip', territoire: '69M' },
  );

test('la base n’ouvre qu’à la lecture, et rien hors d’un acte', async () => {
  await ouvrir('crip69M', { enfantId });
  const tenter = (texte: string, acte: string) =>
    hub.database.transaction(
      async (tx) => {
        await tx.query('SET LOCAL ROLE hub_app');
        return tx.query<Json>(texte, [enfantId]);
      },
      { institution: 'crip-69M', role: 'crip', territoire: '69M', acte },
    );
  expect(await tenter("UPDATE crip.enfant SET nom_naissance = 'X' WHERE id = $1 RETURNING id", 'essai')).toEqual([]);
  await expect(
    tenter("SELECT crip.ouvrir_en_urgence(ARRAY[$1::uuid], $1, NULL, 'FUGUE', 'moi', now(), now())", ''),
  ).rejects.toThrow('outside an act of a CRIP');
  await expect(
    tenter("UPDATE crip.acces_urgence SET jusqu_au = 'infinity' WHERE enfant_id = $1", 'essai'),
  ).rejects.toThrow(/permission denied/);
});

describe('revoir', () => {
  const revoir = (qui: NomInstitution | Porteur, accesId: string, input = {}) =>
    hub.demander(qui, REVOIR_ACCES, { input: { accesId, conclusion: 'JUSTIFIE', ...input } });

  test('une autre personne que celle qui l’a ouvert, une fois', async () => {
    const { acces } = await ouvrir('crip69M', { enfantId });
    const { id } = acces[0];
    const refus = recu(await revoir('crip69M', id)).userErrors;
    expect(refus).toEqual([
      { code: 'ARTICLE_CONTRAIRE', path: ['accesId'], message: expect.stringMatching(/autre personne/) },
    ]);
    expect(recu(await revoir(agent('crip69M', 'cadre'), id)).acces).toEqual({
      id,
      revue: { par: 'cadre', conclusion: 'JUSTIFIE' },
    });
    expect(recu(await revoir(agent('crip69M', 'autre-cadre'), id)).userErrors[0].code).toBe('DEJA_FAIT');
    const [delai] = await hub.database.query<Json>('SELECT etat FROM hub.echeance WHERE sujet_id = $1', [id]);
    expect(delai).toEqual({ etat: 'TENUE' });
  });

  test('la CRIP de l’enfant aussi ; nulle autre', async () => {
    const { acces } = await ouvrir('crip69M', { enfantId });
    expect(codeDe(await revoir('crip33', acces[0].id))).toBe('NOT_FOUND');
    expect(recu(await revoir('crip', acces[0].id, { conclusion: 'INJUSTIFIE' })).userErrors[0].code).toBe(
      'MOTIF_REQUIS',
    );
    const observation = 'Rappel fait à l’astreinte.';
    expect(recu(await revoir('crip', acces[0].id, { conclusion: 'INJUSTIFIE', observation })).userErrors).toEqual([]);
    const [vu] = await liste('crip69M', { id: acces[0].id });
    expect(vu.revue).toEqual({ par: 'test-crip-31', conclusion: 'INJUSTIFIE', observation });
  });

  test('la liste : ceux que l’on a ouverts, ceux de ses enfants, à revoir ou non', async () => {
    const { acces } = await ouvrir('crip69M', { enfantId });
    const { id } = acces[0];
    for (const qui of ['crip69M', 'crip'] as const) {
      expect((await liste(qui, { aRevoir: true, enCours: true })).map((un) => un.id)).toContain(id);
      expect((await liste(qui, { aRevoir: false })).map((un) => un.id)).not.toContain(id);
    }
    expect((await liste('crip33')).every(({ institution }) => institution === 'crip-33')).toBe(true);
    expect(await liste('crip', { id: 'x' })).toEqual([]);
  });
});

test('chaque lecture faite ainsi est à l’audit, avec sa finalité', async () => {
  await ouvrir('crip69M', { enfantId });
  recu(await lire('crip69M'));
  const lues = await hub.database.query<Json>(
    "SELECT * FROM hub.acces WHERE institution = 'crip-69M' AND finalite = 'URGENCE' AND enfant_id = $1",
    [enfantId],
  );
  expect(lues.flatMap(({ objet_types: types }) => types as string[])).toEqual(
    expect.arrayContaining(['Enfant', 'InformationPreoccupante']),
  );
});

test('ce qui est précisé est scellé, et n’est gardé en clair nulle part', async () => {
  const precision = 'Retrouvé gare de Perrache, seul.';
  const input = { idempotencyKey: randomUUID(), motif: 'AUTRE', precision, enfantId };
  const premier = recu(await hub.demander('crip69M', OUVRIR_EN_URGENCE, { input }));
  expect(premier.acces).toHaveLength(1);
  const { acces } = recu(await hub.demander('crip69M', OUVRIR_EN_URGENCE, { input }));
  expect(acces).toEqual(premier.acces);
  expect((await liste('crip', { id: acces[0].id }))[0].precision).toBe(precision);
  const [garde] = await hub.database.query<Json>(
    `SELECT get_byte(precision, 0) premier, EXISTS (SELECT 1 FROM hub.idempotence i WHERE i::text LIKE '%Perrache%') clair
     FROM crip.acces_urgence WHERE id = $1`,
    [acces[0].id],
  );
  expect(garde).toEqual({ premier: 1, clair: false });
});

test('le dossier détruit, l’accès l’est aussi', async () => {
  const autre = accuse(await hub.demander('college', TRANSMETTRE, { input: fiche() })).id;
  const query = 'query ($id: ID!) { informationPreoccupante(id: $id) { enfant { id } } }';
  const { id } = recu(await hub.demander('crip', query, { id: autre })).enfant;
  const { acces } = await ouvrir('crip69M', { enfantId: id });
  await hub.database.query('DELETE FROM crip.enfant WHERE id = $1', [id]);
  expect(await hub.database.query('SELECT 1 FROM crip.acces_urgence WHERE enfant_id = $1', [id])).toEqual([]);
  expect(await hub.database.query('SELECT 1 FROM hub.echeance WHERE sujet_id = $1', [acces[0].id])).toEqual([]);
});

test('chaque ouverture et chaque revue est dans le journal, au nom de qui l’a faite', async () => {
  const { acces } = await ouvrir('crip69M', { enfantId });
  const input = { accesId: acces[0].id, conclusion: 'JUSTIFIE' };
  recu(await hub.demander(agent('crip69M', 'cadre'), REVOIR_ACCES, { input }));
  const traces = await hub.database.query<Json>(
    'SELECT acte, acteur, objet_types AS types FROM hub.audit WHERE $1 = ANY(objet_ids) ORDER BY id',
    [acces[0].id],
  );
  expect(traces).toEqual([
    { acte: 'ouvrirEnUrgence', acteur: 'test-crip-69M', types: ['AccesUrgence', 'Enfant'] },
    { acte: 'revoirAcces', acteur: 'cadre', types: ['AccesUrgence'] },
  ]);
});

test('nulle autre institution ne le peut, ni une CRIP sans le mandat', async () => {
  const input = { idempotencyKey: randomUUID(), motif: 'FUGUE', enfantId };
  for (const qui of ['ase33', 'parquet', 'hopital', 'college', 'defenseur', 'dpo'] as const)
    expect(codeDe(await hub.demander(qui, OUVRIR_EN_URGENCE, { input }))).toBe('FORBIDDEN');
  const { scopes } = INSTITUTIONS.crip69M;
  const sans = { ...INSTITUTIONS.crip69M, scopes: scopes.filter((un) => un !== 'acces:ouvrir') };
  expect(codeDe(await hub.demander(sans, OUVRIR_EN_URGENCE, { input }))).toBe('FORBIDDEN');
  const sansMotif = await hub.demander('crip69M', OUVRIR_EN_URGENCE, { input: { ...input, motif: undefined } });
  expect(codeDe(sansMotif)).toBe('BAD_USER_INPUT');
});
