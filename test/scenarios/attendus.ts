import assert from 'node:assert/strict';
import type { Reponse } from './monde';

export interface Accuse {
  readonly id: string;
  readonly reference: string;
  readonly empreinte: string;
  readonly recueLe: string;
  readonly echeances: readonly { regle: string; dateLimite: string; article: string }[];
}

/** The data of an answer without any error. */
export function donnees(reponse: Reponse): any {
  assert.equal(reponse.body.errors, undefined, JSON.stringify(reponse.body.errors));
  assert.equal(reponse.status, 200);
  return reponse.body.data;
}

/** The receipt of a mutation that was accepted. */
export function accuse(reponse: Reponse): Accuse {
  const [payload] = Object.values<any>(donnees(reponse));
  assert.deepEqual(payload.userErrors, []);
  return payload.accuseReception as Accuse;
}

/** The code of a request refused as a whole. */
export function refusee(reponse: Reponse, code: string): string {
  const [erreur] = reponse.body.errors ?? [];
  assert.equal(erreur?.extensions.code, code, JSON.stringify(reponse.body));
  return erreur.message;
}

export function delais({ echeances }: Accuse): string {
  return echeances.map(({ regle, dateLimite, article }) => `${regle} le ${dateLimite} (${article})`).join(', ');
}
