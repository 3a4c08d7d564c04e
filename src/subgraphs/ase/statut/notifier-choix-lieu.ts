import { defineAct } from '../../../act';
import { controlerEpoque } from '../../../domain/controle';
import { regleMesure } from '../../../domain/mesures-ase';
import { refus } from '../../../domain/errors';
import { ecrire } from '../../../platform/database';
import { cloreEcheances, ouvrirEcheance } from '../../../platform/echeances';
import { changee, verrouillerMesure, type MesureChangee } from '../mesures/verrouiller-mesure';
import { ChoixLieuRow } from './statut.entity';
import type { NotifierChoixLieuInput } from './statut.input';

const CHOIX_MAX = 2_000;

/**
 * The service notifies a choice of place or of care for a child already admitted: the legal representative has four weeks
 * from its receipt to oppose, six from its sending without one (CASF L223-2 al. 6, A8). A new choice replaces the last.
 */
export const notifierChoixLieu = defineAct<NotifierChoixLieuInput, MesureChangee>({
  name: 'notifierChoixLieu',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler: (c, { idempotencyKey, choix, envoyeLe, recuLe }) => {
    c.texte(['idempotencyKey'], idempotencyKey);
    c.texte(['choix'], choix, CHOIX_MAX);
    controlerEpoque(c, ['envoyeLe'], envoyeLe);
    c.depart(['envoyeLe'], envoyeLe, 'A8_SANS_ACCUSE');
    controlerEpoque(c, ['recuLe'], recuLe);
    if (recuLe && Date.parse(recuLe) < Date.parse(envoyeLe))
      c.refuser(['recuLe'], 'DATE_INVALIDE', "recuLe : la réception précède l'envoi.");
  },
  perform: async (tx, input, contexte) => {
    const { newId, now } = contexte;
    const mesure = await verrouillerMesure(tx, input.mesureId, contexte);
    const { id, nature, collectivite } = mesure;
    const { agrement, base, article } = regleMesure(nature);
    if (!agrement || base === 'urgence')
      throw refus(
        ['mesureId'],
        'ETAT_INCOMPATIBLE',
        `cette mesure n'admet pas l'enfant dans un lieu d'accueil (${article}).`,
      );
    const envoyeLe = new Date(input.envoyeLe);
    const recuLe = input.recuLe ? new Date(input.recuLe) : null;
    const delai = ouvrirEcheance(newId, {
      ...(recuLe === null ? ({ regle: 'A8_SANS_ACCUSE', depart: envoyeLe } as const) : { regle: 'A8', depart: recuLe }),
      ...{ sujetId: id, sujetType: 'Mesure', collectivite, now },
    });
    await cloreEcheances(tx, id, ['A8', 'A8_SANS_ACCUSE'], now, 'SANS_OBJET');
    return {
      ...changee(mesure),
      ecritures: [
        ecrire(
          ChoixLieuRow,
          {
            ...{ id: newId(), mesureId: id, choix: input.choix, envoyeLe, recuLe, limite: delai.publiee.dateLimite },
            ...{ accord: null, reponduLe: null },
          },
          mesure.enfantId,
        ),
        delai.ecriture,
      ],
    };
  },
});
