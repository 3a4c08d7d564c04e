import type { HubContext } from '../../context';
import { defineSubgraph } from '../../gateway/subgraph';
import { EtablissementRow } from './etablissement.entity';
import { PanneRow } from './panne.entity';
import { PartenaireResolver } from './administration.resolver';

export { enregistrerHub, revoquerHub } from './enregistrer-hub';
export { enregistrerPartenaire, type PartenaireAEnregistrer } from './enregistrer-partenaire';
export { chercherEtablissement, estFerme, inscrireEtablissements, type Etablissement } from './etablissements';
export { curseurDe, lirePartenaire, lirePartenaires } from './lire-partenaires';
export { ContrainteJeton, type ClePubliqueInput } from './partenaire.input';
export type { Partenaire } from './partenaire.type';
export { revoquer } from './revoquer';
export { tournerCle } from './tourner-cle';
export { declarerPanne, leverPanne } from './signaler-panne';
/** The register itself belongs to the platform, which reads it at every request. */
export const ENTITIES = [EtablissementRow, PanneRow];

/** The hub's operator: who is connected, by which machines, with which keys. Nothing about any child. */
export const administration = defineSubgraph<HubContext>({
  name: 'administration',
  resolvers: [PartenaireResolver],
});
