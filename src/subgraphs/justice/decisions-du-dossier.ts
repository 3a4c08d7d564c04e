import { ligneDecision, NATURES_DECISION } from '../../domain/mesures-judiciaires';
import { tribunal } from '../../domain/tribunaux';
import type { Tx } from '../../platform/database';
import { jourDe } from '../../platform/echeances-calcul';
import type { Registres } from '../../registres';
import { DecisionRow } from './decision.entity';
import { MesureUrgenteRow } from './mesure-urgente.entity';

const DECISIONS = `
  SELECT id, reference, tj, nature, nature_mesure "natureMesure", rendue_le "rendueLe", terme::text, provisoire, contenu
  FROM justice.decision WHERE enfant_id = $1 AND collectivite = $2 ORDER BY id`;

const ORDONNANCES = `
  SELECT id, reference, tj, nature, prise_le "priseLe", contenu
  FROM justice.mesure_urgente WHERE enfant_id = $1 AND collectivite = $2 ORDER BY id`;

/** The judge's decisions and the procureur's orders about a child in this collectivité, oldest first, without the place where it lives. */
export const decisionsDuDossier: Registres['decisionsDuDossier'] = async (tx: Tx, enfantId, collectivite) => {
  const ici = [enfantId, collectivite];
  const decisions = await tx.ouvrir(DecisionRow, await tx.query<DecisionRow>(DECISIONS, ici));
  const ordonnances = await tx.ouvrir(MesureUrgenteRow, await tx.query<MesureUrgenteRow>(ORDONNANCES, ici));
  return [
    ...ordonnances.map(({ id: decisionId, reference, tj, nature, priseLe, contenu }) => ({
      decisionId,
      titre: `Ordonnance du procureur ${reference}, ${siege(tj)} : ${nature}`,
      le: jourDe(priseLe, collectivite, tj.slice(2)),
      texte: contenu.motifs,
    })),
    ...decisions.map(
      ({ id: decisionId, reference, tj, nature, natureMesure, rendueLe, terme, provisoire, contenu }) => ({
        decisionId,
        titre: `Décision du juge des enfants ${reference}, ${siege(tj)} : ${NATURES_DECISION[nature].libelle}`,
        le: jourDe(rendueLe, collectivite, tj.slice(2)),
        texte: [
          `${NATURES_DECISION[natureMesure].libelle} (${ligneDecision(natureMesure).article})${provisoire ? ', à titre provisoire' : ''}.`,
          terme === null ? "Jusqu'à une autre décision." : `Terme : ${terme}.`,
          contenu.motifs,
        ].join('\n'),
      }),
    ),
  ];
};

function siege(tj: string): string {
  return `tribunal judiciaire de ${tribunal(tj)?.siege ?? tj}`;
}
