import fc from 'fast-check';
import { empreinteDe } from '../../src/act';
import { NATURES_DANGER, URGENCES, type NatureDanger, type Urgence } from '../../src/domain/code-lists';
import { estHorsHoraires } from '../../src/domain/horaires';
import { fiche, ordonnance, saisine } from '../scenarios/envois';
import { ACCUSER, NOTIFIER, REPONDRE, SAISIR, TRANSMETTRE } from '../scenarios/operations';
import { avec } from './bad-input-cases';
import {
  accuse,
  anonyme,
  lignes,
  ouvrirHub,
  ouvrirTerrain,
  recu,
  VOISINS,
  type HubOuvert,
  type Json,
  type Reponse,
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

const texte = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).map((s) => `x${s.replaceAll('\0', '')}`);
const contenu = fc.record({
  recit: texte,
  prenoms: texte,
  dateNaissance: fc.option(fc.constantFrom('2010-02-28', '2012-02-29', '2020-12-31'), { nil: null }),
  urgence: fc.constantFrom(...(Object.keys(URGENCES) as Urgence[])),
  natures: fc.uniqueArray(fc.constantFrom(...(Object.keys(NATURES_DANGER) as NatureDanger[])), { minLength: 1 }),
  adultes: fc.integer({ min: 0, max: 50 }),
  scolarise: fc.boolean(),
});
type Contenu = typeof contenu extends fc.Arbitrary<infer T> ? T : never;

function ficheDe(cle: string, { recit, prenoms, dateNaissance, urgence, natures, adultes, scolarise }: Contenu): Json {
  const base = fiche({
    idempotencyKey: cle,
    urgence,
    naturesDanger: natures,
    naturePrincipale: natures[0]!,
  });
  const famille = Array.from({ length: adultes }, (_, i) => ({ role: 'TIERS', nom: `Adulte ${String(i)}` }));
  const remplie = avec(avec(base, 'famille', famille), 'faits', [{ recit, constatePar: 'DOCUMENT' }]);
  const traits = { ...{ nomNaissance: 'Durand', prenoms, sexe: 'F', dateNaissance, ageApproximatif: 8 } };
  return avec(scolarise ? remplie : avec(remplie, 'scolarite', undefined), 'enfant', {
    ...traits,
    communeNaissance: '31555',
    communeResidence: '31555',
  });
}

/** What one accepted act adds to the tables. */
function difference(avant: Record<string, number>, apres: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(apres).flatMap(([nom, nombre]) => (nombre === avant[nom] ? [] : [[nom, nombre - avant[nom]!]])),
  );
}

const refusee = ({ body }: Reponse) => body.errors?.[0]?.extensions.code;

