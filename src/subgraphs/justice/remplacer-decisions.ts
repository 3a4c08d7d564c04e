import type { Contexte } from '../../act';
import type { Jour } from '../../domain/calendar';
import type { RegleEcheance } from '../../domain/deadlines';
import { HubError, RefusError } from '../../domain/errors';
import {
  ligneDecision,
  moisMaximum,
  NATURES_DECISION,
  remplace,
  type NatureDecision,
} from '../../domain/mesures-judiciaires';
import type { Tx } from '../../platform/database';
import { cloreEcheances } from '../../platform/echeances';
import { isUuid } from '../../published/connection';
import type { Suite } from '../../registres';
import type { NotifierDecisionInput as Decision } from './decision.input';

/** What a later decision answers: it comes in time or late, but it comes. */
export const ATTENDENT_UNE_DECISION: readonly RegleEcheance[] = ['J3', 'J4', 'J5', 'J23'];
/** Ends that are no longer to be expected. */
export const TERMES: readonly RegleEcheance[] = ['J6', 'J6_PROCHE', 'J6_LONGUE', 'J7', 'J10'];

interface Anterieure {
  readonly id: string;
  readonly natureMesure: NatureDecision;
  readonly provisoire: boolean;
  readonly finie: boolean;
}

/** What the same court decided about this child, up to the new decision. */
const ANTERIEURES = `
  SELECT id, nature_mesure "natureMesure", provisoire, fin_le IS NOT NULL finie FROM justice.decision
  WHERE enfant_id = $1 AND tj = $2 AND rendue_le <= $3 ORDER BY id FOR UPDATE`;

type Nouvelle = Pick<Decision, 'enfantId' | 'nature' | 'provisoire' | 'decisionsLevees'> & {
  readonly natureMesure: NatureDecision;
  readonly tj: string;
  readonly rendueLe: Date;
  readonly collectivite: string;
};

/**
 * Ends the decisions whose place a new one takes, their clocks, and the measures that it does not order again. It renews
 * (C. civ. 375) when it orders again what one of them had ordered on the merits: what follows a provisional measure does not.
 */
export async function decisionsRemplacees(
  tx: Tx,
  nouvelle: Nouvelle,
  contexte: Contexte,
): Promise<Suite & { readonly renouvelle: boolean }> {
  const { enfantId, tj, rendueLe, collectivite, nature, natureMesure, decisionsLevees } = nouvelle;
  const anterieures = await tx.query<Anterieure>(ANTERIEURES, [enfantId, tj, rendueLe]);
  const terminees = decisionsLevees
    ? levees(anterieures, decisionsLevees)
    : anterieures.filter((ancienne) => !ancienne.finie && remplace(nouvelle, ancienne));
  const decisionIds = terminees.map(({ id }) => id);
  if (decisionIds.length === 0) return { ecritures: [], evenements: [], renouvelle: false };
  await cloreEcheances(tx, decisionIds, ATTENDENT_UNE_DECISION, rendueLe, 'TENUE');
  await cloreEcheances(tx, decisionIds, TERMES, rendueLe, nature === 'RENOUVELLEMENT' ? 'TENUE' : 'SANS_OBJET');
  await tx.query('UPDATE justice.decision SET fin_le = $2 WHERE id = ANY($1::uuid[])', [decisionIds, rendueLe]);
  const motif = NATURES_DECISION[nature].libelle;
  const sauf = ligneDecision(natureMesure).effet === 'OUVRE' ? { sauf: { nature: natureMesure, collectivite } } : {};
  const renouvelle =
    !nouvelle.provisoire && terminees.some((une) => !une.provisoire && une.natureMesure === natureMesure);
  const fin = { enfantId, decisionIds, ...sauf, le: rendueLe, motif };
  return { ...(await contexte.registres.terminerMesures(tx, fin, contexte)), renouvelle };
}

/** The measures that a mainlevée names, each still in force. */
function levees(anterieures: readonly Anterieure[], nommees: readonly string[]): Anterieure[] {
  return [...new Set(nommees)].map((id) => {
    const ancienne = anterieures.find((une) => une.id === id);
    if (!ancienne) throw new HubError('NOT_FOUND');
    if (!ancienne.finie) return ancienne;
    const message = 'decisionsLevees : une décision postérieure a déjà mis fin à cette mesure.';
    throw new RefusError([
      { path: ['decisionsLevees', String(nommees.indexOf(id))], code: 'ETAT_INCOMPATIBLE', message },
    ]);
  });
}

/** The measure that a decision orders: its own nature or, for a renewal, that of a decision still in force. */
export async function mesureRenouvelee(
  tx: Tx,
  { nature, decisionRenouveleeId, enfantId, mois, difficultesChroniques }: Decision,
  { tj, le }: { tj: string; le: Jour },
): Promise<NatureDecision> {
  if (!decisionRenouveleeId) return nature;
  const [renouvelee] = isUuid(decisionRenouveleeId)
    ? await tx.query<{ natureMesure: NatureDecision; terme: Jour | null; finie: boolean; provisoire: boolean }>(
        `SELECT nature_mesure "natureMesure", terme::text, fin_le IS NOT NULL finie, provisoire
         FROM justice.decision WHERE id = $1 AND tj = $2 AND enfant_id = $3`,
        [decisionRenouveleeId, tj, enfantId],
      )
    : [];
  if (!renouvelee) throw new HubError('NOT_FOUND');
  const { natureMesure, terme, finie, provisoire } = renouvelee;
  const refuser = (code: 'ETAT_INCOMPATIBLE' | 'ARTICLE_CONTRAIRE', path: string, message: string) =>
    new RefusError([{ path: [path], code, message: `${path} : ${message}` }]);
  if (finie) throw refuser('ETAT_INCOMPATIBLE', 'decisionRenouveleeId', 'une décision postérieure y a mis fin.');
  if (provisoire)
    throw refuser('ARTICLE_CONTRAIRE', 'decisionRenouveleeId', 'une mesure provisoire se prolonge (CPC 1185 al. 2).');
  const { dureeRequise, duree, parService, article } = ligneDecision(natureMesure);
  if (dureeRequise !== true)
    throw refuser('ETAT_INCOMPATIBLE', 'decisionRenouveleeId', 'cette décision ne se renouvelle pas.');
  if (terme !== null && terme < le)
    throw refuser('ARTICLE_CONTRAIRE', 'rendueLe', `la mesure a pris fin le ${terme} (C. civ. 375).`);
  const longue = parService === true && difficultesChroniques === true;
  const limite = longue || duree === null ? null : moisMaximum(duree, le);
  if (limite !== null && (mois ?? 0) > limite)
    throw refuser('ARTICLE_CONTRAIRE', 'mois', `${String(limite)} mois au plus (C. civ. 375, ${article}).`);
  return natureMesure;
}
