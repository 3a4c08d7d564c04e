import type { Contexte, Issue } from '../../../act';
import type { Controle } from '../../../domain/controle';
import { HubError, refus } from '../../../domain/errors';
import type { Rapprochement } from '../../../domain/identite';
import type { Tx } from '../../../platform/database';
import { isUuid } from '../../../published/connection';
import { comparerPaire } from './comparer-fiches';
import { consigner, enVigueur, membres, verrouillerHistoires, type EnVigueur } from './decisions';
import type { EtatRapprochement } from './rapprochement.entity';
import type { DeuxFichesInput } from './rapprochement.type';

export const MOTIF_MAX = 4_000;

export function controlerDeuxFiches(c: Controle, { idempotencyKey, enfantId, autreId, motif }: DeuxFichesInput): void {
  c.longueur(['idempotencyKey'], idempotencyKey);
  c.texte(['motif'], motif, MOTIF_MAX);
  if (enfantId === autreId)
    c.refuser(['autreId'], 'VALEUR_INVALIDE', 'autreId : deux fiches sont attendues, et c’est deux fois la même.');
}

export interface DeuxFiches {
  readonly collectivite: string;
  readonly rapprochement: Rapprochement;
  /** Of every sheet of the two children. */
  readonly histoires: ReadonlyMap<string, string>;
  /** Decisions in force about those sheets. */
  readonly decisions: readonly EnVigueur[];
  /** The one about this pair. */
  readonly decision: EnVigueur | undefined;
  readonly reunies: boolean;
}

/** @throws HubError `NOT_FOUND` unless the CRIP knows both */
export async function lireDeuxFiches(
  tx: Tx,
  { enfantId, autreId }: Pick<DeuxFichesInput, 'enfantId' | 'autreId'>,
  { actor, now, registres }: Contexte,
): Promise<DeuxFiches> {
  const collectivite = actor.territoire ?? '';
  if (!isUuid(enfantId) || !isUuid(autreId)) throw new HubError('NOT_FOUND');
  await verrouillerHistoires(tx, collectivite);
  const histoires = await membres(tx, collectivite, [enfantId, autreId]);
  if (!histoires.has(enfantId) || !histoires.has(autreId)) throw new HubError('NOT_FOUND');
  const rapprochement = await comparerPaire(tx, enfantId, autreId, { collectivite, now, registres });
  if (!rapprochement) throw new HubError('NOT_FOUND');
  const decisions = await enVigueur(tx, collectivite, [...histoires.keys()]);
  const decision = decisions.find((une) => memePaire(une, enfantId, autreId));
  const reunies = histoires.get(enfantId) === histoires.get(autreId);
  return { collectivite, rapprochement, histoires, decisions, decision, reunies };
}

/** @throws RefusError when another pair of sheets of these two children is known to be of two */
export function exigerNonSeparees(
  { decisions, decision, histoires }: DeuxFiches,
  { enfantId, autreId }: DeuxFichesInput,
) {
  const [une, autre] = [histoires.get(enfantId), histoires.get(autreId)];
  const contraire = decisions.find((dite) => {
    if (dite.etat !== 'DISTINCTS' || dite === decision) return false;
    const cotes = [histoires.get(dite.enfantId), histoires.get(dite.autreId)];
    return cotes.includes(une) && cotes.includes(autre);
  });
  if (contraire)
    throw refus(
      'autreId',
      'ETAT_INCOMPATIBLE',
      `une autre fiche de l’un et une autre fiche de l’autre ont été dites de deux enfants (rapprochement ${contraire.id}) : revenez d’abord sur cette décision.`,
    );
}

/** What a person decided of two sheets, whatever the hub thought of them. */
export function issueDe(
  paire: readonly [string, string],
  rapprochement: Rapprochement,
  { etat, motif }: { readonly etat: Exclude<EtatRapprochement, 'A_EXAMINER'>; readonly motif: string },
  { actor, newId, now }: Contexte,
): Issue<string> {
  const id = newId();
  const collectivite = actor.territoire ?? '';
  return {
    reponse: id,
    ecritures: [
      consigner(paire, rapprochement, {
        ...{ id, collectivite, etat, origine: 'MANUELLE', motif, decidePar: actor.sub, le: now },
      }),
    ],
    evenements: [{ type: 'rapprochement.decide', sujetId: id, portee: { collectivite } }],
    objet: [{ type: 'Rapprochement', id }, ...paire.map((enfant) => ({ type: 'Enfant', id: enfant }))],
  };
}

function memePaire({ enfantId, autreId }: EnVigueur, une: string, autre: string): boolean {
  return (enfantId === une && autreId === autre) || (enfantId === autre && autreId === une);
}
