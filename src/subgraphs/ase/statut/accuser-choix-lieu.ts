import { defineAct } from '../../../act';
import { controlerEpoque } from '../../../domain/controle';
import { refus } from '../../../domain/errors';
import { cloreEcheances, ouvrirEcheance } from '../../../platform/echeances';
import { changee, verrouillerMesure, type MesureChangee } from '../mesures/verrouiller-mesure';
import type { AccuserChoixLieuInput } from './statut.input';
import { choixEnAttente } from './verrouiller-choix';

/** The legal representative acknowledged the notice: four weeks from then, instead of six from its sending (A8). */
export const accuserChoixLieu = defineAct<AccuserChoixLieuInput, MesureChangee>({
  name: 'accuserChoixLieu',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler: (c, { idempotencyKey, recuLe }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    controlerEpoque(c, ['recuLe'], recuLe);
    c.depart(['recuLe'], recuLe, 'A8');
  },
  perform: async (tx, input, contexte) => {
    const { newId, now } = contexte;
    const mesure = await verrouillerMesure(tx, input.mesureId, contexte);
    const { id, collectivite } = mesure;
    const choix = await choixEnAttente(tx, mesure, now);
    if (choix.recuLe !== null) throw refus(['mesureId'], 'DEJA_FAIT', "l'accusé de réception est déjà enregistré.");
    const recuLe = new Date(input.recuLe);
    if (recuLe < choix.envoyeLe) throw refus(['recuLe'], 'DATE_INVALIDE', "la réception précède l'envoi.");
    const delai = ouvrirEcheance(newId, {
      ...{ regle: 'A8', sujetId: id, sujetType: 'Mesure', depart: recuLe, collectivite, now },
    });
    await cloreEcheances(tx, id, ['A8_SANS_ACCUSE'], now, 'SANS_OBJET');
    await tx.query('UPDATE ase.choix_lieu SET recu_le = $2, limite = $3 WHERE id = $1', [
      ...[choix.id, recuLe, delai.publiee.dateLimite],
    ]);
    return { ...changee(mesure), ecritures: [delai.ecriture] };
  },
});
