import { defineAct } from '../../../act';
import { RECIT_MAX } from '../../../domain/controle';
import { exigerEnfantMineur } from '../../../domain/minorite';
import { ecrire } from '../../../platform/database';
import { jourDe } from '../../../platform/echeances-calcul';
import { newReference } from '../../../platform/reference';
import type { AccuseReception } from '../../../published/accuse-reception.type';
import { controlerEnfant } from '../../../published/enfant.input';
import { collectiviteDe } from '../collectivite-de-la-fiche';
import { controlerEmetteur } from '../controler-fiche';
import { relier } from '../relier';
import { SignalementRow } from './signalement.entity';
import type { CopierSignalementDirectInput } from './signalement.input';

/**
 * A school or a hospital that wrote to the procureur itself, because of the gravity, sends a copy to the président du
 * conseil départemental (CASF L226-4 II).
 */
export const copierSignalementDirect = defineAct<CopierSignalementDirectInput, AccuseReception>({
  name: 'copierSignalementDirect',
  roles: ['college', 'dsden', 'hopital'],
  scope: 'ip:transmettre',
  controler: (c, { idempotencyKey, enfant, tribunal, date, expose, emetteur }, actor) => {
    c.texte(['idempotencyKey'], idempotencyKey);
    controlerEmetteur(c, emetteur, actor);
    controlerEnfant(c, enfant);
    c.identifiant(['tribunal'], 'tj', tribunal);
    c.passe(['date'], date);
    c.texte(['expose'], expose, RECIT_MAX);
  },
  perform: async (tx, input, contexte) => {
    const { actor, newId, now, empreinte, registres } = contexte;
    const { enfant, tribunal, date, expose, emetteur } = input;
    const collectivite = collectiviteDe(input);
    exigerEnfantMineur(enfant, jourDe(new Date(date), collectivite, null), 'SIGNALEMENT');
    const enfantId = await registres.inscrireEnfant(tx, enfant, collectivite, contexte);
    await relier(tx, [tribunal], [enfantId], now);
    const id = newId();
    const reference = newReference('SG');
    return {
      reponse: { id, reference, recueLe: now.toISOString(), empreinte, echeances: [] },
      ecritures: [
        ecrire(SignalementRow, {
          ...{ id, reference, informationId: null, collectivite, tribunal, enfantId, auteur: actor.institution },
          ...{ motifs: [], expose, actionsMenees: [], emetteur, le: new Date(date), suite: null, suiteLe: null },
          ...{ tjSaisi: null, canal: null, preuve: null },
        }),
      ],
      evenements: [{ type: 'signalement-direct.copie', sujetId: id, portee: { collectivite, tribunal } }],
      objet: { type: 'Signalement', id },
    };
  },
});
