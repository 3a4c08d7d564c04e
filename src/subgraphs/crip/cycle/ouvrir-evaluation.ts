import { defineAct, type Contexte } from '../../../act';
import type { Controle } from '../../../domain/controle';
import { RefusError } from '../../../domain/errors';
import { ecrire, type Tx } from '../../../platform/database';
import { isUuid } from '../../../published/connection';
import { controlerEnfant } from '../../../published/enfant.input';
import type { AccuseReception } from '../../../published/accuse-reception.type';
import { relationVivante } from '../acces-enfant';
import { inscrireEnfants } from '../inscrire-enfant';
import { avancer, verrouiller, type Information } from './avancer';
import { InformationParentsRow } from './cycle.entity';
import { EvaluationRow } from './evaluation.entity';
import type { OuvrirEvaluationInput } from './evaluation.input';
import { MOTIF_MAX } from './passage';

const EVALUATEURS_MIN = 2;
const LISTE_MAX = 50;

/**
 * One evaluation for the minor and all the other minors of the home (CASF L226-3 al. 3), entrusted to a team of at
 * least two professionals who do not follow the family (D226-2-5). Holders of parental authority are to be told.
 */
export const ouvrirEvaluation = defineAct<OuvrirEvaluationInput, AccuseReception>({
  name: 'ouvrirEvaluation',
  roles: ['crip'],
  scope: 'ip:traiter',
  controler: (c, input) => {
    c.texte(['idempotencyKey'], input.idempotencyKey);
    c.texte(['equipe'], input.equipe);
    controlerEquipe(c, input);
    controlerFoyer(c, input);
  },
  perform: async (tx, input, contexte) => {
    const { newId, now, empreinte } = contexte;
    const information = await verrouiller(tx, input.informationId, contexte);
    const avancee = await avancer(tx, information, 'ouvrirEvaluation', contexte);
    const { id: informationId, collectivite, enfantId, reference } = information;
    const id = newId();
    return {
      reponse: { id, reference, recueLe: now.toISOString(), empreinte, echeances: [] },
      ecritures: [
        ...avancee.ecritures,
        ecrire(
          EvaluationRow,
          {
            ...{ id, informationId, collectivite, equipe: input.equipe, ouverteLe: now },
            evaluateurs: input.evaluateurs.map((un) => ({ ...un })),
            motifException: input.motifException ?? null,
            enfantIds: await foyer(tx, information, input, contexte),
            ...{ rendueLe: null, conclusion: null, rapport: null, divergences: null, motifNonRencontre: null },
          },
          enfantId,
        ),
        ecrire(InformationParentsRow, {
          ...{ id: newId(), informationId, objet: 'EVALUATION' },
          ...{ informes: null, motif: null, le: null },
        }),
      ],
      evenements: avancee.evenements,
      objet: { type: 'Evaluation', id },
    };
  },
});

function controlerEquipe(c: Controle, { evaluateurs, motifException }: OuvrirEvaluationInput): void {
  if (evaluateurs.length > LISTE_MAX)
    c.refuser(['evaluateurs'], 'VALEUR_INVALIDE', `evaluateurs : ${String(LISTE_MAX)} éléments au plus.`);
  evaluateurs.forEach(({ fonction }, i) => {
    c.texte(['evaluateurs', String(i), 'fonction'], fonction);
  });
  if (evaluateurs.filter(({ domaine }) => domaine !== 'AUTRE').length < EVALUATEURS_MIN)
    c.refuser(
      ['evaluateurs'],
      'ARTICLE_CONTRAIRE',
      "evaluateurs : au moins deux professionnels des champs socio-éducatif, social, de la santé ou de la psychologie mènent l'évaluation (CASF D226-2-5 I).",
    );
  c.longueur(['motifException'], motifException, MOTIF_MAX);
  if (!motifException?.trim())
    evaluateurs.forEach(({ suitLaFamille }, i) => {
      if (suitLaFamille)
        c.refuser(
          ['evaluateurs', String(i), 'suitLaFamille'],
          'MOTIF_REQUIS',
          "suitLaFamille : sauf exception, dont motifException dit la raison, un professionnel qui suit la famille n'évalue pas (CASF D226-2-5 III).",
        );
    });
}

function controlerFoyer(c: Controle, { enfantIds, enfants }: OuvrirEvaluationInput): void {
  for (const [nom, liste] of Object.entries({ enfantIds, enfants }))
    if (liste && liste.length > LISTE_MAX)
      c.refuser([nom], 'VALEUR_INVALIDE', `${nom} : ${String(LISTE_MAX)} éléments au plus.`);
  enfants?.forEach((enfant, i) => {
    controlerEnfant(
      c.sous((path) => ['enfants', String(i), ...path.slice(1)]),
      enfant,
    );
  });
}

/** The child of the information and of those joined to it, those that the CRIP knows, those that it inscribes: each once. */
async function foyer(
  tx: Tx,
  { id, enfantId, collectivite }: Information,
  { enfantIds, enfants }: OuvrirEvaluationInput,
  contexte: Contexte,
): Promise<string[]> {
  const { where, value } = relationVivante(contexte.actor, 'e', '$2');
  const demandes = enfantIds ?? [];
  const connus = await tx.query<{ id: string }>(
    `SELECT e.id FROM crip.enfant e WHERE e.id = ANY($1::uuid[]) AND ${where}`,
    [demandes.filter(isUuid), value],
  );
  const inconnu = demandes.findIndex((id) => !connus.some((connu) => connu.id === id));
  if (inconnu >= 0)
    throw new RefusError([
      {
        path: ['enfantIds', String(inconnu)],
        code: 'INCONNU',
        message: "enfantIds : aucun enfant de cet identifiant n'est connu de votre CRIP.",
      },
    ]);
  const inscrits = await inscrireEnfants(tx, enfants ?? [], collectivite, contexte);
  const joints = await tx.query<{ enfantId: string }>(
    'SELECT enfant_id "enfantId" FROM crip.information_preoccupante WHERE rattachee_a = $1 ORDER BY id',
    [id],
  );
  return [...new Set([enfantId, ...joints.map((un) => un.enfantId), ...demandes, ...inscrits])];
}
