import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evenementsDefenseur } from '../../connectors/defenseur/evenements';
import { MessageIllisible, type VoieEntrante } from '../../connectors/entrant';
import { evenementsParquet } from '../../connectors/parquet/evenements';
import { evenementsSnated } from '../../connectors/snated-119/evenements';

const exemple = (dossier: string, nom: string) =>
  JSON.parse(readFileSync(join('connectors', dossier, 'samples', `${nom}.json`), 'utf8'));
const opp = exemple('parquet', 'parquet-evenements.mesure-urgente');
const appel = exemple('snated-119', 'snated-evenements.compte-rendu-appel');
const recuLe = new Date('2026-11-23T10:00:00Z');

function lire(voie: VoieEntrante, institution: string, evenement: object) {
  const corps = Buffer.from(JSON.stringify(evenement));
  const de = { institution, role: voie.roles[0] ?? '', territoire: null };
  return voie.lire({ de, corps, type: '', jeu: undefined, recuLe, production: true });
}
function refus(voie: VoieEntrante, institution: string, evenement: object) {
  try {
    lire(voie, institution, evenement);
  } catch (error) {
    if (error instanceof MessageIllisible) return error.erreurs.map(({ code, champ }) => [code, champ.join('.')]);
    throw error;
  }
  return [];
}

test('une ordonnance devient notifierMesureUrgente : le tribunal est l’émetteur, la collectivité le destinataire', () => {
  const { cle, demandes } = lire(evenementsParquet, 'tj31555', opp);
  expect(cle).toBe(opp.id);
  expect(demandes).toEqual([
    { acte: 'notifierMesureUrgente', input: { ...opp.data, tj: 'tj31555', collectivite: '31' } },
  ]);
});

test('chaque type va à son acte', () => {
  const actes = (voie: VoieEntrante, institution: string, types: readonly string[]) =>
    types.map((type) => {
      const nom = `fr.passerelle-enfance.${type}.v1`;
      const source = `urn:passerelle-enfance:partenaire:${institution}`;
      const [demande] = lire(voie, institution, { ...opp, source, type: nom, destinataire: undefined }).demandes;
      return demande && 'acte' in demande ? [demande.acte, Object.keys(demande.input).includes('tj')] : undefined;
    });
  expect(
    actes(evenementsParquet, 'tj31555', ['justice.soit-transmis', 'justice.avis-suites', 'justice.requete-je']),
  ).toEqual([
    ['transmettreSoitTransmis', true],
    ['enregistrerSuites', false],
    ['saisirJugeDesEnfants', false],
  ]);
  expect(actes(evenementsDefenseur, 'DDD', ['defenseur.information', 'defenseur.demande-explications'])).toEqual([
    ['transmettreInformationPreoccupante', false],
    ['transmettreSaisineDefenseur', false],
  ]);
});

test.each([
  ['une autre version de CloudEvents', { specversion: '0.3' }, 'ATTRIBUT_INVALIDE', 'specversion'],
  ['sans identifiant', { id: '' }, 'ATTRIBUT_INVALIDE', 'id'],
  ['un identifiant sans fin', { id: 'x'.repeat(201) }, 'ATTRIBUT_INVALIDE', 'id'],
  ['un identifiant que PostgreSQL ne garde pas', { id: 'a\u0000b' }, 'ATTRIBUT_INVALIDE', 'id'],
  ['une heure sans décalage', { time: '2026-11-20T18:55:00' }, 'ATTRIBUT_INVALIDE', 'time'],
  ['un contenu qui n’est pas un objet', { data: [1] }, 'ATTRIBUT_INVALIDE', 'data'],
  ['un contenu encodé', { data_base64: 'AAAA' }, 'ATTRIBUT_INVALIDE', 'data_base64'],
  ['un autre type de contenu', { datacontenttype: 'application/xml' }, 'ATTRIBUT_INVALIDE', 'datacontenttype'],
  ['un destinataire qui n’en est pas un', { destinataire: 'crip-31' }, 'ATTRIBUT_INVALIDE', 'destinataire'],
  [
    'un autre émetteur que celui du jeton',
    { source: 'urn:passerelle-enfance:partenaire:tj69123' },
    'EMETTEUR_DIFFERENT',
    'source',
  ],
  ['un délai passé', { expiration: '2026-11-23T09:59:59Z' }, 'MESSAGE_EXPIRE', 'expiration'],
  ['un type d’une autre voie', { type: 'fr.passerelle-enfance.snated.compte-rendu-appel.v1' }, 'TYPE_INCONNU', 'type'],
  ['un type hérité de l’objet', { type: 'constructor' }, 'TYPE_INCONNU', 'type'],
])('%s : refusé, et l’attribut nommé', (_, changes, code, attribut) => {
  expect(refus(evenementsParquet, 'tj31555', { ...opp, ...changes })).toEqual([[code, attribut]]);
});

test('ce qui est signé ne dépend pas de l’écriture du JSON ; un texte Unicode incomplet n’a pas de forme', () => {
  const { signe } = evenementsParquet;
  const serre = signe?.({ corps: Buffer.from('{"b":1.0,"a":"é"}') });
  expect(signe?.({ corps: Buffer.from('{ "a": "\\u00e9",\n "b": 1 }') })).toEqual(serre);
  expect(serre?.toString()).toBe('{"a":"é","b":1}');
  expect(() => signe?.({ corps: Buffer.from('{"a":"\\ud800"}') })).toThrow(MessageIllisible);
});

