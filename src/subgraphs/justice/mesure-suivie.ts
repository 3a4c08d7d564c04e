import type { Contexte } from '../../act';
import { HubError, RefusError, type Refus } from '../../domain/errors';
import type { Tx } from '../../platform/database';
import { jourAuTribunal } from './jour-au-tribunal';
import type { SaisirJugeDesEnfantsInput as Requete } from './parquet.input';

export interface MesureSuivie {
  readonly id: string;
  readonly nature: string;
  readonly reference: string;
  readonly collectivite: string;
  readonly priseLe: Date;
  readonly dejaSuivie: boolean;
}

// Those of this parquet alone: the judge has fifteen days when he is seized by the procureur who ordered the placement
// (CPC 1184 al. 3).
const MESURES = `
  SELECT m.id, m.nature, m.reference, m.collectivite, m.prise_le "priseLe",
         EXISTS (SELECT 1 FROM justice.requete r WHERE r.mesure_urgente_id = m.id) "dejaSuivie"
  FROM justice.mesure_urgente m WHERE m.tj = $1 AND m.enfant_id = $2 ORDER BY m.prise_le DESC FOR UPDATE OF m`;

/**
 * The urgent measure that the requête follows: the one it names or, failing that, the only one that waits for the judge
 * on that day. Two that wait are two clocks: which one this requête meets is not for the hub to guess.
 */
export async function mesureSuivie(
  tx: Tx,
  { mesureUrgenteId, enfantId, recueAuGreffeLe }: Requete,
  { actor }: Contexte,
): Promise<MesureSuivie | undefined> {
  const tj = actor.institution;
  const lues = await tx.query<MesureSuivie>(MESURES, [tj, enfantId]);
  const suivie = mesureUrgenteId
    ? nommee(lues, mesureUrgenteId)
    : seule(lues.filter((lue) => !lue.dejaSuivie && estPriseA(jourAuTribunal(recueAuGreffeLe, tj), lue, tj)));
  if (suivie && new Date(recueAuGreffeLe) < suivie.priseLe)
    refuser(
      'recueAuGreffeLe',
      'DATE_INVALIDE',
      `la requête précède la mesure urgente ${suivie.reference}, prise le ${suivie.priseLe.toISOString()}.`,
    );
  return suivie;
}

function estPriseA(jour: string, { priseLe }: MesureSuivie, tj: string): boolean {
  return jourAuTribunal(priseLe.toISOString(), tj) <= jour;
}

function nommee(lues: readonly MesureSuivie[], mesureUrgenteId: string): MesureSuivie {
  const lue = lues.find(({ id }) => id === mesureUrgenteId);
  if (!lue) throw new HubError('NOT_FOUND');
  if (lue.dejaSuivie) refuser('mesureUrgenteId', 'DEJA_FAIT', 'le juge des enfants est déjà saisi après cette mesure.');
  return lue;
}

function seule(attendues: readonly MesureSuivie[]): MesureSuivie | undefined {
  if (attendues.length > 1)
    refuser(
      'mesureUrgenteId',
      'CHAMP_REQUIS',
      `plusieurs mesures urgentes de cet enfant attendent la saisine du juge des enfants, indiquez celle que suit la requête : ${attendues.map(({ nature, reference }) => `${nature} ${reference}`).join(', ')}.`,
    );
  return attendues[0];
}

function refuser(champ: 'mesureUrgenteId' | 'recueAuGreffeLe', code: Refus['code'], raison: string): never {
  throw new RefusError([{ path: [champ], code, message: `${champ} : ${raison}` }]);
}
