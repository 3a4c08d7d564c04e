import { randomUUID } from 'node:crypto';
import type { VoieEntrante } from '../entrant';
import {
  echantillon,
  exiger,
  ilYALongtemps,
  nomInvente,
  type Emission,
  type Releve,
  type Simulator,
} from '../simulator';
import { adt } from './adt';
import { message } from './message';
import { notification } from './notification';
import { retoursHopital } from './retours';

const FHIR = 'application/fhir+json';
const HL7 = 'application/hl7-v2+er7';
const SEXES: Readonly<Record<string, string>> = { F: 'female', M: 'male' };

/** A patient, as the software of a hospital knows one. */
export interface Patient {
  readonly nomNaissance: string;
  readonly prenoms: string;
  readonly sexe: string;
  readonly dateNaissance?: string | null;
  readonly communeNaissance?: string | null;
}

const inconnu = (): Patient => ({
  ...{ nomNaissance: nomInvente('LACOMBE'), prenoms: 'Éloïse', sexe: 'F' },
  ...{ dateNaissance: '2015-03-14', communeNaissance: '31555' },
});

/* The parts of the resources that the software writes or reads. */
interface PatientFhir {
  name: { use?: string; family: string; given?: string[] }[];
  gender: string;
  birthDate: string | null | undefined;
  extension: { valueAddress: { extension: { valueCoding: { code: string | null | undefined } }[] } }[];
}
interface Bundle {
  identifier: { value: string };
  entry: { resource: { resourceType: string } }[];
}
interface Notification {
  identifier: { value: string }[];
  contained: PatientFhir[];
}
export interface IssueFhir {
  readonly severity: string;
  readonly expression?: readonly string[];
  readonly diagnostics?: string;
  readonly details: { readonly text: string; readonly coding?: readonly { readonly code: string }[] };
}

export function messageDHopital(changer: (patient: PatientFhir) => void = () => undefined): string {
  const bundle = JSON.parse(echantillon('hopital', 'hopital-message.json')) as Bundle;
  bundle.identifier.value = `CHU-${randomUUID()}`;
  for (const { resource } of bundle.entry) {
    if (resource.resourceType !== 'Patient') continue;
    const patient = resource as unknown as PatientFhir;
    for (const nom of patient.name) nom.family = nomInvente('Lacombe');
    changer(patient);
  }
  return JSON.stringify(bundle);
}

interface ReponseFhir {
  readonly entry: readonly [
    { readonly resource: { readonly response: { readonly identifier: string; readonly code: string } } },
    { readonly resource: { readonly issue: readonly IssueFhir[] } },
  ];
}

/** What the hub answers: `ok`, `transient-error` or `fatal-error`, of which message, and what it says of it. */
export function reponseFhir(corps: string) {
  const [entete, details] = (JSON.parse(corps) as ReponseFhir).entry;
  return { ...entete.resource.response, issues: details.resource.issue };
}

/** The admission or the discharge of that child. */
export function notificationDHopital(evenement: 'adm' | 'sor', enfant = inconnu()): string {
  const lue = JSON.parse(echantillon('hopital', `hopital-notification.${evenement}.json`)) as Notification;
  for (const identifiant of lue.identifier) identifiant.value = `NDE-${randomUUID()}`;
  const [patient] = lue.contained;
  exiger(patient !== undefined, 'the sample has no patient');
  patient.name = [{ use: 'official', family: enfant.nomNaissance, given: [enfant.prenoms] }];
  patient.gender = SEXES[enfant.sexe] ?? 'unknown';
  patient.birthDate = enfant.dateNaissance;
  for (const { valueAddress } of patient.extension)
    for (const { valueCoding } of valueAddress.extension) valueCoding.code = enfant.communeNaissance;
  return JSON.stringify(lue);
}

/** What the OperationOutcome says first: the identifier of the receipt when it is done. */
export function issueDe(corps: string) {
  const { issue } = JSON.parse(corps) as { readonly issue: readonly IssueFhir[] };
  const [premiere] = issue;
  exiger(premiere !== undefined, 'the hub says nothing');
  const { severity, details, diagnostics = '' } = premiere;
  const reference = details.coding?.[0]?.code ?? '';
  return { severity, texte: details.text, recu: diagnostics.replace('Reçu ', ''), reference };
}

