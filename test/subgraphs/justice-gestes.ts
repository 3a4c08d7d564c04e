import { ordonnance } from '../scenarios/envois';
import { decision, requete } from '../scenarios/justice-envois';
import { DECIDER, SAISIR_JUGE } from '../scenarios/justice-operations';
import { NOTIFIER } from '../scenarios/operations';
import { accuse, recu, type HubOuvert, type Json, type NomInstitution } from './hub-ouvert';

export interface Saisi {
  readonly enfantId: string;
  readonly requeteId: string;
  readonly mesure: string;
}

/** Each clock of a receipt, with its last day. */
export const termes = (reponse: Json): Json =>
  Object.fromEntries(reponse.echeances.map(({ regle, dateLimite }: Json) => [regle, dateLimite]));

/** What was refused: code and path. */
export const refusDe = ({ userErrors }: Json): string[][] =>
  userErrors.map(({ code, path }: Json) => [code, path.join('.')]);

const ENFANT = 'query ($id: ID!) { mesureUrgente(id: $id) { enfant { id } } }';

export async function opp(
  hub: HubOuvert,
  changes: object = {},
  qui: NomInstitution = 'parquet',
): Promise<{ mesure: string; enfantId: string }> {
  const mesure = accuse(await hub.demander(qui, NOTIFIER, { input: ordonnance(changes) })).id;
  return { mesure, enfantId: recu(await hub.demander(qui, ENFANT, { id: mesure })).enfant.id };
}

/** A child on whom the juge des enfants of Toulouse is seized. */
export async function saisi(hub: HubOuvert, recueAuGreffeLe?: string): Promise<Saisi> {
  const { mesure, enfantId } = await opp(hub, recueAuGreffeLe ? { priseLe: recueAuGreffeLe } : {});
  const requeteId = await saisir(hub, enfantId, recueAuGreffeLe ? { recueAuGreffeLe } : {});
  return { mesure, enfantId, requeteId };
}

/** The procureur of Toulouse seizes the juge about a child that he knows. */
export async function saisir(hub: HubOuvert, enfantId: string, changes: Parameters<typeof requete>[0] = {}) {
  return accuse(await hub.demander('parquet', SAISIR_JUGE, { input: requete({ enfantId, ...changes }) })).id;
}

/** The payload of a decision of the juge of Toulouse. */
export async function decider(hub: HubOuvert, changes: Parameters<typeof decision>[0]): Promise<Json> {
  return recu(await hub.demander('juge', DECIDER, { input: decision(changes) }));
}

/** Its receipt. */
export async function decidee(hub: HubOuvert, changes: Parameters<typeof decision>[0]): Promise<Json> {
  const { accuseReception, userErrors } = await decider(hub, changes);
  if (!accuseReception) throw new Error(JSON.stringify(userErrors));
  return accuseReception;
}

/** Clocks of this record that are in that state. */
export async function horloges(hub: HubOuvert, sujetId: string): Promise<Record<string, string>> {
  const rows = await hub.database.query<{ regle: string; etat: string }>(
    'SELECT regle, etat FROM hub.echeance WHERE sujet_id = $1 ORDER BY regle',
    [sujetId],
  );
  return Object.fromEntries(rows.map(({ regle, etat }) => [regle, etat]));
}
