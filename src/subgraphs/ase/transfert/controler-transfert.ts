import type { Actor } from '../../../auth/actor';
import { collectiviteAse } from '../../../domain/collectivites';
import { controlerEpoque, RECIT_MAX, type Controle } from '../../../domain/controle';
import { DOCUMENTS_TRANSFERT, documentAdmis } from '../../../domain/transfert-dossier';
import { controlerTransmission } from '../../../published/transmission';
import type { TransfererDossierInput as Input } from './transfert.input';

const MOTIF_MAX = 2_000;
const DOCUMENTS_MAX = 50;

export function controlerTransfert(c: Controle, input: Input, actor: Actor): void {
  const { idempotencyKey, collectivite, motif, parents, accords, transmission } = input;
  c.texte(['idempotencyKey'], idempotencyKey);
  c.texte(['motif'], motif, MOTIF_MAX);
  controlerDestination(c, collectivite, actor);
  controlerEpoque(c, ['parents', 'informesLe'], parents.informesLe);
  c.longueur(['parents', 'motifNonInformes'], parents.motifNonInformes, MOTIF_MAX);
  if (parents.informesLe && parents.motifNonInformes)
    c.refuser(['parents'], 'VALEUR_INVALIDE', "parents : informés, ou non et pourquoi, pas l'un et l'autre.");
  accords.forEach(({ donne, le }, i) => {
    controlerEpoque(c, ['accords', String(i), 'le'], le);
    if (!donne)
      c.refuser(
        ['accords', String(i), 'donne'],
        'ARTICLE_CONTRAIRE',
        'accords : un refus se dit par `refus`, avec ce que l’interruption ferait à l’enfant (CASF R221-5-2).',
      );
  });
  controlerRefus(c, input);
  controlerDocuments(c, input);
  controlerTransmission(c, transmission);
}

/** Another collectivité, which exists. */
export function controlerDestination(c: Controle, collectivite: string, actor: Actor): void {
  if (!collectiviteAse(collectivite))
    c.refuser(['collectivite'], 'INCONNU', 'collectivite : aucune collectivité de ce code n’exerce l’ASE.');
  if (collectivite === actor.territoire)
    c.refuser(['collectivite'], 'VALEUR_INVALIDE', 'collectivite : la vôtre ne peut pas être celle de destination.');
}

function controlerRefus(c: Controle, { refus, accords }: Input): void {
  if (!refus) return;
  const ici = c.sous((path) => ['refus', ...path]);
  ici.texte(['expose'], refus.expose, RECIT_MAX);
  controlerTransmission(ici, refus.transmission);
  if (refus.tribunal) ici.identifiant(['tribunal'], 'tj', refus.tribunal);
  if (refus.conclusion === 'DANGER' && !refus.tribunal)
    ici.refuser(['tribunal'], 'CHAMP_REQUIS', "tribunal : l'autorité judiciaire est saisie (CASF R221-5-2, L226-4).");
  if (accords.length > 0)
    c.refuser(['accords'], 'VALEUR_INVALIDE', 'accords : les parents ont refusé, ou donné leur accord, pas les deux.');
}

function controlerDocuments(c: Controle, { documents, portee }: Input): void {
  if (documents.length > DOCUMENTS_MAX)
    c.refuser(['documents'], 'VALEUR_INVALIDE', `documents : ${String(DOCUMENTS_MAX)} au plus.`);
  documents.forEach(({ document, le, texte, motifAbsence }, i) => {
    const ici = c.sous((path) => ['documents', String(i), ...path]);
    const { libelle, article } = DOCUMENTS_TRANSFERT[document];
    ici.longueur(['texte'], texte, RECIT_MAX);
    ici.longueur(['motifAbsence'], motifAbsence, MOTIF_MAX);
    controlerEpoque(ici, ['le'], le);
    if (!documentAdmis(portee, document))
      ici.refuser(
        ['document'],
        'ARTICLE_CONTRAIRE',
        `document : ${libelle} ne part pas avec ce transfert (${article}).`,
      );
    if (!texte?.trim() === !motifAbsence?.trim())
      ici.refuser(['texte'], 'CHAMP_REQUIS', 'texte : donnez le texte, ou dites pourquoi il manque (motifAbsence).');
    if (texte && !le) ici.refuser(['le'], 'CHAMP_REQUIS', 'le : la date du document est attendue avec son texte.');
  });
}
