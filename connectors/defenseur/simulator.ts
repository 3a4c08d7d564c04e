import { emissionSignee, verifierEvenements } from '../hub-env/simulator';
import type { Releve, Simulator } from '../simulator';
import { evenementsDefenseur } from './evenements';
import { reponseALaSaisine } from './reponse';

const exemple = (nom: string) => ['defenseur', `defenseur-evenements.${nom}`] as const;

export const information = emissionSignee(
  evenementsDefenseur,
  exemple('information'),
  'transmettreInformationPreoccupante',
);
export const demandeExplications = emissionSignee(
  evenementsDefenseur,
  exemple('demande-explications'),
  'transmettreSaisineDefenseur',
);

export const releveReponse: Releve = {
  voie: reponseALaSaisine,
  verifier: (lue) => verifierEvenements(lue, 'defenseur.reponse.v1'),
};

export const simulator: Simulator = {
  role: 'defenseur',
  emissions: [information, demandeExplications],
  releves: [releveReponse],
};
