/** Where the act's fields come from in the message. */
const SOURCES: readonly (readonly [champ: string, expression: string])[] = [
  ['emetteur.finess', 'Organization.identifier'],
  ['emetteur.nom', 'Organization.name'],
  ['emetteur.rpps', 'Practitioner.identifier'],
  ['emetteur.personne', 'Practitioner.name'],
  ['emetteur.fonction', 'PractitionerRole.code'],
  ['emetteur.redigeeLe', 'Communication.sent'],
  ['emetteur', 'Communication.sender'],
  ['enfant.nomNaissance', 'Patient.name'],
  ['enfant.nomUsage', 'Patient.name'],
  ['enfant.prenoms', 'Patient.name'],
  ['enfant.sexe', 'Patient.gender'],
  ['enfant.dateNaissance', 'Patient.birthDate'],
  ['enfant.communeResidence', 'Patient.address'],
  ['enfant.communeNaissance', 'Patient.extension'],
  ['enfant', 'Patient'],
  ['suiviSante.ins', 'Patient.identifier'],
  ['suiviSante', 'Organization.identifier'],
  ['faits', 'Communication.payload'],
  ['nature', 'Communication.reasonCode'],
  ['urgence', 'Communication.priority'],
  ['informationParents', 'Communication.extension'],
  ['copieParquet', 'Communication.extension'],
  ['le', 'CommunicationRequest.extension'],
];

/** FHIRPath of what is wrong; what was read in the message itself already speaks it. */
export function ouDansLeMessage(champ: readonly string[]): string | undefined {
  const [premier] = champ;
  if (premier === undefined || /^[A-Z]/.test(premier)) return premier;
  const chemin = champ.join('.');
  return SOURCES.find(([debut]) => chemin.startsWith(debut))?.[1];
}
