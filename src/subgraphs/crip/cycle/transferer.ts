import type { Contexte, Issue } from '../../../act';
import { REGIMES_RETOUR } from '../../../domain/retours';
import { ecrire, type Ecriture, type Tx } from '../../../platform/database';
import { ouvrirEcheance } from '../../../platform/echeances';
import { newReference } from '../../../platform/reference';
import { InformationPreoccupanteRow } from '../information-preoccupante.entity';
import { porterProtections } from '../protection/porter-protections';
import { relier } from '../relier';
import type { Information } from './avancer';
import { DemandeRow } from './evaluation.entity';

const TRANSFEREES = `
  SELECT id, enfant_id "enfantId", emetteur_institution "emetteurInstitution", emetteur_type "emetteurType",
         recue_le "recueLe", transmise_le "transmiseLe", regime_retour "regimeRetour", canal, urgence,
         nature_principale "naturePrincipale", natures_danger "naturesDanger", contenu, empreinte
  FROM crip.information_preoccupante WHERE id = $1 OR rattachee_a = $1 ORDER BY (id = $1) DESC, id`;

const COMPLEMENTS = `
  SELECT id, destinataire, repondue_le "repondueLe", reponse
  FROM crip.demande WHERE information_id = ANY($1) AND repondue_le IS NOT NULL ORDER BY id`;

export interface Arrivee {
  readonly id: string;
  readonly reference: string;
  readonly ecritures: readonly Ecriture[];
  readonly evenements: Issue<unknown>['evenements'];
}

/**
 * The information, those joined to it and what other institutions answered, received by the CRIP of another
 * collectivité (CASF L221-3, R221-6 I 1°). The earliest reception still counts for its evaluation (a transfer gives
 * nobody three new months), each sender keeps its own feedback clock, and both collectivités know the child.
 */
export async function transferer(
  tx: Tx,
  { id: origine, collectivite: de }: Information,
  vers: string,
  contexte: Contexte,
): Promise<Arrivee> {
  const { actor, newId, now, registres } = contexte;
  const lues = await tx.query<InformationPreoccupanteRow>(TRANSFEREES, [origine]);
  const [principale, ...jointes] = await tx.ouvrir(InformationPreoccupanteRow, lues);
  if (!principale?.contenu) throw new Error('the information to hand over was not read');
  const enfantIds = [...new Set(lues.map(({ enfantId }) => enfantId))];
  await relier(tx, [actor.institution, `crip-${vers}`, `ase-${vers}`], enfantIds, now);
  const protections = await porterProtections(tx, enfantIds, { de, vers }, contexte);
  const complements = await lireComplements(tx, [origine, ...jointes.map((jointe) => jointe.id)]);
  const id = newId();
  const reference = newReference('IP');
  const horsHoraires = await registres.receptionHorsHoraires(tx, vers, now, contexte);
  const portee = { collectivite: vers, urgente: principale.urgence === 'IMMEDIATE' };
  const astreinte = horsHoraires && portee.urgente;
  const reception = { sujetId: id, sujetType: 'InformationPreoccupante', collectivite: vers, tribunal: null } as const;
  const depart = new Date(Math.min(...lues.map(({ recueLe }) => recueLe.getTime())));
  const arrivees: InformationPreoccupanteRow[] = [
    {
      ...ici(principale, vers, horsHoraires),
      ...{ id, reference, etat: 'RECUE', rattacheeA: null },
      contenu: { ...principale.contenu, faits: [...principale.contenu.faits, ...complements] },
    },
    ...jointes.map((jointe) => ({
      ...ici(jointe, vers, horsHoraires),
      ...{ id: newId(), reference: newReference('IP'), etat: 'JOINTE' as const, rattacheeA: id },
    })),
  ];
  return {
    ...{ id, reference },
    ecritures: [
      ...arrivees.map((row) => ecrire(InformationPreoccupanteRow, row)),
      ouvrirEcheance(newId, { regle: 'A1', sujetId: id, depart, collectivite: vers, now }).ecriture,
      ...arrivees.flatMap((row) => retourDu(row, contexte)),
      ...(astreinte ? await registres.ouvrirReception(tx, reception, contexte) : []),
      ...protections.ecritures,
    ],
    evenements: [
      ...protections.evenements,
      ...(astreinte ? [{ type: 'information-preoccupante.urgente-hors-horaires' as const, sujetId: id, portee }] : []),
      { type: 'information-preoccupante.recue', sujetId: id, portee },
    ],
  };
}

/** What the CRIP of origin recorded itself, a call or a letter, is that of arrival's to answer: not the CRIP of origin's to read. */
function ici(row: InformationPreoccupanteRow, collectivite: string, horsHoraires: boolean): InformationPreoccupanteRow {
  const emetteurInstitution = row.canal === 'HUB' ? row.emetteurInstitution : `crip-${collectivite}`;
  return { ...row, collectivite, emetteurInstitution, horsHoraires, suite: null };
}

/** What is owed without being asked for; whoever has asked is answered by the CRIP of origin, and may ask again. */
function retourDu(
  { id, regimeRetour, recueLe, transmiseLe, collectivite }: InformationPreoccupanteRow,
  { newId, now }: Contexte,
): Ecriture[] {
  const { regle, depart } = REGIMES_RETOUR[regimeRetour];
  if (regle === null || depart === 'DEMANDE') return [];
  const de = depart === 'RECEPTION' ? recueLe : transmiseLe;
  return [ouvrirEcheance(newId, { regle, sujetId: id, depart: de, collectivite, now }).ecriture];
}

/** Answers already received are facts of the information; the requests themselves stay with who made them. */
async function lireComplements(
  tx: Tx,
  ids: readonly string[],
): Promise<InformationPreoccupanteRow['contenu']['faits']> {
  const repondues = await lireRepondues(tx, ids);
  return repondues.map((repondue) => ({ recit: recitDe(repondue), constatePar: 'DOCUMENT' }));
}

export async function lireRepondues(tx: Tx, ids: readonly string[]): Promise<DemandeRow[]> {
  return tx.ouvrir(DemandeRow, await tx.query<DemandeRow>(COMPLEMENTS, [ids]));
}

export function recitDe({ destinataire, repondueLe, reponse }: DemandeRow): string {
  return `Réponse de ${destinataire} à la CRIP d'origine, le ${repondueLe?.toISOString().slice(0, 10) ?? ''} : ${reponse ?? ''}`;
}
