import type { Controle } from '../../../domain/controle';
import { refus } from '../../../domain/errors';
import { estOuverte, ETATS_INFORMATION, type EtatInformation } from '../../../domain/lifecycle';
import { ecrire, type Ecriture, type Tx } from '../../../platform/database';
import type { Contexte, Issue } from '../../../registres';
import { verrouiller, type Information } from './avancer';
import { TransitionRow } from './cycle.entity';

/** Which file a family that left without its address is looked for: one or the other. */
export interface DossierNomme {
  readonly informationId?: string | null;
  readonly mesureId?: string | null;
}

/** The file, locked: an information of the CRIP, or a measure of its ASE. */
export interface DossierCherche {
  readonly type: 'InformationPreoccupante' | 'Mesure';
  readonly id: string;
  readonly reference: string;
  readonly collectivite: string;
  readonly enfantId: string;
  /** What it is looked for since. */
  readonly depuis: { readonly le: Date; readonly quoi: string };
  /** Null: it is a measure. */
  readonly information: Information | null;
  readonly evenements: Issue<unknown>['evenements'];
}

export function controlerDossier(c: Controle, { informationId, mesureId }: DossierNomme): void {
  if (!informationId === !mesureId)
    c.refuser(['informationId'], 'CHAMP_REQUIS', 'informationId : une information, ou une mesure (mesureId).');
}

/** @throws HubError `NOT_FOUND`, the same as when it does not exist */
export async function verrouillerDossier(
  tx: Tx,
  { informationId, mesureId }: DossierNomme,
  contexte: Contexte,
): Promise<DossierCherche> {
  if (mesureId) {
    const { debut, tribunal, ...mesure } = await contexte.registres.mesureEnCours(tx, mesureId, contexte);
    const portee = { collectivite: mesure.collectivite, ...(tribunal === null ? {} : { tribunal }) };
    return {
      ...{ ...mesure, type: 'Mesure', information: null, depuis: { le: debut, quoi: 'le début de la mesure' } },
      evenements: [{ type: 'mesure.modifiee', sujetId: mesure.id, portee }],
    };
  }
  const information = await verrouiller(tx, informationId ?? '', contexte);
  const { id, reference, collectivite, enfantId, recueLe } = information;
  return {
    ...{ type: 'InformationPreoccupante', id, reference, collectivite, enfantId, information, evenements: [] },
    depuis: { le: recueLe, quoi: "la réception de l'information" },
  };
}

/** @throws RefusError when nothing more is done with the information */
export function exigerOuvert({ information }: DossierCherche): void {
  if (information !== null && !estOuverte(information.etat))
    throw refus(
      'informationId',
      'ETAT_INCOMPATIBLE',
      `l'information est à l'état « ${ETATS_INFORMATION[information.etat]} ».`,
    );
}

/** The line of an information's history; a measure has none. */
export function noter(
  { information }: DossierCherche,
  { acte, motif }: { readonly acte: string; readonly motif: string },
  { actor, newId, now }: Contexte,
): Ecriture[] {
  if (information === null) return [];
  const { id: informationId, etat, enfantId } = information;
  const pas: { de: EtatInformation; vers: EtatInformation } = { de: etat, vers: etat };
  return [
    ecrire(
      TransitionRow,
      { id: newId(), informationId, ...pas, acte, par: actor.institution, motif, le: now },
      enfantId,
    ),
  ];
}
