import { ACTES_DU_CYCLE } from './actes-du-cycle';
import {
  ETAT_INITIAL,
  ETATS_FINAUX,
  ETATS_INFORMATION,
  TRANSITIONS,
  type EtatInformation,
  type Transition,
} from './transitions';

export * from './actes-du-cycle';
export * from './transitions';

export type ResultatTransition =
  { readonly ok: true; readonly transition: Transition } | { readonly ok: false; readonly message: string };

/** What an act does to a state; a refusal names the state, what is allowed from it, to whom, and why. */
export function franchir(etat: EtatInformation, acte: string): ResultatTransition {
  const depuis = TRANSITIONS.filter(({ de }) => de === etat);
  const transition = depuis.find((candidate) => candidate.acte === acte);
  if (transition) return { ok: true, transition };
  const permis = depuis.map((une) => `${acteEnClair(une.acte)} (${une.pourquoi}, ${texteEnClair(une.article)})`);
  const suite = permis.length === 0 ? 'plus aucun acte n’est attendu' : `sont permis : ${permis.join(' ; ')}`;
  return {
    ok: false,
    message: `L'information est à l'état « ${ETATS_INFORMATION[etat]} » : ${acteEnClair(acte)} n'y est pas permis ; ${suite}.`,
  };
}

/** As whoever does it calls it: the operation of the API, what it then says, and who may do it when the CRIP may not. */
export function acteEnClair(acte: string, auteur: 'avec auteur' | 'sans auteur' = 'avec auteur'): string {
  const connu = Object.entries(ACTES_DU_CYCLE).find(([nom]) => nom === acte)?.[1];
  if (connu === undefined) return acte;
  const { operation, dit, par } = connu;
  const nomme = par === 'CRIP' || auteur === 'sans auteur' ? '' : `, par le ${par}`;
  return `${operation}${dit === undefined ? '' : `, ${dit}`}${nomme}`;
}

function texteEnClair(article: string): string {
  return article === 'Pratique' ? 'usage des CRIP, sans texte' : article;
}

/**
 * States in which no evaluation is owed any more, so that its clock stops without being kept: not an information
 * préoccupante, evaluated elsewhere, or in the hands of the procureur (CASF D226-2-4 I: entrusted, or signalled).
 */
const SANS_EVALUATION: readonly EtatInformation[] = ['REORIENTEE', 'NON_QUALIFIEE', 'JOINTE', 'SIGNALEE'];

/** The report is given: its clock has stopped already. */
const APRES_RAPPORT: readonly EtatInformation[] = ['EVALUEE', 'AIDE_ADMINISTRATIVE'];

/** Acts after which an evaluation is owed again: still that of D226-2-4 II, from the same reception. */
const REPRISES: readonly string[] = ['rouvrir', 'completerEvaluation', 'enregistrerSuitesRenvoi'];

/** What a transition does to the clock of the evaluation (A1): its report keeps it, other ways out leave it pointless. */
export function effetSurEvaluation({ de, vers, acte }: Transition): 'TENUE' | 'SANS_OBJET' | 'ROUVERTE' | null {
  if (acte === 'rendreEvaluation') return 'TENUE';
  if (SANS_EVALUATION.includes(vers)) return APRES_RAPPORT.includes(de) ? null : 'SANS_OBJET';
  return REPRISES.includes(acte) ? 'ROUVERTE' : null;
}

/** Nobody works on it any more. */
export const ETATS_CLOS: readonly EtatInformation[] = [...ETATS_FINAUX, 'NON_QUALIFIEE'];

/** An information that another may still be joined to. */
export function estOuverte(etat: EtatInformation): boolean {
  return !ETATS_CLOS.includes(etat);
}

/** What is wrong with a table of transitions; empty when nothing is. */
export function defautsDuCycle(transitions: readonly Transition[] = TRANSITIONS): string[] {
  const etats = Object.keys(ETATS_INFORMATION) as EtatInformation[];
  const connu = (etat: string) => Object.hasOwn(ETATS_INFORMATION, etat);
  const inconnus = transitions.flatMap(({ de, vers }) => [de, vers].filter((etat) => !connu(etat)));
  const atteints = new Set<string>([ETAT_INITIAL]);
  for (let taille = 0; taille !== atteints.size;) {
    taille = atteints.size;
    for (const { de, vers } of transitions) if (atteints.has(de)) atteints.add(vers);
  }
  const sansIssue = etats.filter(
    (etat) => !ETATS_FINAUX.includes(etat) && !transitions.some(({ de, vers }) => de === etat && vers !== etat),
  );
  const doubles = transitions.filter(
    (une, i) => transitions.findIndex(({ de, acte }) => de === une.de && acte === une.acte) !== i,
  );
  return [
    ...inconnus.map((etat) => `état inconnu : ${etat}`),
    ...etats.filter((etat) => !atteints.has(etat)).map((etat) => `état inatteignable : ${etat}`),
    ...sansIssue.map((etat) => `état sans issue qui n'est pas final : ${etat}`),
    ...transitions
      .filter(({ acte }) => !Object.hasOwn(ACTES_DU_CYCLE, acte))
      .map(({ acte }) => `acte que personne ne fait : ${acte}`),
    ...doubles.map(({ de, acte }) => `deux transitions pour ${acte} depuis ${de}`),
  ];
}

/** The table as a Mermaid state diagram. */
export function diagramme(): string {
  const etats = Object.entries(ETATS_INFORMATION).map(([code, label]) => `  ${code} : ${label}`);
  const fleches = TRANSITIONS.map(({ de, acte, vers }) => `  ${de} --> ${vers} : ${acteEnClair(acte)}`);
  const fins = ETATS_FINAUX.map((etat) => `  ${etat} --> [*]`);
  return ['stateDiagram-v2', ...etats, `  [*] --> ${ETAT_INITIAL}`, ...fleches, ...fins].join('\n');
}
