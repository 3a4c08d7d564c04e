import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, GraphQLError, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import type { Actor } from '../auth/actor';
import { CODES_FINALITE, estFinalite, finaliteOuverte, finalitesDe, type Finalite } from '../domain/access-finalites';
import { CODES_ERREUR, HubError } from '../domain/errors';
import { lecteurDe } from './lecteur';

/** The header that states a purpose for a whole operation, and that a gateway hands to the subgraphs elsewhere. */
export const ENTETE_FINALITE = 'finalite';

/** @throws HubError `BAD_USER_INPUT` outside the list, `FINALITE_REFUSEE` when it is not the caller's to state */
export function finaliteDEntete(entete: string | string[] | undefined, actor: Actor): Finalite | undefined {
  if (entete === undefined || entete === '') return undefined;
  if (typeof entete !== 'string' || !estFinalite(entete))
    throw new HubError('BAD_USER_INPUT', `L'en-tête ${ENTETE_FINALITE} attend l'un de : ${CODES_FINALITE.join(', ')}.`);
  return finaliteAdmise(entete, actor);
}

/** To whom nothing about a child is open, no purpose is refused: the operation itself is. */
function finaliteAdmise(finalite: Finalite, actor: Actor): Finalite | undefined {
  const { acteur } = lecteurDe(actor, finalite);
  if (finaliteOuverte(finalite, acteur)) return finalite;
  const ouvertes = finalitesDe(acteur).join(', ');
  if (ouvertes === '') return undefined;
  throw new HubError(
    'FINALITE_REFUSEE',
    `La finalité ${finalite} n'est pas ouverte à votre institution. Finalités ouvertes : ${ouvertes}.`,
  );
}

interface ContexteDeLOperation {
  readonly actor: Actor;
  finalite: Finalite | undefined;
}

/**
 * One operation, one purpose: what it states in its `finalite` arguments, or in its header, before anything of it is
 * read. Two would let the second reader of a same object answer for the first.
 */
export function finaliteDeLOperation<C extends ContexteDeLOperation>(): ApolloServerPlugin<C> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: ({ document, operation, request, contextValue }) => {
          if (!operation) return Promise.resolve();
          const dites = new Set(finalitesDites(document, operation, request.variables ?? {}));
          if (contextValue.finalite) dites.add(contextValue.finalite);
          try {
            contextValue.finalite = uneSeule(dites, contextValue.actor);
          } catch (error) {
            throw error instanceof HubError ? refus(error) : error;
          }
          return Promise.resolve();
        },
      }),
  };
}

function uneSeule(dites: ReadonlySet<Finalite>, actor: Actor): Finalite | undefined {
  if (dites.size > 1)
    throw new HubError('BAD_USER_INPUT', `Une opération n'a qu'une finalité ; celle-ci en dit ${String(dites.size)}.`);
  const [finalite] = dites;
  return finalite && finaliteAdmise(finalite, actor);
}

function refus(error: HubError): GraphQLError {
  const { http } = CODES_ERREUR[error.code];
  return new GraphQLError(error.message, { originalError: error, extensions: { http: { status: http } } });
}

function finalitesDites(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): readonly Finalite[] {
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const parDefaut = new Map(
    (operation.variableDefinitions ?? []).map(({ variable, defaultValue }) => [variable.name.value, defaultValue]),
  );
  const dites: Finalite[] = [];
  const lire = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) lire(selection.selectionSet);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        if (fragment) lire(fragment.selectionSet);
      } else {
        const valeur = selection.arguments?.find(({ name }) => name.value === 'finalite')?.value;
        const litteral = valeur?.kind === Kind.VARIABLE ? parDefaut.get(valeur.name.value) : valeur;
        const variable = valeur?.kind === Kind.VARIABLE ? variables[valeur.name.value] : undefined;
        const dite = variable ?? (litteral?.kind === Kind.ENUM ? litteral.value : undefined);
        if (typeof dite === 'string' && estFinalite(dite)) dites.push(dite);
      }
    }
  };
  lire(operation.selectionSet);
  return dites;
}
