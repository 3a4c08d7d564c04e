import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
  ajouter,
  BORD_VIDE,
  cheminCoherence,
  cheminInclusion,
  hashFeuille,
  replier,
  sousArbres,
  verifierCoherence,
  verifierInclusion,
  type Bord,
  type Etendue,
} from '../../src/audit/merkle';

/** The tree that the implementations of RFC 6962 and RFC 9162 share as a test vector: eight leaves, in hexadecimal. */
const VECTEUR = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const RACINES = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

class Arbre {
  bord: Bord = BORD_VIDE;
  readonly noeuds = new Map<string, Buffer>();
  readonly feuilles: Buffer[] = [];

  constructor(contenus: readonly Buffer[]) {
    for (const contenu of contenus) {
      const { bord, noeuds } = ajouter(this.bord, hashFeuille(contenu));
      this.bord = bord;
      this.feuilles.push(noeuds[0]!.hash);
      for (const { niveau, indice, hash } of noeuds) this.noeuds.set(`${niveau}/${indice}`, hash);
    }
  }

  hash(etendue: Etendue): Buffer {
    return replier(sousArbres(etendue).map(({ niveau, indice }) => this.noeuds.get(`${niveau}/${indice}`)!));
  }

  racine(taille = this.feuilles.length): Buffer {
    return this.hash({ debut: 0, fin: taille });
  }

  inclusion(indice: number, taille: number) {
    const chemin = cheminInclusion(indice, taille).map((etendue) => this.hash(etendue));
    return { indice, taille, feuille: this.feuilles[indice]!, chemin, racine: this.racine(taille) };
  }

  coherence(ancienne: number, taille: number) {
    const chemin = cheminCoherence(ancienne, taille).map((etendue) => this.hash(etendue));
    return { ancienne, taille, chemin, ancienneRacine: this.racine(ancienne), racine: this.racine(taille) };
  }
}

const hex = (hashes: readonly Buffer[]) => hashes.map((hash) => hash.toString('hex'));
const sha256 = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

// The definitions of RFC 9162, word for word: slow, recursive, over whole lists.
const moitie = (n: number): number => (n <= 2 ? 1 : 2 * moitie(Math.ceil(n / 2)));
function MTH(d: readonly Buffer[]): Buffer {
  if (d.length === 0) return sha256();
  if (d.length === 1) return sha256(Buffer.of(0), d[0]!);
  const k = moitie(d.length);
  return sha256(Buffer.of(1), MTH(d.slice(0, k)), MTH(d.slice(k)));
}
function PATH(m: number, d: readonly Buffer[]): Buffer[] {
  if (d.length === 1) return [];
  const k = moitie(d.length);
  return m < k ? [...PATH(m, d.slice(0, k)), MTH(d.slice(k))] : [...PATH(m - k, d.slice(k)), MTH(d.slice(0, k))];
}
function SUBPROOF(m: number, d: readonly Buffer[], b: boolean): Buffer[] {
  if (m === d.length) return b ? [] : [MTH(d)];
  const k = moitie(d.length);
  return m <= k
    ? [...SUBPROOF(m, d.slice(0, k), b), MTH(d.slice(k))]
    : [...SUBPROOF(m - k, d.slice(k), false), MTH(d.slice(0, k))];
}

