import {
  appelDuneVoisine,
  copieDeLHopital,
  demande,
  evaluation,
  EVALUATEURS,
  rapport,
  signalement,
} from '../scenarios/cycle-envois';
import * as cycle from '../scenarios/cycle-operations';
import { LEVER_PROTECTION, PROTEGER_DOSSIER } from '../scenarios/protection-operations';
import { OUVRIR_EN_URGENCE, REVOIR_ACCES } from '../scenarios/urgence-operations';
import { avec, cas, DEMAIN, ENFANT, long, type Cas, type Ligne } from './bad-input-cases';

const INCONNU = '01890000-0000-7000-8000-000000000000';
const CLE: Ligne = ['idempotencyKey', ' ', 'CHAMP_REQUIS', /obligatoire/];
const CLE_LONGUE: Ligne = ['idempotencyKey', long(201), 'TEXTE_TROP_LONG', /200 caractères/];
const MOTIF: readonly Ligne[] = [
  CLE_LONGUE,
  ['motif', ' ', 'CHAMP_REQUIS', /obligatoire/],
  ['motif', long(2_001), 'TEXTE_TROP_LONG', /2000 caractères/],
];
const TRIBUNAL: readonly Ligne[] = [
  ['tribunal', 'tj31', 'IDENTIFIANT_INVALIDE', /Tribunal judiciaire/],
  ['tribunal', 'tj99999', 'INCONNU', /ribunal/],
];
const ACTIONS: readonly Ligne[] = [
  ['actionsMenees', [' '], 'CHAMP_REQUIS', /obligatoire/, 'actionsMenees.0'],
  ['actionsMenees', Array.from({ length: 51 }, () => 'Visite'), 'VALEUR_INVALIDE', /50 éléments/],
];

const HORS_HUB = { canal: 'RECOMMANDE', le: '2026-03-02', preuve: '2C 1' };
const VOIE: readonly Ligne[] = [
  ['transmission', { ...HORS_HUB, canal: 'HUB' }, 'VALEUR_INVALIDE', /autre voie/, 'transmission.canal'],
  ['transmission', { ...HORS_HUB, le: DEMAIN.slice(0, 10) }, 'DATE_FUTURE', /futur/, 'transmission.le'],
  ['transmission', { ...HORS_HUB, preuve: ' ' }, 'CHAMP_REQUIS', /obligatoire/, 'transmission.preuve'],
  ['transmission', { ...HORS_HUB, preuve: long(201) }, 'TEXTE_TROP_LONG', /200 caractères/, 'transmission.preuve'],
];

const TRAITS = {
  ...{ nomNaissance: 'Durand', prenoms: 'Zoé', sexe: 'F', dateNaissance: '2016-05-14', communeNaissance: '31555' },
};
const ouverture = () => ({ idempotencyKey: 'nuit', traits: TRAITS, motif: 'FUGUE' });
const OUVERTURE: readonly Ligne[] = [
  CLE,
  CLE_LONGUE,
  ['enfantId', INCONNU, 'CHAMP_REQUIS', /pas les deux/],
  ['traits', undefined, 'CHAMP_REQUIS', /enfantId : donnez/, 'enfantId'],
  ['traits.nomNaissance', ' ', 'CHAMP_REQUIS', /obligatoire/],
  ['traits.prenoms', '', 'CHAMP_REQUIS', /obligatoire/],
  ['traits.dateNaissance', DEMAIN.slice(0, 10), 'DATE_FUTURE', /futur/],
  ['traits.sexe', 'I', 'VALEUR_INVALIDE', /ne se désigne pas sans son sexe/],
  ['motif', 'AUTRE', 'MOTIF_REQUIS', /à préciser/, 'precision'],
  ['precision', long(1_001), 'TEXTE_TROP_LONG', /1000 caractères/],
];
const revue = () => ({ accesId: INCONNU, conclusion: 'JUSTIFIE' });
const REVUE: readonly Ligne[] = [
  ['conclusion', 'INJUSTIFIE', 'MOTIF_REQUIS', /injustifié appelle une suite/, 'observation'],
  ['observation', long(2_001), 'TEXTE_TROP_LONG', /2000 caractères/],
];

