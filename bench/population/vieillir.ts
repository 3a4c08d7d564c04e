import { v7 } from 'uuid';
import { livraisons } from '../../src/act';
import { AccesRow } from '../../src/audit/audit.entity';
import type { EtatInformation } from '../../src/domain/lifecycle';
import { ecrire, type Ecriture } from '../../src/platform/database';
import { EcheanceRow } from '../../src/platform/echeance.entity';
import { LivraisonRow } from '../../src/platform/outbox.entity';
import { InformationPreoccupanteRow } from '../../src/subgraphs/crip/information-preoccupante.entity';
import { TransitionRow } from '../../src/subgraphs/crip/cycle/cycle.entity';
import type { Signale } from './chronique';
import type { Tirage } from '../../test/support/tirage';

const JOUR_MS = 86_400_000;
/** What an evaluation lasts, at most (CASF D226-2-4 II): older ones are settled. */
const EVALUATION_JOURS = 92;
const CHEMIN = [
  ['RECUE', 'EN_PREMIERE_ANALYSE', 'analyser', 1],
  ['EN_PREMIERE_ANALYSE', 'QUALIFIEE_IP', 'qualifier', 3],
  ['QUALIFIEE_IP', 'EN_EVALUATION', 'ouvrirEvaluation', 7],
  ['EN_EVALUATION', 'EVALUEE', 'rendreEvaluation', 80],
] as const satisfies readonly (readonly [EtatInformation, EtatInformation, string, number])[];

/** What has become of it since: steps, what was told of each, readings, deadlines kept. The rows, as they stand that day. */
export function vieillir(
  lignes: readonly Ecriture[],
  { signale, enfantId, aujourdhui, hasard }: { signale: Signale; enfantId: string; aujourdhui: Date; hasard: Tirage },
): Ecriture[] {
  const { collectivite, uai } = signale.residence;
  const recue = signale.le.getTime();
  const age = (aujourdhui.getTime() - recue) / JOUR_MS;
  const informationId = String(lignes.find(({ entity }) => entity === InformationPreoccupanteRow)?.row['id']);
  const pas = CHEMIN.filter(([, , , jours]) => jours <= age);
  const close = age > EVALUATION_JOURS;
  const etat = close
    ? hasard.parmi(['CLASSEE_SANS_SUITE', 'CLASSEE_SANS_SUITE', 'AIDE_ADMINISTRATIVE', 'SIGNALEE'])
    : (pas.at(-1)?.[1] ?? 'RECUE');
  const crip = `crip-${collectivite}`;
  const joignables = new Set([crip, `ase-${collectivite}`, uai]);
  const suites = pas.flatMap(([de, vers, acte, jours]) => {
    const le = new Date(recue + jours * JOUR_MS);
    const contexte = { newId: () => v7({ msecs: le.getTime() }), now: le };
    const evenement = {
      type: 'information-preoccupante.avancee' as const,
      sujetId: informationId,
      portee: { collectivite, emetteur: uai },
    };
    return [
      ecrire(TransitionRow, { id: contexte.newId(), informationId, de, vers, acte, par: crip, motif: null, le }),
      ...livraisons(evenement, joignables, contexte),
      ecrire(AccesRow, {
        ...{ id: contexte.newId(), operation: contexte.newId(), institution: crip, acteur: crip, enfantId, le },
        ...{ finalite: 'EVALUATION', objetTypes: ['InformationPreoccupante'], objetIds: [informationId] },
      }),
    ];
  });
  return [...lignes, ...suites].map((ligne) => {
    const { entity, row } = ligne;
    if (entity === InformationPreoccupanteRow) return { ...ligne, row: { ...row, etat } };
    if (entity === EcheanceRow && close)
      return {
        ...ligne,
        row: { ...row, etat: 'TENUE', closeLe: new Date(recue + 80 * JOUR_MS), prochaineAlerteLe: null },
      };
    if (entity === LivraisonRow)
      return { ...ligne, row: { ...row, etat: 'REMISE', remiseLe: row['prochaineLe'], canal: 'BOITE', tentatives: 1 } };
    return ligne;
  });
}
