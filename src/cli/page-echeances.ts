import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { enToutesLettres } from '../domain/calendar';
import { OUTRE_MER } from '../domain/calendar-lieux';
import { ficheCommune } from '../domain/communes';
import { estDateFixe, estImmediate } from '../domain/deadline-compute';
import { dureeEnClair, phraseDateFixe } from '../domain/deadline-steps';
import {
  ALERTES_HEURES,
  ALERTES_PAR_DEFAUT,
  FAMILLES_ECHEANCE,
  LIGNES_ECHEANCE,
  OUVERTE_PAR,
  PERSONNES_ECHEANCE,
  SANS_ACTE,
  type LigneEcheance,
} from '../domain/deadlines';
import { nomDuDepartement, type Departement } from '../domain/departements';
import { LIGNES_FERIES, type LigneFerie } from '../domain/jours-feries';
import { tableau } from './markdown-table';

export const PAGE = join(process.cwd(), 'docs', 'echeances.md');

const REPORTS: Readonly<Record<LigneEcheance['report'], string>> = {
  CPC_642: 'premier jour ouvrable (CPC, art. 642)',
  NON_CONFIRME: '⚠ non confirmé : le jour non reporté fait foi',
  AUCUN: 'aucun',
};

const TETE = `# Échéances légales

Une ligne, un délai, un article. La plateforme calcule avec ces lignes et avec elles seules ; la page est produite par \`npm run docs\`.

Les jours sont des jours calendaires. Le jour de l’événement ne compte pas, le dernier compte jusqu’à minuit (CPC, art. 641 et 642). Un délai en mois ou en années finit au même quantième ou, à défaut, au dernier jour du mois. Un délai en heures court d’heure à heure. Les jours sont ceux du lieu de la juridiction ou de l’autorité, outre-mer compris. Le texte appliqué est celui du jour des faits : une règle dont le texte a changé a une ligne par rédaction, « rédaction antérieure » pour celles qui ne s’appliquent plus qu’aux faits de leur temps.

Le jour non reporté est toujours calculé, et c’est de lui que partent les alertes : J-30 est trente jours avant, H-6 six heures avant ; une dernière, quand le terme est passé sans que l’acte soit fait, n’est donnée qu’une fois. **⚠** : point à vérifier, repris en fin de page et partout où la date est montrée. Chaque règle a une ligne dans le tableau de sa partie, et le reste en dessous : le texte et sa version, ce qui la fait courir, et l’acte du hub qui l’ouvre, s’il y en a un. Pour refaire un calcul : \`npm run -s hub -- echeance J1 2025-04-10 --territoire 68066\`.`;

/** The table of the law as people read it. `npm run docs` writes it; a test keeps it true. */
export function pageDesEcheances(): string {
  const familles = FAMILLES_ECHEANCE.map(
    ({ titre, lignes }) => `## ${titre}\n\n${tableDesLignes(lignes)}\n\n${lignes.map(detail).join('\n')}`,
  );
  return `${[TETE, `## Qui doit agir\n\n${PAR_ACTEUR}`, ...familles, JOURS_FERIES, A_VERIFIER].join('\n\n')}\n`;
}

const PAR_ACTEUR = tableau(
  ['Qui doit agir', 'Règles'],
  [...new Set(LIGNES_ECHEANCE.map(({ acteur }) => acteur))].map((acteur) => [
    PERSONNES_ECHEANCE[acteur],
    [...new Set(LIGNES_ECHEANCE.filter((ligne) => ligne.acteur === acteur).map(({ regle }) => regle))].join(', '),
  ]),
);

function tableDesLignes(lignes: readonly LigneEcheance[]): string {
  return tableau(
    ['Règle', 'Objet', 'Délai', 'Qui doit agir'],
    lignes.map((ligne) => [nom(ligne), objet(ligne), delai(ligne), PERSONNES_ECHEANCE[ligne.acteur]]),
  );
}

const nom = ({ regle, reserve }: LigneEcheance) => `${regle}${reserve === undefined ? '' : ' ⚠'}`;

const objet = ({ intitule, validTo }: LigneEcheance) =>
  validTo === null ? intitule : `${intitule} (rédaction antérieure)`;

/** What does not fit a table that is read at one glance. */
function detail(ligne: LigneEcheance): string {
  const { declencheur, notifies, effetSiManque, extinctif, finitAvecLaMesure, regle, validTo } = ligne;
  const avant = alertes(ligne);
  const actes = OUVERTE_PAR[regle].map((acte) => `\`${acte}\``).join(', ');
  return `- **${nom(ligne)}**${validTo === null ? '' : ' (rédaction antérieure)'}, ${[
    texte(ligne),
    `à partir de : ${declencheur}`,
    `report : ${REPORTS[ligne.report]}`,
    notifies.length === 0 ? '' : `avisés : ${notifies.map((personne) => PERSONNES_ECHEANCE[personne]).join(', ')}`,
    avant === '' ? '' : `alertes : ${avant}`,
    effetSiManque === null ? '' : `à défaut : ${phrase(effetSiManque)}`,
    finitAvecLaMesure === true
      ? 'au plus tard quand la loi met fin à la mesure (18 ans ; jeune majeur, 21 ans ou fin de l’année scolaire)'
      : '',
    extinctif === true ? 'rien n’est plus dû ensuite, le délai est clos' : '',
    actes === '' ? `**aucun acte du hub n’ouvre encore ce délai** : ${SANS_ACTE[regle] ?? ''}` : `ouvert par ${actes}`,
  ]
    .filter(Boolean)
    .join(' ; ')}.`;
}

