import { ajouterDuree, type Jour } from './calendar';
import type { NatureDanger, Sexe, TypeInstitution } from './code-lists';
import { ACCUEIL_JEUNE_MAJEUR, CODES_MESURE, dangerNomme, motifDuSignalement, TRANSIP } from './olinpe-codes';
import { estJeuneMajeur, estPlacement, type NatureMesure } from './mesures-ase';
import { SANS_OBJET, type LigneVariable, type Manque, type Saisie, type Valeur } from './olinpe-types';
import { VARIABLES_2_8, type Variable28 } from './olinpe-variables';
import type { MotifSignalement } from './suites';

/** Pseudonym under the key in use, and under the one before it. */
export interface Identifiants {
  readonly actuel: Saisie;
  readonly anterieur: Saisie;
}

export interface EnfantObserve {
  readonly identifiants: Identifiants;
  /** Null: no longer in the hub. */
  readonly sexe: Sexe | null;
  readonly dateNaissance: Jour | null;
}

/** One event of one measure, as the hub knew it on the day of the extraction. */
export interface EvenementMesure {
  readonly type: 'DEBUT' | 'RENOUVELLEMENT' | 'FIN';
  readonly collectivite: string;
  /** Local day of the event. */
  readonly le: Jour;
  readonly nature: NatureMesure;
  readonly debut: Jour;
  readonly fin: Jour | null;
  /** In a place of the ASE. */
  readonly heberge: boolean;
  /** The judge's decision then in force. */
  readonly decision: { readonly rendueLe: Jour; readonly provisoire: boolean; readonly saisineLe: Jour | null } | null;
  /** The information that led to it. */
  readonly information: {
    readonly recueLe: Jour;
    readonly emetteur: TypeInstitution;
    readonly natures: readonly NatureDanger[];
    readonly signalement: {
      readonly le: Jour;
      readonly direct: boolean;
      readonly motifs: readonly MotifSignalement[];
    } | null;
  } | null;
  readonly enfant: EnfantObserve;
}

const manque = (motif: Manque): Saisie => ({ manque: motif });
const NON_RECUEILLIE = () => manque('NON_RECUEILLIE');
const NON_LUE = () => manque('NON_LUE');
const TYPEV = { DEBUT: '1', RENOUVELLEMENT: '2', FIN: '3' } as const;
const SEXES: Readonly<Record<Sexe, Saisie>> = { M: '1', F: '2', I: { manque: 'SEXE_INCONNU' } };
const MOIS = 7;

/** Month granularity: the day of a date that has one is said unknown. */
function mois(jour: Jour, { format }: LigneVariable): string {
  return format === 'AAAA-MM-JJ' ? `${jour.slice(0, MOIS)}-99` : jour.slice(0, MOIS);
}

type Calcul = (evenement: EvenementMesure) => Saisie | { readonly jour: Jour };
type Information = NonNullable<EvenementMesure['information']>;

const deLInformation =
  (calcul: (information: Information) => ReturnType<Calcul>): Calcul =>
  ({ information }) =>
    information === null ? manque('SANS_INFORMATION') : calcul(information);
const danger = (variable: string): Calcul => deLInformation(({ natures }) => dangerNomme(variable, natures));
const avantSixAns: Calcul = ({ enfant: { dateNaissance }, le }) => {
  if (dateNaissance === null) return manque('NAISSANCE_INCONNUE');
  return le < ajouterDuree(dateNaissance, { annees: 6 }) ? manque('NON_RECUEILLIE') : SANS_OBJET;
};
const signalement = (calcul: (s: NonNullable<Information['signalement']>) => ReturnType<Calcul>): Calcul =>
  deLInformation((information) => (information.signalement === null ? SANS_OBJET : calcul(information.signalement)));
const naissance =
  (de: number, a: number): Calcul =>
  ({ enfant: { dateNaissance } }) =>
    dateNaissance?.slice(de, a) ?? manque('NAISSANCE_INCONNUE');

