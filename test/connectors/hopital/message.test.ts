import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MessageIllisible, type Erreur, type Issue } from '../../../connectors/entrant';
import { lireMessage } from '../../../connectors/hopital/fhir/lire-message';
import { metadata } from '../../../connectors/hopital/fhir/metadata';
import { repondreMessage } from '../../../connectors/hopital/fhir/repondre-message';
import { ecartsR4 } from '../../../connectors/hopital/fhir/valider';

const octets = readFileSync(join('connectors', 'hopital', 'samples', 'hopital-message.json'));
const recuLe = new Date('2026-11-20T16:45:00Z');
const exemple = (): any => JSON.parse(octets.toString());
const lire = (message: unknown) => lireMessage({ corps: Buffer.from(JSON.stringify(message)), recuLe });
const avec = (changer: (bundle: any, parType: (type: string) => any) => void) => {
  const bundle = exemple();
  changer(bundle, (type) => bundle.entry.find(({ resource }: any) => resource.resourceType === type).resource);
  return bundle;
};
function erreursDe(message: unknown): readonly Erreur[] {
  try {
    lire(message);
  } catch (error) {
    if (error instanceof MessageIllisible) return error.erreurs;
    throw error;
  }
  return [];
}

test('le message d’exemple se lit en une fiche, champ par champ', () => {
  expect(lire(exemple())).toEqual({
    cle: 'CHU-2026-000417',
    demandes: [
      {
        acte: 'transmettreInformationPreoccupante',
        input: {
          emetteur: {
            ...{ typeInstitution: 'HOPITAL', nom: 'CHU de Toulouse', finess: '310781406' },
            ...{ personne: 'Dr Claire Exemple', fonction: 'Pédiatre', soumisAuSecret: true, anonymatDemande: false },
            redigeeLe: '2026-11-20T16:40:00+01:00',
          },
          enfant: {
            ...{ nomNaissance: 'Lacombe-Ferrand', prenoms: 'Noé, Émile', sexe: 'M', dateNaissance: '2016-02-29' },
            ...{ communeResidence: '31555', adresse: '4 place des Acacias' },
          },
          suiviSante: { finess: '310781406' },
          faits: [
            {
              recit: 'Ecchymoses d’âges différents sur le dos et les avant-bras, sans explication compatible.',
              constatePar: 'CONSTATE_PERSONNELLEMENT',
              parolesEnfant: '« Il faut pas que je le dise. »',
            },
          ],
          naturesDanger: ['VIOLENCES_PHYSIQUES', 'VIOLENCES_PSYCHOLOGIQUES'],
          ...{ naturePrincipale: 'VIOLENCES_PHYSIQUES', urgence: 'IMMEDIATE' },
          informationParents: { statut: 'NON', motif: 'Le parent présent est l’auteur présumé.' },
        },
        pieces: [
          expect.objectContaining({ type: 'application/pdf', intitule: 'Certificat médical initial', medicale: true }),
          expect.objectContaining({ type: 'image/png', intitule: 'Photographie d’un dessin', medicale: true }),
        ],
      },
    ],
  });
});

const INS = { system: 'urn:oid:1.2.250.1.213.1.4.8', value: '2 13 04 31 555 001 77' };
const fiable = (status: string) => ({
  url: 'https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-identity-reliability',
  extension: [{ url: 'identityStatus', valueCoding: { code: status } }],
});

test.each([
  ['qualifiée', 'VALI', {}, { matricule: '213043155500177', oid: '1.2.250.1.213.1.4.8' }],
  ['provisoire', 'PROV', {}, undefined],
  ['douteuse', 'DOUA', {}, undefined],
  ['celle de l’assuré', 'VALI', { type: { coding: [{ code: 'NH' }] } }, undefined],
])('l’INS ne voyage qu’avec une identité qualifiée : %s', (_, statut, de, attendu) => {
  const message = avec((_bundle, parType) => {
    parType('Patient').identifier.push({ ...INS, ...de });
    parType('Patient').extension = [fiable(statut)];
  });
  expect((lire(message).demandes[0] as any).input.suiviSante.ins).toEqual(attendu);
});

