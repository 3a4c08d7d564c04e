import type { VoieEntrante } from '../entrant';
import { lireAdt } from './hl7/lire-adt';
import { ER7, repondreAdt } from './hl7/repondre-adt';

/** Stays of a hospital's own feed, HL7 v2.5 (IHE PAM, France): kept only of the children that the ASE has charge of. */
export const adt: VoieEntrante = {
  nom: 'hopital-adt',
  roles: ['hopital'],
  limiteOctets: 1_048_576,
  http: { chemin: '/hl7', types: [ER7, `x-${ER7}`] },
  mllp: true,
  lire: lireAdt,
  repondre: repondreAdt,
};
