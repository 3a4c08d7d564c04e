import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import canonicalize from 'canonicalize';
import { v7 } from 'uuid';
import type { DemoKey } from '../../src/auth/demo-keys';
import type { DemoClientName } from '../../src/auth/demo-clients';
import { demoClients } from '../../src/auth/demo-clients';
import type { Deposee, Monde } from './monde';

export const EVENEMENT = 'application/cloudevents+json';
export const VOIE_JUSTICE = '/justice/evenements';

/** CloudEvents 1.0 of an institution. An act's `idempotencyKey` is the hub's own here. */
export function evenement(client: DemoClientName, type: string, input: object, attributs: object = {}) {
  const { idempotencyKey: _, ...data } = { idempotencyKey: randomUUID(), ...input };
  return {
    ...{ specversion: '1.0', id: v7(), source: `urn:passerelle-enfance:partenaire:${demoClients[client].institution}` },
    ...{ type: `fr.passerelle-enfance.${type}`, time: new Date().toISOString(), datacontenttype: 'application/json' },
    ...attributs,
    data,
  };
}

/** Detached JWS over RFC 8785, as a partner makes it: with `jose`, by its own key. */
export const signer = (evenement: object, cle: DemoKey): Promise<string> =>
  signerOctets(Buffer.from(canonicalize(evenement) ?? ''), cle);

export async function signerOctets(octets: Buffer, { privateKey, kid }: DemoKey): Promise<string> {
  const { FlattenedSign } = await import('jose');
  const { protected: entete = '', signature } = await new FlattenedSign(octets)
    .setProtectedHeader({ alg: 'ES256', b64: false, crit: ['b64'], kid })
    .sign(privateKey);
  return `${entete}..${signature}`;
}

export async function deposerSigne(
  monde: Monde,
  client: DemoClientName,
  chemin: string,
  envoi: object,
): Promise<Deposee> {
  return monde.deposer(client, chemin, EVENEMENT, JSON.stringify(envoi), await signer(envoi, monde.cle(client)));
}

/** The receipt, once its signature is verified by the keys that the hub publishes. @throws when it does not verify */
export async function preuve(monde: Monde, { corps, signature = '' }: Deposee): Promise<any> {
  await verifierParLesClesPubliees(monde, corps, signature);
  return JSON.parse(corps);
}

/** @throws when no key that the hub publishes made this signature */
export async function verifierParLesClesPubliees(monde: Monde, corps: string, jws: string): Promise<void> {
  const { flattenedVerify, importJWK } = await import('jose');
  const { keys } = await monde.publie('/.well-known/hub-keys.json');
  const [entete = '', , valeur = ''] = jws.split('.');
  await flattenedVerify(
    { protected: entete, payload: Buffer.from(corps), signature: valeur },
    ({ kid }) =>
      importJWK(
        keys.find((cle: any) => cle.kid === kid),
        'EdDSA',
      ),
    { algorithms: ['EdDSA'] },
  );
}

/** A sample of a connector, as an event of its own about a child of its own. */
export function exempleDEvenement(dossier: string, nom: string): any {
  const lu = JSON.parse(readFileSync(join('connectors', dossier, 'samples', `${nom}.json`), 'utf8'));
  const lettres = [...randomBytes(8)].map((octet) => String.fromCharCode(65 + (octet % 26))).join('');
  const enfant = { ...lu.data.enfant, nomNaissance: `Lacoste-${lettres}` };
  return { ...lu, id: v7(), data: { ...lu.data, enfant } };
}
