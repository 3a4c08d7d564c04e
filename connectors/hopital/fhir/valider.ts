import { brotliDecompressSync } from 'node:zlib';
import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core';
import type { Erreur } from '../../entrant';
import { DEFINITIONS } from './definitions';
import type { Objet } from '../../json';
import { octetsDe } from './lecture';

/** Base R4 binding that must be obeyed, by path of the element (`Patient.gender`). */
type Codes = ReadonlyMap<string, ReadonlySet<string>>;

interface Definitions {
  readonly bundle: BundleDeDefinitions;
  readonly codes: Readonly<Record<string, readonly string[]>>;
}

let chargees: Codes | undefined;

/** Half a second, once, at the first message: a hub without a hospital never pays for it. */
function charger(): Codes {
  if (chargees) return chargees;
  const { bundle, codes } = JSON.parse(
    brotliDecompressSync(Buffer.from(DEFINITIONS, 'base64')).toString(),
  ) as Definitions;
  indexer(bundle);
  chargees = new Map(
    bundle.entry.flatMap(({ resource }) =>
      resource.snapshot.element.flatMap(({ path, binding, type }) => {
        const liste = codes[binding?.valueSet.split('|')[0] ?? ''];
        return liste && type?.every(({ code }) => code === 'code') === true ? [[path, new Set(liste)] as const] : [];
      }),
    ),
  );
  return chargees;
}

interface BundleDeDefinitions {
  readonly entry: readonly {
    readonly resource: {
      readonly snapshot: {
        readonly element: readonly {
          readonly path: string;
          readonly type?: readonly { readonly code: string }[];
          readonly binding?: { readonly valueSet: string };
        }[];
      };
    };
  }[];
}

/** What base R4 refuses of a resource: types, cardinalities, unknown properties, invariants, codes of required bindings. */
export function ecartsR4(ressource: Objet): readonly Erreur[] {
  const codes = charger();
  return [...ecartsDeStructure(abregee(ressource) as Objet), ...ecartsDeCodes(ressource, codes)];
}

const LONG = 100_000;

/** With a word, right or wrong, in the place of each long base64: megabytes exhaust the stack of the library's pattern. */
function abregee(valeur: unknown): unknown {
  if (Array.isArray(valeur)) return valeur.map(abregee);
  if (typeof valeur !== 'object' || valeur === null) return valeur;
  return Object.fromEntries(
    Object.entries(valeur).map(([nom, un]) => [
      nom,
      nom === 'data' && typeof un === 'string' && un.length > LONG ? (octetsDe(un) ? 'AAAA' : '?') : abregee(un),
    ]),
  );
}

/** An issue, as the library writes it. */
interface Ecart {
  readonly details?: { readonly text?: string };
  readonly expression?: readonly string[];
}

/** The library's own types come with a package of every resource, which is not worth having for this. */
const validerStructure = validateResource as unknown as (ressource: Objet) => readonly Ecart[];
const indexer = indexStructureDefinitionBundle as unknown as (bundle: BundleDeDefinitions) => void;

function ecartsDeStructure(ressource: Objet): readonly Erreur[] {
  try {
    // Two values of one choice (`valueString` and `valueCode`): the library only warns, a reader could not choose.
    return validerStructure(ressource)
      .filter(({ details }) => details?.text?.startsWith('Conflicting choice') === true)
      .map(({ expression = [] }) => ({
        ...{ code: 'CHOIX_DOUBLE', champ: expression },
        message: 'Une seule valeur est attendue ici.',
      }));
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) throw error;
    const { outcome } = error as unknown as { outcome: { issue?: readonly Ecart[] } };
    return (outcome.issue ?? []).map(({ details, expression }) => enFrancais(details?.text ?? '', expression?.[0]));
  }
}

type Traduction = readonly [motif: RegExp, code: string, phrase: (trouve: RegExpExecArray) => string];

/** What the library says, without what it quotes of the message. */
const TRADUCTIONS: readonly Traduction[] = [
  [/^Constraint ([\w-]+) not met/, 'INVARIANT', ([, cle]) => `La règle ${String(cle)} de FHIR R4 n’est pas respectée.`],
  [/^Unknown data type/, 'TYPE_INCONNU', () => 'Ce type de ressource n’est pas reçu ici.'],
  [/^Missing required property/, 'CHAMP_REQUIS', () => 'Cet élément est obligatoire.'],
  [/^Missing resource type/, 'CHAMP_REQUIS', () => '« resourceType » est obligatoire.'],
  [/^Invalid additional property/, 'PROPRIETE_INCONNUE', () => 'Une propriété n’est pas de FHIR R4 à cet endroit.'],
  [
    /^Invalid JSON type: expected (\w+)/,
    'TYPE_INVALIDE',
    ([, type]) => `Une valeur de type ${String(type)} est attendue.`,
  ],
  [/^Invalid (\w+) format/, 'FORMAT_INVALIDE', ([, type]) => `Le format de type ${String(type)} n’est pas respecté.`],
];

function enFrancais(dit: string, expression: string | undefined): Erreur {
  for (const [motif, code, phrase] of TRADUCTIONS) {
    const trouve = motif.exec(dit);
    if (!trouve) continue;
    // The name of a property that nobody knows may be anything: its parent is named.
    const ou = code === 'PROPRIETE_INCONNUE' ? expression?.replace(/\.[^.]*$/, '') : expression;
    return { code, champ: ou === undefined ? [] : [ou], message: phrase(trouve) };
  }
  return { code: 'STRUCTURE_INVALIDE', champ: expression === undefined ? [] : [expression], message: STRUCTURE };
}

const STRUCTURE = 'Cet élément n’a pas la structure que FHIR R4 lui donne.';

/** Codes that base R4 requires to be of its list (`gender`, `status`…): the library looks at their type only. */
function ecartsDeCodes(ressource: Objet, codes: Codes): Erreur[] {
  const erreurs: Erreur[] = [];
  const visiter = (valeur: unknown, chemin: string, ou: string) => {
    if (Array.isArray(valeur)) {
      for (const [i, un] of valeur.entries()) visiter(un, chemin, `${ou}[${String(i)}]`);
      return;
    }
    if (typeof valeur === 'string') {
      const liste = codes.get(chemin);
      if (liste && !liste.has(valeur))
        erreurs.push({
          code: 'CODE_INCONNU',
          champ: [ou],
          message: 'Ce code n’est pas de la liste que FHIR R4 impose ici.',
        });
      return;
    }
    if (typeof valeur !== 'object' || valeur === null) return;
    const { resourceType } = valeur as Objet;
    const ici = typeof resourceType === 'string' ? resourceType : chemin;
    for (const [nom, enfant] of Object.entries(valeur)) visiter(enfant, `${ici}.${nom}`, `${ou}.${nom}`);
  };
  visiter(ressource, '', typeof ressource['resourceType'] === 'string' ? ressource['resourceType'] : '');
  return erreurs;
}
