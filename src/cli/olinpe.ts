import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { v7 } from 'uuid';
import { signataire } from '../audit/cles';
import { lireTrousseau, trousseauDemo } from '../audit/trousseau';
import { collectiviteAse } from '../domain/territoire';
import { parseTj } from '../domain/tribunaux';
import { clesPseudonymesDemo, lireClesPseudonymes } from '../observatoire/cles-pseudonymes';
import { extraire, type Moyens } from '../observatoire/extraire';
import { FORMATS, type NomFormat } from '../observatoire/formats';
import {
  ecrireFichier,
  enregistrementsPartis,
  inscritsDepuis,
  lireExtraction,
  type Extraction,
} from '../observatoire/lire-extraction';
import { anneeClose } from '../observatoire/ouvrir-extractions';
import type { Demande } from '../observatoire/source';
import type { Database } from '../platform/database';
import { decouper } from './arguments';
import { barre } from './barre';
import { ErreurUsage, SORTIE_PANNE, type Commande, type Constat } from './command';
import { direExtraction } from './olinpe-rapport';
import { avecLaBase, configuration } from './ouvrir-base';

const AIDE = `Usage : npm run -s hub -- olinpe --annee AAAA --collectivite CODE [options]
        npm run -s hub -- olinpe --annee AAAA --tribunal tjNNNNN [options]

L'extraction annuelle pour les observatoires (CASF L226-3-3, D226-3-3 à D226-3-7) : les mesures décidées, renouvelées ou
terminées dans l'année, pseudonymisées, au mois. Avec --collectivite, les variables de l'annexe 2-8 ; avec --tribunal, les
décisions du juge des enfants, dans celles de l'annexe 2-8-1.

La première fois, l'extraction est faite, gardée et signée, et l'échéance A14 (30 avril) est tenue. Ensuite, la même commande
redonne les mêmes octets : ce qui a été inscrit ou corrigé depuis n'y change rien, et le rapport en dit le nombre.

  --annee AAAA          l'année, finie
  --collectivite CODE   la collectivité (31, 69M, 6AE…)
  --tribunal CODE       le tribunal (tj31555…)
  --format csv|xml      csv à défaut
  --vers FICHIER        à défaut olinpe-CODE-AAAA.csv, ou .xml
  --json                le rapport de complétude, pour un programme
  --help                cette aide

Le rapport dit, variable par variable, ce qui manque, combien de fois et pourquoi.
Base : DATABASE_URL, sinon la base embarquée de HUB_DATA_DIR. Clés : OLINPE_CLES et PREUVE_CLES, à défaut celles d'essai.
Codes de sortie : 0 fait, 1 une panne, ou l'extraction gardée n'est plus celle qui a été signée, 2 mauvais usage.
`;