const protection = () => ({ idempotencyKey: 'menace', enfantId: INCONNU, motif: 'MENACES' });
const PROTECTION: readonly Ligne[] = [
  CLE,
  CLE_LONGUE,
  ['motif', 'AUTRE', 'MOTIF_REQUIS', /à préciser/, 'precision'],
  ['precision', long(1_001), 'TEXTE_TROP_LONG', /1000 caractères/],
];
const levee = () => ({ protectionId: INCONNU, motif: 'La menace a cessé.' });
const LEVEE: readonly Ligne[] = [
  ['motif', ' ', 'CHAMP_REQUIS', /obligatoire/],
  ['motif', long(1_001), 'TEXTE_TROP_LONG', /1000 caractères/],
];

const acte = () => ({ informationId: INCONNU });
const motive = () => ({ informationId: INCONNU, motif: 'Un motif.' });
const reorientation = () => ({ ...motive(), collectivite: '33' });
const rencontre = () => ({ idempotencyKey: 'k', informationId: INCONNU, tribunal: 'tj31555', motif: 'Trois visites.' });
const saisine = () => signalement(INCONNU, { actionsMenees: ['Une visite.'] });
const reponse = () => ({ demandeId: INCONNU, reponse: 'Assidue.', fonction: 'Principale' });
const parents = () => ({
  informationId: INCONNU,
  objet: 'EVALUATION',
  informes: false,
  motif: "Contraire à l'intérêt.",
});
const priseEnCharge = () => ({ informationId: INCONNU, fonction: 'Cadre' });
const demandeDeRetour = () => ({ informationId: INCONNU, demandeLe: '2026-03-09T09:00:00+01:00' });
const retourEcarte = () => ({ informationId: INCONNU, motif: 'MISE_EN_DANGER' });
const horaires = () => ({ jours: [1, 2], ouverture: '08:30', fermeture: '17:00' });
const decision = () => ({ informationId: INCONNU, suite: 'AED', acceptee: true });

const EVALUATION: readonly Ligne[] = [
  CLE,
  ['equipe', ' ', 'CHAMP_REQUIS', /obligatoire/],
  ['evaluateurs', EVALUATEURS.slice(1), 'ARTICLE_CONTRAIRE', /D226-2-5 I/],
  ['evaluateurs.0.fonction', '', 'CHAMP_REQUIS', /obligatoire/],
  ['evaluateurs.1.suitLaFamille', true, 'MOTIF_REQUIS', /D226-2-5 III/],
  [
    'enfants',
    [{ nomNaissance: ' ', prenoms: 'Léa', sexe: 'F', ageApproximatif: 3 }],
    'CHAMP_REQUIS',
    /obligatoire/,
    'enfants.0.nomNaissance',
  ],
];

const DEMANDE: readonly Ligne[] = [
  CLE,
  ['destinataire', ' ', 'CHAMP_REQUIS', /obligatoire/],
  ['question', '', 'CHAMP_REQUIS', /obligatoire/],
  ['question', long(20_001), 'TEXTE_TROP_LONG', /20000 caractères/],
];

const REPONSE: readonly Ligne[] = [
  ['reponse', ' ', 'CHAMP_REQUIS', /obligatoire/],
  ['fonction', '', 'CHAMP_REQUIS', /obligatoire/],
];

const SIGNALEMENT: readonly Ligne[] = [
  CLE,
  ...TRIBUNAL,
  ...ACTIONS,
  ['expose', ' ', 'CHAMP_REQUIS', /obligatoire/],
  ['motifs', [], 'CHAMP_REQUIS', /L226-4 I/],
  ...VOIE,
];

