import type { Jour } from './calendar';
import type { Sexe } from './code-lists';
import { ligneDecision, type NatureDecision } from './mesures-judiciaires';
import { valeurDe, type EnfantObserve } from './olinpe-enregistrement';
import type { LigneVariable, Manque, Saisie, Valeur } from './olinpe-types';
import { VARIABLES_2_8_1, type Variable281 } from './olinpe-variables';

/** One event of one decision of a juge des enfants. */
export interface EvenementDecision {
  readonly type: 'PRONONCE' | 'RENOUVELLEMENT' | 'FIN';
  readonly collectivite: string;
  /** Of the measure: for a renewal, the one that is renewed. */
  readonly natureMesure: NatureDecision;
  readonly rendueLe: Jour;
  readonly provisoire: boolean;
  /** Day on which the ASE started to carry it out; null: not known here. */
  readonly debut: Jour | null;
  readonly enfant: EnfantObserve;
}

const manque = (motif: Manque): Saisie => ({ manque: motif });
const TYPES = { PRONONCE: 'prononcé', RENOUVELLEMENT: 'renouvellement', FIN: 'fin' } as const;
const SEXES: Readonly<Record<Sexe, Saisie>> = { M: 'garçon', F: 'fille', I: { manque: 'SEXE_INCONNU' } };
const AEMO = 'mesure d’assistance éducative en milieu ouvert';

/** The object in the words of the annexe: measures that it does not name have none. */
function objet(nature: NatureDecision): Saisie {
  if (nature === 'MJIE') return 'mesure judiciaire d’investigation éducative';
  if (nature === 'AEMO' || nature === 'AEMO_RENFORCEE') return AEMO;
  // Of a placement at home, courts differ: a measure of milieu ouvert, or a placement.
  if (nature === 'PLACEMENT_A_DOMICILE') return manque('PLUSIEURS_CODES');
  return ligneDecision(nature).accueil === true ? 'placement' : manque('SANS_CODE');
}

type Calcul = (evenement: EvenementDecision) => Saisie | { readonly jour: Jour };
const naissance =
  (de: number, a: number): Calcul =>
  ({ enfant: { dateNaissance } }) =>
    dateNaissance?.slice(de, a) ?? manque('NAISSANCE_INCONNUE');

const CALCULS: Readonly<Record<Variable281, Calcul>> = {
  I_1: ({ collectivite }) => collectivite.padStart(3, '0'),
  I_2: ({ enfant }) => enfant.identifiants.actuel,
  I_3: ({ enfant }) => enfant.identifiants.anterieur,
  II_1: ({ enfant: { sexe } }) => (sexe === null ? manque('ENFANT_INCONNU') : SEXES[sexe]),
  II_2: naissance(0, 4),
  II_3: naissance(5, 7),
  III_1: ({ type }) => TYPES[type],
  III_2: ({ rendueLe }) => ({ jour: rendueLe }),
  III_3: ({ debut }) => (debut === null ? manque('NON_DITE') : { jour: debut }),
  // The hub carries assistance éducative only.
  III_4: () => 'civile',
  III_5: ({ natureMesure }) => objet(natureMesure),
  // A provisional measure is an order (CPC 1184); on the merits the list that was read has two words for a judgment.
  III_6: ({ provisoire, natureMesure }) =>
    provisoire || natureMesure === 'MJIE' ? 'ordonnance du juge des enfants' : manque('PLUSIEURS_CODES'),
};

/** One record of the annexe 2-8-1: every variable that was read, in the order of the text. */
export function enregistrement281(evenement: EvenementDecision): Valeur[] {
  return (Object.entries(VARIABLES_2_8_1) as [Variable281, LigneVariable][]).map(([variable, ligne]) =>
    valeurDe(ligne, CALCULS[variable](evenement)),
  );
}
