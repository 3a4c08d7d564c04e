import { registerEnumType } from 'type-graphql';
import { ETATS_AGREMENT, TYPES_LIEU } from '../../../domain/agrements';
import { CAS_URGENCE, INFORMATIONS_DUES } from '../../../domain/accueil-urgence';
import { ETATS_CHOIX, ENTRETIENS, MOTIFS_EXAMEN_STATUT } from '../../../domain/suivi-ase';
import {
  CHANGEMENTS_LIEU,
  ETATS_MESURE_ASE,
  MESURES_ASE,
  QUALITES_ACCORD,
  type NatureMesure as CodeNature,
} from '../../../domain/mesures-ase';

type Libelles<K extends string> = Readonly<Record<K, string | { readonly libelle: string; readonly article?: string }>>;

function publie<K extends string>(name: string, description: string, codes: Libelles<K>): Record<K, K> {
  const names = Object.keys(codes) as K[];
  const values = Object.fromEntries(names.map((key) => [key, key])) as Record<K, K>;
  const valuesConfig = Object.fromEntries(names.map((key) => [key, { description: libelleDe(codes[key]) }]));
  registerEnumType(values, { name, description, valuesConfig: valuesConfig as Record<K, { description: string }> });
  return values;
}

function libelleDe(code: string | { libelle: string; article?: string }): string {
  if (typeof code === 'string') return code;
  return code.article === undefined ? code.libelle : `${code.libelle} (${code.article})`;
}

export const NatureMesure = publie<CodeNature>('NatureMesure', "Mesure que l'ASE met en œuvre.", MESURES_ASE);
export const EtatMesureAse = publie('EtatMesureAse', 'Où en est la mesure.', ETATS_MESURE_ASE);
export const CasChangementLieu = publie('CasChangementLieu', 'Cas du changement de lieu (J20).', CHANGEMENTS_LIEU);
export const CasUrgence = publie('CasUrgence', "Cas d'accueil en urgence.", CAS_URGENCE);
export const QualiteAccord = publie('QualiteAccord', 'Qui donne son accord.', QUALITES_ACCORD);
export const TypeLieuAccueil = publie('TypeLieuAccueil', "Nature du lieu d'accueil.", TYPES_LIEU);
export const EtatAgrement = publie('EtatAgrement', "Où en est l'agrément ou l'autorisation.", ETATS_AGREMENT);
export const EtatChoix = publie('EtatChoixLieu', 'Où en est un choix de lieu notifié.', ETATS_CHOIX);
export const MotifExamenStatut = publie('MotifExamenStatut', 'Pourquoi la commission examine.', MOTIFS_EXAMEN_STATUT);
export const ObjetEntretien = publie('ObjetEntretien', 'Entretien avec le jeune.', ENTRETIENS);
export const DestinataireInformation = publie(
  'DestinataireInformation',
  'Qui a été informé hors du hub.',
  INFORMATIONS_DUES,
);
