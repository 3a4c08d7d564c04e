import { observer } from '../acces/observer';
import { proteger } from '../acces/proteger';
import type { Registres } from '../registres';
import type { Transferable } from '../transferable';
import * as administration from './administration';
import * as ase from './ase';
import * as crip from './crip';
import * as defenseur from './defenseur';
import * as education from './education';
import * as justice from './justice';
import { preuve } from './preuve';
import * as sante from './sante';

/**
 * The six institutions, the hub's operator and the proof of what the hub did with them, in the order of the schema;
 * each under the access table, and watched. A subgraph is added here and nowhere else.
 */
export const SUBGRAPHS = [
  crip.crip,
  ase.ase,
  justice.justice,
  education.education,
  sante.sante,
  defenseur.defenseur,
  administration.administration,
  preuve,
].map((subgraph) => observer(proteger(subgraph)));

export const SUBGRAPH_ENTITIES = [
  ...crip.ENTITIES,
  ...ase.ENTITIES,
  ...justice.ENTITIES,
  ...education.ENTITIES,
  ...sante.ENTITIES,
  ...defenseur.ENTITIES,
  ...administration.ENTITIES,
];

/** What may pass to another hub (decision 0030): a file in its subgraph and a line here. */
export const TRANSFERABLES: readonly Transferable[] = [crip.informationTransferee, ase.mesureTransferee];

/** Who writes which row of an act that concerns several institutions; one set per hub, for what they remember. */
export const registres = (): Registres => ({
  inscrireEnfant: crip.inscrireEnfant,
  enfantConnu: crip.enfantConnu,
  lierEnfant: crip.lierEnfant,
  identiteConnue: crip.identiteConnue,
  informationDe: crip.informationDe,
  piecesDuDossier: crip.piecesDuDossier,
  signalerDossier: crip.signalerDossier,
  recevoirDossier: crip.recevoirDossier,
  porterProtections: crip.porterProtections,
  protectionsDe: crip.lireAPorter,
  poserProtections: crip.poserProtections,
  decisionsDuDossier: justice.decisionsDuDossier,
  transfererDecision: justice.transfererDecision,
  mesureEnCours: ase.mesureEnCours,
  enCharge: ase.enCharge,
  declarerScolarite: education.declarerScolarite,
  ecolesDesEnfants: education.ecolesDesEnfants,
  declarerSuivi: sante.declarerSuivi,
  ouvrirReception: ase.ouvrirReception,
  cesserAstreinte: ase.cesserAstreinte,
  attendreReponse: ase.attendreReponse,
  noterSuites: crip.noterSuites,
  noterSaisineJuge: crip.noterSaisineJuge,
  receptionHorsHoraires: crip.horairesDesCrip(),
  recevoirSoitTransmis: crip.recevoirSoitTransmis,
  ouvrirAide: ase.ouvrirAide,
  ouvrirMesure: ase.ouvrirMesure,
  terminerMesures: ase.terminerMesures,
  noterPassage: ase.noterPassage,
  finirDecisions: justice.finirDecisions,
});
