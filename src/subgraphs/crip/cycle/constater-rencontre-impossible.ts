import { defineAct } from '../../../act';
import { RECIT_MAX } from '../../../domain/controle';
import type { AccuseReception } from '../../../published/accuse-reception.type';
import type { ConstaterRencontreImpossibleInput } from './signalement.input';
import { controlerActions, saisir } from './signaler-au-parquet';
import { controlerTransmission } from '../../../published/transmission';

/** The child cannot be met: the judicial authority is seized, in the same act (CASF D226-2-6 II). */
export const constaterRencontreImpossible = defineAct<ConstaterRencontreImpossibleInput, AccuseReception>({
  name: 'constaterRencontreImpossible',
  roles: ['crip'],
  scope: 'ip:traiter',
  controler: (c, { idempotencyKey, tribunal, motif, actionsMenees, transmission }) => {
    c.texte(['idempotencyKey'], idempotencyKey);
    c.identifiant(['tribunal'], 'tj', tribunal);
    c.texte(['motif'], motif, RECIT_MAX);
    controlerActions(c, actionsMenees ?? []);
    controlerTransmission(c, transmission);
  },
  perform: (tx, { informationId, tribunal, motif, actionsMenees, transmission }, contexte) =>
    saisir(
      tx,
      {
        ...{ informationId, tribunal, motifs: ['RENCONTRE_IMPOSSIBLE'], expose: motif },
        ...{ actionsMenees: actionsMenees ?? [], transmission },
      },
      'constaterRencontreImpossible',
      contexte,
    ),
});
