import type { Jour } from '../../../domain/calendar';
import { HubError, refus } from '../../../domain/errors';
import type { EtatMesureAse, NatureMesure } from '../../../domain/mesures-ase';
import { lieuxDuMoment, type LieuxDeVie } from '../../../domain/suivi-ase';
import type { Tx } from '../../../platform/database';
import { enTransit as gele } from '../../../platform/transferts/en-transit';
import { isUuid } from '../../../published/connection';
import type { Contexte, Registres } from '../../../registres';

/** A measure locked by the act that changes it. */
export interface Mesure extends LieuxDeVie {
  readonly id: string;
  readonly reference: string;
  readonly enfantId: string;
  readonly collectivite: string;
  readonly tribunal: string | null;
  readonly nature: NatureMesure;
  /** Of the judge, when one founds it. */
  readonly decisionId: string | null;
  readonly etat: EtatMesureAse;
  readonly debut: Date;
  readonly terme: Jour | null;
  readonly dateNaissance: Jour | null;
  /** The last planned move has taken place. */
  readonly arrive: boolean;
  readonly renouvellements: number;
  readonly prolongations: number;
  readonly termineeLe: Date | null;
  readonly autoriteSaisieLe: Date | null;
  /** The transfer to another hub that has it in hand. */
  readonly transitId: string | null;
}

const VERROUILLER = `
  SELECT m.id, m.reference, m.decision_id "decisionId", m.enfant_id "enfantId", m.collectivite, m.tribunal, m.nature, m.etat, m.debut, m.terme::text,
         m.date_naissance::text "dateNaissance", m.lieu_id "lieuId", m.renouvellements, m.prolongations,
         m.lieu_prevu_id "lieuPrevuId", m.lieu_prevu_le "lieuPrevuLe",
         m.transit_id "transitId", m.terminee_le "termineeLe", m.autorite_saisie_le "autoriteSaisieLe"
  FROM ase.mesure m WHERE m.id = $1 AND m.collectivite = $2 FOR UPDATE OF m`;

/**
 * Locks a measure of the caller's collectivité, in progress unless `terminee` says that it may have ended.
 * @throws HubError `NOT_FOUND`, the same as when it does not exist. @throws RefusError when it has ended.
 */
export async function verrouillerMesure(
  tx: Tx,
  id: string,
  { actor, now }: Contexte,
  { terminee = false, enTransit = false }: { readonly terminee?: boolean; readonly enTransit?: boolean } = {},
): Promise<Mesure> {
  const [mesure] = isUuid(id) ? await tx.query<Mesure>(VERROUILLER, [id, actor.territoire]) : [];
  if (!mesure) throw new HubError('NOT_FOUND');
  if (mesure.transitId !== null && !enTransit) throw gele(['mesureId']);
  if (mesure.etat === 'TERMINEE' && !terminee)
    throw refus(['mesureId'], 'ETAT_INCOMPATIBLE', 'la mesure est terminée.');
  return { ...mesure, ...lieuxDuMoment(mesure, now) };
}

/** What an act on a measure answers: the measure is read again under the caller's rights. */
export interface MesureChangee {
  readonly id: string;
}

export function changee({ id, collectivite }: Mesure, portee: { tribunal?: string } = {}) {
  return {
    reponse: { id },
    evenements: [{ type: 'mesure.modifiee' as const, sujetId: id, portee: { collectivite, ...portee } }],
    objet: { type: 'Mesure', id },
  };
}

export const mesureEnCours: Registres['mesureEnCours'] = async (tx, mesureId, par) => {
  const { id, reference, collectivite, enfantId, tribunal, debut } = await verrouillerMesure(tx, mesureId, par);
  return { id, reference, collectivite, enfantId, tribunal, debut };
};
