import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  bits,
  EXCLUSIONS,
  LIBELLES,
  mettreEnForme,
  NIVEAUX,
  PARAMETRES,
  rapprocheur,
  RESERVES,
  TRAITS,
  type TraitsEnfant,
} from '../domain/identite';
import { tableau } from './markdown-table';

export const PAGE = join(process.cwd(), 'docs', 'rapprochement.md');

const regles = rapprocheur(PARAMETRES);
const { seuils, table, version } = PARAMETRES;

const ECOLE: TraitsEnfant = {
  ...{ nomNaissance: 'Lefèvre-Dûrand', prenoms: 'Zoé, Anne-Marie', sexe: 'F', dateNaissance: '2014-05-02' },
  ...{ communeNaissance: '31555', communeResidence: '31069', adresse: '12 rue des Lilas', vuLe: '2026-03-02' },
};
const HOPITAL: TraitsEnfant = {
  ...ECOLE,
  ...{ nomNaissance: 'LEFEVRE DURAND', prenoms: 'ZOE', dateNaissance: '2014-02-05', adresse: '12 R. DES LILAS' },
};
const JUMELLE: TraitsEnfant = { ...ECOLE, prenoms: 'Inès, Anne-Marie' };

const VERDICTS = {
  MEME: 'un seul enfant, réuni sans personne',
  A_EXAMINER: 'peut-être le même enfant, une personne décide',
  AUTRE: 'deux enfants, rien n’est proposé',
} as const;

