import { estUnLien, remplie, type Condition, type Faits, type Lecteur } from './access-conditions';
import { codeOccultation, ELEMENTS, mandate, NOMS_ELEMENTS, type Element, type LigneElement } from './access-elements';
import { celluleDe } from './access-matrice';

/** What is told in the place of a value that is withheld. */
export interface Occultation {
  readonly code: string;
  readonly motif: string;
  /** Text, or the reason of the proposal. */
  readonly article: string;
}

/** What one reader is before one data element, before any record is known. */
export interface Droit {
  /** The operation that reads it is refused. */
  readonly refuse: boolean;
  /** Withheld whatever the record. */
  readonly retenu: boolean;
  /** Asked of each record. */
  readonly si: readonly Condition[];
  readonly occultation: Occultation;
}

export type Droits = Readonly<Record<Element, Droit>>;

/** The whole column of a reader: its mandates and its purpose are settled, the records are not. */
export function droitsDe(lecteur: Lecteur): Droits {
  return Object.fromEntries(NOMS_ELEMENTS.map((element) => [element, droitDe(lecteur, element)])) as Droits;
}

function droitDe(lecteur: Lecteur, element: Element): Droit {
  const { mandats, motif }: LigneElement = ELEMENTS[element];
  const { effet, si, base } = celluleDe(lecteur.acteur, element);
  if (!mandate(mandats, lecteur.mandats))
    return { refuse: true, retenu: true, si: [], occultation: sansMandat(mandats) };
  const occultation = { code: codeOccultation(element), motif, article: base };
  return { refuse: effet === 'REFUSER', retenu: effet !== 'PERMETTRE', si, occultation };
}

function sansMandat(mandats: LigneElement['mandats']): Occultation {
  const manquants = mandats.map((tous) => tous.join(' et ')).join(' ou ');
  return {
    code: 'MANDAT_ABSENT',
    motif: `Votre jeton ne porte pas le mandat qui ouvre cet élément (${manquants}).`,
    article: 'CASF L226-2-2 : strict nécessaire',
  };
}

/** Whether this record's element is read; on a field that leads to other records, what chooses them decides of the links. */
export function permis({ retenu, si }: Droit, faits: Faits, lecteur: Lecteur, versDAutres = false): boolean {
  if (retenu) return false;
  return si.every((condition) => (versDAutres && estUnLien(condition)) || remplie(condition, faits, lecteur));
}
