import { defineAct } from '../../../act';
import { ecrire } from '../../../platform/database';
import { avancer, verrouiller } from './avancer';
import { issueDe, type Avancement } from './avancement';
import type { ActeMotiveInput } from './cycle.input';
import { EvaluationRow } from './evaluation.entity';
import { MOTIF_MAX } from './passage';

const DERNIERE = `
  SELECT id, equipe, evaluateurs, motif_exception "motifException", enfant_ids "enfantIds"
  FROM crip.evaluation WHERE information_id = $1 ORDER BY id DESC LIMIT 1`;
type Equipe = Pick<EvaluationRow, 'id' | 'equipe' | 'evaluateurs' | 'motifException' | 'enfantIds'>;

/** The président du conseil départemental asks for more (CASF D226-2-7): the same team again, the first report is kept. */
export const completerEvaluation = defineAct<ActeMotiveInput, Avancement>({
  name: 'completerEvaluation',
  roles: ['crip'],
  scope: 'ip:traiter',
  controler: (c, { idempotencyKey, motif }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    c.texte(['motif'], motif, MOTIF_MAX);
  },
  perform: async (tx, input, contexte) => {
    const { motif } = input;
    const information = await verrouiller(tx, input.informationId, contexte);
    const issue = issueDe(
      information,
      await avancer(tx, information, 'completerEvaluation', contexte, { motif }),
      contexte,
    );
    const [derniere] = await tx.ouvrir(EvaluationRow, await tx.query<Equipe>(DERNIERE, [information.id]));
    if (!derniere) throw new Error(`information ${information.id} was evaluated without an evaluation`);
    const { newId, now } = contexte;
    const { id: informationId, collectivite, enfantId } = information;
    const nouvelle = { ...derniere, id: newId(), informationId, collectivite, ouverteLe: now };
    const vide = { rendueLe: null, conclusion: null, rapport: null, divergences: null, motifNonRencontre: null };
    const complement = ecrire(EvaluationRow, { ...nouvelle, ...vide }, enfantId);
    return { ...issue, ecritures: [...issue.ecritures, complement] };
  },
});