test('un compte rendu d’appel devient une fiche ; qui a appelé est à part', () => {
  const { demandes } = lire(evenementsSnated, 'SNATED', appel);
  expect(demandes).toEqual([
    {
      acte: 'transmettreInformationPreoccupante',
      input: {
        emetteur: {
          ...{ typeInstitution: 'SNATED_119', nom: '119 Allô enfance en danger', personne: 'Écoutante 42' },
          ...{ fonction: 'Écoutant', soumisAuSecret: true, anonymatDemande: true },
          redigeeLe: '2026-11-21T22:50:00+01:00',
        },
        enfant: appel.data.enfant,
        faits: [
          {
            recit: `Appel téléphonique n° 26-118204 ; qui a appelé : un voisin.\n${String(appel.data.recit)}`,
            constatePar: 'RAPPORTE_PAR_TIERS',
            parolesEnfant: '« Arrête, j’ai rien fait. »',
          },
        ],
        naturesDanger: ['VIOLENCES_PHYSIQUES', 'VIOLENCES_PSYCHOLOGIQUES'],
        ...{ naturePrincipale: 'VIOLENCES_PHYSIQUES', auteurPresume: 'BEAU_PARENT', urgence: 'RAPIDE' },
        informationParents: { statut: 'NON', motif: 'Appel reçu par le 119, qui n’a pas de lien avec les parents.' },
        appelant: {
          ...{ nom: 'Irène Lacassagne', telephone: '0639981742', lien: 'Voisine de palier de la famille Lacapelle' },
          anonymatDemande: true,
        },
        demarches: ['Évaluer rapidement ; l’appelant accepte d’être rappelé par le 119.'],
      },
    },
  ]);
});

test('d’un appelant dont rien n’est connu, il n’y a pas de bloc', () => {
  const data = { ...appel.data, appelant: { type: 'ANONYME', anonymat: true } };
  const [demande] = lire(evenementsSnated, 'SNATED', { ...appel, data }).demandes;
  expect(demande).toMatchObject({ input: { emetteur: { anonymatDemande: true } } });
  expect(demande).not.toHaveProperty('input.appelant');
});

test.each([
  ['l’adresse de qui a appelé', { appelant: { ...appel.data.appelant, adresse: 'X' } }, 'data.appelant.adresse'],
  ['un niveau qui ne se transmet pas', { niveau: 'AIDE_IMMEDIATE' }, 'data.niveau'],
  ['un canal inconnu', { appel: { ...appel.data.appel, canal: 'FAX' } }, 'data.appel.canal'],
  ['sans récit', { recit: ' ' }, 'data.recit'],
])('compte rendu, %s : refusé à sa place', (_, changes, champ) => {
  const data = { ...appel.data, ...changes };
  expect(refus(evenementsSnated, 'SNATED', { ...appel, data })).toEqual([['VALEUR_INVALIDE', champ]]);
});

test('un rejet nomme le message dès qu’il a un id, un en-tête par son nom, et n’atteste rien qui n’ait été lu', () => {
  const rejet = (corps: string, issue: object) =>
    JSON.parse(evenementsParquet.repondre({ corps: Buffer.from(corps), recuLe }, issue as any).corps);
  const erreurs = [{ code: 'SIGNATURE_ABSENTE', champ: ['X-JWS-Signature'], message: 'x' }];
  const illisible = rejet('{"id":"M-1","specversion":"0.3"}', { etat: 'ILLISIBLE', erreurs });
  expect(illisible.causeid).toBe('M-1');
  expect(illisible.data.empreinte).toMatch(/^sha-256:[0-9a-f]{64}$/);
  expect(illisible.data.erreurs).toEqual([{ code: 'SIGNATURE_ABSENTE', entete: 'X-JWS-Signature', message: 'x' }]);
  for (const corps of ['{"id":7}', '[[', 'null', ''])
    expect(rejet(corps, { etat: 'ILLISIBLE', erreurs }).causeid).toBe(undefined);
  const refuse = rejet('', { etat: 'REFUSE', statut: 415, erreur: { code: 'X', champ: [], message: 'x' } });
  expect(refuse.data).not.toHaveProperty('empreinte');
});

test('ce que l’acte refuse est dit à sa place dans le message', () => {
  const pointeurs = (voie: VoieEntrante, evenement: any, champs: readonly (readonly string[])[]) => {
    const erreurs = champs.map((champ) => ({ code: 'X', champ, message: 'x' }));
    const issue = {
      etat: 'LU',
      lecture: { cle: 'c', demandes: [] },
      resultats: [{ fait: false, erreurs, passager: false }],
    };
    const { corps } = voie.repondre({ corps: Buffer.from(JSON.stringify(evenement)), recuLe }, issue as any);
    return JSON.parse(corps).data.erreurs.map(({ pointeur }: any) => pointeur);
  };
  expect(pointeurs(evenementsParquet, opp, [['tj'], ['collectivite'], ['enfant', 'sexe'], ['a/b~c'], []])).toEqual([
    ...['/source', '/destinataire', '/data/enfant/sexe', '/data/a~1b~0c', ''],
  ]);
  expect(
    pointeurs(evenementsSnated, appel, [
      ['emetteur', 'personne'],
      ['faits', '0', 'recit'],
      ['urgence'],
      ['enfant', 'sexe'],
      ['appelant', 'nom'],
      ['appelant', 'anonymatDemande'],
    ]),
  ).toEqual([
    ...['/data/appel/ecoutant', '/data/recit', '/data/niveau', '/data/enfant/sexe'],
    ...['/data/appelant/nom', '/data/appelant/anonymat'],
  ]);
});
