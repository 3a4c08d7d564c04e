export { clesDeBloc } from './blocs';
export { choisir, type Candidat, type Choix } from './choisir';
export { mettreEnForme, type Forme } from './forme';
export { LIBELLES, type Comparaison, type Trait } from './niveaux';
export { PARAMETRES, type Parametres } from './parametres';
export { rapprocheur, type Marche, type Rapprochement, type Rapprocheur, type Verdict } from './rapprocher';
export { EXCLUSIONS, RESERVES, type Regle } from './regles';
export type { NumeroLocal, TraitsEnfant } from './traits';
