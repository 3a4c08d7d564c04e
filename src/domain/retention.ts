import { ajouterDuree, FUSEAU_METROPOLE, jourLocal, retrancherDuree, type Jour } from './calendar';
import { estPlacement, regleMesure, type NatureMesure } from './mesures-ase';
import { majorite } from './minorite';
import {
  LIGNES_DOSSIERS,
  LIGNES_TECHNIQUES,
  type CategorieDossier,
  type CategorieTechnique,
  type LigneConservation,
  type LigneDossier,
} from './retention-rows';

export * from './retention-rows';

/** What a closed file says of how long it is kept. */
export interface FaitsDossier {
  readonly naissance: Jour | null;
  /** Age that the child had at least on `premierContact`, when its birth is unknown. */
  readonly ageMinimal: number | null;
  /** First and last operations recorded about the child. */
  readonly premierContact: Jour;
  readonly dernierContact: Jour;
  /** What became of its informations. */
  readonly issues: readonly ('CLASSEE' | 'NON_QUALIFIEE')[];
  readonly mesures: readonly { readonly nature: NatureMesure; readonly fin: Jour | null }[];
  /** Another département sent a part of it (CASF L221-3). */
  readonly recueDAilleurs: boolean;
}

/** A date and the row that sets it: of several, the one that keeps longest. */
export interface Terme {
  /** Last day. */
  readonly fin: Jour;
  readonly ligne: LigneDossier;
}

export interface Conservation {
  /** Last day in the active base; then the file goes to the restricted archive. */
  readonly active: Terme;
  /** Last day that it must be kept; then its elimination may be proposed to the archivist, and no more. */
  readonly totale: Terme;
}

/** How long a closed file is kept, and why, by the rows in force on that day. */
export function conservationDe(faits: FaitsDossier, le: Jour): Conservation {
  const termes = categoriesDe(faits).map(({ categorie, depart }) => {
    const ligne = ligneEnVigueur(LIGNES_DOSSIERS, categorie, le);
    const fin = ajouterDuree(depart, ligne.active);
    return { active: { fin, ligne }, totale: { fin: finTotale(ligne, fin, faits), ligne } };
  });
  return {
    active: laPlusLongue(termes.map(({ active }) => active)),
    totale: laPlusLongue(termes.map((t) => t.totale)),
  };
}

/** What was dated before that instant is destroyed; null: nothing is. */
export function limiteDePurge(categorie: CategorieTechnique, now: Date): Date | null {
  const le = jourLocal(now, FUSEAU_METROPOLE);
  const { active, sort } = ligneEnVigueur(LIGNES_TECHNIQUES, categorie, le);
  return active === null || sort !== 'PURGE' ? null : new Date(`${retrancherDuree(le, active)}T00:00:00Z`);
}

/** How long what another département sent about a measure of that nature is kept (CASF R221-9); null: no measure. */
export function ligneTransferee(nature: NatureMesure | null, le: Jour): LigneDossier {
  const genre = nature === null ? null : genreDe(nature);
  return ligneEnVigueur(LIGNES_DOSSIERS, genre === null ? 'TRANSFEREE' : `TRANSFEREE_${genre}`, le);
}

/** Last day on which a request for information that led to no measure is read, by either end (CASF R221-9). */
export function finDeLecture(derniere: Jour): Jour {
  return ajouterDuree(derniere, ligneTransferee(null, derniere).active);
}

/** The row of a category that holds on that day. @throws Error when the table has none: a mistake in the table */
export function ligneEnVigueur<L extends LigneConservation>(
  lignes: readonly L[],
  categorie: L['categorie'],
  le: Jour,
): L {
  const ligne = lignes.find(
    ({ categorie: une, validFrom, validTo }) =>
      une === categorie && (validFrom === null || validFrom <= le) && (validTo === null || le < validTo),
  );
  if (ligne === undefined) throw new Error(`no row of retention holds for ${categorie} on ${le}`);
  return ligne;
}

interface Due {
  readonly categorie: CategorieDossier;
  readonly depart: Jour;
}

/** Every row that a file falls under: its last contact always counts, each of its measures too. */
function categoriesDe(faits: FaitsDossier): Due[] {
  const { dernierContact, recueDAilleurs } = faits;
  const mesures = faits.mesures.map(({ nature, fin }) => ({ genre: genreDe(nature), depart: fin ?? dernierContact }));
  return [
    { categorie: issueDe(faits), depart: dernierContact },
    ...mesures.map(({ genre, depart }): Due => ({ categorie: genre ?? 'AIDE_ADMINISTRATIVE', depart })),
    ...(recueDAilleurs ? [{ categorie: 'TRANSFEREE' as const, depart: dernierContact }] : []),
    ...mesures.flatMap(({ genre, depart }): Due[] =>
      recueDAilleurs && genre ? [{ categorie: `TRANSFEREE_${genre}`, depart }] : [],
    ),
  ];
}

function issueDe({ issues }: FaitsDossier): CategorieDossier {
  if (issues.length === 0) return 'SANS_INFORMATION';
  return issues.includes('CLASSEE') ? 'CLASSEE' : 'NON_QUALIFIEE';
}

/** Out of its home, whoever decided it: entrusted by a judge, taken in by contract or in emergency. */
function genreDe(nature: NatureMesure): 'AEMO' | 'PLACEMENT' | null {
  if (nature === 'AEMO' || nature === 'AEMO_RENFORCEE') return 'AEMO';
  const horsDeChezLui = estPlacement(nature) || regleMesure(nature).agrement || nature === 'TIERS_DURABLE_BENEVOLE';
  return horsDeChezLui ? 'PLACEMENT' : null;
}

/** An unknown birth is the latest that the file allows: a file kept too long can still be destroyed. */
function finTotale({ apresMajorite }: LigneDossier, fin: Jour, faits: FaitsDossier): Jour {
  if (apresMajorite === null) return fin;
  const { naissance, ageMinimal, premierContact } = faits;
  const auPlusTard = naissance ?? retrancherDuree(premierContact, { annees: ageMinimal ?? 0 });
  const apres = ajouterDuree(majorite(auPlusTard), apresMajorite);
  return apres > fin ? apres : fin;
}

function laPlusLongue(termes: readonly Terme[]): Terme {
  return termes.reduce((longue, terme) => (terme.fin > longue.fin ? terme : longue));
}
