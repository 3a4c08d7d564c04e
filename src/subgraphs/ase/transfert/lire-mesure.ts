import type { RegleEcheance } from '../../../domain/deadlines';
import type { EcheanceRow } from '../../../platform/echeance.entity';
import type { Tx } from '../../../platform/database';
import { EntretienRow } from '../majorite/entretien.entity';
import { MesureRow, RapportRow, RenouvellementRow } from '../mesures/mesure.entity';
import { SURVIVENT } from '../mesures/terminer-mesures';
import { ExamenStatutRow } from '../statut/statut.entity';
import { aplatir, type MesureTransferee, type Plat } from './dossier';

const MESURE = `
  SELECT id, nature, tribunal, debut, terme::text, date_naissance::text "dateNaissance", confie_a "confieA",
         lieu_secret "lieuSecret", est_mna "estMna", decision_id "decisionId", consentement, jeune_majeur "jeuneMajeur",
         renouvellements, prolongations, projet_etabli_le "projetEtabliLe", motif_examen "motifExamen"
  FROM ase.mesure WHERE id = $1`;
const RENOUVELLEMENTS = `
  SELECT id, rang, ancien_terme::text "ancienTerme", terme::text, prolongation, consentement, le
  FROM ase.renouvellement WHERE mesure_id = $1 ORDER BY id`;
const RAPPORTS = 'SELECT remis_le "remisLe", redige_par "redigePar" FROM ase.rapport WHERE mesure_id = $1 ORDER BY id';
const EXAMENS = `
  SELECT id, tenu_le "tenuLe", avis, risque_persiste "risquePersiste" FROM ase.examen_statut
  WHERE mesure_id = $1 ORDER BY id`;
const ENTRETIENS = 'SELECT objet, tenu_le "tenuLe" FROM ase.entretien WHERE mesure_id = $1 ORDER BY id';

const HORLOGES = `
  SELECT regle, debiteur, sujet_type "sujetType", territoire, acteur, avertie, residence, depart,
         depart_jour::text "departJour", date_limite::text "dateLimite", date_reportee::text "dateReportee",
         date_opposable::text "dateOpposable", limite_le "limiteLe", etapes, verifie, etat, ouverte_le "ouverteLe",
         echue_a_ouverture "echueAOuverture", suspendue_le "suspendueLe", close_le "closeLe",
         prolongee_par "prolongeePar", alertes, paliers, prochaine_alerte_le "prochaineAlerteLe"
  FROM hub.echeance WHERE sujet_id = $1 AND etat IN ('OUVERTE', 'SUSPENDUE') AND regle <> ALL($2) ORDER BY id`;

/** Those of the origin: the place that it had chosen, the address that it was looking for, what it still has to tell. */
const RESTENT: readonly RegleEcheance[] = [...SURVIVENT, 'A7', 'A8', 'A8_SANS_ACCUSE'];

/** A measure of the origin as it goes across; one statement per kind of record. */
export async function lireMesureATransferer(tx: Tx, id: string): Promise<MesureTransferee> {
  const [mesure] = await tx.ouvrir(MesureRow, await tx.query<MesureRow>(MESURE, [id]));
  if (!mesure) throw new Error('the measure to hand over was not read');
  const renouvellements = await tx.ouvrir(RenouvellementRow, await tx.query<RenouvellementRow>(RENOUVELLEMENTS, [id]));
  const rapports = await tx.query<Omit<RapportRow, 'id' | 'mesureId'>>(RAPPORTS, [id]);
  const examens = await tx.ouvrir(ExamenStatutRow, await tx.query<ExamenStatutRow>(EXAMENS, [id]));
  const entretiens = await tx.query<Omit<EntretienRow, 'id' | 'mesureId'>>(ENTRETIENS, [id]);
  const horloges = await tx.query<Omit<EcheanceRow, 'id' | 'sujetId' | 'collectivite'>>(HORLOGES, [id, RESTENT]);
  return {
    ...sansId(mesure),
    renouvellementsFaits: renouvellements.map(sansId),
    rapports: rapports.map(aplatir),
    examens: examens.map(sansId),
    entretiens: entretiens.map(aplatir),
    horloges: horloges.map(aplatir),
  };
}

/** An identifier of the origin says nothing elsewhere. */
function sansId<T extends { readonly id: string }>({ id: _, ...reste }: T): Plat<Omit<T, 'id'>> {
  return aplatir(reste);
}
