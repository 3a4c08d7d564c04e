import * as retours from '../../../domain/retours';
import * as suites from '../../../domain/suites';
import { published } from '../../../published/enums';

export const SuiteDecision = published(
  'SuiteDecision',
  'Suite que le président du conseil départemental peut décider après une évaluation (CASF D226-2-7 II).',
  suites.SUITES_DECISION,
);
export const MotifSignalement = published(
  'MotifSignalement',
  'Motif de la saisine du procureur (CASF L226-4 I, D226-2-6 II).',
  suites.MOTIFS_SIGNALEMENT,
);
export const Conclusion = published(
  'Conclusion',
  "Conclusion commune de l'évaluation ; elle ne dit jamais si un fait est avéré (CASF D226-2-3 II, D226-2-7).",
  suites.CONCLUSIONS,
);
export const CodeRetour = published('CodeRetour', "Ce qui est dit à l'émetteur (CASF L226-5).", retours.CODES_RETOUR);
export const RegimeRetour = published(
  'RegimeRetour',
  "Retour dû à l'émetteur : à qui, et depuis quand (CASF L226-5).",
  retours.REGIMES_RETOUR,
);
export const MotifSansRetour = published(
  'MotifSansRetour',
  'Pourquoi rien n’est dit à la personne qui demande un retour (CASF D226-2-8).',
  retours.MOTIFS_SANS_RETOUR,
);
export const CanalEchange = published(
  'CanalEchange',
  'Comment une information arrive à la CRIP, ou un retour en part.',
  retours.CANAUX,
);
export const ObjetInformationParents = published(
  'ObjetInformationParents',
  "Ce dont les titulaires de l'autorité parentale sont informés.",
  suites.OBJETS_INFORMATION_PARENTS,
);
export const Caisse = published(
  'Caisse',
  "À qui l'adresse d'une famille est demandée (CASF L226-3-2).",
  suites.CAISSES,
);
export const DomaineEvaluateur = published(
  'DomaineEvaluateur',
  'Champ professionnel de celui qui évalue (CASF D226-2-5 I).',
  suites.DOMAINES_EVALUATEUR,
);
export const NatureDemande = published(
  'NatureDemande',
  'Ce que la CRIP demande à une autre institution.',
  suites.NATURES_DEMANDE,
);
/** The same as the parquet's own: the names and values of a published enum are one for the whole graph. */
export const SuiteSignalement = published(
  'SuiteSignalement',
  'Suite donnée par le procureur à un signalement (CASF L226-4 I).',
  Object.fromEntries(Object.entries(suites.SUITES_PARQUET).map(([code, { libelle }]) => [code, libelle])) as Record<
    suites.SuiteParquet,
    string
  >,
);
