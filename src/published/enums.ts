import { registerEnumType } from 'type-graphql';
import { CODES_FINALITE, FINALITES, type Finalite as CodeFinalite } from '../domain/access-finalites';
import * as lists from '../domain/code-lists';
import { CODES_REFUS } from '../domain/errors';
import { NATURES_PASSAGE } from '../domain/passages';
import { ETATS_INFORMATION } from '../domain/transitions';

type Libelle = string | { readonly libelle: string; readonly article?: string };

/** The published enum of a code list: its names are its values, its labels, with their article, the descriptions. */
export function published<K extends string>(name: string, description: string, labels: Readonly<Record<K, Libelle>>) {
  const values = Object.fromEntries(Object.keys(labels).map((key) => [key, key])) as Record<K, K>;
  registerEnumType(values, {
    name,
    description,
    valuesConfig: Object.fromEntries(
      Object.entries<Libelle>(labels).map(([key, label]) => [key, { description: texteDe(label) }]),
    ) as Record<K, { description: string }>,
  });
  return values;
}

function texteDe(label: Libelle): string {
  if (typeof label === 'string') return label;
  return label.article === undefined ? label.libelle : `${label.libelle} (${label.article})`;
}

export const TypeInstitution = published(
  'TypeInstitution',
  "Nature de l'institution qui transmet.",
  lists.TYPES_INSTITUTION,
);
export const Sexe = published('Sexe', "Sexe à l'état civil.", lists.SEXES);
export const RoleAdulte = published('RoleAdulte', "Place de l'adulte auprès de l'enfant.", lists.ROLES_ADULTE);
export const AutoriteParentale = published(
  'AutoriteParentale',
  "Situation de l'adulte au regard de l'autorité parentale.",
  lists.AUTORITES_PARENTALES,
);
export const ModeConstatation = published('ModeConstatation', 'Qui a constaté le fait.', lists.MODES_CONSTATATION);
export const NatureDanger = published('NatureDanger', 'Nature du danger craint.', lists.NATURES_DANGER);
export const AuteurPresume = published(
  'AuteurPresume',
  "Lien de l'auteur présumé avec l'enfant.",
  lists.AUTEURS_PRESUMES,
);
export const StatutInformationParents = published(
  'StatutInformationParents',
  'Information préalable des parents (CASF L226-2-1).',
  lists.INFORMATIONS_PARENTS,
);
export const Urgence = published('Urgence', 'Urgence appréciée par celui qui transmet.', lists.URGENCES);
export const Lieu3753 = published('Lieu3753', "À qui l'enfant est confié (C. civ. 375-3, 1° à 5°).", lists.LIEUX_375_3);
export const TypeSaisine = published('TypeSaisine', 'Objet de la saisine (LO 2011-333).', lists.TYPES_SAISINE);
export const EtatMesure = published(
  'EtatMesure',
  "Où en est la mesure urgente, vu du parquet qui l'a ordonnée.",
  lists.ETATS_MESURE,
);
export const EtatInformation = published('EtatInformation', "État de l'information préoccupante.", ETATS_INFORMATION);
export const EtatSaisine = published('EtatSaisine', 'État de la saisine du Défenseur.', lists.ETATS_SAISINE);
export const Finalite = published(
  'Finalite',
  'Pour quoi la fiche est ouverte : liste fermée (CASF L226-3 dernier al., L221-1 5°, 5° bis, 5° ter).',
  Object.fromEntries(CODES_FINALITE.map((code) => [code, FINALITES[code].libelle])) as Record<CodeFinalite, string>,
);
export const CodeRefus = published('CodeRefus', "Code stable d'un refus.", CODES_REFUS);
export const NaturePassage = published('NaturePassage', 'Ce que dit l’hôpital du séjour.', NATURES_PASSAGE);
