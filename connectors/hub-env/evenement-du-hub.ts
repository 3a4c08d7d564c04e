import type { Objet } from '../json';
import { uuidDuMessage } from '../uuid-du-message';
import { forme, SOURCE_DU_HUB, urnPartenaire } from './enveloppe';

export const LOT_MEDIA_TYPE = 'application/cloudevents-batch+json';

export interface EvenementDuHub {
  /** Identifier of what it is about. */
  readonly sujet: string;
  readonly type: string;
  readonly time: string;
  readonly destinataire?: string;
  readonly data: Objet;
}

/**
 * CloudEvents 1.0 of the hub, to be signed over RFC 8785. Read twice, it is the same event; once something of it has changed, it is
 * another, which whoever sets aside the `id` that it knows must see.
 */
export function evenementDuHub({ sujet, destinataire, ...evenement }: EvenementDuHub): Objet {
  const { type, time, data } = evenement;
  return {
    ...{ specversion: '1.0', source: SOURCE_DU_HUB, datacontenttype: 'application/json', subject: sujet, ...evenement },
    id: uuidDuMessage(Buffer.from(forme({ sujet, time, data })), type),
    ...(destinataire === undefined ? {} : { destinataire: urnPartenaire(destinataire) }),
  };
}

/** JSON Event Format § 4, in the canonical form of RFC 8785. */
export const lotDuHub = (evenements: readonly Objet[]): string => `[${evenements.map(forme).join(',')}]`;
