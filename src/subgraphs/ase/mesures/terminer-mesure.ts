import { defineAct } from '../../../act';
import { controlerEpoque } from '../../../domain/controle';
import { entretienDeSortie, regleMesure } from '../../../domain/mesures-ase';
import { refus } from '../../../domain/errors';
import { entretiensDeSortie } from '../majorite/sortie';
import { jourDe } from './inscrire-mesure';
import type { TerminerMesureInput } from './mesure.input';
import { cloreToutes } from './terminer-mesures';
import { changee, verrouillerMesure, type MesureChangee } from './verrouiller-mesure';

/**
 * A measure ends. What a judge ordered ends at its term or by his decision (C. civ. 375-6), not by the ASE's. Opens the
 * interview owed six months after leaving the ASE (A11), when the young person is of age.
 */
export const terminerMesure = defineAct<TerminerMesureInput, MesureChangee>({
  name: 'terminerMesure',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler: (c, { idempotencyKey, le, motif }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    controlerEpoque(c, ['le'], le);
    c.texte(['motif'], motif, 2_000);
  },
  perform: async (tx, input, contexte) => {
    const { now } = contexte;
    const mesure = await verrouillerMesure(tx, input.mesureId, contexte);
    const { id, nature, terme, debut, collectivite, dateNaissance, tribunal } = mesure;
    const le = new Date(input.le);
    if (le < debut) throw refus(['le'], 'DATE_INVALIDE', 'la fin précède le début de la mesure.');
    const jour = jourDe(le, collectivite);
    const echue = (terme !== null && jour >= terme) || entretienDeSortie(nature, dateNaissance, jour);
    if (regleMesure(nature).base === 'judiciaire' && !echue)
      throw refus(
        ['mesureId'],
        'ARTICLE_CONTRAIRE',
        'avant son terme, seul le juge des enfants met fin à la mesure (C. civ. 375-6).',
      );
    await tx.query(`UPDATE ase.mesure SET etat = 'TERMINEE', terminee_le = $2, motif_fin = $3 WHERE id = $1`, [
      id,
      le,
      input.motif,
    ]);
    await cloreToutes(tx, [id], now);
    const ecritures = await entretiensDeSortie(tx, [{ ...mesure, le }], contexte);
    return { ...changee(mesure, tribunal === null ? {} : { tribunal }), ecritures };
  },
});
