import fc from 'fast-check';
import {
  ARRONDI,
  DIMENSIONS,
  NOMS_DIMENSIONS,
  partATemps,
  publierQuantiles,
  publierTable,
  publierTotal,
  SEUIL,
  type Comptes,
  type Dimension,
} from '../../src/domain/indicateurs';
import { annee, deduire, echanger, nombres, publier, type Fait } from './indicateurs-attaquant';

const n = (objets: number, enfants = objets, fratries = enfants): Comptes => ({ objets, enfants, fratries });
const masque = { objets: null, enfants: null, fratries: null };

describe('un tableau', () => {
  const table = (comptes: Record<string, Comptes>) => Object.fromEntries(publierTable(Object.keys(comptes), comptes));

  it('sans petit nombre, est publié en entier, arrondi', () => {
    expect(table({ A: n(7), B: n(13, 12, 9) })).toEqual({
      A: { objets: 5, enfants: 5, fratries: 5 },
      B: { objets: 15, enfants: 10, fratries: 10 },
    });
  });

  it('avec un petit nombre, retient aussi le plus petit des autres, et tous ses égaux', () => {
    expect(table({ A: n(4), B: n(9), C: n(30), D: n(9) })).toEqual({
      ...{ A: masque, B: masque, D: masque },
      C: { objets: 30, enfants: 30, fratries: 30 },
    });
  });

  it('un zéro est retenu comme un quatre', () => {
    expect(table({ A: n(0), B: n(9), C: n(30) })).toMatchObject({ A: masque, B: masque });
  });

  it('se règle sur la plus petite unité : six informations de quatre fratries sont retenues', () => {
    expect(table({ A: n(6, 5, 4), B: n(9), C: n(30) })).toMatchObject({ A: masque, B: masque });
  });

  it('où tout est petit ne dit rien ; une modalité que personne n’a comptée est un zéro', () => {
    expect(table({ A: n(3), B: n(2) })).toEqual({ A: masque, B: masque });
    expect([...publierTable(['A', 'B'], { A: n(50) }).values()]).toEqual([masque, masque]);
  });
});

test('un total sous le seuil ne dit rien', () => {
  expect(publierTotal(n(20, 10, 4))).toEqual(masque);
  expect(publierTotal(n(23, 11, 5))).toEqual({ objets: 25, enfants: 10, fratries: 5 });
});

describe('les délais', () => {
  const table = (aTemps: number, enRetard: number, nonFait = 10) =>
    publierTable(['A_TEMPS', 'EN_RETARD', 'NON_FAIT'], {
      ...{ A_TEMPS: n(aTemps), EN_RETARD: n(enRetard), NON_FAIT: n(nonFait) },
    });

  it('se publient quand assez de fratries sont de chaque côté', () => {
    const q = { mediane: 61, p90: 88 };
    expect(publierQuantiles(q, table(60, 10))).toEqual({ mediane: 60, p90: 90 });
    expect(publierQuantiles(q, table(20, 10))).toEqual({ mediane: 60, p90: null });
    expect(publierQuantiles(q, table(9, 9))).toEqual({ mediane: null, p90: null });
    expect(publierQuantiles({ mediane: null, p90: null }, table(60, 10))).toEqual({ mediane: null, p90: null });
  });

  it('et leur part à temps se taisent dès qu’un de leurs nombres est retenu', () => {
    expect(publierQuantiles({ mediane: 61, p90: 88 }, table(60, 3))).toEqual({ mediane: null, p90: null });
    expect(publierQuantiles({ mediane: 61, p90: 88 }, new Map())).toEqual({ mediane: null, p90: null });
    expect(partATemps(table(60, 20, 20))).toBe(0.6);
    expect(partATemps(table(60, 20, 3))).toBeNull();
    expect(partATemps(table(3, 20, 60))).toBeNull();
    expect(partATemps(new Map())).toBeNull();
  });
});

