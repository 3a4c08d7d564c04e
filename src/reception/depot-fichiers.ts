import { randomUUID } from 'node:crypto';
import { constants, type BigIntStats } from 'node:fs';
import { lstat, mkdir, open, opendir, rename, rm, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/** What a partner writes in its folder, and what it reads there. */
const ENTRANTS = 'entrants';
const RESULTATS = 'resultats';
const PREUVE = '.jws';

const INSTITUTION = /^[A-Za-z0-9-]{1,64}$/;
const NOM = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
/** Read at each look, whatever else lies there. */
const ENTREES_MAX = 10_000;
const PREUVE_MAX = 16_384;

/** A file and its signature, both there. */
export interface Paire {
  readonly fichier: string;
  readonly preuve: string;
  readonly resultat: string;
  readonly nom: string;
}

export interface Contenu {
  readonly lieu: Paire;
  /** Undefined: too big to be read. */
  readonly corps: Buffer | undefined;
  readonly jws: string;
  readonly marques: readonly [string, string];
}

/** The folders that may be those of institutions. */
export async function institutions(racine: string): Promise<string[]> {
  const noms: string[] = [];
  for await (const entree of await opendir(racine))
    if (entree.isDirectory() && INSTITUTION.test(entree.name)) noms.push(entree.name);
  return noms.sort();
}

/** What waits in the folder of one: the pairs, and how many things are there that will never be read. */
export async function regarder(racine: string, institution: string, extensions: readonly string[]) {
  const [entrants, resultats] = [join(racine, institution, ENTRANTS), join(racine, institution, RESULTATS)];
  const paires: Paire[] = [];
  let ecartes = 0;
  const dossier = await siLa(lstat(entrants));
  if (dossier?.isDirectory() !== true) return { paires, ecartes };
  const noms = new Set<string>();
  for await (const entree of await opendir(entrants)) {
    if (noms.size + ecartes >= ENTREES_MAX) break;
    const concerne = extensions.some((fin) => entree.name.endsWith(fin) || entree.name.endsWith(fin + PREUVE));
    if (entree.isFile() && NOM.test(entree.name)) noms.add(entree.name);
    else if (!entree.isFile() || concerne) ecartes += 1;
  }
  for (const nom of noms) {
    if (!noms.has(nom + PREUVE) || !extensions.some((fin) => nom.endsWith(fin))) continue;
    const fichier = join(entrants, nom);
    paires.push({ fichier, preuve: fichier + PREUVE, resultat: join(resultats, `${nom}.resultat`), nom });
  }
  return { paires, ecartes };
}

/** Changes with what the two files hold; undefined while one of them is not there. */
export async function marqueDe({ fichier, preuve }: Paire): Promise<string | undefined> {
  const marques = [await marque(fichier), await marque(preuve)];
  return marques.includes(undefined) ? undefined : marques.join(' ');
}

async function marque(chemin: string): Promise<string | undefined> {
  const etat = await siLa(lstat(chemin, { bigint: true }));
  return etat?.isFile() === true && etat.size > 0n ? ecrite(etat) : undefined;
}

const ecrite = ({ ino, size, mtimeNs }: BigIntStats): string => [ino, size, mtimeNs].join(':');

/** Undefined when one of the two went away, or is being written. */
export async function lirePaire(lieu: Paire, limite: number): Promise<Contenu | undefined> {
  const preuve = await lire(lieu.preuve, PREUVE_MAX);
  const lu = await lire(lieu.fichier, limite);
  if (!preuve || !lu) return undefined;
  return {
    ...{ lieu, corps: lu.octets },
    jws: preuve.octets?.toString('latin1').trim() ?? '',
    marques: [lu.marque, preuve.marque],
  };
}

/** Its size is known before a byte of it is read; a link is not followed. */
async function lire(chemin: string, limite: number) {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const fichier = await siLa(open(chemin, O_RDONLY | O_NOFOLLOW | O_NONBLOCK));
  if (!fichier) return undefined;
  try {
    const avant = await fichier.stat({ bigint: true });
    if (!avant.isFile()) return undefined;
    if (avant.size > BigInt(limite)) return { octets: undefined, marque: ecrite(avant) };
    const octets = Buffer.alloc(Number(avant.size));
    let lus = 0;
    while (lus < octets.length) {
      const { bytesRead } = await fichier.read(octets, lus, octets.length - lus);
      if (bytesRead === 0) return undefined;
      lus += bytesRead;
    }
    const marque = ecrite(await fichier.stat({ bigint: true }));
    return marque === ecrite(avant) ? { octets, marque } : undefined;
  } finally {
    await fichier.close();
  }
}

/** The result, then its signature: each appears whole or not at all, and the signature says that both are there. */
export async function ecrireResultat(
  { resultat }: Paire,
  extension: string,
  { corps, jws }: { readonly corps: string; readonly jws: string },
): Promise<void> {
  const dossier = join(resultat, '..');
  await mkdir(dossier, { recursive: true, mode: 0o750 });
  if (!(await lstat(dossier)).isDirectory()) throw new Error('The folder of results is not a folder.');
  const [fichier, preuve] = [resultat + extension, resultat + extension + PREUVE];
  await rm(preuve, { force: true });
  await ecrireEntier(dossier, fichier, corps);
  await ecrireEntier(dossier, preuve, jws);
}

async function ecrireEntier(dossier: string, chemin: string, texte: string): Promise<void> {
  const aCote = join(dossier, `.${randomUUID()}.partiel`);
  try {
    const fichier = await open(aCote, 'wx', 0o640);
    try {
      await fichier.writeFile(texte);
      await fichier.sync();
    } finally {
      await fichier.close();
    }
    await rename(aCote, chemin);
  } catch (error) {
    await rm(aCote, { force: true });
    throw error;
  }
  const parent = await open(dossier);
  try {
    await parent.sync();
  } finally {
    await parent.close();
  }
}

/** Takes away what was read; what was put there meanwhile under the same name is another drop, and stays. */
export async function retirer({ lieu: { fichier, preuve }, marques: [duFichier, deLaPreuve] }: Contenu): Promise<void> {
  if ((await marque(fichier)) === duFichier) await siLa(unlink(fichier));
  if ((await marque(preuve)) === deLaPreuve) await siLa(unlink(preuve));
}

/** Undefined when there is nothing there any more, or a link. */
async function siLa<T>(promesse: Promise<T>): Promise<T | undefined> {
  try {
    return await promesse;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ELOOP') return undefined;
    throw error;
  }
}
