import { regleMesure } from '../../../domain/mesures-ase';
import type { Tx } from '../../../platform/database';
import type { Contexte, Suite } from '../../../registres';
import type { Mesure } from '../mesures/verrouiller-mesure';
import type { DossierTransfere } from './dossier';
import { recevoirMesure } from './recevoir-mesure';
import type { RefusTransfertInput } from './transfert.input';

/** What the transfer became at the other end, or before the judicial authority. */
export interface Passe extends Suite {
  readonly arriveeId: string | null;
  readonly informationId: string | null;
  readonly signalementId: string | null;
  readonly referenceArrivee: string | null;
}

export const RIEN: Passe = {
  ...{ arriveeId: null, informationId: null, signalementId: null, referenceArrivee: null },
  ...{ ecritures: [], evenements: [] },
};

interface Passage {
  readonly dossier: DossierTransfere;
  readonly mesure: Mesure;
  readonly parHub: boolean;
  readonly refus: RefusTransfertInput | null;
}

/** Both services of the arrival know the child from then on, under the protection that it had; then what follows from the case. */
export async function passer(tx: Tx, passage: Passage, contexte: Contexte): Promise<Passe> {
  const { dossier, mesure, parHub } = passage;
  const { de, vers } = dossier;
  const ouvert = parHub ? await ouvrirAcces(tx, mesure.enfantId, { de, vers }, contexte) : RIEN;
  const suivi = await suivre(tx, passage, contexte);
  return {
    ...suivi,
    ecritures: [...ouvert.ecritures, ...suivi.ecritures],
    evenements: [...ouvert.evenements, ...suivi.evenements],
  };
}

async function ouvrirAcces(
  tx: Tx,
  enfantId: string,
  { de, vers }: Pick<DossierTransfere, 'de' | 'vers'>,
  contexte: Contexte,
): Promise<Suite> {
  // The origin's own first: what it writes elsewhere about a child, it must be related to.
  for (const institution of [contexte.actor.institution, `ase-${vers}`, `crip-${vers}`])
    await contexte.registres.lierEnfant(tx, enfantId, institution, contexte);
  return contexte.registres.porterProtections(tx, [enfantId], { de, vers }, contexte);
}

async function suivre(tx: Tx, { dossier, mesure, parHub, refus }: Passage, contexte: Contexte): Promise<Passe> {
  const { de, vers, issue } = dossier;
  const { registres, newId } = contexte;
  const { enfantId, decisionId, nature } = mesure;
  if (issue === 'AUTORITE_JUDICIAIRE' && refus?.tribunal) {
    const { expose, tribunal, transmission } = refus;
    const depuis = { le: mesure.debut, quoi: 'le début de la mesure' };
    const champ = ['refus', 'transmission'];
    const saisine = { enfantId, tribunal, motifs: ['REFUS_OU_IMPOSSIBILITE'] as const, expose, depuis, transmission };
    return { ...RIEN, ...(await registres.signalerDossier(tx, { ...saisine, champ }, contexte)) };
  }
  if (!parHub) return RIEN;
  if (issue === 'INFORMATION_PREOCCUPANTE' && refus !== null) {
    const recue = await registres.recevoirDossier(tx, { enfantId, de, vers, expose: refus.expose }, contexte);
    return { ...RIEN, ...recue, referenceArrivee: recue.reference };
  }
  if (dossier.mesure === null) return RIEN;
  if (decisionId !== null && regleMesure(nature).base === 'judiciaire')
    await registres.transfererDecision(tx, decisionId, { de, vers });
  const arrivee = recevoirMesure({ ...dossier, mesure: dossier.mesure }, { enfantId, newId });
  return {
    ...RIEN,
    ...{ arriveeId: arrivee.id, referenceArrivee: arrivee.reference, ecritures: arrivee.ecritures },
    evenements: [{ type: 'mesure.modifiee', sujetId: arrivee.id, portee: { collectivite: vers } }],
  };
}
