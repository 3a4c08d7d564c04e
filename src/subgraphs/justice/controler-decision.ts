import type { Actor } from '../../auth/actor';
import type { Jour } from '../../domain/calendar';
import { RECIT_MAX, type Controle } from '../../domain/controle';
import { enVigueur } from '../../domain/deadlines';
import { ligneDecision, moisMaximum } from '../../domain/mesures-judiciaires';
import { controlerAccueil, controlerMagistrat } from './controler-ordonnance';
import { controlerParties, PRECEDE } from './controler-parties';
import type { NotifierDecisionInput as Decision } from './decision.input';
import { jourAuTribunal } from './jour-au-tribunal';

const LEVEES_MAX = 20;
const MOTIF_MAX = 2_000;
/** Until majority. */
const MOIS_MAX = 216;
/** CPC 1185 al. 1. */
const MOIS_PROVISOIRE = 6;

/** Every rule that a decision breaks by itself, with its article. */
export function controlerDecision(c: Controle, decision: Decision, actor: Actor): void {
  const le = jourAuTribunal(decision.rendueLe, actor.territoire ?? '');
  c.texte(['idempotencyKey'], decision.idempotencyKey);
  controlerMagistrat(c, decision.magistrat);
  c.longueur(['motifs'], decision.motifs, RECIT_MAX);
  c.passe(['rendueLe'], decision.rendueLe);
  c.depart(['rendueLe'], decision.rendueLe, 'J4');
  controlerAccueil(c, decision);
  controlerProvisoire(c, decision);
  controlerDuree(c, decision, le);
  controlerNature(c, decision, le);
  controlerAudition(c, decision, le);
  controlerNotification(c, decision, le);
}

function controlerProvisoire(c: Controle, { nature, provisoire, sansAudience }: Decision): void {
  const { effet } = ligneDecision(nature);
  if (provisoire && (effet === 'TERMINE' || effet === 'RENOUVELLE'))
    c.refuser(['provisoire'], 'VALEUR_INVALIDE', 'provisoire : cette décision met fin à une mesure ou la renouvelle.');
  if (sansAudience && !provisoire)
    c.refuser(
      ['sansAudience'],
      'ARTICLE_CONTRAIRE',
      'sansAudience : seule une mesure provisoire est prise sans audience, en urgence (C. civ. 375-5, CPC 1184 al. 2).',
    );
}

function controlerDuree(c: Controle, decision: Decision, le: Jour): void {
  const { nature, mois = null, provisoire, difficultesChroniques, rendueLe } = decision;
  const { duree, dureeRequise, parService, article, effet } = ligneDecision(nature);
  if (duree !== null) c.depart(['rendueLe'], rendueLe, duree);
  if (mois === null) {
    if (dureeRequise === true && !provisoire)
      c.refuser(['mois'], 'CHAMP_REQUIS', 'mois : la décision fixe la durée de la mesure (C. civ. 375).');
    return;
  }
  // The measure that is renewed has its own bound: read with it.
  const longue = effet === 'RENOUVELLE' || (difficultesChroniques === true && !provisoire && parService === true);
  if (duree === null) c.refuser(['mois'], 'VALEUR_INVALIDE', 'mois : cette décision n’a pas de durée.');
  else if (mois < 1) c.refuser(['mois'], 'VALEUR_INVALIDE', 'mois : un nombre de mois, au moins un, est attendu.');
  else if (provisoire && mois > MOIS_PROVISOIRE)
    c.refuser(['mois'], 'ARTICLE_CONTRAIRE', 'mois : six mois au plus pour une mesure provisoire (CPC 1185 al. 1).');
  else if (enVigueur(duree, le)) {
    const limite = (longue ? null : moisMaximum(duree, le)) ?? MOIS_MAX;
    if (mois > limite)
      c.refuser(['mois'], 'ARTICLE_CONTRAIRE', `mois : ${String(limite)} mois au plus (C. civ. 375, ${article}).`);
  }
}

