import type { VoieEntrante } from '../entrant';
import { lireLot } from './lire-lot';
import { repondreLot } from './repondre-lot';

/** Batches of informations préoccupantes of a school or a DSDEN without software of its own (CASF L226-2-1). */
export const lot: VoieEntrante = {
  nom: 'education-lot',
  roles: ['college', 'dsden'],
  limiteOctets: 5_242_880,
  http: { chemin: '/education/lots', types: ['text/csv'] },
  depot: { extension: '.csv', type: 'text/csv' },
  lire: lireLot,
  repondre: repondreLot,
};
