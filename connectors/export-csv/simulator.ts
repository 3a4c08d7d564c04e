import { verifierCsv, type Simulator } from '../simulator';
import { exportInformations } from './informations';

export const simulator: Simulator = {
  role: 'crip',
  emissions: [],
  releves: [{ voie: exportInformations, verifier: (lue) => verifierCsv(lue, 'hub-informations-csv/1') }],
};
