import { defineAct } from '../../act';
import { HubError, RefusError, type CodeRefus } from '../../domain/errors';
import { finALaMajorite } from '../../domain/mesures-judiciaires';
import { prolongerEcheance } from '../../platform/echeances';
import type { AccuseReception } from '../../published/accuse-reception.type';
import { isUuid } from '../../published/connection';
import type { ProlongerMesureProvisoireInput } from './decision.input';
import { parquetSaisissant } from './parquet-saisissant';

const MOIS_MAX = 6;

interface Provisoire {
  reference: string;
  enfantId: string;
  requeteId: string | null;
  collectivite: string;
  provisoire: boolean;
  finie: boolean;
  prolongee: boolean;
}

/** The judge extends a provisional measure once, before its six months end, after the procureur's opinion (CPC 1185 al. 2). */
export const prolongerMesureProvisoire = defineAct<ProlongerMesureProvisoireInput, AccuseReception>({
  name: 'prolongerMesureProvisoire',
  roles: ['juge'],
  scope: 'decision:notifier',
  controler: (c, { idempotencyKey, ordonneeLe, mois, avisDuProcureurLe }) => {
    c.texte(['idempotencyKey'], idempotencyKey);
    c.passe(['ordonneeLe'], ordonneeLe);
    if (mois < 1) c.refuser(['mois'], 'VALEUR_INVALIDE', 'mois : un nombre de mois, au moins un, est attendu.');
    if (mois > MOIS_MAX)
      c.refuser(['mois'], 'ARTICLE_CONTRAIRE', 'mois : la prolongation est de six mois au plus (CPC 1185 al. 2).');
    c.passe(['avisDuProcureurLe'], avisDuProcureurLe);
    if (avisDuProcureurLe > ordonneeLe.slice(0, 10))
      c.refuser(
        ['avisDuProcureurLe'],
        'ARTICLE_CONTRAIRE',
        "avisDuProcureurLe : l'avis du procureur précède la prolongation (CPC 1185 al. 2).",
      );
  },
  perform: async (tx, { decisionId, ordonneeLe, mois, avisDuProcureurLe }, contexte) => {
    const { actor, newId, now, empreinte, registres } = contexte;
    const [decision] = isUuid(decisionId)
      ? await tx.query<Provisoire>(
          `SELECT reference, collectivite, enfant_id "enfantId", requete_id "requeteId", provisoire, fin_le IS NOT NULL finie, prolongee_le IS NOT NULL prolongee
           FROM justice.decision WHERE id = $1 AND tj = $2 FOR UPDATE`,
          [decisionId, actor.territoire],
        )
      : [];
    if (!decision) throw new HubError('NOT_FOUND');
    if (decision.prolongee)
      throw refus('DEJA_FAIT', "cette mesure provisoire a déjà été prolongée, une seule fois l'est.");
    if (!decision.provisoire || decision.finie)
      throw refus('ETAT_INCOMPATIBLE', "cette décision n'est pas une mesure provisoire en cours.");
    const le = new Date(ordonneeLe);
    const enfant = await registres.enfantConnu(tx, decision.enfantId, undefined, contexte);
    const fin = finALaMajorite(enfant?.dateNaissance ?? null);
    const prolongation = { sujetId: decisionId, regle: 'J4', now: le, par: 'J5', duree: { mois }, fin } as const;
    const { ecriture, publiee } = await prolongerEcheance(tx, newId, prolongation);
    await tx.query(
      `UPDATE justice.decision SET prolongee_le = $2, prolongee_jusqu_au = $3, avis_du_procureur_le = $4 WHERE id = $1`,
      [decisionId, le, publiee.dateLimite, avisDuProcureurLe],
    );
    const { reference, collectivite, enfantId, requeteId } = decision;
    const tribunal = actor.territoire ?? '';
    const saisissant = await parquetSaisissant(tx, { tj: tribunal, enfantId, requeteId });
    return {
      reponse: {
        ...{ id: decisionId, reference, recueLe: now.toISOString(), empreinte },
        echeances: [publiee],
      },
      ecritures: [ecriture],
      evenements: [
        { type: 'decision.notifiee', sujetId: decisionId, portee: { collectivite, tribunal, ...saisissant } },
      ],
      objet: { type: 'DecisionJuge', id: decisionId },
    };
  },
});

function refus(code: CodeRefus, message: string): RefusError {
  return new RefusError([{ path: ['decisionId'], code, message: `decisionId : ${message}` }]);
}