const OPTIONS = {
  annee: { type: 'string' },
  collectivite: { type: 'string' },
  tribunal: { type: 'string' },
  format: { type: 'string' },
  vers: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** `hub -- olinpe`: the yearly file of the observatories. */
export const commandeOlinpe: Commande = {
  nom: 'olinpe',
  resume: 'extrait les mesures d’une année pour les observatoires (ODPE, ONPE)',
  aide: AIDE,
  executer: async (args) => {
    const { values, positionals } = decouper(args, OPTIONS);
    if (positionals.length > 0) throw new ErreurUsage('Aucun mot n’est attendu. Voir --help.');
    const demande = demandeDe(values);
    const format = formatDe(values.format);
    const vers = values.vers ?? `olinpe-${demande.emetteur}-${String(demande.annee)}.${format}`;
    return avecLaBase((database) => exporter(database, demande, { format, vers, json: values.json === true }));
  },
};

function demandeDe({ annee, collectivite, tribunal }: Partial<Record<keyof typeof OPTIONS, unknown>>): Demande {
  if (typeof annee !== 'string' || !/^20\d\d$/.test(annee)) throw new ErreurUsage('--annee attend une année : 2025.');
  if ((typeof collectivite === 'string') === (typeof tribunal === 'string'))
    throw new ErreurUsage('--collectivite ou --tribunal est attendu, l’un des deux. Voir --help.');
  if (typeof collectivite === 'string' && collectiviteAse(collectivite) === undefined)
    throw new ErreurUsage(`--collectivite : « ${collectivite} » n’est pas le code d’une collectivité.`);
  if (typeof tribunal === 'string' && !parseTj(tribunal).ok)
    throw new ErreurUsage(`--tribunal : « ${tribunal} » n’est pas le code d’un tribunal (tj31555).`);
  const emetteur =
    typeof tribunal === 'string'
      ? ({ annexe: '2-8-1', emetteur: tribunal } as const)
      : ({ annexe: '2-8', emetteur: String(collectivite) } as const);
  const demande = { ...emetteur, annee: Number(annee) };
  if (demande.annee > anneeClose(new Date(), demande))
    throw new ErreurUsage(`--annee : ${annee} n’est pas finie ; l’extraction porte sur une année entière (D226-3-7).`);
  return demande;
}

function formatDe(format = 'csv'): NomFormat {
  const connu = (Object.keys(FORMATS) as NomFormat[]).find((un) => un === format);
  if (connu === undefined) throw new ErreurUsage('--format : csv ou xml est attendu.');
  return connu;
}

interface Sortie {
  readonly format: NomFormat;
  readonly vers: string;
  readonly json: boolean;
}

async function exporter(database: Database, demande: Demande, { format, vers, json }: Sortie): Promise<Constat> {
  const dejaFaite = await lireExtraction(database, demande);
  const { avancer, finir } = barre('Extraction');
  const extraction = dejaFaite ?? (await extraire(database, demande, { ...moyens(), avancer }).finally(finir));
  const empreinte = await ecrire(database, extraction, { format, vers });
  if (empreinte !== extraction.empreintes[format])
    return {
      ...{ texte: '', code: SORTIE_PANNE },
      reserve: `${direEcart(await enregistrementsPartis(database, extraction))} Rien n’a été écrit dans ${vers}.\n`,
    };
  const depuis = dejaFaite === undefined ? 0 : await inscritsDepuis(database, extraction);
  const texte = json
    ? `${JSON.stringify({ ...extraction, fichier: vers, inscritsDepuis: depuis })}\n`
    : direExtraction(extraction, { format, vers, depuis });
  return { texte, code: 0 };
}

const direEcart = (partis: number) =>
  partis > 0
    ? `${String(partis)} enregistrements de l’extraction ne sont plus gardés (D226-3-10 : cinq ans après les vingt-et-un ans) : elle ne peut plus être redonnée à l’octet.`
    : 'L’extraction gardée n’est plus celle qui a été signée : son empreinte diffère.';

function moyens(): Moyens {
  const { OLINPE_CLES, PREUVE_CLES, HUB_DATA_DIR, NODE_ENV } = configuration();
  if (OLINPE_CLES === undefined && NODE_ENV === 'production')
    throw new ErreurUsage('OLINPE_CLES est attendue en production : « npm run hub -- pseudonymes » crée ce fichier.');
  const trousseau = PREUVE_CLES === undefined ? trousseauDemo(HUB_DATA_DIR) : lireTrousseau(PREUVE_CLES);
  const now = new Date();
  return {
    ...{ now, newId: v7, signataire: signataire(trousseau, 'recus', now) },
    cles: OLINPE_CLES === undefined ? clesPseudonymesDemo(HUB_DATA_DIR) : lireClesPseudonymes(OLINPE_CLES),
  };
}

/** Written aside then renamed, once its digest is the one that was signed. @returns the digest */
async function ecrire(
  database: Database,
  extraction: Extraction,
  { format, vers }: Omit<Sortie, 'json'>,
): Promise<string> {
  const aCote = `${vers}.${randomUUID()}`;
  const hachage = createHash('sha256');
  const hacher = new Transform({
    transform: (morceau: Buffer, _, suite) => {
      hachage.update(morceau);
      suite(null, morceau);
    },
  });
  try {
    const octets = Readable.from(ecrireFichier(database, extraction, format), { objectMode: false });
    await pipeline(octets, hacher, createWriteStream(aCote, { mode: 0o600, flags: 'wx' }));
    const empreinte = hachage.digest('hex');
    if (empreinte === extraction.empreintes[format]) renameSync(aCote, vers);
    return empreinte;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new ErreurUsage(`Le fichier ${vers} ne peut pas être écrit.`);
  } finally {
    rmSync(aCote, { force: true });
  }
}