/** A small département: few children, so that almost every number is small. */
const dimensionsDUneInformation = NOMS_DIMENSIONS.filter((dimension) => dimension !== 'MESURE');
const modalite = (dimension: Dimension) => fc.constantFrom(...Object.keys(DIMENSIONS[dimension].modalites).slice(0, 4));
const information = fc.record(
  Object.fromEntries(dimensionsDUneInformation.map((dimension) => [dimension, modalite(dimension)])),
);
const fait: fc.Arbitrary<Fait> = fc
  .record({
    enfant: fc.nat(40),
    modalites: fc.oneof(
      { weight: 4, arbitrary: information },
      { weight: 1, arbitrary: fc.record({ MESURE: modalite('MESURE') }) },
    ),
    jours: fc.nat(200),
  })
  .map(({ enfant, ...reste }) => ({ ...reste, enfant, fratrie: Math.floor(enfant / 2) }));
const faits = fc.array(fait, { maxLength: 120 });

const petits = (lesFaits: readonly Fait[]) => {
  const { tables } = annee(lesFaits);
  return NOMS_DIMENSIONS.flatMap((dimension) =>
    Object.entries(tables[dimension])
      .filter(([, { fratries }]) => fratries < SEUIL)
      .map(([une]) => ({ dimension, une, comptes: tables[dimension] })),
  );
};

describe('qui a toutes les réponses', () => {
  it('n’obtient de un à quatre enfants par aucune somme ni différence, années et collectivités réunies', () => {
    fc.assert(
      fc.property(fc.array(faits, { minLength: 1, maxLength: 4 }), fait, (annees, unDePlus) => {
        // Years, collectivités, and each of them again with one child more: every linear combination is a multiple of 5.
        const publications = annees.flatMap((une) => [publier(une), publier([...une, unDePlus])]);
        for (const nombre of publications.flatMap(nombres)) expect(nombre % ARRONDI).toBe(0);
      }),
      { numRuns: 100 },
    );
  });

  it('ne place aucun nombre retenu entre un et quatre, totaux, sommes et arrondis connus', () => {
    fc.assert(
      fc.property(faits, (lesFaits) => {
        expect(deduire(publier(lesFaits)).filter(({ bas, haut }) => bas >= 1 && haut <= SEUIL - 1)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('ne le peut par aucun raisonnement : un autre monde, où ce nombre n’est pas petit, publie la même chose', () => {
    fc.assert(
      fc.property(faits, (lesFaits) => {
        const publies = publier(lesFaits);
        for (const { dimension, une, comptes } of petits(lesFaits)) {
          const assez = Object.entries(comptes).filter(([, { fratries }]) => fratries >= SEUIL);
          const plancher = Math.min(...assez.map(([, { fratries }]) => fratries));
          const [autre] = assez.find(([, { fratries }]) => fratries === plancher) ?? [];
          // None is large: there might as well be nobody under this label, everybody under another.
          const monde =
            autre === undefined
              ? lesFaits.map((un) => deplacer(un, dimension, une))
              : echanger(lesFaits, dimension, une, autre);
          expect(publier(monde)).toEqual(publies);
          const { fratries } = annee(monde).tables[dimension][une]!;
          expect(fratries === 0 || fratries >= SEUIL).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('est bien un attaquant : sans rien retenir, il trouverait', () => {
    const publies = publier([]);
    const nus = {
      ...publies,
      informations: { objets: 35, enfants: 35, fratries: 35 },
      tables: [
        {
          dimension: 'ORIGINE' as const,
          lignes: [
            { modalite: 'HOPITAL', objets: null, enfants: null, fratries: null },
            { modalite: 'MAIRIE', objets: 10, enfants: 10, fratries: 10 },
            { modalite: 'JUSTICE', objets: 15, enfants: 15, fratries: 15 },
          ],
        },
      ],
    };
    // Only one withheld, and no complement: what is left over is at least one.
    expect(deduire(nus).every(({ bas }) => bas >= 1)).toBe(true);
  });
});

function deplacer(un: Fait, dimension: Dimension, hors: string): Fait {
  if (un.modalites[dimension] === undefined) return un;
  const refuge = Object.keys(DIMENSIONS[dimension].modalites).find((autre) => autre !== hors)!;
  return { ...un, modalites: { ...un.modalites, [dimension]: refuge } };
}
