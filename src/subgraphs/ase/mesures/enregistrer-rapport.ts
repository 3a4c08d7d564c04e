import { defineAct } from '../../../act';
import { controlerEpoque } from '../../../domain/controle';
import { finLegale, rapportDu, regleMesure } from '../../../domain/mesures-ase';
import { refus } from '../../../domain/errors';
import { ecrire } from '../../../platform/database';
import { cloreEcheances, ouvrirEcheance } from '../../../platform/echeances';
import { etablirProjet } from './etablir-projet-pour-enfant';
import { jourDe, rapportAttendu } from './inscrire-mesure';
import { RapportRow } from './mesure.entity';
import type { EnregistrerRapportInput } from './mesure.input';
import { changee, verrouillerMesure, type MesureChangee } from './verrouiller-mesure';

/**
 * A report was given to the judge (J8): its clock is met and the next one starts, by the child's age on that day. The
 * projet pour l'enfant may be brought up to date with it (CASF D223-13).
 */
export const enregistrerRapport = defineAct<EnregistrerRapportInput, MesureChangee>({
  name: 'enregistrerRapport',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler: (c, { idempotencyKey, remisLe, redigePar }) => {
    c.texte(['idempotencyKey'], idempotencyKey);
    controlerEpoque(c, ['remisLe'], remisLe);
    c.depart(['remisLe'], remisLe, 'J8');
    c.texte(['redigePar'], redigePar);
  },
  perform: async (tx, { mesureId, remisLe, redigePar, projetMisAJour }, contexte) => {
    const { newId, now } = contexte;
    const mesure = await verrouillerMesure(tx, mesureId, contexte);
    const { id, nature, collectivite, dateNaissance, debut, terme, tribunal } = mesure;
    const fin = finLegale(nature, dateNaissance, terme);
    const le = new Date(remisLe);
    const suivant = rapportDu(nature, dateNaissance, jourDe(le, collectivite));
    if (suivant === null)
      throw refus(
        ['mesureId'],
        'ETAT_INCOMPATIBLE',
        `aucun rapport au juge n'est dû pour cette mesure (${regleMesure(nature).article}).`,
      );
    if (le < debut) throw refus(['remisLe'], 'DATE_INVALIDE', 'le rapport précède la mesure.');
    await cloreEcheances(tx, id, ['J8', 'J8_MOINS_2_ANS', 'J8_ASE_MOINS_3_ANS', 'J18'], le, 'TENUE');
    if (projetMisAJour === true) await etablirProjet(tx, mesure, le);
    return {
      ...changee(mesure, tribunal === null ? {} : { tribunal }),
      ecritures: [
        ecrire(RapportRow, { id: newId(), mesureId: id, remisLe: le, redigePar }),
        // The report of an investigation is given once; none is owed of a measure that the law has ended.
        ...(suivant === 'J18' || (fin !== undefined && fin.jour <= jourDe(le, collectivite))
          ? []
          : [
              ouvrirEcheance(newId, {
                ...rapportAttendu(suivant, le, mesure),
                ...{ sujetId: id, sujetType: 'Mesure', collectivite, now, fin },
              }).ecriture,
            ]),
      ],
    };
  },
});
