import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getNamedType, isLeafType, isObjectType, type GraphQLObjectType } from 'graphql';
import { sha256 } from '../../src/platform/allowed-operations';
import { executable } from '../../src/gateway/remote';
import type { SubgraphName } from '../../src/platform/config';
import { SUBGRAPHS } from '../../src/subgraphs/registry';
import { ouvrirFlotte, type Flotte } from '../federation/fleet';
import { signalement } from '../scenarios/cycle-envois';
import { SIGNALER } from '../scenarios/cycle-operations';
import { PROTEGER_DOSSIER } from '../scenarios/protection-operations';
import { LECTURES, peupler, type Peuplement } from '../subgraphs/access-cases';
import { gestes } from '../subgraphs/crip-cycle-gestes';
import { INSTITUTIONS, recu, retenus, type HubOuvert, type Json, type Reponse } from '../subgraphs/hub-ouvert';
import { instructionsVues } from '../subgraphs/instructions';
import { cheminsVersLEnfant, type Chemin } from './chemins';

const { schema } = executable({ subgraphs: SUBGRAPHS });
const CHEMINS = cheminsVersLEnfant(schema);
/** The shortest way of each. */
const PORTEURS = [
  ...new Map(
    [...CHEMINS].sort((a, b) => b.pas.length - a.pas.length).map((chemin) => [chemin.porteur, chemin]),
  ).values(),
];
const FACONS = ['fusionné', 'tout distant'] as const;

/** Enough to recognise the child, and to say where it is known. */
const IDENTITE = [
  ...['id', 'nomNaissance', 'nomUsage', 'prenoms', 'sexe', 'dateNaissance', 'ageApproximatif'],
  ...['communeNaissance', 'collectivite'],
];
const enfant = schema.getType('Enfant') as GraphQLObjectType;
const DE_LA_FICHE = Object.values(enfant.getFields())
  .filter(({ name }) => !IDENTITE.includes(name))
  .map(({ name, type }) => ({
    champ: name,
    selection: isLeafType(getNamedType(type)) ? name : `${name} { __typename }`,
  }));

let flotte: Flotte;
let ids: Peuplement;
beforeAll(async () => {
  flotte = await ouvrirFlotte({ facons: FACONS });
  ids = await peupler(flotte.hubs.fusionné);
}, 120_000);
afterAll(() => flotte.fermer());

const refus = ({ status, body }: Reponse) => [status, body.data, body.errors?.[0]?.extensions.code];
const REFUSE = [403, undefined, 'FINALITE_REQUISE'];

test('chaque champ du schéma qui mène à un enfant a son chemin', () => {
  const menent = Object.values(schema.getTypeMap()).flatMap((type) =>
    // A child's own record, once opened for a purpose, leads to the other sheets of the same child.
    isObjectType(type) && type.name !== schema.getQueryType()?.name && type.name !== 'Enfant'
      ? Object.values(type.getFields()).flatMap(({ name, type: vers }) =>
          getNamedType(vers).name === 'Enfant' ? [`${type.name}.${name}`] : [],
        )
      : [],
  );
  expect(PORTEURS.map(({ porteur }) => porteur).sort()).toEqual(menent.sort());
  expect(menent.length).toBeGreaterThan(10);
});

