import { defineAct } from '../../../act';
import { controlerEpoque } from '../../../domain/controle';
import { examenDu, finLegale } from '../../../domain/mesures-ase';
import { refus } from '../../../domain/errors';
import { ecrire } from '../../../platform/database';
import { cloreEcheances, ouvrirEcheance } from '../../../platform/echeances';
import { jourDe } from '../mesures/inscrire-mesure';
import { changee, verrouillerMesure, type MesureChangee } from '../mesures/verrouiller-mesure';
import { ExamenStatutRow } from './statut.entity';
import type { EnregistrerExamenStatutInput } from './statut.input';

const AVIS_MAX = 5_000;

/** The commission examined the child's status (A10): the next one is due by its age, or while the risk remains. */
export const enregistrerExamenStatut = defineAct<EnregistrerExamenStatutInput, MesureChangee>({
  name: 'enregistrerExamenStatut',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler: (c, { idempotencyKey, tenuLe, avis }) => {
    c.texte(['idempotencyKey'], idempotencyKey);
    controlerEpoque(c, ['tenuLe'], tenuLe);
    c.texte(['avis'], avis, AVIS_MAX);
  },
  perform: async (tx, { mesureId, tenuLe, avis, risquePersiste }, contexte) => {
    const { newId, now } = contexte;
    const mesure = await verrouillerMesure(tx, mesureId, contexte);
    const { id, nature, collectivite, dateNaissance, debut, terme, tribunal } = mesure;
    const fin = finLegale(nature, dateNaissance, terme);
    const depart = new Date(tenuLe);
    if (depart < debut) throw refus(['tenuLe'], 'DATE_INVALIDE', "l'examen précède la mesure.");
    if ((await cloreEcheances(tx, id, ['A10', 'A10_MOINS_3_ANS'], depart, 'TENUE')) === 0)
      throw refus(['mesureId'], 'ETAT_INCOMPATIBLE', "aucun examen par la commission n'est dû pour cet enfant.");
    const suivant = examenDu(nature, dateNaissance, jourDe(depart, collectivite)) ?? (risquePersiste ? 'A10' : null);
    return {
      ...changee(mesure, tribunal === null ? {} : { tribunal }),
      ecritures: [
        ecrire(ExamenStatutRow, { id: newId(), mesureId: id, tenuLe: depart, avis, risquePersiste }, mesure.enfantId),
        ...(suivant === null || (fin !== undefined && fin.jour <= jourDe(depart, collectivite))
          ? []
          : [
              ouvrirEcheance(newId, {
                ...{ regle: suivant, sujetId: id, sujetType: 'Mesure', depart, collectivite, now, fin },
              }).ecriture,
            ]),
      ],
    };
  },
});
