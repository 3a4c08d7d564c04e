import { famille, type EnfantInvente, type Famille } from './familles';
import type { Tirage } from '../../test/support/tirage';
import type { Lieux, Residence } from './lieux';

/** One day somebody writes about one child, who lives there that day. */
export interface Signale {
  readonly le: Date;
  readonly famille: Famille;
  readonly enfant: EnfantInvente;
  readonly residence: Residence;
}

export interface Chronique {
  /** About how many sheets in all. */
  readonly nombre: number;
  /** The last day. */
  readonly jusqua: Date;
  readonly annees: number;
}

const JOUR_MS = 86_400_000;
/** A family is heard of again within two years, or no more. */
const SUIVI_JOURS = 730;
const PAR_ENFANT = [1, 1, 1, 2, 2, 3] as const;
const PART_FRATRIE = 0.6;
/** Sheets per family that these parts give; measured, to aim at a number. */
const PAR_FAMILLE = 3.1;

/**
 * Years of sheets in the order of time, day after day. Only the families of the last two years are in memory, whatever
 * the number.
 */
export function* chronique({ nombre, jusqua, annees }: Chronique, lieux: Lieux, hasard: Tirage): Generator<Signale> {
  const jours = annees * 365;
  const parJour = nombre / PAR_FAMILLE / (jours - SUIVI_JOURS / 4);
  const aVenir = new Map<number, Signale[]>();
  let dues = 0;
  for (let jour = 0; jour < jours; jour += 1) {
    const matin = jusqua.getTime() - (jours - jour) * JOUR_MS;
    for (dues += parJour; dues >= 1; dues -= 1) {
      const une = famille(new Date(matin), lieux, hasard);
      for (const [dans, signale] of suivi(une, matin, hasard)) {
        const ce = aVenir.get(jour + dans);
        if (ce) ce.push(signale);
        else aVenir.set(jour + dans, [signale]);
      }
    }
    const duJour = aVenir.get(jour) ?? [];
    aVenir.delete(jour);
    yield* duJour.sort((a, b) => a.le.getTime() - b.le.getTime());
  }
}

/** What will be written about a family: the siblings often the same day as the first. */
function suivi(une: Famille, matin: number, hasard: Tirage): [number, Signale][] {
  const signales: [number, Signale][] = [];
  for (const [rang, enfant] of une.enfants.entries()) {
    if (rang > 0 && !hasard.vrai(PART_FRATRIE)) continue;
    for (let fois = hasard.parmi(PAR_ENFANT); fois > 0; fois -= 1) {
      const dans = fois === 1 ? 0 : hasard.entre(1, SUIVI_JOURS - 1);
      const le = new Date(matin + dans * JOUR_MS + hasard.entre(8 * 60, 18 * 60) * 60_000 + hasard.entre(0, 59_999));
      const residence = dans > SUIVI_JOURS / 2 ? une.ensuite : une.residence;
      if (mineur(enfant, le)) signales.push([dans, { le, famille: une, enfant, residence }]);
    }
  }
  return signales;
}

function mineur({ dateNaissance }: EnfantInvente, le: Date): boolean {
  return le.getTime() - Date.parse(dateNaissance) < 17.9 * 365.25 * JOUR_MS;
}
