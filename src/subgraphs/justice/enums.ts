import { NATURES_DECISION } from '../../domain/mesures-judiciaires';
import { PARTIES_DECISION, SENS_ARRET } from '../../domain/parties-decision';
import { SUITES_PARQUET } from '../../domain/suites';
import { published } from '../../published/enums';

const NATURES_MESURE_URGENTE = {
  OPP: 'Ordonnance de placement provisoire (C. civ. 375-5 al. 2)',
  IST: 'Interdiction de sortie du territoire (C. civ. 375-5 dernier al.)',
} as const;
export type CodeMesureUrgente = keyof typeof NATURES_MESURE_URGENTE;

const OBJETS_SOIT_TRANSMIS = {
  EVALUATION: 'Évaluer la situation',
  AVIS: 'Donner un avis',
  VERIFICATION: 'Vérifier un élément',
} as const;
export type CodeObjetSoitTransmis = keyof typeof OBJETS_SOIT_TRANSMIS;

export const NatureMesureUrgente = published(
  'NatureMesureUrgente',
  'Mesure urgente du procureur.',
  NATURES_MESURE_URGENTE,
);
export const SuiteSignalement = published(
  'SuiteSignalement',
  'Suite donnée par le procureur à un signalement (CASF L226-4 I).',
  SUITES_PARQUET,
);
export const ObjetSoitTransmis = published(
  'ObjetSoitTransmis',
  'Ce que le procureur demande à la CRIP.',
  OBJETS_SOIT_TRANSMIS,
);
export const NatureDecision = published(
  'NatureDecision',
  'Ce que décide le juge des enfants, et son article.',
  NATURES_DECISION,
);
export const QualitePartie = published('QualitePartie', 'À qui la décision est notifiée (CPC 1190).', PARTIES_DECISION);
export const SensArret = published('SensArret', "Ce que la cour d'appel décide d'un appel.", SENS_ARRET);
