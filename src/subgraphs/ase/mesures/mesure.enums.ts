import { registerEnumType } from 'type-graphql';
import { ETATS_AGREMENT, TYPES_LIEU } from '../../../domain/agrements';
import { CAS_URGENCE } from '../../../domain/accueil-urgence';
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
