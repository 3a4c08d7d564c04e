import { normalise } from '../../../src/domain/parse-result';
import type { Objet } from '../../json';
import { extension, identifiantDe, liste, objet, texte, textes } from './lecture';
import { COMMUNE_INSEE, FIABILITE, LIEU_NAISSANCE, OID, PRENOMS_NAISSANCE } from './systemes';

const SEXES: Readonly<Record<string, string>> = { male: 'M', female: 'F' };

/** A birth date that is known to the day; FHIR admits a year or a month alone. */
const JOUR = /^\d{4}-\d{2}-\d{2}$/;

/** `EnfantInput`, from a Patient. What is not known is left out: the act says what it cannot do without. */
export function enfantDe(patient: Objet, envoyeLe: Date): Objet {
  const noms = liste(patient['name']);
  const officiel = noms.find(({ use }) => use === 'official') ?? noms[0];
  const usuel = noms.find(({ use }) => use === 'usual');
  const naissance = texte(patient['birthDate']);
  const adresse = liste(patient['address']).find(({ use }) => use === 'home') ?? liste(patient['address'])[0];
  return compact({
    nomNaissance: texte(officiel?.['family']),
    nomUsage: texte(usuel?.['family']),
    prenoms: texte(extension(officiel, PRENOMS_NAISSANCE)?.['valueString']) ?? enSuite(textes(officiel?.['given'])),
    sexe: SEXES[texte(patient['gender']) ?? ''] ?? 'I',
    dateNaissance: naissance !== undefined && JOUR.test(naissance) ? naissance : undefined,
    ageApproximatif: naissance !== undefined && !JOUR.test(naissance) ? ageDe(naissance, envoyeLe) : undefined,
    communeNaissance: communeDe(objet(extension(patient, LIEU_NAISSANCE)?.['valueAddress'])),
    communeResidence: communeDe(adresse),
    adresse: enSuite(textes(adresse?.['line'])),
    telephone: texte(liste(patient['telecom']).find(({ system }) => system === 'phone')?.['value']),
  });
}

/** The INS travels with an identity that the hospital has qualified; otherwise it is a hint, and is left where it is. */
export function insDe(patient: Objet): Objet | undefined {
  const identifiant = identifiantDe(patient, OID.insNir, OID.insNia, OID.insTest, OID.insDemo);
  const matricule = texte(identifiant?.['value']);
  if (matricule === undefined || fiabiliteDe(patient) !== 'VALI' || estDeFacturation(identifiant)) return undefined;
  return { matricule: normalise(matricule), oid: String(identifiant?.['system']).replace('urn:oid:', '') };
}

/** The same number identifies a parent's health insurance: its type tells them apart. */
function estDeFacturation(identifiant: Objet | undefined): boolean {
  return liste(objet(identifiant?.['type'])?.['coding']).some(({ code }) => code === 'NH');
}

function fiabiliteDe(patient: Objet): string | undefined {
  for (const [url, nom] of FIABILITE) {
    const fiabilite = extension(patient, url);
    if (!fiabilite) continue;
    const statut = liste(fiabilite['extension']).find((une) => une['url'] === nom);
    return texte(objet(statut?.['valueCoding'])?.['code']) ?? texte(objet(fiabilite['valueCoding'])?.['code']);
  }
  return undefined;
}

function communeDe(adresse: Objet | undefined): string | undefined {
  return texte(objet(extension(adresse, COMMUNE_INSEE)?.['valueCoding'])?.['code']) ?? texte(adresse?.['district']);
}

function ageDe(naissance: string, le: Date): number {
  return Math.max(0, le.getUTCFullYear() - Number(naissance.slice(0, 4)));
}

const enSuite = (mots: readonly string[]): string | undefined => (mots.length === 0 ? undefined : mots.join(', '));

/** Without what is undefined. */
export function compact(champs: Readonly<Record<string, unknown>>): Objet {
  return Object.fromEntries(Object.entries(champs).filter(([, valeur]) => valeur !== undefined));
}
