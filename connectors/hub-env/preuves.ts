import { createHash } from 'node:crypto';
import type { Envoi, Erreur, Issue, Reponse } from '../entrant';
import { uuidDuMessage } from '../uuid-du-message';
import { forme, MEDIA_TYPE, SOURCE_DU_HUB } from './enveloppe';

/** Receipts, in the manner of ETSI EN 319 522: what the hub states of a message, signed, chained by `causeid`. */
export const PREUVES = {
  acceptation: 'fr.passerelle-enfance.preuve.acceptation.v1',
  rejet: 'fr.passerelle-enfance.preuve.rejet.v1',
  remise: 'fr.passerelle-enfance.preuve.remise.v1',
  lecture: 'fr.passerelle-enfance.preuve.lecture.v1',
  nonRemise: 'fr.passerelle-enfance.preuve.non-remise.v1',
} as const;

const CAUSE_MAX = 200;
const CONFLIT: Erreur = {
  code: 'MESSAGE_DEJA_RECU',
  champ: ['id'],
  message:
    'Un message de cet `id` a déjà été reçu avec un autre contenu : rien n’est enregistré. Corrigé, il prend un autre identifiant.',
};

/** From the field of an act to the place in the message. */
export type OuDansLeMessage = (champ: readonly string[]) => readonly string[];

/** `acceptation`, after the commit of what was asked; `rejet`, when nothing of it was done. */
export function preuveDe(
  { corps, recuLe }: Pick<Envoi, 'corps' | 'recuLe'>,
  issue: Issue,
  ou: OuDansLeMessage,
): Reponse {
  // Refused by its type or its size, nothing of it was read.
  const lu = issue.etat !== 'REFUSE' || corps.byteLength > 0;
  const empreinte = lu ? { empreinte: `sha-256:${createHash('sha256').update(corps).digest('hex')}` } : {};
  const cause = 'lecture' in issue ? issue.lecture.cle : idDe(corps);
  const preuve = (statut: number, type: string, data: object): Reponse => ({
    statut,
    type: MEDIA_TYPE,
    corps: forme({
      ...{ specversion: '1.0', id: uuidDuMessage(corps, type), source: SOURCE_DU_HUB, type },
      ...{ time: recuLe.toISOString(), datacontenttype: 'application/json' },
      ...(cause === undefined ? {} : { causeid: cause }),
      data: { ...empreinte, ...data },
    }),
  });
  const rejet = (statut: number, erreurs: readonly Erreur[], passager = false) => {
    const dites = erreurs.map(({ code, champ, message }) => ({ code, ...place(champ), message }));
    return preuve(statut, PREUVES.rejet, { passager, erreurs: dites });
  };
  switch (issue.etat) {
    case 'ILLISIBLE':
      return rejet(422, issue.erreurs);
    case 'CONFLIT':
      return rejet(409, [CONFLIT]);
    case 'REFUSE':
      return rejet(issue.statut, [issue.erreur], issue.statut === 429 || issue.statut >= 500);
    case 'LU': {
      const [resultat] = issue.resultats;
      if (resultat?.fait) return preuve(202, PREUVES.acceptation, resultat.reponse);
      const { erreurs = [], passager = false } = resultat ?? {};
      const placees = erreurs.map((une) => ({ ...une, champ: ou(une.champ) }));
      return rejet(passager ? 503 : 422, placees, passager);
    }
  }
}

/** What the message calls itself, even when nothing else of it can be taken. */
function idDe(corps: Buffer): string | undefined {
  try {
    const { id } = JSON.parse(corps.toString()) as { readonly id?: unknown };
    return typeof id === 'string' && id.length <= CAUSE_MAX ? id : undefined;
  } catch {
    return undefined;
  }
}

/** In the body by a pointer of RFC 6901; a header, which is not in it, by its name. */
function place(champ: readonly string[]): { readonly pointeur: string } | { readonly entete: string } {
  const [premier = ''] = champ;
  if (premier.startsWith('X-')) return { entete: premier };
  const pointeur = champ.map((cle) => `/${cle.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return { pointeur };
}
