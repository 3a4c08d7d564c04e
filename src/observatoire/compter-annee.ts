import type { AnneeComptee, Comptes, Dimension, Quantiles } from '../domain/indicateurs';
import { NOMS_DIMENSIONS } from '../domain/indicateurs';
import { REGLES_RETOUR } from '../domain/retours';
import type { Tx } from '../platform/database';

/**
 * Children whom an evaluation of the year took together are one group of siblings, named by the first of them; a child whom
 * none took is a group of its own. Each child is in one group: there are never more groups than children.
 */
const FRATRIES = `
  SELECT membre AS enfant_id, min(chef) AS fratrie FROM (
    SELECT unnest(e.enfant_ids)::text AS membre, (SELECT min(un::text) FROM unnest(e.enfant_ids) un) AS chef
    FROM crip.evaluation e JOIN crip.information_preoccupante ip ON ip.id = e.information_id
    WHERE ip.collectivite = $1 AND ip.recue_le >= $2 AND ip.recue_le < $3
  ) ensemble GROUP BY membre`;

/** The last clock of these rules on each information, and what became of it. */
const delai = (nom: string, regles: string) => `
  LEFT JOIN LATERAL (
    SELECT CASE
        WHEN etat = 'TENUE' AND close_le <= limite_le THEN 'A_TEMPS'
        WHEN etat = 'TENUE' THEN 'EN_RETARD'
        WHEN etat IN ('OUVERTE', 'SUSPENDUE') AND limite_le <= $4 THEN 'NON_FAIT'
        WHEN etat IN ('OUVERTE', 'SUSPENDUE') THEN 'EN_COURS'
        ELSE 'SANS_OBJET' END AS respect,
      CASE WHEN etat = 'TENUE' THEN extract(epoch FROM close_le - depart) / 86400 END AS jours
    FROM hub.echeance WHERE sujet_id = ip.id AND regle = ANY(${regles}) AND etat <> 'PROLONGEE'
    ORDER BY ouverte_le DESC, id DESC LIMIT 1
  ) ${nom} ON true`;

const UNITES = `count(*)::int AS objets, count(DISTINCT enfant_id)::int AS enfants, count(DISTINCT fratrie)::int AS fratries`;
const QUANTILES = (jours: string) =>
  `percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY ${jours}) AS ${jours}_quantiles`;

const INFORMATIONS = `
  WITH fratries AS (${FRATRIES}), ip AS (
    SELECT ip.enfant_id, coalesce(f.fratrie, ip.enfant_id::text) AS fratrie, ip.emetteur_type AS "ORIGINE",
      ip.nature_principale AS "NATURE", coalesce(evaluation.respect, 'SANS_OBJET') AS "EVALUATION",
      coalesce(retour.respect, 'SANS_OBJET') AS "RETOUR", ip.etat AS "ISSUE",
      evaluation.jours AS evaluation, retour.jours AS retour
    FROM crip.information_preoccupante ip LEFT JOIN fratries f ON f.enfant_id = ip.enfant_id::text
    ${delai('evaluation', `'{A1}'::text[]`)} ${delai('retour', '$5::text[]')}
    WHERE ip.collectivite = $1 AND ip.recue_le >= $2 AND ip.recue_le < $3
  )
  SELECT "ORIGINE", "NATURE", "EVALUATION", "RETOUR", "ISSUE", ${UNITES},
    ${QUANTILES('evaluation')}, ${QUANTILES('retour')}
  FROM ip GROUP BY GROUPING SETS (("ORIGINE"), ("NATURE"), ("EVALUATION"), ("RETOUR"), ("ISSUE"), ())`;

const MESURES = `
  WITH fratries AS (${FRATRIES}), m AS (
    SELECT m.enfant_id, m.nature, coalesce(f.fratrie, m.enfant_id::text) AS fratrie
    FROM ase.mesure m LEFT JOIN fratries f ON f.enfant_id = m.enfant_id::text
    WHERE m.collectivite = $1 AND m.debut >= $2 AND m.debut < $3
  )
  SELECT nature AS "MESURE", ${UNITES} FROM m GROUP BY GROUPING SETS ((nature), ())`;

type Ligne = Comptes & { readonly [D in Dimension]?: string | null } & {
  readonly evaluation_quantiles?: readonly (number | null)[] | null;
  readonly retour_quantiles?: readonly (number | null)[] | null;
};

/** One year of one collectivité, in two statements. What it says of few children stays in memory: it is not published. */
export async function compterAnnee(
  tx: Tx,
  collectivite: string,
  [de, a]: readonly [Date, Date],
  now: Date,
): Promise<AnneeComptee> {
  const informations = await tx.query<Ligne>(INFORMATIONS, [collectivite, de, a, now, REGLES_RETOUR]);
  const mesures = await tx.query<Ligne>(MESURES, [collectivite, de, a]);
  const tables = NOMS_DIMENSIONS.map((dimension) => {
    const lignes = (dimension === 'MESURE' ? mesures : informations).flatMap((ligne) => {
      const modalite = ligne[dimension];
      return typeof modalite === 'string' ? [[modalite, comptesDe(ligne)] as const] : [];
    });
    return [dimension, Object.fromEntries(lignes)] as const;
  });
  const total = informations.find(estTotal);
  return {
    informations: comptesDe(total),
    mesures: comptesDe(mesures.find(estTotal)),
    tables: Object.fromEntries(tables) as AnneeComptee['tables'],
    delais: {
      EVALUATION: quantiles(total?.evaluation_quantiles),
      RETOUR: quantiles(total?.retour_quantiles),
    },
  };
}

const estTotal = (ligne: Ligne): boolean => NOMS_DIMENSIONS.every((dimension) => typeof ligne[dimension] !== 'string');

function comptesDe({ objets, enfants, fratries }: Comptes = { objets: 0, enfants: 0, fratries: 0 }): Comptes {
  return { objets, enfants, fratries };
}

function quantiles(lus: readonly (number | null)[] | null | undefined): Quantiles {
  const [mediane = null, p90 = null] = lus ?? [];
  return { mediane, p90 };
}
