import { RefusError, type Refus } from '../../../domain/errors';
import { regleMesure, type NatureMesure } from '../../../domain/mesures-ase';
import {
  DOCUMENTS_TRANSFERT,
  documentsAttendus,
  type DocumentTransfere,
  type DocumentTransfert,
  type PieceTransferee,
  type PorteeTransfert,
} from '../../../domain/transfert-dossier';
import type { Tx } from '../../../platform/database';
import type { Contexte } from '../../../registres';
import { jourDe } from '../mesures/inscrire-mesure';
import { MesureRow } from '../mesures/mesure.entity';
import type { Mesure } from '../mesures/verrouiller-mesure';
import type { DocumentTransfereInput } from './transfert.input';

type Dossier = Partial<Readonly<Record<DocumentTransfert, readonly PieceTransferee[]>>>;

const PRESTATIONS = `
  SELECT id, nature, debut, terme::text, consentement FROM ase.mesure
  WHERE enfant_id = $1 AND collectivite = $2 ORDER BY id`;

/** What the hub itself holds about a child in the caller's collectivité: R221-6 I 1° to 3°. */
export async function dossierTenu(tx: Tx, enfantId: string, { actor, registres }: Contexte): Promise<Dossier> {
  const collectivite = actor.territoire ?? '';
  const { informations, evaluations } = await registres.piecesDuDossier(tx, enfantId, collectivite);
  const decisions = await registres.decisionsDuDossier(tx, enfantId, collectivite);
  const mesures = await tx.ouvrir(MesureRow, await tx.query<MesureRow>(PRESTATIONS, [enfantId, collectivite]));
  return {
    INFORMATIONS: informations,
    DECISIONS: [...decisions.map(piece), ...mesures.filter(accordee).map((une) => prestation(une, collectivite))],
    EVALUATION: evaluations,
  };
}

/** The documents of a transfer, each with its papers or with why there are none. @throws RefusError naming every one that is missing */
export async function composerDocuments(
  tx: Tx,
  mesure: Mesure,
  {
    portee,
    documents: donnes,
  }: { readonly portee: PorteeTransfert; readonly documents: readonly DocumentTransfereInput[] },
  contexte: Contexte,
): Promise<DocumentTransfere[]> {
  const tenu =
    portee === 'COMPLETE'
      ? await dossierTenu(tx, mesure.enfantId, contexte)
      : { DECISION_EN_VIGUEUR: await decisionEnVigueur(tx, mesure, contexte) };
  const nommes = [...new Set([...documentsAttendus(portee), ...donnes.map(({ document }) => document)])];
  const refus: Refus[] = [];
  const composes = nommes.map((document) => {
    const { libelle, article } = DOCUMENTS_TRANSFERT[document];
    const siens = donnes.filter((un) => un.document === document);
    const pieces = [...(tenu[document] ?? []), ...siens.flatMap(donnee)];
    const absence = siens.find(({ motifAbsence }) => motifAbsence)?.motifAbsence ?? null;
    const refuser = (code: Refus['code'], raison: string) =>
      refus.push({
        path: ['documents'],
        code,
        message: `documents : ${document} (${libelle}), ${raison} (${article}).`,
      });
    if (pieces.length === 0 && absence === null)
      refuser('CHAMP_REQUIS', 'donnez-en le texte, ou dites pourquoi il manque');
    if (pieces.length > 0 && absence !== null)
      refuser('VALEUR_INVALIDE', 'il est transmis : il ne peut pas aussi manquer');
    return { document, absence, pieces };
  });
  if (refus.length > 0) throw new RefusError(refus);
  return composes;
}

async function decisionEnVigueur(
  tx: Tx,
  { enfantId, decisionId, collectivite }: Mesure,
  { registres }: Contexte,
): Promise<PieceTransferee[]> {
  const lues = await registres.decisionsDuDossier(tx, enfantId, collectivite);
  return lues.filter((lue) => lue.decisionId === decisionId).map(piece);
}

function piece({ titre, le, texte }: PieceTransferee): PieceTransferee {
  return { titre, le, texte };
}

function donnee({ document, le, texte }: DocumentTransfereInput): PieceTransferee[] {
  if (!texte || !le) return [];
  return [{ titre: DOCUMENTS_TRANSFERT[document].libelle, le, texte }];
}

function accordee({ nature }: { readonly nature: NatureMesure }): boolean {
  return regleMesure(nature).base !== 'judiciaire';
}

function prestation({ nature, debut, terme, consentement }: MesureRow, collectivite: string): PieceTransferee {
  const { libelle, article } = regleMesure(nature);
  const accords = (consentement?.accords ?? []).map(({ qualite, le }) => `accord ${qualite} le ${le}`);
  return {
    titre: libelle,
    le: jourDe(debut, collectivite),
    texte: [article, terme === null ? 'sans terme' : `jusqu'au ${terme}`, ...accords, consentement?.contrat ?? '']
      .filter(Boolean)
      .join(' ; '),
  };
}
