import {
  defaultFieldResolver,
  getNamedType,
  type GraphQLField,
  type GraphQLFieldResolver,
  isObjectType,
  responsePathAsArray,
  type GraphQLSchema,
} from 'graphql';
import { permis } from '../domain/access';
import { NOMS_ACTEURS } from '../domain/access-acteurs';
import type { Element } from '../domain/access-elements';
import { celluleDe } from '../domain/access-matrice';
import { CHAMPS, peutEtreRetenu, TYPES_PUBLIES, type ChampPublie } from '../domain/access-types';
import { HubError } from '../domain/errors';
import { isPromise } from '../gateway/maybe-promise';
import { panierDe } from '../gateway/occultations';
import type { LocalSubgraph, ReferenceResolver, References } from '../gateway/subgraph';
import { accesDe, type ContexteAcces } from './contexte';
import { faitsDe, rattacher } from './faits';
import { lieuSecret } from './lieu-secret';
import { direLesMandats } from './mandats-du-schema';

type Champ = GraphQLField<unknown, ContexteAcces>;
type Resolution = GraphQLFieldResolver<unknown, ContexteAcces>;

/**
 * Applies the access table to the schema of a subgraph, in place: whoever serves it (fused, planned, alone, in a
 * subscription) serves what the table allows, and no resolver has to ask. A field that the table does not know is
 * refused here, when the hub starts.
 */
export function proteger(subgraph: LocalSubgraph): LocalSubgraph {
  const { schema, references, sdl } = subgraph;
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const champ of Object.values(type.getFields())) protegerChamp(schema, type.name, champ as Champ);
  }
  return { ...subgraph, references: protegerReferences(references), sdl: direLesMandats(sdl) };
}

function protegerChamp(schema: GraphQLSchema, type: string, champ: Champ): void {
  const nom = `${type}.${champ.name}`;
  const publie = CHAMPS.get(nom);
  if (publie === undefined)
    throw new Error(`${nom} n'appartient à aucun élément de données : src/domain/access-champs-*.ts le dit.`);
  // The runner refuses an act for lack of mandate: what is sensitive leaves a line on the audit.
  if (type === schema.getMutationType()?.name) return;
  if (publie.porteur === undefined) protegerRacine(champ, publie.element);
  else if (peutEtreRetenu(nom)) champ.resolve = retenue(type, champ, publie);
  else if (ditParSonPorteur(getNamedType(champ.type).name)) champ.resolve = rattachee(type, champ);
}

function protegerRacine(champ: Champ, element: Element): void {
  const { subscribe, resolve } = champ;
  if (subscribe) champ.subscribe = lecture(subscribe, element);
  else champ.resolve = lecture(resolve ?? defaultFieldResolver, element);
}

/** An operation is refused whole when nothing of what it reads is open to its caller. */
function lecture(suite: Resolution, element: Element): Resolution {
  return (source, args, context, info) => {
    if (accesDe(context).droits[element].retenu) throw new HubError('FORBIDDEN');
    return suite(source, args, context, info);
  };
}

/** The value, or null and the reason: what is withheld is not even asked for. */
function retenue(type: string, champ: Champ, { element }: ChampPublie): Resolution {
  const vers = getNamedType(champ.type).name;
  const suite = ditParSonPorteur(vers) ? rattachee(type, champ) : (champ.resolve ?? defaultFieldResolver);
  const versDAutres = TYPES_PUBLIES[vers]?.enregistrement === true && TYPES_PUBLIES[vers].element === element;
  return (source, args, context, info) => {
    const { lecteur, droits } = accesDe(context);
    const droit = droits[element];
    const rendre = (ouvert: boolean): unknown => {
      if (ouvert) return suite(source, args, context, info);
      panierDe(context, info.rootValue).noter({ path: responsePathAsArray(info.path), ...droit.occultation });
      return null;
    };
    if (droit.retenu || droit.si.length === 0) return rendre(!droit.retenu);
    const faits = faitsDe(type, source);
    const ouvertSi = (secret: boolean | undefined) =>
      permis(droit, { ...faits, lieuSecret: secret }, lecteur, versDAutres);
    const ouvert = ouvertSi(faits.lieuSecret);
    // The secret may be said elsewhere than in this record: asked only of whom the answer depends on it.
    if (!ouvert || !faits.enfant || ouvertSi(true)) return rendre(ouvert);
    return lieuSecret(context, faits.enfant).then((secret) => rendre(!secret));
  };
}

/** A part of a record whose own fields depend on what that record says. */
function ditParSonPorteur(type: string): boolean {
  const publie = TYPES_PUBLIES[type];
  if (publie === undefined || publie.enregistrement) return false;
  const elements = (Object.keys(publie.champs) as Element[]).filter((element) => element !== publie.element);
  return elements.some((element) => NOMS_ACTEURS.some((acteur) => celluleDe(acteur, element).si.length > 0));
}

function rattachee(type: string, { resolve = defaultFieldResolver }: Champ): Resolution {
  const noter = (objet: unknown, valeur: unknown): unknown => {
    for (const partie of Array.isArray(valeur) ? (valeur as unknown[]) : [valeur]) rattacher(partie, type, objet);
    return valeur;
  };
  return (source, args, context, info) => {
    const valeur: unknown = resolve(source, args, context, info);
    return isPromise(valeur) ? valeur.then((rendue) => noter(source, rendue)) : noter(source, valeur);
  };
}

/** An entity asked for by its key is read like one that a query finds. */
function protegerReferences(references: References): References {
  return Object.fromEntries(Object.entries(references).map(([type, suite]) => [type, reference(type, suite)]));
}

function reference(type: string, suite: ReferenceResolver): ReferenceResolver {
  const publie = TYPES_PUBLIES[type];
  if (publie === undefined)
    throw new Error(`${type} n'appartient à aucun élément de données : src/domain/access-champs-*.ts le dit.`);
  return (representations, context) =>
    accesDe(context as ContexteAcces).droits[publie.element].retenu
      ? representations.map(() => null)
      : suite(representations, context);
}
