import { HubError, RefusError } from '../../../domain/errors';
import { franchir } from '../../../domain/lifecycle';
import { SUITES_PARQUET } from '../../../domain/suites';
import type { Tx } from '../../../platform/database';
import { isUuid } from '../../../published/connection';
import type { Contexte, SaisineJugeANoter, Suite, SuitesANoter } from '../../../registres';
import { avancer, verrouillerPour } from './avancer';

const NOTER = `
  UPDATE crip.signalement SET suite = $3, suite_le = $4 WHERE id = $1 AND tribunal = $2
  RETURNING collectivite, enfant_id "enfantId", information_id "informationId", auteur, le`;

interface SignalementNote {
  collectivite: string;
  enfantId: string;
  informationId: string | null;
  auteur: string;
  le: Date;
}

/** What the procureur decided on a signalement of his court (CASF L226-4 I); moves the information it came from. */
export async function noterSuites(
  tx: Tx,
  { signalementId, suite, le }: SuitesANoter,
  par: Contexte,
): Promise<Suite & { enfantId: string }> {
  const values = [signalementId, par.actor.institution, suite, le];
  const [signalement] = isUuid(signalementId) ? await tx.query<SignalementNote>(NOTER, values) : [];
  if (!signalement) throw new HubError('NOT_FOUND');
  const { collectivite, enfantId, informationId, auteur } = signalement;
  if (le < signalement.le)
    throw new RefusError([{ path: ['le'], code: 'DATE_INVALIDE', message: 'le : la suite précède le signalement.' }]);
  const evenement = {
    type: 'suites.enregistrees' as const,
    sujetId: signalementId,
    portee: { collectivite, tribunal: par.actor.institution, emetteur: auteur },
  };
  const { acte } = SUITES_PARQUET[suite];
  if (acte === null || informationId === null) return { enfantId, ecritures: [], evenements: [evenement] };
  const { ecritures, evenements } = await avancer(tx, await verrouillerPour(tx, informationId), acte, par, {
    champ: 'signalementId',
  });
  return { enfantId, ecritures, evenements: [evenement, ...evenements] };
}

const SAISI = 'UPDATE crip.signalement SET tj_saisi = $3 WHERE enfant_id = $1 AND tribunal = $2';

/**
 * The juge des enfants is seized: the informations about this child that wait for it move, and he reads from then on
 * what the procureur held.
 */
export async function noterSaisineJuge(tx: Tx, { enfantId, tj }: SaisineJugeANoter, par: Contexte): Promise<Suite> {
  await tx.query(SAISI, [enfantId, par.actor.institution, tj]);
  const enAttente = await tx.query<{ id: string }>(
    `SELECT id FROM crip.information_preoccupante WHERE enfant_id = $1 AND etat IN ('SIGNALEE', 'OPP_PARQUET') ORDER BY id`,
    [enfantId],
  );
  const avancees = [];
  for (const { id } of enAttente) {
    const information = await verrouillerPour(tx, id);
    // Another act may have moved it while this one waited for the lock.
    if (franchir(information.etat, 'saisirJugeDesEnfants').ok)
      avancees.push(await avancer(tx, information, 'saisirJugeDesEnfants', par));
  }
  return {
    ecritures: avancees.flatMap(({ ecritures }) => ecritures),
    evenements: avancees.flatMap(({ evenements }) => evenements),
  };
}
