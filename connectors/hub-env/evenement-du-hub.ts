import type { Objet } from '../json';
import { forme, SOURCE_DU_HUB, urnPartenaire } from './enveloppe';

export const LOT_MEDIA_TYPE = 'application/cloudevents-batch+json';

export interface EvenementDuHub {
  /** That of the object: read twice, it is the same event. */
  readonly id: string;
  readonly type: string;
  readonly time: string;
  readonly destinataire?: string;
  readonly data: Objet;
}

/** CloudEvents 1.0 of the hub, to be signed over RFC 8785. */
export function evenementDuHub({ destinataire, ...evenement }: EvenementDuHub): Objet {
  return {
    ...{ specversion: '1.0', source: SOURCE_DU_HUB, datacontenttype: 'application/json', ...evenement },
    ...(destinataire === undefined ? {} : { destinataire: urnPartenaire(destinataire) }),
  };
}

/** JSON Event Format § 4, in the canonical form of RFC 8785. */
export const lotDuHub = (evenements: readonly Objet[]): string => `[${evenements.map(forme).join(',')}]`;
