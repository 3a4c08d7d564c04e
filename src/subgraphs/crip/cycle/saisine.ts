import type { Actor } from '../../../auth/actor';

/** What chooses the signalements of a court, in the SQL of an `s`. */
export interface Saisine {
  readonly ou: string;
  readonly par: string | null;
}

/**
 * A procureur is seized of what is signalled to him (CASF L226-4); a juge des enfants, of what the procureur who seized
 * him held about the child (CPC 1187). Undefined: not a court.
 */
export function saisineDe({ role, institution, territoire }: Actor): Saisine | undefined {
  if (role === 'parquet') return { ou: 's.tribunal = :par', par: institution };
  if (role === 'juge') return { ou: 's.tj_saisi = :par', par: territoire };
  return undefined;
}

/** The informations, as `ip`, that these signalements come from. */
export const informationSaisie = ({ ou }: Saisine): string =>
  `EXISTS (SELECT 1 FROM crip.signalement s WHERE s.information_id = ip.id AND ${ou})`;
