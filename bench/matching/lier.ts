import {
  choisir,
  clesDeBloc,
  mettreEnForme,
  type Candidat,
  type Forme,
  type Rapprocheur,
  type Verdict,
} from '../../src/domain/identite';
import type { Etiquete, Etiquette } from './dossiers';
import { registre } from './registre';

/** What was decided of one record, and whether it was right. */
export interface Issue {
  readonly etiquette: Etiquette;
  readonly verdict: Verdict;
  /** Whether a record of the same child came before. */
  readonly connu: boolean;
  /** The child linked to is the right one; or the right one is among those shown. */
  readonly juste: boolean;
  /** The best child that every rule lets be linked, what the next one scores, and whether it is the right one. */
  readonly permis: { readonly score: number; readonly suivant: number; readonly juste: boolean } | null;
  readonly compares: number;
}

/**
 * One record after the other, each against those that came before it. What is shown to a person is decided at once and
 * rightly: the record joins the right child when it is among those shown.
 */
export function lieur({ rapprocher }: Rapprocheur, nombre: number): (recu: Etiquete) => Issue {
  const connus = registre(nombre);
  const formes: Forme[] = [];
  /** Of each record, in truth: what is linked is compared with it, and what a person is shown is decided by it. */
  const enfants: number[] = [];
  /** Of each record, the first record of the child that it was linked to. */
  const fiches: number[] = [];
  const vus = new Set<number>();
  return ({ dossier, etiquette }) => {
    const forme = mettreEnForme(dossier);
    const cles = clesDeBloc(forme);
    const rangs = connus.candidats(cles);
    const compares = rangs.map((rang): Candidat<number> & { rang: number } => ({
      enfant: fiches[rang] as number,
      rapprochement: rapprocher(forme, formes[rang] as Forme),
      rang,
    }));
    const { verdict, candidats } = choisir(compares);
    const memeEnfant = ({ rapprochement }: Candidat<number>) => {
      const { rang } = compares.find((compare) => compare.rapprochement === rapprochement) as { rang: number };
      return enfants[rang] === etiquette.enfant;
    };
    const juste = candidats.find(memeEnfant);
    const [premier, suivant] = candidats.filter(({ rapprochement }) => rapprochement.regles.length === 0);
    const connu = vus.has(etiquette.enfant);
    const lie = verdict === 'MEME' ? candidats[0] : juste;
    const rang = formes.push(forme) - 1;
    enfants.push(etiquette.enfant);
    fiches.push(lie?.enfant ?? rang);
    vus.add(etiquette.enfant);
    connus.ajouter(cles, rang);
    return {
      ...{ etiquette, verdict, connu, juste: juste !== undefined, compares: rangs.length },
      permis: premier
        ? {
            score: premier.rapprochement.score,
            suivant: suivant?.rapprochement.score ?? -Infinity,
            juste: memeEnfant(premier),
          }
        : null,
    };
  };
}
