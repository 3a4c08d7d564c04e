import { defineAct } from '../../../act';
import { PROLONGATIONS_MNA } from '../../../domain/accueil-urgence';
import { refus } from '../../../domain/errors';
import { ecrire } from '../../../platform/database';
import { ouvrirEcheance, prolongerEcheance, tenueAussitot } from '../../../platform/echeances';
import { lireRaccordees } from '../../../platform/raccordement';
import { jourDe } from '../mesures/inscrire-mesure';
import { RenouvellementRow } from '../mesures/mesure.entity';
import { verrouillerMesure, type MesureChangee } from '../mesures/verrouiller-mesure';
import type { ProlongerAccueilMnaInput } from './urgence.input';

/** Five more days for an unaccompanied minor, twice at most; the procureur is told each time (CASF R221-11). */
export const prolongerAccueilMna = defineAct<ProlongerAccueilMnaInput, MesureChangee>({
  name: 'prolongerAccueilMna',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler: (c, { idempotencyKey }) => {
    c.texte(['idempotencyKey'], idempotencyKey);
  },
  perform: async (tx, { mesureId }, contexte) => {
    const { newId, now } = contexte;
    const mesure = await verrouillerMesure(tx, mesureId, contexte);
    const { id, nature, collectivite, tribunal, terme, prolongations } = mesure;
    if (nature !== 'ACCUEIL_MNA')
      throw refus(['mesureId'], 'ETAT_INCOMPATIBLE', "cette mesure n'est pas l'accueil d'un mineur non accompagné.");
    const regle = PROLONGATIONS_MNA[prolongations];
    if (regle === undefined)
      throw refus(
        ['mesureId'],
        'ARTICLE_CONTRAIRE',
        "l'accueil a déjà été prolongé deux fois, quinze jours au plus (CASF R221-11).",
      );
    if (terme !== null && jourDe(now, collectivite) > terme)
      throw refus(
        ['mesureId'],
        'ARTICLE_CONTRAIRE',
        `l'accueil a pris fin le ${terme} : il n'est plus à prolonger (CASF R221-11).`,
      );
    const fin = await prolongerEcheance(tx, newId, {
      ...{ sujetId: id, regle: PROLONGATIONS_MNA[prolongations - 1] ?? 'A12', par: regle, depuis: 'ORIGINE', now },
    });
    const avis = ouvrirEcheance(newId, {
      ...{ regle: 'A12_AVIS', sujetId: id, sujetType: 'Mesure', depart: now, collectivite, now },
    });
    const parquet = tribunal !== null && (await lireRaccordees(tx, [tribunal])).has(tribunal);
    const nouveau = fin.publiee.dateLimite;
    await tx.query('UPDATE ase.mesure SET terme = $2, prolongations = prolongations + 1 WHERE id = $1', [id, nouveau]);
    return {
      reponse: { id },
      ecritures: [
        ecrire(RenouvellementRow, {
          ...{ id: newId(), mesureId: id, rang: prolongations + 1, ancienTerme: terme, terme: nouveau },
          ...{ prolongation: true, consentement: null, le: now },
        }),
        fin.ecriture,
        (parquet ? tenueAussitot(avis, now) : avis).ecriture,
      ],
      evenements: [
        {
          type: 'accueil-urgence.prolonge',
          sujetId: id,
          portee: { collectivite, ...(tribunal === null ? {} : { tribunal }) },
        },
      ],
      objet: { type: 'Mesure', id },
    };
  },
});
