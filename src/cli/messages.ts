import { v7 } from 'uuid';
import type { Database } from '../platform/database';
import {
  arreterReprise,
  classer,
  compterEcartees,
  demanderReprise,
  ecartees,
  type Ecartee,
  type Filtre,
} from '../reception/ecartees';
import { decouper } from './arguments';
import { ErreurUsage, type Commande } from './command';
import { tableau } from './markdown-table';
import { avecLaBase } from './ouvrir-base';

const PAGE = 100;
const LOT = 100;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const AIDE = `Usage : npm run -s hub -- messages [options]

Les messages de partenaires mis de côté : le hub n'a pas su les lire, ou n'en a pas fini un depuis une heure. Montre leur
nombre, puis les ${String(PAGE)} plus anciens : identifiants, codes et emplacements, jamais ce qu'ils disent.

  --institution X    ceux de cette institution seulement (0310001A, tj31555, ...)
  --voie V           ceux de cette voie seulement
  --message ID       celui-là seulement
  --apres ID         ceux qui suivent ce message
  --reprendre        dit combien seraient relus, sans rien changer
  --reprendre --oui  les fait relire par le hub, l'un après l'autre ; l'audit les nomme
  --classer          dit combien seraient classés, sans rien changer
  --classer --oui    en finit avec ceux qui n'ont pas pu être lus : leurs octets sont effacés, l'audit les nomme
  --arreter          remet de côté ceux qui attendent encore d'être relus
  --help             cette aide

Relire sert quand la faute était au hub. Sinon l'expéditeur, averti, renvoie son message corrigé : celui-ci se classe.
Base : DATABASE_URL, sinon la base embarquée de HUB_DATA_DIR.
Codes de sortie : 0 fait, 1 la base n'a pas répondu, 2 mauvais usage ou confirmation attendue.
`;

const OPTIONS = {
  institution: { type: 'string' },
  voie: { type: 'string' },
  apres: { type: 'string' },
  message: { type: 'string' },
  reprendre: { type: 'boolean' },
  classer: { type: 'boolean' },
  oui: { type: 'boolean' },
  arreter: { type: 'boolean' },
} as const;

/** `hub -- messages`: what an operator sees and decides of the messages that were put aside. */
export const commandeMessages: Commande = {
  nom: 'messages',
  resume: 'montre les messages de partenaires mis de côté et les fait relire',
  aide: AIDE,
  executer: (args) => {
    const { values, positionals } = decouper(args, OPTIONS);
    const { institution, voie, message, apres, oui = false, arreter = false } = values;
    const decisions = [values.reprendre === true && RELIRE, values.classer === true && CLASSER].filter(
      (une) => une !== false,
    );
    const [decision] = decisions;
    if (positionals.length > 0) throw new ErreurUsage(`« ${positionals[0] ?? ''} » n'est pas attendu. Voir --help.`);
    if (oui && !decision) throw new ErreurUsage('--oui confirme --reprendre ou --classer. Voir --help.');
    if (decisions.length > 1) throw new ErreurUsage('--reprendre et --classer sont deux décisions. Voir --help.');
    if (arreter && (decision || apres !== undefined)) throw new ErreurUsage('--arreter va seul. Voir --help.');
    if (apres !== undefined && (decision || !UUID.test(apres)))
      throw new ErreurUsage("--apres attend l'identifiant d'un message, sans --reprendre ni --classer.");
    if (message !== undefined && !UUID.test(message))
      throw new ErreurUsage("--message attend l'identifiant d'un message.");
    const lesquels = { institution, voie, message };
    return avecLaBase((database) => {
      if (arreter) return arreterTout(database);
      return decision ? decider(database, decision, lesquels, oui) : lister(database, lesquels, apres);
    });
  },
};

async function lister(database: Database, lesquels: Filtre, apres: string | undefined): Promise<string> {
  const now = new Date();
  const nombre = await compterEcartees(database, lesquels, now);
  const page = await ecartees(database, { ...lesquels, apres, nombre: PAGE }, now);
  const derniere = page.at(-1);
  const suite =
    page.length < PAGE || derniere === undefined ? '' : `\nLes suivants : messages --apres ${derniere.id}\n`;
  return `${compte(nombre, 'de côté')}\n${page.length === 0 ? '' : `\n${enTable(page)}\n`}${suite}`;
}

function enTable(page: readonly Ecartee[]): string {
  const lignes = page.map(({ id, institution, voie, recueLe, essais, erreurs }) => [
    ...[id, institution, voie, recueLe.toISOString(), String(essais)],
    (erreurs ?? []).map(({ code, champ }) => [code, ...champ].join(' ')).join(', ') || 'inachevé',
  ]);
  return tableau(['Message', 'Institution', 'Voie', 'Reçu le', 'Envois', 'Ce qui ne va pas'], lignes);
}

interface Decision {
  readonly faire: typeof demanderReprise;
  readonly confirmer: string;
  /** Of one, of several. */
  readonly fait: readonly [string, string];
}
const RELIRE: Decision = { faire: demanderReprise, confirmer: 'les faire relire', fait: ['à relire', 'à relire'] };
const CLASSER: Decision = {
  faire: classer,
  confirmer: 'en effacer les octets et les classer',
  fait: ['classé', 'classés'],
};

async function decider(
  database: Database,
  { faire, confirmer, fait }: Decision,
  lesquels: Filtre,
  oui: boolean,
): Promise<string> {
  const nombre = await compterEcartees(database, lesquels, new Date());
  if (nombre === 0) return `${compte(0, 'de côté')}\n`;
  if (!oui) throw new ErreurUsage(`${compte(nombre, 'de côté')} Pour ${confirmer}, ajouter --oui.`);
  let demandes = 0;
  // What is put aside meanwhile is not taken in its turn: the operator confirmed a number.
  while (demandes < nombre) {
    const acte = { id: v7(), le: new Date() };
    const faites = await faire(database, lesquels, Math.min(LOT, nombre - demandes), acte);
    if (faites === 0) break;
    demandes += faites;
  }
  return `${compte(demandes, fait[demandes > 1 ? 1 : 0])}\n`;
}

async function arreterTout(database: Database): Promise<string> {
  return `${compte(await arreterReprise(database, { id: v7(), le: new Date() }), 'de nouveau de côté')}\n`;
}

function compte(nombre: number, quoi: string): string {
  if (nombre === 0) return `Aucun message ${quoi}.`;
  return nombre === 1 ? `1 message ${quoi}.` : `${String(nombre)} messages ${quoi}.`;
}
