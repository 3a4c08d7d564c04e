import type { HubContext } from '../../context';
import { defineSubgraph } from '../../gateway/subgraph';
import { echeancesDuType } from '../../published/echeances.resolver';
import { lus } from '../../published/references';
import { EnfantResolver, InformationPreoccupanteResolver } from './crip.resolver';
import { AppelantRow } from './appelant/appelant.entity';
import { AppelantResolver } from './appelant/appelant.resolver';
import { AvancementResolver } from './cycle/avancement.resolver';
import { CYCLE_ENTITIES } from './cycle/cycle.entity';
import {
  CycleResolver,
  DemandeResolver,
  EvaluationResolver,
  SignalementResolver,
  TransmissionResolver,
} from './cycle/cycle.resolver';
import { DepotResolver } from './cycle/depot.resolver';
import { HorairesResolver } from './cycle/horaires.resolver';
import { demandes } from './cycle/lire-demandes';
import { signalements } from './cycle/lire-signalements';
import { EcheanceResolver } from './echeance.resolver';
import { EliminationRow } from './elimination/elimination.entity';
import { EliminationResolver } from './elimination/elimination.resolver';
import { EnfantRow, RelationRow } from './enfant.entity';
import { enfants } from './enfant.reference';
import { InformationPreoccupanteRow } from './information-preoccupante.entity';
import { InformationPreoccupante } from './information-preoccupante.type';
import { informations } from './lire-informations-preoccupantes';
import { NotificationResolver } from './notification.resolver';
import { PieceResolver } from './pieces/piece.resolver';
import { ProtectionRow } from './protection/protection.entity';
import { ProtectionResolver } from './protection/protection.resolver';
import { AccesUrgenceRow } from './urgence/acces-urgence.entity';
import { AccesUrgenceResolver } from './urgence/acces-urgence.resolver';
import { accesUrgence } from './urgence/lire-acces-urgence';

export { horairesDesCrip } from './cycle/horaires-de-la-crip';
export { noterSaisineJuge, noterSuites } from './cycle/noter-suites';
export { recevoirSoitTransmis } from './cycle/recevoir-soit-transmis';
export { identiteConnue, informationDe } from './dossier/identite-connue';
export { piecesDuDossier } from './dossier/pieces-du-dossier';
export { recevoirDossier } from './dossier/recevoir-dossier';
export { signalerDossier } from './dossier/signaler-dossier';
export { porterProtections } from './protection/porter-protections';
export { enfantConnu, inscrireEnfant, lierEnfant } from './inscrire-enfant';
export const ENTITIES = [
  AccesUrgenceRow,
  AppelantRow,
  EliminationRow,
  EnfantRow,
  InformationPreoccupanteRow,
  ProtectionRow,
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
    ...[EcheanceResolver, EliminationResolver, HorairesResolver],
    ...[EnfantResolver, InformationPreoccupanteResolver, NotificationResolver],
    ...[AvancementResolver, DepotResolver, CycleResolver, EvaluationResolver],
    ...[DemandeResolver, SignalementResolver, TransmissionResolver, AccesUrgenceResolver, ProtectionResolver],
    ...[AppelantResolver, PieceResolver],
    echeancesDuType(InformationPreoccupante, {
      description: 'Délais ouverts par cette information.',
      nullable: true,
    }),
  ],
  pubSub: NO_TOPIC,
  references: {
    AccesUrgence: lus(accesUrgence),
    Demande: lus(demandes),
    Signalement: lus(signalements),
    Enfant: lus(enfants),
    InformationPreoccupante: lus(informations),
  },
});
