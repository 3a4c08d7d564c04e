import { enToutesLettres, FUSEAU_METROPOLE, type Duree, type Jour } from './calendar';
import type { Augmentation } from './calendar-distance';
import { instantEnToutesLettres } from './calendar-instants';
import { outreMer, type Lieu } from './calendar-lieux';
import { estDateFixe, estImmediate } from './deadline-compute';
import type { DateFixe, FinDeDroit, LigneEcheance } from './deadline-types';
import { ferieAVerifier, type Report } from './jours-feries';

/** `2 ans`, `1 mois et 15 jours`, `48 heures`; `sans délai` when there is no number. */
function phraseDuree({ annees, mois, semaines, jours, heures }: Duree): string {
  const morceaux = [
    quantite(annees, 'an', 'ans'),
    quantite(mois, 'mois', 'mois'),
    quantite(semaines, 'semaine', 'semaines'),
    quantite(jours, 'jour', 'jours'),
    quantite(heures, 'heure', 'heures'),
  ].filter(Boolean);
  return morceaux.length === 0 ? 'sans délai' : morceaux.join(' et ');
}

function quantite(valeur: number | undefined, singulier: string, pluriel: string): string {
  if (valeur === undefined || valeur === 0) return '';
  return `${valeur} ${valeur > 1 ? pluriel : singulier}`;
}

/** `30 avril de l’année suivante`. */
export function phraseDateFixe({ jourAnneeSuivante }: DateFixe): string {
  const [, quantieme, mois] = enToutesLettres(`2000-${jourAnneeSuivante}`).split(' ');
  return `${String(quantieme)} ${String(mois)} de l’année suivante`;
}

/** The length as the text words it. */
export function dureeEnClair({ dureeEnClair: words, avant }: LigneEcheance, duree: Duree | DateFixe): string {
  if (words !== undefined) return words;
  if (estDateFixe(duree)) return `au plus tard le ${phraseDateFixe(duree)}`;
  return avant === true ? `${phraseDuree(duree)} avant` : phraseDuree(duree);
}

export function etapeDepart(ligne: LigneEcheance, depart: Jour, lieu: Lieu): string {
  const compte = ligne.premierJourCompte === true ? ' ; ce jour compte' : ' ; ce jour ne compte pas';
  const sansCompte = estImmediate(ligne.duree) || estDateFixe(ligne.duree);
  return `Point de départ : ${enToutesLettres(depart)} (${ligne.declencheur}, ${heureLocale(lieu)})${sansCompte ? '' : compte}.`;
}

export function etapeDuree(ligne: LigneEcheance, duree: Duree | DateFixe, fixee: Duree | undefined): string {
  return `Durée : ${dureeEnClair(ligne, duree)} (${ligne.article}${origine(ligne, fixee)}).`;
}

function origine(ligne: LigneEcheance, fixee: Duree | undefined): string {
  if (ligne.dureeFixee === undefined) return '';
  if (fixee !== undefined) return ', durée fixée au cas par cas';
  return ligne.maximum === undefined ? ', durée maximale' : ', délai par défaut de la plateforme';
}

export function etapesDistance(augmentation: Augmentation | null | undefined): readonly string[] {
  if (augmentation === undefined) return [];
  if (augmentation === null) return ['Distance : aucune augmentation de ce délai (CPC, art. 643 et 644).'];
  const { mois, motif, article } = augmentation;
  return [`Distance : ${phraseDuree({ mois })} de plus, ${motif} (${article}).`];
}

/** Said when a month or a year ends on a shorter month than it started (CPC, art. 641 al. 2). */
export function etapesQuantieme(depart: Jour, terme: Jour, duree: Duree | DateFixe): readonly string[] {
  if (estDateFixe(duree) || estImmediate(duree)) return [];
  const enMois = duree.jours === undefined && duree.semaines === undefined;
  return enMois && depart.slice(8) !== terme.slice(8)
    ? ['Ce mois n’a pas de même quantième : terme à son dernier jour (CPC, art. 641).']
    : [];
}

export function etapeTerme(ligne: LigneEcheance, terme: Jour): string {
  if (estImmediate(ligne.duree)) return `Terme : le jour même, ${enToutesLettres(terme)}.`;
  return ligne.avant === true
    ? `Terme : au plus tard le ${enToutesLettres(terme)}.`
    : `Terme : ${enToutesLettres(terme)} à vingt-quatre heures.`;
}

