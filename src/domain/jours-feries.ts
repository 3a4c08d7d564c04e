import feriesDeLAnnee from '@socialgouv/jours-feries';
import { ajouterDuree, jourDeSemaine, type Jour } from './calendar';
import type { Lieu } from './calendar-lieux';
import { LIGNES_FERIES, type LigneFerie } from './jours-feries-rows';

export * from './jours-feries-rows';

/** The holidays of a place in a year, by day. */
export interface FeriesDuLieu {
  readonly feries: ReadonlyMap<Jour, LigneFerie>;
  /** Days that may be holidays there, but were not checked: they move no term. */
  readonly aVerifier: ReadonlyMap<Jour, LigneFerie>;
}

const ANNEES_RETENUES = 1000;

/** Days of a year and a place, computed once. Emptied when full: the next ones cost a few microseconds each. */
const connus = new Map<string, FeriesDuLieu>();

export function joursFeries(annee: number, lieu: Lieu): FeriesDuLieu {
  const cle = `${annee} ${lieu.territoire ?? ''} ${lieu.commune ?? ''}`;
  let jours = connus.get(cle);
  if (jours === undefined) {
    jours = calculerFeries(annee, lieu, LIGNES_FERIES);
    if (connus.size >= ANNEES_RETENUES) connus.clear();
    connus.set(cle, jours);
  }
  return jours;
}

/** The same over any table, without memory. */
export function calculerFeries(annee: number, lieu: Lieu, lignes: readonly LigneFerie[]): FeriesDuLieu {
  const fetes = feriesDeLAnnee(annee, { alsace: true });
  const feries = new Map<Jour, LigneFerie>();
  const aVerifier = new Map<Jour, LigneFerie>();
  for (const ligne of lignes) {
    const jour = 'jour' in ligne.date ? `${annee}-${ligne.date.jour}` : jourDeLaBibliotheque(fetes[ligne.date.fete]);
    if (sApplique(ligne, lieu, jour)) (ligne.verifie ? feries : aVerifier).set(jour, ligne);
  }
  for (const jour of feries.keys()) aVerifier.delete(jour);
  return { feries, aVerifier };
}

function sApplique({ territoires, communes, validFrom, validTo }: LigneFerie, lieu: Lieu, jour: Jour): boolean {
  return (
    (territoires === null || territoires.includes(String(lieu.territoire))) &&
    (communes === null || communes.includes(String(lieu.commune))) &&
    (validFrom === null || validFrom <= jour) &&
    (validTo === null || jour < validTo)
  );
}

const MIDI = 12 * 3_600_000;

/**
 * The library adds days of twenty-four hours to a local midnight: where the clocks changed in between it is an hour off,
 * so the day is read at noon.
 */
export function jourDeLaBibliotheque(date: Date | undefined): Jour {
  if (date === undefined) throw new RangeError('La bibliothèque des jours fériés ne connaît pas cette fête.');
  const noon = new Date(date.getTime() + MIDI);
  const pad = (value: number) => String(value).padStart(2, '0');
  // eslint-disable-next-line no-restricted-syntax -- the library answers in the time zone of the machine
  return `${noon.getFullYear()}-${pad(noon.getMonth() + 1)}-${pad(noon.getDate())}`;
}

/** Why nothing can be done on that day (CPC, art. 642 al. 2), or `null` on a working day. */
export function motifNonOuvrable(jour: Jour, lieu: Lieu): string | null {
  const ferie = joursFeries(Number(jour.slice(0, 4)), lieu).feries.get(jour);
  if (ferie !== undefined) return ferie.nom;
  return { 0: 'dimanche', 6: 'samedi' }[jourDeSemaine(jour)] ?? null;
}

/** Holiday that could not be checked for this place, on that day. */
export function ferieAVerifier(jour: Jour, lieu: Lieu): LigneFerie | undefined {
  return joursFeries(Number(jour.slice(0, 4)), lieu).aVerifier.get(jour);
}

export interface Report {
  readonly jour: Jour;
  /** The days passed over, in order, each with why. Empty when the term is a working day. */
  readonly ecartes: readonly { readonly jour: Jour; readonly motif: string }[];
}

/** Moved to the first working day, when the term is a Saturday, a Sunday or a public holiday (CPC, art. 642 al. 2). */
export function premierJourOuvrable(terme: Jour, lieu: Lieu): Report {
  const ecartes: { jour: Jour; motif: string }[] = [];
  let jour = terme;
  for (let motif = motifNonOuvrable(jour, lieu); motif !== null; motif = motifNonOuvrable(jour, lieu)) {
    ecartes.push({ jour, motif });
    jour = ajouterDuree(jour, { jours: 1 });
  }
  return { jour, ecartes };
}
