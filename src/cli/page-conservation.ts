import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MANDATS_ARCHIVE } from '../domain/access-archive';
import { EMPECHEMENTS, MOTIFS_REFUS_VISA, refusProvisoire, type MotifRefusVisa } from '../domain/archives';
import type { Duree } from '../domain/calendar';
import {
  CODES_RUBRIQUE,
  issueAcces,
  QUALITES_DEMANDEUR,
  RUBRIQUES_ACCES,
  type QualiteDemandeur,
} from '../domain/droit-acces';
import { DEPARTS_CONSERVATION, LIGNES_DOSSIERS, LIGNES_TECHNIQUES, type LigneConservation } from '../domain/retention';
import { tableau } from './markdown-table';

export const PAGE = join(process.cwd(), 'docs', 'conservation.md');

const TETE = `# Combien de temps, et ensuite

Ce que le hub garde, jusqu’à quand, et par quel texte ; ce qu’une personne peut en apprendre. Cette page est la table que le programme applique : elle est produite par \`npm run docs\` (\`src/domain/retention-rows.ts\`, \`src/domain/droit-acces.ts\`). Pourquoi : [décision 0029](decisions/0029-conservation.md).

- « Proposition » : aucun texte que nous ayons lu ne fixe cette durée ; elle est à vérifier avant tout usage réel. **La délibération CNIL 2023-095 du 14 septembre 2023 contient une table de durées par activité, informations préoccupantes comprises : elle n’a pas été lue.** Là où elle dit autre chose, c’est elle qu’il faut suivre : une ligne de la table change, rien d’autre.
- De plusieurs lignes qui s’appliquent à un dossier, celle qui garde le plus longtemps l’emporte.
- Une naissance inconnue est la plus tardive que le dossier permette : un dossier gardé trop longtemps peut encore être détruit.`;

