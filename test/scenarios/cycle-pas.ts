import assert from 'node:assert/strict';
import { accuse, donnees } from './attendus';
import * as cycle from './cycle-operations';
import { evaluation } from './cycle-envois';
import { TRANSMETTRE } from './operations';
import type { Monde, Reponse } from './monde';
import type { Echange } from './scenario';

const JOUR_MINUTES = 24 * 60;

/** One act of the CRIP that moves an information, and the state that it must reach. */
export async function avancer(monde: Monde, query: string, input: object, etat: string): Promise<Echange> {
  const [[acte, payload]] = Object.entries<any>(donnees(await monde.demander('crip', query, { input }))) as [
    [string, any],
  ];
  assert.deepEqual(payload.userErrors, []);
  assert.equal(payload.avancement.etat, etat);
  return { envoye: acte, recu: `${payload.avancement.reference as string} : ${etat}` };
}

/** The receipt of a transmission, by whoever sends it. */
export async function transmettre(monde: Monde, qui: 'college' | 'hopital', input: object) {
  const recu = accuse(await monde.demander(qui, TRANSMETTRE, { input }));
  return { ...recu, echange: { envoye: 'transmettreInformationPreoccupante', recu: `accusé ${recu.reference}` } };
}

/** From reception to an evaluation in progress. */
export async function jusquALEvaluation(monde: Monde, informationId: string): Promise<Echange> {
  await avancer(monde, cycle.ANALYSER, { informationId }, 'EN_PREMIERE_ANALYSE');
  await avancer(monde, cycle.QUALIFIER, { informationId }, 'QUALIFIEE_IP');
  accuse(await monde.demander('crip', cycle.OUVRIR_EVALUATION, { input: evaluation(informationId) }));
  const { etat } = await dossier(monde, informationId);
  assert.equal(etat, 'EN_EVALUATION');
  return { envoye: 'analyser, qualifier, ouvrirEvaluation', recu: 'EN_EVALUATION' };
}

export async function dossier(monde: Monde, id: string): Promise<any> {
  return donnees(await monde.demander('crip', cycle.DOSSIER, { id })).informationPreoccupante;
}

/** What the sender reads of one of its own transmissions. */
export async function transmission(monde: Monde, qui: 'college' | 'hopital', id: string): Promise<any> {
  const { mesTransmissions } = donnees(await monde.demander(qui, cycle.MES_TRANSMISSIONS));
  return mesTransmissions.edges.map(({ node }: any) => node).find((node: any) => node.id === id);
}

export async function envoyerRetour(monde: Monde, input: object, code: string): Promise<Echange> {
  const { envoyerRetour: payload } = donnees(await monde.demander('crip', cycle.ENVOYER_RETOUR, { input }));
  assert.deepEqual(payload.userErrors, []);
  assert.equal(payload.retour.code, code);
  return { envoye: 'envoyerRetour', recu: `${code} — ${payload.retour.message as string}` };
}

/** The only refusal of an act. */
export function refus(reponse: Reponse): { code: string; path: string[]; message: string } {
  const [payload] = Object.values<any>(donnees(reponse));
  assert.equal(payload.userErrors.length, 1, JSON.stringify(payload));
  return payload.userErrors[0];
}

export function avancerDeJours(monde: Monde, jours: number): void {
  monde.avancer(jours * JOUR_MINUTES);
}
