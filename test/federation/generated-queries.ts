import {
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

export interface Generee {
  readonly champ: string;
  readonly query: string;
  /** It takes an identifier, whatever it calls it: `$id`. */
  readonly parId: boolean;
}

/** What designates one record. */
const IDENTIFIANTS = ['id', 'ids', 'ine', 'ins', 'demandeId'];

/** One query per root field, which selects everything that it reaches; a type met again gives its first leaf only. */
export function requetesDe(schema: GraphQLSchema): { requetes: readonly Generee[]; atteints: ReadonlySet<string> } {
  const atteints = new Set<string>();
  const requetes = Object.values(schema.getQueryType()?.getFields() ?? {}).map((champ): Generee => {
    const identifiant = champ.args.find(({ name }) => IDENTIFIANTS.includes(name));
    const parId = identifiant !== undefined;
    const liste = champ.args.some(({ name }) => name === 'first');
    const finalite = champ.args.some(({ name }) => name === 'finalite');
    const appel = parId
      ? `(${identifiant.name}: $id${finalite ? ', finalite: $finalite' : ''})`
      : liste
        ? '(first: 20)'
        : champ.args.some(({ name }) => name === 'annee')
          ? '(annee: 2025)'
          : '';
    const type = getNamedType(champ.type);
    const corps = isObjectType(type) ? selection(type, new Map(), atteints) : '';
    return {
      champ: champ.name,
      query: `query Tout${parId ? `($id: ${String(identifiant.type)}${finalite ? ', $finalite: Finalite!' : ''})` : ''} { ${champ.name}${appel} ${corps} }`,
      parId,
    };
  });
  return { requetes, atteints };
}

/** Lists crossed one within the other: beyond, the hub refuses the operation for what it could cost. */
const LISTES_MAX = 2;

/** @param vus how many lists were crossed to where each type was selected whole */
function selection(type: GraphQLObjectType, vus: Map<string, number>, atteints: Set<string>, listes = 0): string {
  const dejaVu = (vus.get(type.name) ?? Infinity) <= listes;
  if (!dejaVu) vus.set(type.name, listes);
  const champs = Object.values(type.getFields()).flatMap((champ) => {
    if (champ.args.some(isRequired))
      throw new Error(`${type.name}.${champ.name} takes an argument: say how to call it.`);
    const nomme = getNamedType(champ.type);
    if (dejaVu && !isLeafType(nomme)) return [];
    const dedans = listes + (isObjectType(nomme) && isListType(getNullableType(champ.type)) ? 1 : 0);
    if (dedans > LISTES_MAX) return [];
    atteints.add(`${type.name}.${champ.name}`);
    return isObjectType(nomme) ? [`${champ.name} ${selection(nomme, vus, atteints, dedans)}`] : [champ.name];
  });
  // Its other leaves are in what contains it: a document has a length that the hub refuses to pass.
  return `{ __typename ${(dejaVu ? champs.slice(0, 1) : champs).join(' ')} }`;
}

function isRequired({ type, defaultValue }: GraphQLField<unknown, unknown>['args'][number]): boolean {
  return isNonNullType(type) && defaultValue === undefined;
}

/** Every field of every object type that a query can reach. */
export function champsAtteignables(schema: GraphQLSchema): ReadonlySet<string> {
  const vus = new Set<string>();
  const visiter = (type: GraphQLObjectType) => {
    for (const champ of Object.values(type.getFields())) {
      const nom = `${type.name}.${champ.name}`;
      if (vus.has(nom)) continue;
      vus.add(nom);
      const suite = getNamedType(champ.type);
      if (isObjectType(suite)) visiter(suite);
    }
  };
  const racine = schema.getQueryType();
  for (const champ of Object.values(racine?.getFields() ?? {})) {
    const type = getNamedType(champ.type);
    if (isObjectType(type)) visiter(type);
  }
  return vus;
}