export function messageAdt(
  { nomNaissance, prenoms, sexe, dateNaissance, communeNaissance } = inconnu(),
  changer: (texte: string) => string = (texte) => texte,
  evenement: 'a01' | 'a03' = 'a01',
): string {
  return changer(
    echantillon('hopital', `hopital-adt.${evenement}.hl7`)
      .replace(/CHU-2026-\d+/, `CHU-${randomUUID()}`)
      .replace('LACOMBE^Éloïse^Éloïse Marie', `${nomNaissance}^^${prenoms}`)
      .replace('|20150314|F|', `|${(dateNaissance ?? '').replaceAll('-', '')}|${sexe}|`)
      .replace('^^31555|', `^^${communeNaissance ?? ''}|`),
  );
}

/** `AA`, `AE` or `AR`, the identifier that is answered, and that of the receipt. */
export function accuseDe(corps: string): { code: string; de: string; recu: string; erreurs: string[] } {
  const [, msa = '', ...erreurs] = corps.split('\r').filter(Boolean);
  const [, code = '', de = '', texte = ''] = msa.split('|');
  return { code, de, recu: texte.replace('Reçu ', ''), erreurs };
}

const emission = (voie: VoieEntrante, exemple: string, autres: Omit<Emission, 'voie' | 'exemple' | 'tardif'>) => ({
  ...{ voie, exemple, tardif: ilYALongtemps },
  ...autres,
});

export const information: Emission = emission(message, 'hopital-message.json', {
  type: FHIR,
  message: messageDHopital,
  lire: ({ corps }, envoye) => {
    const { code, identifier, issues } = reponseFhir(corps);
    if (code !== 'ok') return [];
    exiger(identifier.endsWith((JSON.parse(envoye) as Bundle).identifier.value), 'the answer is to another message');
    // The information, then each of its attachments.
    return issues.flatMap(({ diagnostics = '' }, rang) => {
      const recu = /^Reçu (.+)$/.exec(diagnostics)?.[1];
      return recu === undefined ? [] : [[rang === 0 ? 'transmettreInformationPreoccupante' : 'joindrePiece', recu]];
    });
  },
});

const notifie = (evenement: 'adm' | 'sor'): Emission =>
  emission(notification, `hopital-notification.${evenement}.json`, {
    type: FHIR,
    message: () => notificationDHopital(evenement),
    lire: ({ corps }) => {
      const { severity, recu } = issueDe(corps);
      return severity === 'information' ? [['signalerPassage', recu]] : [];
    },
  });
export const [admission, sortie] = [notifie('adm'), notifie('sor')];

const envoieAdt = (evenement: 'a01' | 'a03'): Emission =>
  emission(adt, `hopital-adt.${evenement}.hl7`, {
    type: HL7,
    message: () => messageAdt(undefined, undefined, evenement),
    lire: ({ corps }, envoye) => {
      const { code, de, recu } = accuseDe(corps);
      exiger(['AA', 'AE', 'AR'].includes(code) && corps.endsWith('\r'), 'an acknowledgement that was cut');
      exiger(de === (envoye.split('|')[9] ?? ''), 'the acknowledgement is of another message');
      return code === 'AA' ? [['signalerPassage', recu]] : [];
    },
  });
export const [adtAdmission, adtSortie] = [envoieAdt('a01'), envoieAdt('a03')];

export const releveRetours: Releve = {
  voie: retoursHopital,
  verifier: ({ corps }) => {
    const { type, entry } = JSON.parse(corps) as { type: string; entry: Bundle['entry'] };
    exiger(type === 'searchset', 'not a searchset');
    exiger(
      entry.every(({ resource }) => resource.resourceType === 'Communication'),
      'something that is no Communication',
    );
  },
};

export const simulator: Simulator = {
  role: 'hopital',
  emissions: [information, admission, sortie, adtAdmission, adtSortie],
  releves: [releveRetours],
};
