import type { Actor } from '../auth/actor';
import { CODES_FINALITE, estFinalite, finaliteOuverte, finalitesDe, type Finalite } from '../domain/access-finalites';
import { HubError } from '../domain/errors';
import type { OperationRecue } from '../gateway/context';
import { lecteurDe } from './lecteur';
import { lireOperation } from './operation';

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
 * read. Two would let the second reader of a same object answer for the first; none opens no file.
 *
 * @throws HubError `FINALITE_REQUISE` when it opens a child's file without one; `FINALITE_REFUSEE`, `BAD_USER_INPUT`
 */
export function finaliteDeLOperation(recue: OperationRecue, context: ContexteDeLOperation): void {
  const { dites, ouvrant } = lireOperation(recue);
  const finalites = new Set(dites.filter(estFinalite));
  if (context.finalite) finalites.add(context.finalite);
  if (finalites.size > 1)
    throw new HubError(
      'BAD_USER_INPUT',
      `Une opération n'a qu'une finalité ; celle-ci en dit ${String(finalites.size)}.`,
    );
  const [finalite] = finalites;
  if (dites.length === 0 && finalite === undefined && ouvrant !== undefined) exigerFinalite(ouvrant, context.actor);
  context.finalite = finalite && finaliteAdmise(finalite, context.actor);
}

/** To whom no purpose is open, what the field holds is closed by the table. */
function exigerFinalite(champ: string, actor: Actor): void {
  const ouvertes = finalitesDe(lecteurDe(actor, undefined).acteur).join(', ');
  if (ouvertes === '') return;
  throw new HubError(
    'FINALITE_REQUISE',
    `${champ} ouvre la fiche d'un enfant : dites pour quoi, par l'en-tête ${ENTETE_FINALITE} ou par l'argument finalite. Finalités ouvertes à votre institution : ${ouvertes}.`,
  );
}
