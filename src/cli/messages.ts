import { v7 } from 'uuid';
import type { Database } from '../platform/database';
import {
  arreterReprise,
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

const AIDE = `Usage : npm run -s hub -- messages [options]

Les messages de partenaires mis de côté : le hub n'a pas su les lire, ou n'en a pas fini un depuis une heure. Montre leur
nombre, puis les ${String(PAGE)} plus anciens : identifiants, codes et emplacements, jamais ce qu'ils disent.

  --institution X    ceux de cette institution seulement (0310001A, tj31555, ...)
  --voie V           ceux de cette voie seulement
  --apres ID         ceux qui suivent ce message
  --reprendre        dit combien seraient relus, sans rien changer
  --reprendre --oui  les fait relire par le hub, l'un après l'autre ; l'audit les nomme
  --arreter          remet de côté ceux qui attendent encore d'être relus
  --help             cette aide

Un message corrigé se renvoie par son expéditeur ; relire sert quand la faute était au hub.
Base : DATABASE_URL, sinon la base embarquée de HUB_DATA_DIR.
Codes de sortie : 0 fait, 1 la base n'a pas répondu, 2 mauvais usage ou confirmation attendue.
`;

const OPTIONS = {
  institution: { type: 'string' },
  voie: { type: 'string' },
  apres: { type: 'string' },
  reprendre: { type: 'boolean' },
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
    const { institution, voie, apres, reprendre = false, oui = false, arreter = false } = values;
    if (positionals.length > 0) throw new ErreurUsage(`« ${positionals[0] ?? ''} » n'est pas attendu. Voir --help.`);
    if (oui && !reprendre) throw new ErreurUsage('--oui confirme --reprendre. Voir --help.');
    if (arreter && (reprendre || apres !== undefined)) throw new ErreurUsage('--arreter va seul. Voir --help.');
    if (apres !== undefined && (reprendre || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(apres)))
      throw new ErreurUsage("--apres attend l'identifiant d'un message, sans --reprendre.");
    const lesquels = { institution, voie };
    return avecLaBase((database) => {
      if (arreter) return arreterTout(database);
      return reprendre ? relire(database, lesquels, oui) : lister(database, lesquels, apres);
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

async function relire(database: Database, lesquels: Filtre, oui: boolean): Promise<string> {
  const nombre = await compterEcartees(database, lesquels, new Date());
  if (nombre === 0) return `${compte(0, 'de côté')}\n`;
  if (!oui) throw new ErreurUsage(`${compte(nombre, 'de côté')} Pour les faire relire, ajouter --oui.`);
  let demandes = 0;
  // What is put aside meanwhile is not read again in its turn: the operator confirmed a number.
  while (demandes < nombre) {
    const acte = { id: v7(), le: new Date() };
    const faites = await demanderReprise(database, lesquels, Math.min(LOT, nombre - demandes), acte);
    if (faites === 0) break;
    demandes += faites;
  }
  return `${compte(demandes, 'à relire')}\n`;
}

async function arreterTout(database: Database): Promise<string> {
  return `${compte(await arreterReprise(database, { id: v7(), le: new Date() }), 'de nouveau de côté')}\n`;
}

function compte(nombre: number, quoi: string): string {
  if (nombre === 0) return `Aucun message ${quoi}.`;
  return nombre === 1 ? `1 message ${quoi}.` : `${String(nombre)} messages ${quoi}.`;
}
