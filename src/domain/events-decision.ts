import { ase, crip, juge, parquet, parquetSaisissant } from './event-recipients';
import type { RegleEvenement } from './event-types';

const AILLEURS = "parquet d'un autre tribunal que celui du juge";

/** From the requête to the appeal: what the juge des enfants decides, and who is told. */
export const EVENEMENTS_DECISION = {
  'juge-des-enfants.saisi': {
    sujet: 'RequeteJuge',
    priorite: 2,
    destinataires: [
      { qui: crip, pourquoi: "CASF L226-4 I : la CRIP sait que l'autorité judiciaire est saisie" },
      { qui: ase, pourquoi: "l'ASE exécute la mesure et prépare l'audience (CPC 1188)" },
      { qui: juge, pourquoi: 'CPC 1184 : le juge du tribunal saisi convoque et statue dans les quinze jours' },
    ],
  },
  'audience.fixee': {
    sujet: 'RequeteJuge',
    priorite: 3,
    destinataires: [
      { qui: ase, pourquoi: 'CPC 1188 : le service à qui le mineur est confié est convoqué' },
      { qui: crip, pourquoi: 'le président du conseil départemental sait quand le juge entend les parties' },
      { qui: parquet, pourquoi: 'le parquet du tribunal sait quand le juge entend les parties' },
      {
        qui: parquetSaisissant,
        condition: AILLEURS,
        pourquoi: 'le parquet qui a saisi le juge suit ce que devient sa requête',
      },
    ],
  },
  'decision.notifiee': {
    sujet: 'DecisionJuge',
    priorite: 2,
    destinataires: [
      { qui: ase, pourquoi: 'CPC 1190 : la décision est notifiée au service à qui le mineur est confié' },
      { qui: crip, pourquoi: 'CASF R221-4 : le juge avise le président du conseil départemental' },
      { qui: parquet, pourquoi: 'CPC 1190 : avis de la décision est donné au procureur' },
      {
        qui: parquetSaisissant,
        condition: AILLEURS,
        pourquoi:
          "le parquet d'un autre tribunal du ressort suit la requête dont il a saisi le juge (C. civ. 375 al. 1)",
      },
    ],
  },
  'decision.notifiee-aux-parties': {
    sujet: 'DecisionJuge',
    priorite: 4,
    destinataires: [
      { qui: ase, pourquoi: "CPC 1191 : le service sait de quel jour court l'appel de chaque partie" },
      { qui: parquet, pourquoi: "CPC 1191 : le parquet sait de quel jour court l'appel de chaque partie" },
    ],
  },
  'appel.enregistre': {
    sujet: 'DecisionJuge',
    priorite: 3,
    destinataires: [
      {
        qui: ase,
        pourquoi: "CPC 1191 : le service à qui le mineur est confié sait que la décision n'est pas définitive",
      },
      { qui: crip, pourquoi: 'CASF R221-4 : le président du conseil départemental suit la décision dont il est avisé' },
      { qui: parquet, pourquoi: "CPC 1191 : le ministère public sait que la décision n'est pas définitive" },
      {
        qui: parquetSaisissant,
        condition: AILLEURS,
        pourquoi: 'le parquet qui a saisi le juge suit ce que devient sa requête',
      },
    ],
  },
  'appel.juge': {
    sujet: 'DecisionJuge',
    priorite: 2,
    destinataires: [
      { qui: ase, pourquoi: "le service qui exécute la décision sait ce que la cour d'appel en a fait" },
      { qui: crip, pourquoi: 'CASF R221-4 : le président du conseil départemental suit la décision dont il est avisé' },
      { qui: parquet, pourquoi: "le ministère public sait ce que la cour d'appel a décidé" },
      {
        qui: parquetSaisissant,
        condition: AILLEURS,
        pourquoi: 'le parquet qui a saisi le juge suit ce que devient sa requête',
      },
    ],
  },
} as const satisfies Record<string, RegleEvenement>;
