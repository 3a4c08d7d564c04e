import { randomUUID } from 'node:crypto';
import { ROLES } from '../auth/actor';
import { curseurDe, lirePartenaires, revoquer, tournerCle } from '../subgraphs/administration';
import type { Partenaire } from '../subgraphs/administration';
import { decouper } from './arguments';
import { ErreurUsage, type Commande } from './command';
import { tableau } from './markdown-table';
import { avecLaBase } from './ouvrir-base';
import { accomplir } from './partner-actes';
import { ajouter, lireRole } from './partner-add';
import { avecLaCle, paire } from './partner-cles';
import { garderRecu } from './partner-recu';

const PAGE = 100;

const AIDE = `Usage : npm run -s hub -- partner add|rotate|revoke|list [options]

Les partenaires du hub, leurs machines et leurs clés. Ce sont les actes de l'API (mêmes règles, même audit), sur la base
elle-même.

  add INSTITUTION --role R --nom N [--territoire T]   enregistre une institution, ou la met à jour
      --client ID            et une machine : son client_id
      --scopes a,b           ses mandats (par défaut, tous ceux du rôle sauf medical:lire)
      --contrainte C         ses jetons sont liés à mtls ou dpop
      --cle FICHIER          sa clé publique (JWK) ; sinon une paire est engendrée et sa part privée montrée une fois
      --vers FICHIER         ou écrite dans ce fichier
      --webhook URL --webhook-secret FICHIER          où pousser ses notifications, et leur secret (whsec_…)
      --identifiant-externe X                         son nom chez un autre émetteur de jetons (SIRET)
      --sans-annuaire        sans vérifier l'UAI d'une école ou d'une DSDEN dans l'annuaire chargé (hub -- etablissements)
  rotate CLIENT              nouvelle clé (--cle, --vers) ; les anciennes valent encore --recouvrement heures (24)
  revoke INSTITUTION         met fin à tous ses accès, aussitôt
  revoke --client ID [--kid K]                        à ceux d'une machine, ou à une seule de ses clés
      --motif TEXTE --oui    le motif est gardé ; --oui confirme
  --recu FICHIER             le reçu signé de add, rotate ou revoke est écrit là ; sinon il est montré
  list [--role R] [--apres INSTITUTION]               les ${String(PAGE)} suivants, dans l'ordre de leur identifiant
  --help                     cette aide

Rôles : ${ROLES.join(', ')}.
Base : DATABASE_URL, sinon la base embarquée de HUB_DATA_DIR.
Codes de sortie : 0 fait, 1 la base n'a pas répondu, 2 mauvais usage, refus d'une règle ou confirmation attendue.
`;

const TEXTE = { type: 'string' } as const;
const DE_AJOUT = {
  role: TEXTE,
  nom: TEXTE,
  territoire: TEXTE,
  client: TEXTE,
  scopes: TEXTE,
  contrainte: TEXTE,
  cle: TEXTE,
  vers: TEXTE,
  webhook: TEXTE,
  'webhook-secret': TEXTE,
  'identifiant-externe': TEXTE,
  recu: TEXTE,
  'sans-annuaire': { type: 'boolean' },
} as const;
const OPTIONS = {
  ...DE_AJOUT,
  recouvrement: TEXTE,
  kid: TEXTE,
  motif: TEXTE,
  oui: { type: 'boolean' },
  apres: TEXTE,
} as const;

type Drapeau = 'oui' | 'sans-annuaire';
type Valeurs = Partial<Record<Exclude<keyof typeof OPTIONS, Drapeau>, string> & Record<Drapeau, boolean>>;
type Geste = (sujet: string | undefined, valeurs: Valeurs) => Promise<string>;

/** What each takes, so that an option is never passed over in silence. */
const GESTES: Readonly<Record<string, { readonly geste: Geste; readonly options: readonly string[] }>> = {
  add: { geste: ajouter, options: Object.keys(DE_AJOUT) },
  rotate: { geste: tourner, options: ['cle', 'vers', 'recouvrement', 'recu'] },
  revoke: { geste: mettreFin, options: ['client', 'kid', 'motif', 'oui', 'recu'] },
  list: { geste: lister, options: ['role', 'apres'] },
};

