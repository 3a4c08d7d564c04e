import { defineAct } from '../../../act';
import { collectiviteAse } from '../../../domain/collectivites';
import { ecrire } from '../../../platform/database';
import {
  COLLECTIVITE_ABSENTE,
  controlerTransmission,
  depuisReception,
  voieVers,
} from '../../../published/transmission';
import { avancer, verrouiller } from './avancer';
import { issueDe, type Avancement } from './avancement';
import { InformationParentsRow } from './cycle.entity';
import type { ReorienterInput } from './cycle.input';
import { MOTIF_MAX } from './passage';
import { transferer } from './transferer';
import { TransfertRow } from './transfert.entity';

/**
 * Another collectivité is competent: its CRIP receives the information through the hub or, when it is not registered
 * there, by a way that R221-7 admits, whose proof is kept. The parents are told of it (CASF L221-3, R221-5).
 */
export const reorienter = defineAct<ReorienterInput, Avancement>({
  name: 'reorienter',
  roles: ['crip'],
  scope: 'ip:traiter',
  controler: (c, { idempotencyKey, collectivite, motif, transmission }, actor) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    c.texte(['motif'], motif, MOTIF_MAX);
    if (!collectiviteAse(collectivite))
      c.refuser(['collectivite'], 'INCONNU', 'collectivite : aucune collectivité de ce code n’exerce l’ASE.');
    if (collectivite === actor.territoire)
      c.refuser(['collectivite'], 'VALEUR_INVALIDE', 'collectivite : la vôtre ne peut pas être celle de destination.');
    controlerTransmission(c, transmission);
  },
  perform: async (tx, { informationId, collectivite: vers, motif, transmission }, contexte) => {
    const { newId, now } = contexte;
    const information = await verrouiller(tx, informationId, contexte);
    const avancee = await avancer(tx, information, 'reorienter', contexte, { motif: `${vers} : ${motif}` });
    const destination = { institution: `crip-${vers}`, transmission, absente: COLLECTIVITE_ABSENTE };
    const { parHub, ...voie } = await voieVers(tx, destination, depuisReception(information), now);
    const arrivee = parHub ? await transferer(tx, information, vers, contexte) : null;
    const { id, reference, collectivite, enfantId } = information;
    const issue = issueDe(information, avancee, contexte);
    return {
      ...issue,
      ecritures: [
        ...issue.ecritures,
        ...(arrivee?.ecritures ?? []),
        ecrire(TransfertRow, {
          ...{ id: newId(), enfantId, informationId: id, arriveeId: arrivee?.id ?? null, de: collectivite, vers },
          ...{ referenceDepart: reference, referenceArrivee: arrivee?.reference ?? null },
          ...voie,
        }),
        ecrire(InformationParentsRow, {
          ...{ id: newId(), informationId: id, objet: 'TRANSFERT', informes: null, motif: null, le: null },
        }),
      ],
      evenements: [...issue.evenements, ...(arrivee?.evenements ?? [])],
      objet: [
        { type: 'InformationPreoccupante', id },
        ...(arrivee ? [{ type: 'InformationPreoccupante', id: arrivee.id }] : []),
      ],
    };
  },
});
