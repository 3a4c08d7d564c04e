import { defineAct, type Contexte } from '../../../act';
import { RECIT_MAX, controlerPlausible } from '../../../domain/controle';
import { RefusError } from '../../../domain/errors';
import { CONTRAT_REQUIS, contratManquant } from '../../../domain/mesures-ase';
import { CLASSEMENT_SELON_CONCLUSION, SUITES_DECISION, type Conclusion } from '../../../domain/suites';
import type { Tx } from '../../../platform/database';
import { avancer, verrouiller, type Information } from './avancer';
import { issueDe, type Avancement } from './avancement';
import { conclusionsADire } from './conclusions-a-dire';
import type { DeciderInput } from './evaluation.input';
import { MOTIF_MAX } from './passage';

/**
 * What the président du conseil départemental decides on the report (CASF D226-2-7 II): no follow-up, or help that the
 * holders of parental authority accept, for every child of the evaluation. The child and they are to be told of the
 * report and of what follows (III).
 */
export const decider = defineAct<DeciderInput, Avancement>({
  name: 'decider',
  roles: ['crip'],
  scope: 'ip:traiter',
  controler: (c, { idempotencyKey, suite, acceptee, motif, contrat, terme }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    c.longueur(['motif'], motif, MOTIF_MAX);
    if (SUITES_DECISION[suite].acte === 'signalerAuParquet')
      c.refuser(
        ['suite'],
        'ARTICLE_CONTRAIRE',
        'suite : le procureur est saisi par signalerAuParquet, qui dit les motifs et les actions déjà menées (CASF L226-4 I).',
      );
    c.longueur(['contrat'], contrat, RECIT_MAX);
    controlerPlausible(c, ['terme'], terme);
    if (SUITES_DECISION[suite].acte !== 'aider') return;
    if (contratManquant(suite, contrat)) c.refuser(['contrat'], 'CHAMP_REQUIS', `contrat : ${CONTRAT_REQUIS}`);
    if (acceptee === undefined || acceptee === null)
      c.refuser(
        ['acceptee'],
        'CHAMP_REQUIS',
        "acceptee : dites si les titulaires de l'autorité parentale acceptent l'aide (CASF D226-2-7 II b).",
      );
    else if (!acceptee)
      c.refuser(
        ['acceptee'],
        'ARTICLE_CONTRAIRE',
        "acceptee : une aide n'est mise en place qu'avec l'accord des titulaires de l'autorité parentale ; s'ils refusent et que le mineur est en danger, le procureur est avisé sans délai (CASF L226-4 I 2°) : signalerAuParquet.",
      );
  },
  perform: async (tx, input, contexte) => {
    const { suite, motif } = input;
    const information = await verrouiller(tx, input.informationId, contexte);
    const avancee = await avancer(tx, information, SUITES_DECISION[suite].acte, contexte, { motif: motif ?? null });
    if (SUITES_DECISION[suite].acte === 'classer') await exigerClassable(tx, information, motif);
    await tx.query('UPDATE crip.information_preoccupante SET suite = $2 WHERE id = $1', [information.id, suite]);
    const mesure =
      SUITES_DECISION[suite].acte === 'aider'
        ? await aider(tx, input, information, contexte)
        : { ecritures: [], evenements: [] };
    const issue = issueDe(information, avancee, contexte);
    return {
      ...issue,
      ecritures: [...issue.ecritures, ...mesure.ecritures, ...conclusionsADire(information, contexte)],
      evenements: [...issue.evenements, ...mesure.evenements],
    };
  },
});

const EVALUES = `
  SELECT e.id "enfantId", e.date_naissance::text "dateNaissance"
  FROM (SELECT enfant_ids FROM crip.evaluation WHERE information_id = $1 ORDER BY id DESC LIMIT 1) v
  JOIN crip.enfant e ON e.id = ANY(v.enfant_ids) ORDER BY array_position(v.enfant_ids, e.id)`;

/** The help is for every child of the evaluation, unless the decision names some of them. */
async function aider(tx: Tx, input: DeciderInput, { id, collectivite }: Information, contexte: Contexte) {
  const { suite, enfantIds, terme, contrat } = input;
  const evalues = await tx.query<{ enfantId: string; dateNaissance: string | null }>(EVALUES, [id]);
  const etranger = (enfantIds ?? []).findIndex((nomme) => !evalues.some(({ enfantId }) => enfantId === nomme));
  if (etranger >= 0)
    throw new RefusError([
      {
        path: ['enfantIds', String(etranger)],
        code: 'INCONNU',
        message: "enfantIds : l'évaluation ne porte pas sur un enfant de cet identifiant.",
      },
    ]);
  const enfants = enfantIds?.length ? evalues.filter(({ enfantId }) => enfantIds.includes(enfantId)) : evalues;
  return contexte.registres.ouvrirAide(
    {
      ...{ informationId: id, collectivite, nature: suite, debut: contexte.now, enfants },
      ...{ terme: terme ?? null, contrat: contrat ?? null },
    },
    contexte,
  );
}

const CONCLUSION = 'SELECT conclusion FROM crip.evaluation WHERE information_id = $1 ORDER BY id DESC LIMIT 1';

/** @throws RefusError when the report concludes otherwise than what a closure supposes */
async function exigerClassable(tx: Tx, { id }: Information, motif: string | null | undefined): Promise<void> {
  const [evaluation] = await tx.query<{ conclusion: Conclusion }>(CONCLUSION, [id]);
  const permis = evaluation ? CLASSEMENT_SELON_CONCLUSION[evaluation.conclusion].permis : 'PERMIS';
  if (permis === 'REFUSE')
    throw new RefusError([
      {
        path: ['suite'],
        code: 'ARTICLE_CONTRAIRE',
        message:
          "suite : le rapport conclut que le mineur est en danger ; il n'est pas classé sans suite (CASF D226-2-7 II a). Une aide que les titulaires de l'autorité parentale acceptent, ou signalerAuParquet s'ils la refusent (CASF L226-4 I 2°).",
      },
    ]);
  if (permis === 'MOTIVE' && !motif?.trim())
    throw new RefusError([
      {
        path: ['motif'],
        code: 'MOTIF_REQUIS',
        message:
          'motif : le rapport conclut à un risque de danger ; dites pourquoi aucune suite ne lui est donnée (CASF D226-2-7 II).',
      },
    ]);
}
