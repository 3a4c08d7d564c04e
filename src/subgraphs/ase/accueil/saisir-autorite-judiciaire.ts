import { defineAct } from '../../../act';
import { INFORMATIONS_DUES } from '../../../domain/accueil-urgence';
import { RECIT_MAX } from '../../../domain/controle';
import { regleMesure } from '../../../domain/mesures-ase';
import { refus } from '../../../domain/errors';
import { cloreEcheances } from '../../../platform/echeances';
import { verrouillerMesure, type MesureChangee } from '../mesures/verrouiller-mesure';
import type { SaisirAutoriteJudiciaireInput } from './urgence.input';
import { MesureRow } from '../mesures/mesure.entity';

/** The five days or the 72 hours were those to seize it: the child stays until it decides (C. civ. 375-5). */
const SAISIE = `
  UPDATE ase.mesure SET autorite_saisie_le = $2, autorite_saisie_motifs = $3, terme = CASE WHEN $4 THEN NULL ELSE terme END
  WHERE id = $1`;

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
    const { regles } = INFORMATIONS_DUES.AUTORITE_JUDICIAIRE;
    const enDecidera = (await cloreEcheances(tx, id, regles, now, 'TENUE')) > 0;
    const scelle = await tx.sceller(MesureRow, { id, autoriteSaisieMotifs: motifs }, enfantId);
    await tx.query(SAISIE, [id, now, scelle.autoriteSaisieMotifs, enDecidera]);
    return {
      reponse: { id },
      ecritures: [],
      evenements: [{ type: 'accueil-urgence.autorite-saisie', sujetId: id, portee: { collectivite, tribunal } }],
      objet: { type: 'Mesure', id },
    };
  },
});