const APPEL: readonly Ligne[] = [
  CLE,
  ['canal', 'HUB', 'VALEUR_INVALIDE', /y est déjà enregistré/],
  ['recueLe', DEMAIN, 'DATE_FUTURE', /futur/],
  ['recueLe', '2010-01-01T12:00:00+01:00', 'DATE_INVALIDE', /date trop ancienne/],
  ['emetteur.personne', '', 'CHAMP_REQUIS', /obligatoire/],
  ['suiviSante', { finess: '310781406' }, 'VALEUR_INVALIDE', /seul un hôpital/],
];

const COPIE: readonly Ligne[] = [
  CLE,
  ...TRIBUNAL,
  ['date', DEMAIN, 'DATE_FUTURE', /futur/],
  ['expose', '', 'CHAMP_REQUIS', /obligatoire/],
  ['emetteur.finess', '330781196', 'EMETTEUR_DIFFERENT', /institution du jeton/],
];

const HEURES: readonly Ligne[] = [
  ['jours', [], 'CHAMP_REQUIS', /au moins un jour/],
  ['jours', [8], 'VALEUR_INVALIDE', /7 pour dimanche/],
  ['ouverture', '8h30', 'VALEUR_INVALIDE', /08:30/],
  ['fermeture', '08:00', 'VALEUR_INVALIDE', /suit l'ouverture/],
];

export const CAS_CRIP: readonly (readonly [string, readonly Cas[]])[] = [
  ['analyser', cas('crip', cycle.ANALYSER, acte, [CLE_LONGUE])],
  ['qualifier', cas('crip', cycle.QUALIFIER, acte, [CLE_LONGUE])],
  ['non qualifier', cas('crip', cycle.NON_QUALIFIER, motive, MOTIF)],
  ['rouvrir', cas('crip', cycle.ROUVRIR, motive, MOTIF)],
  ['compléter l’évaluation', cas('crip', cycle.COMPLETER_EVALUATION, motive, MOTIF)],
  [
    'réorienter',
    cas('crip', cycle.REORIENTER, reorientation, [
      ...MOTIF,
      ['collectivite', '99', 'INCONNU', /n’exerce l’ASE/],
      ['collectivite', '31', 'VALEUR_INVALIDE', /la vôtre/],
      ...VOIE,
    ]),
  ],
  [
    'joindre',
    cas('crip', cycle.JOINDRE, () => ({ ...acte(), aInformationId: INCONNU }), [
      ['aInformationId', INCONNU, 'VALEUR_INVALIDE', /elle-même/],
    ]),
  ],
  ['demander un complément', cas('crip', cycle.DEMANDER_COMPLEMENT, () => demande(INCONNU), DEMANDE)],
  ['demander un avis', cas('crip', cycle.DEMANDER_AVIS, () => demande(INCONNU), DEMANDE)],
  ['répondre à un complément', cas('college', cycle.REPONDRE_COMPLEMENT, reponse, REPONSE)],
  ['rendre un avis', cas('parquet', cycle.RENDRE_AVIS, reponse, REPONSE)],
  ['ouvrir l’évaluation', cas('crip', cycle.OUVRIR_EVALUATION, () => evaluation(INCONNU), EVALUATION)],
  [
    'rendre l’évaluation',
    cas('crip', cycle.RENDRE_EVALUATION, () => rapport(INCONNU), [
      ['rapport', ' ', 'CHAMP_REQUIS', /obligatoire/],
      ['divergences', long(20_001), 'TEXTE_TROP_LONG', /20000 caractères/],
    ]),
  ],
  [
    'décider',
    cas('crip', cycle.DECIDER, decision, [
      ['acceptee', undefined, 'CHAMP_REQUIS', /D226-2-7 II b/],
      ['acceptee', false, 'ARTICLE_CONTRAIRE', /signalerAuParquet/],
      ['suite', 'SAISINE_PARQUET', 'ARTICLE_CONTRAIRE', /signalerAuParquet/],
    ]),
  ],
  ['signaler au parquet', cas('crip', cycle.SIGNALER, saisine, SIGNALEMENT)],
  ['rencontre impossible', cas('crip', cycle.RENCONTRE_IMPOSSIBLE, rencontre, [CLE, ...TRIBUNAL, ...ACTIONS, ...VOIE])],
  [
    'informer les parents',
    cas('crip', cycle.INFORMER_PARENTS, parents, [
      ['motif', ' ', 'MOTIF_REQUIS', /intérêt de l'enfant/],
      ['objet', 'SAISINE_JUDICIAIRE', 'ARTICLE_CONTRAIRE', /aucune exception/, 'informes'],
    ]),
  ],
  ['envoyer un retour', cas('crip', cycle.ENVOYER_RETOUR, acte, [CLE_LONGUE])],
  [
    'demande de retour',
    cas('crip', cycle.DEMANDER_RETOUR, demandeDeRetour, [['demandeLe', DEMAIN, 'DATE_FUTURE', /futur/]]),
  ],
  ['écarter un retour', cas('crip', cycle.ECARTER_RETOUR, retourEcarte, [CLE_LONGUE])],
  [
    'enregistrer un appel',
    cas('crip', cycle.ENREGISTRER_INFORMATION, () => avec(appelDuneVoisine(), 'transmiseLe', null), [
      ...APPEL,
      ...ENFANT,
    ]),
  ],
  ['copie d’un signalement direct', cas('hopital', cycle.COPIER_SIGNALEMENT, copieDeLHopital, [...COPIE, ...ENFANT])],
  [
    'prise en charge',
    cas('ase', cycle.ACCUSER_URGENTE, priseEnCharge, [['fonction', ' ', 'CHAMP_REQUIS', /obligatoire/]]),
  ],
  ['heures de la CRIP', cas('crip', cycle.FIXER_HORAIRES, horaires, HEURES)],
  ['protéger un dossier', cas('ase', PROTEGER_DOSSIER, protection, PROTECTION)],
  ['lever une protection', cas('ase', LEVER_PROTECTION, levee, LEVEE)],
  ['ouvrir en urgence', cas('crip', OUVRIR_EN_URGENCE, ouverture, OUVERTURE)],
  ['revoir un accès', cas('crip', REVOIR_ACCES, revue, REVUE)],
];

/** Each act, with a content that only its form can refuse. */
export const ACTES_CRIP = [
  { nom: 'analyser', qui: 'crip', query: cycle.ANALYSER, input: acte },
  { nom: 'protéger un dossier', qui: 'ase', query: PROTEGER_DOSSIER, input: protection },
  { nom: 'ouvrir en urgence', qui: 'crip', query: OUVRIR_EN_URGENCE, input: ouverture },
  { nom: 'réorienter', qui: 'crip', query: cycle.REORIENTER, input: reorientation },
  { nom: 'demander un complément', qui: 'crip', query: cycle.DEMANDER_COMPLEMENT, input: () => demande(INCONNU) },
  { nom: 'répondre à un complément', qui: 'college', query: cycle.REPONDRE_COMPLEMENT, input: reponse },
  { nom: 'ouvrir l’évaluation', qui: 'crip', query: cycle.OUVRIR_EVALUATION, input: () => evaluation(INCONNU) },
  { nom: 'rendre l’évaluation', qui: 'crip', query: cycle.RENDRE_EVALUATION, input: () => rapport(INCONNU) },
  { nom: 'signaler au parquet', qui: 'crip', query: cycle.SIGNALER, input: saisine },
  { nom: 'rencontre impossible', qui: 'crip', query: cycle.RENCONTRE_IMPOSSIBLE, input: rencontre },
  { nom: 'enregistrer un appel', qui: 'crip', query: cycle.ENREGISTRER_INFORMATION, input: () => appelDuneVoisine() },
  {
    nom: 'copie d’un signalement direct',
    qui: 'hopital',
    query: cycle.COPIER_SIGNALEMENT,
    input: () => copieDeLHopital(),
  },
  { nom: 'prise en charge', qui: 'ase', query: cycle.ACCUSER_URGENTE, input: priseEnCharge },
] as const;
