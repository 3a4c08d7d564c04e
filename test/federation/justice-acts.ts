import { randomUUID } from 'node:crypto';
import { signalement } from '../scenarios/cycle-envois';
import * as cycle from '../scenarios/cycle-operations';
import { fiche } from '../scenarios/envois';
import {
  appel,
  arret,
  audience,
  decision,
  interdiction,
  notificationAuxParties,
  prolongation,
  requete,
  soitTransmis,
  suites,
} from '../scenarios/justice-envois';
import * as justice from '../scenarios/justice-operations';
import { NOTIFIER, TRANSMETTRE } from '../scenarios/operations';
import { accuse, recu, type HubOuvert, type NomInstitution, type Reponse } from '../subgraphs/hub-ouvert';

type Envoyer = (titre: string, envoi: readonly [qui: NomInstitution, query: string, input: object]) => Promise<Reponse>;

/** A signalement of the CRIP to the procureur of Toulouse. */
async function signale(hub: HubOuvert): Promise<string> {
  const { id: informationId } = accuse(await hub.demander('college', TRANSMETTRE, { input: fiche() }));
  await hub.demander('crip', cycle.ANALYSER, { input: { informationId } });
  await hub.demander('crip', cycle.QUALIFIER, { input: { informationId } });
  return accuse(await hub.demander('crip', cycle.SIGNALER, { input: signalement(informationId) })).id;
}

/** Everything that the parquet and the juge des enfants send about a child, refusals included. @returns what is then read. */
export async function jouerLaJustice(hub: HubOuvert, envoyer: Envoyer, mesureUrgenteId: string): Promise<Reponse> {
  const query = 'query ($id: ID!) { mesureUrgente(id: $id) { enfant { id } } }';
  const enfantId: string = recu(await hub.demander('parquet', query, { id: mesureUrgenteId })).enfant.id;
  const decider = async (titre: string, changes: Parameters<typeof decision>[0]) =>
    accuse(await envoyer(titre, ['juge', justice.DECIDER, decision({ enfantId, ...changes })])).id;

  const signalementId = await signale(hub);
  await envoyer('suites', ['parquet', justice.SUITES, suites({ signalementId, suite: 'RENVOI_EVALUATION' })]);
  await envoyer('suites refusées', ['parquet', justice.SUITES, suites({ signalementId, suite: 'OPP' })]);
  await envoyer('soit-transmis', ['parquet', justice.SOIT_TRANSMIS, soitTransmis()]);
  await envoyer('interdiction de sortie', ['parquet', NOTIFIER, interdiction()]);
  const saisir = requete({ enfantId, mesureUrgenteId });
  const requeteId = accuse(await envoyer('requête', ['parquet', justice.SAISIR_JUGE, saisir])).id;
  const encore = { ...saisir, idempotencyKey: randomUUID() };
  await envoyer('requête, encore', ['parquet', justice.SAISIR_JUGE, encore]);
  await envoyer('audience', ['juge', justice.AUDIENCE, audience({ requeteId })]);
  const provisoire = await decider('décision provisoire', { requeteId, provisoire: true, mois: null });
  await envoyer('prolongation', ['juge', justice.PROLONGER, prolongation({ decisionId: provisoire })]);
  const placement = await decider('décision au fond', { rendueLe: '2026-09-15T10:00:00+02:00' });
  const parties = notificationAuxParties({ decisionId: placement, parties: [{ partie: 'PARENT', le: '2026-09-18' }] });
  await envoyer('notification aux parties', ['juge', justice.NOTIFIER_PARTIES, parties]);
  const [{ id: notificationId }] = recu(
    await hub.demander('juge', justice.DECISION, { id: placement }, 'ASSISTANCE_EDUCATIVE'),
  ).notifications;
  const frappe = { decisionId: placement, notificationId, declareLe: '2026-09-25' };
  await envoyer('appel', ['juge', justice.APPELER, appel(frappe)]);
  const id = recu(
    await hub.demander('juge', 'query ($id: ID!) { decision(id: $id) { appels { id } } }', { id: placement }),
  ).appels[0].id as string;
  await envoyer('arrêt', ['juge', justice.ARRET, arret({ appelId: id, renduLe: '2026-11-02' })]);
  await envoyer('appel, encore', ['juge', justice.APPELER, appel(frappe)]);
  const aemo = await decider('AEMO', { nature: 'AEMO', rendueLe: '2026-09-21T10:00:00+02:00' });
  const fin = { nature: 'MAINLEVEE', mois: null, confieA: null } as const;
  await decider('mainlevée', { ...fin, decisionsLevees: [aemo], rendueLe: '2026-10-01T10:00:00+02:00' });
  await envoyer('décision, enfant inconnu', ['juge', justice.DECIDER, decision()]);
  await envoyer('décision par le parquet', ['parquet', justice.DECIDER, decision({ enfantId })]);
  return hub.demander('parquet', justice.DECISION, { id: placement }, 'ASSISTANCE_EDUCATIVE');
}
