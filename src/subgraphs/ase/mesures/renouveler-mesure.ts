import { defineAct } from '../../../act';
import { controlerPlausible } from '../../../domain/controle';
import {
  CONTRAT_REQUIS,
  contratManquant,
  estJeuneMajeur,
  finDeDroit,
  regleMesure,
  termeMaximal,
} from '../../../domain/mesures-ase';
import { refus } from '../../../domain/errors';
import { ecrire } from '../../../platform/database';
import { cloreEcheances, ouvrirEcheance } from '../../../platform/echeances';
import { consentementDe, controlerAccords } from './controler-accords';
import { finDeMesure, midi } from './inscrire-mesure';
import { RenouvellementRow } from './mesure.entity';
import type { RenouvelerMesureInput } from './mesure.input';
import { changee, verrouillerMesure, type Mesure, type MesureChangee } from './verrouiller-mesure';

/** An administrative measure goes on in the same form, for a year at most each time (CASF L223-5 al. 1). */
export const renouvelerMesure = defineAct<RenouvelerMesureInput, MesureChangee>({
  name: 'renouvelerMesure',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler: (c, input) => {
    c.texte(['idempotencyKey'], input.idempotencyKey);
    controlerPlausible(c, ['terme'], input.terme);
    controlerPlausible(c, ['finAnneeScolaire'], input.finAnneeScolaire);
    const jeune = input.accords.length > 0 && input.accords.every(({ qualite }) => qualite === 'JEUNE');
    controlerAccords(c, input, jeune);
  },
  perform: async (tx, input, contexte) => {
    const { newId, now } = contexte;
    const mesure = await verrouillerMesure(tx, input.mesureId, contexte);
    const { id, nature, collectivite, renouvellements, dateNaissance } = mesure;
    const ancienTerme = exigerRenouvelable(mesure, input);
    const depart = midi(ancienTerme);
    const fin = ouvrirEcheance(newId, {
      ...finDeMesure(depart, input.terme, collectivite),
      ...{ sujetId: id, sujetType: 'Mesure', collectivite, now },
    });
    await cloreEcheances(tx, id, ['A9'], now, 'TENUE');
    await tx.query(
      `UPDATE ase.mesure SET terme = $2, majeur_le = $3, renouvellements = renouvellements + 1,
         jeune_majeur = jeune_majeur || jsonb_strip_nulls(jsonb_build_object('finAnneeScolaire', $4::text)) WHERE id = $1`,
      [
        ...[id, input.terme, dateNaissance === null ? null : finDeDroit(nature, dateNaissance, input.terme)],
        input.finAnneeScolaire ?? null,
      ],
    );
    return {
      ...changee(mesure),
      ecritures: [
        ecrire(
          RenouvellementRow,
          {
            ...{ id: newId(), mesureId: id, rang: renouvellements + 1, ancienTerme, prolongation: false },
            ...{ terme: input.terme, le: now, consentement: consentementDe(input) },
          },
          mesure.enfantId,
        ),
        fin.ecriture,
      ],
    };

    function exigerRenouvelable({ terme }: Mesure, { accords, contrat }: typeof input): string {
      const { base, article } = regleMesure(nature);
      if (base !== 'administrative' || terme === null)
        throw refus(
          ['mesureId'],
          'ARTICLE_CONTRAIRE',
          `seules les mesures administratives se renouvellent ainsi ; celle-ci relève de : ${article}.`,
        );
      if (accords.some(({ qualite }) => (qualite === 'JEUNE') !== estJeuneMajeur(nature)))
        throw refus(
          ['accords'],
          'ARTICLE_CONTRAIRE',
          `la mesure est renouvelée dans les mêmes formes (CASF L223-5 al. 1).`,
        );
      if (contratManquant(nature, contrat)) throw refus(['contrat'], 'CHAMP_REQUIS', CONTRAT_REQUIS);
      if (input.terme <= terme)
        throw refus(['terme'], 'DATE_INVALIDE', `le nouveau terme ne suit pas celui du ${terme}.`);
      const limite = termeMaximal(nature, terme, dateNaissance, input.finAnneeScolaire ?? null);
      if (limite !== null && input.terme > limite)
        throw refus(['terme'], 'ARTICLE_CONTRAIRE', `un an au plus, jusqu'au ${limite} (CASF L223-5 al. 1, L222-5).`);
      return terme;
    }
  },
});
