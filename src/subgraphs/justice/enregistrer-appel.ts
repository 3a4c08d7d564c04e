import { defineAct } from '../../act';
import { HubError, refus } from '../../domain/errors';
import { ligneDecision, type NatureDecision } from '../../domain/mesures-judiciaires';
import { ecrire, type Tx } from '../../platform/database';
import { exercerDroit, ouvrirEcheance } from '../../platform/echeances';
import type { AccuseReception } from '../../published/accuse-reception.type';
import { isUuid } from '../../published/connection';
import { AppelRow } from './appel.entity';
import { debutDuJour, jourAuTribunal } from './jour-au-tribunal';
import { parquetSaisissant } from './parquet-saisissant';
import type { EnregistrerAppelInput as Appel } from './parties.input';

/**
 * A party, or the ministère public, appeals: its fifteen days (J13, J14, CPC 1191) are used; against a provisional
 * placement, the cour d'appel has three months (J15, CPC 1193). Too late, the appeal is kept
 * and said to be so: whether it is admissible is for the cour d'appel.
 */
export const enregistrerAppel = defineAct<Appel, AccuseReception>({
  name: 'enregistrerAppel',
  roles: ['juge'],
  scope: 'decision:notifier',
  controler: (c, { idempotencyKey, declareLe }) => {
    c.texte(['idempotencyKey'], idempotencyKey);
    c.passe(['declareLe'], declareLe);
  },
  perform: async (tx, appel, { actor, newId, now, empreinte }) => {
    const { decisionId, notificationId = null, declareLe } = appel;
    const tj = actor.territoire ?? '';
    const decision = await lire(tx, appel, tj);
    const { reference, collectivite, enfantId, depuis, dejaFait } = decision;
    if (declareLe < depuis) throw refus('declareLe', 'DATE_INVALIDE', "l'appel précède ce qui le fait courir.");
    const path = notificationId === null ? 'decisionId' : 'notificationId';
    if (dejaFait) throw refus(path, 'DEJA_FAIT', 'cet appel est déjà enregistré.');
    const droit = await exercerDroit(tx, {
      ...(notificationId === null
        ? { sujetId: decisionId, regle: 'J14' as const }
        : { sujetId: notificationId, regle: 'J13' as const }),
      le: debutDuJour(declareLe, tj),
    });
    if (!droit) throw refus(path, 'ARTICLE_CONTRAIRE', "l'appel n'est pas ouvert à ce destinataire (CPC 1191).");
    const id = newId();
    // No text gives the cour d'appel a number of days in any other case.
    const arret =
      decision.provisoire && ligneDecision(decision.natureMesure).accueil === true
        ? [
            ouvrirEcheance(newId, {
              ...{ regle: 'J15', depart: declareLe, collectivite, now, ...sujetDeLAppel(appel) },
              territoire: tj.slice(2),
            }),
          ]
        : [];
    const saisissant = await parquetSaisissant(tx, { tj, enfantId });
    return {
      reponse: { id, reference, recueLe: now.toISOString(), empreinte, echeances: arret.map(({ publiee }) => publiee) },
      ecritures: [
        ecrire(AppelRow, {
          ...{ id, decisionId, notificationId, declareLe, ...droit, arretLe: null, arretSens: null },
          ...{ enregistreLe: now, empreinte },
        }),
        ...arret.map(({ ecriture }) => ecriture),
      ],
      evenements: [
        { type: 'appel.enregistre', sujetId: decisionId, portee: { collectivite, tribunal: tj, ...saisissant } },
      ],
      objet: { type: 'DecisionJuge', id: decisionId },
    };
  },
});

/** Each party's appeal has its own clock: on its notification, or on the decision for the ministère public. */
export function sujetDeLAppel({ decisionId, notificationId }: Pick<Appel, 'decisionId' | 'notificationId'>) {
  return notificationId
    ? ({ sujetId: notificationId, sujetType: 'NotificationPartie' } as const)
    : ({ sujetId: decisionId, sujetType: 'DecisionJuge' } as const);
}

interface DecisionFrappee {
  readonly reference: string;
  readonly collectivite: string;
  readonly enfantId: string;
  /** Day of the decision or, for a party, of its notification. */
  readonly depuis: string;
  readonly dejaFait: boolean;
  readonly provisoire: boolean;
  readonly natureMesure: NatureDecision;
}

const LIRE = `
  SELECT d.reference, d.collectivite, d.enfant_id "enfantId", d.rendue_le "rendueLe", n.le::text le,
         d.provisoire, d.nature_mesure "natureMesure",
         EXISTS (SELECT 1 FROM justice.appel a
                 WHERE a.decision_id = d.id AND a.notification_id IS NOT DISTINCT FROM n.id) "dejaFait"
  FROM justice.decision d LEFT JOIN justice.notification_partie n ON n.decision_id = d.id AND n.id = $3
  WHERE d.id = $1 AND d.tj = $2 AND ($3::uuid IS NULL OR n.id IS NOT NULL) FOR UPDATE OF d`;

async function lire(tx: Tx, { decisionId, notificationId = null }: Appel, tj: string): Promise<DecisionFrappee> {
  const lisible = isUuid(decisionId) && (notificationId === null || isUuid(notificationId));
  const [lue] = lisible
    ? await tx.query<Omit<DecisionFrappee, 'depuis'> & { rendueLe: Date; le: string | null }>(LIRE, [
        decisionId,
        tj,
        notificationId,
      ])
    : [];
  if (!lue) throw new HubError('NOT_FOUND');
  return { ...lue, depuis: lue.le ?? jourAuTribunal(lue.rendueLe.toISOString(), tj) };
}
