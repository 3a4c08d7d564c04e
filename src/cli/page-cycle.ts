import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TYPES_INSTITUTION, type TypeInstitution } from '../domain/code-lists';
import { echeanceDe } from '../domain/deadlines';
import {
  ACTES_DU_CYCLE,
  acteEnClair,
  diagramme,
  effetSurEvaluation,
  ETATS_FINAUX,
  ETATS_INFORMATION,
  TRANSITIONS,
  type EtatInformation,
} from '../domain/lifecycle';
import { NATURES_DECISION } from '../domain/mesures-judiciaires';
import * as retours from '../domain/retours';
import * as suites from '../domain/suites';
import { tableau } from './markdown-table';

export const PAGE = join(process.cwd(), 'docs', 'cycle-de-vie.md');

const TETE = `# Cycle de vie d’une information préoccupante

De la réception par la CRIP à la suite donnée : chaque état, chaque passage de l’un à l’autre, et le texte qui le permet. La plateforme n’admet que ces passages. Un acte refusé répond l’état de l’information, ce qui y est permis, à qui, et pourquoi. Page produite par \`npm run docs\`, à partir de la table que la plateforme applique.

Les noms \`enCaracteresFixes\` sont ceux de l’API. « Usage » : aucun texte ne prévoit ce passage, la pratique des CRIP l’admet. Les délais (A1, A2…) sont dans [echeances.md](echeances.md), qui est avisé de chaque passage dans [destinataires.md](destinataires.md).`;

const EFFETS = {
  TENUE: 'le délai d’évaluation est tenu',
  SANS_OBJET: 'l’évaluation n’est plus due',
  ROUVERTE: 'l’évaluation est de nouveau due, depuis la même réception',
} as const;

const RETOUR = `Chaque changement d’état prépare un retour ; la CRIP l’envoie, l’émetteur le reçoit par sa propre voie (le hub s’il y est relié, sinon celle que la CRIP indique). Il ne dit que l’une des phrases ci-dessous. Il reste dû quand l’évaluation tarde : \`EVALUATION_EN_COURS\` peut être envoyé tant que rien n’est décidé. \`PRISE_EN_COMPTE\` n’est pas une suite : le délai ne s’arrête avec elle que pour la personne qui a demandé un retour.`;

/** The table of transitions as people read it. `npm run docs` writes it; a test keeps it true. */
export function pageDuCycle(): string {
  return `${[
    TETE,
    `\`\`\`mermaid\n${diagramme()}\n\`\`\``,
    `## États\n\n${etats()}`,
    `## Passages\n\n${passages()}`,
    `## Retour à l’émetteur\n\n${RETOUR}\n\n${regimes()}\n\n${codes('Retour', retours.CODES_RETOUR)}`,
    `Un retour demandé par une personne peut être écarté, pour l’une de ces raisons seulement :\n\n${codes('Motif', retours.MOTIFS_SANS_RETOUR)}`,
    `## Saisine du procureur\n\n${codes('Motif', suites.MOTIFS_SIGNALEMENT)}`,
    `## Évaluation et décision\n\nLe rapport porte une seule conclusion, commune ; aucun champ ne dit un fait « avéré » (CASF D226-2-3 II).\n\n${codes('Conclusion', suites.CONCLUSIONS)}\n\n${decisions()}`,
    `## Information des titulaires de l’autorité parentale\n\n${codes('Objet', suites.OBJETS_INFORMATION_PARENTS)}`,
  ].join('\n\n')}\n`;
}

function etats(): string {
  const lignes = (Object.keys(ETATS_INFORMATION) as EtatInformation[]).map((etat) => [
    ETATS_INFORMATION[etat],
    code(etat),
    etat === 'RECUE' ? '' : code(retours.RETOUR_PAR_ETAT[etat]),
    ETATS_FINAUX.includes(etat) ? 'rien de plus n’est attendu de la CRIP' : '',
  ]);
  return tableau(['État', 'Code', 'Retour préparé', 'Fin'], lignes);
}

function passages(): string {
  const depuis = (Object.keys(ETATS_INFORMATION) as EtatInformation[]).flatMap((etat) => {
    const lignes = TRANSITIONS.filter(({ de }) => de === etat).map((transition) => {
      const { acte, vers, pourquoi, article } = transition;
      const effet = effetSurEvaluation(transition);
      return [
        ...[acteEnClair(acte, 'sans auteur'), ACTES_DU_CYCLE[acte]?.par ?? ''],
        vers === etat ? 'l’état ne change pas' : ETATS_INFORMATION[vers],
        pourquoi.replaceAll("'", '’'),
        article === 'Pratique' ? 'Usage' : article,
        effet === null ? '' : EFFETS[effet],
      ];
    });
    if (lignes.length === 0) return [];
    const entetes = ['Acte', 'Par', 'Vers', 'Parce que', 'Texte', 'Délai d’évaluation (A1)'];
    return [`### ${ETATS_INFORMATION[etat]}\n\n${tableau(entetes, lignes)}`];
  });
  return depuis.join('\n\n');
}

const DEPARTS = {
  TRANSMISSION: 'envoi de l’information',
  RECEPTION: 'réception par la CRIP',
  DEMANDE: 'demande de la personne',
} as const;

function regimes(): string {
  const lignes = (Object.keys(retours.REGIMES_RETOUR) as retours.RegimeRetour[]).map((nom) => {
    const { libelle, regle, depart, limite, article } = retours.REGIMES_RETOUR[nom];
    const types = (Object.keys(TYPES_INSTITUTION) as TypeInstitution[])
      .filter((type) => retours.regimeDuType(type) === nom)
      .map((type) => TYPES_INSTITUTION[type]);
    return [
      `${libelle} (${types.join(', ')})`,
      regle === null ? 'aucun' : `3 mois (${regle}${echeanceDe(regle).verifie ? '' : ' ⚠ à vérifier'})`,
      depart === null ? '' : DEPARTS[depart],
      limite,
      article,
    ];
  });
  return tableau(['Qui a transmis', 'Délai', 'À partir de', 'Ce qui est dit', 'Texte'], lignes);
}

function decisions(): string {
  const lignes = Object.entries(suites.SUITES_DECISION).map(([nom, { libelle, article }]) => [
    ...[libelle.replaceAll("'", '’'), code(nom), article],
  ]);
  const duJuge = Object.entries(NATURES_DECISION).map(([nom, { libelle, article }]) => [
    ...[libelle.replaceAll("'", '’'), code(nom), article],
  ]);
  return `${tableau(['Suite décidée par le président du conseil départemental', 'Code', 'Texte'], lignes)}\n\nSaisi par le procureur, le juge des enfants décide des suites suivantes :\n\n${tableau(['Suite décidée par le juge', 'Code', 'Texte'], duJuge)}`;
}

function codes(titre: string, liste: Readonly<Record<string, string>>): string {
  return tableau(
    [titre, 'Code'],
    Object.entries(liste).map(([nom, libelle]) => [libelle.replaceAll("'", '’'), code(nom)]),
  );
}

function code(texte: string): string {
  return `\`${texte}\``;
}

if (require.main === module) writeFileSync(PAGE, pageDuCycle());
