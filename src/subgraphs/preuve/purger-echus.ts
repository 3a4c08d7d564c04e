import { purgerAcces } from '../../audit/purge-acces';
import { limiteDePurge, type CategorieTechnique } from '../../domain/retention';
import type { Database } from '../../platform/database';

const LOT = 5_000;
const ORIGINE = '00000000-0000-0000-0000-000000000000';

export interface PurgeDesEchus {
  readonly now: Date;
  readonly newId: () => string;
  /** Ends between two batches; what is left goes at the next pass. */
  readonly signal?: AbortSignal;
  readonly lot?: number;
}

export type Purgees = Partial<Record<CategorieTechnique, number>>;

/**
 * Destroys what the hub wrote to do its work, once the retention table says so: nothing undelivered, nothing that nobody
 * has looked at, nothing that is not proven. In batches, each a transaction of its own.
 */
export async function purgerEchus(database: Database, purge: PurgeDesEchus): Promise<Purgees> {
  const { now, newId, signal, lot = LOT } = purge;
  const limite = (categorie: CategorieTechnique) => limiteDePurge(categorie, now);
  const jusqua = async (passer: Passe) => repeter(passer, signal);
  return {
    IDEMPOTENCE: await jusqua(parLots(database, 'hub.purger_idempotence', limite('IDEMPOTENCE'), lot)),
    RENSEIGNEMENTS: await jusqua(parLots(database, 'hub.purger_renseignements', limite('RENSEIGNEMENTS'), lot)),
    EXTRACTIONS: await jusqua(parLots(database, 'hub.purger_olinpe', limite('EXTRACTIONS'), lot)),
    MESSAGES_CLOS: await jusqua(enAvancant(database, 'hub.purger_messages', limite('MESSAGES_CLOS'), lot)),
    ECHANGES: await jusqua(enAvancant(database, 'hub.purger_echanges', limite('ECHANGES'), lot)),
    JOURNAL_DES_ACCES: await jusqua(async () => {
      const passe = await purgerAcces(database, { now, newId, lot });
      return { purges: passe?.nombre ?? 0, fini: passe === undefined };
    }),
  };
}

type Passe = () => Promise<{ readonly purges: number; readonly fini: boolean }>;

async function repeter(passer: Passe, signal: AbortSignal | undefined): Promise<number> {
  let total = 0;
  let fini = false;
  while (!fini && signal?.aborted !== true) {
    const passe = await passer();
    total += passe.purges;
    ({ fini } = passe);
  }
  return total;
}

function parLots(
  database: Database,
  fonction: 'hub.purger_idempotence' | 'hub.purger_olinpe' | 'hub.purger_renseignements',
  limite: Date | null,
  lot: number,
): Passe {
  return async () => {
    const [{ n } = { n: 0 }] = await database.query<{ n: number }>(`SELECT ${fonction}($1, $2) n`, [limite, lot]);
    return { purges: n, fini: n < lot };
  };
}

/** From one identifier to the next: what is kept on the way is not read twice. */
function enAvancant(
  database: Database,
  fonction: 'hub.purger_messages' | 'hub.purger_echanges',
  limite: Date | null,
  lot: number,
): Passe {
  let apres = ORIGINE;
  return async () => {
    const [passe] = await database.query<{ dernier: string | null; vus: number; purges: number }>(
      `SELECT dernier, vus, purges FROM ${fonction}($1, $2, $3)`,
      [limite, apres, lot],
    );
    apres = passe?.dernier ?? apres;
    return { purges: passe?.purges ?? 0, fini: (passe?.vus ?? 0) < lot };
  };
}
