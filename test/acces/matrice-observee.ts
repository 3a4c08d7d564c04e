import {
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isObjectType,
  isRequiredArgument,
  type GraphQLObjectType,
} from 'graphql';
import { tableau } from '../../src/cli/markdown-table';
import { TYPES_PUBLIES } from '../../src/domain/access-types';
import { executable } from '../../src/gateway/remote';
import { SUBGRAPHS } from '../../src/subgraphs/registry';
import { ACTES, LECTURES, type Peuplement } from '../subgraphs/access-cases';
import { CLIENTS, retenus, type HubOuvert, type Json, type Reponse } from '../subgraphs/hub-ouvert';

const { schema } = executable({ subgraphs: SUBGRAPHS });

const INSTITUTIONS_LUES = [...CLIENTS, 'exploitant'] as const;

/** What one role got of one field, over every object that it read. */
type Obtenu = 'lu' | 'retenu' | 'lu ou retenu' | 'vide';
type Colonne = Readonly<Record<string, Obtenu>> | string;

/** Every field of a record and of its parts; of the records that it leads to, only whether one gets there. */
function selection(type: GraphQLObjectType, racine = true): string {
  const publie = TYPES_PUBLIES[type.name];
  const carrie = /(Connection|Edge)$/.test(type.name);
  if (publie?.enregistrement && !racine && !carrie) return '{ __typename }';
  const champs = Object.values(type.getFields()).map((champ) => {
    const vers = getNamedType(champ.type);
    return isObjectType(vers) ? `${champ.name} ${selection(vers, carrie)}` : champ.name;
  });
  return `{ ${champs.join(' ')} }`;
}

