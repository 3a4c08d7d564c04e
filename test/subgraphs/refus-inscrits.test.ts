import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OUVRIR_EN_URGENCE } from '../scenarios/urgence-operations';
import { ACTES } from './access-cases';
import {
  INSTITUTIONS,
  ouvrirHub,
  ouvrirTerrain,
  type HubOuvert,
  type Json,
  type Porteur,
  type Terrain,
} from './hub-ouvert';

const INSCRITS = 20;

/** Read in the code, so that one which becomes sensible is tried. */
const SENSIBLES = readdirSync('src/subgraphs', { recursive: true, encoding: 'utf8' })
  .filter((nom) => nom.endsWith('.ts'))
  .map((nom) => readFileSync(join('src/subgraphs', nom), 'utf8'))
  .flatMap((texte) => (/^ {2}sensible:/m.test(texte) ? (/^ {2}name: '(\w+)'/m.exec(texte)?.[1] ?? texte) : []));

let terrain: Terrain;
let hub: HubOuvert;
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain, { env: { LIMIT_REFUSALS_PER_MINUTE: String(INSCRITS) } });
});
afterAll(async () => {
  await hub.fermer();
  await terrain.fermer();
});

const codesDe = ({ body }: Awaited<ReturnType<HubOuvert['demander']>>) =>
  (body.errors ?? []).map(({ extensions: { code } }) => code);
const refus = (institution: string) =>
  hub.database.query<Json>(
    `SELECT acte, acteur, objet_types types, objet_ids ids, signature IS NOT NULL signee FROM hub.audit
     WHERE institution = $1 AND acte LIKE 'refus:%' ORDER BY id`,
    [institution],
  );
const sansMandat = (nom: 'crip33' | 'crip69M', scopes: readonly string[]) => ({
  ...INSTITUTIONS[nom],
  scopes: INSTITUTIONS[nom].scopes.filter((scope) => !scopes.includes(scope)),
});

test('les actes sensibles sont ceux que ce fichier essaie', () => {
  expect(SENSIBLES.length).toBeGreaterThan(5);
  expect(SENSIBLES.filter((nom) => !(nom in ACTES))).toEqual([]);
});

test.each(SENSIBLES)('%s, sans le mandat ou sans le rôle : refusé, et inscrit une fois', async (nom) => {
  const { query, input, scope } = ACTES[nom]!;
  const sub = `agent-${nom}`;
  for (const qui of [
    { ...sansMandat('crip33', [scope].flat()), sub },
    { ...INSTITUTIONS.dpo, sub },
  ]) {
    expect(codesDe(await hub.demander(qui, query, { input: input() }))).toEqual(['FORBIDDEN']);
    const siens = (await refus(qui.institution)).filter(({ acteur }) => acteur === sub);
    // What is not an identifier names nobody: a text of the caller goes nowhere.
    expect(siens).toEqual([{ acte: `refus:${nom}:FORBIDDEN`, acteur: sub, types: [], ids: [], signee: true }]);
  }
});

test('ce qu’il visait est inscrit, qu’il existe ou non', async () => {
  const enfantId = randomUUID();
  const input = { idempotencyKey: randomUUID(), motif: 'FUGUE', enfantId };
  expect(codesDe(await hub.demander('parquet', OUVRIR_EN_URGENCE, { input }))).toEqual(['FORBIDDEN']);
  expect(await refus(INSTITUTIONS.parquet.institution)).toMatchObject([{ types: ['Enfant'], ids: [enfantId] }]);
});

test('au-delà d’un nombre par client et par minute, ils sont comptés et n’écrivent plus rien', async () => {
  const sans = sansMandat('crip69M', ['acces:ouvrir']);
  const input = () => ({ idempotencyKey: randomUUID(), motif: 'FUGUE', enfantId: randomUUID() });
  const reponses = await Promise.all(
    Array.from({ length: 3 * INSCRITS }, (_, i) => {
      // Another person of the same machine has no budget of its own.
      const agent: Porteur = { ...sans, sub: `agent-${String(i)}` };
      return hub.demander(agent, OUVRIR_EN_URGENCE, { input: input() });
    }),
  );
  expect(reponses.flatMap(codesDe)).toEqual(reponses.map(() => 'FORBIDDEN'));
  expect(await refus('crip-69M')).toHaveLength(INSCRITS);
  const metriques = await (await fetch(new URL('/metrics', hub.hub.url))).text();
  expect(metriques).toContain(`hub_refusals_unrecorded_total{operation="ouvrirEnUrgence"} ${String(2 * INSCRITS)}\n`);

  // Whoever has the mandate and looks for children one by one is written each time.
  for (let essai = 0; essai < 3; essai += 1)
    expect(codesDe(await hub.demander('crip69M', OUVRIR_EN_URGENCE, { input: input() }))).toEqual(['NOT_FOUND']);
  expect((await refus('crip-69M')).slice(INSCRITS)).toMatchObject(
    Array.from({ length: 3 }, () => ({ acte: 'refus:ouvrirEnUrgence:NOT_FOUND' })),
  );
});
