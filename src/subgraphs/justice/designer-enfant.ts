import type { Contexte } from '../../act';
import { HubError, RefusError } from '../../domain/errors';
import { parseTj } from '../../domain/identifiers';
import { rattacher } from '../../domain/rattachement';
import { collectivitesDuTj } from '../../domain/territoire';
import type { Tx } from '../../platform/database';
import { isUuid } from '../../published/connection';
import type { EnfantInput } from '../../published/enfant.input';

/** How a writing of the parquet says whom it is about, and which authority is told. */
export interface Designation {
  readonly tj: string;
  readonly enfantId?: string | null;
  readonly enfant?: EnfantInput | null;
  readonly collectivite?: string | null;
}

export interface EnfantDesigne {
  readonly enfantId: string;
  readonly collectivite: string;
  /** YYYY-MM-DD; null: unknown. */
  readonly dateNaissance: string | null;
}

/** The child, and the authority that is told: for a child already known and no authority named, the child's own. */
export async function designer(tx: Tx, ordonnance: Designation, contexte: Contexte): Promise<EnfantDesigne> {
  const { registres } = contexte;
  const { enfant, enfantId, collectivite: nommee } = ordonnance;
  if (enfant) {
    const collectivite = collectiviteDe(ordonnance);
    const inscrit = await registres.inscrireEnfant(tx, enfant, collectivite, contexte);
    return { collectivite, enfantId: inscrit, dateNaissance: enfant.dateNaissance ?? null };
  }
  if (!enfantId || !isUuid(enfantId)) throw new HubError('NOT_FOUND');
  const connu = await registres.enfantConnu(tx, enfantId, nommee ?? undefined, contexte);
  if (connu === undefined) throw new HubError('NOT_FOUND');
  return { enfantId: connu.id, collectivite: nommee ?? connu.collectivite, dateNaissance: connu.dateNaissance };
}

/** The authority named by the order; failing that, where the child lives; failing that, the court's, if it has one only. */
function collectiviteDe({ collectivite, enfant, tj }: Designation): string {
  if (collectivite) return collectivite;
  if (enfant?.communeResidence) {
    const found = rattacher(enfant.communeResidence, []);
    if (found.ok) return found.collectivite;
    throw new RefusError([{ path: ['enfant', 'communeResidence'], code: found.code, message: found.message }]);
  }
  const court = parseTj(tj);
  const [seule, autre] = court.ok ? collectivitesDuTj(court.value) : [];
  if (seule && !autre) return seule.code;
  const message =
    'collectivite : le ressort de ce tribunal en compte plusieurs, indiquez celle dont l’ASE doit être avisée.';
  throw new RefusError([{ path: ['collectivite'], code: 'CHAMP_REQUIS', message }]);
}
