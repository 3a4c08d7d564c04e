import type { HubContext } from '../../context';
import { defineSubgraph } from '../../gateway/subgraph';
import { echeancesDuType } from '../../published/echeances.resolver';
import { identifies, lus } from '../../published/references';
import { MesureUrgenteResolver, ReponseSaisineResolver, SaisineDefenseurResolver } from './ase.resolver';
import { InformationPreoccupante, MesureUrgente, SaisineDefenseur } from './ase.type';
import { AstreinteResolver } from './astreinte.resolver';
import { LieuAccueilResolver } from './accueil/accueil.resolver';
import { AgrementResolver } from './accueil/agrement.resolver';
import { CommissionAgrementRow } from './accueil/commission.entity';
import { AccueilUrgenceResolver } from './accueil/urgence.resolver';
import { EntretienRow } from './majorite/entretien.entity';
import { ChoixLieuRow, ExamenStatutRow } from './statut/statut.entity';
import { StatutResolver } from './statut/statut.resolver';
import { LieuAccueilRow } from './accueil/lieu-accueil.entity';
import { ChangementLieuRow, MesureRow, RapportRow, RenouvellementRow } from './mesures/mesure.entity';
import { Mesure } from './mesures/mesure.type';
import { lieux } from './accueil/lire-lieux';
import { mesures } from './mesures/lire-mesures';
import { MesureActesResolver } from './mesures/mesure.acts.resolver';
import { EnfantResolver, MesureResolver } from './mesures/mesure.resolver';
import { AgentDesigneRow } from './agents/agent.entity';
import { AgentResolver } from './agents/agent.resolver';
import { renseignements } from './renseignements/lire-renseignements';
import { DemandeRenseignementsRow } from './renseignements/renseignements.entity';
import { RenseignementsResolver } from './renseignements/renseignements.resolver';
import { transferts } from './transfert/lire-transferts';
import { DocumentTransfereRow, TransfertDossierRow } from './transfert/transfert.entity';
import { DocumentTransfereResolver, MesureTransfereeResolver, TransfertResolver } from './transfert/transfert.resolver';
import { PassageRow } from './passages/passage.entity';
import { PassageResolver } from './passages/passage.resolver';
import { EscaladeRow, PalierRow, ReceptionRow, ReponseSaisineRow } from './reception.entity';

export { cesserAstreinte } from './accuser-information-urgente';
export { escalader } from './escalader';
export { terminerALaMajorite } from './majorite/terminer-a-la-majorite';
export { ouvrirAide } from './mesures/ouvrir-aide';
export { ouvrirMesure } from './mesures/ouvrir-mesure';
export { terminerMesures } from './mesures/terminer-mesures';
export { mesureEnCours } from './mesures/verrouiller-mesure';
export { enCharge } from './transfert/en-charge';
export { mesureTransferee } from './transfert/mesure-transferee';
export { noterPassage } from './passages/noter-passage';
export { attendreReponse, ouvrirReception } from './ouvrir-reception';
export const ENTITIES = [
  ...[EscaladeRow, PalierRow, ReceptionRow, ReponseSaisineRow],
  ...[MesureRow, RenouvellementRow, RapportRow, ChangementLieuRow, LieuAccueilRow],
  ...[CommissionAgrementRow, ChoixLieuRow, ExamenStatutRow, EntretienRow, PassageRow],
  ...[TransfertDossierRow, DocumentTransfereRow, AgentDesigneRow, DemandeRenseignementsRow],
];

/** ASE: the reception of urgent measures, the replies owed to the Défenseur, the measures and the places. */
export const ase = defineSubgraph<HubContext>({
  name: 'ase',
  resolvers: [
    ...[MesureUrgenteResolver, AstreinteResolver, SaisineDefenseurResolver, ReponseSaisineResolver, EnfantResolver],
    ...[MesureResolver, MesureActesResolver, AccueilUrgenceResolver, LieuAccueilResolver],
    ...[AgrementResolver, StatutResolver, PassageResolver, AgentResolver],
    ...[TransfertResolver, DocumentTransfereResolver, MesureTransfereeResolver, RenseignementsResolver],
    echeancesDuType(Mesure, { description: 'Délais de cette mesure, passés et en cours, par date limite.' }),
  ],
  orphanedTypes: [MesureUrgente, InformationPreoccupante, SaisineDefenseur],
  references: {
    ...{ MesureUrgente: identifies, InformationPreoccupante: identifies },
    ...{ SaisineDefenseur: identifies, Enfant: identifies },
    Mesure: lus(mesures),
    LieuAccueil: lus(lieux),
    TransfertInterdepartemental: lus(transferts),
    DemandeRenseignements: lus(renseignements),
  },
});
