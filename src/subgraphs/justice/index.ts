import type { HubContext } from '../../context';
import { defineSubgraph } from '../../gateway/subgraph';
import { identifies, lus } from '../../published/references';
import { AppelRow } from './appel.entity';
import { DecisionRow, NotificationPartieRow } from './decision.entity';
import { DecisionJugeResolver } from './decision.resolver';
import { ECHEANCES } from './echeances.resolver';
import { EnfantResolver, MesureUrgenteResolver } from './justice.resolver';
import { decisions } from './lire-decisions';
import { mesures } from './lire-mesures-urgentes';
import { notificationsParties } from './lire-parties';
import { requetes } from './lire-requetes';
import { soitsTransmis } from './lire-soits-transmis';
import { MesureUrgenteRow } from './mesure-urgente.entity';
import { RequeteJugeResolver, SoitTransmisResolver } from './parquet.resolver';
import { NotificationPartieResolver, PartiesDecisionResolver } from './parties.resolver';
import { RemiseRequeteResolver, RemiseSoitTransmisResolver } from './remises.resolver';
import { RequeteRow } from './requete.entity';
import { SoitTransmisRow } from './soit-transmis.entity';
import { SuiteRow } from './suite.entity';

export { decisionsDuDossier } from './decisions-du-dossier';
export { transfererDecision } from './transferer-decision';
export { finirDecisions } from './finir-decisions';
export const ENTITIES = [
  ...[MesureUrgenteRow, SuiteRow, SoitTransmisRow, RequeteRow],
  ...[DecisionRow, NotificationPartieRow, AppelRow],
];

/** Parquet des mineurs and juge des enfants: urgent measures, soit-transmis, requêtes, decisions. */
export const justice = defineSubgraph<HubContext>({
  name: 'justice',
  resolvers: [
    ...[EnfantResolver, MesureUrgenteResolver, SoitTransmisResolver, RequeteJugeResolver],
    ...[DecisionJugeResolver, PartiesDecisionResolver, NotificationPartieResolver],
    ...[RemiseSoitTransmisResolver, RemiseRequeteResolver],
    ...ECHEANCES,
  ],
  references: {
    Enfant: identifies,
    MesureUrgente: lus(mesures),
    SoitTransmis: lus(soitsTransmis),
    RequeteJuge: lus(requetes),
    DecisionJuge: lus(decisions),
    NotificationPartie: lus(notificationsParties),
  },
});
