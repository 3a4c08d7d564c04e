import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MessageIllisible, type Commande, type Erreur } from '../../../connectors/entrant';
import { message } from '../../../connectors/hopital/message';
import { lireMessage } from '../../../connectors/hopital/fhir/lire-message';
import { pdf } from '../../scenarios/pieces';

const texte = readFileSync(join('connectors', 'hopital', 'samples', 'hopital-message.json'), 'utf8');
const recuLe = new Date('2026-11-20T16:45:00Z');
const base64 = (octets: Buffer) => octets.toString('base64');
const sha1 = (octets: Buffer) => createHash('sha1').update(octets).digest('base64');

interface Parties {
  readonly bundle: any;
  readonly payload: any[];
  readonly document: any;
  readonly attachment: any;
  readonly binaire: any;
}
function avec(changer: (parties: Parties) => void): Buffer {
  const bundle = JSON.parse(texte);
  const parType = (type: string) => bundle.entry.find((une: any) => une.resource.resourceType === type).resource;
  const document = parType('DocumentReference');
  const [{ attachment }] = document.content;
  changer({ bundle, payload: parType('Communication').payload, document, attachment, binaire: parType('Binary') });
  return Buffer.from(JSON.stringify(bundle));
}
const piecesDe = (corps: Buffer) => (lireMessage({ corps, recuLe }).demandes[0] as Commande).pieces ?? [];
function erreursDe(corps: Buffer): readonly Erreur[] {
  try {
    lireMessage({ corps, recuLe });
  } catch (error) {
    if (error instanceof MessageIllisible) return error.erreurs;
    throw error;
  }
  return [];
}
const ATTACHMENT = 'Bundle.entry[6].resource.content[0].attachment';
const PNG = 'Bundle.entry[1].resource.payload[3].contentAttachment';

test('un document et ses octets, une photographie dans un Binary : dans l’ordre du récit', () => {
  const [certificat, dessin, ...autres] = piecesDe(Buffer.from(texte));
  expect(autres).toEqual([]);
  const { octets, ...dite } = certificat!;
  expect(octets.subarray(0, 5).toString()).toBe('%PDF-');
  expect(dite).toEqual({
    ...{ type: 'application/pdf', intitule: 'Certificat médical initial', medicale: true, champ: ATTACHMENT },
  });
  expect(dessin).toMatchObject({ type: 'image/png', intitule: 'Photographie d’un dessin', champ: PNG });
});

test('aussi grande que le message peut l’être', () => {
  const octets = pdf('grande', 3_800_000);
  const corps = avec(({ attachment }) =>
    Object.assign(attachment, { data: base64(octets), size: octets.length, hash: sha1(octets) }),
  );
  expect(corps.length).toBeLessThan(message.limiteOctets);
  expect(piecesDe(corps)[0]?.octets.equals(octets)).toBe(true);
  const abimee = avec(({ attachment }) => (attachment.data = `${base64(octets)}!`));
  expect(erreursDe(abimee)).toMatchObject([{ code: 'FORMAT_INVALIDE', champ: [`${ATTACHMENT}.data`] }]);
  const bavard = avec(({ payload }) => (payload[0].contentString = 'x'.repeat(1_100_000)));
  expect(erreursDe(bavard)).toMatchObject([{ code: 'TEXTE_TROP_LONG' }]);
});

test('son titre, sinon la description du document, sinon rien de personne', () => {
  const titres = (changer: (parties: Parties) => void) => piecesDe(avec(changer)).map(({ intitule }) => intitule);
  expect(titres(({ attachment }) => (attachment.title = ' Radiographie '))[0]).toBe('Radiographie');
  expect(titres(({ document }) => delete document.description)[0]).toBe('Document transmis par l’hôpital');
  expect(titres(({ payload }) => delete payload[3].contentAttachment.title)[1]).toBe('Document transmis par l’hôpital');
});

test('désigné deux fois, un document n’est joint qu’une', () => {
  expect(piecesDe(avec(({ payload }) => payload.push(payload[2])))).toHaveLength(2);
});

