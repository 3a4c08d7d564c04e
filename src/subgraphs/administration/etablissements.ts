import type { Database, Tx } from '../../platform/database';
import type { EtablissementRow } from './etablissement.entity';

export type Etablissement = Readonly<EtablissementRow>;

export interface Chargement {
  readonly ajoutes: number;
  readonly modifies: number;
}

const LOT = 1_000;
const COLONNES = ['nom', 'type', 'statut', 'etat', 'departement', 'commune', 'nom_commune', 'code_postal'];
const liste = (prefixe: string) => COLONNES.map((nom) => `${prefixe}.${nom}`).join(', ');

/** Rows that say the same are left as they are. An establishment of before that is not among these stays. */
const INSCRIRE = `
  INSERT INTO hub.etablissement AS e (uai, ${COLONNES.join(', ')})
  SELECT uai, nom, type, statut, etat, departement, commune, "nomCommune", "codePostal"
  FROM jsonb_to_recordset($1::jsonb) AS l(uai text, nom text, type text, statut text, etat text, departement text,
    commune text, "nomCommune" text, "codePostal" text)
  ON CONFLICT (uai) DO UPDATE SET ${COLONNES.map((nom) => `${nom} = excluded.${nom}`).join(', ')}
    WHERE (${liste('e')}) IS DISTINCT FROM (${liste('excluded')})
  RETURNING (xmax = 0) AS ajoute`;

/** All of them or none. */
export function inscrireEtablissements(
  database: Database,
  etablissements: readonly Etablissement[],
  avancer: (faits: number) => void,
): Promise<Chargement> {
  return database.transaction(async (tx) => {
    let [ajoutes, modifies] = [0, 0];
    for (let debut = 0; debut < etablissements.length; debut += LOT) {
      const lot = etablissements.slice(debut, debut + LOT);
      const ecrits = await tx.query<{ ajoute: boolean }>(INSCRIRE, [JSON.stringify(lot)]);
      const nouveaux = ecrits.filter(({ ajoute }) => ajoute).length;
      ajoutes += nouveaux;
      modifies += ecrits.length - nouveaux;
      avancer(debut + lot.length);
    }
    return { ajoutes, modifies };
  });
}

/** What the directory says of a UAI; `absent` only where it knows the other schools of the same département. */
export async function chercherEtablissement(
  database: Pick<Tx, 'query'>,
  uai: string,
): Promise<Etablissement | 'absent' | undefined> {
  const [connu] = await database.query<Etablissement>(
    `SELECT uai, nom, type, statut, etat, departement, commune, nom_commune AS "nomCommune",
       code_postal AS "codePostal" FROM hub.etablissement WHERE uai = $1`,
    [uai],
  );
  if (connu) return connu;
  const voisins = await database.query('SELECT FROM hub.etablissement WHERE left(uai, 3) = left($1, 3) LIMIT 1', [uai]);
  return voisins.length > 0 ? 'absent' : undefined;
}

export const estFerme = ({ etat }: Pick<Etablissement, 'etat'>): boolean => etat.startsWith('FERM');