const phrase = (effet: string) => `${effet.charAt(0).toLowerCase()}${effet.slice(1)}`.replace(/\.$/, '');

function delai(ligne: LigneEcheance): string {
  const fixee = {
    FACULTATIF: ligne.maximum === undefined ? 'au plus, selon la décision' : 'à défaut de délai fixé',
    REQUIS: 'selon la décision',
  };
  return [
    ligne.dureeFixee === 'REQUIS' ? '' : dureeEnClair(ligne, ligne.duree),
    ligne.dureeFixee === undefined ? '' : fixee[ligne.dureeFixee],
    ligne.distance === true ? 'augmenté de la distance (CPC, art. 643 et 644)' : '',
    ligne.renouvelable === undefined ? '' : renouvellement(ligne.renouvelable),
  ]
    .filter(Boolean)
    .join(', ');
}

/** When whoever is bound is warned, before the unmoved day; a delay without a number has no « before ». */
function alertes({ alertes: propres, base, duree }: LigneEcheance): string {
  if (!estDateFixe(duree) && estImmediate(duree)) return '';
  const avant = propres ?? (base === 'heures' ? ALERTES_HEURES : ALERTES_PAR_DEFAUT);
  return avant
    .map(({ jours, heures }) => (heures === undefined ? `J-${String(jours)}` : `H-${String(heures)}`))
    .join(', ');
}

function renouvellement(fois: number | 'SANS_LIMITE'): string {
  return fois === 'SANS_LIMITE' ? 'renouvelable' : `renouvelable ${fois} fois`;
}

function texte({ article, legiarti, validFrom, validTo }: LigneEcheance): string {
  return [
    article,
    legiarti ?? '',
    validFrom === null ? '' : `depuis le ${enToutesLettres(validFrom)}`,
    validTo === null ? '' : `jusqu’au ${enToutesLettres(validTo)} exclu`,
  ]
    .filter(Boolean)
    .join(', ');
}

const JOURS_FERIES = `## Jours fériés\n\n${tableau(
  ['Jour', 'Date', 'Où', 'Texte'],
  LIGNES_FERIES.map((ligne) => [
    `${ligne.nom}${ligne.verifie ? '' : ' ⚠'}`,
    'jour' in ligne.date ? dateFixe(ligne.date.jour) : 'chaque année',
    ouEstFerie(ligne),
    `${ligne.article} (${ligne.legiarti})`,
  ]),
)}`;

function dateFixe(jour: string): string {
  return phraseDateFixe({ jourAnneeSuivante: jour }).replace(' de l’année suivante', '');
}

function ouEstFerie({ territoires, communes }: LigneFerie): string {
  if (communes !== null) return communes.map((code) => `${ficheCommune(code)?.nom ?? ''} (${code})`).join(', ');
  if (territoires === null) return 'partout';
  return territoires
    .map((code) => OUTRE_MER.find((ligne) => ligne.code === code)?.nom ?? nomDuDepartement(code as Departement))
    .join(', ');
}

const PROPRES = OUTRE_MER.filter(({ reglesPropres }) => reglesPropres);

/** One doubt is said once, with every rule that it touches. */
function parReserve(): ReadonlyMap<string, ReadonlySet<string>> {
  const regles = new Map<string, Set<string>>();
  for (const { regle, reserve, source } of LIGNES_ECHEANCE) {
    if (reserve === undefined) continue;
    const phrase = `${reserve} Source : ${source}.`;
    regles.set(phrase, (regles.get(phrase) ?? new Set()).add(regle));
  }
  return regles;
}

const A_VERIFIER = `## Ce qui reste à vérifier\n\n${[
  ...[...parReserve()].map(([reserve, regles]) => `- **${[...regles].join(', ')}** : ${reserve}`),
  ...LIGNES_FERIES.filter(({ verifie }) => !verifie).map(
    ({ nom, article, source }) =>
      `- **Jours fériés** : ${nom} (${article}). ${source} : ce jour ne reporte aucun terme.`,
  ),
  `- **Jours fériés** : ceux qui sont propres à ${OUTRE_MER.filter(({ feriesConnus }) => !feriesConnus)
    .map(({ nom }) => nom)
    .join(', ')} ne sont pas connus.`,
  `- **Vendredi saint** : en Moselle, dans le Bas-Rhin et le Haut-Rhin, il n’est compté que pour les communes citées plus haut, sièges des juridictions ; ailleurs il est signalé à l’étape du report, et la date n’est pas repoussée. Les pages publiques qui attestent chaque édifice ne sont pas des textes.`,
  '- **Report** : l’application de l’article 642 du CPC au délai de huit jours du parquet et aux délais administratifs n’est pas confirmée.',
  `- **Lieu** : ${PROPRES.map(({ nom }) => nom).join(', ')} ont leurs propres règles de protection de l’enfance. Aucun texte de cette page ne s’y applique comme tel : une date calculée là est celle de la métropole, à titre indicatif, et le dit.`,
  '- **CASF** : la copie lue est de 2023 ; toute version plus récente d’un article est à ajouter comme une ligne datée.',
].join('\n')}`;

if (require.main === module) writeFileSync(PAGE, pageDesEcheances());
