import { defineAct } from '../../../act';
import { SUITES_DECISION } from '../../../domain/suites';
import { ecrire } from '../../../platform/database';
import { avancer, verrouiller } from './avancer';
import { issueDe, type Avancement } from './avancement';
import { InformationParentsRow } from './cycle.entity';
import type { DeciderInput } from './evaluation.input';
import { MOTIF_MAX } from './passage';

/**
 * What the président du conseil départemental decides on the report (CASF D226-2-7 II): no follow-up, or help that the
 * holders of parental authority accept. The child and they are to be told of the report and of what follows (III).
 */
export const decider = defineAct<DeciderInput, Avancement>({
  name: 'decider',
  roles: ['crip'],
  scope: 'ip:traiter',
  controler: (c, { idempotencyKey, suite, acceptee, motif }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    c.longueur(['motif'], motif, MOTIF_MAX);
    if (SUITES_DECISION[suite].acte === 'signalerAuParquet')
      c.refuser(
        ['suite'],
        'ARTICLE_CONTRAIRE',
        'suite : le procureur est saisi par signalerAuParquet, qui dit les motifs et les actions déjà menées (CASF L226-4 I).',
      );
    if (SUITES_DECISION[suite].acte !== 'aider') return;
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
  perform: async (tx, { informationId, suite, motif }, contexte) => {
    const { newId, now, registres } = contexte;
    const information = await verrouiller(tx, informationId, contexte);
    const avancee = await avancer(tx, information, SUITES_DECISION[suite].acte, contexte, {
      motif: motif ?? null,
    });
    await tx.query('UPDATE crip.information_preoccupante SET suite = $2 WHERE id = $1', [information.id, suite]);
    const { id, enfantId, collectivite } = information;
    const mesure =
      SUITES_DECISION[suite].acte === 'aider'
        ? await registres.ouvrirMesure(
            tx,
            { decisionId: id, enfantId, collectivite, nature: suite, debut: now },
            contexte,
          )
        : { ecritures: [], evenements: [] };
    const issue = issueDe(information, avancee, contexte);
    const conclusions = ecrire(InformationParentsRow, {
      ...{ id: newId(), informationId: information.id, objet: 'CONCLUSIONS' },
      ...{ informes: null, motif: null, le: null },
    });
    return {
      ...issue,
      ecritures: [...issue.ecritures, ...mesure.ecritures, conclusions],
      evenements: [...issue.evenements, ...mesure.evenements],
    };
  },
});
