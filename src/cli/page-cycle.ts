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
import { citations, type Citations } from './citer';
import { tableau } from './markdown-table';

export const PAGE = join(process.cwd(), 'docs', 'cycle-de-vie.md');

const TETE = `# Cycle de vie d’une information préoccupante

De la réception par la CRIP à la suite donnée : chaque état, chaque passage de l’un à l’autre, et le texte qui le permet. La plateforme n’admet que ces passages. Un acte refusé répond l’état de l’information, ce qui y est permis, à qui, et pourquoi. Page produite par \`npm run docs\`, à partir de la table que la plateforme applique.

Les noms \`enCaracteresFixes\` sont ceux de l’API. « Usage » : aucun texte ne prévoit ce passage, la pratique des CRIP l’admet. Les délais (A1, A2…) sont dans [echeances.md](echeances.md), qui est avisé de chaque passage dans [destinataires.md](destinataires.md).

Les états et leurs codes sont une proposition de la plateforme : les textes disent les actes, pas les noms des états. **⚠** : texte dont la version en vigueur n’est pas confirmée, ou point à vérifier ; la liste des textes, avec la version lue de chacun, est [en fin de page](#textes).`;

const RESERVES = [
  ...Object.values(NATURES_DECISION).map((ligne) => ({ reserve: undefined, ...ligne })),
  ...conclusions().map(({ libelle, reserve }) => ({ libelle: `${libelle}, puis classement sans suite`, reserve })),
].flatMap(({ libelle, reserve }) =>
  reserve === undefined ? [] : [`- **${typographie(libelle)}** : ${typographie(reserve)}`],
);

const EFFETS = {
  TENUE: 'le délai d’évaluation est tenu',
  SANS_OBJET: 'l’évaluation n’est plus due',
  ROUVERTE: 'l’évaluation est de nouveau due, depuis la même réception',
} as const;

const RETOUR = `Chaque changement d’état prépare un retour ; la CRIP l’envoie, l’émetteur le reçoit par sa propre voie (le hub s’il y est relié, sinon celle que la CRIP indique). Il ne dit que l’une des phrases ci-dessous. Il reste dû quand l’évaluation tarde : \`EVALUATION_EN_COURS\` peut être envoyé tant que rien n’est décidé. \`PRISE_EN_COMPTE\` n’est pas une suite : le délai ne s’arrête avec elle que pour la personne qui a demandé un retour.`;

