/** One thing the process needs in order to serve: its database, its queue, a remote subgraph. */
export interface Etat {
  readonly nom: string;
  readonly pret: boolean;
}

/** Asked by `/readyz`. A probe that throws or hangs counts as not ready. */
export type Pret = () => Promise<readonly Etat[]>;

const DELAI_MS = 2_000;

export async function etatDuService(pret: Pret): Promise<{ pret: boolean; etats: readonly Etat[] }> {
  let late: NodeJS.Timeout | undefined;
  const hung = new Promise<readonly Etat[]>((resolve) => {
    late = setTimeout(resolve, DELAI_MS, [{ nom: 'sondes', pret: false }]);
  });
  try {
    const etats = await Promise.race([pret(), hung]);
    return { pret: etats.every((etat) => etat.pret), etats };
  } catch {
    return { pret: false, etats: [{ nom: 'sondes', pret: false }] };
  } finally {
    clearTimeout(late);
  }
}
