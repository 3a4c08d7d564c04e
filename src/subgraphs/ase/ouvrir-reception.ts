import { alerteSuivante, type Palier } from '../../domain/escalade';
import { ecrire, type Ecriture, type Tx } from '../../platform/database';
import type { Inscription, ReceptionAOuvrir } from '../../registres';
import { ReceptionRow, ReponseSaisineRow } from './reception.entity';

/** The ladder of these collectivités; one that has none of its own follows the default. */
export async function paliersDe(tx: Tx, collectivites: readonly string[]): Promise<ReadonlyMap<string, Palier[]>> {
  const rows = await tx.query<Palier & { collectivite: string }>(
    `SELECT collectivite, rang, apres_minutes "apresMinutes", fonction, canal FROM ase.palier WHERE collectivite = ANY($1)`,
    [collectivites],
  );
  return new Map(collectivites.map((code) => [code, rows.filter(({ collectivite }) => collectivite === code)]));
}

/** Opens the reception with its subject, in the same transaction: no urgent measure exists without its ladder. */
export async function ouvrirReception(tx: Tx, sujet: ReceptionAOuvrir, { now }: Inscription): Promise<Ecriture[]> {
  const paliers = (await paliersDe(tx, [sujet.collectivite])).get(sujet.collectivite) ?? [];
  const prochaineLe = alerteSuivante(paliers, 0, now, now).prevueLe;
  const row = { ...sujet, ouverteLe: now, rang: 0, prochaineLe };
  return [ecrire(ReceptionRow, { ...row, accuseeLe: null, accuseePar: null })];
}

/** The reply owed to the Défenseur, opened with the saisine. */
export function attendreReponse(saisineId: string, enfantId: string, collectivite: string): Ecriture[] {
  const attendue = { reponse: null, reponduePar: null, repondueLe: null };
  return [ecrire(ReponseSaisineRow, { saisineId, enfantId, collectivite, ...attendue })];
}
