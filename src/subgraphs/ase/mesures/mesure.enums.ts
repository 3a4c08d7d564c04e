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
import { published } from '../../../published/enums';

export const NatureMesure = published<CodeNature>('NatureMesure', "Mesure que l'ASE met en œuvre.", MESURES_ASE);
export const EtatMesureAse = published('EtatMesureAse', 'Où en est la mesure.', ETATS_MESURE_ASE);
export const CasChangementLieu = published('CasChangementLieu', 'Cas du changement de lieu (J20).', CHANGEMENTS_LIEU);
export const CasUrgence = published('CasUrgence', "Cas d'accueil en urgence.", CAS_URGENCE);
export const QualiteAccord = published('QualiteAccord', 'Qui donne son accord.', QUALITES_ACCORD);
export const TypeLieuAccueil = published('TypeLieuAccueil', "Nature du lieu d'accueil.", TYPES_LIEU);
export const EtatAgrement = published('EtatAgrement', "Où en est l'agrément ou l'autorisation.", ETATS_AGREMENT);
export const EtatChoix = published('EtatChoixLieu', 'Où en est un choix de lieu notifié.', ETATS_CHOIX);
export const MotifExamenStatut = published(
  'MotifExamenStatut',
  'Pourquoi la commission examine.',
  MOTIFS_EXAMEN_STATUT,
);
export const ObjetEntretien = published('ObjetEntretien', 'Entretien avec le jeune.', ENTRETIENS);
export const DestinataireInformation = published(
  'DestinataireInformation',
  'Qui a été informé hors du hub.',
  INFORMATIONS_DUES,
);
