import type { Actor } from '../../auth/actor';
import { FUSEAU_METROPOLE, jourLocal, type Jour } from '../../domain/calendar';
import { lieuDe, parseTerritoire } from '../../domain/calendar-lieux';
import { RECIT_MAX, type Controle } from '../../domain/controle';
import { enVigueur } from '../../domain/deadlines';
import { ligneDecision, moisMaximum } from '../../domain/mesures-judiciaires';
import { controlerAccueil, controlerMagistrat } from './controler-ordonnance';
import type { NotificationPartieInput, NotifierDecisionInput as Decision } from './decision.input';

const PARTIES_MAX = 50;
const LEVEES_MAX = 20;
/** Until majority. */
const MOIS_MAX = 216;
/** CPC 1185 al. 1. */
const MOIS_PROVISOIRE = 6;

/** Every rule that a decision breaks by itself, with its article. */
export function controlerDecision(c: Controle, decision: Decision, actor: Actor): void {
  const le = jourAuTribunal(decision.rendueLe, actor);
  c.texte(['idempotencyKey'], decision.idempotencyKey);
  controlerMagistrat(c, decision.magistrat);
  c.longueur(['motifs'], decision.motifs, RECIT_MAX);
  c.passe(['rendueLe'], decision.rendueLe);
  c.depart(['rendueLe'], decision.rendueLe, 'J4');
  controlerAccueil(c, decision);
  controlerProvisoire(c, decision);
  controlerDuree(c, decision, le);
  controlerNature(c, decision, le);
  controlerParties(c, decision.notifieeAuxParties ?? [], ['notifieeAuxParties'], decision.rendueLe.slice(0, 10));
}

/** The day of the court: the law of that day applies. */
function jourAuTribunal(instant: string, { territoire }: Actor): Jour {
  const siege = territoire?.slice(2) ?? '';
  return jourLocal(
    new Date(instant),
    parseTerritoire(siege).ok ? lieuDe({ territoire: siege }).fuseau : FUSEAU_METROPOLE,
  );
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
  const { nature, evaluationTiersRealisee, urgence, violencesAlleguees } = decision;
  const { accueil, evaluationTiersDepuis, effet } = ligneDecision(nature);
  const evaluationDue = evaluationTiersDepuis !== undefined && le >= evaluationTiersDepuis;
  if (accueil === true && !decision.confieA)
    c.refuser(['confieA'], 'CHAMP_REQUIS', "confieA : la décision désigne à qui l'enfant est confié.");
  if (evaluationDue && evaluationTiersRealisee !== true && urgence !== true)
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

/** To whom a decision was notified, when, and where that party lives. */
export function controlerParties(
  c: Controle,
  parties: readonly NotificationPartieInput[],
  path: readonly string[],
  rendueLe: string,
): void {
  if (parties.length > PARTIES_MAX)
    c.refuser(path, 'VALEUR_INVALIDE', `${path.at(-1) ?? ''} : ${String(PARTIES_MAX)} parties au plus.`);
  parties.forEach(({ le, residence }, i) => {
    c.passe([...path, String(i), 'le'], le);
    if (le < rendueLe)
      c.refuser([...path, String(i), 'le'], 'DATE_INVALIDE', 'le : la notification précède la décision.');
    if (!residence || residence === 'ETRANGER') return;
    const lieu = parseTerritoire(residence);
    if (!lieu.ok) c.refuser([...path, String(i), 'residence'], lieu.code, `residence : ${lieu.message}`);
  });
}
