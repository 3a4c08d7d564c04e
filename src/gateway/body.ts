import { isUtf8 } from 'node:buffer';
import { GraphQLError, type ASTVisitor, type ValidationContext } from 'graphql';
import { HubError } from '../domain/errors';
import type { AllowedOperations } from '../platform/allowed-operations';
import { completeFromList } from './operation-list';

/** A GraphQL-over-HTTP request, its parameters checked. */
export interface ParametresGraphql {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
  readonly extensions?: Record<string, unknown>;
}

/**
 * The parameters of a body, and nothing that the record could not hold.
 * @throws HubError `JSON_INVALIDE`, `BAD_REQUEST`, `OPERATION_NON_AUTORISEE` or `BAD_USER_INPUT`, naming the parameter and quoting nothing.
 */
export function readParameters(body: Buffer, list?: AllowedOperations): ParametresGraphql {
  const parameters = parametersOf(completeFromList(parseJson(body), list));
  if (parameters.variables !== undefined) checkVariables(parameters.variables);
  return parameters;
}

/** @throws HubError `BAD_REQUEST` */
export function parametersOf(value: unknown): ParametresGraphql {
  if (Array.isArray(value)) throw refused('les lots de requêtes ne sont pas acceptés, envoyez une requête à la fois');
  if (!isRecord(value)) throw refused('un objet JSON est attendu');
  const { query, operationName, variables, extensions } = value;
  if (typeof query !== 'string' || query.trim() === '') throw refused('« query » doit être un document GraphQL');
  if (!isAbsent(operationName) && typeof operationName !== 'string')
    throw refused('« operationName » doit être un texte');
  if (!isAbsent(variables) && !isRecord(variables)) throw refused('« variables » doit être un objet');
  if (!isAbsent(extensions) && !isRecord(extensions)) throw refused('« extensions » doit être un objet');
  return {
    query,
    ...(typeof operationName === 'string' ? { operationName } : {}),
    ...(isRecord(variables) ? { variables } : {}),
    ...(isRecord(extensions) ? { extensions } : {}),
  };
}

/** @throws HubError `JSON_INVALIDE` */
export function parseJson(body: Buffer): unknown {
  if (!isUtf8(body)) throw new HubError('JSON_INVALIDE', "Le corps de la requête n'est pas en UTF-8.");
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new HubError('JSON_INVALIDE');
  }
}

function refused(reason: string): HubError {
  return new HubError('BAD_REQUEST', `Requête GraphQL sur HTTP mal formée : ${reason}.`);
}

function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const MAX_DEPTH = 32;
// PostgreSQL stores neither NUL nor half of a surrogate pair.
const UNSTORABLE = /\0|\p{Surrogate}/u;
const UNSTORABLE_SENTENCE =
  'Un texte contient un caractère nul ou un demi-caractère Unicode : il ne peut pas être enregistré.';

/** Refuses what no type refuses and what nothing behind can hold. Iterative: the depth is the caller's choice. */
export function checkVariables(variables: Record<string, unknown>): void {
  let level: unknown[] = [variables];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH)
      throw new HubError('BAD_USER_INPUT', `Les variables sont imbriquées sur plus de ${MAX_DEPTH} niveaux.`);
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'string') {
        if (UNSTORABLE.test(value)) throw new HubError('BAD_USER_INPUT', UNSTORABLE_SENTENCE);
      } else if (typeof value === 'object' && value !== null) {
        for (const child of Object.values(value))
          if (typeof child === 'string' || typeof child === 'object') next.push(child);
      }
    }
    level = next;
  }
}

/** The same rule for a text written in the document, where `\u0000` is an escape of GraphQL. */
export function TextesEnregistrables(context: ValidationContext): ASTVisitor {
  return {
    StringValue(node) {
      if (!UNSTORABLE.test(node.value)) return;
      const originalError = new HubError('BAD_USER_INPUT', UNSTORABLE_SENTENCE);
      context.reportError(new GraphQLError(originalError.message, { nodes: node, originalError }));
    },
  };
}
