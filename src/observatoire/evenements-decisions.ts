import { jourLocal } from '../domain/calendar';
import { NATURES_DECISION, type NatureDecision } from '../domain/mesures-judiciaires';
import { enregistrement281, type EvenementDecision } from '../domain/olinpe-justice';
import type { Source } from './source';

/** Decisions that order a measure: a mainlevée or a non-lieu is the end of others. */
const ORDONNENT = (Object.keys(NATURES_DECISION) as NatureDecision[]).filter(
  (nature) => NATURES_DECISION[nature].effet === 'OUVRE',
);
const LISTE = ORDONNENT.map((nature) => `'${nature}'`).join(', ');

const EVENEMENTS = `
  SELECT id AS decision_id, CASE WHEN decision_renouvelee_id IS NULL THEN 'PRONONCE' ELSE 'RENOUVELLEMENT' END AS type
  FROM justice.decision WHERE tj = $1 AND rendue_le >= $2 AND rendue_le < $3 AND nature_mesure IN (${LISTE})
  UNION ALL
  -- A renewal goes on: only what nothing renews has ended.
  SELECT id, 'FIN' FROM justice.decision d WHERE tj = $1 AND fin_le >= $2 AND fin_le < $3 AND nature_mesure IN (${LISTE})
    AND NOT EXISTS (SELECT 1 FROM justice.decision suite WHERE suite.decision_renouvelee_id = d.id
      AND suite.enfant_id = d.enfant_id)`;

const LIGNES = `
  SELECT e.type, d.enfant_id "enfantId", d.collectivite, d.nature_mesure "natureMesure", d.rendue_le "rendueLe",
    d.provisoire, m.debut
  FROM (${EVENEMENTS}) e JOIN justice.decision d ON d.id = e.decision_id
  LEFT JOIN LATERAL (
    SELECT debut FROM ase.mesure m WHERE m.enfant_id = d.enfant_id AND m.nature = d.nature_mesure AND m.tribunal = d.tj
      AND m.debut <= d.rendue_le ORDER BY m.debut DESC LIMIT 1
  ) m ON true
  ORDER BY md5(d.id::text), e.type`;

const COMPTES = `SELECT count(*)::int AS evenements, 0 AS prolongations FROM (${EVENEMENTS}) e`;

interface Ligne {
  readonly type: EvenementDecision['type'];
  readonly enfantId: string;
  readonly collectivite: string;
  readonly natureMesure: NatureDecision;
  readonly rendueLe: Date;
  readonly provisoire: boolean;
  readonly debut: Date | null;
}

/** What the ministry of justice sends (annexe 2-8-1): the decisions of one court. */
export const DECISIONS: Source<Ligne> = {
  lignes: LIGNES,
  comptes: COMPTES,
  enregistrement: ({ rendueLe, debut, ...ligne }, enfant, { fuseau }) =>
    enregistrement281({
      ...ligne,
      rendueLe: jourLocal(rendueLe, fuseau),
      debut: debut && jourLocal(debut, fuseau),
      enfant,
    }),
};
