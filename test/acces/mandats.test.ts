import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse, valueFromASTUntyped, type ConstDirectiveNode } from 'graphql';
import type { Act } from '../../src/act';
import { ROLES, type Role } from '../../src/auth/actor';
import { ACTEUR_DU_ROLE } from '../../src/acces/lecteur';
import { HABILITATIONS, SCOPES } from '../../src/auth/habilitations';
import { acteurAvec, NOMS_ACTEURS, type Acteur } from '../../src/domain/access-acteurs';
import { ELEMENTS, mandate, NOMS_ELEMENTS, type Element, type LigneElement } from '../../src/domain/access-elements';
import { celluleDe } from '../../src/domain/access-matrice';
import { CHAMPS, mandatsDuChamp, mandatsDuType, TYPES_PUBLIES } from '../../src/domain/access-types';
import { SUBGRAPHS } from '../../src/subgraphs/registry';

type AnyAct = Act<object, unknown>;

function estUnActe(valeur: unknown): valeur is AnyAct {
  return typeof valeur === 'object' && valeur !== null && 'perform' in valeur && 'scope' in valeur && 'roles' in valeur;
}

/** Every act of every subgraph, found in its own file; one that depends on the role is asked of each. */
function actes(mutations: readonly string[]): readonly AnyAct[] {
  const dossier = join(__dirname, '../../src/subgraphs');
  const fichiers = readdirSync(dossier, { recursive: true, encoding: 'utf8' }).filter((nom) => nom.endsWith('.ts'));
  return fichiers
    .flatMap((nom) => Object.entries(jest.requireActual<Record<string, unknown>>(join(dossier, nom))))
    .flatMap(([nom, exporte]) =>
      typeof exporte === 'function' && mutations.includes(nom)
        ? ROLES.map((role) => (exporte as (role: Role) => unknown)(role))
        : [exporte],
    )
    .filter(estUnActe);
}

const dits = new Map<string, unknown>();
for (const { sdl } of SUBGRAPHS)
  for (const type of parse(sdl).definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    dits.set(type.name.value, mandatsDits(type.directives ?? []));
    for (const champ of type.fields ?? [])
      dits.set(`${type.name.value}.${champ.name.value}`, mandatsDits(champ.directives ?? []));
  }

function mandatsDits(directives: readonly ConstDirectiveNode[]): unknown {
  const directive = directives.find(({ name }) => name.value === 'requiresScopes');
  const scopes = directive?.arguments?.find(({ name }) => name.value === 'scopes')?.value;
  return scopes === undefined ? [] : valueFromASTUntyped(scopes);
}

test('every act asks the mandate that the schema says, and every mutation is an act', () => {
  const mutations = [...dits.keys()].flatMap((nom) => (nom.startsWith('Mutation.') ? [nom.slice(9)] : []));
  const parNom = new Map<string, Set<string>>();
  for (const { name, scope } of actes(mutations)) parNom.set(name, (parNom.get(name) ?? new Set()).add(scope));
  expect(mutations.length).toBeGreaterThan(40);
  for (const nom of mutations) {
    const demandes = [...(parNom.get(nom) ?? [])].sort().map((scope) => [scope]);
    expect([nom, (dits.get(`Mutation.${nom}`) as string[][]).sort()]).toEqual([nom, demandes]);
  }
});

test('the schema says of each type and each field the mandates of the table', () => {
  for (const [nom, scopes] of dits) {
    const [type = '', champ] = nom.split('.');
    expect([nom, scopes]).toEqual([nom, champ === undefined ? mandatsDuType(type) : mandatsDuChamp(type, champ)]);
  }
  const annotes = [...dits.values()].filter((scopes) => (scopes as unknown[]).length > 0);
  expect(annotes.length).toBeGreaterThan(80);
});

test('every field is within a type, or is a field, that asks the mandate of its element', () => {
  const demandes = (nom: string) => dits.get(nom) as string[][];
  for (const [nom, { element, porteur }] of CHAMPS) {
    const { mandats }: LigneElement = ELEMENTS[element];
    if (porteur === undefined || porteur === element || mandats.length === 0) continue;
    const duPorteur: LigneElement = ELEMENTS[porteur];
    const gardes = demandes(nom).length > 0 ? demandes(nom) : duPorteur.mandats;
    expect([nom, gardes]).toEqual([nom, mandats]);
  }
});

test('every mandate of the table can be given to a token', () => {
  const table = Object.values(ELEMENTS).flatMap(({ mandats }: LigneElement) => mandats.flat());
  const inconnus = [...new Set(table)].filter((mandat) => !SCOPES.some((scope) => scope === mandat));
  // No published field is in the journal yet.
  expect(inconnus).toEqual(
    Object.values(TYPES_PUBLIES).some(({ element }) => element === 'journal') ? [] : ['journal:lire'],
  );
});

test('what the table lets an actor read, some role of its column may be given the mandate for', () => {
  const sansRole: readonly Acteur[] = ['equipe', 'observatoire'];
  // The hub publishes a collectivité's own indicators, to itself: no national figure that these would read.
  const pasPubliees: readonly Element[] = ['statistiques'];
  const mortes = NOMS_ELEMENTS.filter((element) => !pasPubliees.includes(element)).flatMap((element) => {
    const { mandats }: LigneElement = ELEMENTS[element];
    return NOMS_ACTEURS.filter((acteur) => celluleDe(acteur, element).effet === 'PERMETTRE')
      .filter((acteur) => !sansRole.includes(acteur))
      .filter((acteur) => !ROLES.some((role) => occupe(role, acteur) && mandate(mandats, HABILITATIONS[role].scopes)))
      .map((acteur) => `${acteur} × ${element}`);
  });
  expect(mortes).toEqual([]);
});

/** Whether a token of this role may be read in this column, with what it may be granted. */
function occupe(role: Role, acteur: Acteur): boolean {
  const { scopes } = HABILITATIONS[role];
  return ACTEUR_DU_ROLE[role] === acteur || acteurAvec(ACTEUR_DU_ROLE[role], scopes) === acteur;
}
