import type { Tx } from '../../../platform/database';
import { InformationPreoccupanteRow } from '../information-preoccupante.entity';
import { DemandeRow } from './evaluation.entity';

const TRANSMISES = `
  SELECT id, enfant_id "enfantId", emetteur_institution "emetteurInstitution", emetteur_type "emetteurType",
         recue_le "recueLe", transmise_le "transmiseLe", regime_retour "regimeRetour", canal, urgence,
         nature_principale "naturePrincipale", natures_danger "naturesDanger", contenu, empreinte
  FROM crip.information_preoccupante WHERE id = $1 OR rattachee_a = $1 ORDER BY (id = $1) DESC, id`;

const COMPLEMENTS = `
  SELECT id, destinataire, repondue_le "repondueLe", reponse
  FROM crip.demande WHERE information_id = ANY($1) AND repondue_le IS NOT NULL ORDER BY id`;

/** Everything that a sheet says, less where it is in its life. */
export type FicheTransmise = Pick<
  InformationPreoccupanteRow,
  | 'id'
  | 'enfantId'
  | 'emetteurInstitution'
  | 'emetteurType'
  | 'recueLe'
  | 'transmiseLe'
  | 'regimeRetour'
  | 'canal'
  | 'urgence'
  | 'naturePrincipale'
  | 'naturesDanger'
  | 'contenu'
  | 'empreinte'
>;

/** The information first, then those joined to it. */
export type DossierTransmis = readonly [FicheTransmise, ...FicheTransmise[]];

/**
 * An information and those joined to it; what other institutions answered, already received, are facts of it. The requests
 * themselves stay with who made them (CASF R221-6 I 1°).
 */
export async function lireDossier(tx: Tx, informationId: string): Promise<DossierTransmis> {
  const lues = await tx.query<FicheTransmise>(TRANSMISES, [informationId]);
  const [principale, ...jointes] = await tx.ouvrir(InformationPreoccupanteRow, lues);
  if (!principale?.contenu) throw new Error('the information to hand over was not read');
  const ids = [principale, ...jointes].map(({ id }) => id);
  const repondues = await lireRepondues(tx, ids);
  const complements = repondues.map((une) => ({ recit: recitDe(une), constatePar: 'DOCUMENT' as const }));
  const { contenu } = principale;
  return [{ ...principale, contenu: { ...contenu, faits: [...contenu.faits, ...complements] } }, ...jointes];
}

/** Answers of other institutions about these informations. */
export async function lireRepondues(tx: Tx, ids: readonly string[]): Promise<DemandeRow[]> {
  return tx.ouvrir(DemandeRow, await tx.query<DemandeRow>(COMPLEMENTS, [ids]));
}

export function recitDe({ destinataire, repondueLe, reponse }: DemandeRow): string {
  return `Réponse de ${destinataire} à la CRIP d'origine, le ${repondueLe?.toISOString().slice(0, 10) ?? ''} : ${reponse ?? ''}`;
}
