import type { Portee } from './event-types';

/** Who an event may be owed to, from what it concerns; `undefined`: nobody of that kind here. */
export const crip = (portee: Portee) => `crip-${portee.collectivite}`;
export const ase = (portee: Portee) => `ase-${portee.collectivite}`;
export const parquet = (portee: Portee) => portee.tribunal;
export const juge = ({ tribunal }: Portee) => (tribunal === undefined ? undefined : `je-${tribunal}`);
export const parquetSaisissant = (portee: Portee) => portee.parquetSaisissant;
export const defenseur = () => 'DDD';
export const emetteur = (portee: Portee) => portee.emetteur;
export const destinataire = (portee: Portee) => portee.destinataire;