/** Everything that a root field answers; what it must be told is `$sujet`, and the purpose. */
function requeteDe(nom: keyof typeof LECTURES): string {
  const champ = schema.getQueryType()?.getFields()[nom];
  const type = champ && getNamedType(champ.type);
  if (!isObjectType(type)) throw new Error(`${nom} reads no object.`);
  const args = champ?.args ?? [];
  const { query } = LECTURES[nom];
  const cle = /\((\w+): \$id/.exec(query)?.[1];
  const ecrits = [...query.matchAll(/[(,]\s*((?!first)\w+: (?:"[^"]*"|\d+|\[\]))/g)].map(([, ecrit = '']) => ecrit);
  const finalite = args.some((arg) => arg.name === 'finalite' && isRequiredArgument(arg));
  const variables = [...(cle ? ['$sujet: ID!'] : []), ...(finalite ? ['$finalite: Finalite!'] : [])];
  const donnes = [
    ...(cle ? [`${cle}: $sujet`] : []),
    ...ecrits,
    ...(finalite ? ['finalite: $finalite'] : []),
    ...(args.some(({ name }) => name === 'first') ? ['first: 20'] : []),
  ];
  const entre = (un: readonly string[]) => (un.length === 0 ? '' : `(${un.join(', ')})`);
  return `query ${entre(variables)} { ${nom}${entre(donnes)} ${selection(type)} }`;
}

/** What the answer shows of each field of each type, or why it shows nothing. */
function observer(nom: string, reponse: Reponse): Colonne {
  const [erreur] = reponse.body.errors ?? [];
  if (erreur) return codeDe(nom, erreur);
  const tus = retenus(reponse);
  const vus = new Map<string, Set<'lu' | 'retenu' | 'vide'>>();
  const visiter = (type: GraphQLObjectType, objet: Json, chemin: string): void => {
    for (const champ of Object.values(type.getFields())) {
      if (!(champ.name in objet)) continue;
      const place = `${chemin}.${champ.name}`;
      const valeur: Json = objet[champ.name];
      const cle = `${type.name}.${champ.name}`;
      const etat = place in tus ? 'retenu' : valeur === null || valeur.length === 0 ? 'vide' : 'lu';
      vus.set(cle, (vus.get(cle) ?? new Set()).add(etat));
      const vers = getNamedType(champ.type);
      if (valeur === null || isLeafType(vers) || !isObjectType(vers)) continue;
      if (isListType(getNullableType(champ.type)))
        for (const [i, item] of (valeur as Json[]).entries()) visiter(vers, item, `${place}.${String(i)}`);
      else visiter(vers, valeur, place);
    }
  };
  const champ = schema.getQueryType()?.getFields()[nom];
  const type = champ && getNamedType(champ.type);
  const objet = reponse.body.data[nom];
  if (objet === null) return 'vide';
  if ((objet.edges ?? objet).length === 0) return 'liste vide';
  if (isObjectType(type)) visiter(type, objet, nom);
  return Object.fromEntries([...vus].map(([cle, etats]) => [cle, resumer(etats)]));
}

/** @throws when it is the question that is wrong: nothing was observed. */
function codeDe(nom: string, { message, extensions: { code } }: Json): string {
  if (!(code in TITRES)) throw new Error(`${nom} : ${code}, ${message}`);
  return code;
}

function resumer(etats: ReadonlySet<'lu' | 'retenu' | 'vide'>): Obtenu {
  if (etats.has('lu')) return etats.has('retenu') ? 'lu ou retenu' : 'lu';
  return etats.has('retenu') ? 'retenu' : 'vide';
}

const MUETS = /^(PageInfo|\w+Edge|\w+Connection)\./;
const TITRES: Readonly<Record<string, string>> = { FORBIDDEN: 'refusé', NOT_FOUND: 'absent' };

async function tableauDe(hub: HubOuvert, nom: keyof typeof LECTURES, ids: Peuplement): Promise<string> {
  const { sujet } = LECTURES[nom];
  const variables = sujet ? { sujet: ids.unEnfant[sujet] } : {};
  const colonnes = await Promise.all(
    INSTITUTIONS_LUES.map(
      async (qui) => [qui, observer(nom, await hub.demander(qui, requeteDe(nom), variables))] as const,
    ),
  );
  const refuses = colonnes.flatMap(([qui, colonne]) => (typeof colonne === 'string' ? [[qui, colonne] as const] : []));
  const lecteurs = colonnes.flatMap(([qui, colonne]) => (typeof colonne === 'string' ? [] : [[qui, colonne] as const]));
  const champs = [...new Set(lecteurs.flatMap(([, colonne]) => Object.keys(colonne)))].filter((un) => !MUETS.test(un));
  const dits = refuses.map(([qui, code]) => `${qui} : ${TITRES[code] ?? code}`).join(' ; ');
  return [
    `### ${nom}`,
    ...(dits === '' ? [] : [`${dits}.`]),
    ...(lecteurs.length === 0
      ? []
      : [
          tableau(
            ['Champ', ...lecteurs.map(([qui]) => qui)],
            champs.sort().map((champ) => [`\`${champ}\``, ...lecteurs.map(([, colonne]) => colonne[champ] ?? '')]),
          ),
        ]),
  ].join('\n\n');
}

async function tableauDesActes(hub: HubOuvert): Promise<string> {
  const lignes = await Promise.all(
    Object.entries(ACTES).map(async ([nom, { query, input }]) => {
      const variables = { input: input() };
      const issues = await Promise.all(
        INSTITUTIONS_LUES.map(async (qui) => issueDe(await hub.demander(qui, query, variables))),
      );
      return [`\`${nom}\``, ...issues];
    }),
  );
  return tableau(
    ['Acte', ...INSTITUTIONS_LUES],
    lignes.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
  );
}

function issueDe({ body }: Reponse): string {
  const [erreur] = body.errors ?? [];
  if (erreur) return erreur.extensions.code === 'FORBIDDEN' ? '' : erreur.extensions.code;
  return 'admis';
}

const TETE = `# Ce que chaque institution obtient

Chaque opération du hub, demandée pour de vrai par chaque institution de démonstration, sur le même jeu de données ; un test compare cette page à ce que le hub répond (\`test/acces/matrice-observee.test.ts\`). La règle est dans [acces.md](acces.md) ; ceci est ce qu’elle donne.

\`lu\` : la valeur est rendue. \`retenu\` : null, et dit dans \`extensions.occultations\`. \`lu ou retenu\` : selon l’objet. \`vide\` : rien à cet endroit dans ce jeu de données. \`refusé\` : \`FORBIDDEN\`. \`absent\` : la même réponse que pour un objet qui n’existe pas. D’un objet vers un autre, seul le passage est montré.`;

export async function pageObservee(hub: HubOuvert, ids: Peuplement): Promise<string> {
  const noms = (Object.keys(LECTURES) as (keyof typeof LECTURES)[]).sort();
  const tables: string[] = [];
  for (const nom of noms) tables.push(await tableauDe(hub, nom, ids));
  return `${[TETE, '## Lectures', ...tables, '## Actes', await tableauDesActes(hub)].join('\n\n')}\n`;
}
