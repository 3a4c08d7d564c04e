import type { HubContext } from '../../context';
import { defineSubgraph } from '../../gateway/subgraph';
import { echeancesDuType } from '../../published/echeances.resolver';
import { lus } from '../../published/references';
import { EnfantResolver, InformationPreoccupanteResolver } from './crip.resolver';
import { DemandeAccesRow } from './acces-personne/demande-acces.entity';
import { DemandeAccesResolver } from './acces-personne/demande-acces.resolver';
import { AppelantRow } from './appelant/appelant.entity';
import { AppelantResolver } from './appelant/appelant.resolver';
import { AvancementResolver } from './cycle/avancement.resolver';
import { CoincidenceRow } from './coincidence/coincidence.entity';
import { CoincidenceResolver, coincidences } from './coincidence/coincidence.resolver';
import { CYCLE_ENTITIES } from './cycle/cycle.entity';
import {
  CycleResolver,
  DemandeResolver,
  EvaluationResolver,
  SignalementResolver,
  TransfertEntreHubsResolver,
  TransmissionResolver,
} from './cycle/cycle.resolver';
import { DepotResolver } from './cycle/depot.resolver';
import { HorairesResolver } from './cycle/horaires.resolver';
import { demandes } from './cycle/lire-demandes';
import { signalements } from './cycle/lire-signalements';
import { EcheanceResolver } from './echeance.resolver';
import { ConservationRow } from './conservation/conservation.entity';
import { ConservationResolver } from './conservation/conservation.resolver';
import { EliminationRow } from './elimination/elimination.entity';
import { EliminationResolver } from './elimination/elimination.resolver';
import { EnfantRow, RelationRow } from './enfant.entity';
import { enfants } from './enfant.reference';
import { InformationPreoccupanteRow } from './information-preoccupante.entity';
import { InformationPreoccupante } from './information-preoccupante.type';
import { informations } from './lire-informations-preoccupantes';
import { IndicateursResolver } from './indicateurs/indicateurs.resolver';
import { NotificationResolver } from './notification.resolver';
import { PieceResolver } from './pieces/piece.resolver';
import { ProtectionRow } from './protection/protection.entity';
import { ProtectionResolver } from './protection/protection.resolver';
import { FicheEnfantRow } from './rapprochement/fiche-enfant.entity';
import { rapprochements } from './rapprochement/lire-rapprochements';
import { RapprochementRow } from './rapprochement/rapprochement.entity';
import { MemeEnfantResolver, RapprochementResolver } from './rapprochement/rapprochement.resolver';
import { AccesUrgenceRow } from './urgence/acces-urgence.entity';
import { AccesUrgenceResolver } from './urgence/acces-urgence.resolver';
import { accesUrgence } from './urgence/lire-acces-urgence';

export { examinerDossiers } from './conservation/examiner-dossiers';
export { horairesDesCrip } from './cycle/horaires-de-la-crip';
export { informationTransferee } from './cycle/information-transferee';
export { noterSaisineJuge, noterSuites } from './cycle/noter-suites';
export { recevoirSoitTransmis } from './cycle/recevoir-soit-transmis';
export { identiteConnue, informationDe } from './dossier/identite-connue';
export { piecesDuDossier } from './dossier/pieces-du-dossier';
export { recevoirDossier } from './dossier/recevoir-dossier';
export { signalerDossier } from './dossier/signaler-dossier';
export { lireAPorter, porterProtections, poserProtections } from './protection/porter-protections';
export { traitsDesEnfants, type TraitsEnfant } from './traits-des-enfants';
export { enfantConnu, inscrireEnfant, lierEnfant } from './inscrire-enfant';
export { rapprocherFiches } from './rapprochement/rapprocher-fiches';
export { etatDesFiches, relireFiches } from './rapprochement/relire-fiches';
export const ENTITIES = [
  AccesUrgenceRow,
  AppelantRow,
  CoincidenceRow,
  ConservationRow,
  DemandeAccesRow,
  EliminationRow,
  EnfantRow,
  FicheEnfantRow,
  InformationPreoccupanteRow,
  ProtectionRow,
  RapprochementRow,
  RelationRow,
  ...CYCLE_ENTITIES,
];

// type-graphql asks for a topic bus; the one subscription brings its own source (`HubContext.live`).
const NO_TOPIC = {
  publish: () => undefined,
  subscribe: (topic: string): never => {
    throw new Error(`No topic ${topic}: the hub's subscriptions read the outbox.`);
  },
};

/** CRIP: the children, the informations préoccupantes, and the inbox of every institution. */
export const crip = defineSubgraph<HubContext>({
  name: 'crip',
  resolvers: [
    ...[ConservationResolver, DemandeAccesResolver, IndicateursResolver],
    ...[EcheanceResolver, EliminationResolver, HorairesResolver],
    ...[EnfantResolver, InformationPreoccupanteResolver, NotificationResolver],
    ...[AvancementResolver, DepotResolver, CycleResolver, EvaluationResolver],
    ...[DemandeResolver, SignalementResolver, TransmissionResolver, AccesUrgenceResolver, ProtectionResolver],
    ...[AppelantResolver, PieceResolver, RapprochementResolver, MemeEnfantResolver, CoincidenceResolver],
    TransfertEntreHubsResolver,
    echeancesDuType(InformationPreoccupante, {
      description: 'Délais ouverts par cette information.',
      nullable: true,
    }),
  ],
  pubSub: NO_TOPIC,
  references: {
    AccesUrgence: lus(accesUrgence),
    Coincidence: lus(coincidences),
    Demande: lus(demandes),
    Rapprochement: lus(rapprochements),
    Signalement: lus(signalements),
    Enfant: lus(enfants),
    InformationPreoccupante: lus(informations),
  },
});
