import type { Objet } from '../../json';
import { compact } from './enfant';
import { identifiantDe, liste, objet, texte, textes } from './lecture';
import { FINESS, OID, RPPS } from './systemes';

/** `EmetteurInput`, from who sends the Communication: a role, its person and its hospital. */
export function emetteurDe(
  resoudre: (reference: unknown) => Objet | undefined,
  communication: Objet,
  redigeeLe: string | undefined,
): Objet {
  const envoyeur = resoudre(communication['sender']);
  const role = envoyeur?.['resourceType'] === 'PractitionerRole' ? envoyeur : undefined;
  const personne = role ? resoudre(role['practitioner']) : envoyeur;
  const structure = resoudre(role?.['organization']);
  const code = liste(role?.['code'])[0];
  return compact({
    typeInstitution: 'HOPITAL',
    nom: texte(structure?.['name']),
    finess: sansPrefixe(identifiantDe(structure, OID.structure, FINESS), '1', 10),
    personne: nomDe(personne),
    fonction: texte(code?.['text']) ?? texte(liste(code?.['coding'])[0]?.['display']),
    rpps: sansPrefixe(identifiantDe(personne, OID.professionnel, RPPS), '8', 12),
    // Everyone who takes part in care is bound by it (CSP L1110-4).
    soumisAuSecret: true,
    anonymatDemande: false,
    redigeeLe,
  });
}

/** Every FINESS by which an establishment is named: legal entity, site. */
export function finessDe(structure: Objet | undefined): string[] {
  return liste(structure?.['identifier']).flatMap(({ system, value }) => {
    const lu = texte(value) ?? '';
    if (system === FINESS) return [lu];
    // Under the other system, the leading digit says that it is one: `3` is a SIRET.
    return system === OID.structure && lu.startsWith('1') ? [lu.slice(1)] : [];
  });
}

/** National lists put a digit that says what kind of number it is before the number itself. */
function sansPrefixe(identifiant: Objet | undefined, prefixe: string, longueur: number): string | undefined {
  const valeur = texte(identifiant?.['value']);
  return valeur?.length === longueur && valeur.startsWith(prefixe) ? valeur.slice(1) : valeur;
}

function nomDe(personne: Objet | undefined): string | undefined {
  const [nom] = liste(personne?.['name']);
  if (!nom) return undefined;
  return (
    texte(nom['text']) ??
    texte([...textes(nom['prefix']), ...textes(nom['given']), texte(objet(nom)?.['family']) ?? ''].join(' '))
  );
}
