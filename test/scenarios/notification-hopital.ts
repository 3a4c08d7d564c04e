import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Patient } from './passages';

export const NOTIFICATIONS = '/fhir/CommunicationRequest';
const SEXES: Readonly<Record<string, string>> = { F: 'female', M: 'male' };

/** The sample of an admission or of a discharge, under an identifier of its own, about that child. */
export function notificationDHopital(evenement: 'adm' | 'sor', enfant: Patient): string {
  const exemple = join('connectors', 'hopital', 'samples', `hopital-notification.${evenement}.json`);
  const notification = JSON.parse(readFileSync(exemple, 'utf8'));
  notification.identifier[0].value = `NDE-${randomUUID()}`;
  const [patient] = notification.contained;
  patient.name = [{ use: 'official', family: enfant.nomNaissance, given: [enfant.prenoms] }];
  patient.gender = SEXES[enfant.sexe] ?? 'unknown';
  patient.birthDate = enfant.dateNaissance;
  patient.extension[0].valueAddress.extension[0].valueCoding.code = enfant.communeNaissance;
  return JSON.stringify(notification);
}

/** What the OperationOutcome says first: the identifier of the receipt when it is done. */
export function issueDe(corps: string): { severity: string; texte: string; recu: string; reference: string } {
  const [{ severity, details, diagnostics = '' }] = JSON.parse(corps).issue;
  const reference = details.coding?.[0].code ?? '';
  return { severity, texte: details.text, recu: diagnostics.replace('Reçu ', ''), reference };
}
