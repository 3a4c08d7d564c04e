import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { APPELS, MAINTENANT, type Appel } from './appels';

export const PAGE = join(process.cwd(), 'docs', 'appels.md');

const TETE = `# Premiers appels

Un corps JSON prêt à coller par acte principal, pour un hub d’essai (\`npm start\`). Les commandes se collent dans l’ordre, dans un même terminal (bash ou zsh), depuis ce dossier : \`tee\` montre la réponse, et ce dont la suite a besoin est gardé dans une variable. Les renvoyer ne crée rien de plus : la clé d’idempotence est la même, la réponse aussi ; il n’y a que les suites du parquet, datées de l’instant de l’envoi, que le hub refuse alors par \`CONFLICT\`.

Chaque appel demande son propre jeton (\`npm run -s token\`), comme le ferait le logiciel du partenaire : si le hub n’a pas ceux par défaut, faites d’abord \`export PORT=… HUB_DATA_DIR=…\`, les mêmes que les siens. Clients d’essai et mandats : \`npm run -s token -- --help\`.

Un refus est dans \`userErrors\` : un code stable, le champ en cause, une phrase ; un appel de cette page en montre un. La page est produite par \`npm run docs\` ; un test envoie chacun de ces corps.`;

/** What an integrator pastes on the first day. `npm run docs` writes it; a test keeps it true. */
export function pageDesAppels(): string {
  return `${TETE}\n\n${APPELS.map((appel, i) => section(appel, i + 1)).join('\n\n')}\n`;
}

function section(appel: Appel, rang: number): string {
  const { titre, attente, ensuite } = appel;
  const lignes = [commande(appel), ...(ensuite === undefined ? [] : [ensuite])].join('\n');
  return [
    `## ${String(rang)}. ${titre}`,
    ...(attente === undefined ? [] : [attente]),
    `\`\`\`sh\n${lignes}\n\`\`\``,
  ].join('\n\n');
}

function commande({ qui, query, variables, finalite, garde, ecrit }: Appel): string {
  // An apostrophe in a here-document closes a quotation for the oldest shells, inside $(…).
  const corps = JSON.stringify({ query: query.replace(/\s+/g, ' ').trim(), variables }, null, 2).replaceAll("'", '’');
  const connus = APPELS.flatMap((un) => un.garde?.[0] ?? []).filter((nom) => corps.includes(`"${nom}"`));
  const valeurs = [
    ...connus.map((nom) => `-e "s/\\"${nom}\\"/\\"$${nom}\\"/"`),
    ...(corps.includes(MAINTENANT) ? [`-e "s/${MAINTENANT}/$(node -p 'new Date().toJSON()')/"`] : []),
  ];
  const entree = valeurs.length === 0 ? 'cat' : `sed ${valeurs.join(' ')}`;
  const envoi = `${entree} <<'JSON' | curl -s "http://127.0.0.1:\${PORT:-4000}/graphql" -d @- \\
  -H 'content-type: application/json' -H "authorization: Bearer $(npm run -s token -- ${qui})"${finalite === undefined ? '' : ` -H 'finalite: ${finalite}'`}`;
  if (garde === undefined && ecrit === undefined) return `${envoi}\n${corps}\nJSON`;
  // A receipt is an object, an archive is already the text that was signed.
  const ecrire = (fichier: string, chemin: string, objet: boolean) =>
    `fs.writeFileSync("${fichier}", ${objet ? `JSON.stringify(data.${chemin})` : `String(data.${chemin})`})`;
  const lire =
    ecrit === undefined
      ? `JSON.parse(fs.readFileSync(0)).data.${garde?.[1] ?? ''}`
      : [
          'const { data } = JSON.parse(fs.readFileSync(0))',
          ecrire(...ecrit, garde !== undefined),
          ...(garde === undefined ? [] : [`data.${garde[1]}`]),
        ].join('; ');
  const lu = `${envoi} \\
  | tee -a /dev/stderr | node ${garde === undefined ? '-e' : '-p'} '${lire}'\n${corps}\nJSON`;
  return garde === undefined ? lu : `${garde[0]}=$(${lu}\n)`;
}

if (require.main === module) writeFileSync(PAGE, pageDesAppels());
