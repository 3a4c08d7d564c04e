import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MessageIllisible, type Issue } from '../../../connectors/entrant';
import { lireNotification } from '../../../connectors/hopital/fhir/lire-notification';
import { repondreNotification } from '../../../connectors/hopital/fhir/repondre-notification';
import { ecartsR4 } from '../../../connectors/hopital/fhir/valider';

const exemple = (nom: string): any =>
  JSON.parse(readFileSync(join('connectors', 'hopital', 'samples', `hopital-notification.${nom}.json`), 'utf8'));
const recuLe = new Date('2026-11-23T10:00:00Z');
const de = { institution: '310781406', role: 'hopital', territoire: '31' };
const lire = (message: unknown, production = false) =>
  lireNotification({ corps: Buffer.from(JSON.stringify(message)), de, recuLe, production });
const avec = (changer: (notification: any, enfant: any, hopital: any) => void) => {
  const notification = exemple('adm');
  changer(notification, notification.contained[0], notification.contained[1]);
  return notification;
};
const input = (message: unknown): any => {
  const [demande] = lire(message).demandes;
  return demande && 'input' in demande ? demande.input : undefined;
};
const refus = (message: unknown, production = false) => {
  try {
    lire(message, production);
  } catch (error) {
    if (error instanceof MessageIllisible) return error.erreurs.map(({ code, champ }) => [code, ...champ]);
    throw error;
  }
  return [];
};

test('une admission : les traits d’état civil, la nature, l’heure, et rien d’autre', () => {
  expect(lire(exemple('adm'))).toEqual({
    cle: 'urn:oid:1.2.250.1.999.3|NDE-2026-000101',
    demandes: [
      {
        acte: 'signalerPassage',
        input: {
          enfant: {
            ...{ nomNaissance: 'Lacaze', prenoms: 'Inès Marie', sexe: 'F' },
            ...{ dateNaissance: '2014-05-06', communeNaissance: '31555' },
          },
          ...{ nature: 'ADMISSION', le: '2026-11-21T08:10:00+01:00' },
        },
      },
    ],
  });
});

test('une sortie', () => {
  expect(input(exemple('sor'))).toMatchObject({ nature: 'SORTIE', le: '2026-11-22T16:30:00+01:00' });
});

test.each(['DOC', 'NOT'])('%s : reçu, rien n’est fait', (code) => {
  const notification = avec((n) => (n.extension[0].valueCodeableConcept.coding[0].code = code));
  expect(lire(notification).demandes).toEqual([]);
});

test.each<[string, (enfant: any) => void]>([
  ['nom', (e) => delete e.name[0].family],
  ['prénoms', (e) => (e.name = [{ use: 'official', family: 'Lacaze' }])],
  ['date de naissance au mois', (e) => (e.birthDate = '2014-05')],
  ['sexe inconnu', (e) => (e.gender = 'unknown')],
  ['lieu de naissance', (e) => delete e.extension],
  ['adulte', (e) => (e.birthDate = '1970-05-03')],
])('un trait manque, ou un adulte (%s) : personne n’est cherché, la notification est reçue', (_, changer) => {
  const incomplete = avec((_n, enfant) => {
    changer(enfant);
  });
  expect(lire(incomplete).demandes).toEqual([]);
});

test('l’heure : celle de l’événement, sinon celle de la notification', () => {
  const le = (changer: (notification: any) => void) => input(avec(changer)).le;
  expect(le((n) => n.extension.pop())).toBe('2026-11-21T08:10:30+01:00');
  const occurrence = (n: any) => {
    n.extension.pop();
    n.occurrenceDateTime = '2026-11-21T07:55:00Z';
  };
  expect(le(occurrence)).toBe('2026-11-21T07:55:00Z');
});

test('l’établissement : par l’un de ses FINESS, par le rôle de qui déclare, ou sans être nommé', () => {
  const lue = (identifier: unknown) => input(avec((_n, _e, hopital) => (hopital.identifier = identifier)));
  const ailleurs = { system: 'https://finess.esante.gouv.fr', value: '310016977' };
  const ici = { system: 'https://finess.esante.gouv.fr', value: '310781406' };
  expect(lue([ailleurs, ici])).toBeDefined();
  expect(lue([{ system: 'urn:oid:1.2.250.1.71.4.2.2', value: '326310002800001' }])).toBeDefined();
  const parRole = (identifier: unknown) =>
    avec((n, _e, hopital) => {
      hopital.identifier = identifier;
      n.contained.push({ resourceType: 'PractitionerRole', id: 'role', organization: { reference: '#hopital' } });
      n.requester.reference = '#role';
    });
  expect(input(parRole([ici]))).toBeDefined();
  expect(refus(parRole([ailleurs]))).toEqual([['ETABLISSEMENT_DIFFERENT', 'Organization.identifier']]);
});

