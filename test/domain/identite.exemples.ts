import type { TraitsEnfant } from '../../src/domain/identite';

/** A child as a school writes it, all traits said. */
export const ECOLE: TraitsEnfant = {
  nomNaissance: 'Lefèvre-Dûrand',
  nomUsage: 'Martin',
  prenoms: 'Zoé, Anne-Marie',
  sexe: 'F',
  dateNaissance: '2014-05-02',
  communeNaissance: '31555',
  vuLe: '2026-03-02',
  communeResidence: '31069',
  adresse: '12 rue des Lilas',
  parents: ['Inès Martin', 'Paul Lefèvre-Dûrand'],
  ecole: '0310036W',
};

export const autrement = (changes: Partial<TraitsEnfant>): TraitsEnfant => ({ ...ECOLE, ...changes });
