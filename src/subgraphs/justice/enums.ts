import { registerEnumType } from 'type-graphql';
import { NATURES_DECISION } from '../../domain/mesures-judiciaires';
import { PARTIES_DECISION, SENS_ARRET } from '../../domain/parties-decision';
import { SUITES_PARQUET } from '../../domain/suites';

/** The published enum of a table: its keys are the values, its labels the descriptions. */
function published<K extends string>(name: string, description: string, labels: Readonly<Record<K, string>>) {
  const entries = Object.entries<string>(labels);
  const values = Object.fromEntries(entries.map(([key]) => [key, key])) as Record<K, K>;
  registerEnumType(values, {
    name,
    description,
    valuesConfig: Object.fromEntries(entries.map(([key, label]) => [key, { description: label }])) as Record<
      K,
      { description: string }
    >,
  });
  return values;
}

function libelles<K extends string>(table: Readonly<Record<K, { libelle: string; article?: string }>>) {
  return Object.fromEntries(
    Object.entries<{ libelle: string; article?: string }>(table).map(([key, { libelle, article }]) => [
      key,
      article === undefined ? libelle : `${libelle} (${article})`,
    ]),
  ) as Record<K, string>;
}

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
  libelles(SUITES_PARQUET),
);
export const ObjetSoitTransmis = published(
  'ObjetSoitTransmis',
  'Ce que le procureur demande à la CRIP.',
  OBJETS_SOIT_TRANSMIS,
);
export const NatureDecision = published(
  'NatureDecision',
  'Ce que décide le juge des enfants, et son article.',
  libelles(NATURES_DECISION),
);
export const QualitePartie = published(
  'QualitePartie',
  'À qui la décision est notifiée (CPC 1190).',
  libelles(PARTIES_DECISION),
);
export const SensArret = published('SensArret', "Ce que la cour d'appel décide d'un appel.", SENS_ARRET);
