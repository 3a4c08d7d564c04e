import { defineAct } from '../../../act';
import { collectiviteAse } from '../../../domain/collectivites';
import {
  COLLECTIVITE_ABSENTE,
  controlerTransmission,
  depuisReception,
  voieVers,
} from '../../../published/transmission';
import { exigerTransition, verrouiller } from './avancer';
import type { Avancement } from './avancement';
import { confierAuHub } from './confier-au-hub';
import type { ReorienterInput } from './cycle.input';
import { partir } from './partir';
import { MOTIF_MAX } from './passage';
import { transferer } from './transferer';

/**
 * Another collectivité is competent: its CRIP receives the information through the hub, or through the other hub that
 * serves it (decision 0030), or by a way that R221-7 admits, whose proof is kept. The parents are told of it (CASF L221-3,
 * R221-5).
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
    const information = await verrouiller(tx, informationId, contexte);
    exigerTransition(information, 'reorienter');
    const destination = {
      institution: `crip-${vers}`,
      collectivite: vers,
      transmission,
      absente: COLLECTIVITE_ABSENTE,
    };
    const { parHub, hub, ...voie } = await voieVers(tx, destination, depuisReception(information), contexte.now);
    if (hub !== null) return confierAuHub(tx, information, { hub, vers, motif }, contexte);
    const arrivee = parHub ? await transferer(tx, information, vers, contexte) : null;
    const remise = { arriveeId: arrivee?.id ?? null, referenceArrivee: arrivee?.reference ?? null, vers, ...voie };
    const issue = await partir(tx, information, { ...remise, motif }, contexte);
    return {
      ...issue,
      ecritures: [...issue.ecritures, ...(arrivee?.ecritures ?? [])],
      evenements: [...issue.evenements, ...(arrivee?.evenements ?? [])],
      objet: [information, ...(arrivee ? [arrivee] : [])].map(({ id }) => ({ type: 'InformationPreoccupante', id })),
    };
  },
});
