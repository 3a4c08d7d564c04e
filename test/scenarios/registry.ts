import { uneFamilleQuitteToulouse } from './deux-hubs';
import { dUneFicheAUneAide } from './cycle-aide';
import { dUneFicheAuClassement } from './cycle-classement';
import { laFamilleADemenage } from './cycle-demenagement';
import { lHopitalSeJoint } from './cycle-jointe';
import { onNePeutLeRencontrer } from './cycle-rencontre';
import { lEvaluationTarde } from './cycle-retard';
import { uneVoisineTelephone } from './cycle-voisine';
import { unAccueilSousContrat } from './ase-accueil-provisoire';
import { unEnfantConfieDevientMajeur } from './ase-majorite';
import { unPlacementSansAgrement } from './ase-agrement';
import { unMineurEnFugue, unMineurNonAccompagne } from './ase-urgence';
import { leDefenseurSaisit } from './defenseur';
import { leDefenseurEcritEnEvenementsSignes } from './defenseur-evenements';
import { uneInformationImmediateLaNuit } from './astreinte-information';
import { unWorkerArrete } from './echeances';
import { uneFamilleEstMenacee } from './famille-menacee';
import { laFileEstVidee } from './file-videe';
import { leMemeEnvoiRepete, lHopitalInterroge, unCollegeTransmet, uneUaiFausse } from './information-preoccupante';
import { uneLoiChange } from './justice-loi';
import { duRefusALaMainlevee } from './justice-refus';
import { aColmar, unVendrediSoir } from './justice-suites';
import { leParquetNotifie, personneNAccuse } from './mesure-urgente';
import { leParquetEcritEnEvenementsSignes } from './parquet-evenements';
import { le119TransmetUnAppel } from './snated-evenements';
import { unEnfantConfieEstAdmis } from './hopital-passage';
import { unHopitalNotifieUneAdmission } from './hopital-notification';
import { unCollegeJointUnePiece } from './piece-jointe';
import { unTiersVerifie } from './preuve';
import { unHopitalEcritEnFhir } from './hopital-fhir';
import { uneDsdenDeposeUnLot } from './lot-dsden';
import { uneDsdenDeposeDansSonDossier } from './depot-dsden';
import { desJumeaux, deuxFichesUnEnfant } from './rapprochement';
import { uneCripSansLogiciel } from './crip-sans-logiciel';
import { uneMesureEstTransferee } from './transfert-mesure';
import { uneCollectiviteEnInterrogeUneAutre } from './renseignements';
import { unExportRejoue } from './olinpe';
import { lArchivisteRefuse, unDossierPartEtRevient } from './conservation';
import { unePersonneDemande } from './droit-acces';
import type { Scenario } from './scenario';

/** In the order in which the demo plays them. */
export const SCENARIOS: readonly Scenario[] = [
  unCollegeTransmet,
  leMemeEnvoiRepete,
  unCollegeJointUnePiece,
  uneDsdenDeposeUnLot,
  uneDsdenDeposeDansSonDossier,
  uneCripSansLogiciel,
  unHopitalEcritEnFhir,
  leParquetNotifie,
  personneNAccuse,
  leParquetEcritEnEvenementsSignes,
  unTiersVerifie,
  leDefenseurSaisit,
  leDefenseurEcritEnEvenementsSignes,
  le119TransmetUnAppel,
  lHopitalInterroge,
  uneUaiFausse,
  dUneFicheAuClassement,
  dUneFicheAUneAide,
  lHopitalSeJoint,
  deuxFichesUnEnfant,
  desJumeaux,
  laFamilleADemenage,
  uneFamilleQuitteToulouse,
  onNePeutLeRencontrer,
  lEvaluationTarde,
  uneVoisineTelephone,
  uneInformationImmediateLaNuit,
  unAccueilSousContrat,
  unPlacementSansAgrement,
  unMineurEnFugue,
  unEnfantConfieEstAdmis,
  unHopitalNotifieUneAdmission,
  unMineurNonAccompagne,
  uneFamilleEstMenacee,
  uneMesureEstTransferee,
  uneCollectiviteEnInterrogeUneAutre,
  duRefusALaMainlevee,
  unVendrediSoir,
  aColmar,
  uneLoiChange,
  laFileEstVidee,
  unWorkerArrete,
  unEnfantConfieDevientMajeur,
  unExportRejoue,
  unePersonneDemande,
  unDossierPartEtRevient,
  lArchivisteRefuse,
];
