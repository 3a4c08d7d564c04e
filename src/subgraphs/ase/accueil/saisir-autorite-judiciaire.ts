import { defineAct } from '../../../act';
import { INFORMATIONS_DUES } from '../../../domain/accueil-urgence';
import { RECIT_MAX } from '../../../domain/controle';
import { regleMesure } from '../../../domain/mesures-ase';
import { refus } from '../../../domain/errors';
import { cloreEcheances } from '../../../platform/echeances';
import { verrouillerMesure, type MesureChangee } from '../mesures/verrouiller-mesure';
import type { SaisirAutoriteJudiciaireInput } from './urgence.input';
import { MesureRow } from '../mesures/mesure.entity';

/**
 * The ASE seizes the judicial authority about a child taken in at once: no return and no agreement after five days, a
 * refusal, the end of the 72 hours (CASF L223-2 al. 3 to 5, C. civ. 375-5). The parquet is told and reads the reasons.
 */
export const saisirAutoriteJudiciaire = defineAct<SaisirAutoriteJudiciaireInput, MesureChangee>({
  name: 'saisirAutoriteJudiciaire',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler: (c, { idempotencyKey, motifs }) => {
    c.texte(['idempotencyKey'], idempotencyKey);
    c.texte(['motifs'], motifs, RECIT_MAX);
  },
  perform: async (tx, { mesureId, motifs }, contexte) => {
    const { now } = contexte;
    const { id, enfantId, nature, collectivite, tribunal, autoriteSaisieLe } = await verrouillerMesure(
      tx,
      mesureId,
      contexte,
    );
    if (regleMesure(nature).base !== 'urgence' || tribunal === null)
      throw refus(
        ['mesureId'],
        'ETAT_INCOMPATIBLE',
        "cette mesure n'est pas un accueil en urgence : signalerAuParquet (CASF L226-4).",
      );
    if (autoriteSaisieLe !== null)
      throw refus(['mesureId'], 'DEJA_FAIT', "l'autorité judiciaire est déjà saisie de cet accueil.");
    await cloreEcheances(tx, id, INFORMATIONS_DUES.AUTORITE_JUDICIAIRE.regles, now, 'TENUE');
    const scelle = await tx.sceller(MesureRow, { id, autoriteSaisieMotifs: motifs }, enfantId);
    await tx.query('UPDATE ase.mesure SET autorite_saisie_le = $2, autorite_saisie_motifs = $3 WHERE id = $1', [
      ...[id, now, scelle.autoriteSaisieMotifs],
    ]);
    return {
      reponse: { id },
      ecritures: [],
      evenements: [{ type: 'accueil-urgence.autorite-saisie', sujetId: id, portee: { collectivite, tribunal } }],
      objet: { type: 'Mesure', id },
    };
  },
});
