import { defineAct } from '../../../act';
import { controlerPlausible } from '../../../domain/controle';
import { SUSPENSION_MAX } from '../../../domain/agrements';
import { ajouterDuree } from '../../../domain/calendar';
import { refus } from '../../../domain/errors';
import type { SuspendreAgrementInput } from './agrement.input';
import { lieuChange, verrouillerPour, type LieuChange } from './verrouiller-lieu';

/** In an emergency, four months at most: no child can be entrusted meanwhile (CASF L421-6, R421-24). */
export const suspendreAgrement = defineAct<SuspendreAgrementInput, LieuChange>({
  name: 'suspendreAgrement',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler: (c, { idempotencyKey, motif, jusquAu }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    if (!motif.trim()) c.refuser(['motif'], 'MOTIF_REQUIS', 'motif : une suspension est motivée (CASF L421-6).');
    c.longueur(['motif'], motif, 2_000);
    controlerPlausible(c, ['jusquAu'], jusquAu);
  },
  perform: async (tx, { lieuId, jusquAu, motif }, contexte) => {
    const { lieu, aujourdhui } = await verrouillerPour(tx, 'suspendreAgrement', lieuId, contexte);
    if (jusquAu < aujourdhui) throw refus(['jusquAu'], 'DATE_INVALIDE', 'la suspension serait déjà finie.');
    const limite = ajouterDuree(aujourdhui, SUSPENSION_MAX);
    if (jusquAu > limite)
      throw refus(['jusquAu'], 'ARTICLE_CONTRAIRE', `quatre mois au plus, jusqu'au ${limite} (CASF R421-24).`);
    await tx.query(`UPDATE ase.lieu_accueil SET etat = 'SUSPENDU', suspendu_jusqu_au = $2, motif = $3 WHERE id = $1`, [
      lieu.id,
      jusquAu,
      motif,
    ]);
    return lieuChange(lieu.id);
  },
});
