import type { Tx } from '../platform/database';
import { publiques, type Signataire, type Trousseau } from './cles';
import { FORMAT_DOSSIER, type Feuille } from './dossier-forme';
import { enregistrements, livraisonsDe, objetsDuDossier, type Sujet } from './dossier-lecture';
import { lireEtendues } from './journal';
import { cheminCoherence, cheminInclusion, type Etendue } from './merkle';
import { dernierPoint, type PointEcrit } from './points';
import { signerTexte } from './recu';
import { forme } from './sources';

/** Records of one archive; the file goes on in another. */
const PAR_ARCHIVE = 1_000;
const LIVRAISONS_MAX = 1_000;
const ANTERIEURS = 20;

export interface DemandeDeDossier {
  readonly sujet: Sujet;
  /** The `suite` of the archive before. */
  readonly apres?: number | null | undefined;
  readonly pour: string;
  readonly le: Date;
}

export interface Archive {
  /** RFC 8785 and a newline. */
  readonly texte: string;
  readonly nombre: number;
  readonly suite: number | null;
}

/** One archive of what the journal proves of a child or of an exchange; null until a checkpoint is signed. */
export async function composerDossier(
  tx: Pick<Tx, 'query'>,
  { sujet, apres, pour, le }: DemandeDeDossier,
  { signataire, trousseau }: { readonly signataire: Signataire; readonly trousseau: Trousseau },
  parArchive = PAR_ARCHIVE,
): Promise<Archive | null> {
  const point = await dernierPoint(tx);
  if (point === undefined) return null;
  const { taille } = point;
  const objets = await objetsDuDossier(tx, sujet);
  const enfant = sujet.type === 'enfant' ? sujet.id : null;
  const page = { objets, enfant, apres: apres ?? -1, taille, nombre: parArchive + 1 };
  const lus = await enregistrements(tx, page);
  const retenus = lus.slice(0, parArchive);
  const anterieurs = await pointsAnterieurs(tx, taille);
  const prouvees = await preuves(tx, [
    ...retenus.map(({ position }) => cheminInclusion(position, taille)),
    ...anterieurs.map((ancien) => cheminCoherence(ancien.taille, taille)),
  ]);
  const derniere = retenus.at(-1);
  const suite = lus.length > parArchive && derniere ? derniere.position : null;
  const livraisons = await livraisonsDe(tx, objets, LIVRAISONS_MAX);
  const dossier = {
    ...{ format: FORMAT_DOSSIER, sujet, etabliLe: le.toISOString(), etabliPour: pour, point: point.note },
    anterieurs: anterieurs.map(({ note }, i) => ({ point: note, coherence: prouvees[retenus.length + i] })),
    enregistrements: retenus.map(({ position, contenu }, i) => ({
      ...{ position, feuille: JSON.parse(contenu) as Feuille, inclusion: prouvees[i] },
    })),
    livraisons: livraisons.map((livraison) => ({
      ...livraison,
      le: livraison.le.toISOString(),
      remiseLe: livraison.remiseLe?.toISOString() ?? null,
    })),
    ...{ suite, cles: publiques(trousseau) },
  };
  const signature = signerTexte(forme(dossier), signataire);
  return { texte: `${forme({ ...dossier, signature })}\n`, nombre: retenus.length, suite };
}

/** Every proof in one statement; base64. */
async function preuves(tx: Pick<Tx, 'query'>, chemins: readonly (readonly Etendue[])[]): Promise<string[][]> {
  const hashes = (await lireEtendues(tx, chemins.flat())).map((hash) => hash.toString('base64'));
  return chemins.map(({ length }) => hashes.splice(0, length));
}

/** Checkpoints spread over the life of the journal: whoever kept one of those finds how it continues. */
function pointsAnterieurs(tx: Pick<Tx, 'query'>, taille: number): Promise<PointEcrit[]> {
  return tx.query<PointEcrit>(
    `SELECT DISTINCT ON (p.taille) p.taille::float8 AS taille, p.note, p.le
     FROM generate_series(1, $2::int) AS rang CROSS JOIN LATERAL (
       SELECT * FROM hub.point_de_controle
       WHERE taille <= $1::bigint * rang / $2 AND taille < $1::bigint ORDER BY taille DESC LIMIT 1
     ) p ORDER BY p.taille`,
    [taille, ANTERIEURS],
  );
}
