import { defineAct } from '../../../act';
import { RefusError } from '../../../domain/errors';
import { CODES_RETOUR, type CodeRetour } from '../../../domain/suites';
import { ecrire } from '../../../platform/database';
import { cloreEcheances } from '../../../platform/echeances';
import { verrouiller } from './avancer';
import { RetourRow } from './cycle.entity';
import type { EnvoyerRetourInput } from './cycle.input';

export interface RetourEnvoye {
  readonly informationId: string;
  readonly code: CodeRetour;
  readonly message: string;
  readonly envoyeLe: string;
}

const DERNIER = `
  SELECT id, code, envoye_le "envoyeLe" FROM crip.retour WHERE information_id = $1 ORDER BY id DESC LIMIT 1`;

/**
 * The sender is told what its information became, never the family's file (CASF L226-5). « EVALUATION_EN_COURS » may be
 * said at any time: the feedback is due even when the evaluation is late.
 */
export const envoyerRetour = defineAct<EnvoyerRetourInput, RetourEnvoye>({
  name: 'envoyerRetour',
  roles: ['crip'],
  scope: 'ip:traiter',
  controler: (c, { idempotencyKey }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
  },
  perform: async (tx, { informationId, code }, contexte) => {
    const { newId, now } = contexte;
    const { id, collectivite, emetteurInstitution } = await verrouiller(tx, informationId, contexte);
    const [dernier] = await tx.query<{ id: string; code: CodeRetour; envoyeLe: Date | null }>(DERNIER, [id]);
    const projet = dernier?.envoyeLe === null ? dernier : undefined;
    const dit = code ?? projet?.code;
    if (!dit || (dit !== projet?.code && dit !== 'EVALUATION_EN_COURS')) throw refus(projet?.code);
    if (dit === projet?.code) await tx.query('UPDATE crip.retour SET envoye_le = $2 WHERE id = $1', [projet.id, now]);
    await cloreEcheances(tx, id, ['A2'], now, 'TENUE');
    return {
      reponse: { informationId: id, code: dit, message: CODES_RETOUR[dit], envoyeLe: now.toISOString() },
      ecritures:
        dit === projet?.code
          ? []
          : [ecrire(RetourRow, { id: newId(), informationId: id, code: dit, redigeLe: now, envoyeLe: now })],
      evenements: [{ type: 'retour.envoye', sujetId: id, portee: { collectivite, emetteur: emetteurInstitution } }],
      objet: { type: 'InformationPreoccupante', id },
    };
  },
});

function refus(projet: CodeRetour | undefined): RefusError {
  const dire = projet ? `le retour à envoyer est ${projet}` : "aucun retour n'est à envoyer";
  return new RefusError([
    {
      path: ['code'],
      code: 'ETAT_INCOMPATIBLE',
      message: `code : ${dire} ; EVALUATION_EN_COURS peut être envoyé à tout moment (CASF L226-5).`,
    },
  ]);
}
