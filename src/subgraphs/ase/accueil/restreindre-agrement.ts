import { defineAct } from '../../../act';
import { refus } from '../../../domain/errors';
import type { RestreindreAgrementInput } from './agrement.input';
import { controlerCapacite } from './enregistrer-lieu-accueil';
import { exigerCommission } from './exiger-commission';
import { lieuChange, verrouillerPour, type LieuChange } from './verrouiller-lieu';

/** Fewer places from now on, with reasons and after the commission's opinion (CASF L421-6). Nobody is moved by it. */
export const restreindreAgrement = defineAct<RestreindreAgrementInput, LieuChange>({
  name: 'restreindreAgrement',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler: (c, { idempotencyKey, capacite, motif }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    controlerCapacite(c, capacite);
    if (!motif.trim()) c.refuser(['motif'], 'MOTIF_REQUIS', 'motif : une restriction est motivée (CASF L421-6).');
    c.longueur(['motif'], motif, 2_000);
  },
  perform: async (tx, { lieuId, capacite, motif }, contexte) => {
    const { lieu, aujourdhui } = await verrouillerPour(tx, 'restreindreAgrement', lieuId, contexte);
    if (capacite >= lieu.capacite)
      throw refus(['capacite'], 'VALEUR_INVALIDE', `moins de ${String(lieu.capacite)} places sont attendues.`);
    await exigerCommission(tx, lieu, aujourdhui, contexte.now);
    await tx.query('UPDATE ase.lieu_accueil SET capacite = $2, motif = $3 WHERE id = $1', [lieu.id, capacite, motif]);
    return lieuChange(lieu.id);
  },
});
