import type { HubContext } from '../../context';
import { defineSubgraph } from '../../gateway/subgraph';
import { PartenaireResolver } from './administration.resolver';

export { enregistrerPartenaire, type PartenaireAEnregistrer } from './enregistrer-partenaire';
export { curseurDe, lirePartenaire, lirePartenaires } from './lire-partenaires';
export { ContrainteJeton, type ClePubliqueInput } from './partenaire.input';
export type { Partenaire } from './partenaire.type';
export { revoquer } from './revoquer';
export { tournerCle } from './tourner-cle';
/** The register belongs to the platform, which reads it at every request. */
export const ENTITIES = [];

/** The hub's operator: who is connected, by which machines, with which keys. Nothing about any child. */
export const administration = defineSubgraph<HubContext>({
  name: 'administration',
  resolvers: [PartenaireResolver],
});
