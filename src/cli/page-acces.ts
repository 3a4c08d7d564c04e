import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACTEUR_DU_ROLE } from '../acces/lecteur';
import { ACTEURS, acteurAvec, MANDAT_MEDICAL, NOMS_ACTEURS, type Acteur } from '../domain/access-acteurs';
import { NOTES, type Cellule, type Note } from '../domain/access-cellules';
import { CODES_CONDITION, CONDITIONS } from '../domain/access-conditions';
import { codeOccultation, ELEMENTS, NOMS_ELEMENTS, type Element, type LigneElement } from '../domain/access-elements';
import { CODES_FINALITE, FINALITES, type LigneFinalite } from '../domain/access-finalites';
import { celluleDe } from '../domain/access-matrice';
import { CHAMPS } from '../domain/access-types';
import { tableau } from './markdown-table';

export const PAGE = join(process.cwd(), 'docs', 'acces.md');

const TETE = `# Qui lit quoi

Chaque champ publié appartient à un élément de données ; chaque élément est lu, ou non, par chaque acteur, à certaines conditions, pour une finalité, au titre d’un texte. Cette page est la table que le programme applique : elle est produite par \`npm run docs\`.

- Ce qui n’est pas ouvert est refusé.
- Un champ **retenu** vaut \`null\`, et \`extensions.occultations\` dit son chemin, un code, un motif et un texte : les mêmes, que le champ contienne quelque chose ou non.
- Un élément **refusé** l’est jusqu’à l’opération qui le lit (\`FORBIDDEN\`) ; dans un objet que l’on lit par ailleurs, il est retenu.
- Un objet que l’on ne peut pas lire se répond comme un objet qui n’existe pas.
- La table dit ce qu’on lit d’un objet ; quels objets une institution atteint dépend de son lien avec chacun (la collectivité, le tribunal, l’auteur, le destinataire).
- « Proposition » : aucun texte ne le dit ainsi ; c’est notre lecture, à vérifier avant tout usage réel.`;

const EXPOSANTS: Readonly<Record<Note, string>> = { 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷' };

function lettre({ effet, si, note }: Cellule): string {
  const mot = effet === 'REFUSER' ? '–' : effet === 'OCCULTER' ? 'R' : si.length > 0 ? 'C' : 'L';
  return `${mot}${note === undefined ? '' : EXPOSANTS[note]}`;
}

function matrice(): string {
  const lignes = NOMS_ELEMENTS.map((element) => [
    ELEMENTS[element].libelle,
    ...NOMS_ACTEURS.map((acteur) => {
      const cellule = celluleDe(acteur, element);
      return cellule.statut === 'TEXTE' ? `**${lettre(cellule)}**` : lettre(cellule);
    }),
  ]);
  return tableau(['Élément', ...NOMS_ACTEURS.map((acteur) => `\`${acteur}\``)], lignes);
}

const EFFETS = { PERMETTRE: 'lit', OCCULTER: 'retenu', REFUSER: 'refusé' } as const;

function detail(element: Element): string {
  const { libelle, mandats, motif }: LigneElement = ELEMENTS[element];
  const champs = [...CHAMPS].filter(([, publie]) => publie.element === element).map(([nom]) => code(nom));
  const lignes = NOMS_ACTEURS.map((acteur) => {
    const { effet, si, base, statut } = celluleDe(acteur, element);
    const conditions = si.map((une) => CONDITIONS[une].libelle).join(' ; ');
    return [code(acteur), EFFETS[effet], conditions, base, statut === 'TEXTE' ? 'texte' : 'proposition'];
  });
  return [
    `### ${libelle}`,
    `Code d’occultation : ${code(codeOccultation(element))}, « ${motif} »`,
    `Mandat : ${mandats.map((tous) => tous.map(code).join(' et ')).join(' ou ') || 'aucun de plus'}.`,
    tableau(['Acteur', 'Lecture', 'Condition', 'Texte ou raison', 'Statut'], lignes),
    champs.length === 0 ? 'Aucun champ publié à ce jour.' : `Champs : ${champs.join(', ')}.`,
  ].join('\n\n');
}

/** The access table as a data protection officer reads it. `npm run docs` writes it; a test keeps it true. */
export function pageDesAcces(): string {
  const acteurs = NOMS_ACTEURS.map((acteur) => [code(acteur), ACTEURS[acteur], rolesDe(acteur)]);
  const finalites = CODES_FINALITE.map((finalite) => {
    const { libelle, base, statut, acteurs: ouverts }: LigneFinalite = FINALITES[finalite];
    return [code(finalite), libelle, base, statut === 'TEXTE' ? 'texte' : 'proposition', ouverts.map(code).join(', ')];
  });
  const conditions = CODES_CONDITION.map((une) => [code(une), CONDITIONS[une].libelle]);
  const notes = Object.entries(NOTES).map(([numero, texte]) => `${numero}. ${texte}`);
  return `${[
    TETE,
    `## Acteurs\n\n${tableau(['Colonne', 'Acteur', 'Jetons du hub'], acteurs)}`,
    `## Matrice\n\n\`L\` lit, \`C\` lit sous condition, \`R\` retenu, \`–\` refusé ; en gras, ce qu’un texte impose.\n\n${matrice()}`,
    `## Notes\n\n${notes.join('\n')}`,
    `## Conditions\n\n${tableau(['Condition', 'Sens'], conditions)}`,
    `## Finalités\n\nListe fermée : les données d’une information préoccupante ne servent qu’aux missions de CASF L221-1 5°, 5° bis et 5° ter (L226-3 dernier al.). Ouvrir la fiche d’un enfant en exige une.\n\n${tableau(['Finalité', 'Sens', 'Texte', 'Statut', 'Qui peut la dire'], finalites)}`,
    `## Éléments, textes et champs\n\n${NOMS_ELEMENTS.map(detail).join('\n\n')}`,
  ].join('\n\n')}\n`;
}

function rolesDe(acteur: Acteur): string {
  const simples = Object.entries(ACTEUR_DU_ROLE).map(([role, un]) => [role, un, ''] as const);
  const soignants = simples
    .map(([role, un]) => [role, acteurAvec(un, [MANDAT_MEDICAL]), ` avec ${code(MANDAT_MEDICAL)}`] as const)
    .filter(([role, un]) => !simples.some(([autre, le]) => autre === role && le === un));
  const trouves = [...simples, ...soignants].filter(([, un]) => un === acteur);
  return trouves.map(([role, , avec]) => `${code(role)}${avec}`).join(', ') || 'aucun à ce jour';
}

function code(texte: string): string {
  return `\`${texte}\``;
}

if (require.main === module) writeFileSync(PAGE, pageDesAcces());