/** How children are told apart, with one true and one false pair explained. `npm run docs` writes it; a test keeps it true. */
export function pageDuRapprochement(): string {
  return `${[
    '# Un enfant, une histoire',
    `L’école écrit un nom composé avec son trait d’union et ses accents, l’hôpital le même en capitales et le jour à la place du mois, le 119 un prénom et un âge. Réunir à tort deux enfants est grave ; ne pas voir qu’il s’agit d’un seul cache un danger. Cette page est produite par \`npm run docs\` à partir du code : les cascades ci-dessous sont ce que le hub calcule.`,
    '## Ce qui se passe',
    CE_QUI_SE_PASSE,
    '## Deux paires, expliquées',
    'Une école et un hôpital écrivent le nom d’une même enfant :',
    cascade(ECOLE, HOPITAL),
    'La même école écrit aussi le nom de sa sœur jumelle :',
    cascade(ECOLE, JUMELLE),
    'Le score, seul, les aurait réunies : la règle l’emporte.',
    '## Ce que pèse chaque trait',
    `Version \`${version}\`. Chaque comparaison ajoute au score le logarithme de combien elle est plus fréquente chez un enfant que chez deux (Fellegi et Sunter, 1969), en bits. À ${nombre(seuils.meme)} bits et plus, un seul enfant, si aucune règle ne s’y oppose ; à ${nombre(seuils.examiner)} bits et plus, une personne décide. Les fréquences sont estimées sans étiquettes, par espérance-maximisation : \`npm run -s parametres\` écrit une autre table, sous une autre version.`,
    poids(),
    '## Les règles qui l’emportent',
    tableau(
      ['Règle', 'Effet', 'Pourquoi'],
      [
        ...EXCLUSIONS.map(({ code, phrase }) => [`\`${code}\``, 'rien n’est proposé', phrase]),
        ...RESERVES.map(({ code, phrase }) => [`\`${code}\``, 'une personne décide', phrase]),
      ],
    ),
    '## Ce qui est mesuré',
    MESURES,
    '## Sans fichier des enfants',
    COINCIDENCE,
  ].join('\n\n')}\n`;
}

const CE_QUI_SE_PASSE = `1. Une fiche arrive. Si ses cinq traits stricts (nom de naissance, prénoms, date, sexe, commune de naissance) sont, aux accents et à la casse près, ceux d’une fiche de la même collectivité, c’est la même fiche.
2. Sinon, dans les secondes qui suivent, le worker cherche dans la collectivité les fiches qui partagent une clé avec elle (le son du nom et le jour de naissance, le son du prénom et l’adresse…) ou, nées le même jour, un nom aux lettres proches (\`pg_trgm\`, \`unaccent\`). Les clés sont gardées hachées sous une clé du hub ; les noms ne quittent pas la table des enfants.
3. Il les compare trait par trait. La fiche scellée d’un candidat n’est ouverte que si ses traits civils laissent un doute.
4. **Réunies** : une seule histoire, lue par \`Enfant.memeEnfant\`. **À examiner** : la paire attend dans \`Query.rapprochementsAExaminer\`. La CRIP est avisée (\`information-preoccupante.enfant-connu\`, \`rapprochement.a-examiner\`, \`rapprochement.decide\`).
5. Une personne décide : \`rapprocher\`, \`confirmerDistincts\`, \`separer\`. Ce qu’elle dit tient quand les règles changent, et rien ne réunit par un tiers deux enfants qu’elle a dits distincts.

Aucune ligne n’est déplacée : chaque fiche garde ses informations, ses mesures, sa clé. Séparer rend donc à chacune exactement son histoire ; les informations jointes entre-temps de l’une à l’autre sont rendues à qui sépare, pour être revues. Le lieu tenu secret sur une fiche l’est sur toutes celles du même enfant.

Le NIR, l’INS et l’INE ne servent jamais à chercher : le numéro que la même école donne à deux fiches, comparé par son empreinte, confirme ou fait douter ; celui de l’hôpital reste dans son enveloppe (CSP L1111-8-1). Les fiches d’une autre collectivité ne sont pas comparées (CASF L221-3 al. 3 : on demande). Après un changement des règles, \`npm run -s hub -- rapprochement --relire\` fait tout comparer de nouveau.`;

const MESURES = `\`npm run -s bench -- matching --seed N --json\` : sur des fiches inventées (jumeaux, noms composés et à particule, dates inversées, fautes, déménagements, homonymes), dont le rapprocheur ne lit pas les étiquettes. \`npm run -s bench -- matching-lookup\` : la recherche parmi un million d’enfants, dans PostgreSQL.

![Précision et rappel selon le seuil](mesures/matching.svg)

[Cas par cas](mesures/matching.md).`;

const COINCIDENCE = `Deux CRIP de collectivités différentes travaillent sur le même enfant, sans le savoir. Chacune peut le demander (\`chercherCoincidence\`), pour une information encore ouverte et une finalité, \`EVALUATION\` ou \`PROTECTION\`. Le hub garde alors une empreinte à clé des traits stricts, autre pour chaque finalité, quatre-vingt-dix jours au plus. Si les deux ont demandé, les deux l’apprennent, et rien de plus : chacune interroge l’autre (CASF L221-3 al. 3). Qui n’a rien demandé ne sait rien ; un échange clos ne dit plus rien. La table d’accès n’ouvre à personne d’autre l’existence d’un dossier ailleurs.`;

function cascade(a: TraitsEnfant, b: TraitsEnfant): string {
  const rapprochement = regles.rapprocher(mettreEnForme(a), mettreEnForme(b));
  const { score, verdict } = rapprochement;
  const lignes = regles
    .expliquer(rapprochement)
    .map(({ trait, poids: bits, phrase }) => [LIBELLES[trait], ...dits(a, b, trait), phrase, signe(bits)]);
  const table_ = tableau(
    ['Trait', 'Une fiche', 'L’autre', 'Comparaison', 'Bits'],
    [...lignes, ['**Score**', '', '', '', `**${signe(score)}**`]],
  );
  const appliquees = rapprochement.regles.map(({ code, phrase }) => `- \`${code}\` : ${phrase}`);
  return [table_, ...(appliquees.length > 0 ? [appliquees.join('\n')] : []), `→ **${VERDICTS[verdict]}**.`].join(
    '\n\n',
  );
}

const ECRITS: Readonly<Record<string, (traits: TraitsEnfant) => string | null | undefined>> = {
  nom: ({ nomNaissance }) => nomNaissance,
  prenoms: ({ prenoms }) => prenoms,
  date: ({ dateNaissance }) => dateNaissance,
  sexe: ({ sexe }) => sexe,
  lieu: ({ communeNaissance }) => communeNaissance,
  domicile: ({ adresse }) => adresse,
};
const dits = (a: TraitsEnfant, b: TraitsEnfant, trait: string) => [a, b].map((un) => ECRITS[trait]?.(un) ?? '');

function poids(): string {
  const lignes = TRAITS.flatMap((trait) =>
    Object.entries(table[trait]).map(([niveau, frequences]) => {
      const phrases: Readonly<Record<string, string>> = NIVEAUX[trait];
      return [LIBELLES[trait], phrases[niveau] ?? niveau, signe(bits(frequences))];
    }),
  );
  return tableau(['Trait', 'Comparaison', 'Bits'], lignes);
}

const nombre = (n: number) => String(n).replace('.', ',');
const signe = (n: number) => `${n > 0 ? '+' : ''}${n.toFixed(2).replace('.', ',')}`;

if (require.main === module) writeFileSync(PAGE, pageDuRapprochement());