function controlerNature(c: Controle, decision: Decision, le: Jour): void {
  const { nature, evaluationTiersRealisee, violencesAlleguees } = decision;
  const { accueil, serviceDesigne, effet } = ligneDecision(nature);
  if (accueil === true && !decision.confieA)
    c.refuser(['confieA'], 'CHAMP_REQUIS', "confieA : la décision désigne à qui l'enfant est confié.");
  if (serviceDesigne === true && !decision.confieA)
    c.refuser(
      ['confieA'],
      'CHAMP_REQUIS',
      'confieA : le juge désigne la personne qualifiée ou le service chargé de la mesure (C. civ. 375-2).',
    );
  if (evaluationDue(decision, le) && evaluationTiersRealisee !== true)
    c.refuser(
      ['evaluationTiersRealisee'],
      'ARTICLE_CONTRAIRE',
      "evaluationTiersRealisee : sauf urgence, l'accueil par un proche ou un tiers est évalué d'abord, et l'enfant entendu (C. civ. 375-3).",
    );
  if (effet === 'RENOUVELLE' && !decision.decisionRenouveleeId)
    c.refuser(['decisionRenouveleeId'], 'CHAMP_REQUIS', 'decisionRenouveleeId : indiquez la décision renouvelée.');
  if (effet !== 'RENOUVELLE' && decision.decisionRenouveleeId)
    c.refuser(['decisionRenouveleeId'], 'VALEUR_INVALIDE', 'decisionRenouveleeId : réservé à un renouvellement.');
  if (effet === 'RENOUVELLE' && !decision.motifs?.trim())
    c.refuser(['motifs'], 'MOTIF_REQUIS', 'motifs : le renouvellement est motivé (C. civ. 375).');
  controlerLevees(c, decision);
  if (nature === 'MEDIATION_FAMILIALE' && violencesAlleguees !== false)
    c.refuser(
      ['violencesAlleguees'],
      violencesAlleguees === true ? 'ARTICLE_CONTRAIRE' : 'CHAMP_REQUIS',
      'violencesAlleguees : pas de médiation si des violences sont alléguées ou en cas d’emprise manifeste (C. civ. 375-4-1).',
    );
}

/** Entrusted to a service or an institution, except in urgency: since that law, another home is considered first. */
function evaluationDue({ nature, urgence }: Decision, le: Jour): boolean {
  const { evaluationTiersDepuis } = ligneDecision(nature);
  return evaluationTiersDepuis !== undefined && le >= evaluationTiersDepuis && urgence !== true;
}

/** Discernment has no age in the text: the judge says that the child was heard, or why not (C. civ. 375-1, 375-3). */
function controlerAudition(c: Controle, decision: Decision, le: Jour): void {
  const { auditionEnfant, motifSansAudition } = decision;
  c.longueur(['motifSansAudition'], motifSansAudition, MOTIF_MAX);
  if (auditionEnfant === false && !motifSansAudition?.trim())
    c.refuser(
      ['motifSansAudition'],
      'MOTIF_REQUIS',
      "motifSansAudition : l'enfant capable de discernement est entendu seul par le juge (C. civ. 375-1) ; dites pourquoi il ne l'a pas été.",
    );
  if (auditionEnfant !== false && motifSansAudition)
    c.refuser(
      ['motifSansAudition'],
      'VALEUR_INVALIDE',
      "motifSansAudition : réservé au cas où l'enfant n'a pas été entendu (auditionEnfant).",
    );
  if (evaluationDue(decision, le) && typeof auditionEnfant !== 'boolean')
    c.refuser(
      ['auditionEnfant'],
      'CHAMP_REQUIS',
      "auditionEnfant : sauf urgence, dites si l'enfant a été entendu avant d'être confié à un service ou à un établissement (C. civ. 375-3).",
    );
}

function controlerLevees(c: Controle, { nature, decisionsLevees }: Decision): void {
  if (!decisionsLevees) return;
  if (nature !== 'MAINLEVEE')
    c.refuser(['decisionsLevees'], 'VALEUR_INVALIDE', 'decisionsLevees : réservé à une mainlevée.');
  else if (decisionsLevees.length === 0 || decisionsLevees.length > LEVEES_MAX)
    c.refuser(
      ['decisionsLevees'],
      'VALEUR_INVALIDE',
      `decisionsLevees : de une à ${String(LEVEES_MAX)} décisions ; sans ce champ, toutes celles de l'enfant sont levées.`,
    );
}

/** To whom a decision was already notified, and what that lets one say. */
function controlerNotification(c: Controle, decision: Decision, le: Jour): void {
  const { notifieeAuxParties: parties, toutesPartiesNotifiees, avisAuProcureurLe } = decision;
  controlerParties(c, parties ?? [], ['notifieeAuxParties']);
  parties?.forEach((partie, i) => {
    if (partie.le < le) c.refuser(['notifieeAuxParties', String(i), 'le'], 'DATE_INVALIDE', PRECEDE);
  });
  if (toutesPartiesNotifiees === true && !parties?.length)
    c.refuser(['toutesPartiesNotifiees'], 'VALEUR_INVALIDE', 'toutesPartiesNotifiees : aucune partie n’est nommée.');
  c.passe(['avisAuProcureurLe'], avisAuProcureurLe);
  if (avisAuProcureurLe && avisAuProcureurLe < le)
    c.refuser(['avisAuProcureurLe'], 'DATE_INVALIDE', "avisAuProcureurLe : l'avis précède la décision.");
}
