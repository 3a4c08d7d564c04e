import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { GraphQLError, parse, validate, type GraphQLSchema } from 'graphql';
import { executable } from '../gateway/remote';
import { sha256 } from '../platform/allowed-operations';
import { SUBGRAPHS } from '../subgraphs/registry';
import { decouper } from './arguments';
import { ErreurUsage, type Commande } from './command';

const AIDE = `Usage : npm run -s hub -- operations <fichiers ou dossiers> > operations.json

Écrit la liste des opérations autorisées : un objet JSON, chaque document GraphQL sous son empreinte SHA-256. Le hub
lancé avec ALLOWED_OPERATIONS=operations.json n'en exécute aucune autre. Chaque document est validé contre le schéma.

  <fichiers>   documents .graphql, dont l'empreinte est celle du texte sans blancs aux deux bouts,
               ou listes .json déjà écrites (par cette commande ou par un compilateur GraphQL), à réunir
  <dossiers>   tous les .graphql et .json qu'ils contiennent
  --help       cette aide

Un client envoie { "documentId": "sha256:<empreinte>", "variables": { } }, ou l'extension persistedQuery, ou le document.
`;

/** `hub -- operations`: what partners may send, and nothing else. */
export const commandeOperations: Commande = {
  nom: 'operations',
  resume: 'écrit la liste des opérations autorisées',
  aide: AIDE,
  executer: (args) => {
    const { positionals } = decouper(args, {});
    if (positionals.length === 0) throw new ErreurUsage('Des fichiers ou des dossiers sont attendus. Voir --help.');
    const { schema } = executable({ subgraphs: SUBGRAPHS });
    const textes = positionals.flatMap(fichiers).flatMap((fichier) => lire(fichier, schema));
    if (textes.length === 0) throw new ErreurUsage('Aucune opération trouvée.');
    const liste = Object.fromEntries(textes.map((texte): [string, string] => [sha256(texte), texte]).sort());
    return `${JSON.stringify(liste, null, 2)}\n`;
  },
};

function fichiers(chemin: string): string[] {
  const infos = statSync(chemin, { throwIfNoEntry: false });
  if (infos === undefined) throw new ErreurUsage(`« ${chemin} » n'existe pas.`);
  if (!infos.isDirectory()) return [chemin];
  return readdirSync(chemin, { recursive: true, encoding: 'utf8' })
    .filter((nom) => /\.(graphql|json)$/.test(nom))
    .sort()
    .map((nom) => join(chemin, nom));
}

function lire(fichier: string, schema: GraphQLSchema): string[] {
  const contenu = readFileSync(fichier, 'utf8');
  const textes = fichier.endsWith('.json') ? textesDeLaListe(fichier, contenu) : [contenu.trim()];
  for (const texte of textes) {
    const fautes = fautesDe(texte, schema);
    if (fautes.length > 0) throw new ErreurUsage(`« ${fichier} » : ${fautes.join(' ')}`);
  }
  return textes;
}

function textesDeLaListe(fichier: string, contenu: string): string[] {
  try {
    const textes = Object.values(JSON.parse(contenu) as Record<string, unknown>);
    if (textes.every((texte) => typeof texte === 'string')) return textes;
  } catch {
    // Said below.
  }
  throw new ErreurUsage(`« ${fichier} » n'est pas un objet JSON de documents.`);
}

/** In the words of graphql-js: who writes operations reads them in his own tools. */
function fautesDe(texte: string, schema: GraphQLSchema): string[] {
  try {
    return validate(schema, parse(texte)).map(({ message }) => message);
  } catch (error) {
    if (error instanceof GraphQLError) return [error.message];
    throw error;
  }
}
