import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { publiques } from '../audit/cles';
import { lireTrousseau, trousseauDemo } from '../audit/trousseau';
import type { Database } from '../platform/database';
import { writeOnce } from '../platform/write-once';
import { enregistrerHub, revoquerHub } from '../subgraphs/administration';
import {
  carte,
  carteSchema,
  EMPLOIS_ECHANGE,
  lireClesEchange,
  nouvellesCles,
  ouvrirClesEchange,
  tournerEchange,
  type Carte,
  type EmploiEchange,
} from '../transferts/cles';
import { decouper } from './arguments';
import { ErreurUsage, type Commande } from './command';
import { creerFichier, lireFichier, remplacerFichier } from './fichier-de-cles';
import { tableau } from './markdown-table';
import { avecLaBase, configuration } from './ouvrir-base';
import { accomplir, admettre } from './partner-actes';
import { garderRecu } from './partner-recu';

const AIDE = `Usage : npm run -s hub -- hubs carte|add|revoke|list|cles [options]

Les autres hubs avec lesquels celui-ci échange des dossiers (CASF L221-3), et ce qu'il leur donne de lui-même.

  carte --vers FICHIER       écrit ses propres clés publiques, à remettre à l'exploitant de l'autre hub par un canal sûr
  add --carte FICHIER --url URL --collectivites 69M,69D
                             admet l'autre hub, ou le met à jour : ses clés d'avant valent encore un jour.
                             Comparez au téléphone les empreintes qui s'affichent
  revoke HUB --motif TEXTE --oui
                             plus rien n'y va ni n'en vient ; ce qui était en préparation reste ici
  --recu FICHIER             le reçu signé de add ou revoke est écrit là ; sinon il est montré
  list                       ceux qui sont connus
  cles FICHIER --creer       les clés d'échange de ce hub (variable ECHANGE_CLES)
  cles FICHIER --tourner E   nouvelle clé pour cet emploi (${EMPLOIS_ECHANGE.join(' ou ')}) ; redonnez ensuite la carte
  --help                     cette aide

Base : DATABASE_URL, sinon la base embarquée de HUB_DATA_DIR.
Codes de sortie : 0 fait, 1 la base n'a pas répondu, 2 mauvais usage, refus d'une règle ou confirmation attendue.
`;

const TEXTE = { type: 'string' } as const;
const DRAPEAU = { type: 'boolean' } as const;
const OPTIONS = {
  ...{ carte: TEXTE, url: TEXTE, collectivites: TEXTE, motif: TEXTE, recu: TEXTE, vers: TEXTE, tourner: TEXTE },
  ...{ oui: DRAPEAU, creer: DRAPEAU },
} as const;

type Valeurs = Partial<Record<Exclude<keyof typeof OPTIONS, 'oui' | 'creer'>, string>> & {
  readonly oui?: boolean;
  readonly creer?: boolean;
};
type Geste = (sujet: string | undefined, valeurs: Valeurs) => string | Promise<string>;

const GESTES: Readonly<Record<string, { readonly geste: Geste; readonly options: readonly (keyof Valeurs)[] }>> = {
  carte: { geste: donnerCarte, options: ['vers'] },
  add: { geste: ajouter, options: ['carte', 'url', 'collectivites', 'recu'] },
  revoke: { geste: mettreFin, options: ['motif', 'oui', 'recu'] },
  list: { geste: lister, options: [] },
  cles: { geste: garderCles, options: ['creer', 'tourner'] },
};

/** `hub -- hubs`: with which other hubs files are exchanged. */
export const commandeHubs: Commande = {
  nom: 'hubs',
  resume: 'admet, montre et révoque les autres hubs, et garde les clés d’échange de celui-ci',
  aide: AIDE,
  executer: (args) => {
    const { values, positionals } = decouper(args, OPTIONS);
    const [nom = '', sujet, ...trop] = positionals;
    const voulu = Object.hasOwn(GESTES, nom) ? GESTES[nom] : undefined;
    if (voulu === undefined || trop.length > 0)
      throw new ErreurUsage('carte, add, revoke, list ou cles est attendu, puis un nom au plus. Voir --help.');
    const etrangere = Object.keys(values).find((option) => !voulu.options.some((une) => une === option));
    if (etrangere !== undefined) throw new ErreurUsage(`--${etrangere} ne va pas avec ${nom}. Voir --help.`);
    return voulu.geste(sujet, values);
  },
};

function trousseau() {
  const { PREUVE_CLES, HUB_DATA_DIR } = configuration();
  return PREUVE_CLES === undefined ? trousseauDemo(HUB_DATA_DIR) : lireTrousseau(PREUVE_CLES);
}

function donnerCarte(rien: string | undefined, { vers }: Valeurs): string {
  const cles = ouvrirClesEchange(configuration());
  if (cles === undefined) throw new ErreurUsage('ECHANGE_CLES manque : hubs cles FICHIER --creer l’écrit.');
  if (rien !== undefined || vers === undefined) throw new ErreurUsage('carte attend --vers FICHIER. Voir --help.');
  const dite = carte(cles, publiques(trousseau()));
  if (!writeOnce(vers, `${JSON.stringify(dite, undefined, 2)}\n`))
    throw new ErreurUsage('Ce fichier existe déjà : rien n’a été changé.');
  return `Carte de ${dite.preuve.origine} écrite dans ${vers}.\n\n${empreintes(dite)}\n`;
}

