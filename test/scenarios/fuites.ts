import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../src/platform/database';
import type { Monde } from './monde';

/** What was sent, by where it may be kept in clear. */
export interface Envois {
  /** Narratives, medical content, senders, INE, INS: sealed wherever they are kept. */
  readonly secrets: Set<string>;
  /** The child's identity: in its one table, and nowhere else. */
  readonly identites: Set<string>;
}

/** Identity of a child, kept in clear in its one table (decision 0014). */
const IDENTITE = new Set(['nomNaissance', 'nomUsage', 'prenoms']);
/** Institutions, places, functions and teams: no child's story, kept in clear. */
const EN_CLAIR = new Set(
  ['nom', 'fonction', 'service', 'equipe', 'classe', 'redigePar', 'qualiteReclamant', 'horaires'].concat(
    // Of a place or of its agrément, which speak of a professional.
    ['motif', 'suspension'],
  ),
);
/** Short, and secret all the same. */
const IDENTIFIANTS = new Set(['ine', 'matricule', 'rpps', 'telephone', 'courriel', 'personne']);
const PHRASE = /\S \S/;

/** Notes what every act of the world sends. */
export function noterLesEnvois(monde: Monde): { readonly monde: Monde; readonly envois: Envois } {
  const envois: Envois = { secrets: new Set(), identites: new Set() };
  const noter = (valeur: unknown, cle = ''): void => {
    if (Array.isArray(valeur)) for (const une of valeur) noter(une, cle);
    else if (typeof valeur === 'object' && valeur !== null)
      for (const [nom, une] of Object.entries(valeur)) noter(une, nom);
    else if (typeof valeur === 'string') classer(envois, cle, valeur);
  };
  const noterDe = (variables: object | undefined) => {
    if (variables && 'input' in variables) noter(variables.input);
  };
  return {
    envois,
    monde: {
      ...monde,
      demander: (client, query, variables, finalite) => {
        noterDe(variables);
        return monde.demander(client, query, variables, finalite);
      },
      demanderComme: (partenaire, query, variables) => {
        noterDe(variables);
        return monde.demanderComme(partenaire, query, variables);
      },
    },
  };
}

function classer({ secrets, identites }: Envois, cle: string, valeur: string): void {
  if (IDENTITE.has(cle) && valeur.length > 8) identites.add(valeur);
  else if (!EN_CLAIR.has(cle) && (IDENTIFIANTS.has(cle) || (PHRASE.test(valeur) && valeur.length > 14)))
    secrets.add(valeur);
}

/** Which of these texts the files of this database hold, or the write-ahead log of its server. */
export async function dansLesFichiers(database: Database, textes: Iterable<string>): Promise<string[]> {
  await database.query('CHECKPOINT');
  const [lieu] = await database.query<{ data: string; oid: string }>(
    `SELECT current_setting('data_directory') data, oid::text FROM pg_database WHERE datname = current_database()`,
  );
  const dossiers = [join(lieu!.data, 'base', lieu!.oid), join(lieu!.data, 'pg_wal')];
  const fichiers = dossiers.flatMap((dossier) =>
    readdirSync(dossier, { withFileTypes: true })
      .filter((fichier) => fichier.isFile())
      .map(({ name }) => join(dossier, name)),
  );
  const trouves = new Set<string>();
  for (const fichier of fichiers) {
    const octets = lus(fichier);
    for (const texte of textes) if (!trouves.has(texte) && octets.includes(texte)) trouves.add(texte);
  }
  return [...trouves];
}

/** PostgreSQL takes away the files of its temporary tables while they are listed. */
function lus(fichier: string): Buffer {
  try {
    return readFileSync(fichier);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return Buffer.alloc(0);
  }
}

/** The same, in every table of these schemas but those named. */
export async function dansLesTables(
  database: Database,
  schemas: readonly string[],
  textes: Iterable<string>,
): Promise<string[]> {
  const tables = await database.query<{ nom: string }>(
    `SELECT format('%I.%I', schemaname, tablename) nom FROM pg_tables WHERE schemaname = ANY($1)`,
    [schemas],
  );
  const trouves: string[] = [];
  for (const { nom } of tables) {
    const lignes = await database.query<{ ligne: string }>(`SELECT t::text ligne FROM ${nom} t`);
    const tout = lignes.map(({ ligne }) => ligne).join('\n');
    for (const texte of textes) if (tout.includes(texte)) trouves.push(`${nom} : ${texte}`);
  }
  return trouves;
}
