import { defineAct } from '../../../act';
import { RECIT_MAX } from '../../../domain/controle';
import { avancer, verrouiller } from './avancer';
import { issueDe, type Avancement } from './avancement';
import type { RendreEvaluationInput } from './evaluation.input';
import { EvaluationRow } from './evaluation.entity';
import { MOTIF_MAX } from './passage';

const RENDRE = `
  UPDATE crip.evaluation e
  SET rendue_le = $1, conclusion = $2, rapport = dit.rapport, divergences = dit.divergences, motif_non_rencontre = dit.motif
  FROM unnest($3::uuid[], $4::bytea[], $5::bytea[], $6::bytea[]) AS dit(id, rapport, divergences, motif) WHERE e.id = dit.id`;

const ATTENDUE = 'SELECT id FROM crip.evaluation WHERE information_id = $1 AND rendue_le IS NULL FOR UPDATE';

/**
 * The report: one single common conclusion, the differences of opinion shown, and why a holder of parental authority
 * was not met (CASF D226-2-7). It says danger or risk, never that a fact is proven (D226-2-3 II). Keeps A1.
 */
export const rendreEvaluation = defineAct<RendreEvaluationInput, Avancement>({
  name: 'rendreEvaluation',
  roles: ['crip'],
  scope: 'ip:traiter',
  controler: (c, { idempotencyKey, rapport, divergences, motifNonRencontre }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    c.texte(['rapport'], rapport, RECIT_MAX);
    c.longueur(['divergences'], divergences, RECIT_MAX);
    c.longueur(['motifNonRencontre'], motifNonRencontre, MOTIF_MAX);
  },
  perform: async (tx, input, contexte) => {
    const information = await verrouiller(tx, input.informationId, contexte);
    const avancee = await avancer(tx, information, 'rendreEvaluation', contexte);
    const { conclusion, rapport, divergences = null, motifNonRencontre = null } = input;
    const attendues = await tx.query<{ id: string }>(ATTENDUE, [information.id]);
    const rendues = attendues.map(({ id }) => ({ id, rapport, divergences, motifNonRencontre }));
    const scellees = await tx.scellerTous(EvaluationRow, rendues, information.enfantId);
    const textes = (['id', 'rapport', 'divergences', 'motifNonRencontre'] as const).map((champ) =>
      scellees.map((scellee) => scellee[champ]),
    );
    await tx.query(RENDRE, [contexte.now, conclusion, ...textes]);
    return issueDe(information, avancee, contexte);
  },
});
