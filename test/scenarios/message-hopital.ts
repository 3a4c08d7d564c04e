import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const EXEMPLE = join('connectors', 'hopital', 'samples', 'hopital-message.json');
export const MESSAGES = '/fhir/$process-message';
export const FHIR = 'application/fhir+json';

/** The sample, under an identifier and with a child of its own: plays on one database do not meet. */
export function messageDHopital(changer: (patient: any) => void = () => undefined): string {
  const bundle = JSON.parse(readFileSync(EXEMPLE, 'utf8'));
  bundle.identifier.value = `CHU-${randomUUID()}`;
  const { resource } = bundle.entry.find((une: any) => une.resource.resourceType === 'Patient');
  const nom = [...randomBytes(8)].map((octet) => String.fromCharCode(65 + (octet % 26))).join('');
  resource.name[0].family = `Lacombe-${nom}`;
  changer(resource);
  return JSON.stringify(bundle);
}

/** Title of the certificate that is in a message, and SHA-256 of its bytes. */
export function certificatDe(message: string): [intitule: string, empreinte: string] {
  const bundle = JSON.parse(message);
  const { resource } = bundle.entry.find((une: any) => une.resource.resourceType === 'DocumentReference');
  const octets = Buffer.from(resource.content[0].attachment.data, 'base64');
  return [resource.description, createHash('sha256').update(octets).digest('hex')];
}

/** What the hub answers: `ok`, `transient-error` or `fatal-error`, and what it says of it. */
export function reponseFhir(corps: string): { code: string; issues: any[] } {
  const [entete, details] = JSON.parse(corps).entry.map(({ resource }: any) => resource);
  return { code: entete.response.code, issues: details.issue };
}