describe('sans finalité', () => {
  const exiger = async (facon: (typeof FACONS)[number], chemin: Chemin, rang: number) => {
    const demander = ({ selection }: (typeof DE_LA_FICHE)[number]) =>
      flotte.hubs[facon].demander('crip', chemin.operation(`id a: nomNaissance ${selection}`));
    let { champ } = DE_LA_FICHE[rang % DE_LA_FICHE.length]!;
    let reponse = await demander(DE_LA_FICHE[rang % DE_LA_FICHE.length]!);
    // A list at the end of lists costs too much to be asked at all: one school does not.
    if (refus(reponse)[2] === 'COUT_EXCESSIF') {
      champ = 'scolarite';
      reponse = await demander(DE_LA_FICHE.find((un) => un.champ === champ)!);
    }
    expect([champ, ...refus(reponse)]).toEqual([champ, ...REFUSE]);
    expect(reponse.body.errors![0]!.message).toMatch(
      new RegExp(`^${chemin.pas.join('\\.')}\\.${champ} ouvre la fiche d'un enfant : dites pour quoi.* EVALUATION`),
    );
  };

  test.each(PORTEURS)('par $porteur : l’identité se lit, aucun autre champ de la fiche', async (chemin) => {
    for (const rang of DE_LA_FICHE.keys()) await exiger('fusionné', chemin, rang);
    const identite = chemin.operation(`__typename ${IDENTITE.join(' ')}`);
    expect((await flotte.hubs.fusionné.demander('crip', identite)).raw).not.toContain('FINALITE_REQUISE');
  });

  test('de chaque racine du schéma, quelle que soit la façon de le servir', async () => {
    for (const facon of FACONS) for (const [rang, chemin] of CHEMINS.entries()) await exiger(facon, chemin, rang);
  });

  const LISTE = (dans: string) => `{ informationsPreoccupantes(first: 2) { edges { node { ${dans} } } } }`;
  test.each([
    ['un alias', LISTE('e: enfant { s: scolarite { uai } }'), /^informationsPreoccupantes\.edges\.node\.e\.s ouvre/],
    ['un fragment', `{ ...A } fragment A on Query ${LISTE('enfant { ...B }')} fragment B on Enfant { mesures { id } }`],
    ['un fragment en ligne', LISTE('enfant { ... on Enfant { ... { decisions { id } } } }')],
    ['un champ que rien ne demande', LISTE('enfant { mesures @include(if: false) { id } }')],
    [
      'un champ qu’une variable demande',
      `query ($oui: Boolean = false) ${LISTE('enfant { mesures @include(if: $oui) { id } }')}`,
    ],
    [
      'une autre racine qui n’en dit pas',
      `{ notifications(first: 1) { edges { cursor } } ${LISTE('enfant { protections { id } }').slice(1)}`,
    ],
  ])('%s n’y échappe pas, et rien n’est lu', async (_, query, message = /enfant/) => {
    for (const facon of FACONS) {
      const avant = instructionsVues().length;
      const reponse = await flotte.hubs[facon].demander('crip', query);
      const vues = instructionsVues().slice(avant);
      expect(refus(reponse)).toEqual(REFUSE);
      expect(reponse.body.errors![0]!.message).toMatch(message);
      expect(vues.filter((texte) => /information_preoccupante|crip\.enfant|hub\.acces/.test(texte))).toEqual([]);
    }
  });

  test('la réponse d’un acte non plus : il n’a pas lieu', async () => {
    const hub = flotte.hubs.fusionné;
    const acces = 'SELECT count(*)::int n FROM crip.acces_urgence';
    const avant = await hub.database.query(acces);
    const query = `mutation ($input: OuvrirEnUrgenceInput!) { ouvrirEnUrgence(input: $input) { acces { enfant { mesures { id } } } } }`;
    const input = { idempotencyKey: randomUUID(), motif: 'FUGUE', enfantId: ids.unEnfant.enfant };
    expect(refus(await hub.demander('crip69M', query, { input }))).toEqual(REFUSE);
    expect(await hub.database.query(acces)).toEqual(avant);
  });

  test('une opération enregistrée non plus', async () => {
    const query =
      'query Liste { informationsPreoccupantes(first: 2) { edges { node { enfant { mesures { id } } } } } }';
    const fichier = join(flotte.terrain.folder, 'operations.json');
    writeFileSync(fichier, JSON.stringify({ [sha256(query)]: query }));
    const ferme = await flotte.ouvrir({ env: { ALLOWED_OPERATIONS: fichier } });
    const corps = JSON.stringify({ documentId: sha256(query) });
    const jeton = ferme.jeton(INSTITUTIONS.crip);
    expect(refus(await ferme.envoyer(corps, jeton))).toEqual(REFUSE);
    expect((await ferme.envoyer(corps, jeton, 'EVALUATION')).body.data.informationsPreoccupantes.edges).toHaveLength(2);
  });

  test('à qui aucune finalité n’est ouverte, la table répond, comme avant', async () => {
    const reponse = await flotte.hubs.fusionné.demander(
      'exploitant',
      '{ mesures { edges { node { enfant { mesures { id } } } } } }',
    );
    expect(refus(reponse)[2]).toBe('FORBIDDEN');
  });
});