test('mille façons de répéter un envoi, une seule fiche', async () => {
  let rang = 0;
  // 0 is the sheet itself; the others change its content under the same key.
  const suite = fc.array(fc.nat({ max: 2 }), { minLength: 2, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(contenu, suite, fc.boolean(), async (donne, essais, ensemble) => {
      const cle = `envoi-${String((rang += 1))}`;
      const originale = ficheDe(cle, donne);
      const variantes = [originale, avec(originale, 'faits.0.lieu', 'cour'), avec(originale, 'faits.0.lieu', 'préau')];
      const avant = await lignes(hub.database);
      const envoyer = (essai: number) => hub.demander('college', TRANSMETTRE, { input: variantes[essai] });
      const reponses: Reponse[] = [];
      if (ensemble) reponses.push(...(await Promise.all(essais.map(envoyer))));
      else for (const essai of essais) reponses.push(await envoyer(essai));

      const acceptes = reponses.map((reponse, i) => [essais[i], reponse] as const).filter(([, r]) => !refusee(r));
      const gagnants = new Set(acceptes.map(([essai]) => essai));
      expect(gagnants.size).toBe(1);
      if (!ensemble) expect(gagnants.has(essais[0])).toBe(true);
      expect(new Set(acceptes.map(([, reponse]) => anonyme(reponse).raw)).size).toBe(1);
      for (const [i, reponse] of reponses.entries())
        expect(refusee(reponse)).toBe(gagnants.has(essais[i]) ? undefined : 'CONFLICT');

      const ajoute = difference(avant, await lignes(hub.database));
      const {
        'crip.enfant': enfants = 0,
        'crip.fiche_enfant': fiches = 0,
        'crip.relation': relations = 0,
        'hub.cle_enfant': cles = 0,
        'crip.conservation': conservations = 0,
        ...exact
      } = ajoute;
      // A child whose traits are all known may have been met before.
      expect([0, 1]).toContain(enfants);
      expect([relations, cles, fiches, conservations]).toEqual([enfants, enfants, enfants, enfants]);
      // What is immediate while the CRIP is closed is also told to the duty of the ASE.
      const astreinte = donne.urgence === 'IMMEDIATE' && estHorsHoraires(new Date(), '31') ? 1 : 0;
      expect(exact).toEqual({
        'crip.information_preoccupante': 1,
        'hub.audit': 1,
        'hub.echeance': 2,
        'hub.evenement': 1 + astreinte,
        'hub.idempotence': 1,
        'hub.livraison': 1 + astreinte,
        ...(astreinte ? { 'ase.reception': 1 } : {}),
        ...(donne.scolarise ? { 'education.scolarite': 1 } : {}),
      });
    }),
    { numRuns: 25, interruptAfterTimeLimit: 12_000 },
  );
});

test('une ordonnance et une saisine répétées : un enregistrement, un événement, une remise par destinataire', async () => {
  for (const [qui, query, input, attendues] of [
    ['parquet', NOTIFIER, ordonnance(), { 'ase.reception': 1, 'justice.mesure_urgente': 1, 'hub.livraison': 2 }],
    ['defenseur', SAISIR, saisine(), { 'ase.reponse_saisine': 1, 'defenseur.saisine': 1, 'hub.livraison': 1 }],
  ] as const) {
    const avant = await lignes(hub.database);
    const recus = await Promise.all(Array.from({ length: 5 }, () => hub.demander(qui, query, { input })));
    expect(new Set(recus.map((reponse) => JSON.stringify(accuse(reponse)))).size).toBe(1);
    expect(difference(avant, await lignes(hub.database))).toEqual({
      ...{
        'crip.conservation': 1,
        'crip.enfant': 1,
        'crip.fiche_enfant': 1,
        'crip.relation': 1,
        'hub.cle_enfant': 1,
        'hub.audit': 1,
        'hub.echeance': 1,
      },
      ...{ 'hub.evenement': 1, 'hub.idempotence': 1, ...attendues },
    });
  }
});

test('une réponse au Défenseur répétée en même temps : le même accusé, une réponse ; une autre clé : DEJA_FAIT', async () => {
  const { id } = accuse(await hub.demander('defenseur', SAISIR, { input: saisine() }));
  const input = { idempotencyKey: 'reponse-1', saisineId: id, reponse: 'Rendue.', fonction: 'Directrice' };
  const avant = await lignes(hub.database);
  const recus = await Promise.all(Array.from({ length: 5 }, () => hub.demander('ase', REPONDRE, { input })));
  expect(recus.map((reponse) => recu(reponse).userErrors)).toEqual([[], [], [], [], []]);
  expect(new Set(recus.map((reponse) => anonyme(reponse).raw)).size).toBe(1);
  expect(difference(avant, await lignes(hub.database))).toEqual({
    ...{ 'hub.audit': 1, 'hub.evenement': 1, 'hub.idempotence': 1, 'hub.livraison': 1 },
  });
  const autre = recu(await hub.demander('ase', REPONDRE, { input: { ...input, idempotencyKey: 'reponse-2' } }));
  expect(autre.userErrors).toEqual([expect.objectContaining({ code: 'DEJA_FAIT', path: ['saisineId'] })]);
});

test('plusieurs personnes accusent réception en même temps : la première fonction vaut, le parquet est avisé une fois', async () => {
  const { id } = accuse(await hub.demander('parquet', NOTIFIER, { input: ordonnance() }));
  const avant = await lignes(hub.database);
  const recus = await Promise.all(
    ['Cadre A', 'Cadre B', 'Cadre C'].map((fonction) =>
      hub.demander('ase', ACCUSER, { input: { mesureId: id, fonction } }),
    ),
  );
  expect(new Set(recus.map((reponse) => JSON.stringify(recu(reponse)))).size).toBe(1);
  expect(difference(avant, await lignes(hub.database))).toEqual({
    // Each person who acknowledged did so: the proof has all three.
    'hub.audit': 3,
    'hub.evenement': 1,
    'hub.livraison': 1,
  });
});

test('deux institutions choisissent la même clé : deux fiches', async () => {
  const input = fiche({ idempotencyKey: 'fiche-1' });
  const deLAutre = avec(input, 'emetteur.uai', VOISINS.autreCollege.institution);
  const un = accuse(await hub.demander('college', TRANSMETTRE, { input }));
  const autre = accuse(await hub.demander('autreCollege', TRANSMETTRE, { input: deLAutre }));
  expect(autre.id).not.toBe(un.id);
  expect(autre.reference).not.toBe(un.reference);
});

const arbre = fc.jsonValue({ maxDepth: 4 }).filter((value) => typeof value === 'object' && value !== null);

/** The same JSON, its keys in another order. */
function melanger(value: Json): Json {
  if (Array.isArray(value)) return value.map(melanger);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries<Json>(value).reverse();
  return Object.fromEntries(entries.map(([key, child]) => [key, melanger(child)]));
}

/** The same JSON, every character beyond ASCII written as an escape. */
function enEchappements(json: string): string {
  return json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

test("l'empreinte ne dépend ni de l'ordre des clés ni de l'écriture des caractères", () => {
  fc.assert(
    fc.property(arbre, (value) => {
      const objet = value as object;
      expect(empreinteDe(melanger(objet))).toBe(empreinteDe(objet));
      expect(empreinteDe(JSON.parse(enEchappements(JSON.stringify(objet))))).toBe(empreinteDe(objet));
    }),
  );
});

test('une fiche renvoyée avec ses clés dans un autre ordre, ou en échappements, est le même envoi', async () => {
  const input = fiche();
  const premier = accuse(await hub.demander('college', TRANSMETTRE, { input }));
  expect(accuse(await hub.demander('college', TRANSMETTRE, { input: melanger(input) }))).toEqual(premier);
  const body = enEchappements(JSON.stringify({ query: TRANSMETTRE, variables: { input } }));
  expect(body).toContain('\\u00ab');
  expect(accuse(await hub.envoyer(body, hub.jeton({ ...VOISINS.autreCollege, institution: '0319001R' })))).toEqual(
    premier,
  );
});
