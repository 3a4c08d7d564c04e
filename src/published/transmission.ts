import { Field, InputType } from 'type-graphql';
import type { Controle } from '../domain/controle';
import { refus, type CodeRefus } from '../domain/errors';
import { CANAUX_TRANSFERT, type CanalTransfert as CodeCanal } from '../domain/suites';
import type { Tx } from '../platform/database';
import { lireRaccordees, nomDe } from '../platform/raccordement';
import { hubDe } from '../platform/transferts/sortants';
import { published } from './enums';
import { DateCivile } from './scalars';

export const CanalTransfert = published(
  'CanalTransfert',
  "Comment une information passe d'une collectivité à une autre (CASF R221-7).",
  CANAUX_TRANSFERT,
);

@InputType({
  description: "Ce qui a été remis à une CRIP ou à un parquet qui n'est pas relié au hub (CASF R221-7, L226-4 I).",
})
export class TransmissionHorsHubInput {
  @Field(() => CanalTransfert, { description: 'Par quelle voie.' })
  canal!: CodeCanal;

  @Field(() => DateCivile, { description: 'Jour de la transmission.' })
  le!: string;

  @Field(() => String, { description: 'Preuve : numéro du recommandé ou du dépôt, 200 caractères au plus.' })
  preuve!: string;
}

export function controlerTransmission(c: Controle, transmission: TransmissionHorsHubInput | null | undefined): void {
  if (!transmission) return;
  const ici = c.sous((path) => ['transmission', ...path]);
  ici.passe(['le'], transmission.le);
  ici.texte(['preuve'], transmission.preuve);
  if (transmission.canal === 'HUB' || transmission.canal === 'AUTRE_HUB')
    ici.refuser(['canal'], 'VALEUR_INVALIDE', 'canal : une autre voie que le hub est attendue ici.');
}

/** By which way an institution is told of a case, and since when. */
export interface Voie {
  readonly parHub: boolean;
  /** The other hub that serves it, and will be asked to receive it. */
  readonly hub: string | null;
  readonly canal: CodeCanal;
  readonly preuve: string | null;
  readonly le: Date;
}

interface Destination {
  readonly institution: string;
  /** Whose other hub may receive it, when it is one of those. */
  readonly collectivite?: string;
  readonly transmission: TransmissionHorsHubInput | null | undefined;
  /** What is answered when it is not registered and nothing says how it was told. */
  readonly absente: { readonly code: CodeRefus; readonly conseil: string };
  /** Where the input says it. */
  readonly champ?: readonly string[];
}

/** A collectivité that is not on the hub is told by what R221-7 admits. */
export const COLLECTIVITE_ABSENTE: Destination['absente'] = {
  code: 'CHAMP_REQUIS',
  conseil:
    "Adressez-lui l'information sous pli scellé, en recommandé avec avis de réception, ou par voie électronique conforme au RGS (CASF R221-7)",
};

/** Nor can a procureur be told by the hub: whoever must tell him does so at once. */
export const PARQUET_ABSENT: Destination['absente'] = {
  code: 'DESTINATAIRE_NON_RACCORDE',
  conseil:
    'Avisez-le vous-même sans délai (CASF L226-4 I), par voie électronique conforme au RGS ou en recommandé avec avis de réception',
};

/** What a transmission cannot precede. */
export interface Avant {
  readonly le: Date;
  readonly quoi: string;
}

export const depuisReception = ({ recueLe }: { readonly recueLe: Date }): Avant => ({
  le: recueLe,
  quoi: "la réception de l'information",
});

/** @throws RefusError when nothing would reach the institution, or when the hub would tell it a second time */
export async function voieVers(
  tx: Tx,
  { institution, collectivite, transmission, absente, champ = ['transmission'] }: Destination,
  avant: Avant,
  now: Date,
): Promise<Voie> {
  const { qui, accord } = nomDe(institution);
  const parHub = (await lireRaccordees(tx, [institution])).size > 0;
  if (parHub && transmission)
    throw refus(champ, 'VALEUR_INVALIDE', `${qui} est raccordé${accord} au hub, qui lui transmet.`);
  if (parHub) return { parHub, hub: null, canal: 'HUB', preuve: null, le: now };
  // Said by another lawful way, it was sent that way: the other hub may be away for days.
  const hub = transmission || collectivite === undefined ? undefined : await hubDe(tx, collectivite);
  if (hub !== undefined) return { parHub, hub, canal: 'AUTRE_HUB', preuve: null, le: now };
  if (!transmission)
    throw refus(
      champ,
      absente.code,
      `${qui} n'est pas raccordé${accord} au hub, qui ne peut rien lui transmettre : rien n'a été enregistré. ${absente.conseil}, puis indiquez ici la voie, la date et la preuve.`,
    );
  if (transmission.le < avant.le.toISOString().slice(0, 10))
    throw refus([...champ, 'le'], 'DATE_INVALIDE', `la transmission précède ${avant.quoi}.`);
  const { canal, preuve, le } = transmission;
  return { parHub, hub: null, canal, preuve, le: new Date(le) };
}
