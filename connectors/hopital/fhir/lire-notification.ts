import { aPlusDe } from '../../../src/domain/controle';
import { AGE_MAX_PASSAGE, type NaturePassage } from '../../../src/domain/passages';
import { MessageIllisible, type Envoi, type Lecture } from '../../entrant';
import { lireJson, type Objet } from '../../json';
import { finessDe } from './emetteur';
import { enfantDe } from './enfant';
import { codeDe, extension, identifiantDe, liste, objet, texte } from './lecture';
import { ecartsDeSurete } from './references';
import { NDE, OID } from './systemes';
import { ecartsR4 } from './valider';

const CLE_MAX = 199;

/** TRE_R254: what each event says of a stay. A document put down and a note are acknowledged, and nothing is done. */
const NATURES: ReadonlyMap<string, NaturePassage | undefined> = new Map([
  ['ADM', 'ADMISSION'],
  ['SOR', 'SORTIE'],
  ['DOC', undefined],
  ['NOT', undefined],
]);

/** The others say that it did not happen, or not yet. */
const STATUTS = ['active', 'completed'];

const illisible = (code: string, champ: string, message: string) =>
  new MessageIllisible([{ code, champ: [champ], message }]);

/**
 * A CommunicationRequest alone (CI-SIS, Notification d'évènements, flux 3). Whom the hub could not recognise by all its
 * traits, it does not even try. Its payload is not read. @throws MessageIllisible
 */
export function lireNotification({
  corps,
  de,
  recuLe,
  production,
}: Pick<Envoi, 'corps' | 'de' | 'recuLe' | 'production'>): Lecture {
  const notification = lireRessource(corps);
  const cle = cleDe(notification);
  const contenue = (reference: unknown): Objet | undefined => {
    const designee = texte(objet(reference)?.['reference']);
    return liste(notification['contained']).find(({ id }) => typeof id === 'string' && designee === `#${id}`);
  };
  exigerEtablissement(contenue, notification, de.institution);
  const nature = natureDe(notification);
  if (nature === undefined) return { cle, demandes: [] };
  const patient = contenue(notification['subject']);
  if (patient?.['resourceType'] !== 'Patient')
    throw illisible(
      'ENFANT_ABSENT',
      'CommunicationRequest.subject',
      'La notification doit être au sujet d’un Patient qu’elle contient.',
    );
  if (production && identifiantDe(patient, OID.insTest, OID.insDemo))
    throw illisible(
      'INS_DE_TEST',
      'Patient.identifier',
      'Une INS de test ou de démonstration n’est pas reçue en production.',
    );
  const le = instantDe(notification);
  const enfant = traitsDe(patient, recuLe);
  return { cle, demandes: enfant ? [{ acte: 'signalerPassage', input: { enfant, nature, le } }] : [] };
}

function lireRessource(corps: Buffer): Objet {
  const notification = lireJson(corps);
  if (notification['resourceType'] !== 'CommunicationRequest')
    throw illisible('MESSAGE_ATTENDU', 'CommunicationRequest', 'Une ressource CommunicationRequest est attendue.');
  const ecarts = ecartsR4(notification);
  if (ecarts.length > 0) throw new MessageIllisible(ecarts);
  const risques = ecartsDeSurete(notification);
  if (risques.length > 0) throw new MessageIllisible(risques);
  if (!STATUTS.includes(notification['status'] as string))
    throw illisible(
      'STATUT_NON_RECU',
      'CommunicationRequest.status',
      `Statuts reçus ici : ${STATUTS.join(', ')}. Une annulation se dit par HL7 v2.5 (A11, A13).`,
    );
  if (notification['doNotPerform'] === true)
    throw illisible('STATUT_NON_RECU', 'CommunicationRequest.doNotPerform', 'Une notification dit ce qui a eu lieu.');
  return notification;
}

/** Its own identifier, within the system that numbers it. */
function cleDe(notification: Objet): string {
  const identifiant = liste(notification['identifier']).find(({ value }) => texte(value) !== undefined);
  const parties = [texte(identifiant?.['system']), texte(identifiant?.['value'])].filter(Boolean);
  const cle = parties.join('|');
  if (cle !== '' && cle.length <= CLE_MAX) return cle;
  const message = `La notification doit avoir un identifiant, de ${String(CLE_MAX)} caractères au plus.`;
  throw illisible('IDENTIFIANT_ABSENT', 'CommunicationRequest.identifier', message);
}

/** Who declares the event is in it; where it names its establishment by its FINESS, it is the caller's. */
function exigerEtablissement(
  contenue: (reference: unknown) => Objet | undefined,
  notification: Objet,
  institution: string,
): void {
  const demandeur = contenue(notification['requester']);
  if (!demandeur)
    throw illisible(
      'EMETTEUR_ABSENT',
      'CommunicationRequest.requester',
      'La notification doit contenir qui la déclare : une Organization ou un Practitioner.',
    );
  const role = demandeur['resourceType'] === 'PractitionerRole';
  const nommes = finessDe(role ? contenue(demandeur['organization']) : demandeur);
  if (nommes.length > 0 && !nommes.includes(institution))
    throw illisible(
      'ETABLISSEMENT_DIFFERENT',
      'Organization.identifier',
      'L’établissement de la notification (FINESS) n’est pas celui qui l’envoie.',
    );
}

function natureDe(notification: Objet): NaturePassage | undefined {
  const code = codeDe(extension(notification, NDE.type)?.['valueCodeableConcept'], NDE.evenement);
  if (code !== undefined && NATURES.has(code)) return NATURES.get(code);
  const message = `Types d’événement reçus ici : ${[...NATURES.keys()].join(', ')} (TRE_R254), dans l’extension event-type.`;
  throw illisible('EVENEMENT_INCONNU', 'CommunicationRequest.extension', message);
}

/** All the civil traits; undefined when one is missing, since nobody is looked for by less, and of an adult. */
function traitsDe(patient: Objet, recuLe: Date): Objet | undefined {
  const { nomNaissance, prenoms, sexe, dateNaissance, communeNaissance } = enfantDe(patient, recuLe);
  const traits = { nomNaissance, prenoms, sexe, dateNaissance, communeNaissance };
  if (typeof dateNaissance === 'string' && aPlusDe(AGE_MAX_PASSAGE, dateNaissance, recuLe)) return undefined;
  return sexe !== 'I' && Object.values(traits).every((trait) => trait !== undefined) ? traits : undefined;
}

/** When it happened, else when it was declared. A date alone does not say when. */
function instantDe(notification: Objet): string {
  const lus = [
    extension(notification, NDE.le)?.['valueDateTime'],
    notification['occurrenceDateTime'],
    notification['authoredOn'],
  ];
  const le = lus.map(texte).find((lu) => lu !== undefined);
  if (le?.includes('T') === true && !Number.isNaN(Date.parse(le))) return le;
  throw illisible(
    'DATE_INVALIDE',
    'CommunicationRequest.extension',
    'La date et l’heure de l’événement manquent (extension event-time) ou sont incomplètes.',
  );
}
