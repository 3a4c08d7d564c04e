import { v7 } from 'uuid';
import { inscrireActe } from '../audit/inscrire';
import type { Database } from '../platform/database';
import { compterMortes, mortes, rejouer, type LivraisonMorte } from '../platform/dead-deliveries';
import { decouper } from './arguments';
import { ErreurUsage, type Commande } from './command';
import { tableau } from './markdown-table';
import { avecLaBase } from './ouvrir-base';

const PAGE = 100;
const LOT = 100;

const AIDE = `Usage : npm run -s hub -- livraisons [mortes] [options]

Les livraisons mortes : toutes les tentatives ont échoué, le destinataire n'a pas été averti par son logiciel.
Montre leur nombre, puis les ${String(PAGE)} plus anciennes : identifiants et codes, jamais une donnée d'une personne.

  --destinataire X   celles de cette institution seulement (crip-31, ase-31, tj31555, ...)
  --apres ID         celles qui suivent cette livraison
  --rejouer          dit combien de livraisons repartiraient, sans rien changer
  --rejouer --oui    les remet en route ; l'audit les nomme
  --help             cette aide

Base : DATABASE_URL, sinon la base embarquée de HUB_DATA_DIR.
Codes de sortie : 0 fait, 1 la base n'a pas répondu, 2 mauvais usage ou confirmation attendue.
`;

interface Demande {
  readonly destinataire?: string | undefined;
  readonly apres?: string | undefined;
  readonly rejouer: boolean;
  readonly oui: boolean;
}

/** `hub -- livraisons`: what an operator sees and decides of the deliveries that died. */
export const commandeLivraisons: Commande = {
  nom: 'livraisons',
  resume: 'montre les livraisons mortes et les remet en route',
  aide: AIDE,
  executer: (args) => {
    const demande = lireArguments(args);
    return avecLaBase((database) => (demande.rejouer ? remettre(database, demande) : lister(database, demande)));
  },
};

const OPTIONS = {
  destinataire: { type: 'string' },
  apres: { type: 'string' },
  rejouer: { type: 'boolean' },
  oui: { type: 'boolean' },
} as const;

function lireArguments(args: readonly string[]): Demande {
  const { values, positionals } = decouper(args, OPTIONS);
  if (positionals.length > 1 || (positionals[0] ?? 'mortes') !== 'mortes')
    throw new ErreurUsage('Seules les livraisons mortes sont montrées : livraisons mortes. Voir --help.');
  const { destinataire, apres, rejouer: remise = false, oui = false } = values;
  if (oui && !remise) throw new ErreurUsage('--oui confirme --rejouer. Voir --help.');
  if (apres !== undefined && (remise || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(apres)))
    throw new ErreurUsage("--apres attend l'identifiant d'une livraison, sans --rejouer.");
  return { destinataire, apres, rejouer: remise, oui };
}

async function lister(database: Database, { destinataire, apres }: Demande): Promise<string> {
  const nombre = await compterMortes(database, destinataire);
  const page = await mortes(database, { destinataire, apres, nombre: PAGE });
  const derniere = page.at(-1);
  const suite =
    page.length < PAGE || derniere === undefined ? '' : `\nLes suivantes : livraisons mortes --apres ${derniere.id}\n`;
  return `${constat(nombre, destinataire)}\n${page.length === 0 ? '' : `\n${enTable(page)}\n`}${suite}`;
}

function enTable(page: readonly LivraisonMorte[]): string {
  const lignes = page.map(({ id, evenementId, destinataire, type, tentatives, dernierEchec }) => [
    ...[id, evenementId, destinataire, type, String(tentatives)],
    dernierEchec ?? '',
  ]);
  return tableau(['Livraison', 'Événement', 'Destinataire', 'Type', 'Tentatives', 'Dernier échec'], lignes);
}

function constat(nombre: number, destinataire: string | undefined): string {
  const pour = destinataire === undefined ? '' : ` pour ${destinataire}`;
  if (nombre === 0) return `Aucune livraison morte${pour}.`;
  return nombre === 1 ? `1 livraison morte${pour}.` : `${String(nombre)} livraisons mortes${pour}.`;
}

async function remettre(database: Database, { destinataire, oui }: Demande): Promise<string> {
  const nombre = await compterMortes(database, destinataire);
  if (nombre === 0) return `${constat(nombre, destinataire)}\n`;
  if (!oui) throw new ErreurUsage(`${constat(nombre, destinataire)} Pour les remettre en route, ajouter --oui.`);
  let remises = 0;
  // What dies meanwhile is not replayed in its turn: the operator confirmed a number.
  while (remises < nombre) {
    const faites = await remettreUnLot(database, destinataire, Math.min(LOT, nombre - remises));
    if (faites === 0) break;
    remises += faites;
  }
  return remises === 1 ? '1 livraison remise en route.\n' : `${String(remises)} livraisons remises en route.\n`;
}

function remettreUnLot(database: Database, destinataire: string | undefined, nombre: number): Promise<number> {
  return database.transaction(async (tx) => {
    const le = new Date();
    const ids = await rejouer(tx, { destinataire }, le, nombre);
    const objets = ids.map((id) => ({ type: 'Notification', id }));
    const acte = { id: v7(), acte: 'rejouerLivraisons', institution: 'hub', acteur: 'exploitant', objets, le };
    if (ids.length > 0) await tx.insert([inscrireActe(acte)]);
    return ids.length;
  });
}
