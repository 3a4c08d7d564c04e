import { comparer } from '../../src/domain/identite/comparer';
import { compter, estimer, type Bloc, type Motif } from '../../src/domain/identite/estimation';
import { mettreEnForme, type Forme } from '../../src/domain/identite/forme';
import type { Comparaison, Table, Trait } from '../../src/domain/identite/niveaux';
import { EXCLUSIONS } from '../../src/domain/identite/regles';
import type { TraitsEnfant } from '../../src/domain/identite/traits';
import { tirageDe, type Tirage } from '../../test/support/tirage';

const AU_HASARD = 3_000_000;
const PAR_GROUPE = 60;

/** Blocks of the estimation: a key, and the traits that it settles. Each trait is free in one of them at least. */
const BLOCS: readonly { readonly cle: (forme: Forme) => string | null; readonly ignores: readonly Trait[] }[] = [
  { cle: ({ date }) => date, ignores: ['date'] },
  {
    cle: ({ nom, prenoms }) => nom && prenoms && `${nom.son}|${prenoms.son}`,
    ignores: ['nom', 'prenoms'],
  },
];

/** The table of m and u, from records without labels. */
export function estimerSur(dossiers: readonly TraitsEnfant[], graine: number): Table {
  const formes = dossiers.map(mettreEnForme);
  const blocs = BLOCS.map(({ cle, ignores }): Bloc => ({ motifs: compter(paires(formes, cle)), ignores }));
  return estimer(compter(auHasard(formes, tirageDe(graine))), blocs, separes);
}

function* auHasard(formes: readonly Forme[], hasard: Tirage): Generator<Comparaison> {
  for (let i = 0; i < AU_HASARD; i += 1) yield comparer(hasard.parmi(formes), hasard.parmi(formes));
}

/** Each record with those just before it in its group: big groups weigh by their members, not by their square. */
function* paires(formes: readonly Forme[], cle: (forme: Forme) => string | null): Generator<Comparaison> {
  const groupes = new Map<string, Forme[]>();
  for (const forme of formes) {
    const sienne = cle(forme);
    if (sienne === null) continue;
    const groupe = groupes.get(sienne) ?? [];
    for (const autre of groupe.slice(-PAR_GROUPE)) yield comparer(forme, autre);
    groupe.push(forme);
    groupes.set(sienne, groupe);
  }
}

/** What a hard rule says are two children, by the levels alone. */
function separes({ comparaison }: Motif): boolean {
  return EXCLUSIONS.some(({ vaut }) => vaut(comparaison, VIDE, VIDE));
}

const VIDE = mettreEnForme({ nomNaissance: '', prenoms: '', sexe: 'I', vuLe: '' });
