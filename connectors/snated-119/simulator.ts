import { emissionSignee, verifierEvenements } from '../hub-env/simulator';
import type { Releve, Simulator } from '../simulator';
import { evenementsSnated } from './evenements';
import { suites } from './suites';

export const compteRenduDAppel = emissionSignee(
  evenementsSnated,
  ['snated-119', 'snated-evenements.compte-rendu-appel'],
  'transmettreInformationPreoccupante',
);

export const releveSuites: Releve = {
  voie: suites,
  verifier: (lue) => verifierEvenements(lue, 'snated.suites.v1'),
};

export const simulator: Simulator = { role: 'snated', emissions: [compteRenduDAppel], releves: [releveSuites] };
