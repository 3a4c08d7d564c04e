import type { Tx } from '../platform/database';
import {
  cheminCoherence,
  cheminInclusion,
  replier,
  sousArbres,
  type Bord,
  type CleNoeud,
  type Etendue,
  type Noeud,
} from './merkle';

type Querier = Pick<Tx, 'query'>;

const NOEUDS = `
  SELECT 0 AS niveau, position::float8 AS indice, hash FROM hub.journal WHERE position = ANY($1::bigint[])
  UNION ALL
  SELECT n.niveau, n.indice::float8, n.hash FROM unnest($2::smallint[], $3::bigint[]) AS k(niveau, indice)
  JOIN hub.journal_noeud n USING (niveau, indice)`;

const cle = ({ niveau, indice }: CleNoeud) => `${String(niveau)}/${String(indice)}`;

/** Nodes of the journal, in one statement whatever their number. @throws Error when one is missing */
async function lireNoeuds(tx: Querier, cles: readonly CleNoeud[]): Promise<(cle: CleNoeud) => Buffer> {
  const distinctes = [...new Map(cles.map((une) => [cle(une), une])).values()];
  const feuilles = distinctes.filter(({ niveau }) => niveau === 0).map(({ indice }) => indice);
  const autres = distinctes.filter(({ niveau }) => niveau > 0);
  const lus = await tx.query<Noeud>(NOEUDS, [
    feuilles,
    autres.map(({ niveau }) => niveau),
    autres.map(({ indice }) => indice),
  ]);
  const parCle = new Map(lus.map((noeud) => [cle(noeud), noeud.hash]));
  return (demande) => {
    const hash = parCle.get(cle(demande));
    if (hash === undefined) throw new Error(`the journal has lost its node ${cle(demande)}`);
    return hash;
  };
}

/** The hash of each range, from O(log n) rows each, in one statement for all. */
export async function lireEtendues(tx: Querier, etendues: readonly Etendue[]): Promise<Buffer[]> {
  const lire = await lireNoeuds(tx, etendues.flatMap(sousArbres));
  return etendues.map((etendue) => replier(sousArbres(etendue).map(lire)));
}

export async function lireRacine(tx: Querier, taille: number): Promise<Buffer> {
  const [racine] = await lireEtendues(tx, [{ debut: 0, fin: taille }]);
  return racine ?? replier([]);
}

export async function lireBord(tx: Querier, taille: number): Promise<Bord> {
  const sommets = sousArbres({ debut: 0, fin: taille });
  const lire = await lireNoeuds(tx, sommets);
  return { taille, sommets: sommets.map(lire) };
}

export function lireInclusion(tx: Querier, position: number, taille: number): Promise<Buffer[]> {
  return lireEtendues(tx, cheminInclusion(position, taille));
}

export function lireCoherence(tx: Querier, ancienne: number, taille: number): Promise<Buffer[]> {
  return lireEtendues(tx, cheminCoherence(ancienne, taille));
}

/** The last link of the chain, and how many records it has. */
export async function lireQueue(tx: Querier): Promise<{ taille: number; chaine: Buffer }> {
  const [queue] = await tx.query<{ taille: number; chaine: Buffer }>(
    'SELECT (position + 1)::float8 AS taille, chaine FROM hub.journal ORDER BY position DESC LIMIT 1',
  );
  return queue ?? { taille: 0, chaine: CHAINE_VIDE };
}

export const CHAINE_VIDE = Buffer.alloc(32);
