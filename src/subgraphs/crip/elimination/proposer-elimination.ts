import { defineAct } from '../../../act';
import { refus } from '../../../domain/errors';
import type { Tx } from '../../../platform/database';
import { lireRaccordees } from '../../../platform/raccordement';
import type { Elimination, ProposerEliminationInput } from './elimination.type';
import {
  controlerListe,
  eliminationsChangees,
  eliminationsVisees,
  exigerEliminables,
  verrouillerEliminations,
} from './verrouiller-eliminations';

const PROPOSER = `
  UPDATE crip.elimination SET etat = 'PROPOSEE', visa = coalesce(visa, $2), visee_le = coalesce(visee_le, $4),
    proposee_par = $3, proposee_le = $4
  WHERE id = ANY($1::uuid[])`;

/** Destruction of files whose time is over and that the archivist has signed (C. patrimoine R212-14): another decides. */
export const proposerElimination = defineAct<ProposerEliminationInput, readonly Elimination[]>({
  name: 'proposerElimination',
  roles: ['crip'],
  scope: 'archive:eliminer',
  sensible: eliminationsVisees,
  controler: (c, input) => {
    c.longueur(['idempotencyKey'], input.idempotencyKey);
    controlerListe(c, input);
    if (input.visa !== undefined && input.visa !== null) c.texte(['visa'], input.visa);
  },
  perform: async (tx, { eliminationIds, visa = null }, { actor, now }) => {
    if (visa !== null) await exigerPapier(tx, actor.territoire ?? '');
    const etat = visa === null ? 'VISEE' : 'A_VISER';
    const visees = await verrouillerEliminations(tx, eliminationIds, actor.territoire, [etat]);
    await exigerEliminables(tx, visees);
    const ids = visees.map(({ id }) => id);
    await tx.query(PROPOSER, [ids, visa, actor.sub, now]);
    return eliminationsChangees(
      visees.map((row) => ({
        ...{ ...row, etat: 'PROPOSEE' as const, visa: row.visa ?? visa, viseeLe: row.viseeLe ?? now },
        ...{ proposeePar: actor.sub, proposeeLe: now },
      })),
    );
  },
});

/** Where the archives are on the hub, they sign themselves: a reference typed by somebody else proves nothing. */
async function exigerPapier(tx: Tx, collectivite: string): Promise<void> {
  const archives = `archives-${collectivite}`;
  if ((await lireRaccordees(tx, [archives])).has(archives))
    throw refus(
      'visa',
      'ARTICLE_CONTRAIRE',
      'les archives départementales sont raccordées : elles visent elles-mêmes.',
    );
}
