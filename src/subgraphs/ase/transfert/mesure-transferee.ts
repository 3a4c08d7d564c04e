import { refus } from '../../../domain/errors';
import { regleMesure } from '../../../domain/mesures-ase';
import { obstacleTransfert } from '../../../domain/transfert-dossier';
import type { Tx } from '../../../platform/database';
import { TransfertSortantRow } from '../../../platform/transferts/transfert.entity';
import type { Contexte } from '../../../registres';
import { defineTransferable } from '../../../transferable';
import { jourDe } from '../mesures/inscrire-mesure';
import { verrouillerMesure } from '../mesures/verrouiller-mesure';
import { archiverTransfert } from './archiver-transfert';
import type { MesureTransferee } from './dossier';
import { lireMesureATransferer } from './lire-mesure';
import { formeMesure, type MesureTransfereeEntreHubs } from './mesure-transferee.forme';
import { quitter } from './quitter';
import { recevoirMesure } from './recevoir-mesure';

/** What the act wrote is in the transfer itself, sealed: the papers that it was given have no other row until it is over. */
const CONFIE = `
  SELECT id, contenu FROM hub.transfert_sortant WHERE sujet_id = $1 AND de = $2 AND type = 'mesure' AND contenu IS NOT NULL
  ORDER BY id DESC LIMIT 1`;

/**
 * A measure, judicial or administrative with its parents' agreement, and the papers of R221-6 (CASF L221-3, R221-5-2,
 * R221-5-3). Its clocks go at their own dates; the place, the referent and the judge's own record stay.
 */
export const mesureTransferee = defineTransferable<MesureTransfereeEntreHubs>({
  type: 'mesure',
  role: 'ase',
  forme: formeMesure,
  evenements: { nonAbouti: 'mesure.transfert-non-abouti', enAttente: 'mesure.transfert-en-attente' },

  prepare: async (tx, mesureId, contexte) => {
    const mesure = await verrouillerMesure(tx, mesureId, contexte, { enTransit: true });
    const confie = await lireConfie(tx, mesureId, contexte);
    const present = await etatPresent(tx, mesure, confie.issue, contexte);
    return { ...confie, ...present, mesure: memesAlertes(present.mesure, confie.mesure) };
  },

  receive: async (tx, contenu, { de, vers }, contexte) => {
    const { newId, now, registres, actor } = contexte;
    const { reference, mesureId, referenceDepart, nature, issue, enfant, mesure, documents, protections } = contenu;
    const obstacle = obstacleTransfert(nature, PORTEES[issue], enfant.dateNaissance, jourDe(now, vers));
    if (obstacle !== null) throw refus([obstacle.champ], 'ARTICLE_CONTRAIRE', obstacle.raison);
    const enfantId = await registres.inscrireEnfant(tx, enfant, vers, contexte);
    for (const institution of [actor.institution, `crip-${vers}`])
      await registres.lierEnfant(tx, enfantId, institution, contexte);
    const portees = protections.map((une) => ({ ...une, enfantId }));
    const posees = await registres.poserProtections(tx, portees, { de, vers }, contexte);
    const le = new Date(contenu.le);
    const arrivee =
      mesure === null
        ? null
        : recevoirMesure(
            { de, vers, le: now.toISOString(), mesure: mesure as unknown as MesureTransferee },
            { enfantId, newId },
          );
    const id = newId();
    return {
      reponse: { id: arrivee?.id ?? id, reference: arrivee?.reference ?? reference },
      ecritures: [
        ...posees.ecritures,
        ...(arrivee?.ecritures ?? []),
        ...archiverTransfert(
          {
            ...{ id, reference, enfantId, mesureId, issue, de, vers, nature, referenceDepart, le },
            ...{ arriveeId: arrivee?.id ?? null, referenceArrivee: arrivee?.reference ?? null },
            ...{ informationId: null, signalementId: null, canal: 'AUTRE_HUB', preuve: null },
            ...gestesDe(contenu),
          },
          documents,
          vers,
          newId,
        ),
      ],
      evenements: [
        ...posees.evenements,
        ...(arrivee === null
          ? []
          : [{ type: 'mesure.modifiee' as const, sujetId: arrivee.id, portee: { collectivite: vers } }]),
        { type: 'dossier.transfere', sujetId: id, portee: { collectivite: vers } },
      ],
      objet: [
        { type: 'TransfertInterdepartemental', id },
        ...(arrivee === null ? [] : [{ type: 'Mesure', id: arrivee.id }]),
        { type: 'Enfant', id: enfantId },
      ],
    };
  },

  withdraw: async (tx, { id, sujetId, de, vers, referenceArrivee }, contexte) => {
    const mesure = await verrouillerMesure(tx, sujetId, contexte, { enTransit: true, terminee: true });
    const contenu = await lireConfie(tx, sujetId, contexte);
    const { reference, referenceDepart, nature, issue, documents } = contenu;
    const parti =
      issue === 'MESURE' && mesure.etat === 'EN_COURS' ? await quitter(tx, mesure, { vers }, contexte) : SANS_SUITE;
    await degeler(tx, id);
    const { tribunal } = mesure;
    const duJuge = issue === 'MESURE' && tribunal !== null && regleMesure(nature).base === 'judiciaire';
    return {
      ecritures: [
        ...archiverTransfert(
          {
            ...{
              id,
              reference,
              enfantId: mesure.enfantId,
              mesureId: sujetId,
              issue,
              de,
              vers,
              nature,
              referenceDepart,
            },
            ...{ arriveeId: null, referenceArrivee: issue === 'MESURE' ? referenceArrivee : null },
            ...{ informationId: null, signalementId: null, canal: 'AUTRE_HUB', preuve: null, le: contexte.now },
            ...gestesDe(contenu),
          },
          documents,
          de,
          contexte.newId,
        ),
        ...parti.ecritures,
      ],
      evenements: [
        ...parti.evenements,
        ...(duJuge ? [{ type: 'mesure.transferee' as const, sujetId, portee: { collectivite: vers, tribunal } }] : []),
      ],
    };
  },

  release: degeler,
});

