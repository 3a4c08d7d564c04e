import type { Tx } from '../platform/database';
import type { Trousseau } from './cles';
import { lirePoint, type PointDeControle } from './point-de-controle';
import { pointsApres } from './points';

const LOT = 1_000;

export const ANOMALIES = {
  ENREGISTREMENT_ABSENT: "l'enregistrement de cette position a disparu",
  ENREGISTREMENT_MODIFIE: "l'enregistrement de cette position n'est plus celui qui a été scellé",
  SIGNATURE_INVALIDE: "l'acte de cette position ne porte pas la signature du hub",
  POSITION_ABSENTE: 'une position du journal manque',
  CHAINE_ROMPUE: 'la chaîne ne se suit pas à cette position',
  NOEUD_FAUX: "un nœud de l'arbre au-dessus de cette position manque ou a changé",
  POINT_ILLISIBLE: "un point de contrôle n'a pas de signature valide",
  POINT_CONTREDIT: "le journal n'est plus celui que ce point de contrôle a signé",
  JOURNAL_TRONQUE: 'le journal est plus court que ce point de contrôle',
  PURGE_SANS_PREUVE: "une purge d'accès n'est pas au journal, ou a détruit ce qui devait être gardé",
  NON_SCELLES: 'des enregistrements anciens ne sont pas dans le journal',
} as const satisfies Record<string, string>;
export type CodeAnomalie = keyof typeof ANOMALIES;

export interface Anomalie {
  readonly code: CodeAnomalie;
  /** Of the record, or size of the checkpoint. */
  readonly position: number;
}
export type Noter = (code: CodeAnomalie, position: number) => void;

/** Every checkpoint of the database, oldest first. */
export async function* pointsDeLaBase(tx: Pick<Tx, 'query'>): AsyncGenerator<string, undefined> {
  let taille = -1;
  for (;;) {
    const points = await pointsApres(tx, taille, LOT);
    for (const point of points) {
      ({ taille } = point);
      yield point.note;
    }
    if (points.length < LOT) return undefined;
  }
}

export interface Suivi {
  avancer(ici: Pick<PointDeControle, 'taille' | 'racine' | 'chaine'>): Promise<void>;
  finir(): Promise<void>;
  confirmes(): number;
}

/** Confronts notes, in order of size, with a journal that grows. */
export async function suivre(
  notes: AsyncGenerator<string, undefined>,
  trousseau: Trousseau,
  noter: Noter,
): Promise<Suivi> {
  let nombre = 0;
  const suivante = async (): Promise<PointDeControle | undefined> => {
    for (;;) {
      const { value: note, done } = await notes.next();
      if (done === true) return undefined;
      if (!note.startsWith(`${trousseau.origine}\n`)) continue;
      const point = lirePoint(note, trousseau);
      if (point !== undefined) return point;
      noter('POINT_ILLISIBLE', Number(note.split('\n')[1]));
    }
  };
  let prochain = await suivante();
  return {
    avancer: async ({ taille, racine, chaine }) => {
      while (prochain !== undefined && prochain.taille <= taille) {
        const suit = prochain.taille === taille && prochain.racine.equals(racine) && prochain.chaine.equals(chaine);
        if (suit) nombre += 1;
        else noter('POINT_CONTREDIT', prochain.taille);
        prochain = await suivante();
      }
    },
    finir: async () => {
      for (; prochain !== undefined; prochain = await suivante()) noter('JOURNAL_TRONQUE', prochain.taille);
    },
    confirmes: () => nombre,
  };
}