describe('un sous-graphe appelé seul', () => {
  const cas = SUBGRAPHS.flatMap(({ name, schema: sien }) => {
    const type = sien.getType('Enfant');
    const siens = isObjectType(type) ? Object.keys(type.getFields()) : [];
    return DE_LA_FICHE.filter(({ champ }) => siens.includes(champ)).map((fiche) => ({ name, ...fiche }));
  });

  test('chaque champ de la fiche a le sien', () => {
    expect(new Set(cas.map(({ champ }) => champ))).toEqual(new Set(DE_LA_FICHE.map(({ champ }) => champ)));
  });

  test.each(cas)('$name : Enfant.$champ, par _entities', async ({ name, champ, selection }) => {
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Enfant { id ${selection} } } }`;
    const variables = { r: [{ __typename: 'Enfant', id: ids.unEnfant.enfant }] };
    const seul = flotte.seuls[name as SubgraphName];
    const sans = await seul.demander('crip', query, variables);
    expect(refus(sans)).toEqual(REFUSE);
    expect(sans.body.errors![0]!.message).toContain(`_entities.${champ} ouvre`);
    const avec = await seul.demander('crip', query, variables, 'EVALUATION');
    expect([avec.status, avec.body.errors]).toEqual([200, undefined]);
    expect(avec.body.data._entities[0].id).toBe(ids.unEnfant.enfant);
  });
});

describe('pour écrire à la famille, ce qui est retenu l’est par tous les chemins', () => {
  const rencontres = new Set<string>();
  let proteges: readonly string[];
  beforeAll(async () => {
    const hub = flotte.hubs.fusionné;
    const { transmettre, jusqua, faire } = gestes(() => hub);
    const evaluee = await jusqua('EVALUEE', await transmettre());
    expect((await faire(SIGNALER, signalement(evaluee))).userErrors).toEqual([]);
    const connus = await hub.database.query<{ id: string }>(`SELECT id FROM crip.enfant WHERE collectivite = '31'`);
    proteges = connus.map(({ id }) => id);
    for (const enfantId of proteges) {
      const input = { idempotencyKey: randomUUID(), enfantId, motif: 'MENACES' };
      expect(recu(await hub.demander('crip', PROTEGER_DOSSIER, { input })).userErrors).toEqual([]);
    }
  });

  const parLecture = CHEMINS.filter(({ racine }) => racine in LECTURES);
  test.each(parLecture)('$racine, par $porteur', async (chemin) => {
    for (const facon of FACONS)
      for (const qui of ['crip', 'ase'] as const) {
        const pour = await ecoles(flotte.hubs[facon], qui, chemin, 'INFORMATION_FAMILLE');
        const protege = await ecoles(flotte.hubs[facon], qui, chemin, 'PROTECTION');
        expect(pour).toEqual(Object.fromEntries(Object.keys(protege).map((ou) => [ou, 'ETABLISSEMENT_RETENU'])));
        if (Object.keys(protege).length > 0) rencontres.add(chemin.porteur);
      }
  });

  test('chaque champ qui mène à un enfant y a mené, et son lieu est protégé', () => {
    const lisibles = new Set(parLecture.map(({ porteur }) => porteur));
    expect([...lisibles].filter((porteur) => !rencontres.has(porteur))).toEqual([]);
  });

  /** The school of each protected child that the operation reached, by path: its number, or why there is none. */
  async function ecoles(
    hub: HubOuvert,
    qui: 'crip' | 'ase',
    chemin: Chemin,
    finalite: 'INFORMATION_FAMILLE' | 'PROTECTION',
  ): Promise<Readonly<Record<string, string>>> {
    const { sujet } = LECTURES[chemin.racine as keyof typeof LECTURES];
    const variables = sujet ? { id: ids.unEnfant[sujet] } : {};
    const reponse = await hub.demander(qui, chemin.operation('id scolarite { uai }'), variables, finalite);
    const tus = retenus(reponse);
    const lues: Record<string, string> = {};
    const visiter = (valeur: Json, place: string) => {
      if (typeof valeur !== 'object' || valeur === null) return;
      if (valeur.scolarite && proteges.includes(valeur.id))
        lues[place] = valeur.scolarite.uai ?? tus[`${place}.scolarite.uai`];
      for (const [cle, suite] of Object.entries<Json>(valeur)) visiter(suite, place === '' ? cle : `${place}.${cle}`);
    };
    visiter(reponse.body.data, '');
    return lues;
  }
});
