import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Signataire } from './audit/cles';
import { nommes, objetsDe } from './audit/objets';
import { sceller, type Recu } from './audit/recu';
import { inscrireTentative } from './audit/tentative';
import type { Actor, Role } from './auth/actor';
import { controle, type Controle } from './domain/controle';
import { HubError, RefusError } from './domain/errors';
import { destinataires, prioriteDe } from './domain/events';
import type { Clock } from './platform/clock';
import { ecrire, type Database, type Ecriture, type Tx } from './platform/database';
import { IdempotenceRow } from './platform/idempotence.entity';
import { EvenementRow, LivraisonRow } from './platform/outbox.entity';
import { exigerRaccordement, type Raccordees } from './platform/raccordement';
import { suivre, traceEnCours } from './platform/traces';
import type { Contexte, Issue, Objet, Registres } from './registres';

export type { Contexte, Issue } from './registres';

/**
 * One act of a profession, the only way to change anything. The same value serves GraphQL, a connector's message
 * and the console, so none of them can skip a rule.
 */
export interface Act<I extends object, R> {
  readonly name: string;
  /** Institutions that may do it at all. What they may do it to is checked inside `perform`. */
  readonly roles: readonly Role[];
  readonly scope: string;
  /** Done in two goes by two people: each has keys of its own, and never the other's answer. */
  readonly aDeux?: true;
  /** What a refused attempt names on the audit; without it, only what was accepted is there. */
  readonly sensible?: (input: I) => readonly Objet[];
  /** Collects every rule that the input breaks by itself, each naming its field. Pure. */
  readonly controler: (c: Controle, input: I, actor: Actor) => void;
  readonly perform: (tx: Tx, input: I, contexte: Contexte) => Promise<Issue<R>>;
}

export function defineAct<I extends object, R>(act: Act<I, R>): Act<I, R> {
  return act;
}

export interface RunnerDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly registres: Registres;
  readonly raccordees: Raccordees;
  /** Signs the receipt of each act. */
  readonly signataire: Signataire;
  /** Refuses what is only tolerated in trials: test identities, sample numbers with a wrong key. */
  readonly production: boolean;
  /** Whether one more refusal of this act to this client, for lack of mandate, goes on the audit; counted otherwise. */
  readonly refusInscriptible: (acte: string, actor: Actor) => Promise<boolean>;
  /** Called after each commit that told someone something. */
  readonly committed: () => void;
}

/** What an act answers, and the receipt that proves it. */
export interface Accompli<R> {
  readonly reponse: R;
  readonly recu: Recu | null;
}

/** Nothing is committed once the signal is aborted: its caller has been told that the act was not done in time. */
export type RunAct = <I extends object, R>(
  act: Act<I, R>,
  actor: Actor,
  input: I,
  signal?: AbortSignal,
) => Promise<Accompli<R>>;

/** SHA-256, in hexadecimal, of the RFC 8785 (JCS) form of an input as it was received. */
export function empreinteDe(input: object): string {
  return createHash('sha256')
    .update(canonicalize(input) ?? '')
    .digest('hex');
}

/**
 * Runs acts: access, the input's own rules, then ONE transaction for the record, its deadlines, the audit, the
 * outbox and the idempotency key. An answer exists only after the commit.
 */
export function actRunner(deps: RunnerDeps): RunAct {
  return (act, actor, input, signal) => {
    const { institution, role } = actor;
    const attributs = { 'hub.acte': act.name, 'hub.institution': institution, 'hub.role': role };
    return suivre(act.name, { attributs }, () => executer(deps, act, actor, input, signal));
  };
}

async function executer<I extends object, R>(
  deps: RunnerDeps,
  act: Act<I, R>,
  actor: Actor,
  input: I,
  signal?: AbortSignal,
): Promise<Accompli<R>> {
  const now = deps.clock.now();
  const contexte = { actor, now, newId: deps.newId, empreinte: empreinteDe(input), registres: deps.registres };
  const admis = act.roles.includes(actor.role) && actor.scopes.includes(act.scope);
  const c = controle(now, { production: deps.production });
  if (admis) act.controler(c, input, actor);
  // Badly written, nothing was tried.
  if (c.refus.length > 0) throw new RefusError(c.refus);
  try {
    if (!admis) throw new HubError('FORBIDDEN');
    return await accomplir(deps, act, input, contexte, signal);
  } catch (error) {
    const vises = act.sensible?.(input);
    const objets = vises && nommes([...vises, ...(error instanceof RefusError ? error.vises : [])]);
    const refusInscriptible = () => deps.refusInscriptible(act.name, actor);
    const pour = { ...deps, refusInscriptible, habilitation: habilitationDe(act, actor) };
    if (objets) await inscrireTentative(pour, accomplissement(act.name, null, objets, contexte), error);
    throw error;
  }
}

