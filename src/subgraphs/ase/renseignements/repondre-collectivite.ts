import { defineAct, type Contexte } from '../../../act';
import { HubError, refus, type Refus } from '../../../domain/errors';
import { RECIT_MAX, type Controle } from '../../../domain/controle';
import { finDeLecture } from '../../../domain/retention';
import { DOCUMENTS_TRANSFERT, DOCUMENTS_TENUS, type DocumentTransfere } from '../../../domain/transfert-dossier';
import type { Tx } from '../../../platform/database';
import { isUuid } from '../../../published/connection';
import { exigerAgent } from '../agents/exiger-agent';
import { jourDe } from '../mesures/inscrire-mesure';
import { dossierTenu } from '../transfert/composer-documents';
import { DemandeRenseignementsRow } from './renseignements.entity';
import type { RepondreCollectiviteInput as Input } from './renseignements.input';

const VERROUILLER = `
  SELECT id, enfant_id "enfantId", de, demandee_par "demandeePar", repondue_le "repondueLe"
  FROM ase.demande_renseignements WHERE id = $1 AND vers = $2 FOR UPDATE`;
const REPONDRE = `
  UPDATE ase.demande_renseignements SET reponse = $2, repondue_par = $3, repondant = $4, repondue_le = $5, contenu = $6,
    lisible_jusqu_au = $7 WHERE id = $1`;

/**
 * The collectivité that was asked transmits what it knows, chosen document by document, or says that it knows nothing
 * (CASF L221-3 al. 3). It is sealed with the question, under the child of who asked.
 */
export const repondreCollectivite = defineAct<Input, string>({
  name: 'repondreCollectivite',
  roles: ['crip', 'ase'],
  scope: 'renseignements:echanger',
  controler,
  perform: async (tx, input, contexte) => {
    const { actor, now } = contexte;
    await exigerAgent(tx, actor);
    const [demande] = isUuid(input.demandeId)
      ? await tx.query<DemandeRenseignementsRow>(VERROUILLER, [input.demandeId, actor.territoire])
      : [];
    if (!demande) throw new HubError('NOT_FOUND');
    if (demande.repondueLe !== null) throw refus(['demandeId'], 'DEJA_FAIT', 'une réponse a déjà été donnée.');
    const { id, enfantId, de, demandeePar } = demande;
    const documents = input.reponse === 'TRANSMIS' ? await transmis(tx, input, contexte) : [];
    const contenu = { documents, precision: input.precision ?? null };
    const scelle = await tx.sceller(DemandeRenseignementsRow, { id, contenu }, enfantId);
    const fin = finDeLecture(jourDe(now, de));
    await tx.query(REPONDRE, [id, input.reponse, actor.institution, actor.sub, now, scelle.contenu, fin]);
    return {
      reponse: id,
      ecritures: [],
      evenements: [
        { type: 'renseignements.repondus', sujetId: id, portee: { collectivite: de, destinataire: demandeePar } },
      ],
      objet: [
        { type: 'DemandeRenseignements', id },
        ...(input.enfantId ? [{ type: 'Enfant', id: input.enfantId }] : []),
      ],
    };
  },
});

function controler(c: Controle, { idempotencyKey, reponse, enfantId, documents, precision }: Input): void {
  const refuser = (champ: string, code: Refus['code'], raison: string) => {
    c.refuser([champ], code, `${champ} : ${raison}`);
  };
  c.texte(['idempotencyKey'], idempotencyKey);
  c.longueur(['precision'], precision, RECIT_MAX);
  if (reponse === 'RIEN_DE_CONNU') {
    if (enfantId) refuser('enfantId', 'VALEUR_INVALIDE', "rien n'est connu de cet enfant, ou le voici.");
    if (documents.length > 0) refuser('documents', 'VALEUR_INVALIDE', "rien n'est transmis quand rien n'est connu.");
    return;
  }
  if (!enfantId) refuser('enfantId', 'CHAMP_REQUIS', "l'enfant que votre collectivité a retrouvé.");
  if (documents.length === 0 && !precision?.trim())
    refuser('documents', 'CHAMP_REQUIS', 'choisissez ce qui est transmis, ou précisez-le.');
  documents.forEach((document, i) => {
    if (!DOCUMENTS_TENUS.includes(document))
      c.refuser(
        ['documents', String(i)],
        'VALEUR_INVALIDE',
        `documents : ${DOCUMENTS_TRANSFERT[document].libelle}, le hub n'en tient pas le texte : dites-le par precision.`,
      );
  });
}

/** @throws RefusError naming what is chosen and of which nothing is known */
async function transmis(tx: Tx, { enfantId, documents }: Input, contexte: Contexte): Promise<DocumentTransfere[]> {
  const connu = isUuid(enfantId ?? '') && (await contexte.registres.identiteConnue(tx, enfantId ?? '', contexte));
  if (!connu || !enfantId) throw new HubError('NOT_FOUND');
  const tenu = await dossierTenu(tx, enfantId, contexte);
  return [...new Set(documents)].map((document) => {
    const pieces = tenu[document] ?? [];
    if (pieces.length === 0)
      throw refus(
        ['documents'],
        'ETAT_INCOMPATIBLE',
        `${DOCUMENTS_TRANSFERT[document].libelle} : rien n'est tenu ici.`,
      );
    return { document, absence: null, pieces };
  });
}
