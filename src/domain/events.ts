import { ase, crip, defenseur, destinataire, emetteur, parquet } from './event-recipients';
import type { Avise, Portee, RegleEvenement } from './event-types';
import { EVENEMENTS_ASE } from './events-ase';
import { EVENEMENTS_DECISION } from './events-decision';

export type { Avise, Portee, SujetEvenement } from './event-types';

/**
 * Every event the hub tells someone about: the closed list, who is told, and why.
 * An event carries identifiers only, never a person's data.
 */
export const EVENEMENTS = {
  'information-preoccupante.recue': {
    sujet: 'InformationPreoccupante',
    priorite: 5,
    prioriteUrgente: 1,
    destinataires: [
      { qui: crip, obligatoire: true, pourquoi: 'CASF L226-3 : la CRIP recueille les informations préoccupantes' },
    ],
  },
  'information-preoccupante.urgente-hors-horaires': {
    sujet: 'InformationPreoccupante',
    priorite: 1,
    destinataires: [
      {
        qui: ase,
        condition: 'information immédiate, reçue quand la CRIP est fermée',
        pourquoi: "l'astreinte de l'ASE protège l'enfant en attendant l'ouverture de la CRIP (CASF L223-2)",
      },
    ],
  },
  'information-preoccupante.escaladee': {
    sujet: 'InformationPreoccupante',
    priorite: 1,
    destinataires: [
      { qui: ase, pourquoi: "échelle d'astreinte de la collectivité : personne n'a pris l'information en charge" },
      { qui: crip, pourquoi: "la CRIP sait qu'une information immédiate attend (CASF L226-3)" },
    ],
  },
  'information-preoccupante.accusee': {
    sujet: 'InformationPreoccupante',
    priorite: 2,
    destinataires: [
      { qui: crip, pourquoi: "la CRIP trouve à l'ouverture qui a pris l'information en charge (CASF L226-3)" },
      { qui: ase, pourquoi: "l'astreinte sait que l'information est prise en charge" },
    ],
  },
  'information-preoccupante.avancee': {
    sujet: 'InformationPreoccupante',
    priorite: 6,
    destinataires: [{ qui: crip, pourquoi: "le logiciel de la CRIP suit l'état de ses informations (CASF L226-3)" }],
  },
  'information-preoccupante.enfant-connu': {
    sujet: 'InformationPreoccupante',
    priorite: 4,
    destinataires: [
      {
        qui: crip,
        condition: 'une autre institution avait déjà écrit au sujet du même enfant',
        pourquoi: 'CASF D226-2-3 IV 3° : l’évaluation tient compte des informations déjà reçues',
      },
    ],
  },
  'rapprochement.a-examiner': {
    sujet: 'Rapprochement',
    priorite: 5,
    destinataires: [
      { qui: crip, pourquoi: 'une personne dit si deux fiches sont d’un seul enfant (CASF D226-2-3 IV 3°)' },
    ],
  },
  'rapprochement.decide': {
    sujet: 'Rapprochement',
    priorite: 5,
    destinataires: [
      { qui: crip, pourquoi: 'la CRIP sait quelles fiches ont une même histoire, ou ne l’ont plus' },
      { qui: ase, pourquoi: 'l’ASE qui suit l’enfant sait quelles fiches ont une même histoire, ou ne l’ont plus' },
    ],
  },
  'coincidence.constatee': {
    sujet: 'Coincidence',
    priorite: 4,
    destinataires: [
      {
        qui: crip,
        condition: 'deux CRIP qui travaillent sur le même enfant l’ont demandé, pour la même finalité',
        pourquoi: 'CASF L221-3 al. 3 : chacune peut demander à l’autre ce qu’elle sait',
      },
    ],
  },
  'retour.envoye': {
    sujet: 'InformationPreoccupante',
    priorite: 5,
    destinataires: [
      {
        qui: emetteur,
        condition: 'émetteur relié au hub ; sinon la CRIP dit par quelle voie',
        pourquoi: "CASF L226-5 : l'émetteur est informé des suites données",
      },
    ],
  },
  'demande.adressee': {
    sujet: 'Demande',
    priorite: 4,
    destinataires: [
      {
        qui: destinataire,
        obligatoire: true,
        pourquoi: "CASF D226-2-6 II : les professionnels qui connaissent l'enfant sont consultés",
      },
    ],
  },
  'demande.repondue': {
    sujet: 'Demande',
    priorite: 4,
    destinataires: [{ qui: crip, pourquoi: 'CASF L226-2-2 : la réponse revient à la CRIP qui évalue' }],
  },
  'transfert.non-abouti': {
    sujet: 'InformationPreoccupante',
    priorite: 3,
    destinataires: [{ qui: crip, pourquoi: 'CASF L221-3 : le dossier est resté ici, la CRIP le transmet autrement' }],
  },
  'transfert.en-attente': {
    sujet: 'InformationPreoccupante',
    priorite: 3,
    destinataires: [
      {
        qui: crip,
        pourquoi: 'CASF R221-7 : « dans les meilleurs délais » ; la CRIP sait que l’autre hub ne répond pas',
      },
    ],
  },
  'piece.jointe': {
    sujet: 'InformationPreoccupante',
    priorite: 5,
    destinataires: [
      { qui: crip, pourquoi: 'CASF L226-2-2 : la CRIP qui évalue sait qu’un élément est joint à l’information' },
    ],
  },
  'piece.refusee': {
    sujet: 'InformationPreoccupante',
    priorite: 3,
    destinataires: [
      {
        qui: emetteur,
        condition: 'pièce déjà jointe ; sinon son auteur le sait en la joignant',
        pourquoi: 'l’antivirus a refusé la pièce et son contenu est détruit : son auteur peut en envoyer une autre',
      },
      { qui: crip, pourquoi: 'la CRIP sait qu’un élément annoncé ne viendra pas' },
    ],
  },
  'signalement.transmis': {
    sujet: 'Signalement',
    priorite: 1,
    destinataires: [{ qui: parquet, obligatoire: true, pourquoi: 'CASF L226-4 I : le procureur est avisé sans délai' }],
  },
  'signalement-direct.copie': {
    sujet: 'Signalement',
    priorite: 2,
    destinataires: [
      {
        qui: crip,
        obligatoire: true,
        pourquoi: 'CASF L226-4 II : copie au président du conseil départemental du signalement direct',
      },
    ],
  },
  'suites.enregistrees': {
    sujet: 'Signalement',
    priorite: 3,
    destinataires: [
      { qui: crip, pourquoi: 'CASF L226-4 I : le procureur informe des suites données' },
      {
        qui: emetteur,
        condition: "signalement qu'il a adressé lui-même au procureur",
        pourquoi: 'CASF L226-4 II : qui a écrit lui-même au procureur est informé des suites',
      },
    ],
  },
  'soit-transmis.recu': {
    sujet: 'SoitTransmis',
    priorite: 2,
    destinataires: [
      { qui: crip, obligatoire: true, pourquoi: 'le procureur demande une évaluation ou un avis à la CRIP' },
    ],
  },
  ...EVENEMENTS_DECISION,
  ...EVENEMENTS_ASE,
  'dossier.protege': {
    sujet: 'Enfant',
    priorite: 1,
    destinataires: [
      { qui: crip, pourquoi: 'qui écrit à la famille sait aussitôt que le lieu n’est plus à dire (C. civ. 515-9)' },
      { qui: ase, pourquoi: 'qui accueille ou accompagne l’enfant sait que le lieu n’est plus à dire (C. civ. 515-9)' },
    ],
  },
  'dossier.levee-proposee': {
    sujet: 'Enfant',
    priorite: 4,
    destinataires: [
      { qui: crip, pourquoi: 'une autre personne en décide, ou confirme la protection (RGPD art. 32)' },
      { qui: ase, pourquoi: 'une autre personne en décide, ou confirme la protection (RGPD art. 32)' },
    ],
  },
  'dossier.protection-levee': {
    sujet: 'Enfant',
    priorite: 3,
    destinataires: [
      { qui: crip, pourquoi: 'le lieu se communique de nouveau' },
      { qui: ase, pourquoi: 'le lieu se communique de nouveau' },
    ],
  },
  'acces-urgence.ouvert': {
    sujet: 'AccesUrgence',
    priorite: 2,
    destinataires: [
      { qui: crip, pourquoi: "la CRIP de l'enfant sait que sa fiche est ouverte ailleurs, en urgence (RGPD art. 32)" },
      { qui: destinataire, pourquoi: "la CRIP d'astreinte le revoit, par une autre personne (RGPD art. 5-2)" },
    ],
  },
  'acces-urgence.revu': {
    sujet: 'AccesUrgence',
    priorite: 5,
    destinataires: [
      { qui: crip, pourquoi: "la CRIP de l'enfant connaît la conclusion de la revue" },
      { qui: destinataire, pourquoi: "la CRIP qui avait ouvert l'accès connaît la conclusion de la revue" },
    ],
  },
  'echeance.proche': {
    sujet: 'Echeance',
    priorite: 5,
    destinataires: [{ qui: destinataire, pourquoi: 'qui doit agir est averti avant le terme' }],
  },
  'echeance.depassee': {
    sujet: 'Echeance',
    priorite: 2,
    destinataires: [{ qui: destinataire, pourquoi: 'qui devait agir est averti que le terme est passé' }],
  },
  'mesure-urgente.notifiee': {
    sujet: 'MesureUrgente',
    priorite: 1,
    destinataires: [
      {
        qui: ase,
        obligatoire: true,
        pourquoi: "C. civ. 375-5 : le service désigné exécute l'ordonnance de placement provisoire",
      },
      { qui: crip, pourquoi: 'CASF L226-4 I : le procureur informe le président du conseil départemental' },
    ],
  },
  'mesure-urgente.accusee': {
    sujet: 'MesureUrgente',
    priorite: 2,
    destinataires: [{ qui: parquet, pourquoi: "le parquet suit l'état de la mesure qu'il a ordonnée" }],
  },
  'mesure-urgente.escaladee': {
    sujet: 'MesureUrgente',
    priorite: 1,
    destinataires: [
      { qui: ase, pourquoi: "échelle d'astreinte de la collectivité : la mesure n'a pas été accusée" },
      { qui: parquet, pourquoi: "le parquet suit l'état de la mesure qu'il a ordonnée" },
    ],
  },
  'saisine-defenseur.transmise': {
    sujet: 'SaisineDefenseur',
    priorite: 3,
    destinataires: [
      {
        qui: ase,
        obligatoire: true,
        pourquoi: 'LO 2011-333 art. 35 : le Défenseur saisit le président du conseil départemental',
      },
    ],
  },
  'saisine-defenseur.repondue': {
    sujet: 'SaisineDefenseur',
    priorite: 4,
    destinataires: [
      { qui: defenseur, pourquoi: 'LO 2011-333 art. 18 et 25 : la personne saisie répond dans le délai fixé' },
    ],
  },
  'saisine-defenseur.piece-refusee': {
    sujet: 'SaisineDefenseur',
    priorite: 3,
    destinataires: [
      {
        qui: emetteur,
        pourquoi: 'l’antivirus a refusé une pièce de la réponse et son contenu est détruit : qui a répondu le sait',
      },
      { qui: defenseur, pourquoi: 'le Défenseur sait qu’une pièce annoncée ne viendra pas' },
    ],
  },
  'acces.modifie': {
    sujet: 'Partenaire',
    priorite: 4,
    destinataires: [
      {
        qui: destinataire,
        pourquoi: 'RGPD art. 32 : une institution sait quand ses machines, leurs mandats ou leurs clés changent',
      },
    ],
  },
  'voie.degradee': {
    sujet: 'Partenaire',
    priorite: 2,
    destinataires: [
      {
        qui: destinataire,
        condition: 'une fois par panne, par la boîte de réception',
        pourquoi: 'son logiciel ne répond plus : ce qui lui est dû attend, ses agents doivent le savoir autrement',
      },
    ],
  },
  'voie.retablie': {
    sujet: 'Partenaire',
    priorite: 4,
    destinataires: [
      {
        qui: destinataire,
        condition: 'une fois par panne',
        pourquoi: 'son logiciel répond de nouveau : ce qui attendait lui est remis',
      },
    ],
  },
  'message.ecarte': {
    sujet: 'Partenaire',
    priorite: 2,
    destinataires: [
      {
        qui: destinataire,
        condition: 'une fois par message, quel que soit le nombre d’envois',
        pourquoi:
          'ce qui n’a pas pu être lu, ou contredit un message déjà reçu, n’est enregistré nulle part : son auteur doit le savoir',
      },
    ],
  },
  'acces.massif': {
    sujet: 'Partenaire',
    priorite: 2,
    destinataires: [
      {
        qui: destinataire,
        condition: 'une fois par heure et par personne ou machine',
        pourquoi:
          'RGPD art. 32 : une institution sait que l’un des siens ouvre des dossiers en nombre, et vérifie pourquoi',
      },
    ],
  },
} as const satisfies Record<string, RegleEvenement>;

export type TypeEvenement = keyof typeof EVENEMENTS;
export const TYPES_EVENEMENT = Object.keys(EVENEMENTS) as readonly TypeEvenement[];

/** The institutions that an event is owed to, in the order of the table; mandatory as soon as one line says so. */
export function avises(type: TypeEvenement, portee: Portee): Avise[] {
  const regle: RegleEvenement = EVENEMENTS[type];
  const avis = new Map<string, boolean>();
  for (const { qui, obligatoire = false } of regle.destinataires) {
    const institution = qui(portee);
    if (institution !== undefined) avis.set(institution, obligatoire || avis.get(institution) === true);
  }
  return [...avis].map(([institution, obligatoire]) => ({ institution, obligatoire }));
}

/** 1 is delivered before 10 when a backlog drains. */
export function prioriteDe(type: TypeEvenement, { urgente }: Portee): number {
  const { priorite, prioriteUrgente = priorite }: RegleEvenement = EVENEMENTS[type];
  return urgente === true ? prioriteUrgente : priorite;
}

/** The institutions told of an event, each once. */
export function destinataires(type: TypeEvenement, portee: Portee): string[] {
  return avises(type, portee).map(({ institution }) => institution);
}
