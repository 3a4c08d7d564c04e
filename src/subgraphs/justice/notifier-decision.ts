import { defineAct, type Contexte } from '../../act';
import { HubError } from '../../domain/errors';
import {
  delaisDeDecision,
  finALaMajorite,
  ligneDecision,
  NATURES_QUI_STATUENT,
  termeDeMesure,
  type DecisionDatee,
} from '../../domain/mesures-judiciaires';
import { exigerMineur } from '../../domain/minorite';
import { ecrire, type Tx } from '../../platform/database';
import { cloreEcheances, ouvrirEcheance, tenueAussitot } from '../../platform/echeances';
import { jourDe } from '../../platform/echeances-calcul';
import { newReference } from '../../platform/reference';
import type { AccuseReception } from '../../published/accuse-reception.type';
import { isUuid } from '../../published/connection';
import { controlerDecision } from './controler-decision';
import { DecisionRow, type ContenuDecision } from './decision.entity';
import type { NotifierDecisionInput as Decision } from './decision.input';
import { echeancesEcrites } from './echeances-ecrites';
import { debutDuJour } from './jour-au-tribunal';
import { dernierJour, noterParties } from './noter-parties';
import { parquetSaisissant } from './parquet-saisissant';
import { refuserDecisionDejaNotifiee, requeteRepondue } from './requete-repondue';
import { decisionsRemplacees, mesureRenouvelee } from './remplacer-decisions';

/**
 * The juge des enfants rules. The decision opens its clocks, keeps that of the requête (J2), takes the place of what it
 * replaces, and the ASE follows the measure that it orders.
 */
export const notifierDecision = defineAct<Decision, AccuseReception>({
  name: 'notifierDecision',
  roles: ['juge'],
  scope: 'decision:notifier',
  controler: controlerDecision,
  perform: async (tx, decision, contexte) => {
    const { newId, now, empreinte, registres } = contexte;
    const { nature, provisoire, sansAudience, mois = null } = decision;
    const { enfantId, collectivite, dateNaissance, tj, requeteId } = await situer(tx, decision, contexte);
    const rendueLe = new Date(decision.rendueLe);
    const le = jourDe(rendueLe, collectivite, tj.slice(2));
    exigerMineur(['enfantId'], dateNaissance, le, 'ASSISTANCE_EDUCATIVE');
    const natureMesure = await mesureRenouvelee(tx, decision, { tj, le });
    await refuserDecisionDejaNotifiee(tx, decision, { tj, natureMesure, le, requeteId });
    const datee: DecisionDatee = { nature: natureMesure, le, provisoire, sansAudience, mois, naissance: dateNaissance };
    const id = newId();
    const reference = newReference('DJ');
    if (requeteId !== null && NATURES_QUI_STATUENT.includes(nature))
      await cloreEcheances(tx, requeteId, ['J2'], rendueLe, 'TENUE');
    const fin = await decisionsRemplacees(tx, { ...decision, natureMesure, tj, rendueLe, collectivite }, contexte);
    const { effet } = ligneDecision(natureMesure);
    const terme = termeDeMesure(datee);
    const mesure =
      effet === 'OUVRE'
        ? await registres.ouvrirMesure(
            tx,
            {
              ...{ decisionId: id, enfantId, collectivite, tribunal: tj, nature: natureMesure, debut: rendueLe, terme },
              ...{ confieA: decision.confieA?.nom, lieuSecret: decision.lieuAnonyme === true, dateNaissance },
              renouvelle: fin.renouvelle,
            },
            contexte,
          )
        : { ecritures: [], evenements: [] };
    const saisissant = await parquetSaisissant(tx, { tj, enfantId, requeteId });
    const parties = decision.notifieeAuxParties ?? [];
    const commun = { sujetId: id, sujetType: 'DecisionJuge', collectivite, territoire: tj.slice(2), now } as const;
    const notifiee = decision.toutesPartiesNotifiees === true ? dernierJour(parties) : undefined;
    const majorite = finALaMajorite(dateNaissance);
    const delais = [
      ...delaisDeDecision(datee).map((delai) => {
        const acteur = contexte.actor.institution;
        const ouverte = ouvrirEcheance(newId, { ...commun, depart: rendueLe, acteur, fin: majorite, ...delai });
        const faite = delai.regle === 'J16' && notifiee !== undefined;
        return faite ? tenueAussitot(ouverte, debutDuJour(notifiee, tj)) : ouverte;
      }),
      // The event that the hub sends to the procureur is the avis that he is owed (CPC 1190).
      ouvrirEcheance(newId, { ...commun, regle: 'J14', depart: decision.avisAuProcureurLe ?? now }),
    ];
    const appels = noterParties({ id, tj, collectivite, natureMesure }, parties, contexte);
    return {
      reponse: {
        ...{ id, reference, recueLe: now.toISOString(), empreinte },
        echeances: [...delais.map(({ publiee }) => publiee), ...appels.publiees, ...echeancesEcrites(mesure.ecritures)],
      },
      ecritures: [
        ecrire(DecisionRow, {
          ...{ id, reference, tj, collectivite, enfantId, requeteId, nature, natureMesure, rendueLe, provisoire },
          ...{ sansAudience, mois, terme, decisionRenouveleeId: decision.decisionRenouveleeId ?? null },
          ...{ prolongeeLe: null, prolongeeJusquAu: null, avisDuProcureurLe: null, finLe: null },
          ...{ contenu: contenuDe(decision), transmiseLe: now, empreinte },
        }),
        ...[...delais.map(({ ecriture }) => ecriture), ...appels.ecritures],
        ...[...fin.ecritures, ...mesure.ecritures],
      ],
      evenements: [
        { type: 'decision.notifiee', sujetId: id, portee: { collectivite, tribunal: tj, ...saisissant } },
        ...[...fin.evenements, ...mesure.evenements],
      ],
      objet: { type: 'DecisionJuge', id },
    };
  },
});

/** The child that the judge knows, and the requête of his court that this answers. */
async function situer(tx: Tx, decision: Decision, contexte: Contexte) {
  const { enfantId } = decision;
  const { actor, registres } = contexte;
  const tj = actor.territoire ?? '';
  const enfant = isUuid(enfantId) ? await registres.enfantConnu(tx, enfantId, undefined, contexte) : undefined;
  if (!enfant) throw new HubError('NOT_FOUND');
  const requete = await requeteRepondue(tx, decision, tj);
  const arrivee = await registres.enCharge(tx, enfant.id);
  // A requête received since then names the collectivité that it is about.
  const requise = requete && !(arrivee && requete.recueLe < arrivee.depuis) ? requete.collectivite : undefined;
  const collectivite = requise ?? arrivee?.collectivite ?? enfant.collectivite;
  return { ...enfant, enfantId: enfant.id, tj, collectivite, requeteId: requete?.id ?? null };
}

function contenuDe(decision: Decision): ContenuDecision {
  const { magistrat, motifs, confieA, droitsParents, evaluationTiersRealisee, urgence } = decision;
  const { auditionEnfant, motifSansAudition, lieuAnonyme } = decision;
  return {
    ...{ magistrat, motifs, confieA, droitsParents, evaluationTiersRealisee, urgence },
    ...{ auditionEnfant, motifSansAudition, lieuAnonyme },
  };
}
