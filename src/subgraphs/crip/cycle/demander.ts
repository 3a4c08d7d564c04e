import { defineAct } from '../../../act';
import { RECIT_MAX } from '../../../domain/controle';
import type { NatureDemande } from '../../../domain/suites';
import { ecrire } from '../../../platform/database';
import type { AccuseReception } from '../../../published/accuse-reception.type';
import { relier } from '../relier';
import { avancer, verrouiller } from './avancer';
import type { DemanderInput } from './cycle.input';
import { DemandeRow } from './evaluation.entity';
import { exigerPartenaire } from './partenaire-connu';

/** The CRIP asks another institution. Being asked about a child gives it a live relation to that child. */
export function demander(name: string, nature: NatureDemande) {
  return defineAct<DemanderInput, AccuseReception>({
    name,
    roles: ['crip'],
    scope: 'ip:traiter',
    controler: (c, { idempotencyKey, destinataire, question }) => {
      c.texte(['idempotencyKey'], idempotencyKey);
      c.texte(['destinataire'], destinataire);
      c.texte(['question'], question, RECIT_MAX);
    },
    perform: async (tx, { informationId, destinataire, question }, contexte) => {
      const { newId, now, empreinte } = contexte;
      const information = await verrouiller(tx, informationId, contexte);
      const avancee = await avancer(tx, information, name, contexte);
      await exigerPartenaire(tx, destinataire, ['college', 'dsden', 'hopital', 'parquet'], ['destinataire']);
      const { collectivite, reference, enfantId } = information;
      await relier(tx, [destinataire], [enfantId], now);
      const id = newId();
      return {
        reponse: { id, reference, recueLe: now.toISOString(), empreinte, echeances: [] },
        ecritures: [
          ...avancee.ecritures,
          ecrire(DemandeRow, {
            ...{ id, informationId: information.id, reference, enfantId, collectivite, nature, destinataire },
            ...{ question, demandeeLe: now },
            ...{ reponse: null, reponduePar: null, repondueLe: null },
          }),
        ],
        evenements: [{ type: 'demande.adressee', sujetId: id, portee: { collectivite, destinataire } }],
        objet: { type: 'Demande', id },
      };
    },
  });
}
