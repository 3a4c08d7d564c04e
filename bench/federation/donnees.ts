/** Seeded: every process of the benchmark holds the same children. */
export function tirage(graine: number): (max: number) => number {
  let etat = graine >>> 0;
  return (max) => {
    etat = (etat + 0x6d2b79f5) >>> 0;
    let n = Math.imul(etat ^ (etat >>> 15), 1 | etat);
    n = (n + Math.imul(n ^ (n >>> 7), 61 | n)) ^ n;
    return Math.floor((((n ^ (n >>> 14)) >>> 0) / 2 ** 32) * max);
  };
}

export type Ligne = Readonly<Record<string, unknown>> & { readonly id: string };

/** What each institution holds, by what it is asked by. */
export interface Donnees {
  readonly enfants: ReadonlyMap<string, Ligne>;
  readonly informations: ReadonlyMap<string, Ligne>;
  readonly mesuresUrgentes: ReadonlyMap<string, Ligne>;
  readonly saisines: ReadonlyMap<string, Ligne>;
  /** Of a child. */
  readonly de: Readonly<
    Record<'informations' | 'mesuresUrgentes' | 'saisines' | 'decisions' | 'mesures', ReadonlyMap<string, Ligne[]>>
  > &
    Readonly<Record<'scolarite' | 'suiviSante', ReadonlyMap<string, object>>>;
  /** What the ASE adds to what others hold. */
  readonly ase: Readonly<Record<'astreintes' | 'receptions' | 'reponses', ReadonlyMap<string, object>>>;
}

export const ENFANTS = 80;
const LISTE_MIN = 30;
const LISTE_MAX = 70;

const NOMS = ['Moreau', 'Le Goff', 'N’Diaye', 'Etcheverry', 'Dupont-Lagarde', 'Benali', 'Müller', 'Ó Briain'];
const PRENOMS = ['Léa', 'Jean-Baptiste', 'Inès', 'Noé', 'Maëlys', 'Kylian', 'Anne-Sophie', 'Youssef'];
const URGENCES = ['STANDARD', 'IMMEDIATE'];
const RECIT = 'L’enfant a dit à son enseignante ne pas vouloir rentrer, et porte une marque au bras gauche.';

export const idEnfant = (rang: number) => `01900000-0000-7000-8000-${String(rang).padStart(12, '0')}`;

export function donnees(): Donnees {
  const tirer = tirage(20261123);
  const parmi = <T>(valeurs: readonly T[]): T => valeurs[tirer(valeurs.length)] as T;
  const jour = () => `202${String(tirer(6))}-0${String(1 + tirer(9))}-1${String(tirer(10))}`;
  const instant = () => `${jour()}T1${String(tirer(10))}:0${String(tirer(10))}:00+01:00`;
  const d = {
    enfants: new Map<string, Ligne>(),
    informations: new Map<string, Ligne>(),
    mesuresUrgentes: new Map<string, Ligne>(),
    saisines: new Map<string, Ligne>(),
    de: {
      informations: new Map<string, Ligne[]>(),
      mesuresUrgentes: new Map<string, Ligne[]>(),
      saisines: new Map<string, Ligne[]>(),
      decisions: new Map<string, Ligne[]>(),
      mesures: new Map<string, Ligne[]>(),
      scolarite: new Map<string, object>(),
      suiviSante: new Map<string, object>(),
    },
    ase: {
      astreintes: new Map<string, object>(),
      receptions: new Map<string, object>(),
      reponses: new Map<string, object>(),
    },
  };
  const echeance = () => ({ regle: `A${String(1 + tirer(9))}`, dateLimite: jour(), article: 'CASF D226-2-4 II' });
  const reception = () => ({
    ...{ etat: 'ACCUSEE', remiseLe: instant(), accuseeLe: instant(), accuseePar: 'Cadre d’astreinte' },
    escalades: Array.from({ length: tirer(3) }, (_, rang) => ({
      ...{ rang, fonction: 'Astreinte', canal: 'NOTIFICATION', le: instant() },
    })),
  });
  for (let rang = 0; rang < ENFANTS; rang += 1) {
    const id = idEnfant(rang);
    const liste = (genre: string, longueur: number, faire: (reference: string) => object): Ligne[] =>
      Array.from({ length: longueur }, (_, n) => {
        const reference = `${genre}-${String(rang).padStart(5, '0')}-${String(n).padStart(5, '0')}`;
        const commun = { id: reference, reference, enfantId: id, collectivite: '31', transmiseLe: instant() };
        return { ...commun, ...faire(reference) };
      });
    const longueur = () => LISTE_MIN + tirer(LISTE_MAX - LISTE_MIN + 1);
    d.enfants.set(id, {
      ...{ id, nomNaissance: parmi(NOMS), prenoms: parmi(PRENOMS), dateNaissance: jour(), sexe: 'F' },
      ...{ collectivite: '31', communeNaissance: tirer(2) === 0 ? '31555' : null },
    });
    const informations = liste('IP', longueur(), () => ({
      ...{ recueLe: instant(), urgence: parmi(URGENCES), naturePrincipale: 'VIOLENCES_PHYSIQUES' },
      ...{ empreinte: 'a'.repeat(64), horsHoraires: tirer(5) === 0, canal: 'HUB' },
      emetteur: { nom: `Collège ${parmi(NOMS)}`, personne: parmi(NOMS), fonction: 'Principal', redigeeLe: instant() },
      faits: [{ recit: RECIT, parolesEnfant: tirer(2) === 0 ? 'Je veux pas.' : null, date: jour() }],
      echeances: [echeance()],
    }));
    const mesuresUrgentes = liste('MU', longueur(), () => ({
      ...{ numeroParquet: `26${String(tirer(1_000_000))}`, motifs: RECIT, priseLe: instant(), magistrat: parmi(NOMS) },
      ...{ nature: 'OPP', tj: 'TJ Toulouse', echeances: [echeance(), echeance()] },
    }));
    const saisines = liste('SD', 1 + tirer(3), () => ({ faits: RECIT, delaiReponseJours: 30, echeances: [] }));
    d.de.informations.set(id, informations);
    d.de.mesuresUrgentes.set(id, mesuresUrgentes);
    d.de.saisines.set(id, saisines);
    const decisions = () => ({ nature: 'AEMO', rendueLe: instant(), magistrat: parmi(NOMS), motifs: RECIT });
    d.de.decisions.set(id, liste('DJ', tirer(3), decisions));
    d.de.mesures.set(
      id,
      liste('MA', tirer(3), () => ({ etat: 'EN_COURS', debut: instant(), confieA: 'MECS' })),
    );
    d.de.scolarite.set(id, { uai: '0310036Z', classe: parmi(['6e B', 'CM1']), declareeLe: instant() });
    if (tirer(2) === 0) d.de.suiviSante.set(id, { finess: '310783048', declareLe: instant() });
    for (const une of informations) d.informations.set(une.id, une);
    for (const une of informations) if (tirer(3) === 0) d.ase.astreintes.set(une.id, reception());
    for (const une of mesuresUrgentes) d.mesuresUrgentes.set(une.id, une);
    for (const une of mesuresUrgentes) d.ase.receptions.set(une.id, reception());
    for (const une of saisines) d.saisines.set(une.id, une);
    for (const une of saisines)
      d.ase.reponses.set(une.id, { repondueLe: instant(), reponduePar: 'Directrice', reponse: RECIT });
  }
  return d;
}
