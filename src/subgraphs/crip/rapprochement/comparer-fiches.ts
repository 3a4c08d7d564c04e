import {
  clesDeBloc,
  mettreEnForme,
  PARAMETRES,
  promettre,
  rapprocheur,
  type Forme,
  type Rapprochement,
} from '../../../domain/identite';
import type { Tx } from '../../../platform/database';
import type { Contexte } from '../../../registres';
import { EnfantRow } from '../enfant.entity';
import { lireCivils, lireFormes } from './traits';

const regles = rapprocheur(PARAMETRES);
const prometteur = promettre(PARAMETRES);

/** Candidates by their keys, and as many by the letters of their names among those born the same day. */
const PROCHES = 50;

const INDEXER = `
  UPDATE crip.fiche_enfant f SET cles = n.cles FROM jsonb_to_recordset($2::jsonb) AS n(enfant_id uuid, cles bigint[])
  WHERE f.collectivite = $1 AND f.enfant_id = n.enfant_id`;
const CANDIDATS = `
  WITH candidats AS (SELECT * FROM crip.candidats($2::uuid[], $3))
  SELECT DISTINCT c.enfant_id "enfantId", a.enfant_id "autreId", a.histoire_id "histoireId" FROM candidats c
  JOIN crip.fiche_enfant f ON f.collectivite = $1 AND f.enfant_id = c.candidat_id
  JOIN crip.fiche_enfant a ON a.collectivite = $1 AND a.histoire_id = f.histoire_id
  WHERE a.enfant_id <> c.enfant_id`;

/** Two sheets, and what is to be said of them. */
export interface Comparee {
  readonly enfantId: string;
  readonly autreId: string;
  /** Of the other sheet. */
  readonly histoireId: string;
  readonly rapprochement: Rapprochement;
}

type Ici = Pick<Contexte, 'now' | 'registres'> & { readonly collectivite: string };

/**
 * Each of these sheets with every sheet of the children that it may be, in this collectivité. A sealed sheet is opened
 * only where the civil traits leave a doubt.
 */
export async function comparerFiches(tx: Tx, ids: readonly string[], ici: Ici): Promise<readonly Comparee[]> {
  const { collectivite, now, registres } = ici;
  const civils = await lireCivils(tx, ids, collectivite, now);
  const formes = await lireFormes(tx, civils, collectivite, registres);
  await indexer(tx, formes, collectivite);
  const paires = await chercher(tx, [...formes.keys()], collectivite);
  const autres = await lireCivils(tx, [...new Set(paires.map(({ autreId }) => autreId))], collectivite, now);
  const formesCiviles = mettreEnFormeTous([...civils, ...autres]);
  const vues = paires.flatMap((paire) => {
    const [une, autre] = [formesCiviles.get(paire.enfantId), formesCiviles.get(paire.autreId)];
    return une && autre ? [{ ...paire, rapprochement: regles.rapprocher(une, autre) }] : [];
  });
  const douteuses = new Set(
    vues.filter(({ rapprochement }) => prometteur(rapprochement)).map(({ autreId }) => autreId),
  );
  const ouvertes = await lireFormes(
    tx,
    new Map([...autres].filter(([id]) => douteuses.has(id))),
    collectivite,
    registres,
  );
  return vues.map((vue) => {
    const [une, autre] = [formes.get(vue.enfantId), ouvertes.get(vue.autreId)];
    return une && autre && prometteur(vue.rapprochement)
      ? { ...vue, rapprochement: regles.rapprocher(une, autre) }
      : vue;
  });
}

/** The same of one pair, whatever it promises. Undefined when the caller may not read both. */
export async function comparerPaire(
  tx: Tx,
  enfantId: string,
  autreId: string,
  { collectivite, now, registres }: Ici,
): Promise<Rapprochement | undefined> {
  const civils = await lireCivils(tx, [enfantId, autreId], collectivite, now);
  const formes = await lireFormes(tx, civils, collectivite, registres);
  const [une, autre] = [formes.get(enfantId), formes.get(autreId)];
  return une && autre && regles.rapprocher(une, autre);
}

function mettreEnFormeTous(civils: Iterable<readonly [string, Parameters<typeof mettreEnForme>[0]]>) {
  return new Map([...civils].map(([id, traits]) => [id, mettreEnForme(traits)]));
}

/** What it is found by is kept hashed under a key of the hub's: the names themselves stay in `crip.enfant`. */
async function indexer(tx: Tx, formes: ReadonlyMap<string, Forme>, collectivite: string): Promise<void> {
  const hacher = (cle: string) => tx.index(EnfantRow, 'cles', collectivite, cle).readBigInt64BE().toString();
  const cles = [...formes].map(([enfant_id, forme]) => ({ enfant_id, cles: clesDeBloc(forme).map(hacher) }));
  await tx.query(INDEXER, [collectivite, JSON.stringify(cles)]);
}

function chercher(tx: Tx, ids: readonly string[], collectivite: string) {
  return tx.query<Omit<Comparee, 'rapprochement'>>(CANDIDATS, [collectivite, ids, PROCHES]);
}