function heureLocale({ fuseau, territoire }: Lieu): string {
  const nom = fuseau === FUSEAU_METROPOLE ? undefined : outreMer(territoire)?.nom;
  return nom === undefined ? 'heure de Paris' : `heure locale, ${nom}`;
}

/** The steps of a deadline in hours. */
export function etapesHeures(ligne: LigneEcheance, depart: string, terme: string, lieu: Lieu): readonly string[] {
  return [
    `Point de départ : ${instantEnToutesLettres(depart)} (${ligne.declencheur}, ${heureLocale(lieu)}) ; le délai court d’heure à heure.`,
    etapeDuree(ligne, ligne.duree, undefined),
    `Terme : ${instantEnToutesLettres(terme)}.`,
    'Aucun report au jour ouvrable suivant.',
  ];
}

export function etapesReport(ligne: LigneEcheance, { jour, ecartes }: Report, lieu: Lieu): readonly string[] {
  if (estImmediate(ligne.duree)) return [];
  if (ligne.report === 'AUCUN') return ['Aucun report au jour ouvrable suivant.'];
  return [phraseReport(ligne, { jour, ecartes }, lieu), ...incertitudes(jour, lieu)];
}

/** Said when the law ends the measure before the term: there is nothing left to be moved. */
export function etapesPlafond(ligne: LigneEcheance, { jour, motif }: FinDeDroit, lieu: Lieu): readonly string[] {
  return [
    `Plafond : la mesure prend fin de plein droit le ${enToutesLettres(jour)}. ${motif}. Le terme y est ramené.`,
    'Aucun report au jour ouvrable suivant.',
    ...(ligne.report === 'AUCUN' ? [] : incertitudes(jour, lieu)),
  ];
}

function phraseReport(ligne: LigneEcheance, { jour, ecartes }: Report, lieu: Lieu): string {
  if (ecartes.length === 0) return `Ce jour est ouvrable (${lieu.nom}) : aucun report.`;
  const jours = ecartes.map(({ jour: ecarte, motif }) => {
    const lettres = enToutesLettres(ecarte);
    return lettres.startsWith(motif) ? lettres : `${lettres} (${motif})`;
  });
  const ecart = `Jours non ouvrables (${lieu.nom}) : ${jours.join(', ')}.`;
  return ligne.report === 'CPC_642'
    ? `${ecart} Report au ${enToutesLettres(jour)} (CPC, art. 642).`
    : `${ecart} Report au ${enToutesLettres(jour)} si l’article 642 du CPC s’applique, ce qui n’est pas confirmé pour ce délai : l’alerte porte sur le jour non reporté.`;
}

function incertitudes(jour: Jour, lieu: Lieu): readonly string[] {
  const ferie = ferieAVerifier(jour, lieu);
  return [
    ...(ferie === undefined
      ? []
      : [`À vérifier : ${enToutesLettres(jour)}, ${ferie.nom} (${ferie.article}) ; non compté ici (${lieu.nom}).`]),
    ...(outreMer(lieu.territoire)?.feriesConnus === false
      ? [`À vérifier : les jours fériés propres à ce territoire (${lieu.nom}) ne sont pas connus de la plateforme.`]
      : []),
  ];
}

/** What the move, or its absence, rests on was read: the text that moves the term, and every holiday of the place. */
export function reportConfirme(ligne: LigneEcheance, limite: Jour, reportee: Jour, lieu: Lieu): boolean {
  if (ligne.report === 'AUCUN' || ligne.base === 'heures' || estImmediate(ligne.duree)) return true;
  return (limite === reportee || ligne.report === 'CPC_642') && incertitudes(reportee, lieu).length === 0;
}

/** Where child protection has rules of its own, a date by the texts of metropolitan France is only an indication. */
export function etapesTerritoire(ligne: LigneEcheance, { territoire }: Lieu): readonly string[] {
  const ailleurs = outreMer(territoire);
  return ailleurs?.reglesPropres === true
    ? [
        `À vérifier : ${ligne.article} ne s’applique pas comme tel en ce lieu (${ailleurs.nom}), qui a ses propres règles de protection de l’enfance ; la date est celle de la métropole, à titre indicatif.`,
      ]
    : [];
}

/** Said wherever a date that rests on an unverified row is shown. */
export function etapesReserve({ reserve, source }: LigneEcheance): readonly string[] {
  return reserve === undefined ? [] : [`À vérifier : ${reserve} Source : ${source}.`];
}
