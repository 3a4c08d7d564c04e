import { defineAct, type Contexte, type Issue } from '../../../act';
import { refus } from '../../../domain/errors';
import { regleMesure } from '../../../domain/mesures-ase';
import { ligneTransferee } from '../../../domain/retention';
import { issueDuTransfert, obstacleTransfert, type IssueTransfert } from '../../../domain/transfert-dossier';
import type { Tx } from '../../../platform/database';
import { newReference } from '../../../platform/reference';
import type { AccuseReception } from '../../../published/accuse-reception.type';
import { isUuid } from '../../../published/connection';
import { COLLECTIVITE_ABSENTE, voieVers } from '../../../published/transmission';
import { jourDe, midi } from '../mesures/inscrire-mesure';
import { verrouillerMesure, type Mesure } from '../mesures/verrouiller-mesure';
import { archiverTransfert } from './archiver-transfert';
import { composerDocuments } from './composer-documents';
import { confierMesure } from './confier-mesure';
import { controlerTransfert } from './controler-transfert';
import type { DossierTransfere } from './dossier';
import { lireMesureATransferer } from './lire-mesure';
import { passer, RIEN, type Passe } from './passer';
import { quitter } from './quitter';
import type { TransfererDossierInput as Input } from './transfert.input';

/**
 * The family lives elsewhere: the ASE hands the case over to that of the collectivité of arrival, with the documents of
 * R221-6 (CASF L221-3). In one transaction, both hold it or neither: the measure ends here and goes on there, its judge
 * and both services are told, and the origin keeps what it sent and when, and reads nothing of what follows (R221-8).
 */
export const transfererDossier = defineAct<Input, AccuseReception>({
  name: 'transfererDossier',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler: controlerTransfert,
  perform: async (tx, input, contexte) => {
    await refuserInformation(tx, input.mesureId, contexte);
    const mesure = await verrouillerMesure(tx, input.mesureId, contexte);
    const issue = issueDe(mesure, input, contexte.now);
    return envoyer(tx, { mesure, issue, input }, contexte);
  },
});

interface Envoi {
  readonly mesure: Mesure;
  readonly issue: IssueTransfert;
  readonly input: Input;
}

async function envoyer(tx: Tx, { mesure, issue, input }: Envoi, contexte: Contexte): Promise<Issue<AccuseReception>> {
  const { newId, now, empreinte, registres } = contexte;
  const { enfantId, collectivite: de, nature, reference: referenceDepart, tribunal } = mesure;
  const { collectivite: vers, parents, accords, motif } = input;
  const [id, reference, ici] = [newId(), newReference('TD'), jourDe(now, de)];
  const { active } = ligneTransferee(nature, ici);
  // What follows a refusal is told by act, here or on paper: another hub receives measures and their papers.
  const parUnAutre = issue === 'MESURE' || issue === 'MESURE_MAINTENUE';
  const { parHub, hub, ...voie } = await voieVers(
    tx,
    {
      institution: `${issue === 'INFORMATION_PREOCCUPANTE' ? 'crip' : 'ase'}-${vers}`,
      ...(parUnAutre ? { collectivite: vers } : {}),
      ...{ transmission: input.transmission, absente: COLLECTIVITE_ABSENTE },
    },
    { le: midi(parents.informesLe ?? jourDe(mesure.debut, de)), quoi: "l'information des parents" },
    now,
  );
  if (hub !== null && parUnAutre) {
    const documents = await composerDocuments(tx, mesure, input, contexte);
    const confie = {
      ...{ reference, mesureId: mesure.id, referenceDepart, nature, issue, documents, motif },
      ...{ parentsInformesLe: parents.informesLe ?? null, motifNonInformes: parents.motifNonInformes ?? null },
      accords: gestes(accords),
    };
    return confierMesure(tx, mesure, { hub, vers, confie }, contexte);
  }
  const enfant = await registres.identiteConnue(tx, enfantId, contexte);
  if (enfant === undefined) throw new Error('the child of the measure is not known to its ASE');
  const dossier: DossierTransfere = {
    ...{ version: 1, reference, de, vers, issue, enfant, conservationAns: active.annees, le: now.toISOString() },
    mesure: issue === 'MESURE' ? await lireMesureATransferer(tx, mesure.id) : null,
    documents: await composerDocuments(tx, mesure, input, contexte),
  };
  const parti = issue === 'MESURE' ? await quitter(tx, mesure, dossier, contexte) : RIEN;
  const passe: Passe = await passer(tx, { dossier, mesure, parHub, refus: input.refus ?? null }, contexte);
  return {
    reponse: { id, reference, recueLe: now.toISOString(), empreinte, echeances: [] },
    ecritures: [
      ...archiverTransfert(
        {
          ...{ id, reference, enfantId, mesureId: mesure.id, issue, de, vers, nature, referenceDepart, motif },
          ...{ arriveeId: passe.arriveeId, informationId: passe.informationId, signalementId: passe.signalementId },
          ...{ referenceArrivee: passe.referenceArrivee, parentsInformesLe: parents.informesLe ?? null },
          ...{ motifNonInformes: parents.motifNonInformes ?? null, ...voie, accords: gestes(accords) },
        },
        dossier.documents,
        de,
        newId,
      ),
      ...parti.ecritures,
      ...passe.ecritures,
    ],
    evenements: [
      ...parti.evenements,
      ...passe.evenements,
      // Its CRIP is told too; those of arrival, when the hub can.
      ...(parHub
        ? [
            {
              type: 'dossier.transfere' as const,
              sujetId: id,
              portee: { collectivite: vers, destinataire: `crip-${de}` },
            },
          ]
        : []),
      ...(issue === 'MESURE' && tribunal !== null && regleMesure(nature).base === 'judiciaire'
        ? [
            {
              type: 'mesure.transferee' as const,
              sujetId: passe.arriveeId ?? mesure.id,
              portee: { collectivite: vers, tribunal },
            },
          ]
        : []),
    ],
    objet: [
      { type: 'TransfertInterdepartemental', id },
      { type: 'Mesure', id: mesure.id },
      { type: 'Enfant', id: enfantId },
    ],
  };
}

function gestes(accords: Input['accords']) {
  return accords.length === 0 ? null : accords.map(({ qualite, le }) => ({ qualite, le }));
}

/** @throws RefusError when the law does not let this measure go, or wants something more of the parents */
function issueDe(
  { nature, dateNaissance, collectivite }: Mesure,
  { portee, parents, accords, refus: refuse }: Input,
  now: Date,
): IssueTransfert {
  const obstacle = obstacleTransfert(nature, portee, dateNaissance, jourDe(now, collectivite));
  if (obstacle !== null) throw refus([obstacle.champ], 'ARTICLE_CONTRAIRE', obstacle.raison);
  const issue = issueDuTransfert(nature, portee, {
    informes: !!parents.informesLe,
    motifNonInformes: !!parents.motifNonInformes?.trim(),
    accord: accords.length > 0,
    refus: refuse?.conclusion ?? null,
  });
  if (typeof issue === 'string') return issue;
  throw refus([issue.champ], 'ARTICLE_CONTRAIRE', issue.raison);
}

/** @throws RefusError that says by which act it goes, when the caller reads the information that it names */
async function refuserInformation(tx: Tx, id: string, { registres, actor }: Contexte): Promise<void> {
  if (isUuid(id) && (await registres.informationDe(tx, id, actor.territoire ?? '')))
    throw refus(
      ['mesureId'],
      'ETAT_INCOMPATIBLE',
      'une information en cours de traitement ou d’évaluation se transfère par `reorienter`, que fait la CRIP (CASF R221-5).',
    );
}
