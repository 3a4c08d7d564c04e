/** Names on the wire. Ours are URNs: nothing is published for an information préoccupante. */
export const HUB = {
  evenement: 'urn:passerelle-enfance:fhir:evenement',
  nature: 'urn:passerelle-enfance:fhir:nature-danger',
  annexe28: 'urn:passerelle-enfance:fhir:casf-annexe-2-8',
  paroleEnfant: 'urn:passerelle-enfance:fhir:parole-enfant',
  modeConstatation: 'urn:passerelle-enfance:fhir:mode-constatation',
  informationParents: 'urn:passerelle-enfance:fhir:information-parents',
  signalementParquet: 'urn:passerelle-enfance:fhir:signalement-parquet',
  code: 'urn:passerelle-enfance:erreur',
  reference: 'urn:passerelle-enfance:reference',
  piece: 'urn:passerelle-enfance:piece',
  retour: 'urn:passerelle-enfance:fhir:retour',
} as const;

/** CI-SIS, Notification d'évènements, 3.0.0-ballot. */
export const NDE = {
  type: 'https://interop.esante.gouv.fr/ig/fhir/nde/StructureDefinition/event-type',
  le: 'https://interop.esante.gouv.fr/ig/fhir/nde/StructureDefinition/event-time',
  evenement: 'https://mos.esante.gouv.fr/NOS/TRE_R254-TypeEvenement/FHIR/TRE-R254-TypeEvenement',
} as const;

/** Modifier extensions change the meaning of what they are on: one that is not known is refused (FHIR R4, Extensibility). */
export const MODIFICATEURS: ReadonlySet<string> = new Set();

export const OID = {
  insNir: 'urn:oid:1.2.250.1.213.1.4.8',
  insNia: 'urn:oid:1.2.250.1.213.1.4.9',
  insTest: 'urn:oid:1.2.250.1.213.1.4.10',
  insDemo: 'urn:oid:1.2.250.1.213.1.4.11',
  professionnel: 'urn:oid:1.2.250.1.71.4.2.1',
  structure: 'urn:oid:1.2.250.1.71.4.2.2',
} as const;

export const RPPS = 'https://rpps.esante.gouv.fr';
export const FINESS = 'https://finess.esante.gouv.fr';
export const CIM_10 = 'http://hl7.org/fhir/sid/icd-10';
export const SNOMED = 'http://snomed.info/sct';

/** How sure the hospital is of an identity; older samples have the second form. */
export const FIABILITE = [
  ['https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-identity-reliability', 'identityStatus'],
  ['http://interopsante.org/fhir/StructureDefinition/fr-core-ident-reliability', 'identityReliability'],
] as const;
export const COMMUNE_INSEE = 'https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-address-insee-code';
export const LIEU_NAISSANCE = 'http://hl7.org/fhir/StructureDefinition/patient-birthPlace';
export const PRENOMS_NAISSANCE =
  'https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-patient-birth-list-given-name';
