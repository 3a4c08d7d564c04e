import { createHash } from 'node:crypto';
import { controle } from '../../../src/domain/controle';
import { DEBUT_OCTETS, estBienDuType, PIECES_MAX, TYPES_ADMIS } from '../../../src/domain/pieces';
import { mediaType } from '../../../src/platform/http';
import { MessageIllisible, type Erreur, type PieceDuMessage } from '../../entrant';
import type { Objet } from '../../json';
import { liste, objet, octetsDe, texte } from './lecture';
import { lieuDe, ressourcesDe, type Bundle } from './references';

/** An Attachment, where it is, and what it is called where it does not say. */
interface Attachee {
  readonly attachment: Objet;
  readonly ou: string;
  readonly description?: { readonly texte: string | undefined; readonly ou: string };
}

type Refuser = (code: string, ou: string, message: string) => void;

const SANS_TITRE = 'Document transmis par l’hôpital';

/** Attachments of the Communication, their bytes inside the message. @throws MessageIllisible all that is wrong with them */
export function piecesDe(bundle: Bundle, communication: Objet, recuLe: Date): readonly PieceDuMessage[] {
  const erreurs: Erreur[] = [];
  const refuser: Refuser = (code, ou, message) => erreurs.push({ code, champ: [ou], message });
  const nommees = ressourcesDe(bundle);
  const attachees = attacheesDe(bundle, communication, nommees, refuser);
  if (attachees.length > PIECES_MAX)
    refuser('TROP_DE_PIECES', 'Communication.payload', `Un message a ${String(PIECES_MAX)} pièces au plus.`);
  const pieces = attachees.slice(0, PIECES_MAX).flatMap((une) => pieceDe(une, nommees, recuLe, refuser) ?? []);
  if (erreurs.length > 0) throw new MessageIllisible(erreurs);
  return pieces;
}

/** In the order of the payload; a document that is named twice is there once. */
function attacheesDe(
  bundle: Bundle,
  communication: Objet,
  nommees: ReadonlyMap<string, Objet>,
  refuser: Refuser,
): Attachee[] {
  const documents = new Set<Objet>();
  const attachees = liste(communication['payload']).flatMap((payload, i): Attachee[] => {
    const ou = `${lieuDe(bundle, communication)}.payload[${String(i)}]`;
    const attachment = objet(payload['contentAttachment']);
    if (attachment) return [{ attachment, ou: `${ou}.contentAttachment` }];
    const reference = objet(payload['contentReference']);
    if (!reference) return [];
    const document = nommees.get(texte(reference['reference']) ?? '');
    if (document?.['resourceType'] !== 'DocumentReference') {
      const message = 'Ce qui accompagne le récit est un DocumentReference de ce message.';
      refuser('CONTENU_NON_RECU', `${ou}.contentReference`, message);
      return [];
    }
    if (documents.has(document)) return [];
    documents.add(document);
    return contenusDe(document, lieuDe(bundle, document), refuser);
  });
  for (const { resource } of bundle.entry ?? [])
    if (resource?.['resourceType'] === 'DocumentReference' && !documents.has(resource))
      refuser(
        'PIECE_SANS_LIEN',
        lieuDe(bundle, resource),
        'Aucun « payload » de la Communication ne désigne ce document.',
      );
  return attachees;
}

function contenusDe(document: Objet, lieu: string, refuser: Refuser): Attachee[] {
  for (const champ of ['status', 'docStatus'])
    if (document[champ] === 'entered-in-error')
      refuser('PIECE_ANNULEE', `${lieu}.${champ}`, 'Ce document est dit saisi par erreur.');
  const description = { texte: texte(document['description']), ou: `${lieu}.description` };
  return liste(document['content']).flatMap(({ attachment }, i) => {
    const lue = objet(attachment);
    return lue ? [{ attachment: lue, ou: `${lieu}.content[${String(i)}].attachment`, description }] : [];
  });
}

function pieceDe(
  { attachment, ou, description }: Attachee,
  nommees: ReadonlyMap<string, Objet>,
  recuLe: Date,
  refuser: Refuser,
): PieceDuMessage | undefined {
  const binaire = binaireDe(attachment, nommees);
  const octets = octetsLus(attachment, binaire, ou, refuser);
  const titre = texte(attachment['title']);
  const intitule = titre ?? description?.texte ?? SANS_TITRE;
  const c = controle(recuLe);
  c.texte([titre === undefined ? 'description' : 'title'], intitule);
  for (const { code, message } of c.refus)
    refuser(code, titre === undefined ? (description?.ou ?? ou) : `${ou}.title`, message);
  if (!octets) return undefined;
  const type = mediaType(texte(attachment['contentType']) ?? texte(binaire?.['contentType']));
  controlerOctets({ attachment, binaire, ou, type, octets }, refuser);
  return { octets, type, intitule, medicale: true, champ: ou };
}

function binaireDe(attachment: Objet, nommees: ReadonlyMap<string, Objet>): Objet | undefined {
  const ressource = nommees.get(texte(attachment['url']) ?? '');
  return ressource?.['resourceType'] === 'Binary' ? ressource : undefined;
}

/** The message is all that there is: no address is ever called. */
function octetsLus({ data, url }: Objet, binaire: Objet | undefined, ou: string, refuser: Refuser): Buffer | undefined {
  if (url !== undefined && !binaire) {
    const message = 'Rien n’est cherché à une adresse : « url » désigne un Binary de ce message.';
    refuser('ADRESSE_EXTERIEURE', `${ou}.url`, message);
    return undefined;
  }
  if (data !== undefined && binaire) {
    refuser('CHOIX_DOUBLE', ou, 'Les octets sont dans « data » ou dans un Binary de ce message, non les deux.');
    return undefined;
  }
  const base64 = binaire ? binaire['data'] : data;
  if (typeof base64 !== 'string') {
    refuser('PIECE_SANS_OCTETS', ou, 'Les octets de la pièce sont dans « data », ou dans un Binary de ce message.');
    return undefined;
  }
  const octets = octetsDe(base64);
  if (!octets) refuser('FORMAT_INVALIDE', `${ou}.${binaire ? 'url' : 'data'}`, 'Ce n’est pas du base64.');
  return octets;
}

interface Lue extends Pick<Attachee, 'attachment' | 'ou'> {
  readonly binaire: Objet | undefined;
  readonly type: string;
  readonly octets: Buffer;
}

function controlerOctets({ attachment, binaire, ou, type, octets }: Lue, refuser: Refuser): void {
  const { size, hash } = attachment;
  if (!TYPES_ADMIS.includes(type))
    refuser('TYPE_NON_ADMIS', `${ou}.contentType`, `Une pièce est en ${TYPES_ADMIS.join(', ')}.`);
  else if (
    !estBienDuType(octets.subarray(0, DEBUT_OCTETS), type) ||
    (binaire && mediaType(texte(binaire['contentType'])) !== type)
  )
    refuser('TYPE_DIFFERENT', `${ou}.contentType`, 'Les octets ne sont pas ceux d’un fichier de ce type.');
  if (size !== undefined && size !== octets.length)
    refuser('TAILLE_DIFFERENTE', `${ou}.size`, 'La pièce n’a pas ce nombre d’octets.');
  if (hash !== undefined && hash !== createHash('sha1').update(octets).digest('base64'))
    refuser('EMPREINTE_DIFFERENTE', `${ou}.hash`, 'Ce n’est pas le SHA-1 des octets de la pièce, en base64.');
}
