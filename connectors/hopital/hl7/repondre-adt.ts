import type { Envoi, Erreur, Issue, Reponse, Resultat } from '../../entrant';
import { uuidDuMessage } from '../../uuid-du-message';

export const ER7 = 'application/hl7-v2+er7';

/** Fields of the act, where the message says them. */
const CHAMPS: Readonly<Record<string, string>> = {
  nomNaissance: 'PID-5',
  prenoms: 'PID-5',
  dateNaissance: 'PID-7',
  sexe: 'PID-8',
  communeNaissance: 'PID-11',
  le: 'EVN-2',
};

/** HL7 table 0357: what each of our codes is there. The others are the hub's own affair. */
const CONDITIONS: Readonly<Record<string, string>> = {
  SEGMENT_ABSENT: '100^Segment sequence error',
  IDENTIFIANT_ABSENT: '101^Required field missing',
  CHAMP_REQUIS: '101^Required field missing',
  DATE_INVALIDE: '102^Data type error',
  DATE_FUTURE: '102^Data type error',
  IDENTIFIANT_INVALIDE: '102^Data type error',
  CARACTERE_NUL: '102^Data type error',
  VALEUR_INVALIDE: '103^Table value not found',
  MESSAGE_ATTENDU: '200^Unsupported message type',
  MESSAGE_DEJA_RECU: '205^Duplicate key identifier',
};
const INTERNE = '207^Application internal error';

interface Bilan {
  readonly statut: number;
  /** `AA` done, `AE` refused or to be sent again, `AR` not read (HL7 table 0008). */
  readonly code: 'AA' | 'AE' | 'AR';
  readonly erreurs: readonly Erreur[];
  /** Identifier of the signed receipt of what was done. */
  readonly recu?: string | undefined;
}

/** An ACK: it says nothing of anyone, and never whether the hub knows the child. */
export function repondreAdt({ corps, recuLe }: Pick<Envoi, 'corps' | 'recuLe'>, issue: Issue): Reponse {
  const { statut, code, erreurs, recu } = bilanDe(issue);
  const entete = enteteDe(corps);
  // Of what asks for nothing, nothing is kept: only its own date gives its repetition the same answer.
  const rien = issue.etat === 'LU' && issue.resultats.length === 0;
  const date = rien ? (entete[6] ?? '') : `${recuLe.toISOString().replace(/[-:T]/g, '').slice(0, 14)}+0000`;
  const msh = [
    ...['MSH', '^~\\&', 'PASSERELLE-ENFANCE', 'HUB', entete[2] ?? '', entete[3] ?? '', date, ''],
    ...['ACK', uuidDuMessage(corps, 'ack'), entete[10] ?? 'P', '2.5', '', '', '', '', 'FRA', 'UNICODE UTF-8'],
  ].join('|');
  const lignes = [
    msh,
    ['MSA', code, entete[9] ?? '', ...(recu === undefined ? [] : [`Reçu ${recu}`])].join('|'),
    ...erreurs.map(errDe),
  ];
  return { statut, type: `${ER7}; charset=utf-8`, corps: `${lignes.join('\r')}\r` };
}

/** Fields of the header as they came, in the order of the text (MSH-3 is the third); nothing that would break a line. */
function enteteDe(corps: Buffer): string[] {
  const [ligne = ''] = corps.toString('latin1', 0, 4_096).split(/[\r\n]/, 1);
  return ligne.startsWith('MSH|')
    ? ligne.split('|').map((champ) => champ.replace(/[^\x20-\x7e]/g, '?').slice(0, 199))
    : [];
}

function bilanDe(issue: Issue): Bilan {
  switch (issue.etat) {
    case 'LU': {
      const refus = issue.resultats.flatMap((resultat) => (resultat.fait ? [] : [resultat]));
      const erreurs = refus.flatMap((resultat) => resultat.erreurs);
      if (refus.length === 0) return { statut: 200, code: 'AA', erreurs, recu: recuDe(issue.resultats) };
      return { statut: refus.some(({ passager }) => passager) ? 503 : 422, code: 'AE', erreurs };
    }
    case 'ILLISIBLE':
      return { statut: 422, code: 'AR', erreurs: issue.erreurs };
    case 'CONFLIT': {
      const message =
        'Ce message a déjà été reçu avec un autre contenu : rien n’est enregistré. Corrigé, il prend un autre identifiant.';
      return { statut: 409, code: 'AE', erreurs: [{ code: 'MESSAGE_DEJA_RECU', champ: ['MSH-10'], message }] };
    }
    case 'REFUSE':
      return { statut: issue.statut, code: issue.statut >= 500 ? 'AE' : 'AR', erreurs: [issue.erreur] };
  }
}

function recuDe(resultats: readonly Resultat[]): string | undefined {
  const [fait] = resultats;
  return fait?.fait ? (fait.reponse as { readonly recu: { readonly id: string } }).recu.id : undefined;
}

/** ERR of HL7 2.5: where, its own condition code, ours, and a sentence. */
function errDe({ code, champ, message }: Erreur): string {
  const dernier = champ.at(-1) ?? '';
  const [segment = '', numero] = (CHAMPS[dernier] ?? dernier).split('-');
  const ou = /^[A-Z][A-Z0-9]{2}$/.test(segment) ? [segment, '1', ...(numero ? [numero] : [])].join('^') : '';
  const texte = message.replace(/[|^~\\&\r\n]/g, ' ');
  return `ERR||${ou}|${CONDITIONS[code] ?? INTERNE}^HL70357|E|${code}|||${texte}`;
}
