import { estARenvoyer, type Erreur, type Issue, type Resultat } from '../../entrant';
import type { Objet } from '../../json';
import { ouDansLeMessage } from './ou';
import { HUB } from './systemes';

export const FHIR_JSON = 'application/fhir+json; charset=utf-8';

export interface Bilan {
  readonly statut: number;
  readonly code: 'ok' | 'transient-error' | 'fatal-error';
  /** Those of an OperationOutcome. */
  readonly issues: readonly Objet[];
}

/** What there is to say of a message, in FHIR; `identifiant`: where its own identifier is. */
export function bilanDe(issue: Issue, identifiant: string): Bilan {
  switch (issue.etat) {
    case 'LU':
      return bilanDesResultats(issue.resultats);
    case 'ILLISIBLE':
      return { statut: 422, code: 'fatal-error', issues: issue.erreurs.map((une) => issueDe(une, 'invalid')) };
    case 'CONFLIT': {
      const message =
        'Ce message a déjà été reçu avec un autre contenu : rien n’est enregistré. Corrigé, il prend un autre identifiant.';
      const erreur = { code: 'MESSAGE_DEJA_RECU', champ: [identifiant], message };
      return { statut: 409, code: 'fatal-error', issues: [issueDe(erreur, 'duplicate')] };
    }
    case 'REFUSE': {
      const passager = issue.statut >= 500 || issue.statut === 429;
      const issues = [issueDe(issue.erreur, passager ? 'transient' : 'forbidden')];
      return { statut: issue.statut, code: passager ? 'transient-error' : 'fatal-error', issues };
    }
  }
}

function bilanDesResultats(resultats: readonly Resultat[]): Bilan {
  const refus = resultats.flatMap((resultat) => (resultat.fait ? [] : [resultat]));
  const dire = (type: string) => refus.flatMap(({ erreurs }) => erreurs.map((une) => issueDe(une, type)));
  if (refus.some(({ passager }) => passager))
    return { statut: 503, code: 'transient-error', issues: dire('transient') };
  if (refus.length > 0) return { statut: 422, code: 'fatal-error', issues: dire('business-rule') };
  const issues = resultats.flatMap((resultat) =>
    resultat.fait ? [enregistre(resultat.reponse), ...(resultat.pieces ?? []).flatMap(issuesDePiece)] : [],
  );
  return resultats.some(estARenvoyer)
    ? { statut: 503, code: 'transient-error', issues }
    : { statut: 200, code: 'ok', issues };
}

interface Accuse {
  readonly accuseReception: { readonly id: string; readonly reference: string };
  readonly recu: { readonly id: string };
}

/** The reference to recall in any exchange, and the identifier of the signed receipt. */
function enregistre(reponse: Readonly<Record<string, unknown>>): Objet {
  const { accuseReception, recu } = reponse as unknown as Accuse;
  return fait({ system: HUB.reference, code: accuseReception.reference }, 'Enregistré.', recu.id);
}

/** What is missing for good does not take back what is recorded: a warning. */
function issuesDePiece(piece: Resultat & { readonly champ: string }): Objet[] {
  if (!piece.fait)
    return piece.erreurs.map((une) =>
      piece.passager ? issueDe(une, 'transient') : { ...issueDe(une, 'business-rule'), severity: 'warning' },
    );
  const { accuseReception, recu } = piece.reponse as unknown as Accuse;
  const issue = fait({ system: HUB.piece, code: accuseReception.id }, 'Pièce reçue et jointe.', recu.id);
  return [{ ...issue, expression: [piece.champ] }];
}

function fait(coding: { readonly system: string; readonly code: string }, text: string, recu: string): Objet {
  return {
    ...{ severity: 'information', code: 'informational' },
    details: { coding: [coding], text },
    diagnostics: `Reçu ${recu}`,
  };
}

function issueDe({ code, champ, message }: Erreur, type: string): Objet {
  const ou = ouDansLeMessage(champ);
  return {
    ...{ severity: 'error', code: type },
    details: { coding: [{ system: HUB.code, code }], text: message },
    ...(ou === undefined ? {} : { expression: [ou] }),
  };
}
