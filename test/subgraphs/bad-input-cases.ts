import { enfant, fiche, ficheHopital, ordonnance, saisine } from '../scenarios/envois';
import { ACCUSER, NOTIFIER, REPONDRE, SAISIR, TRANSMETTRE } from '../scenarios/operations';
import { VOISINS, type Json, type NomInstitution } from './hub-ouvert';

/** A content that breaks one rule: the act that carries it, and the refusal of that one field. */
export interface Cas {
  readonly titre: string;
  readonly qui: NomInstitution;
  readonly query: string;
  readonly input: object;
  readonly code: string;
  readonly path: readonly string[];
  readonly dit: RegExp;
}

type Chemin = string;

/** The same content with one value changed; `undefined` takes the field away. */
export function avec(input: object, chemin: Chemin, valeur: unknown): Json {
  const copie: Json = structuredClone(input);
  const parts = chemin.split('.');
  const dernier = parts.pop()!;
  const parent = parts.reduce<Json>((at, part) => (at[part] ??= {}), copie);
  parent[dernier] = valeur;
  return copie;
}

export const DEMAIN = new Date(Date.now() + 3 * 86_400_000).toISOString();
export const JOUR = DEMAIN.slice(0, 10);
export const long = (n: number) => 'é'.repeat(n);
const cinquanteEtUn = <T>(un: T): T[] => Array.from({ length: 51 }, () => un);
const UNE_INS = { matricule: '279035121518989', oid: '1.2.250.1.213.1.4.10' };

export type Ligne = readonly [chemin: Chemin, valeur: unknown, code: string, dit: RegExp, path?: Chemin];

export function cas(qui: NomInstitution, query: string, input: () => object, lignes: readonly Ligne[]): Cas[] {
  return lignes.map(([chemin, valeur, code, dit, path = chemin]) => {
    const court = (JSON.stringify(valeur) as string | undefined)?.slice(0, 40) ?? 'absent';
    const titre = `${chemin} : ${court} → ${code}`;
    return { titre, qui, query, input: avec(input(), chemin, valeur), code, path: path.split('.'), dit };
  });
}

export const ENFANT: readonly Ligne[] = [
  ['enfant.nomNaissance', '  ', 'CHAMP_REQUIS', /nomNaissance : ce champ est obligatoire/],
  ['enfant.nomNaissance', long(201), 'TEXTE_TROP_LONG', /200 caractères au plus/],
  ['enfant.nomNaissance', '\u200b\u200b', 'VALEUR_INVALIDE', /^nomNaissance : un nom comporte au moins une lettre\.$/],
  ['enfant.nomNaissance', 'a\u202eb', 'VALEUR_INVALIDE', /^nomNaissance : un caractère de contrôle/],
  ['enfant.nomUsage', 'a\nb', 'VALEUR_INVALIDE', /^nomUsage : un nom tient sur une ligne/],
  ['enfant.adresse', 'a\u0007b', 'VALEUR_INVALIDE', /^adresse : un caractère de contrôle/],
  ['enfant.dateNaissance', '1999-01-01', 'DATE_INVALIDE', /remonte à plus de 21 ans/],
  ['enfant.adresse', long(501), 'TEXTE_TROP_LONG', /500 caractères au plus/],
  ['enfant.dateNaissance', JOUR, 'DATE_FUTURE', /la date est dans le futur/],
  ['enfant.dateNaissance', undefined, 'CHAMP_REQUIS', /à défaut de date, indiquez ageApproximatif/],
  ['enfant.ageApproximatif', 22, 'VALEUR_INVALIDE', /un âge de 0 à 21 ans est attendu/],
  ['enfant.ageApproximatif', -1, 'VALEUR_INVALIDE', /un âge de 0 à 21 ans est attendu/],
  ['enfant.communeResidence', '3155', 'IDENTIFIANT_INVALIDE', /code INSEE à cinq caractères attendu/],
  ['enfant.communeResidence', '31000', 'INCONNU', /est-ce un code postal/],
  ['enfant.communeNaissance', '2C001', 'IDENTIFIANT_INVALIDE', /code INSEE à cinq caractères/],
];

