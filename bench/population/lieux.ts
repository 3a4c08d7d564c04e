import { uaiKey } from '../../src/domain/check-digits';
import { communes } from '../../src/domain/communes';
import { collectiviteDeCommune } from '../../src/domain/territoire';
import type { Tirage } from '../../test/support/tirage';

export interface Residence {
  readonly collectivite: string;
  /** INSEE code. */
  readonly commune: string;
  /** School of the place. */
  readonly uai: string;
}

/** Where families live: each collectivité with its communes and its schools. */
export interface Lieux {
  readonly collectivites: readonly string[];
  residence(hasard: Tirage): Residence;
  /** Another place of the same collectivité. */
  voisine(residence: Residence, hasard: Tirage): Residence;
}

const COMMUNES = 40;
const ECOLES = 20;
/** A big département receives this part of all: 7,450 children of a country's 370,000. */
const GRANDE = '31';
const PART_GRANDE = 0.02;

/** Numbers of schools with a right key that no directory attributes: 9xxx in the département's own series. */
function ecoles(departement: string): string[] {
  const prefixe = `${departement.padStart(3, '0').replace('02A', '620').replace('02B', '720')}9`;
  return Array.from({ length: ECOLES }, (_, rang) => {
    const numero = `${prefixe}${String(100 + rang)}`;
    return `${numero}${uaiKey(numero)}`;
  });
}

export function lieux(): Lieux {
  const places = new Map<string, Residence[]>();
  for (const { code, territoire } of communes()) {
    const trouvee = collectiviteDeCommune(code);
    if (!trouvee.ok) continue;
    const collectivite = trouvee.value.code;
    const connues = places.get(collectivite) ?? [];
    if (connues.length >= COMMUNES) continue;
    connues.push({ collectivite, commune: code, uai: ecoles(territoire)[connues.length % ECOLES] ?? '' });
    places.set(collectivite, connues);
  }
  const collectivites = [...places.keys()];
  const dans = (collectivite: string, hasard: Tirage) => hasard.parmi(places.get(collectivite) ?? []);
  return {
    collectivites,
    residence: (hasard) => dans(hasard.vrai(PART_GRANDE) ? GRANDE : hasard.parmi(collectivites), hasard),
    voisine: ({ collectivite }, hasard) => dans(collectivite, hasard),
  };
}
