import { defineAct } from '../../../act';
import { controlerEpoque, controlerPlausible } from '../../../domain/controle';
import { refus } from '../../../domain/errors';
import { ecrire } from '../../../platform/database';
import { ouvrirEcheance, tenueAussitot } from '../../../platform/echeances';
import { midi } from '../mesures/inscrire-mesure';
import type { ConvoquerCommissionAgrementInput } from './agrement.input';
import { CommissionAgrementRow } from './commission.entity';
import { lieuChange, verrouillerPour, type LieuChange } from './verrouiller-lieu';

/**
 * The commission consultative paritaire is to give its opinion on a withdrawal or a restriction; the foster carer is told
 * fifteen days before it meets, at least (CASF L421-6, R421-23).
 */
export const convoquerCommissionAgrement = defineAct<ConvoquerCommissionAgrementInput, LieuChange>({
  name: 'convoquerCommissionAgrement',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler: (c, { idempotencyKey, motif, informeLe, reunionLe }) => {
    c.texte(['idempotencyKey'], idempotencyKey);
    if (!motif.trim()) c.refuser(['motif'], 'MOTIF_REQUIS', 'motif : la personne est informée des motifs (R421-23).');
    c.longueur(['motif'], motif, 2_000);
    controlerEpoque(c, ['informeLe'], informeLe);
    controlerPlausible(c, ['reunionLe'], reunionLe);
  },
  perform: async (tx, { lieuId, motif, informeLe, reunionLe }, contexte) => {
    const { newId, now } = contexte;
    const { lieu } = await verrouillerPour(tx, 'convoquerCommissionAgrement', lieuId, contexte);
    if (lieu.type !== 'ASSISTANT_FAMILIAL')
      throw refus(['lieuId'], 'ETAT_INCOMPATIBLE', "cette commission n'examine que les assistants familiaux (L421-6).");
    const preavis = ouvrirEcheance(newId, {
      ...{ regle: 'A13_COMMISSION', sujetId: lieu.id, depart: midi(reunionLe), now },
      collectivite: contexte.actor.territoire ?? '',
    });
    const auPlusTard = preavis.publiee.dateLimite;
    if (informeLe > auPlusTard)
      throw refus(
        ['reunionLe'],
        'ARTICLE_CONTRAIRE',
        `l'assistant familial est informé quinze jours avant au moins, ici au plus tard le ${auPlusTard} (CASF R421-23).`,
      );
    return {
      ...lieuChange(lieu.id),
      ecritures: [
        ecrire(CommissionAgrementRow, {
          ...{ id: newId(), lieuId: lieu.id, motif, informeLe, reunionLe, suivieLe: null },
        }),
        tenueAussitot(preavis, midi(informeLe)).ecriture,
      ],
    };
  },
});