/** Every variable of the table, so that none is forgotten: the compiler counts them. */
const CALCULS: Readonly<Record<Variable28, Calcul>> = {
  NUMDEP: ({ collectivite }) => collectivite.padStart(3, '0'),
  NUMANONYM: ({ enfant }) => enfant.identifiants.actuel,
  NUMANONYMANT: ({ enfant }) => enfant.identifiants.anterieur,
  TYPEV: ({ type }) => TYPEV[type],
  SEXE: ({ enfant: { sexe } }) => (sexe === null ? manque('ENFANT_INCONNU') : SEXES[sexe]),
  ANAIS: naissance(0, 4),
  MNAIS: naissance(5, MOIS),
  MODACC: avantSixAns,
  SCODTCOM: NON_RECUEILLIE,
  NIVSCO: NON_LUE,
  // The CRIP of the hub received it.
  TRAITINFO: deLInformation(() => '1'),
  DATIP: deLInformation(({ recueLe }) => ({ jour: recueLe })),
  DATSIGN: signalement(({ direct, le }) => (direct ? { jour: le } : SANS_OBJET)),
  DATJE: ({ decision }) => {
    if (decision === null) return SANS_OBJET;
    return decision.saisineLe === null ? manque('NON_DITE') : { jour: decision.saisineLe };
  },
  ORIGIP: deLInformation(NON_RECUEILLIE),
  TRANSIP: deLInformation(({ emetteur }) => TRANSIP[emetteur]),
  MOTIFSIG: signalement(({ direct, motifs }) => (direct ? SANS_OBJET : motifDuSignalement(motifs))),
  ENQPENAL: NON_RECUEILLIE,
  SAISJUR: NON_RECUEILLIE,
  CONFL: NON_RECUEILLIE,
  VIOLFAM: danger('VIOLFAM'),
  SOUTSOC: NON_RECUEILLIE,
  SANTE: NON_RECUEILLIE,
  SECURITE: NON_RECUEILLIE,
  MORALITE: NON_RECUEILLIE,
  CONDEDUC: danger('CONDEDUC'),
  CONDEDEV: NON_RECUEILLIE,
  VIOLSEX: danger('VIOLSEX'),
  VIOLPHYS: danger('VIOLPHYS'),
  NEGLIG: danger('NEGLIG'),
  VIOLPSY: danger('VIOLPSY'),
  VIOLCONJ: danger('VIOLCONJ'),
  DANGER: danger('DANGER'),
  MINA: danger('MINA'),
  DECISION: ({ nature }) => CODES_MESURE[nature].decision,
  NATPDECADM: ({ nature, heberge }) => {
    const { decision, code } = CODES_MESURE[nature];
    if (decision === '2') return SANS_OBJET;
    return estJeuneMajeur(nature) && heberge ? ACCUEIL_JEUNE_MAJEUR : code;
  },
  NATDECASSED: ({ nature }) => {
    const { decision, code } = CODES_MESURE[nature];
    return decision === '2' ? code : SANS_OBJET;
  },
  NATDECPLAC: ({ nature, decision }) => {
    if (!estPlacement(nature)) return SANS_OBJET;
    if (decision === null) return manque('SANS_DECISION');
    return decision.provisoire ? '1' : '2';
  },
  TITAP: NON_RECUEILLIE,
  TYPINTERDOM: NON_LUE,
  DATDECMIN: NON_LUE,
  MOTFININT: ({ type }) => (type === 'FIN' ? manque('NON_LUE') : SANS_OBJET),
  DATDECPE: ({ nature, decision, type, le, debut }) => {
    if (CODES_MESURE[nature].decision === '2')
      return decision === null ? manque('SANS_DECISION') : { jour: decision.rendueLe };
    // The département's own decision: the hub keeps the day on which it takes effect, or is renewed.
    return { jour: type === 'RENOUVELLEMENT' ? le : debut };
  },
  DATDEB: ({ debut }) => ({ jour: debut }),
  DATFIN: ({ type, fin }) => (type === 'FIN' && fin !== null ? { jour: fin } : SANS_OBJET),
};

/** One record of the annexe 2-8: every variable, in the order of the table, with what it lacks. */
export function enregistrement28(evenement: EvenementMesure): Valeur[] {
  return (Object.entries(VARIABLES_2_8) as [Variable28, LigneVariable][]).map(([variable, ligne]) =>
    valeurDe(ligne, CALCULS[variable](evenement)),
  );
}

export function valeurDe(ligne: LigneVariable, saisie: Saisie | { readonly jour: Jour }): Valeur {
  if (typeof saisie === 'string') return { valeur: saisie };
  if ('sansObjet' in saisie) return { valeur: '', sansObjet: true };
  if ('jour' in saisie) return { valeur: mois(saisie.jour, ligne) };
  return { valeur: ligne.inconnu ?? '', manque: saisie.manque };
}
