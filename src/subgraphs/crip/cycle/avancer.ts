import type { Contexte, Issue } from '../../../act';
import { HubError, RefusError } from '../../../domain/errors';
import { effetSurEvaluation, franchir, type EtatInformation, type Transition } from '../../../domain/lifecycle';
import { RETOUR_PAR_ETAT, type Canal, type CodeRetour, type RegimeRetour } from '../../../domain/retours';
import { ecrire, type Ecriture, type Tx } from '../../../platform/database';
import { cloreEcheances } from '../../../platform/echeances';
import { enTransit } from '../../../platform/transferts/en-transit';
import { isUuid } from '../../../published/connection';
import { RetourRow, TransitionRow } from './cycle.entity';
import { premieresReceptions, rouvrirEvaluationDue } from './horloges';

/** An information locked by the act that is about to move it. */
export interface Information {
  readonly id: string;
  readonly reference: string;
  readonly collectivite: string;
  readonly enfantId: string;
  readonly etat: EtatInformation;
  readonly recueLe: Date;
  readonly emetteurInstitution: string;
  readonly regimeRetour: RegimeRetour;
  readonly canal: Canal;
  readonly rattacheeA: string | null;
  /** The transfer to another hub that has it in hand: nothing of it changes. */
  readonly transitId: string | null;
}

const VERROUILLER = `
  SELECT id, reference, collectivite, enfant_id "enfantId", etat, recue_le "recueLe",
         emetteur_institution "emetteurInstitution", regime_retour "regimeRetour", canal, rattachee_a "rattacheeA",
         transit_id "transitId"
  FROM crip.information_preoccupante WHERE id = $1 AND collectivite = $2 FOR UPDATE`;

/** Locks an information of the caller's collectivité. @throws HubError `NOT_FOUND`, the same as when it does not exist. */
export async function verrouiller(tx: Tx, id: string, contexte: Contexte): Promise<Information> {
  return exigerIci(await verrouillerEnTransit(tx, id, contexte));
}

/** The same, of one that another institution's act moves: its right was checked on what it holds itself. */
export async function verrouillerPour(tx: Tx, id: string): Promise<Information> {
  const [information] = await tx.query<Information>(VERROUILLER.replace(' AND collectivite = $2', ''), [id]);
  if (!information) throw new HubError('NOT_FOUND');
  return exigerIci(information);
}

/** The same, for the acts that begin and end its transfer to another hub. */
export async function verrouillerEnTransit(tx: Tx, id: string, { actor }: Contexte): Promise<Information> {
  const [information] = isUuid(id) ? await tx.query<Information>(VERROUILLER, [id, actor.territoire]) : [];
  if (!information) throw new HubError('NOT_FOUND');
  return information;
}

function exigerIci(information: Information): Information {
  if (information.transitId !== null) throw enTransit(['informationId']);
  return information;
}

export interface Avancee {
  readonly etat: EtatInformation;
  readonly ecritures: readonly Ecriture[];
  readonly evenements: Issue<unknown>['evenements'];
  readonly objet: NonNullable<Issue<unknown>['objet']>;
}

/** @throws RefusError saying the state, what is allowed from it and why. */
export function exigerTransition({ etat }: Information, acte: string, champ = 'informationId'): Transition {
  const resultat = franchir(etat, acte);
  if (resultat.ok) return resultat.transition;
  throw new RefusError([{ path: [champ], code: 'ETAT_INCOMPATIBLE', message: resultat.message }]);
}

/**
 * Moves an information as the table of transitions allows, in the act's transaction: the new state, the line of its
 * history, the draft of what its sender is owed. `champ` named the information in the input. @throws RefusError saying the state, what is allowed from it and why.
 */
export async function avancer(
  tx: Tx,
  information: Information,
  acte: string,
  contexte: Contexte,
  { motif = null, champ = 'informationId' }: { readonly motif?: string | null; readonly champ?: string } = {},
): Promise<Avancee> {
  const transition = exigerTransition(information, acte, champ);
  const { de, vers } = transition;
  const { actor, newId, now } = contexte;
  const { id, collectivite, enfantId } = information;
  const change = vers !== de;
  if (change) await tx.query('UPDATE crip.information_preoccupante SET etat = $2 WHERE id = $1', [id, vers]);
  const code = change && vers !== 'RECUE' ? RETOUR_PAR_ETAT[vers] : undefined;
  const prise = de === 'RECUE' ? await contexte.registres.cesserAstreinte(tx, id, collectivite, contexte) : undefined;
  return {
    etat: vers,
    ecritures: [
      ecrire(
        TransitionRow,
        { id: newId(), informationId: id, de, vers, acte, par: actor.institution, motif, le: now },
        enfantId,
      ),
      ...(code ? await brouillons(tx, id, code, contexte) : []),
      ...(await suivreEvaluation(tx, information, transition, contexte)),
    ],
    evenements: [
      ...(change ? [{ type: 'information-preoccupante.avancee' as const, sujetId: id, portee: { collectivite } }] : []),
      ...(prise?.evenements ?? []),
    ],
    objet: { type: 'InformationPreoccupante', id },
  };
}

async function suivreEvaluation(
  tx: Tx,
  information: Information,
  transition: Transition,
  contexte: Contexte,
): Promise<Ecriture[]> {
  const effet = effetSurEvaluation(transition);
  if (effet === 'ROUVERTE') {
    const [depart] = (await premieresReceptions(tx, [information.id])) as [Date];
    return [rouvrirEvaluationDue(information, depart, contexte)];
  }
  if (effet) await cloreEcheances(tx, information.id, ['A1'], contexte.now, effet);
  return [];
}

/** One draft for the sender, and one for the sender of each information joined to this one; none where none is owed. */
async function brouillons(tx: Tx, id: string, code: CodeRetour, { newId, now }: Contexte): Promise<Ecriture[]> {
  const informees = await tx.query<{ id: string }>(
    `SELECT id FROM crip.information_preoccupante
     WHERE (id = $1 OR rattachee_a = $1) AND regime_retour <> 'AUCUN' ORDER BY id`,
    [id],
  );
  return informees.map((une) =>
    ecrire(RetourRow, { id: newId(), informationId: une.id, code, redigeLe: now, envoyeLe: null, canal: null }),
  );
}