test.each<[string, (n: any, enfant: any, hopital: any) => void, string, string]>([
  ['une autre ressource', (n) => (n.resourceType = 'Communication'), 'MESSAGE_ATTENDU', 'CommunicationRequest'],
  ['sans identifiant', (n) => delete n.identifier, 'IDENTIFIANT_ABSENT', 'CommunicationRequest.identifier'],
  [
    'un identifiant trop long',
    (n) => (n.identifier[0].value = 'x'.repeat(200)),
    'IDENTIFIANT_ABSENT',
    'CommunicationRequest.identifier',
  ],
  ['saisie par erreur', (n) => (n.status = 'entered-in-error'), 'STATUT_NON_RECU', 'CommunicationRequest.status'],
  ['à ne pas faire', (n) => (n.doNotPerform = true), 'STATUT_NON_RECU', 'CommunicationRequest.doNotPerform'],
  ['un statut hors de la liste', (n) => (n.status = 'actif'), 'CODE_INCONNU', 'CommunicationRequest.status'],
  ['sans type d’événement', (n) => n.extension.shift(), 'EVENEMENT_INCONNU', 'CommunicationRequest.extension'],
  [
    'un événement d’un autre volet',
    (n) => (n.extension[0].valueCodeableConcept.coding[0].code = 'DEM'),
    'EVENEMENT_INCONNU',
    'CommunicationRequest.extension',
  ],
  ['sans enfant', (n) => delete n.subject, 'ENFANT_ABSENT', 'CommunicationRequest.subject'],
  ['sans émetteur', (n) => delete n.requester, 'EMETTEUR_ABSENT', 'CommunicationRequest.requester'],
  [
    'un enfant au dehors',
    (n) => (n.subject.reference = 'http://10.0.0.1/Patient/1'),
    'REFERENCE_ABSENTE',
    'CommunicationRequest.subject.reference',
  ],
  [
    'un autre hôpital',
    (_n, _e, hopital) => (hopital.identifier[0].value = '1310016977'),
    'ETABLISSEMENT_DIFFERENT',
    'Organization.identifier',
  ],
  [
    'une date sans heure',
    (n) => (n.extension[1].valueDateTime = '2026-11-21'),
    'DATE_INVALIDE',
    'CommunicationRequest.extension',
  ],
  [
    'un sexe hors de la liste',
    (_n, enfant) => (enfant.gender = 'F'),
    'CODE_INCONNU',
    'CommunicationRequest.contained[0].gender',
  ],
  [
    'un modificateur',
    (n) => (n.modifierExtension = [{ url: 'http://x', valueBoolean: true }]),
    'MODIFICATEUR_INCONNU',
    'CommunicationRequest.modifierExtension',
  ],
])('%s : refusée, et dit où', (_, changer, code, ou) => {
  expect(refus(avec(changer))).toContainEqual([code, ou]);
});

test('une INS de test n’est pas reçue en production', () => {
  const notification = avec((_n, enfant) =>
    enfant.identifier.push({ system: 'urn:oid:1.2.250.1.213.1.4.10', value: '214053155500177' }),
  );
  expect(refus(notification, true)).toEqual([['INS_DE_TEST', 'Patient.identifier']]);
  expect(refus(notification)).toEqual([]);
});

test('la réponse est un OperationOutcome valide, sans rien de l’enfant', () => {
  const lecture = lire(exemple('adm'));
  const reponse = { accuseReception: { reference: 'PA-2026-ABCD' }, recu: { id: 'r-1' } };
  const erreurs = [{ code: 'DATE_FUTURE', champ: ['le'], message: '…' }];
  const issues: Issue[] = [
    { etat: 'LU', lecture, resultats: [{ fait: true, reponse }] },
    { etat: 'LU', lecture, resultats: [] },
    { etat: 'LU', lecture, resultats: [{ fait: false, passager: false, erreurs }] },
    { etat: 'LU', lecture, resultats: [{ fait: false, passager: true, erreurs }] },
    { etat: 'ILLISIBLE', erreurs },
    { etat: 'CONFLIT', lecture },
    { etat: 'REFUSE', statut: 429, erreur: { code: 'QUOTA_DEPASSE', champ: [], message: '…' } },
  ];
  const corps = Buffer.from(JSON.stringify(exemple('adm')));
  const rendues = issues.map((issue) => repondreNotification({ corps, recuLe }, issue));
  expect(rendues.map(({ statut }) => statut)).toEqual([200, 200, 422, 503, 422, 409, 429]);
  const outcomes = rendues.map(({ corps }) => JSON.parse(corps));
  for (const outcome of outcomes) expect(ecartsR4(outcome)).toEqual([]);
  expect(outcomes[0].issue[0]).toMatchObject({ severity: 'information', diagnostics: 'Reçu r-1' });
  expect(outcomes[2].issue[0].expression).toEqual(['CommunicationRequest.extension']);
  expect(outcomes[5].issue[0].expression).toEqual(['CommunicationRequest.identifier']);
  expect(JSON.stringify(outcomes)).not.toMatch(/Lacaze|Inès|2014/);
});