describe('les vecteurs de test des RFC 6962 et 9162', () => {
  const arbre = new Arbre(VECTEUR.map((contenu) => Buffer.from(contenu, 'hex')));

  test('racines de 0 à 8 feuilles', () => {
    expect(RACINES.map((_, taille) => arbre.racine(taille).toString('hex'))).toEqual(RACINES);
  });

  test.each([
    [0, 1, []],
    [
      0,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      5,
      8,
      [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  ] as const)('inclusion de la feuille %i dans %i', (indice, taille, attendu) => {
    const preuve = arbre.inclusion(indice, taille);
    expect(hex(preuve.chemin)).toEqual(attendu);
    expect(verifierInclusion(preuve)).toBe(true);
  });

  test.each([
    [1, 1, []],
    [
      1,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      6,
      8,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [
      2,
      5,
      [
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ] as const)('cohérence de %i à %i', (ancienne, taille, attendu) => {
    const preuve = arbre.coherence(ancienne, taille);
    expect(hex(preuve.chemin)).toEqual(attendu);
    expect(verifierCoherence(preuve)).toBe(true);
  });
});

test('mêmes hachages que les définitions du RFC 9162, pour tout arbre de 1 à 70 feuilles', () => {
  const contenus = Array.from({ length: 70 }, (_, i) => Buffer.from(`feuille ${i}`));
  const arbre = new Arbre(contenus);
  for (let taille = 1; taille <= contenus.length; taille += 1) {
    const d = contenus.slice(0, taille);
    expect(arbre.racine(taille)).toEqual(MTH(d));
    for (let m = 0; m < taille; m += 1) {
      const inclusion = arbre.inclusion(m, taille);
      expect(hex(inclusion.chemin)).toEqual(hex(PATH(m, d)));
      expect(verifierInclusion(inclusion)).toBe(true);
      const coherence = arbre.coherence(m + 1, taille);
      expect(hex(coherence.chemin)).toEqual(hex(SUBPROOF(m + 1, d, true)));
      expect(verifierCoherence(coherence)).toBe(true);
    }
  }
});

test('une preuve changée d’un bit, ou d’un autre rang, ne prouve rien', () => {
  const arbre = new Arbre(Array.from({ length: 300 }, (_, i) => Buffer.from(String(i))));
  const changer = (hash: Buffer, bit: number) => {
    const change = Buffer.from(hash);
    change[Math.floor(bit / 8) % 32]! ^= 1 << (bit % 8);
    return change;
  };
  const rang = fc.integer({ min: 0, max: 299 });
  fc.assert(
    fc.property(rang, rang, fc.nat(1_000), fc.nat(255), (a, b, ou, bit) => {
      const [indice, taille] = [Math.min(a, b), Math.max(a, b) + 1];
      const inclusion = arbre.inclusion(indice, taille);
      const avec = (chemin: readonly Buffer[]) =>
        chemin.map((h, i) => (i === ou % chemin.length ? changer(h, bit) : h));
      expect(verifierInclusion(inclusion)).toBe(true);
      expect(verifierInclusion({ ...inclusion, racine: changer(inclusion.racine, bit) })).toBe(false);
      expect(verifierInclusion({ ...inclusion, feuille: changer(inclusion.feuille, bit) })).toBe(false);
      expect(verifierInclusion({ ...inclusion, chemin: [...inclusion.chemin, inclusion.racine] })).toBe(false);
      if (taille > 1) {
        expect(verifierInclusion({ ...inclusion, chemin: avec(inclusion.chemin) })).toBe(false);
        expect(verifierInclusion({ ...inclusion, chemin: inclusion.chemin.slice(1) })).toBe(false);
      }
      for (const autre of [indice - 1, indice + 1, taille])
        expect(verifierInclusion({ ...inclusion, indice: autre })).toBe(false);

      const coherence = arbre.coherence(indice + 1, taille);
      expect(verifierCoherence(coherence)).toBe(true);
      expect(verifierCoherence({ ...coherence, ancienneRacine: changer(coherence.ancienneRacine, bit) })).toBe(false);
      expect(verifierCoherence({ ...coherence, racine: changer(coherence.racine, bit) })).toBe(false);
      if (coherence.chemin.length > 0)
        expect(verifierCoherence({ ...coherence, chemin: avec(coherence.chemin) })).toBe(false);
    }),
  );
});

test('un arbre de 2^40 feuilles : une preuve d’inclusion ne lit que 40 nœuds', () => {
  const taille = 2 ** 40 + 3;
  for (const indice of [0, 2 ** 33 + 7, taille - 1]) {
    const noeuds = cheminInclusion(indice, taille).flatMap(sousArbres);
    expect(noeuds.length).toBeLessThanOrEqual(42);
    expect(new Set(noeuds.map(({ niveau, indice: i }) => `${niveau}/${i}`)).size).toBe(noeuds.length);
  }
});
