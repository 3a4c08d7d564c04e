import { Platform1700000000001 } from './0001-platform';
import { Crip1700000000002 } from './0002-crip';
import { Ase1700000000003 } from './0003-ase';
import { Justice1700000000004 } from './0004-justice';
import { Education1700000000005 } from './0005-education';
import { Sante1700000000006 } from './0006-sante';
import { Defenseur1700000000007 } from './0007-defenseur';
import { LivraisonAPousser1700000000010 } from './0010-livraison-a-pousser';
import { CripCycle1700000000020 } from './0020-crip-cycle';
import { CripCycleSuite1700000000021 } from './0021-crip-cycle-suite';
import { AstreinteDesInformations1700000000022 } from './0022-astreinte-des-informations';
import { Retours1700000000023 } from './0023-retours';
import { Echeances1700000000030 } from './0030-echeances';
import { JusticeCycle1700000000040 } from './0040-justice-cycle';
import { JusticeAppels1700000000041 } from './0041-justice-appels';
import { AseMesures1700000000050 } from './0050-ase-mesures';
import { AseSuivi1700000000051 } from './0051-ase-suivi';
import { Identite1700000000060 } from './0060-identite';
import { Preuve1700000000070 } from './0070-preuve';
import { SecuriteDesLignes1700000000100 } from './0100-securite-des-lignes';
import { AseActes1700000000110 } from './0110-ase-actes';
import { ChargeDuRapport1700000000111 } from './0111-charge-du-rapport';
import { LieuPrevu1700000000112 } from './0112-lieu-prevu';
import { RenouvellementAutorisation1700000000113 } from './0113-renouvellement-autorisation';
import { RegistreDesPartenaires1700000000120 } from './0120-registre-des-partenaires';
import { IndexDesEcheances1700000000140 } from './0140-index-des-echeances';
import { Remises1700000000130 } from './0130-remises';
import { PreuveDesDossiersDetruits1700000000131 } from './0131-preuve-des-dossiers-detruits';
import { Secrets1700000000150 } from './0150-secrets';
import { AccesUrgence1700000000160 } from './0160-acces-urgence';
import { LieuSecret1700000000161 } from './0161-lieu-secret';
import { Elimination1700000000170 } from './0170-elimination';
import { Transferts1700000000180 } from './0180-transferts';
import { Protection1700000000190 } from './0190-protection';
import { AudienceEtArret1700000000181 } from './0181-audience-et-arret';
import { SecretDesWebhooks1700000000191 } from './0191-secret-des-webhooks';
import { VoieDuSignalement1700000000200 } from './0200-voie-du-signalement';
import { Prolongations1700000000201 } from './0201-prolongations';
import { EliminationDUneAide1700000000210 } from './0210-elimination-d-une-aide';
import { EcheancesAVerifier1700000000211 } from './0211-echeances-a-verifier';
import { UneEcheanceParCaisse1700000000212 } from './0212-une-echeance-par-caisse';
import { ProtectionTransferee1700000000220 } from './0220-protection-transferee';
import { LecturesMassives1700000000221 } from './0221-lectures-massives';
import { JugeSaisi1700000000230 } from './0230-juge-saisi';
import { SujetDesEcheances1700000000231 } from './0231-sujet-des-echeances';
import { ListesDUnEtat1700000000240 } from './0240-listes-d-un-etat';
import { TraceDesEvenements1700000000241 } from './0241-trace-des-evenements';
import { Enveloppes1700000000244 } from './0244-enveloppes';
import { Pannes1700000000245 } from './0245-pannes';
import { Passages1700000000246 } from './0246-passages';
import { Etablissements1700000000247 } from './0247-etablissements';
import { Pieces1700000000248 } from './0248-pieces';
import { Appelants1700000000249 } from './0249-appelants';
import { AnnuaireLu1700000000251 } from './0251-annuaire-lu';
import { RemisesAuDestinataire1700000000252 } from './0252-remises-au-destinataire';
import { Rapprochement1700000000260 } from './0260-rapprochement';
import { Coincidences1700000000261 } from './0261-coincidences';
import { Olinpe1700000000280 } from './0280-olinpe';
import { Indicateurs1700000000281 } from './0281-indicateurs';
import { TransfertsDeDossiers1700000000285 } from './0285-transferts-de-dossiers';
import { DemandesDeRenseignements1700000000286 } from './0286-demandes-de-renseignements';
import { Conservation1700000000290 } from './0290-conservation';
import { DemandesDAcces1700000000291 } from './0291-demandes-d-acces';
import { VisaDesEliminations1700000000292 } from './0292-visa-des-eliminations';
import { Purges1700000000293 } from './0293-purges';
import { PiecesDUneReponse1700000000250 } from './0250-pieces-d-une-reponse';
import { TransfertsEntreHubs1700000000275 } from './0275-transferts-entre-hubs';

/** In order. A file that has landed is never edited: a change is a new file. */
export const MIGRATIONS = [
  Platform1700000000001,
  Crip1700000000002,
  Ase1700000000003,
  Justice1700000000004,
  Education1700000000005,
  Sante1700000000006,
  Defenseur1700000000007,
  LivraisonAPousser1700000000010,
  CripCycle1700000000020,
  CripCycleSuite1700000000021,
  AstreinteDesInformations1700000000022,
  Retours1700000000023,
  Echeances1700000000030,
  JusticeCycle1700000000040,
  JusticeAppels1700000000041,
  AseMesures1700000000050,
  AseSuivi1700000000051,
  Identite1700000000060,
  Preuve1700000000070,
  SecuriteDesLignes1700000000100,
  AseActes1700000000110,
  ChargeDuRapport1700000000111,
  LieuPrevu1700000000112,
  RenouvellementAutorisation1700000000113,
  RegistreDesPartenaires1700000000120,
  IndexDesEcheances1700000000140,
  Remises1700000000130,
  PreuveDesDossiersDetruits1700000000131,
  Secrets1700000000150,
  AccesUrgence1700000000160,
  LieuSecret1700000000161,
  Elimination1700000000170,
  Transferts1700000000180,
  Protection1700000000190,
  AudienceEtArret1700000000181,
  SecretDesWebhooks1700000000191,
  VoieDuSignalement1700000000200,
  Prolongations1700000000201,
  EliminationDUneAide1700000000210,
  EcheancesAVerifier1700000000211,
  UneEcheanceParCaisse1700000000212,
  ProtectionTransferee1700000000220,
  LecturesMassives1700000000221,
  JugeSaisi1700000000230,
  SujetDesEcheances1700000000231,
  ListesDUnEtat1700000000240,
  TraceDesEvenements1700000000241,
  Enveloppes1700000000244,
  Pannes1700000000245,
  Passages1700000000246,
  Etablissements1700000000247,
  Pieces1700000000248,
  Appelants1700000000249,
  PiecesDUneReponse1700000000250,
  AnnuaireLu1700000000251,
  RemisesAuDestinataire1700000000252,
  Rapprochement1700000000260,
  Coincidences1700000000261,
  TransfertsEntreHubs1700000000275,
  Olinpe1700000000280,
  Indicateurs1700000000281,
  TransfertsDeDossiers1700000000285,
  DemandesDeRenseignements1700000000286,
  Conservation1700000000290,
  DemandesDAcces1700000000291,
  VisaDesEliminations1700000000292,
  Purges1700000000293,
];
