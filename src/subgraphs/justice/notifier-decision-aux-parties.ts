import { defineAct } from '../../act';
import { HubError, RefusError } from '../../domain/errors';
import type { NatureDecision } from '../../domain/mesures-judiciaires';
import type { Tx } from '../../platform/database';
import { cloreEcheances } from '../../platform/echeances';
import type { AccuseReception } from '../../published/accuse-reception.type';
import { isUuid } from '../../published/connection';
import { controlerParties, PARTIES_MAX, PRECEDE } from './controler-parties';
import { debutDuJour, jourAuTribunal } from './jour-au-tribunal';
import { dernierJour, noterParties } from './noter-parties';
import type { NotifierDecisionAuxPartiesInput as Notification } from './parties.input';

/**
 * The greffe has notified the decision: for each party its own fifteen days start (J13, CPC 1191). Its own eight days
 * (J16, CPC 1190) are kept once nobody is left to notify.
 */
export const notifierDecisionAuxParties = defineAct<Notification, AccuseReception>({
  name: 'notifierDecisionAuxParties',
  roles: ['juge'],
  scope: 'decision:notifier',
  controler: (c, { idempotencyKey, parties }) => {
    c.texte(['idempotencyKey'], idempotencyKey);
    if (parties.length === 0) c.refuser(['parties'], 'CHAMP_REQUIS', 'parties : au moins une partie est attendue.');
    controlerParties(c, parties, ['parties']);
  },
  perform: async (tx, notification, contexte) => {
    const { decisionId, parties, toutesNotifiees } = notification;
    const { actor, now, empreinte } = contexte;
    const tj = actor.territoire ?? '';
    const decision = await verrouiller(tx, decisionId, tj);
    refuser(notification, decision, tj);
    const { reference, collectivite, natureMesure } = decision;
    const { ecritures, publiees } = noterParties({ id: decisionId, tj, collectivite, natureMesure }, parties, contexte);
    const dernier = toutesNotifiees ? dernierJour([...parties, ...decision.jours.map((le) => ({ le }))]) : undefined;
    if (dernier !== undefined) await cloreEcheances(tx, decisionId, ['J16'], debutDuJour(dernier, tj), 'TENUE');
    return {
      reponse: { id: decisionId, reference, recueLe: now.toISOString(), empreinte, echeances: publiees },
      ecritures,
      evenements: [
        { type: 'decision.notifiee-aux-parties', sujetId: decisionId, portee: { collectivite, tribunal: tj } },
      ],
      objet: { type: 'DecisionJuge', id: decisionId },
    };
  },
});

interface DecisionVerrouillee {
  readonly reference: string;
  readonly collectivite: string;
  readonly natureMesure: NatureDecision;
  readonly rendueLe: Date;
  /** Days of the notifications already made. */
  readonly jours: readonly string[];
}

const VERROUILLER = `
  SELECT d.reference, d.collectivite, d.nature_mesure "natureMesure", d.rendue_le "rendueLe",
         ARRAY(SELECT n.le::text FROM justice.notification_partie n WHERE n.decision_id = d.id) jours
  FROM justice.decision d WHERE d.id = $1 AND d.tj = $2 FOR UPDATE OF d`;

async function verrouiller(tx: Tx, decisionId: string, tj: string): Promise<DecisionVerrouillee> {
  const [decision] = isUuid(decisionId) ? await tx.query<DecisionVerrouillee>(VERROUILLER, [decisionId, tj]) : [];
  if (!decision) throw new HubError('NOT_FOUND');
  return decision;
}

function refuser({ parties }: Notification, { rendueLe, jours }: DecisionVerrouillee, tj: string): void {
  const rendue = jourAuTribunal(rendueLe.toISOString(), tj);
  const trop = jours.length + parties.length > PARTIES_MAX;
  const refus = [
    ...(trop
      ? [
          {
            path: ['parties'],
            code: 'VALEUR_INVALIDE' as const,
            message: `parties : ${String(PARTIES_MAX)} parties au plus pour une décision, ${String(jours.length)} sont déjà notifiées.`,
          },
        ]
      : []),
    ...parties.flatMap(({ le }, i) =>
      le < rendue ? [{ path: ['parties', String(i), 'le'], code: 'DATE_INVALIDE' as const, message: PRECEDE }] : [],
    ),
  ];
  if (refus.length > 0) throw new RefusError(refus);
}
