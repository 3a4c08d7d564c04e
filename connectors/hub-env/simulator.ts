import { createHash, randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import type { VoieEntrante } from '../entrant';
import type { Objet } from '../json';
import { echantillon, exiger, nomInvente, type Emission, type Recue } from '../simulator';
import { MEDIA_TYPE, SOURCE_DU_HUB, urnPartenaire } from './enveloppe';
import { PREUVES } from './preuves';

const ACCEPTATION: string = PREUVES.acceptation;
const REJET: string = PREUVES.rejet;

/** CloudEvents 1.0 of an institution. An act's `idempotencyKey` is the hub's own here. */
export function evenement(institution: string, type: string, input: object, attributs: object = {}) {
  const { idempotencyKey: _, ...data } = { idempotencyKey: randomUUID(), ...input };
  return {
    ...{ specversion: '1.0', id: v7(), source: urnPartenaire(institution) },
    ...{ type: `fr.passerelle-enfance.${type}`, time: new Date().toISOString(), datacontenttype: 'application/json' },
    ...attributs,
    data,
  };
}

interface EvenementLu extends Objet {
  readonly id: string;
  readonly source: string;
  readonly data: { readonly enfant: { readonly nomNaissance: string } };
}

interface PreuveLue {
  readonly type: string;
  readonly causeid?: string;
  readonly data: { readonly empreinte: string; readonly recu: { readonly id: string } };
}

/** A signed event of a lane, and the receipt that answers it. */
export function emissionSignee(
  voie: VoieEntrante,
  [dossier, nom]: readonly [dossier: string, nom: string],
  acte: string,
): Emission {
  const exemple = `${nom}.json`;
  return {
    ...{ voie, exemple, type: MEDIA_TYPE },
    message: () => {
      const lu = JSON.parse(echantillon(dossier, exemple)) as EvenementLu;
      const enfant = { ...lu.data.enfant, nomNaissance: nomInvente(lu.data.enfant.nomNaissance) };
      return JSON.stringify({ ...lu, id: v7(), data: { ...lu.data, enfant } });
    },
    tardif: (message) =>
      JSON.stringify({ ...(JSON.parse(message) as EvenementLu), expiration: '2026-11-20T18:00:00+01:00' }),
    lire: ({ corps }, message) => {
      const { type, causeid, data } = JSON.parse(corps) as PreuveLue;
      const empreinte = createHash('sha256').update(message).digest('hex');
      exiger(data.empreinte === `sha-256:${empreinte}`, 'the receipt is of another message');
      exiger(type === ACCEPTATION || type === REJET, 'neither accepted nor refused');
      if (type === REJET) return [];
      exiger(causeid === (JSON.parse(message) as EvenementLu).id, 'the receipt follows another message');
      return [[acte, data.recu.id]];
    },
  };
}

/** An event of the hub, or each of a batch, whose signature was verified. */
export function verifierEvenements({ corps }: Recue, type: string): readonly EvenementLu[] {
  const lus = [JSON.parse(corps) as EvenementLu | readonly EvenementLu[]].flat();
  for (const lu of lus) {
    exiger(lu.source === SOURCE_DU_HUB, 'an event of somebody else');
    exiger(String(lu['type']).startsWith(`fr.passerelle-enfance.${type}`), 'another type of event');
  }
  return lus;
}
