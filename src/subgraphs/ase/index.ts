import { defineSubgraph } from '../../gateway/subgraph';
import { MesureUrgenteResolver, SaisineDefenseurResolver } from './ase.resolver';
import { MesureUrgente, SaisineDefenseur } from './ase.type';
import { LieuAccueilRow } from './accueil/lieu-accueil.entity';
import { ChangementLieuRow, MesureRow, RapportRow, RenouvellementRow } from './mesures/mesure.entity';
import { EscaladeRow, PalierRow, ReceptionRow, ReponseSaisineRow } from './reception.entity';

export { escalader } from './escalader';
export { ouvrirMesure } from './mesures/ouvrir-mesure';
export { terminerMesures } from './mesures/terminer-mesures';
export { attendreReponse, ouvrirReception } from './ouvrir-reception';
export const ENTITIES = [
  ...[EscaladeRow, PalierRow, ReceptionRow, ReponseSaisineRow],
  ...[MesureRow, RenouvellementRow, RapportRow, ChangementLieuRow, LieuAccueilRow],
];

const parId = (representations: readonly { id: string }[]) => representations.map(({ id }) => ({ id }));

/** ASE: the reception of urgent measures and the replies owed to the Défenseur. */
export const ase = defineSubgraph({
  name: 'ase',
  resolvers: [MesureUrgenteResolver, SaisineDefenseurResolver],
  orphanedTypes: [MesureUrgente, SaisineDefenseur],
  references: { MesureUrgente: parId, SaisineDefenseur: parId },
});
