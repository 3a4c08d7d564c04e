import { defineAct } from '../../act';
import { RECIT_MAX } from '../../domain/controle';
import { ecrire } from '../../platform/database';
import { newReference } from '../../platform/reference';
import type { AccuseReception } from '../../published/accuse-reception.type';
import { controlerDesignation, controlerMagistrat, controlerTribunal } from './controler-ordonnance';
import { designer } from './designer-enfant';
import { echeancesEcrites } from './echeances-ecrites';
import type { TransmettreSoitTransmisInput } from './parquet.input';
import { SoitTransmisRow } from './soit-transmis.entity';

/** The procureur asks the CRIP for an evaluation, an opinion or a check: an information received, with its clock. */
export const transmettreSoitTransmis = defineAct<TransmettreSoitTransmisInput, AccuseReception>({
  name: 'transmettreSoitTransmis',
  roles: ['parquet'],
  scope: 'soit-transmis:transmettre',
  controler: (c, envoi, actor) => {
    c.texte(['idempotencyKey'], envoi.idempotencyKey);
    controlerTribunal(c, envoi.tj, actor);
    c.identifiant(['numeroParquet'], 'numeroParquet', envoi.numeroParquet);
    controlerMagistrat(c, envoi.magistrat);
    c.texte(['texte'], envoi.texte, RECIT_MAX);
    controlerDesignation(c, envoi);
  },
  perform: async (tx, envoi, contexte) => {
    const { actor, newId, now, empreinte, registres } = contexte;
    const { objet, confidentiel } = envoi;
    const { enfantId, collectivite } = await designer(tx, envoi, contexte);
    const id = newId();
    const reference = newReference('ST');
    const texte = confidentiel ? `Soit-transmis ${reference}, réservé à la CRIP.` : envoi.texte;
    const recu = { soitTransmisId: id, enfantId, collectivite, objet, texte };
    const information = await registres.recevoirSoitTransmis(tx, recu, contexte);
    return {
      reponse: {
        ...{ id, reference, recueLe: now.toISOString(), empreinte },
        echeances: echeancesEcrites(information.ecritures),
      },
      ecritures: [
        ecrire(SoitTransmisRow, {
          ...{ id, reference, tj: actor.institution, collectivite, enfantId, objet, confidentiel, empreinte },
          numeroParquet: envoi.numeroParquet.replace(/[\s.-]/g, ''),
          informationId: information.informationId,
          magistrat: envoi.magistrat,
          texte: envoi.texte,
          reponseAttendueLe: envoi.reponseAttendueLe ?? null,
          transmisLe: now,
        }),
        ...information.ecritures,
      ],
      evenements: [
        { type: 'soit-transmis.recu', sujetId: id, portee: { collectivite, tribunal: actor.institution } },
        ...information.evenements,
      ],
      objet: { type: 'SoitTransmis', id },
    };
  },
});
