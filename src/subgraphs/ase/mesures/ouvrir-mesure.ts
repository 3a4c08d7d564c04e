import type { Jour } from '../../../domain/calendar';
import { estNatureMesure, estPlacement, regleMesure, type NatureMesure } from '../../../domain/mesures-ase';
import { ecrire, type Tx } from '../../../platform/database';
import type { Contexte, MesureAOuvrir, Suite } from '../../../registres';
import { inscrireMesure } from './inscrire-mesure';
import { RenouvellementRow } from './mesure.entity';
import { terminerUrgences } from './terminer-mesures';

const PROLONGER = `
  WITH en_cours AS (
    SELECT id, terme FROM ase.mesure
    WHERE enfant_id = $1 AND collectivite = $2 AND nature = $3 AND etat = 'EN_COURS' ORDER BY id DESC LIMIT 1 FOR UPDATE
  )
  UPDATE ase.mesure m SET terme = $4, decision_id = $5, tribunal = $6, lieu_secret = $7,
    renouvellements = renouvellements + $8::boolean::int, prolongations = prolongations + (NOT $8::boolean)::int
  FROM en_cours WHERE m.id = en_cours.id
  RETURNING m.id, en_cours.terme::text "ancienTerme", m.renouvellements + m.prolongations rang`;

interface Prolongee {
  id: string;
  ancienTerme: Jour | null;
  rang: number;
}

/**
 * The measure that a judge's decision orders; ordered again while in progress, it goes on. What is carried out outside
 * the ASE (a family mediation) opens nothing. A placement ends the emergency intake; the place is chosen afterwards, by
 * `changerLieu`.
 */
export async function ouvrirMesure(tx: Tx, mesure: MesureAOuvrir, par: Contexte): Promise<Suite> {
  const { nature, collectivite } = mesure;
  if (!estNatureMesure(nature)) return { ecritures: [], evenements: [] };
  const { id, ecritures } =
    (await prolonger(tx, mesure, par)) ?? inscrireMesure(await nouvelle(tx, mesure, nature, par), par);
  const urgences = estPlacement(nature)
    ? (await terminerUrgences(tx, finDUrgence(mesure, nature), par)).evenements
    : [];
  return { ecritures, evenements: [{ type: 'mesure.modifiee', sujetId: id, portee: { collectivite } }, ...urgences] };
}

function finDUrgence({ enfantId, debut: le }: MesureAOuvrir, nature: NatureMesure) {
  const { libelle, article } = regleMesure(nature);
  return { enfantId, le, motif: `Décision du juge des enfants : ${libelle} (${article})` };
}

async function prolonger(tx: Tx, mesure: MesureAOuvrir, { newId, now }: Contexte) {
  const { enfantId, collectivite, nature, terme = null, decisionId, tribunal, lieuSecret, renouvelle } = mesure;
  const values = [enfantId, collectivite, nature, terme, decisionId, tribunal, lieuSecret, renouvelle];
  const [prolongee] = await tx.query<Prolongee>(PROLONGER, values);
  if (prolongee === undefined) return undefined;
  const { id, ancienTerme, rang } = prolongee;
  const row = {
    id: newId(),
    mesureId: id,
    rang,
    ancienTerme,
    terme,
    prolongation: !renouvelle,
    consentement: null,
    le: now,
  };
  return { id, ecritures: [ecrire(RenouvellementRow, row)] };
}

async function nouvelle(tx: Tx, mesure: MesureAOuvrir, nature: NatureMesure, par: Contexte) {
  const { decisionId, enfantId, collectivite, tribunal, debut, terme, confieA, lieuSecret } = mesure;
  const connu = await par.registres.enfantConnu(tx, enfantId, collectivite, par);
  // The parquet of the court reads its measures: it must be able to know whom they protect.
  await par.registres.lierEnfant(tx, enfantId, tribunal, par);
  return {
    ...{ nature, enfantId, collectivite, debut, tribunal, decisionId },
    ...{ terme: terme ?? null, confieA: confieA ?? null, lieuSecret },
    dateNaissance: mesure.dateNaissance ?? connu?.dateNaissance ?? null,
  };
}