test('RPPS et FINESS se lisent avec ou sans leur chiffre de nature', () => {
  for (const [system, value] of [
    ['urn:oid:1.2.250.1.71.4.2.1', '810000000018'],
    ['https://rpps.esante.gouv.fr', '10000000018'],
  ]) {
    const message = avec((_b, parType) => {
      parType('Practitioner').identifier = [{ system, value }];
      parType('Organization').identifier = [{ system: 'https://finess.esante.gouv.fr', value: '310781406' }];
    });
    expect((lire(message).demandes[0] as any).input.emetteur).toMatchObject({
      rpps: '10000000018',
      finess: '310781406',
    });
  }
});

test.each<[string, (bundle: any, parType: (type: string) => any) => void, string, string]>([
  [
    'un sexe hors de la liste',
    (_b, t) => (t('Patient').gender = 'F'),
    'CODE_INCONNU',
    'Bundle.entry[2].resource.gender',
  ],
  ['une propriété inconnue', (_b, t) => (t('Patient').durand = 1), 'PROPRIETE_INCONNUE', 'Bundle.entry[2].resource'],
  [
    'une date fausse',
    (_b, t) => (t('Patient').birthDate = '29/02/2016'),
    'FORMAT_INVALIDE',
    'Bundle.entry[2].resource.birthDate',
  ],
  [
    'un nombre pour un texte',
    (_b, t) => (t('Patient').name[0].family = 4),
    'TYPE_INVALIDE',
    'Bundle.entry[2].resource.name[0].family',
  ],
  ['un type qui n’est pas reçu', (b) => (b.entry[2].resource = { resourceType: 'Medication' }), 'TYPE_INCONNU', ''],
  [
    'une référence au dehors',
    (_b, t) => (t('Communication').subject.reference = 'http://10.0.0.1/Patient/1'),
    'REFERENCE_ABSENTE',
    'Bundle.entry[1].resource.subject.reference',
  ],
  [
    'une référence absente',
    (_b, t) => (t('Communication').sender.reference = 'urn:uuid:0'),
    'REFERENCE_ABSENTE',
    'Bundle.entry[1].resource.sender.reference',
  ],
  ['des règles implicites', (b) => (b.implicitRules = 'http://ailleurs'), 'REGLES_IMPLICITES', 'Bundle.implicitRules'],
  [
    'un modificateur',
    (_b, t) => (t('Patient').modifierExtension = [{ url: 'http://x', valueBoolean: true }]),
    'MODIFICATEUR_INCONNU',
    'Bundle.entry[2].resource.modifierExtension',
  ],
  [
    'un autre événement',
    (_b, t) => (t('MessageHeader').eventCoding.code = 'annulation'),
    'EVENEMENT_INCONNU',
    'MessageHeader.eventCoding',
  ],
  ['sans focus', (_b, t) => delete t('MessageHeader').focus, 'FOCUS_ABSENT', 'MessageHeader.focus'],
  ['sans enfant', (_b, t) => delete t('Communication').subject, 'ENFANT_ABSENT', 'Communication.subject'],
  [
    'sans rien des parents',
    (_b, t) => t('Communication').extension.shift(),
    'INFORMATION_PARENTS_ABSENTE',
    'Communication.extension',
  ],
  [
    'une copie sans son signalement',
    (_b, t) => (t('MessageHeader').eventCoding.code = 'signalement-copie'),
    'SIGNALEMENT_ABSENT',
    'Communication.extension',
  ],
  ['un Bundle d’un autre type', (b) => (b.type = 'collection'), 'MESSAGE_ATTENDU', 'Bundle.type'],
  ['sans identifiant', (b) => delete b.identifier, 'IDENTIFIANT_ABSENT', 'Bundle.identifier'],
  [
    'deux valeurs d’un choix',
    (_b, t) => (t('Communication').payload[0].contentReference = { display: 'x' }),
    'CHOIX_DOUBLE',
    '',
  ],
  ['trop d’entrées', (b) => b.entry.push(...Array(200).fill(b.entry[4])), 'TROP_D_ENTREES', 'Bundle.entry'],
])('%s : refusé, et dit où', (_, changer, code, ou) => {
  const erreurs = erreursDe(avec(changer));
  const trouvee = erreurs.find((une) => une.code === code);
  expect(erreurs.map((une) => une.code)).toContain(code);
  if (ou !== '') expect(trouvee?.champ[0]).toBe(ou);
  expect(JSON.stringify(erreurs)).not.toMatch(/durand|29\/02|10\.0\.0\.1/);
});

