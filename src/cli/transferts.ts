import type { Database } from '../platform/database';
import { decouper } from './arguments';
import { ErreurUsage, type Commande } from './command';
import { tableau } from './markdown-table';
import { avecLaBase } from './ouvrir-base';

const PAGE = 100;

const AIDE = `Usage : npm run -s hub -- transferts [options]

Les dossiers en transit vers un autre hub : depuis quand, où ils en sont, ce que le dernier essai a rencontré. Des
identifiants et des codes, jamais une donnée d'une personne.

  --hub HUB      ceux qui vont vers ce hub seulement
  --apres ID     ceux qui suivent ce transfert
  --finis        plutôt ceux qui sont finis, les plus anciens d'abord
  --relancer     reprend aussitôt ceux qui attendent leur prochain essai
  --help         cette aide

Un dossier en transit reste à la CRIP ou à l'ASE d'origine, qui peut le rappeler tant que l'arrivée n'est pas confirmée.
Base : DATABASE_URL, sinon la base embarquée de HUB_DATA_DIR.
Codes de sortie : 0 fait, 1 la base n'a pas répondu, 2 mauvais usage.
`;

const OPTIONS = {
  hub: { type: 'string' },
  apres: { type: 'string' },
  finis: { type: 'boolean' },
  relancer: { type: 'boolean' },
} as const;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const LISTE = `
  SELECT id, de, vers, hub, etat, ouvert_le "ouvertLe", tentatives, dernier_echec "dernierEchec", refus->>'code' refus
  FROM hub.transfert_sortant
  WHERE (prochaine_le IS NULL) = $1 AND ($2::text IS NULL OR hub = $2) AND ($3::uuid IS NULL OR id > $3)
  ORDER BY id LIMIT ${String(PAGE)}`;
const RELANCER = `
  UPDATE hub.transfert_sortant SET prochaine_le = now()
  WHERE prochaine_le > now() AND dernier_echec IS NOT NULL AND ($1::text IS NULL OR hub = $1) RETURNING id`;

interface Ligne {
  readonly id: string;
  readonly de: string;
  readonly vers: string;
  readonly hub: string;
  readonly etat: string;
  readonly ouvertLe: Date;
  readonly tentatives: number;
  readonly dernierEchec: string | null;
  readonly refus: string | null;
}

/** `hub -- transferts`: what an operator sees of the files that pass to other hubs. */
export const commandeTransferts: Commande = {
  nom: 'transferts',
  resume: 'montre les dossiers en transit vers un autre hub et reprend ceux qui attendent',
  aide: AIDE,
  executer: (args) => {
    const { values, positionals } = decouper(args, OPTIONS);
    const { hub, apres, finis = false, relancer = false } = values;
    if (positionals.length > 0) throw new ErreurUsage(`« ${positionals[0] ?? ''} » n'est pas attendu. Voir --help.`);
    if (relancer && (finis || apres !== undefined)) throw new ErreurUsage('--relancer va seul, ou avec --hub.');
    if (apres !== undefined && !UUID.test(apres)) throw new ErreurUsage("--apres attend l'identifiant d'un transfert.");
    return avecLaBase(async (database) => {
      if (!relancer) return lister(database, { hub, apres, finis });
      const { length } = await database.query(RELANCER, [hub ?? null]);
      return `${length === 1 ? '1 transfert repris' : `${String(length)} transferts repris`}.\n`;
    });
  },
};

async function lister(
  database: Database,
  { hub, apres, finis }: { hub: string | undefined; apres: string | undefined; finis: boolean },
): Promise<string> {
  const page = await database.query<Ligne>(LISTE, [finis, hub ?? null, apres ?? null]);
  if (page.length === 0) return `Aucun dossier ${finis ? 'dont le transfert est fini' : 'en transit'}.\n`;
  const lignes = page.map(({ id, de, vers, etat, ouvertLe, tentatives, dernierEchec, refus, ...une }) => [
    ...[id, `${de} → ${vers}`, une.hub, etat, ouvertLe.toISOString(), String(tentatives)],
    dernierEchec ?? refus ?? '',
  ]);
  const suite = page.length < PAGE ? '' : `\nLes suivants : transferts --apres ${page.at(-1)?.id ?? ''}\n`;
  return `${tableau(['Transfert', 'De → vers', 'Hub', 'État', 'Depuis', 'Essais', 'Dernier échec'], lignes)}\n${suite}`;
}
