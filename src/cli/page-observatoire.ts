import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ARRONDI, DIMENSIONS, SEUIL } from '../domain/indicateurs';
import { ANNEXES, MANQUES, type Annexe, type LigneVariable } from '../domain/olinpe-types';
import { VARIABLES } from '../domain/olinpe-variables';
import { tableau } from './markdown-table';

export const PAGE = join(process.cwd(), 'docs', 'observatoire.md');

const RECETTE = tableau(
  ['Étape', 'Ce qui est fait'],
  [
    ['1. La recette du texte', 'premier prénom de l’enfant, mois et année de naissance, nom de famille de la mère'],
    ['2. L’écriture', 'sans accent, ni casse, ni ponctuation : deux fiches du même enfant donnent le même pseudonyme'],
    [
      '3. Le chiffrement',
      'HMAC-SHA-256 sous une clé propre (`OLINPE_CLES`), réduit à quarante chiffres hexadécimaux, ce que la réception nationale accepte',
    ],
    [
      '4. La clé qui tourne',
      '`npm run -s hub -- pseudonymes FICHIER --tourner` : l’identifiant antérieur (NUMANONYMANT) est celui de la clé d’avant',
    ],
  ],
);

const TETE = `# L’observatoire

Ce que le hub transmet aux observatoires de la protection de l’enfance (CASF L226-3-3), ce qui n’est pas su, et pourquoi. Page produite par \`npm run docs\` à partir des tables du code (\`src/domain/olinpe-variables.ts\`, \`src/domain/indicateurs.ts\`). Les choix sont dans la [décision 0028](decisions/0028-observatoire.md).

## L’extraction annuelle des mesures

\`\`\`sh
npm run -s hub -- olinpe --annee 2025 --collectivite 31 --format csv
npm run -s hub -- olinpe --annee 2025 --tribunal tj31555 --format xml
\`\`\`

- **Ce qui y est** : un enregistrement par mesure commencée, renouvelée ou terminée dans l’année civile, là où est la collectivité (D226-3-7). Avec \`--tribunal\`, les décisions du juge des enfants, comme le ministère de la justice les transmettrait ; la matière pénale n’est pas dans le hub.
- **Faite une fois.** L’extraction est gardée telle qu’elle a été faite, et signée : la même commande redonne les mêmes octets. Ce qui a été inscrit ou corrigé depuis n’y entre pas ; le rapport en dit le nombre.
- **Due le 30 avril.** Le hub ouvre l’échéance A14 le 1er janvier, avertit l’ASE, et l’extraction la tient. Il ne l’envoie pas : aucun canal de dépôt n’a été lu.
- **Au mois.** Une date que l’annexe veut au jour (\`aaaa-mm-jj\`) a \`99\` pour jour. Une date inconnue s’écrit \`9999-99\` ou \`9999-99-99\`.
- **Rien ne manque en silence.** Le rapport compte, pour chaque variable, les cas où elle est renseignée, sans objet, ou manquante, et pourquoi. Les prolongations de mesures provisoires, qu’aucun événement de l’annexe ne nomme, y sont comptées à part.
- **CSV** : UTF-8 avec sa marque, \`;\`, le nom du format sur la première ligne. **XML** : un élément \`<DONNEE>\` par enregistrement, un élément par variable.

## Le pseudonyme (CASF D226-3-4)

${RECETTE}

Le côté national chiffre une seconde fois ce qu’il reçoit. Les fiches nomment la mère d’un seul texte, nom et prénom : le nom de famille y est reconnu à ses capitales (« DURAND Marie »), ou parce qu’il est celui de l’enfant. Sinon, ou si la mère n’est nommée nulle part, il n’y a **pas de pseudonyme** : la règle du guide de l’ONPE n’a pas été lue, et le hub n’en invente pas d’autre. Ces cas sont comptés.

## Ce qui n’est pas su

- **La clé et l’algorithme** que l’ONPE attend : pour qu’un enfant suivi par deux départements ait le même identifiant, la clé doit leur être commune. Le fichier \`OLINPE_CLES\` la reçoit si elle est donnée.
- **Les variables de l’annexe 2-8 qui ne sont pas dans le tableau**, et les modalités de celles qui y sont « non lues ». Le guide de l’ONPE et le schéma de ses fichiers n’ont pas été lus.
- **La DREES.** L’article L226-3-3 dit « sous forme pseudonymisée » pour les observatoires, et ne le dit pas pour le service statistique du ministère chargé de la famille. **À décider par le délégué à la protection des données** : le hub n’exporte que sous pseudonyme, pour tous, et n’a pas d’autre commande.
- **Une identité corrigée** après une extraction change de pseudonyme sans identifiant antérieur : garder le lien d’un enfant à ses pseudonymes les rendrait réversibles.
- **La conservation** (D226-3-10 : cinq ans après les vingt et un ans) s’impose à l’ODPE et à l’ONPE. Le hub garde ses extractions, sans nom, et ne les purge pas encore.

## Pourquoi une variable manque`;

