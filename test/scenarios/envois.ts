import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { TransmettreInformationPreoccupanteInput } from '../../src/subgraphs/crip/information-preoccupante.input';
import type { TransmettreSaisineDefenseurInput } from '../../src/subgraphs/defenseur/saisine.input';
import type { NotifierMesureUrgenteInput } from '../../src/subgraphs/justice/mesure-urgente.input';
import { demoClients } from '../../src/auth/demo-clients';

/** Eight letters drawn at random. */
function lettres(): string {
  return [...randomBytes(8)].map((byte) => String.fromCharCode(65 + (byte % 26))).join('');
}

/** Invented children, one per sheet: plays on one database do not meet, and nobody takes one for another. */
export function enfant(): NotifierMesureUrgenteInput['enfant'] & object {
  return {
    nomNaissance: `Durand-${lettres()}`,
    prenoms: `Camille-${lettres()}, Marie`,
    sexe: 'F',
    dateNaissance: '2014-05-02',
    communeNaissance: '31555',
    communeResidence: '31555',
    adresse: `${String(randomInt(1, 10_000))} rue des Lilas`,
  };
}

export function fiche(
  changes: Partial<TransmettreInformationPreoccupanteInput> = {},
): TransmettreInformationPreoccupanteInput {
  return {
    idempotencyKey: randomUUID(),
    emetteur: {
      typeInstitution: 'EDUCATION_NATIONALE',
      nom: demoClients.college.nom,
      uai: demoClients.college.institution,
      personne: 'Mme Exemple',
      fonction: 'Assistante sociale scolaire',
      soumisAuSecret: true,
      anonymatDemande: false,
      redigeeLe: '2026-03-02T14:05:00+01:00',
    },
    enfant: enfant(),
    scolarite: { uai: demoClients.college.institution, classe: '6e B' },
    faits: [
      {
        recit: "L'élève est venue trois fois sans manteau et dit avoir peur de rentrer.",
        constatePar: 'CONSTATE_PERSONNELLEMENT',
        date: '2026-03-02',
        parolesEnfant: '« Je veux pas rentrer ce soir. »',
      },
    ],
    naturesDanger: ['NEGLIGENCES_LOURDES', 'VIOLENCES_PSYCHOLOGIQUES'],
    naturePrincipale: 'NEGLIGENCES_LOURDES',
    informationParents: { statut: 'NON', motif: "L'enfant craint des représailles." },
    urgence: 'RAPIDE',
    ...changes,
  };
}

/** What a hospital sends: its own sender, no school block. */
export function ficheHopital(): TransmettreInformationPreoccupanteInput {
  const { scolarite: _, ...sansEcole } = fiche();
  return {
    ...sansEcole,
    emetteur: {
      ...sansEcole.emetteur,
      typeInstitution: 'HOPITAL',
      nom: demoClients.hopital.nom,
      uai: null,
      finess: demoClients.hopital.institution,
      fonction: 'Pédiatre',
    },
    suiviSante: { finess: demoClients.hopital.institution },
  };
}

/** What the 119 sends, and who called it. */
export function ficheDu119(
  changes: Partial<TransmettreInformationPreoccupanteInput> = {},
): TransmettreInformationPreoccupanteInput {
  const { scolarite: _, ...sansEcole } = fiche();
  return {
    ...sansEcole,
    emetteur: {
      ...sansEcole.emetteur,
      ...{ typeInstitution: 'SNATED_119', nom: '119', uai: null, personne: 'Écoutante 42', fonction: 'Écoutante' },
    },
    appelant: {
      ...{ nom: 'Ysoline Brocéliande', telephone: '0639981735', lien: 'Marraine du petit frère' },
      anonymatDemande: true,
    },
    ...changes,
  };
}

export function ordonnance(changes: Partial<NotifierMesureUrgenteInput> = {}): NotifierMesureUrgenteInput {
  return {
    idempotencyKey: randomUUID(),
    tj: 'tj31555',
    numeroParquet: '26065000123',
    priseLe: '2026-03-06T18:40:00+01:00',
    magistrat: 'Le substitut de permanence',
    enfant: enfant(),
    motifs: 'Danger grave et immédiat au domicile, aucun proche disponible ce soir.',
    lieu: 'PLACEMENT_ASE',
    confieA: { nom: "Aide sociale à l'enfance de la Haute-Garonne", siret: '22310001700423' },
    droitsParents: { reserves: false, visites: 'Une fois par semaine, en lieu médiatisé' },
    forcePublique: false,
    ...changes,
  };
}

export function saisine(changes: Partial<TransmettreSaisineDefenseurInput> = {}): TransmettreSaisineDefenseurInput {
  return {
    idempotencyKey: randomUUID(),
    type: 'DEMANDE_EXPLICATIONS',
    enfant: enfant(),
    faits: "La mère n'a pas de nouvelles de l'évaluation annoncée il y a cinq mois.",
    verificationsDemandees: ["État d'avancement de l'évaluation"],
    qualiteReclamant: 'Mère',
    ...changes,
  };
}
