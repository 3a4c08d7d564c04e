import type { Database, Tx } from '../platform/database';
import type { Trousseau } from './cles';
import { lireTemoins } from './export';
import { CHAINE_VIDE } from './journal';
import { accesPurges } from './purge-acces';
import { ajouter, BORD_VIDE, replier, type Bord, type CleNoeud } from './merkle';
import { maillon } from './ordonner';
import { signatureValide } from './recu';
import { contenuFeuille, empreinteFeuille, SOURCES } from './sources';
import { pointsDeLaBase, suivre, type Anomalie, type Noter } from './suivi-points';

const LOT = 1_000;
const ANOMALIES_MAX = 100;

export interface EtatDuJournal {
  readonly taille: number;
  /** Checkpoints of the database, and of the folder outside it, that the records confirm. */
  readonly points: number;
  readonly temoins: number;
  /** Accesses destroyed once their time was over, as the journal itself says: their hashes stay. */
  readonly purges: number;
  /** The first hundred. */
  readonly anomalies: readonly Anomalie[];
}

interface Scelle {
  readonly position: number;
  readonly nature: string;
  readonly sourceId: string;
  readonly hash: Buffer;
  readonly chaine: Buffer;
}

/** Reads the whole journal again from the records themselves, by batches, and says what does not match. */
export async function verifierJournal(
  database: Database,
  trousseau: Trousseau,
  temoins: string,
): Promise<EtatDuJournal> {
  const anomalies: Anomalie[] = [];
  const noter: Noter = (code, position) => {
    if (anomalies.length < ANOMALIES_MAX) anomalies.push({ code, position });
  };
  const dedans = await suivre(pointsDeLaBase(database), trousseau, noter);
  const dehors = await suivre(lireTemoins(temoins), trousseau, noter);
  const purgesAvant = await accesPurges(database, trousseau, (jusqua) => {
    noter('PURGE_SANS_PREUVE', jusqua);
  });
  let purges = 0;
  let bord: Bord = BORD_VIDE;
  let chaine: Buffer = CHAINE_VIDE;
  let suivante = 0;
  for (;;) {
    const scelles = await lireScelles(database, suivante);
    suivante = (scelles.at(-1)?.position ?? 0) + 1;
    const contenus = await lireContenus(database, scelles, trousseau, noter);
    const noeuds: (CleNoeud & { hash: Buffer })[] = [];
    for (const scelle of scelles) {
      const { position, hash, nature } = scelle;
      if (position !== bord.taille) noter('POSITION_ABSENTE', bord.taille);
      const contenu = contenus.get(scelle.sourceId);
      if (contenu === undefined && nature === 'acces' && position < purgesAvant) purges += 1;
      else if (contenu === undefined) noter('ENREGISTREMENT_ABSENT', position);
      else if (!empreinteFeuille(contenu).equals(hash)) noter('ENREGISTREMENT_MODIFIE', position);
      chaine = maillon(chaine, hash);
      if (!chaine.equals(scelle.chaine)) noter('CHAINE_ROMPUE', position);
      // What follows a gap is still read, each record for itself.
      ({ chaine } = scelle);
      const suite = ajouter(bord, hash);
      noeuds.push(...suite.noeuds.slice(1));
      bord = suite.bord;
      const ici = { taille: bord.taille, racine: replier(bord.sommets), chaine };
      await dedans.avancer(ici);
      await dehors.avancer(ici);
    }
    for (const position of await noeudsFaux(database, noeuds)) noter('NOEUD_FAUX', position);
    if (scelles.length < LOT) break;
  }
  await dedans.finir();
  await dehors.finir();
  if (await resteNonScelle(database)) noter('NON_SCELLES', bord.taille);
  return { taille: bord.taille, points: dedans.confirmes(), temoins: dehors.confirmes(), purges, anomalies };
}

function lireScelles(tx: Pick<Tx, 'query'>, depuis: number): Promise<Scelle[]> {
  return tx.query<Scelle>(
    `SELECT position::float8 AS position, nature, source_id AS "sourceId", hash, chaine
     FROM hub.journal WHERE position >= $1::bigint ORDER BY position LIMIT $2`,
    [depuis, LOT],
  );
}

type Ligne = Readonly<Record<string, unknown>> & { readonly id: string };

async function lireContenus(
  tx: Pick<Tx, 'query'>,
  scelles: readonly Scelle[],
  trousseau: Trousseau,
  noter: Noter,
): Promise<Map<string, string>> {
  const contenus = new Map<string, string>();
  const positions = new Map(scelles.map(({ sourceId, position }) => [sourceId, position]));
  for (const { nature, table, colonnes } of SOURCES) {
    const ids = scelles.filter((scelle) => scelle.nature === nature).map(({ sourceId }) => sourceId);
    if (ids.length === 0) continue;
    const lignes = await tx.query<Ligne>(`SELECT ${colonnes} FROM ${table} WHERE id = ANY($1::uuid[])`, [ids]);
    for (const ligne of lignes) {
      const contenu = contenuFeuille(nature, ligne);
      contenus.set(ligne.id, contenu);
      if (nature === 'acte' && !signatureValide(contenu, trousseau))
        noter('SIGNATURE_INVALIDE', positions.get(ligne.id) ?? 0);
    }
  }
  return contenus;
}

async function noeudsFaux(tx: Pick<Tx, 'query'>, noeuds: readonly (CleNoeud & { hash: Buffer })[]): Promise<number[]> {
  const faux = await tx.query<{ position: number }>(
    `SELECT (k.indice * (2::numeric ^ k.niveau))::float8 AS position
     FROM unnest($1::smallint[], $2::bigint[], $3::bytea[]) AS k(niveau, indice, hash)
     LEFT JOIN hub.journal_noeud n USING (niveau, indice) WHERE n.hash IS DISTINCT FROM k.hash`,
    [noeuds.map(({ niveau }) => niveau), noeuds.map(({ indice }) => indice), noeuds.map(({ hash }) => hash)],
  );
  return faux.map(({ position }) => position);
}

async function resteNonScelle(tx: Pick<Tx, 'query'>): Promise<boolean> {
  const oublies = SOURCES.map(
    ({ table }) => `EXISTS (SELECT 1 FROM ${table} s, hub.journal_etat e WHERE s.transaction_id < e.horizon
      AND NOT EXISTS (SELECT 1 FROM hub.journal j WHERE j.source_id = s.id))`,
  );
  const [ligne] = await tx.query<{ reste: boolean }>(`SELECT ${oublies.join(' OR ')} AS reste`);
  return ligne?.reste === true;
}