const FICHE: readonly Ligne[] = [
  ['idempotencyKey', ' ', 'CHAMP_REQUIS', /obligatoire/],
  ['idempotencyKey', long(201), 'TEXTE_TROP_LONG', /200 caractères au plus/],
  ['transmiseLe', DEMAIN, 'DATE_FUTURE', /futur/],
  ['transmiseLe', '2022-02-08T12:00:00+01:00', 'DATE_INVALIDE', /date trop ancienne/],
  ['emetteur.uai', '0310036A', 'CLE_INVALIDE', /UAI : la clé « A »/],
  ['emetteur.uai', '310036W', 'IDENTIFIANT_INVALIDE', /UAI : sept chiffres et une lettre/],
  ['emetteur.uai', '0310041B', 'EMETTEUR_DIFFERENT', /n'est pas celui de l'institution du jeton/],
  ['emetteur.uai', undefined, 'CHAMP_REQUIS', /l'institution qui transmet doit être nommée/],
  ['emetteur.finess', '310781407', 'CLE_INVALIDE', /FINESS : la clé/],
  ['emetteur.finess', '31078140', 'IDENTIFIANT_INVALIDE', /FINESS : neuf chiffres/],
  ['emetteur.siret', '22310001700424', 'CLE_INVALIDE', /SIRET : la clé/],
  ['emetteur.rpps', '9970021889', 'IDENTIFIANT_INVALIDE', /RPPS : onze chiffres attendus/],
  ['emetteur.personne', '', 'CHAMP_REQUIS', /obligatoire/],
  ['emetteur.nom', '--', 'VALEUR_INVALIDE', /^nom : un nom comporte au moins une lettre/],
  ['emetteur.courriel', 'sans arobase', 'VALEUR_INVALIDE', /^courriel : une adresse de la forme/],
  ['emetteur.redigeeLe', '1989-12-31T12:00:00+01:00', 'DATE_INVALIDE', /^redigeeLe : une date antérieure à 1990/],
  ['emetteur.faitsConnusLe', '1980-05-05', 'DATE_INVALIDE', /antérieure à 1990/],
  ['faits.0.date', '1980-05-05', 'DATE_INVALIDE', /antérieure à 1990/],
  ['faits.0.date', '2014-05-01', 'DATE_INVALIDE', /^date : ce fait serait antérieur à la naissance/],
  ['faits.0.recit', 'a\u001bb', 'VALEUR_INVALIDE', /^recit : un caractère de contrôle/],
  ['famille', [{ role: 'MERE', nom: '\u200b' }], 'VALEUR_INVALIDE', /au moins une lettre/, 'famille.0.nom'],
  ['emetteur.redigeeLe', DEMAIN, 'DATE_FUTURE', /futur/],
  ['emetteur.faitsConnusLe', JOUR, 'DATE_FUTURE', /futur/],
  ['scolarite.uai', '9871234J', 'CLE_INVALIDE', /UAI : la clé « J »/],
  ['scolarite.ine', '12345678AB', 'IDENTIFIANT_INVALIDE', /INE :/],
  ['suiviSante', { finess: '310781406' }, 'VALEUR_INVALIDE', /seul un hôpital peut écrire ce bloc/],
  ['famille', cinquanteEtUn({ role: 'MERE', nom: 'Exemple' }), 'VALEUR_INVALIDE', /50 éléments au plus/],
  ['fratrie', cinquanteEtUn({ nom: 'Exemple' }), 'VALEUR_INVALIDE', /50 éléments au plus/],
  ['famille', [{ role: 'MERE', nom: ' ' }], 'CHAMP_REQUIS', /obligatoire/, 'famille.0.nom'],
  ['demarches', [long(2_001)], 'TEXTE_TROP_LONG', /2000 caractères/, 'demarches.0'],
  ['faits', [], 'CHAMP_REQUIS', /au moins un fait est attendu/],
  ['faits.0.recit', long(20_001), 'TEXTE_TROP_LONG', /20000 caractères au plus/],
  ['faits.0.date', JOUR, 'DATE_FUTURE', /futur/],
  ['naturePrincipale', 'CYBERVIOLENCE', 'VALEUR_INVALIDE', /doit figurer parmi naturesDanger/],
  ['informationParents', { statut: 'NON' }, 'MOTIF_REQUIS', /CASF L226-2-1/, 'informationParents.motif'],
  [
    'informationParents',
    { statut: 'PARTIELLEMENT', motif: ' ' },
    'MOTIF_REQUIS',
    /pas été informés/,
    'informationParents.motif',
  ],
  ['informationParents.date', JOUR, 'DATE_FUTURE', /futur/],
  [
    'copieParquet',
    { tj: 'tj31', date: '2026-03-01' },
    'IDENTIFIANT_INVALIDE',
    /Tribunal judiciaire/,
    'copieParquet.tj',
  ],
  [
    'copieParquet',
    { tj: 'tj31555', date: '2026-03-01', numeroParquet: '2306' },
    'IDENTIFIANT_INVALIDE',
    /parquet/,
    'copieParquet.numeroParquet',
  ],
  ['enfant.communeResidence', '98818', 'INCONNU', /communeResidence : Nouméa/],
];

const HOPITAL: readonly Ligne[] = [
  ['emetteur.finess', '330781196', 'EMETTEUR_DIFFERENT', /n'est pas celui de l'institution du jeton/],
  ['suiviSante.finess', '310781407', 'CLE_INVALIDE', /FINESS : la clé/],
  ['suiviSante.rpps', 'ABC', 'IDENTIFIANT_INVALIDE', /RPPS/],
  ['suiviSante.ins', { ...UNE_INS, matricule: '2790351215' }, 'IDENTIFIANT_INVALIDE', /INS : matricule/],
  ['suiviSante.ins', { ...UNE_INS, oid: '1.2.3' }, 'IDENTIFIANT_INVALIDE', /INS : OID absent ou inconnu/],
];

const ORDONNANCE: readonly Ligne[] = [
  ['idempotencyKey', '', 'CHAMP_REQUIS', /obligatoire/],
  ['tj', 'tj31', 'IDENTIFIANT_INVALIDE', /Tribunal judiciaire/],
  ['tj', 'tj31395', 'INCONNU', /ribunal/],
  ['tj', 'tj31483', 'EMETTEUR_DIFFERENT', /n'est pas celui du parquet du jeton/],
  ['numeroParquet', '2306', 'IDENTIFIANT_INVALIDE', /parquet/],
  ['numeroDossier', long(41), 'TEXTE_TROP_LONG', /40 caractères/],
  ['priseLe', DEMAIN, 'DATE_FUTURE', /futur/],
  ['priseLe', '0001-01-01T00:00:00+14:00', 'DATE_INVALIDE', /date trop ancienne/],
  ['jusquAu', '2026-03-01', 'DATE_INVALIDE', /le terme précède l'ordonnance/],
  ['magistrat', ' ', 'CHAMP_REQUIS', /obligatoire/],
  ['magistrat', '12', 'VALEUR_INVALIDE', /^magistrat : un nom comporte au moins une lettre\.$/],
  ['confieA.nom', '\u200b', 'VALEUR_INVALIDE', /^nom : un nom comporte au moins une lettre ou un chiffre/],
  ['confieA.nom', 'a\nb', 'VALEUR_INVALIDE', /^nom : un nom tient sur une ligne/],
  ['motifs', long(20_001), 'TEXTE_TROP_LONG', /20000 caractères/],
  ['confieA.finess', '310781407', 'CLE_INVALIDE', /FINESS/],
  ['confieA.siret', '22310001700424', 'CLE_INVALIDE', /SIRET/],
  ['droitsParents.visites', long(2_001), 'TEXTE_TROP_LONG', /2000 caractères/],
  ['collectivite', '31000', 'INCONNU', /aucune collectivité n'exerce/],
  ['personnesAvisees', [' '], 'CHAMP_REQUIS', /obligatoire/, 'personnesAvisees.0'],
  ['personnesAvisees', ['--'], 'VALEUR_INVALIDE', /au moins une lettre/, 'personnesAvisees.0'],
  ['enfant', undefined, 'CHAMP_REQUIS', /indiquez les traits de l'enfant/],
];

const SAISINE: readonly Ligne[] = [
  ['idempotencyKey', '', 'CHAMP_REQUIS', /obligatoire/],
  ['faits', ' ', 'CHAMP_REQUIS', /obligatoire/],
  ['qualiteReclamant', long(201), 'TEXTE_TROP_LONG', /200 caractères/],
  ['verificationsDemandees', [''], 'CHAMP_REQUIS', /obligatoire/, 'verificationsDemandees.0'],
  ['collectivite', 'ZZ', 'INCONNU', /aucune collectivité n'exerce/],
  ['delaiReponseJours', 0, 'VALEUR_INVALIDE', /1 à 365 jours/],
  ['delaiReponseJours', 366, 'VALEUR_INVALIDE', /1 à 365 jours/],
  ['enfant.communeResidence', undefined, 'CHAMP_REQUIS', /est nécessaire pour désigner la collectivité/],
];

const INCONNU = '01890000-0000-7000-8000-000000000000';
export const accuseDeReception = () => ({ mesureId: INCONNU, fonction: "Cadre d'astreinte" });
export const reponse = () => ({
  idempotencyKey: 'une-cle',
  saisineId: INCONNU,
  reponse: "L'évaluation est rendue.",
  fonction: 'Directrice',
});

/** A sheet of an institution of the Rhône, which says nothing of where the child lives. */
const duRhone = (role: 'uai' | 'finess', institution: string) => () =>
  avec(avec(role === 'uai' ? fiche() : ficheHopital(), `emetteur.${role}`, institution), 'scolarite', undefined);
const sansCommune = avec(enfant(), 'communeResidence', undefined);
const LYON: Ligne = ['enfant', sansCommune, 'CHAMP_REQUIS', /indiquer la commune/, 'enfant.communeResidence'];

export const CAS: readonly (readonly [string, readonly Cas[]])[] = [
  ['fiche', cas('college', TRANSMETTRE, fiche, [...FICHE, ...ENFANT])],
  ['fiche d’un hôpital', cas('hopital', TRANSMETTRE, ficheHopital, HOPITAL)],
  [
    'fiche d’une école du Rhône',
    cas('lyceeDuRhone', TRANSMETTRE, duRhone('uai', VOISINS.lyceeDuRhone.institution), [LYON]),
  ],
  [
    'fiche d’un hôpital du Rhône',
    cas('hopitalDuRhone', TRANSMETTRE, duRhone('finess', VOISINS.hopitalDuRhone.institution), [LYON]),
  ],
  ['ordonnance', cas('parquet', NOTIFIER, ordonnance, [...ORDONNANCE, ...ENFANT])],
  [
    'ordonnance de Lyon',
    cas('parquetLyon', NOTIFIER, () => ordonnance({ tj: 'tj69123', enfant: sansCommune }), [
      ['collectivite', undefined, 'CHAMP_REQUIS', /le ressort de ce tribunal en compte plusieurs/],
    ]),
  ],
  ['saisine', cas('defenseur', SAISIR, saisine, [...SAISINE, ...ENFANT])],
  [
    'accusé de réception',
    cas('ase', ACCUSER, accuseDeReception, [
      ['fonction', ' ', 'CHAMP_REQUIS', /obligatoire/],
      ['fonction', long(201), 'TEXTE_TROP_LONG', /200 caractères/],
      ['idempotencyKey', 'k'.repeat(9_000), 'TEXTE_TROP_LONG', /200 caractères/],
    ]),
  ],
  [
    'réponse au Défenseur',
    cas('ase', REPONDRE, reponse, [
      ['idempotencyKey', '', 'CHAMP_REQUIS', /obligatoire/],
      ['reponse', ' ', 'CHAMP_REQUIS', /obligatoire/],
      ['reponse', long(20_001), 'TEXTE_TROP_LONG', /20000 caractères/],
      ['fonction', '', 'CHAMP_REQUIS', /obligatoire/],
    ]),
  ],
];
