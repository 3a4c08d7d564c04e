import type { Recue, Software } from '../../connectors/simulator';

/** What the hub wrote, once its signature is verified by the keys that it publishes. @throws when it does not verify */
export async function preuve(software: Software, recue: Pick<Recue, 'corps' | 'signature'>): Promise<any> {
  await software.verifier(recue);
  return JSON.parse(recue.corps);
}
