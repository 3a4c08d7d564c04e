import DataLoader from 'dataloader';
import type { Database } from './database';
import { livraisonsAFaire, noterRemises, type LivraisonAFaire, type Tentative } from './deliveries';

/** The ledger as the attempts of one process use it: those under way at once share their statements. */
export interface LivraisonsEnLot {
  /** Undefined when there is nothing left to do for this attempt. */
  aFaire(attendue: Tentative): Promise<LivraisonAFaire | undefined>;
  remise(id: string, le: Date): Promise<void>;
}

/** An attempt alone waits for no other: a batch is what one turn of the event loop asked for. */
const options = { cache: false, maxBatchSize: 100, batchScheduleFn: (batch: () => void) => void setImmediate(batch) };

export function livraisonsEnLot(database: Pick<Database, 'query' | 'ouvrir'>): LivraisonsEnLot {
  const lectures = new DataLoader<Tentative, LivraisonAFaire | undefined>(async (attendues) => {
    const trouvees = await livraisonsAFaire(database, attendues);
    return attendues.map((attendue) =>
      trouvees.find(({ id, tentative }) => id === attendue.id && tentative === attendue.tentative),
    );
  }, options);
  const remises = new DataLoader<{ id: string; le: Date }, undefined>(async (faites) => {
    await noterRemises(database, faites);
    return faites.map(() => undefined);
  }, options);
  return {
    aFaire: (attendue) => lectures.load(attendue),
    remise: (id, le) => remises.load({ id, le }),
  };
}
