import { defineAct } from '../../act';
import { ecrire } from '../../platform/database';
import { newReference } from '../../platform/reference';
import type { AccuseReception } from '../../published/accuse-reception.type';
import type { EnregistrerSuitesInput } from './parquet.input';
import { SuiteRow } from './suite.entity';

/** The procureur tells what he decided on a signalement of his court (CASF L226-4 I): the CRIP is told, and moves on. */
export const enregistrerSuites = defineAct<EnregistrerSuitesInput, AccuseReception>({
  name: 'enregistrerSuites',
  roles: ['parquet'],
  scope: 'suites:enregistrer',
  controler: (c, { idempotencyKey, le, commentaire }) => {
    c.texte(['idempotencyKey'], idempotencyKey);
    c.passe(['le'], le);
    c.longueur(['commentaire'], commentaire, 2_000);
  },
  perform: async (tx, { signalementId, suite, le: date, commentaire }, contexte) => {
    const { actor, newId, now, empreinte, registres } = contexte;
    const le = new Date(date);
    const { enfantId, ecritures, evenements } = await registres.noterSuites(tx, { signalementId, suite, le }, contexte);
    const id = newId();
    const reference = newReference('SU');
    return {
      reponse: { id, reference, recueLe: now.toISOString(), empreinte, echeances: [] },
      ecritures: [
        ecrire(
          SuiteRow,
          {
            ...{ id, reference, tj: actor.institution, signalementId, suite, le, empreinte },
            ...{ commentaire: commentaire ?? null, enregistreeLe: now },
          },
          enfantId,
        ),
        ...ecritures,
      ],
      evenements,
      objet: { type: 'Signalement', id: signalementId },
    };
  },
});
