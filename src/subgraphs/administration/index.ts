import type { HubContext } from '../../context';
import { defineSubgraph } from '../../gateway/subgraph';
import { PanneRow } from './panne.entity';
import { PartenaireResolver } from './administration.resolver';

export { enregistrerPartenaire, type PartenaireAEnregistrer } from './enregistrer-partenaire';
export { curseurDe, lirePartenaire, lirePartenaires } from './lire-partenaires';
export { ContrainteJeton, type ClePubliqueInput } from './partenaire.input';
export type { Partenaire } from './partenaire.type';
export { revoquer } from './revoquer';
export { tournerCle } from './tourner-cle';
export { declarerPanne, leverPanne } from './signaler-panne';
/** The register itself belongs to the platform, which reads it at every request. */
export const ENTITIES = [PanneRow];

/** The hub's operator: who is connected, by which machines, with which keys. Nothing about any child. */
export const administration = defineSubgraph<HubContext>({
  name: 'administration',
  resolvers: [PartenaireResolver],
});
