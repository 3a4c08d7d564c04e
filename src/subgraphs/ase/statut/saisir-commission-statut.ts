import { defineAct } from '../../../act';
import { controlerEpoque } from '../../../domain/controle';
import { finLegale, regleMesure } from '../../../domain/mesures-ase';
import { unAnRevolu } from '../../../domain/suivi-ase';
import { refus } from '../../../domain/errors';
import { ouvrirEcheance } from '../../../platform/echeances';
import { jourDe } from '../mesures/inscrire-mesure';
import { changee, verrouillerMesure, type MesureChangee } from '../mesures/verrouiller-mesure';
import type { SaisirCommissionStatutInput } from './statut.input';

const DEJA_DU = `
  SELECT 1 FROM hub.echeance WHERE sujet_id = $1 AND regle IN ('A10', 'A10_MOINS_3_ANS')
    AND etat IN ('OUVERTE', 'SUSPENDUE')`;

/**
 * A risk of neglect, or an unfit status, of a child entrusted for more than a year: the commission examines it (CASF
 * L223-1 al. 5, A10). Under three, it does so every six months without being asked.
 */
export const saisirCommissionStatut = defineAct<SaisirCommissionStatutInput, MesureChangee>({
  name: 'saisirCommissionStatut',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler: (c, { idempotencyKey, le }) => {
    c.texte(['idempotencyKey'], idempotencyKey);
    controlerEpoque(c, ['le'], le);
  },
  perform: async (tx, input, contexte) => {
    const { newId, now } = contexte;
    const mesure = await verrouillerMesure(tx, input.mesureId, contexte);
    const { id, nature, collectivite, dateNaissance, debut, terme, tribunal } = mesure;
    const { confieAse, article } = regleMesure(nature);
    if (!confieAse)
      throw refus(['mesureId'], 'ETAT_INCOMPATIBLE', `cette mesure ne confie pas l'enfant à l'ASE (${article}).`);
    const depart = new Date(input.le);
    const anRevolu = unAnRevolu(jourDe(debut, collectivite));
    if (jourDe(depart, collectivite) < anRevolu)
      throw refus(
        ['le'],
        'ARTICLE_CONTRAIRE',
        `l'enfant n'est confié depuis plus d'un an qu'à partir du ${anRevolu} (CASF L223-1 al. 5).`,
      );
    if ((await tx.query(DEJA_DU, [id])).length > 0)
      throw refus(['mesureId'], 'DEJA_FAIT', 'un examen par la commission est déjà dû pour cet enfant.');
    const examen = ouvrirEcheance(newId, {
      ...{ regle: 'A10', sujetId: id, sujetType: 'Mesure', depart, collectivite, now },
      fin: finLegale(nature, dateNaissance, terme),
    });
    await tx.query('UPDATE ase.mesure SET motif_examen = $2 WHERE id = $1', [id, input.motif]);
    return { ...changee(mesure, tribunal === null ? {} : { tribunal }), ecritures: [examen.ecriture] };
  },
});