function empreintes({ echange, preuve }: Carte): string {
  const recus = preuve.keys.filter(({ emploi }) => emploi === 'recus');
  return tableau(
    ['Clé', 'Emploi'],
    [...echange.keys, ...recus].map(({ kid, emploi }) => [kid, emploi]),
  );
}

function lireCarte(fichier: string): Carte {
  try {
    return carteSchema.parse(JSON.parse(readFileSync(fichier, 'utf8')));
  } catch {
    throw new ErreurUsage('--carte attend le fichier que « hubs carte » a écrit sur l’autre hub.');
  }
}

async function ajouter(rien: string | undefined, valeurs: Valeurs): Promise<string> {
  const { carte: fichier, url, collectivites, recu } = valeurs;
  if (rien !== undefined || fichier === undefined || url === undefined || collectivites === undefined)
    throw new ErreurUsage('add attend --carte, --url et --collectivites. Voir --help.');
  if (ouvrirClesEchange(configuration()) === undefined)
    throw new ErreurUsage(
      'ECHANGE_CLES manque : ce hub n’échange avec aucun autre. hubs cles FICHIER --creer l’écrit.',
    );
  const { echange, preuve } = lireCarte(fichier);
  const hub = preuve.origine;
  if (hub === trousseau().origine) throw new ErreurUsage('Cette carte est celle de ce hub-ci.');
  if (echange.keys.some(({ d }) => d !== undefined) || preuve.keys.some(({ d }) => d !== undefined))
    throw new ErreurUsage('Cette carte contient une clé privée : elle est compromise. Faites-en tourner les clés.');
  const admise = await admettre(url);
  const recuGarde = garderRecu(recu);
  const rendu = await avecLaBase((database) =>
    accomplir(database, enregistrerHub, {
      ...{ idempotencyKey: randomUUID(), hub, url: admise, preuve },
      collectivites: collectivites.split(',').map((code) => code.trim()),
      cles: echange.keys.map(({ kid, emploi, kty, crv, x }) => ({ kid, emploi, jwk: { kty, crv, x } })),
    }),
  );
  return `${hub} est admis (${admise}).\n\n${empreintes({ echange, preuve })}\n\n${recuGarde(rendu)}`;
}

async function mettreFin(hub: string | undefined, { motif, oui, recu }: Valeurs): Promise<string> {
  if (hub === undefined || motif === undefined) throw new ErreurUsage('revoke attend un hub et --motif. Voir --help.');
  if (oui !== true) throw new ErreurUsage(`Pour révoquer ${hub}, ajouter --oui.`);
  const recuGarde = garderRecu(recu);
  const rendu = await avecLaBase((database) =>
    accomplir(database, revoquerHub, { idempotencyKey: randomUUID(), hub, motif }),
  );
  return `Révoqué : ${hub}.\n${recuGarde(rendu)}`;
}

async function lister(rien: string | undefined): Promise<string> {
  if (rien !== undefined) throw new ErreurUsage('list ne prend rien. Voir --help.');
  const lignes = await avecLaBase((database: Database) =>
    database.query<{ id: string; url: string; codes: string; cles: number; revoqueLe: Date | null }>(
      `SELECT h.id, h.url, h.revoque_le "revoqueLe",
         (SELECT coalesce(string_agg(c.collectivite, ', ' ORDER BY c.collectivite), '')
          FROM hub.collectivite_distante c WHERE c.hub = h.id) codes,
         (SELECT count(*)::int FROM hub.cle_hub k WHERE k.hub = h.id AND (k.retiree_le IS NULL OR k.retiree_le > now())) cles
       FROM hub.hub_distant h ORDER BY h.id`,
    ),
  );
  if (lignes.length === 0) return 'Aucun autre hub n’est connu.\n';
  const rangs = lignes.map(({ id, url, codes, cles, revoqueLe }) => [
    ...[id, url, codes, String(cles)],
    revoqueLe === null ? '' : revoqueLe.toISOString(),
  ]);
  return `${tableau(['Hub', 'Adresse', 'Collectivités', 'Clés', 'Révoqué le'], rangs)}\n`;
}

function garderCles(fichier: string | undefined, { creer, tourner }: Valeurs): string {
  if (fichier === undefined || (creer === true) === (tourner !== undefined))
    throw new ErreurUsage('cles attend un fichier, et --creer ou --tourner. Voir --help.');
  if (creer === true) {
    const cles = nouvellesCles();
    creerFichier(fichier, cles);
    return montrer(cles.keys);
  }
  if (!estEmploi(tourner)) throw new ErreurUsage(`--tourner attend ${EMPLOIS_ECHANGE.join(' ou ')}.`);
  const apres = tournerEchange(
    lireFichier(() => lireClesEchange(fichier), 'des clés d’échange'),
    tourner,
  );
  remplacerFichier(fichier, apres);
  return montrer(apres.keys);
}

function estEmploi(emploi: string | undefined): emploi is EmploiEchange {
  return EMPLOIS_ECHANGE.some((connu) => connu === emploi);
}

function montrer(cles: readonly { readonly kid: string; readonly emploi: string }[]): string {
  return `${tableau(
    ['Clé', 'Emploi'],
    cles.map(({ kid, emploi }) => [kid, emploi]),
  )}\n`;
}
