import { defineAct } from '../../act';
import { controlerPlausible } from '../../domain/controle';
import { HubError, RefusError } from '../../domain/errors';
import { cloreEcheances, ouvrirEcheance, tenueAussitot } from '../../platform/echeances';
import type { AccuseReception } from '../../published/accuse-reception.type';
import { isUuid } from '../../published/connection';
import type { FixerAudienceInput as Audience } from './audience.input';
import { debutDuJour, jourAuTribunal } from './jour-au-tribunal';
import { parquetSaisissant } from './parquet-saisissant';

const VERROUILLER = `
  SELECT r.reference, r.collectivite, r.enfant_id "enfantId", r.recue_au_greffe_le "recueLe", r.audience_le "audienceLe"
  FROM justice.requete r WHERE r.id = $1 AND r.tj = $2 FOR UPDATE`;
const FIXER = `
  UPDATE justice.requete SET audience_le = $2, convocations_le = coalesce($3, CASE WHEN audience_le = $2 THEN convocations_le END),
    audience_lieu = $4
  WHERE id = $1`;

interface Requete {
  readonly reference: string;
  readonly collectivite: string;
  readonly enfantId: string;
  readonly recueLe: Date;
  readonly audienceLe: Date | null;
}

/**
 * The judge fixes when he hears the parties: the summons leave eight days before at least (J17, CPC 1188), the file is read
 * until the eve (J24, CPC 1187). Fixed again for another day, both are counted again.
 */
export const fixerAudience = defineAct<Audience, AccuseReception>({
  name: 'fixerAudience',
  roles: ['juge'],
  scope: 'decision:notifier',
  controler: (c, { idempotencyKey, audienceLe, lieu, convocationsLe }, actor) => {
    c.texte(['idempotencyKey'], idempotencyKey);
    if (controlerPlausible(c, ['audienceLe'], audienceLe)) c.depart(['audienceLe'], audienceLe, 'J17');
    c.longueur(['lieu'], lieu);
    c.passe(['convocationsLe'], convocationsLe);
    if (convocationsLe && convocationsLe > jourAuTribunal(audienceLe, actor.territoire ?? ''))
      c.refuser(['convocationsLe'], 'DATE_INVALIDE', "convocationsLe : les convocations précèdent l'audience.");
  },
  perform: async (tx, { requeteId, audienceLe, lieu = null, convocationsLe = null }, contexte) => {
    const { actor, newId, now, empreinte } = contexte;
    const tj = actor.territoire ?? '';
    const [requete] = isUuid(requeteId) ? await tx.query<Requete>(VERROUILLER, [requeteId, tj]) : [];
    if (!requete) throw new HubError('NOT_FOUND');
    const { reference, collectivite, enfantId, recueLe } = requete;
    const audience = new Date(audienceLe);
    if (audience < recueLe) throw refus("audienceLe : l'audience précède la requête.");
    const deplacee = requete.audienceLe?.getTime() !== audience.getTime();
    if (deplacee) await cloreEcheances(tx, requeteId, ['J17', 'J24'], now, 'SANS_OBJET');
    const convoquees = convocationsLe === null ? undefined : debutDuJour(convocationsLe, tj);
    if (!deplacee && convoquees) await cloreEcheances(tx, requeteId, ['J17'], convoquees, 'TENUE');
    await tx.query(FIXER, [requeteId, audience, convocationsLe, lieu]);
    const commun = {
      sujetId: requeteId,
      sujetType: 'RequeteJuge',
      collectivite,
      territoire: tj.slice(2),
      now,
    } as const;
    const ouvrir = (regle: 'J17' | 'J24') =>
      ouvrirEcheance(newId, { ...commun, regle, depart: audience, acteur: actor.institution });
    const j17 = ouvrir('J17');
    const delais = deplacee ? [convoquees ? tenueAussitot(j17, convoquees) : j17, ouvrir('J24')] : [];
    const saisissant = await parquetSaisissant(tx, { tj, enfantId, requeteId });
    return {
      reponse: {
        ...{ id: requeteId, reference, recueLe: now.toISOString(), empreinte },
        echeances: delais.map(({ publiee }) => publiee),
      },
      ecritures: delais.map(({ ecriture }) => ecriture),
      evenements: deplacee
        ? [{ type: 'audience.fixee', sujetId: requeteId, portee: { collectivite, tribunal: tj, ...saisissant } }]
        : [],
      objet: { type: 'RequeteJuge', id: requeteId },
    };
  },
});

function refus(message: string): RefusError {
  return new RefusError([{ path: ['audienceLe'], code: 'DATE_INVALIDE', message }]);
}
