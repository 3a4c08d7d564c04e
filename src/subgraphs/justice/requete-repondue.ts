import { ajouterDuree, type Jour } from '../../domain/calendar';
import { HubError, RefusError, type Refus } from '../../domain/errors';
import { NATURES_QUI_STATUENT, type NatureDecision } from '../../domain/mesures-judiciaires';
import type { Tx } from '../../platform/database';
import { isUuid } from '../../published/connection';
import type { NotifierDecisionInput as Decision } from './decision.input';
import { debutDuJour } from './jour-au-tribunal';

interface Requete {
  readonly id: string;
  readonly reference: string;
  readonly collectivite: string;
  readonly recueLe: Date;
  readonly repondue: boolean;
}

const REQUETES = `
  SELECT r.id, r.reference, r.collectivite, r.recue_au_greffe_le "recueLe",
         EXISTS (SELECT 1 FROM justice.decision d WHERE d.requete_id = r.id AND d.nature = ANY($3)) repondue
  FROM justice.requete r WHERE r.tj = $1 AND r.enfant_id = $2 ORDER BY r.recue_au_greffe_le FOR UPDATE OF r`;

/**
 * The requête to which the decision answers: the one it names or, failing that, the only one of this court about the
 * child that no decision has answered yet. Two that wait are two clocks: which one is met is not for the hub to guess.
 */
export async function requeteRepondue(
  tx: Tx,
  { requeteId, enfantId, nature, rendueLe }: Decision,
  tj: string,
): Promise<Requete | undefined> {
  if (requeteId && !isUuid(requeteId)) throw new HubError('NOT_FOUND');
  const lues = await tx.query<Requete>(REQUETES, [tj, enfantId, NATURES_QUI_STATUENT]);
  const rendue = new Date(rendueLe);
  if (requeteId) {
    const nommee = lues.find(({ id }) => id === requeteId);
    if (!nommee) throw new HubError('NOT_FOUND');
    if (rendue < nommee.recueLe) refuser('rendueLe', 'DATE_INVALIDE', 'la décision précède la requête.');
    return nommee;
  }
  const ouvertes = NATURES_QUI_STATUENT.includes(nature)
    ? lues.filter(({ repondue, recueLe }) => !repondue && recueLe <= rendue)
    : [];
  if (ouvertes.length > 1)
    refuser(
      'requeteId',
      'CHAMP_REQUIS',
      `plusieurs requêtes sur cet enfant attendent la décision du juge, indiquez celle à laquelle elle répond : ${ouvertes.map(({ reference }) => reference).join(', ')}.`,
    );
  return ouvertes[0];
}

interface Comparable {
  readonly tj: string;
  readonly natureMesure: NatureDecision;
  /** At the court. */
  readonly le: Jour;
  readonly requeteId: string | null;
}

const IDENTIQUE = `
  SELECT reference FROM justice.decision
  WHERE tj = $1 AND enfant_id = $2 AND nature = $3 AND nature_mesure = $4 AND provisoire = $5
    AND rendue_le >= $6 AND rendue_le < $7
    AND decision_renouvelee_id IS NOT DISTINCT FROM $8 AND ($9::uuid IS NULL OR requete_id = $9)
  ORDER BY id LIMIT 1`;

/**
 * A judge may rule several times after one requête (an investigation, then a measure), not twice the same thing on the
 * same day. Mainlevées that name what they lift are told apart by what they name, each lifted once.
 */
export async function refuserDecisionDejaNotifiee(tx: Tx, decision: Decision, comparable: Comparable): Promise<void> {
  const { enfantId, nature, provisoire, decisionRenouveleeId = null, decisionsLevees } = decision;
  if (decisionsLevees) return;
  const { tj, natureMesure, le, requeteId } = comparable;
  const jour = [debutDuJour(le, tj), debutDuJour(ajouterDuree(le, { jours: 1 }), tj)];
  const [deja] = await tx.query<{ reference: string }>(IDENTIQUE, [
    ...[tj, enfantId, nature, natureMesure, provisoire, ...jour, decisionRenouveleeId, requeteId],
  ]);
  if (deja)
    refuser(
      'nature',
      'DEJA_FAIT',
      `votre juridiction a déjà notifié cette décision, du même jour, pour cet enfant (${deja.reference}).`,
    );
}

function refuser(champ: 'nature' | 'requeteId' | 'rendueLe', code: Refus['code'], raison: string): never {
  throw new RefusError([{ path: [champ], code, message: `${champ} : ${raison}` }]);
}