const VIE = `## Ce qui arrive à un dossier

1. **Base active.** Tant qu’une information, une mesure ou un délai est ouvert, et jusqu’à la fin dite par la table.
2. **Archive intermédiaire.** Chaque jour, le hub y porte les dossiers clos dont la base active est finie. Pour les agents ordinaires de toutes les institutions, le dossier n’est plus là : la sécurité des lignes de PostgreSQL l’écarte de toute lecture. Le lisent les personnes désignées, dont le jeton porte ${MANDATS_ARCHIVE.map((mandat) => `\`${mandat}\``).join(' ou ')} ; chaque lecture est inscrite, comme les autres.
3. **Retour.** Dès que quelque chose de nouveau est écrit sur l’enfant (information, signalement, mesure, ordonnance, décision, saisine, protection, accès en urgence), ou qu’une fiche vivante en est rapprochée, le dossier revient entier en base active, dans la même transaction ; ce qui était proposé pour l’élimination devient sans objet. Les fiches d’un même enfant, ou qui le sont peut-être tant que personne ne s’est prononcé, vieillissent ensemble : la dernière opération sur l’une garde les autres.
4. **Liste.** Passé le dernier jour de conservation, le hub porte le dossier sur la liste de l’archiviste (\`eliminations\`). Il y lit la ligne de la table, les dates extrêmes et le compte des lignes par table (\`apercuElimination\`) ; jamais le dossier.
5. **Visa.** \`viserElimination\` : donné avec sa référence, ou refusé avec un motif. Sans visa, rien ne peut être proposé (C. patrimoine L212-2, R212-14). Archives non raccordées : la référence du visa sur papier.
6. **Deux personnes.** \`proposerElimination\` puis, par une autre, \`deciderElimination\`, sur une liste de 1 à 100 dossiers : tous, ou aucun. Les lignes partent, et la clé de chaque enfant avec elles : ce qu’une sauvegarde en garde ne s’ouvre plus. La preuve demeure et se vérifie (\`npm run hub -- verify\`).`;

/** What is kept, how long, and what a person may learn of it. `npm run docs` writes it; a test keeps it true. */
export function pageDeLaConservation(): string {
  return `${[
    TETE,
    '## Dossiers des enfants',
    tableDesLignes(LIGNES_DOSSIERS),
    VIE,
    '## Ce qui garde un dossier',
    'Rien n’est listé, visé, proposé ni détruit tant que :',
    Object.values(EMPECHEMENTS)
      .map((motif) => `- ${motif.replaceAll("'", '’')} ;`)
      .join('\n')
      .replace(/;$/, '.'),
    '## Pourquoi l’archiviste refuse',
    tableau(
      ['Motif', 'Ensuite'],
      (Object.entries(MOTIFS_REFUS_VISA) as [MotifRefusVisa, string][]).map(([motif, libelle]) => [
        libelle,
        refusProvisoire(motif) ? 'revient sur la liste au jour dit' : 'gardé ; ne revient plus',
      ]),
    ),
    '## Ce que le hub écrit pour travailler',
    'Purgé par lots, chaque jour ; rien qui ne soit au journal de preuve, derrière un point de contrôle. La date de remise d’une ordonnance, d’un soit-transmis ou d’une requête reste avec eux, tant qu’ils sont là. Du journal des accès, les hachages restent : il se vérifie comme avant, et dit ce qui a été purgé.',
    tableDesLignes(LIGNES_TECHNIQUES),
    '## Ce qu’une personne peut apprendre (RGPD art. 15)',
    'Le service vérifie l’identité et la qualité, instruit (`instruireAcces`), relit, décide (`deciderAcces`) et remet la réponse (`accesCommunique`). Où un lieu ou un émetteur est protégé, une autre personne décide, avec un motif. Ce qui est retenu l’est par la même ligne, qu’il y ait quelque chose ou non. « Sien » : ce que l’institution a elle-même écrit.',
    tableDesRubriques(),
  ].join('\n\n')}\n`;
}

function tableDesLignes(lignes: readonly LigneConservation[]): string {
  return tableau(
    ['Quoi', 'Depuis', 'Base active', 'Puis', 'Texte ou raison', 'Statut', 'En vigueur'],
    lignes.map(({ libelle, depart, active, apresMajorite, sort, source, statut, validFrom, validTo }) => [
      libelle,
      DEPARTS_CONSERVATION[depart],
      active === null ? 'sans terme' : duree(active),
      suite(sort, apresMajorite),
      source,
      statut === 'TEXTE' ? 'texte' : 'proposition',
      [validFrom && `du ${validFrom}`, validTo && `jusqu’avant le ${validTo}`].filter(Boolean).join(' ') || 'oui',
    ]),
  );
}

function suite(sort: LigneConservation['sort'], apresMajorite: Duree | null): string {
  if (sort === 'PURGE') return 'détruit';
  if (sort === 'GARDE') return 'gardé';
  const archive =
    apresMajorite === null ? '' : `archive intermédiaire jusqu’à la majorité + ${duree(apresMajorite)} ; `;
  return `${archive}visa de l’archiviste`;
}

function duree({ annees, jours }: Duree): string {
  const [nombre, unite] = annees === undefined ? [jours ?? 0, 'jour'] : [annees, 'an'];
  return `${String(nombre)} ${unite}${nombre > 1 ? 's' : ''}`;
}

const ISSUES = { DIT: 'dit', SIEN: 'sien', RETENU: 'retenu' } as const;

function tableDesRubriques(): string {
  const qualites = Object.keys(QUALITES_DEMANDEUR) as QualiteDemandeur[];
  return tableau(
    ['Rubrique', ...qualites.map((qualite) => QUALITES_DEMANDEUR[qualite]), 'Texte'],
    CODES_RUBRIQUE.map((rubrique) => {
      const issues = qualites.map((qualite) => issueAcces(rubrique, { qualite, retenues: [] }));
      const bases = [...new Set(issues.map(({ base }) => base))];
      return [RUBRIQUES_ACCES[rubrique], ...issues.map(({ issue }) => ISSUES[issue]), bases.join(' ; ')];
    }),
  );
}

if (require.main === module) writeFileSync(PAGE, pageDeLaConservation());
