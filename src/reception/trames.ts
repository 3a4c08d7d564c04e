/** MLLP: `<VT>` message `<FS><CR>`. Neither byte is of a text of HL7 v2, in any charset that the lanes read. */
export const VT = 0x0b;
export const FS = 0x1c;
export const CR = 0x0d;

export interface Decoupe {
  /** Whole, in order. */
  readonly trames: readonly Buffer[];
  /** What came after them can be no frame: nothing is read any more. */
  readonly faute?: 'TROP_LONGUE' | 'BRUIT';
}

const PREMIERS_OCTETS = 4_096;

/** Cuts what comes, chunk after chunk. Of a frame that is not whole it keeps its bytes alone, `limiteOctets` at most. */
export function decoupeur(limiteOctets: number): (morceau: Buffer) => Decoupe {
  let etat: 'HORS' | 'DANS' | 'FERMANTE' | 'FINI' = 'HORS';
  let tampon = Buffer.alloc(0);
  let taille = 0;

  /** Copied: a frame that comes byte by byte would otherwise hold a buffer for each. */
  const garder = (octets: Buffer): boolean => {
    const voulue = taille + octets.length;
    if (voulue > limiteOctets) return false;
    if (voulue > tampon.length) {
      const plusGrand = Buffer.allocUnsafe(
        Math.min(limiteOctets, Math.max(voulue, tampon.length * 2, PREMIERS_OCTETS)),
      );
      tampon.copy(plusGrand, 0, 0, taille);
      tampon = plusGrand;
    }
    octets.copy(tampon, taille);
    taille = voulue;
    return true;
  };

  return (morceau) => {
    const trames: Buffer[] = [];
    const finir = (faute?: Decoupe['faute']): Decoupe => {
      if (faute === undefined) return { trames };
      etat = 'FINI';
      tampon = Buffer.alloc(0);
      return { trames, faute };
    };
    for (let place = 0; place < morceau.length && etat !== 'FINI';) {
      if (etat === 'HORS') {
        if (morceau[place] !== VT) return finir('BRUIT');
        etat = 'DANS';
        place += 1;
      } else if (etat === 'DANS') {
        const reste = morceau.subarray(place);
        const fin = reste.indexOf(FS);
        const jusquaFin = fin < 0 ? reste : reste.subarray(0, fin);
        const rouverte = jusquaFin.indexOf(VT);
        const contenu = rouverte < 0 ? jusquaFin : jusquaFin.subarray(0, rouverte);
        if (!garder(contenu)) return finir('TROP_LONGUE');
        // A frame that was broken off, and the next: read as one, they would say of one child what is of another.
        if (rouverte >= 0) return finir('BRUIT');
        place += contenu.length;
        if (fin >= 0) {
          etat = 'FERMANTE';
          place += 1;
        }
      } else {
        if (morceau[place] !== CR) return finir('BRUIT');
        trames.push(tampon.subarray(0, taille));
        tampon = Buffer.alloc(0);
        taille = 0;
        etat = 'HORS';
        place += 1;
      }
    }
    return finir();
  };
}

export function encadrer(corps: string): Buffer {
  return Buffer.concat([Buffer.from([VT]), Buffer.from(corps), Buffer.from([FS, CR])]);
}