const PORTEES = { MESURE: 'COMPLETE', MESURE_MAINTENUE: 'MESURE_MAINTENUE' } as const;
const SANS_SUITE = { ecritures: [], evenements: [] };

/** What may have changed since it left: if it has, it is called back. */
export async function etatPresent(
  tx: Tx,
  mesure: { readonly id: string; readonly enfantId: string; readonly collectivite: string },
  issue: MesureTransfereeEntreHubs['issue'],
  contexte: Contexte,
): Promise<Pick<MesureTransfereeEntreHubs, 'enfant' | 'mesure' | 'protections'>> {
  const { registres } = contexte;
  const enfant = await registres.identiteConnue(tx, mesure.enfantId, contexte);
  if (enfant === undefined) throw new Error('the child of the measure is not known to its ASE');
  const lue = issue === 'MESURE' ? await lireMesureATransferer(tx, mesure.id) : null;
  const protections = await registres.protectionsDe(tx, [mesure.enfantId], mesure.collectivite);
  return JSON.parse(
    JSON.stringify({
      enfant,
      mesure: lue === null ? null : { ...lue, decisionId: null },
      protections: protections.map(({ motif, precision }) => ({ motif, precision })),
    }),
  ) as Pick<MesureTransfereeEntreHubs, 'enfant' | 'mesure' | 'protections'>;
}

/** An alert that the origin was given meanwhile changes nothing of the file: the arrival is given it too. */
function memesAlertes(
  presente: MesureTransfereeEntreHubs['mesure'],
  confiee: MesureTransfereeEntreHubs['mesure'],
): MesureTransfereeEntreHubs['mesure'] {
  if (presente === null || confiee === null) return presente;
  const cle = ({ regle, depart }: { regle: string; depart: string }) => `${regle} ${depart}`;
  const dues = new Map(confiee.horloges.map((une) => [cle(une), une.prochaineAlerteLe]));
  const horloges = presente.horloges.map((une) => ({
    ...une,
    prochaineAlerteLe: dues.get(cle(une)) ?? une.prochaineAlerteLe,
  }));
  return { ...presente, horloges };
}

async function lireConfie(tx: Tx, mesureId: string, { actor }: Contexte): Promise<MesureTransfereeEntreHubs> {
  const lus = await tx.query<TransfertSortantRow>(CONFIE, [mesureId, actor.territoire]);
  const [confie] = await tx.ouvrir(TransfertSortantRow, lus);
  if (!confie?.contenu) throw new Error('the measure to hand over was not read');
  return confie.contenu as MesureTransfereeEntreHubs;
}

function gestesDe({ motif, parentsInformesLe, motifNonInformes, accords }: MesureTransfereeEntreHubs) {
  return { motif, parentsInformesLe, motifNonInformes, accords: accords as never };
}

async function degeler(tx: Tx, transfertId: string): Promise<void> {
  await tx.query('UPDATE ase.mesure SET transit_id = NULL WHERE transit_id = $1', [transfertId]);
}