test.each([
  ['{', 'JSON_INVALIDE'],
  ['[]', 'JSON_INVALIDE'],
  ['null', 'JSON_INVALIDE'],
  [`${'{"a":'.repeat(50)}1${'}'.repeat(50)}`, 'TROP_PROFOND'],
  [Buffer.from([0x22, 0xe9, 0x22]), 'JEU_DE_CARACTERES'],
])('%s : %s', (corps, code) => {
  expect(() => lireMessage({ corps: Buffer.from(corps as string), recuLe })).toThrow(code);
});

test('la réponse dit de chaque pièce qu’elle est reçue, ou pourquoi non', () => {
  const recu = (id: string) => ({ accuseReception: { id, reference: 'IP-2026-ABCD' }, recu: { id: `r-${id}` } });
  const repondre = (passager: boolean) => {
    const erreurs = [{ code: 'ETAT_INCOMPATIBLE', champ: ['Bundle.entry[7]'], message: '…' }];
    const pieces = [
      { fait: true, reponse: recu('p-1'), champ: 'Bundle.entry[6]' } as const,
      { fait: false, erreurs, passager, champ: 'Bundle.entry[7]' } as const,
    ];
    const resultats = [{ fait: true, reponse: recu('i-1'), pieces } as const];
    const issue: Issue = { etat: 'LU', lecture: lire(exemple()), resultats };
    const { statut, corps } = repondreMessage({ corps: octets, recuLe }, issue);
    const bundle = JSON.parse(corps);
    expect(ecartsR4(bundle)).toEqual([]);
    const { issue: dites } = bundle.entry[1].resource;
    expect(dites[1]).toMatchObject({ diagnostics: 'Reçu r-p-1', expression: ['Bundle.entry[6]'] });
    return [statut, bundle.entry[0].resource.response.code, ...dites.map(({ severity }: any) => severity)];
  };
  expect(repondre(false)).toEqual([200, 'ok', 'information', 'information', 'warning']);
  expect(repondre(true)).toEqual([503, 'transient-error', 'information', 'information', 'error']);
});

test('la réponse est un message FHIR valide, la même pour le même message', () => {
  const lecture = lire(exemple());
  const issues: Issue[] = [
    {
      etat: 'LU',
      lecture,
      resultats: [{ fait: true, reponse: { accuseReception: { reference: 'IP-2026-ABCD' }, recu: { id: 'r-1' } } }],
    },
    {
      etat: 'LU',
      lecture,
      resultats: [
        {
          fait: false,
          passager: false,
          erreurs: [{ code: 'INCONNU', champ: ['enfant', 'communeResidence'], message: '…' }],
        },
      ],
    },
    {
      etat: 'LU',
      lecture,
      resultats: [{ fait: false, passager: true, erreurs: [{ code: 'DELAI_DEPASSE', champ: [], message: '…' }] }],
    },
    { etat: 'ILLISIBLE', erreurs: [{ code: 'JSON_INVALIDE', champ: [], message: '…' }] },
    { etat: 'CONFLIT', lecture },
    { etat: 'REFUSE', statut: 413, erreur: { code: 'PAYLOAD_TOO_LARGE', champ: [], message: '…' } },
    { etat: 'REFUSE', statut: 503, erreur: { code: 'SERVICE_INDISPONIBLE', champ: [], message: '…' } },
  ];
  const reponses = issues.map((issue) => repondreMessage({ corps: octets, recuLe }, issue));
  expect(reponses.map(({ statut }) => statut)).toEqual([200, 422, 503, 422, 409, 413, 503]);
  for (const [i, { corps }] of reponses.entries()) {
    const bundle = JSON.parse(corps);
    expect(ecartsR4(bundle)).toEqual([]);
    expect(repondreMessage({ corps: octets, recuLe }, issues[i]!).corps).toBe(corps);
  }
  const [accepte, refuse] = reponses.map(({ corps }) => JSON.parse(corps));
  expect(accepte.entry[0].resource.response).toMatchObject({ identifier: 'CHU-2026-000417', code: 'ok' });
  expect(accepte.entry[1].resource.issue[0].details.coding[0].code).toBe('IP-2026-ABCD');
  expect(refuse.entry[1].resource.issue[0]).toMatchObject({ severity: 'error', expression: ['Patient.address'] });
});

test('ce que le hub comprend se dit en FHIR valide', () => {
  const { statut, corps } = metadata.repondre();
  expect(statut).toBe(200);
  expect(ecartsR4(JSON.parse(corps))).toEqual([]);
});
