import { stringify } from 'csv-stringify/sync';
import type { Erreur, Issue, Reponse, Resultat } from '../entrant';
import { colonneDuChamp } from './colonnes';
import { FORMAT, ligneDuRang } from './lire-lot';

const EN_TETE = ['ligne', 'etat', 'reference', 'recu', 'code', 'champ', 'message'];

/** The result file: a line for each line of the batch, and one for each thing that is wrong with it. */
export function repondreLot(_: unknown, issue: Issue): Reponse {
  switch (issue.etat) {
    case 'LU':
      return fichier(200, issue.lecture.cle, issue.resultats.flatMap(lignesDe));
    case 'ILLISIBLE':
      return fichier(422, '', issue.erreurs.map(rejet));
    case 'CONFLIT': {
      const message =
        'Ce lot a déjà été reçu avec un autre contenu : rien n’est enregistré. Donnez-lui un autre identifiant.';
      return fichier(409, issue.lecture.cle, [rejet({ code: 'LOT_DEJA_RECU', champ: ['ligne 1'], message })]);
    }
    case 'REFUSE':
      return fichier(issue.statut, '', [rejet(issue.erreur)]);
  }
}

function lignesDe(resultat: Resultat, rang: number): string[][] {
  const ligne = ligneDuRang(rang);
  if (resultat.fait) {
    const { accuseReception, recu } = resultat.reponse as {
      accuseReception: { reference: string };
      recu: { id: string };
    };
    return [[String(ligne), 'ACCEPTE', accuseReception.reference, recu.id, '', '', '']];
  }
  const etat = resultat.passager ? 'A_RENVOYER' : 'REJETE';
  return resultat.erreurs.map(({ code, champ, message }) => {
    // What the sheet calls a field, the batch calls a column; what was read here already speaks of lines and columns.
    const ou =
      champ[0]?.startsWith('ligne ') === true ? champ.slice(1).join(' ') : (colonneDuChamp(champ) ?? champ.join('.'));
    return [String(ligne), etat, '', '', code, ou, message];
  });
}

const rejet = ({ code, champ, message }: Erreur): string[] => ['', 'REJETE', '', '', code, champ.join(' '), message];

function fichier(statut: number, lot: string, lignes: readonly string[][]): Reponse {
  const corps = stringify([[FORMAT, lot, 'resultat'], EN_TETE, ...lignes], { delimiter: ';', escape_formulas: true });
  return { statut, type: 'text/csv; charset=utf-8', corps };
}
