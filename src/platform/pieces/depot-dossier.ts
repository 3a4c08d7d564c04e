import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Depot } from './depot';

/** A folder, whose sub-folders are the last two digits of the identifiers: their first ones are a date. */
export function depotDossier(dossier: string): Depot {
  const chez = (id: string) => join(dossier, id.slice(-2));
  const chemin = (id: string) => join(chez(id), id);
  return {
    ecrire: async (id, octets) => {
      await mkdir(chez(id), { recursive: true, mode: 0o700 });
      // Of its own: the same attachment may be coming twice at once.
      const avant = `${chemin(id)}.${randomUUID()}.partiel`;
      try {
        const fichier = await open(avant, 'w', 0o600);
        try {
          for await (const bloc of octets) await fichier.write(bloc);
          await fichier.sync();
        } finally {
          await fichier.close();
        }
        await rename(avant, chemin(id));
      } catch (error) {
        await rm(avant, { force: true });
        throw error;
      }
      const ici = await open(chez(id), 'r');
      await ici.sync().finally(() => ici.close());
    },
    // Opened once it is read: a stream whose error nobody awaits yet would end the process.
    lire: async function* (id) {
      yield* createReadStream(chemin(id)) as AsyncIterable<Buffer>;
    },
    supprimer: async (id) => {
      for (const nom of await contenu(chez(id))) if (nom.startsWith(id)) await rm(join(chez(id), nom), { force: true });
    },
  };
}

async function contenu(dossier: string): Promise<string[]> {
  try {
    return await readdir(dossier);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
