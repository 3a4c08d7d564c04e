import { defineAct } from '../../../act';
import { HubError, refus } from '../../../domain/errors';
import { ecrire, type Tx } from '../../../platform/database';
import { isUuid } from '../../../published/connection';
import { objetsVises } from '../objets-vises';
import { EliminationRow } from './elimination.entity';
import { publierElimination, type Elimination, type ProposerEliminationInput } from './elimination.type';

const CONNU = 'SELECT collectivite FROM crip.enfant WHERE id = $1 AND collectivite = $2';
const EN_ATTENTE = `SELECT id FROM crip.elimination WHERE enfant_id = $1 AND etat = 'PROPOSEE'`;

/** What still holds a file: nothing is destroyed of a child that somebody is looking after. */
const EMPECHEMENTS = {
  INFORMATION: "une information préoccupante sur cet enfant n'est pas close",
  MESURE: 'une mesure de cet enfant est en cours',
  ECHEANCE: 'un délai légal court encore pour cet enfant',
} as const;

/** Destruction of a file whose time is over, with the visa without which the law forbids it (C. patrimoine R212-14). */
export const proposerElimination = defineAct<ProposerEliminationInput, Elimination>({
  name: 'proposerElimination',
  roles: ['crip'],
  scope: 'archive:eliminer',
  sensible: ({ enfantId }) => objetsVises('Enfant', enfantId),
  controler: (c, { idempotencyKey, visa, finConservation }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    c.texte(['visa'], visa);
    c.passe(['finConservation'], finConservation);
  },
  perform: async (tx, { enfantId, visa, finConservation }, { actor, newId, now }) => {
    const collectivite = actor.territoire ?? '';
    const [connu] = isUuid(enfantId) ? await tx.query(CONNU, [enfantId, collectivite]) : [];
    if (!connu) throw new HubError('NOT_FOUND');
    await exigerEliminable(tx, enfantId);
    if ((await tx.query(EN_ATTENTE, [enfantId])).length > 0)
      throw refus('enfantId', 'DEJA_FAIT', 'une élimination est déjà proposée pour cet enfant.');
    const attendue = { id: newId(), enfantId, visa, finConservation, etat: 'PROPOSEE' as const };
    const row = {
      ...attendue,
      collectivite,
      proposeePar: actor.sub,
      proposeeLe: now,
      decideePar: null,
      decideeLe: null,
    };
    return {
      reponse: publierElimination(row),
      ecritures: [ecrire(EliminationRow, row)],
      evenements: [],
      objet: { type: 'Elimination', id: row.id },
    };
  },
});

/** @throws RefusError saying what still holds the file */
export async function exigerEliminable(tx: Tx, enfantId: string, champ = 'enfantId'): Promise<void> {
  const [trouve] = await tx.query<{ motif: keyof typeof EMPECHEMENTS | null }>(
    'SELECT crip.elimination_empechee($1) motif',
    [enfantId],
  );
  if (trouve?.motif) throw refus(champ, 'ETAT_INCOMPATIBLE', `${EMPECHEMENTS[trouve.motif]}.`);
}
