import type { Controle } from '../../../domain/controle';
import { refus, type CodeRefus } from '../../../domain/errors';
import type { CanalTransfert } from '../../../domain/suites';
import type { Tx } from '../../../platform/database';
import { lireRaccordees, nomDe } from '../../../platform/raccordement';
import { hubDe } from '../../../platform/transferts/sortants';
import type { Information } from './avancer';
import type { TransmissionHorsHubInput } from './cycle.input';

export function controlerTransmission(c: Controle, transmission: TransmissionHorsHubInput | null | undefined): void {
  if (!transmission) return;
  const ici = c.sous((path) => ['transmission', ...path]);
  ici.passe(['le'], transmission.le);
  ici.texte(['preuve'], transmission.preuve);
  if (transmission.canal === 'HUB' || transmission.canal === 'AUTRE_HUB')
    ici.refuser(['canal'], 'VALEUR_INVALIDE', 'canal : une autre voie que le hub est attendue ici.');
}

/** By which way an institution is told of an information, and since when. */
export interface Voie {
  readonly parHub: boolean;
  /** The other hub that serves it, and will be asked to receive it. */
  readonly hub: string | null;
  readonly canal: CanalTransfert;
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
}

/** @throws RefusError when nothing would reach the institution, or when the hub would tell it a second time */
export async function voieVers(
  tx: Tx,
  { recueLe }: Information,
  { institution, collectivite, transmission, absente }: Destination,
  now: Date,
): Promise<Voie> {
  const { qui, accord } = nomDe(institution);
  const parHub = (await lireRaccordees(tx, [institution])).size > 0;
  if (parHub && transmission)
    throw refus('transmission', 'VALEUR_INVALIDE', `${qui} est raccordé${accord} au hub, qui lui transmet.`);
  if (parHub) return { parHub, hub: null, canal: 'HUB', preuve: null, le: now };
  // Said by another lawful way, it was sent that way: the other hub may be away for days.
  const hub = transmission || collectivite === undefined ? undefined : await hubDe(tx, collectivite);
  if (hub !== undefined) return { parHub, hub, canal: 'AUTRE_HUB', preuve: null, le: now };
  if (!transmission)
    throw refus(
      'transmission',
      absente.code,
      `${qui} n'est pas raccordé${accord} au hub, qui ne peut rien lui transmettre : rien n'a été enregistré. ${absente.conseil}, puis indiquez ici la voie, la date et la preuve.`,
    );
  if (transmission.le < recueLe.toISOString().slice(0, 10))
    throw refus(['transmission', 'le'], 'DATE_INVALIDE', "la transmission précède la réception de l'information.");
  const { canal, preuve, le } = transmission;
  return { parHub, hub: null, canal, preuve, le: new Date(le) };
}
