import { HubError, RefusError } from '../domain/errors';
import type { Database } from '../platform/database';
import type { Habilitation } from '../platform/habilitation';
import type { Signataire } from './cles';
import type { ActeAccompli } from './inscrire';
import { sceller } from './recu';

/** What is refused of whoever asks for more than it may; what is broken, or badly written, is not an attempt. */
const REFUS_INSCRITS: ReadonlySet<string> = new Set(['FORBIDDEN', 'NOT_FOUND']);

interface Pour {
  readonly database: Pick<Database, 'transaction'>;
  readonly signataire: Signataire;
  readonly habilitation: Habilitation;
  /** False once enough refusals for lack of mandate were written: whoever has none must not fill the journal. */
  readonly refusInscriptible: () => Promise<boolean>;
}

function codeDe(error: unknown): string | undefined {
  if (error instanceof RefusError) return error.refus[0]?.code;
  return error instanceof HubError && REFUS_INSCRITS.has(error.code) ? error.code : undefined;
}

/**
 * A sensitive act that is refused leaves who tried, on what, when: in a transaction of its own, since that of the act
 * holds nothing. The same line whether the object is unreadable or absent.
 */
export async function inscrireTentative(
  { database, signataire, habilitation, refusInscriptible }: Pour,
  tentative: Omit<ActeAccompli, 'signature'> & { readonly empreinte: string },
  error: unknown,
): Promise<void> {
  const code = codeDe(error);
  if (code === undefined || (code === 'FORBIDDEN' && !(await refusInscriptible()))) return;
  const { ecriture } = sceller({ ...tentative, acte: `refus:${tentative.acte}:${code}` }, signataire);
  await database.transaction((tx) => tx.insert([ecriture]), habilitation);
}
