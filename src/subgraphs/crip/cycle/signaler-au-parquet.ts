import { defineAct, type Contexte, type Issue } from '../../../act';
import { RECIT_MAX, type Controle } from '../../../domain/controle';
import { MOTIFS_SIGNALEMENT, type MotifSignalement } from '../../../domain/suites';
import { ecrire, type Tx } from '../../../platform/database';
import { newReference } from '../../../platform/reference';
import type { AccuseReception } from '../../../published/accuse-reception.type';
import { controlerTransmission, depuisReception, PARQUET_ABSENT, voieVers } from '../../../published/transmission';
import { relier } from '../relier';
import { avancer, verrouiller, type Information } from './avancer';
import { InformationParentsRow } from './cycle.entity';
import { conclusionsADire } from './conclusions-a-dire';
import { SignalementRow } from './signalement.entity';
import type { SignalerAuParquetInput } from './signalement.input';

const LISTE_MAX = 50;
const ACTION_MAX = 2_000;
/** What the procureur is told, whichever act tells it. */
export interface Saisine {
  readonly informationId: string;
  readonly tribunal: string;
  readonly motifs: readonly MotifSignalement[];
  readonly expose: string;
  readonly actionsMenees: readonly string[];
  readonly transmission: SignalerAuParquetInput['transmission'];
}

/** The président du conseil départemental seizes the procureur without delay, on the grounds of CASF L226-4 I. */
export const signalerAuParquet = defineAct<SignalerAuParquetInput, AccuseReception>({
  name: 'signalerAuParquet',
  roles: ['crip'],
  scope: 'ip:traiter',
  controler: (c, { idempotencyKey, tribunal, motifs, expose, actionsMenees, transmission }) => {
    c.texte(['idempotencyKey'], idempotencyKey);
    c.identifiant(['tribunal'], 'tj', tribunal);
    c.texte(['expose'], expose, RECIT_MAX);
    controlerActions(c, actionsMenees);
    controlerTransmission(c, transmission);
    if (motifs.length === 0)
      c.refuser(
        ['motifs'],
        'CHAMP_REQUIS',
        "motifs : la saisine du procureur a au moins l'un des motifs de L226-4 I du CASF.",
      );
    if (motifs.includes('ACTIONS_SANS_EFFET') && actionsMenees.length === 0)
      c.refuser(
        ['actionsMenees'],
        'CHAMP_REQUIS',
        `actionsMenees : ${MOTIFS_SIGNALEMENT.ACTIONS_SANS_EFFET} : le procureur est informé des actions déjà menées.`,
      );
  },
  perform: (tx, { transmission, ...input }, contexte) =>
    saisir(tx, { ...input, transmission }, 'signalerAuParquet', contexte),
});

export function controlerActions(c: Controle, actionsMenees: readonly string[]): void {
  if (actionsMenees.length > LISTE_MAX)
    c.refuser(['actionsMenees'], 'VALEUR_INVALIDE', `actionsMenees : ${String(LISTE_MAX)} éléments au plus.`);
  actionsMenees.forEach((action, i) => {
    c.texte(['actionsMenees', String(i)], action, ACTION_MAX);
  });
}

/**
 * The signalement, the new state, the tribunal's relation to the child, and the written information of the parents that
 * is due without exception (CASF L226-5 al. 3). A parquet that the hub cannot tell was told otherwise: the act says how.
 */
export async function saisir(
  tx: Tx,
  { informationId, tribunal, motifs, expose, actionsMenees, transmission }: Saisine,
  acte: string,
  contexte: Contexte,
): Promise<Issue<AccuseReception>> {
  const { actor, newId, now, empreinte } = contexte;
  const information = await verrouiller(tx, informationId, contexte);
  const avancee = await avancer(tx, information, acte, contexte);
  const destination = { institution: tribunal, transmission, absente: PARQUET_ABSENT };
  const { parHub, hub: _, ...voie } = await voieVers(tx, destination, depuisReception(information), now);
  await tx.query(`UPDATE crip.information_preoccupante SET suite = 'SAISINE_PARQUET' WHERE id = $1`, [information.id]);
  const { collectivite, enfantId } = information;
  await relier(tx, [tribunal], await enfantsSignales(tx, information), now);
  const id = newId();
  const reference = newReference('SG');
  const aInformer = { informationId: information.id, informes: null, motif: null, le: null };
  return {
    reponse: { id, reference, recueLe: now.toISOString(), empreinte, echeances: [] },
    ecritures: [
      ...avancee.ecritures,
      ecrire(SignalementRow, {
        ...{ id, reference, informationId: information.id, collectivite, tribunal, enfantId, expose },
        ...{ auteur: actor.institution, motifs: [...new Set(motifs)], actionsMenees: [...actionsMenees] },
        ...{ emetteur: null, tjSaisi: null, suite: null, suiteLe: null, ...voie },
      }),
      ecrire(InformationParentsRow, { ...aInformer, id: newId(), objet: 'SAISINE_JUDICIAIRE' }),
      // The seizure is then what follows the report (CASF D226-2-7 II c, III).
      ...(information.etat === 'EVALUEE' ? conclusionsADire(information, contexte) : []),
    ],
    evenements: [
      ...avancee.evenements,
      ...(parHub ? [{ type: 'signalement.transmis' as const, sujetId: id, portee: { collectivite, tribunal } }] : []),
    ],
    objet: { type: 'Signalement', id },
  };
}

/** Those of the informations joined to it too: the procureur is told of the home, and what he decides moves them all. */
async function enfantsSignales(tx: Tx, { id }: Information): Promise<string[]> {
  const lus = await tx.query<{ enfantId: string }>(
    'SELECT DISTINCT enfant_id "enfantId" FROM crip.information_preoccupante WHERE id = $1 OR rattachee_a = $1',
    [id],
  );
  return lus.map(({ enfantId }) => enfantId);
}