test.each<[string, (parties: Parties) => unknown, string, string]>([
  ['du base64 abîmé', (p) => (p.attachment.data = 'JVBERi0xLjcK!'), 'FORMAT_INVALIDE', `${ATTACHMENT}.data`],
  ['du base64 à la ligne', (p) => (p.attachment.data = 'JVBERi0x\nLjcK'), 'FORMAT_INVALIDE', `${ATTACHMENT}.data`],
  [
    'du base64 aux derniers bits perdus',
    (p) => Object.assign(p.attachment, { data: 'JVBERi1=', size: undefined, hash: undefined }),
    'FORMAT_INVALIDE',
    `${ATTACHMENT}.data`,
  ],
  ['une autre taille', (p) => (p.attachment.size = 620), 'TAILLE_DIFFERENTE', `${ATTACHMENT}.size`],
  ['une autre empreinte', (p) => (p.attachment.hash = sha1(pdf('x'))), 'EMPREINTE_DIFFERENTE', `${ATTACHMENT}.hash`],
  ['un type non admis', (p) => (p.attachment.contentType = 'text/html'), 'TYPE_NON_ADMIS', `${ATTACHMENT}.contentType`],
  ['un type qui ment', (p) => (p.attachment.contentType = 'image/png'), 'TYPE_DIFFERENT', `${ATTACHMENT}.contentType`],
  [
    'un Binary d’un autre type',
    (p) => (p.binaire.contentType = 'application/pdf'),
    'TYPE_DIFFERENT',
    `${PNG}.contentType`,
  ],
  ['ni octets ni Binary', (p) => (delete p.attachment.data, delete p.attachment.size), 'PIECE_SANS_OCTETS', ATTACHMENT],
  ['un Binary vide', (p) => delete p.binaire.data, 'PIECE_SANS_OCTETS', PNG],
  [
    'une adresse au dehors',
    (p) => (p.payload[3].contentAttachment.url = 'http://10.0.0.1/certificat.pdf'),
    'ADRESSE_EXTERIEURE',
    `${PNG}.url`,
  ],
  [
    'l’adresse d’autre chose du message',
    (p) => (p.payload[3].contentAttachment.url = p.bundle.entry[2].fullUrl),
    'ADRESSE_EXTERIEURE',
    `${PNG}.url`,
  ],
  ['des octets et un Binary', (p) => (p.attachment.url = p.bundle.entry[7].fullUrl), 'CHOIX_DOUBLE', ATTACHMENT],
  ['un titre trop long', (p) => (p.attachment.title = 'x'.repeat(201)), 'TEXTE_TROP_LONG', `${ATTACHMENT}.title`],
  [
    'une description qui se lit à l’envers',
    (p) => (p.document.description = 'gpj.\u202Etacifitrec'),
    'VALEUR_INVALIDE',
    'Bundle.entry[6].resource.description',
  ],
  [
    'un document saisi par erreur',
    (p) => (p.document.status = 'entered-in-error'),
    'PIECE_ANNULEE',
    'Bundle.entry[6].resource.status',
  ],
  ['un document que rien ne désigne', (p) => p.payload.splice(2, 1), 'PIECE_SANS_LIEN', 'Bundle.entry[6].resource'],
  [
    'un récit qui renvoie à autre chose',
    (p) => (p.payload[2].contentReference.reference = p.bundle.entry[2].fullUrl),
    'CONTENU_NON_RECU',
    'Bundle.entry[1].resource.payload[2].contentReference',
  ],
  [
    'vingt et une pièces',
    (p) => p.document.content.push(...Array(19).fill(p.document.content[0])),
    'TROP_DE_PIECES',
    'Communication.payload',
  ],
])('%s : refusé, et dit où', (_, changer, code, ou) => {
  const erreurs = erreursDe(avec(changer));
  expect(erreurs).toContainEqual({ code, champ: [ou], message: expect.stringMatching(/\.$/) });
  expect(JSON.stringify(erreurs)).not.toMatch(/10\.0\.0\.1|tacifitrec|JVBER/);
});

test('tout ce qui ne va pas est dit à la fois', () => {
  const corps = avec(({ attachment, binaire }) => {
    attachment.size = 1;
    attachment.hash = sha1(pdf('x'));
    binaire.data = base64(pdf('un PDF'));
  });
  expect(erreursDe(corps).map(({ code }) => code)).toEqual([
    'TAILLE_DIFFERENTE',
    'EMPREINTE_DIFFERENTE',
    'TYPE_DIFFERENT',
  ]);
});
