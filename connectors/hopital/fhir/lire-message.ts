import { MessageIllisible, type Envoi, type Lecture } from '../../entrant';
import { emetteurDe } from './emetteur';
import { compact, enfantDe, insDe } from './enfant';
import { faitsDe, naturesDe, urgenceDe } from './faits';
import { lireJson, type Objet } from '../../json';
import { codeDe, extension, liste, objet, texte } from './lecture';
import { piecesDe } from './pieces';
import { ecartsDeSurete, ressourcesDe, type Bundle } from './references';
import { HUB } from './systemes';
import { ecartsR4 } from './valider';

const ENTREES_MAX = 200;
const CLE_MAX = 200;
const PARENTS: Readonly<Record<string, string>> = { oui: 'OUI', non: 'NON', 'contraire-interet': 'NON' };

/** What the hub does with a message; the others are refused by name. */
const EVENEMENTS = ['information-preoccupante', 'signalement-copie'] as const;

const illisible = (code: string, champ: string, message: string) =>
  new MessageIllisible([{ code, champ: [champ], message }]);

/**
 * A message Bundle whose focus is a Communication: an information préoccupante (CASF L226-2-1), or the copy of a
 * signalement already addressed to the procureur (L226-4 II). @throws MessageIllisible
 */
export function lireMessage({ corps, recuLe }: Pick<Envoi, 'corps' | 'recuLe'>): Lecture {
  const bundle = lireBundle(corps);
  const nommees = ressourcesDe(bundle);
  const resoudre = (reference: unknown): Objet | undefined => nommees.get(texte(objet(reference)?.['reference']) ?? '');
  const entete = objet(bundle.entry?.[0]?.resource) ?? {};
  const communication = resoudre(liste(entete['focus'])[0]);
  if (communication?.['resourceType'] !== 'Communication')
    throw illisible(
      'FOCUS_ABSENT',
      'MessageHeader.focus',
      'Le message doit porter sur une Communication qu’il contient.',
    );
  const patient = resoudre(communication['subject']);
  if (patient?.['resourceType'] !== 'Patient')
    throw illisible(
      'ENFANT_ABSENT',
      'Communication.subject',
      'La Communication doit être au sujet d’un Patient du message.',
    );

  const evenement = evenementDe(entete);
  const redigeeLe = texte(communication['sent']) ?? texte(bundle['timestamp']);
  const emetteur = emetteurDe(resoudre, communication, redigeeLe);
  const naturesDanger = naturesDe(communication);
  const input = compact({
    emetteur,
    enfant: enfantDe(patient, recuLe),
    suiviSante: compact({ finess: emetteur['finess'], rpps: emetteur['rpps'], ins: insDe(patient) }),
    faits: faitsDe(communication),
    naturesDanger,
    naturePrincipale: naturesDanger[0],
    urgence: urgenceDe(communication),
    informationParents: informationParentsDe(communication),
    copieParquet: copieDe(communication, evenement),
  });
  const pieces = piecesDe(bundle, communication, recuLe);
  return { cle: cleDe(bundle, entete), demandes: [{ acte: 'transmettreInformationPreoccupante', input, pieces }] };
}

function lireBundle(corps: Buffer): Bundle {
  const bundle: Bundle = lireJson(corps, 'data');
  if (bundle['resourceType'] !== 'Bundle' || bundle['type'] !== 'message')
    throw illisible('MESSAGE_ATTENDU', 'Bundle.type', 'Un Bundle de type « message » est attendu.');
  if (Array.isArray(bundle.entry) && bundle.entry.length > ENTREES_MAX)
    throw illisible('TROP_D_ENTREES', 'Bundle.entry', `Un Bundle a ${String(ENTREES_MAX)} entrées au plus.`);
  const ecarts = ecartsR4(bundle);
  if (ecarts.length > 0) throw new MessageIllisible(ecarts);
  const risques = ecartsDeSurete(bundle);
  if (risques.length > 0) throw new MessageIllisible(risques);
  return bundle;
}

function evenementDe(entete: Objet): (typeof EVENEMENTS)[number] {
  const code = codeDe({ coding: [entete['eventCoding']] }, HUB.evenement);
  const connu = EVENEMENTS.find((un) => un === code);
  if (connu !== undefined) return connu;
  const message = `Événements reçus ici : ${EVENEMENTS.join(', ')} (${HUB.evenement}).`;
  throw illisible('EVENEMENT_INCONNU', 'MessageHeader.eventCoding', message);
}

/** The message's own identifier, that its repetitions carry. */
function cleDe(bundle: Bundle, entete: Objet): string {
  const cle = texte(objet(bundle['identifier'])?.['value']) ?? texte(bundle['id']) ?? texte(entete['id']);
  if (cle !== undefined && cle.length <= CLE_MAX) return cle;
  const message = `Le message doit avoir un identifiant, de ${String(CLE_MAX)} caractères au plus.`;
  throw illisible('IDENTIFIANT_ABSENT', 'Bundle.identifier', message);
}

/** Part of a complex extension of the Communication. */
function partie(communication: Objet, url: string, nom: string): Objet | undefined {
  return liste(extension(communication, url)?.['extension']).find((une) => une['url'] === nom);
}

function informationParentsDe(communication: Objet): Objet {
  const statut = texte(partie(communication, HUB.informationParents, 'statut')?.['valueCode']);
  const motif = texte(partie(communication, HUB.informationParents, 'motif')?.['valueString']);
  if (statut === undefined || !Object.hasOwn(PARENTS, statut)) {
    const message = 'Dites si les parents sont informés (oui, non, contraire-interet) : CASF L226-2-1.';
    throw illisible('INFORMATION_PARENTS_ABSENTE', 'Communication.extension', message);
  }
  const contraire = statut === 'contraire-interet' ? 'Contraire à l’intérêt de l’enfant.' : undefined;
  return compact({ statut: PARENTS[statut], motif: motif ?? contraire });
}

function copieDe(communication: Objet, evenement: (typeof EVENEMENTS)[number]): Objet | undefined {
  const date = texte(partie(communication, HUB.signalementParquet, 'date')?.['valueDate']);
  const tj = texte(partie(communication, HUB.signalementParquet, 'tj')?.['valueString']);
  if (date !== undefined && tj !== undefined) return { date, tj };
  if (evenement !== 'signalement-copie') return undefined;
  const message = 'La copie d’un signalement dit quand et à quel tribunal il a été adressé : CASF L226-4 II.';
  throw illisible('SIGNALEMENT_ABSENT', 'Communication.extension', message);
}
