import { NATURES_DANGER, TYPES_INSTITUTION } from '../../../domain/code-lists';
import { ETATS_INFORMATION } from '../../../domain/lifecycle';
import { CONCLUSIONS } from '../../../domain/suites';
import type { PieceTransferee } from '../../../domain/transfert-dossier';
import type { Tx } from '../../../platform/database';
import { jourDe } from '../../../platform/echeances-calcul';
import { EvaluationRow } from '../cycle/evaluation.entity';
import { lireRepondues, recitDe } from '../cycle/dossier-transmis';
import { InformationPreoccupanteRow } from '../information-preoccupante.entity';

const INFORMATIONS = `
  SELECT id, reference, emetteur_type "emetteurType", recue_le "recueLe", etat,
         nature_principale "naturePrincipale", contenu, rattachee_a "rattacheeA"
  FROM crip.information_preoccupante WHERE enfant_id = $1 AND collectivite = $2 ORDER BY id`;

/** Reports on the home of this child: its own information, or the one that it was joined to. */
const EVALUATIONS = `
  SELECT id, rendue_le "rendueLe", conclusion, rapport, divergences, equipe FROM crip.evaluation
  WHERE information_id = ANY($1) AND collectivite = $2 AND rendue_le IS NOT NULL ORDER BY id`;

/** Never read: both statements choose what has a date. */
const EPOQUE = new Date(0);

export interface PiecesDeLaCrip {
  readonly informations: readonly PieceTransferee[];
  readonly evaluations: readonly PieceTransferee[];
}

/**
 * What the CRIP of this collectivité holds about a child (CASF R221-6 I 1° and 3°). Who sent is told by kind of
 * institution only: a person's name goes with `reorienter`, which answers it, and with nothing else.
 */
export async function piecesDuDossier(tx: Tx, enfantId: string, collectivite: string): Promise<PiecesDeLaCrip> {
  const lues = await tx.query<InformationPreoccupanteRow>(INFORMATIONS, [enfantId, collectivite]);
  const informations = await tx.ouvrir(InformationPreoccupanteRow, lues);
  const ids = [...new Set(informations.flatMap(({ id, rattacheeA }) => (rattacheeA ? [id, rattacheeA] : [id])))];
  const lus = await tx.query<EvaluationRow>(EVALUATIONS, [ids, collectivite]);
  const evaluations = await tx.ouvrir(EvaluationRow, lus);
  const repondues = await lireRepondues(
    tx,
    informations.map(({ id }) => id),
  );
  return {
    informations: [
      ...informations.map((une) => information(une, collectivite)),
      ...repondues.map((une) => ({
        titre: 'Réponse reçue par la CRIP',
        le: jourDe(une.repondueLe ?? EPOQUE, collectivite, null),
        texte: recitDe(une),
      })),
    ],
    evaluations: evaluations.map((une) => evaluation(une, collectivite)),
  };
}

function information(row: InformationPreoccupanteRow, collectivite: string): PieceTransferee {
  const { reference, recueLe, emetteurType, naturePrincipale, etat, contenu } = row;
  const faits = contenu.faits.map(({ recit }) => recit);
  return {
    titre: `Information ${reference}, de : ${TYPES_INSTITUTION[emetteurType]}`,
    le: jourDe(recueLe, collectivite, null),
    texte: [`${NATURES_DANGER[naturePrincipale]}. ${ETATS_INFORMATION[etat]}.`, ...faits].join('\n'),
  };
}

function evaluation(
  { rendueLe, conclusion, rapport, divergences, equipe }: EvaluationRow,
  collectivite: string,
): PieceTransferee {
  const textes = [conclusion === null ? null : CONCLUSIONS[conclusion], rapport, divergences];
  return {
    titre: `Évaluation : ${equipe}`,
    le: jourDe(rendueLe ?? EPOQUE, collectivite, null),
    texte: textes.filter((texte) => texte !== null).join('\n'),
  };
}
