import { ajouterDuree, jourLocal, type Jour } from '../../../domain/calendar';
import { lieuDe } from '../../../domain/calendar-lieux';
import type { RegleEcheance } from '../../../domain/deadlines';
import { estJeuneMajeur, examenDu, finLegale, rapportDu, regleMesure } from '../../../domain/mesures-ase';
import { ecrire, type Ecriture } from '../../../platform/database';
import { ouvrirEcheance, type EcheancePubliee, type Ouverture } from '../../../platform/echeances';
import { newReference } from '../../../platform/reference';
import type { Inscription } from '../../../registres';
import { MesureRow } from './mesure.entity';

export type NouvelleMesure = Pick<MesureRow, 'nature' | 'enfantId' | 'collectivite' | 'debut'> & Partial<MesureRow>;

export interface MesureInscrite {
  readonly id: string;
  readonly reference: string;
  readonly ecritures: readonly Ecriture[];
  readonly echeances: readonly EcheancePubliee[];
}

type Horloge = Pick<Ouverture, 'regle' | 'acteur' | 'avertie' | 'jours'> & { readonly depart: Date };

/** The measure and the clocks that start with it, in the act's transaction. */
export function inscrireMesure(nouvelle: NouvelleMesure, { newId, now }: Inscription): MesureInscrite {
  const id = nouvelle.id ?? newId();
  const reference = newReference('ME');
  const { collectivite, nature, dateNaissance = null, terme = null } = nouvelle;
  const fin = finLegale(nature, dateNaissance, terme);
  const ouvertes = horloges(nouvelle).map((horloge) =>
    ouvrirEcheance(newId, { ...horloge, sujetId: id, sujetType: 'Mesure', collectivite, now, fin }),
  );
  const row = ligneMesure(nouvelle, { id, reference });
  return {
    id,
    reference,
    ecritures: [ecrire(MesureRow, row), ...ouvertes.map(({ ecriture }) => ecriture)],
    echeances: ouvertes.map(({ publiee }) => publiee),
  };
}

/** Its row, in progress, without the clocks that start with it. */
export function ligneMesure(
  nouvelle: NouvelleMesure,
  { id, reference }: Pick<MesureRow, 'id' | 'reference'>,
): MesureRow {
  const { nature, dateNaissance = null, terme = null } = nouvelle;
  return {
    ...{ tribunal: null, terme: null, confieA: null, lieuId: null, sansAgrementUrgence: false, estMna: false },
    ...{ lieuPrevuId: null, lieuPrevuLe: null, lieuSecret: false },
    ...{ referentFonction: null, referentService: null, decisionId: null, informationId: null, consentement: null },
    ...{ jeuneMajeur: null, motifExamen: null, parentsInformesLe: null, recueDe: null, recueLe: null },
    ...{ autoriteSaisieLe: null, autoriteSaisieMotifs: null, termineeLe: null, motifFin: null },
    ...{ renouvellements: 0, prolongations: 0, projetEtabliLe: null },
    ...nouvelle,
    ...{ id, reference, etat: 'EN_COURS', dateNaissance },
    majeurLe: finLegale(nature, dateNaissance, terme)?.jour ?? null,
  };
}

function horloges(nouvelle: NouvelleMesure): Horloge[] {
  const { nature, debut, terme, collectivite, dateNaissance = null } = nouvelle;
  const { base, projet, agrement } = regleMesure(nature);
  const rapport = rapportDu(nature, dateNaissance, jourDe(debut, collectivite));
  const examen = examenDu(nature, dateNaissance, jourDe(debut, collectivite));
  const majorite = dateNaissance !== null && !estJeuneMajeur(nature);
  return [
    ...(base === 'administrative' ? [finDeMesure(debut, terme ?? null, collectivite)] : []),
    ...(projet ? [{ regle: 'A6' as const, depart: debut }] : []),
    ...(rapport === null ? [] : [{ ...rapportAttendu(rapport, debut, nouvelle), ...dureeOrdonnee(rapport, nouvelle) }]),
    ...(examen === null ? [] : [{ regle: examen, depart: debut }]),
    ...(majorite && base === 'judiciaire' ? [{ regle: 'J19' as const, depart: midi(dateNaissance) }] : []),
    ...(majorite && base !== 'urgence' && agrement ? [{ regle: 'A11' as const, depart: midi(dateNaissance) }] : []),
  ];
}

/** The report of an investigation (J18) is due at the term that the judge set, when it is shorter than the usual six months. */
function dureeOrdonnee(
  rapport: RegleEcheance,
  { debut, terme, collectivite }: NouvelleMesure,
): { readonly jours?: number } {
  const jour = jourDe(debut, collectivite);
  const ordonnee = rapport === 'J18' && terme && terme > jour && terme < ajouterDuree(jour, { mois: 6 });
  return ordonnee ? { jours: joursEntre(jour, terme) } : {};
}

/**
 * A report is owed to the judge by whoever is in charge (C. civ. 375 last al.): the ASE when the child is entrusted to it
 * (CASF L223-5), otherwise someone outside the hub. Either way the ASE is warned, which follows the measure and records it.
 */
export function rapportAttendu(
  regle: RegleEcheance,
  depart: Date,
  { nature, collectivite }: Pick<MesureRow, 'nature' | 'collectivite'>,
): Horloge {
  const ase = `ase-${collectivite}`;
  return { regle, depart, acteur: regleMesure(nature).confieAse ? ase : null, avertie: ase };
}

/** End of an administrative measure at its term, or after one year when none is stated (CASF L223-5 al. 1). */
export function finDeMesure(debut: Date, terme: Jour | null, collectivite: string): Horloge {
  if (terme === null) return { regle: 'A9', depart: debut };
  return { regle: 'A9', depart: debut, jours: joursEntre(jourDe(debut, collectivite), terme) };
}

const JOUR_MS = 86_400_000;

function joursEntre(de: Jour, a: Jour): number {
  return Math.round((Date.parse(a) - Date.parse(de)) / JOUR_MS);
}

/** The civil day of an instant, where this collectivité is. */
export function jourDe(instant: Date, collectivite: string): Jour {
  return jourLocal(instant, lieuDe({ collectivite }).fuseau);
}

/** An hour at which it is that day in every collectivité. */
export function midi(jour: Jour): Date {
  return new Date(`${jour}T12:00:00Z`);
}
