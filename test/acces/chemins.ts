import {
  getNamedType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** A way from a root of the schema to the child, or to another type, by records and their parts. */
export interface Chemin {
  /** The root field. */
  readonly racine: string;
  /** The last field, whose value is what is looked for. */
  readonly porteur: string;
  /** The same, in the names of the answer. */
  readonly pas: readonly string[];
  /** The operation, selecting that of each. */
  readonly operation: (selection: string) => string;
}

type Champ = GraphQLField<unknown, unknown>;

/** For each root field, the shortest way to each field that leads to a child, without passing by another child. */
export const cheminsVersLEnfant = (schema: GraphQLSchema): readonly Chemin[] => cheminsVers(schema, 'Enfant');

/** The same, to any type: those on the way are passed by once. */
export function cheminsVers(schema: GraphQLSchema, cible: string): readonly Chemin[] {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((racine) =>
    Object.values(racine?.getFields() ?? {}).flatMap((champ) => cheminsDepuis(racine!, champ, cible)),
  );
}

function cheminsDepuis(racine: GraphQLObjectType, champ: Champ, cible: string): Chemin[] {
  const trouves: Chemin[] = [];
  const vus = new Set<string>();
  let front: (readonly Champ[])[] = [[champ]];
  while (front.length > 0) {
    const suivant: (readonly Champ[])[] = [];
    for (const pas of front) {
      const type = getNamedType(pas.at(-1)!.type);
      if (!isObjectType(type) || type.name === cible || vus.has(type.name)) continue;
      vus.add(type.name);
      for (const un of Object.values(type.getFields())) {
        const plus = [...pas, un];
        if (getNamedType(un.type).name === cible) trouves.push(chemin(racine, type, plus));
        else suivant.push(plus);
      }
    }
    front = suivant;
  }
  return trouves;
}

function chemin(racine: GraphQLObjectType, type: GraphQLObjectType, pas: readonly Champ[]): Chemin {
  const [premier] = pas as readonly [Champ, ...Champ[]];
  const donnes = premier.args.filter(isRequiredArgument);
  const page = premier.args.some(({ name }) => name === 'first') ? ['first: 5'] : [];
  const entre = (textes: readonly string[]) => (textes.length === 0 ? '' : `(${textes.join(', ')})`);
  const entete = `${racine.name.toLowerCase()} Q${entre(donnes.map((arg) => `$${arg.name}: ${String(arg.type)}`))}`;
  const arguments_ = entre([...donnes.map(({ name }) => `${name}: $${name}`), ...page]);
  return {
    racine: premier.name,
    porteur: `${type.name}.${pas.at(-1)!.name}`,
    pas: pas.map(({ name }) => name),
    operation: (selection) =>
      `${entete} { ${pas.map(({ name }, i) => `${name}${i === 0 ? arguments_ : ''}`).join(' { ')} { ${selection}${' }'.repeat(pas.length + 1)}`,
  };
}