/** The table of transitions as people read it. `npm run docs` writes it; a test keeps it true. */
export function pageDuCycle(): string {
  const c = citations();
  return `${[
    TETE,
    `\`\`\`mermaid\n${diagramme()}\n\`\`\``,
    `## États\n\n${etats()}`,
    `## Passages\n\n${passages(c)}`,
    `## Suites données par le procureur\n\n${SUITES}\n\n${suitesDuParquet(c)}`,
    `## Retour à l’émetteur\n\n${RETOUR}\n\n${regimes(c)}\n\n${codes(c, 'Retour', retours.CODES_RETOUR)}`,
    `Un retour demandé par une personne peut être écarté, pour l’une de ces raisons seulement :\n\n${codes(c, 'Motif', retours.MOTIFS_SANS_RETOUR)}`,
    `## Saisine du procureur\n\n${SAISINE}\n\n${codes(c, 'Motif', suites.MOTIFS_SIGNALEMENT)}`,
    `## Évaluation et décision\n\nLe rapport porte une seule conclusion, commune ; aucun champ ne dit un fait « avéré » (${c.citer('CASF D226-2-3 II')}).\n\n${codes(c, 'Conclusion', suites.CONCLUSIONS)}\n\nLe classement sans suite dépend d’elle :\n\n${classements(c)}\n\n${decisions(c)}`,
    `## Réorientation\n\n${REORIENTATION}\n\n${codes(c, 'Voie', suites.CANAUX_TRANSFERT)}`,
    `## Information des titulaires de l’autorité parentale\n\n${codes(c, 'Objet', suites.OBJETS_INFORMATION_PARENTS)}`,
    `## Textes\n\n${c.textes()}\n\nLe CASF a été lu dans une copie de 2023, le Code civil et le CPC dans des copies d’avril 2026. Restent aussi à vérifier :\n\n${RESERVES.join('\n')}`,
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

const SUITES = `Le parquet les note par \`enregistrerSuites\`. Chacune est gardée sur le signalement, la dernière fait foi ; la CRIP en est avisée et, s’il a écrit lui-même au procureur, l’auteur du signalement.`;

const REORIENTATION = `Quand une autre collectivité est compétente, sa CRIP reçoit une information qui lui est propre, avec la réception la plus ancienne pour le délai d’évaluation et, pour chaque émetteur, son délai de retour. Si un autre hub la sert, les deux hubs se la remettent, signée et chiffrée : jusqu’à ce que l’autre l’ait ouverte, elle reste à son état et rien n’y change ; \`rappelerTransfert\` la rappelle tant que l’arrivée n’est pas confirmée. Sinon, \`reorienter\` est refusé tant qu’il ne dit pas comment elle l’a reçue : la voie, le jour et la preuve.`;

const SAISINE = `Si le parquet n’est pas relié au hub, \`signalerAuParquet\` et \`constaterRencontreImpossible\` sont refusés tant qu’ils ne disent pas comment il a été avisé : la voie, le jour et la preuve (\`transmission\`). Tout ce que la saisine ouvre l’est alors comme si le hub l’avait transmise.`;

function suitesDuParquet(c: Citations): string {
  const lignes = Object.entries(suites.SUITES_PARQUET).map(([nom, { libelle, acte }]) => {
    const passees = TRANSITIONS.filter((une) => une.acte === acte);
    const effet = passees.map(({ de, vers }) => `de « ${ETATS_INFORMATION[de]} » à « ${ETATS_INFORMATION[vers]} »`);
    const sansEffet = 'l’état ne change pas : l’information reste signalée, une autre suite peut être notée ensuite';
    return [
      ...[libelle, code(nom), effet.length === 0 ? sansEffet : effet.join(' ; ')],
      c.citer(passees[0]?.article ?? 'CASF L226-4 I'),
    ];
  });
  return tableau(['Suite', 'Code', 'Ce qu’elle fait de l’information', 'Texte'], lignes);
}

function passages(c: Citations): string {
  const depuis = (Object.keys(ETATS_INFORMATION) as EtatInformation[]).flatMap((etat) => {
    const lignes = TRANSITIONS.filter(({ de }) => de === etat).map((transition) => {
      const { acte, vers, pourquoi, article } = transition;
      const effet = effetSurEvaluation(transition);
      return [
        ...[acteEnClair(acte, 'sans auteur'), ACTES_DU_CYCLE[acte]?.par ?? ''],
        vers === etat ? 'l’état ne change pas' : ETATS_INFORMATION[vers],
        typographie(pourquoi),
        c.citer(article),
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

function regimes(c: Citations): string {
  const lignes = (Object.keys(retours.REGIMES_RETOUR) as retours.RegimeRetour[]).map((nom) => {
    const { libelle, regle, depart, limite, article } = retours.REGIMES_RETOUR[nom];
    const types = (Object.keys(TYPES_INSTITUTION) as TypeInstitution[])
      .filter((type) => retours.regimeDuType(type) === nom)
      .map((type) => TYPES_INSTITUTION[type]);
    return [
      `${libelle} (${types.join(', ')})`,
      regle === null ? 'aucun' : `3 mois (${regle}${echeanceDe(regle).reserve === undefined ? '' : ' ⚠ à vérifier'})`,
      depart === null ? '' : DEPARTS[depart],
      limite,
      c.citer(article),
    ];
  });
  return tableau(['Qui a transmis', 'Délai', 'À partir de', 'Ce qui est dit', 'Texte'], lignes);
}

function conclusions() {
  return (Object.keys(suites.CONCLUSIONS) as suites.Conclusion[]).map((nom) => ({
    ...suites.CLASSEMENT_SELON_CONCLUSION[nom],
    ...{ nom, libelle: suites.CONCLUSIONS[nom] },
  }));
}

const CLASSEMENT = { PERMIS: 'admis', MOTIVE: 'admis, motif requis', REFUSE: 'refusé' } as const;

function classements(c: Citations): string {
  const lignes = conclusions().map(({ libelle, nom, permis, pourquoi, article, reserve }) => [
    ...[typographie(libelle), code(nom), CLASSEMENT[permis], typographie(pourquoi)],
    `${c.citer(article)}${reserve === undefined ? '' : ' ⚠'}`,
  ]);
  return tableau(['Conclusion', 'Code', 'Classement sans suite', 'Parce que', 'Texte'], lignes);
}

function decisions(c: Citations): string {
  const lignes = Object.entries(suites.SUITES_DECISION).map(([nom, { libelle, article }]) => [
    ...[typographie(libelle), code(nom), c.citer(article)],
  ]);
  const duJuge = Object.entries(NATURES_DECISION).map(([nom, { libelle, article, ...reste }]) => [
    ...[typographie(libelle), code(nom), `${c.citer(article)}${'reserve' in reste ? ' ⚠' : ''}`],
  ]);
  return `${tableau(['Suite décidée par le président du conseil départemental', 'Code', 'Texte'], lignes)}\n\nSaisi par le procureur, le juge des enfants décide des suites suivantes :\n\n${tableau(['Suite décidée par le juge', 'Code', 'Texte'], duJuge)}`;
}

function codes(c: Citations, titre: string, liste: Readonly<Record<string, string>>): string {
  return tableau(
    [titre, 'Code'],
    Object.entries(liste).map(([nom, libelle]) => [c.libelle(libelle), code(nom)]),
  );
}

function typographie(texte: string): string {
  return texte.replaceAll("'", '’');
}

function code(texte: string): string {
  return `\`${texte}\``;
}

if (require.main === module) writeFileSync(PAGE, pageDuCycle());
