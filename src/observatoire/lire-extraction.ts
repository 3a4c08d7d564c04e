import type { Recu } from '../audit/recu';
import type { Completude } from '../domain/olinpe-completude';
import type { Database } from '../platform/database';
import { FORMATS, type NomFormat } from './formats';
import { bornes, emetteurDe, type Demande } from './source';
import { DECISIONS } from './evenements-decisions';
import { MESURES } from './evenements-mesures';

/** An extraction that was made. */
export interface Extraction extends Demande {
  readonly id: string;
  readonly extraiteLe: Date;
  readonly variables: readonly string[];
  readonly completude: Completude;
  readonly prolongations: number;
  readonly empreintes: Readonly<Record<NomFormat, string>>;
  readonly recu: Recu;
}

type Ligne = Omit<Extraction, 'empreintes'> & { readonly csv: string; readonly xml: string };

const EXTRACTION = `
  SELECT id, annexe, emetteur, annee, extraite_le "extraiteLe", variables, completude, prolongations,
    empreinte_csv AS csv, empreinte_xml AS xml, recu
  FROM hub.extraction_olinpe WHERE annexe = $1 AND emetteur = $2 AND annee = $3 AND extraite_le IS NOT NULL`;

export async function lireExtraction(database: Database, demande: Demande): Promise<Extraction | undefined> {
  const [ligne] = await database.query<Ligne>(EXTRACTION, [demande.annexe, demande.emetteur, demande.annee]);
  if (ligne === undefined) return undefined;
  const { csv, xml, ...extraction } = ligne;
  return { ...extraction, empreintes: { csv, xml } };
}

/** How many of its records are no longer kept: they go one by one, at the term of each child (CASF D226-3-10). */
export async function enregistrementsPartis(database: Database, { id, completude }: Extraction): Promise<number> {
  const [gardes] = await database.query<{ n: number }>(
    'SELECT count(*)::int n FROM hub.enregistrement_olinpe WHERE extraction_id = $1',
    [id],
  );
  return completude.enregistrements - (gardes?.n ?? 0);
}

const PAGE = 500;
const SUITE = `
  SELECT rang, valeurs FROM hub.enregistrement_olinpe WHERE extraction_id = $1 AND rang > $2 ORDER BY rang LIMIT ${String(PAGE)}`;

/** The file, page by page, from what was kept: the same bytes as long as all of it is. */
export async function* ecrireFichier(
  database: Database,
  { id, variables, extraiteLe }: Extraction,
  nom: NomFormat,
): AsyncGenerator<string> {
  const { entete, ligne, pied } = FORMATS[nom];
  yield entete(variables, extraiteLe);
  let apres = 0;
  for (;;) {
    const page = await database.query<{ rang: number; valeurs: string[] }>(SUITE, [id, apres]);
    if (page.length > 0) yield page.map(({ valeurs }) => ligne(variables, valeurs)).join('');
    apres = page.at(-1)?.rang ?? apres;
    if (page.length < PAGE) break;
  }
  yield pied;
}

/**
 * How many events of that year the hub knows today and the extraction does not have: recorded or corrected since, they are
 * said, and change nothing of what was sent.
 */
export async function inscritsDepuis(database: Database, extraction: Extraction): Promise<number> {
  const { annexe, emetteur, completude } = extraction;
  const { comptes } = annexe === '2-8' ? MESURES : DECISIONS;
  const [aujourdhui] = await database.transaction(
    (tx) => tx.query<{ evenements: number }>(comptes, [emetteur, ...bornes(extraction)]),
    emetteurDe(extraction).habilitation,
  );
  return Math.max((aujourdhui?.evenements ?? 0) - completude.enregistrements, 0);
}