const INDICATEURS = `## Les indicateurs de l’ODPE

\`Query.indicateurs(annee)\`, pour l’observatoire (\`odpe-31\`, mandat \`statistiques:lire\`), la CRIP et l’ASE de la collectivité.

- **Une année close, arrêtée une fois**, le 1er mai qui suit : ce qui a été reçu en décembre a été évalué, ou est en retard. Ces nombres ne changent plus, même corrigés : deux versions se soustrairaient.
- **Des tableaux fixes**, d’une seule variable, sans filtre, pour une seule collectivité : jamais deux variables d’un même enfant à la fois, jamais un total de plusieurs.
- **Rien sur moins de ${String(SEUIL)} fratries**, pas même zéro ; et avec ce qui est retenu, la plus petite des autres lignes, pour que rien ne se trouve par soustraction. Qui lit le tableau ne peut savoir laquelle des lignes retenues est la petite : les noms échangés, il serait le même.
- **Tout nombre est arrondi à un multiple de ${String(ARRONDI)}** : aucune somme ni différence ne vaut de un à quatre.
- **Médiane** s’il y a ${String(2 * SEUIL)} fratries au moins, **neuvième décile** s’il y en a ${String(10 * SEUIL)} : au moins ${String(SEUIL)} de chaque côté, à 5 jours près.

Une **fratrie** est l’ensemble des enfants qu’une évaluation de l’année a pris ensemble (L226-3 al. 3) ; un enfant sans évaluation est seul. Une information est comptée à la collectivité qui la tient, à la date de réception.`;

const ETATS = { lue: 'lue', 'non lue': '**non lue**' } as const;

/** What the observatories receive, as people read it. `npm run docs` writes it; a test keeps it true. */
export function pageDeLObservatoire(): string {
  const manques = Object.entries(MANQUES).map(([code, pourquoi]) => [`\`${code}\``, pourquoi]);
  const annexes = (Object.keys(ANNEXES) as Annexe[]).map(
    (annexe) => `## Annexe ${annexe}\n\n${ANNEXES[annexe]}.\n\n${tableDe(annexe)}`,
  );
  const dimensions = Object.entries(DIMENSIONS).map(([code, { libelle, modalites }]) => [
    ...[`\`${code}\``, libelle, String(Object.keys(modalites).length)],
  ]);
  return `${[
    ...[TETE, tableau(['Motif', 'Ce qu’il veut dire'], manques), ...annexes],
    ...[INDICATEURS, tableau(['Tableau', 'Objet', 'Lignes'], dimensions)],
  ].join('\n\n')}\n`;
}

function tableDe(annexe: Annexe): string {
  const lignes = Object.entries(VARIABLES[annexe]).map(([variable, ligne]) => [
    ...[`\`${variable}\``, ligne.libelle, ETATS[ligne.etat], valeursDe(ligne), ligne.source, ligne.reserve ?? ''],
  ]);
  return tableau(['Variable', 'Libellé', 'État', 'Valeurs admises', 'Source', 'À vérifier'], lignes);
}

function valeursDe({ modalites, format, inconnu }: LigneVariable): string {
  if (modalites !== undefined) {
    const paires = Object.entries(modalites);
    return paires.map(([code, dit]) => (code === dit ? dit : `\`${code}\` ${dit}`)).join(' ; ');
  }
  if (format === undefined) return '';
  return inconnu === undefined ? format : `${format}, inconnue : \`${inconnu}\``;
}

if (require.main === module) writeFileSync(PAGE, pageDeLObservatoire());