/** `hub -- partner`: who may speak to the hub. */
export const commandePartner: Commande = {
  nom: 'partner',
  resume: 'enregistre, montre et révoque les partenaires, leurs machines et leurs clés',
  aide: AIDE,
  executer: (args) => {
    const { values, positionals } = decouper(args, OPTIONS);
    const [nom = '', sujet, ...trop] = positionals;
    const voulu = Object.hasOwn(GESTES, nom) ? GESTES[nom] : undefined;
    if (voulu === undefined || trop.length > 0)
      throw new ErreurUsage('add, rotate, revoke ou list est attendu, puis un nom au plus. Voir --help.');
    const etrangere = Object.keys(values).find((option) => !voulu.options.includes(option));
    if (etrangere !== undefined) throw new ErreurUsage(`--${etrangere} ne va pas avec ${nom}. Voir --help.`);
    return voulu.geste(sujet, values);
  },
};

async function tourner(clientId: string | undefined, { recouvrement, recu, ...options }: Valeurs): Promise<string> {
  if (clientId === undefined) throw new ErreurUsage('rotate attend le client_id d’une machine. Voir --help.');
  if (recouvrement !== undefined && !/^\d{1,3}$/.test(recouvrement))
    throw new ErreurUsage('--recouvrement attend un nombre d’heures.');
  const recuGarde = garderRecu(recu);
  const cles = paire(options);
  const { publique: cle, remise } = cles;
  const recouvrementHeures = recouvrement === undefined ? null : Number(recouvrement);
  const rendu = await avecLaCle(cles, () =>
    avecLaBase((database) =>
      accomplir(database, tournerCle, { idempotencyKey: randomUUID(), clientId, cle, recouvrementHeures }),
    ),
  );
  return `Machine ${clientId} : nouvelle clé ${cle.kid}.\n${remise}${recuGarde(rendu)}`;
}

async function mettreFin(institution: string | undefined, { client, kid, motif, oui, recu }: Valeurs): Promise<string> {
  if ((institution === undefined) === (client === undefined))
    throw new ErreurUsage('revoke attend une institution, ou --client et une machine. Voir --help.');
  if (motif === undefined) throw new ErreurUsage('--motif : une révocation a un motif.');
  const quoi = [institution, client && `la machine ${client}`, kid && `sa clé ${kid}`].filter(Boolean).join(', ');
  if (oui !== true) throw new ErreurUsage(`Révoquer ${quoi} ne se défait pas : pour confirmer, ajouter --oui.`);
  const cible = { institution: institution ?? null, clientId: client ?? null, kid: kid ?? null };
  const recuGarde = garderRecu(recu);
  const rendu = await avecLaBase((database) =>
    accomplir(database, revoquer, { idempotencyKey: randomUUID(), ...cible, motif }),
  );
  return `Révoqué : ${quoi}. Plus aucun jeton ; ceux qui vivent cessent dans les cinq secondes.\n${recuGarde(rendu)}`;
}

async function lister(rien: string | undefined, { role, apres }: Valeurs): Promise<string> {
  if (rien !== undefined) throw new ErreurUsage('list ne prend que --role et --apres. Voir --help.');
  const page = { first: PAGE, after: apres === undefined ? null : curseurDe(apres) };
  const filtre = role === undefined ? {} : { role: lireRole(role) };
  const { edges, pageInfo } = await avecLaBase((database) => lirePartenaires(database, page, filtre));
  if (edges.length === 0) return 'Aucun partenaire.\n';
  const lignes = edges.flatMap(({ node }) => lignesDe(node));
  const tete = ['Institution', 'Nom', 'Rôle', 'Territoire', 'État', 'Machine', 'Liée à', 'Clés'];
  const dernier = edges.at(-1)?.node.institution ?? '';
  const suite = pageInfo.hasNextPage ? `\nLes suivants : partner list --apres ${dernier}\n` : '';
  return `${tableau(tete, lignes)}\n${suite}`;
}

function lignesDe({ institution, nom, role, territoire, revoqueLe, clients }: Partenaire): string[][] {
  const tete = [institution, nom, role, territoire ?? '', revoqueLe ? 'révoqué' : 'raccordé'];
  if (clients.length === 0) return [[...tete, '', '', '']];
  return clients.map(({ clientId, contrainte, cles, revoqueLe: fin }, i) => {
    const vivantes = cles.filter(({ retireeLe }) => !retireeLe || retireeLe > new Date());
    const etat = fin ? `${clientId} (révoquée)` : clientId;
    const debut = i === 0 ? tete : ['', '', '', '', ''];
    return [...debut, etat, contrainte === 'AUCUNE' ? '' : contrainte, vivantes.map(({ kid }) => kid).join(' ')];
  });
}