async function accomplir<I extends object, R>(
  deps: RunnerDeps,
  act: Act<I, R>,
  input: I,
  contexte: Contexte,
  signal?: AbortSignal,
): Promise<Accompli<R>> {
  try {
    return await attempt(deps, act, input, contexte, signal);
  } catch (error) {
    // Lost a race on a key (idempotency, a reference already drawn), or to the same act repeated, which left nothing to
    // do: the winner's row is now there to be read.
    if (isUniqueViolation(error) || error instanceof RefusError) return attempt(deps, act, input, contexte, signal);
    throw error;
  }
}

async function attempt<I extends object, R>(
  deps: RunnerDeps,
  act: Act<I, R>,
  input: I,
  contexte: Contexte,
  signal?: AbortSignal,
): Promise<Accompli<R>> {
  const donnee = idempotencyKey(input);
  const cle = donnee !== undefined && act.aDeux ? `${contexte.actor.sub} ${donnee}` : donnee;
  const habilitation = habilitationDe(act, contexte.actor);
  const { told, ...accompli } = await deps.database.transaction(async (tx) => {
    const earlier = cle === undefined ? undefined : await earlierAnswer<R>(tx, act.name, cle, contexte);
    if (earlier !== undefined) return { ...earlier, told: false };
    const { reponse, ...issue } = await act.perform(tx, input, contexte);
    const joignables = await exigerRaccordement(tx, issue.evenements, input, deps.raccordees);
    const outbox = issue.evenements.flatMap((evenement) => livraisons(evenement, joignables, contexte));
    const { ecriture, recu } = sceller(accomplissement(act.name, reponse, objetsDe(issue), contexte), deps.signataire);
    await tx.insert([
      ...issue.ecritures,
      ...outbox,
      ecriture,
      ...(cle === undefined ? [] : [answer(act.name, cle, { reponse, recu }, contexte)]),
    ]);
    signal?.throwIfAborted();
    return { reponse, recu, told: outbox.length > 0 };
  }, habilitation);
  if (told) deps.committed();
  return accompli;
}

function habilitationDe({ name: acte }: { readonly name: string }, { institution, role, territoire }: Actor) {
  return { institution, role, territoire, acte };
}

function idempotencyKey(input: object): string | undefined {
  return 'idempotencyKey' in input && typeof input.idempotencyKey === 'string' ? input.idempotencyKey : undefined;
}

async function earlierAnswer<R>(
  tx: Tx,
  acte: string,
  cle: string,
  contexte: Contexte,
): Promise<Accompli<R> | undefined> {
  const [earlier] = await tx.query<{ empreinte: string } & Accompli<R>>(
    'SELECT empreinte, reponse, recu FROM hub.idempotence WHERE institution = $1 AND acte = $2 AND cle = $3',
    [contexte.actor.institution, acte, cle],
  );
  if (earlier === undefined) return undefined;
  const { empreinte, ...accompli } = earlier;
  if (empreinte !== contexte.empreinte) throw new HubError('CONFLICT');
  return accompli;
}

function answer(acte: string, cle: string, accompli: Accompli<unknown>, { actor, empreinte, now }: Contexte): Ecriture {
  return ecrire(IdempotenceRow, { institution: actor.institution, acte, cle, empreinte, ...accompli, le: now });
}

function accomplissement(acte: string, reponse: unknown, objets: readonly Objet[], contexte: Contexte) {
  const { actor, empreinte, newId, now: le } = contexte;
  const { institution, sub: acteur } = actor;
  const reference = referenceDe(reponse);
  return { id: newId(), acte, institution, acteur, objets, reference, empreinte, le };
}

function referenceDe(reponse: unknown): string | null {
  const nommee = typeof reponse === 'object' && reponse !== null && 'reference' in reponse;
  return nommee && typeof reponse.reference === 'string' ? reponse.reference : null;
}

/** The event and one line per institution that it is owed to and that can be told. */
export function livraisons(
  { type, sujetId, portee }: Issue<unknown>['evenements'][number],
  joignables: ReadonlySet<string>,
  { newId, now }: Pick<Contexte, 'newId' | 'now'>,
): Ecriture[] {
  const evenementId = newId();
  const told = destinataires(type, portee).filter((destinataire) => joignables.has(destinataire));
  const lines = told.map((destinataire) =>
    ecrire(LivraisonRow, {
      id: newId(),
      evenementId,
      destinataire,
      priorite: prioriteDe(type, portee),
      etat: 'EN_ATTENTE',
      tentatives: 0,
      prochaineLe: now,
      remiseLe: null,
      canal: null,
      dernierEchec: null,
    }),
  );
  return [ecrire(EvenementRow, { id: evenementId, type, sujetId, le: now, trace: traceEnCours() }), ...lines];
}

export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}
