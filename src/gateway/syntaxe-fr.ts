/** French of a syntax error of graphql-js. Tokens are named by their kind: a text may be about a child. */
export function traduireSyntaxe(message: string): string {
  const reason = message.replace(/^Syntax Error: /, '');
  for (const [pattern, french] of RAISONS) {
    const match = pattern.exec(reason);
    if (match !== null) return `Erreur de syntaxe : ${french(match)}`;
  }
  return 'Erreur de syntaxe dans le document GraphQL.';
}

const SORTES: Readonly<Record<string, string>> = {
  '<SOF>': 'le début du document',
  '<EOF>': 'la fin du document',
  Name: 'un nom',
  Int: 'un nombre entier',
  Float: 'un nombre',
  String: 'un texte',
  BlockString: 'un texte',
  Comment: 'un commentaire',
};

/** A token as graphql-js describes it: its kind (`Name`, `String`, `<EOF>`…), or the punctuation or keyword itself. */
const TOKEN = String.raw`(<[SE]OF>|Name|Int|Float|String|BlockString|Comment|"[^"\s]{1,16}")`;

function sorte(token: string | undefined): string {
  return SORTES[token ?? ''] ?? `« ${(token ?? '').replaceAll('"', '')} »`;
}

const RAISONS: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [new RegExp(`^Expected ${TOKEN}, found ${TOKEN}`), (m) => `attendu : ${sorte(m[1])} ; trouvé : ${sorte(m[2])}.`],
  [/^Unexpected variable /, () => 'une variable est interdite dans une valeur par défaut.'],
  [/^Unexpected description, /, () => 'une description est interdite à cet endroit.'],
  [/^Unexpected single quote character /, () => 'les textes se mettent entre guillemets droits doubles.'],
  [/^(?:Unexpected|Invalid) character: /, () => 'caractère interdit à cet endroit.'],
  [/ is reserved and cannot be used for an enum value\.$/, () => 'true, false et null ne sont pas des énumérations.'],
  [new RegExp(`^Unexpected ${TOKEN}`), (m) => `${sorte(m[1])} n'est pas à sa place.`],
  [/^Document contains more that (\d+) tokens/, (m) => `le document est trop long (plus de ${m[1] ?? ''} mots).`],
  [/^Document contains more than (\d+) comments/, () => 'le document contient trop de commentaires.'],
  [/^Source contains more than /, () => 'le document est trop long.'],
  [/^Invalid number, /, () => 'nombre mal écrit.'],
  [/^Unterminated string\./, () => "un texte n'est pas fermé."],
  [/^Invalid character within String: /, () => 'caractère interdit dans un texte.'],
  [/^Invalid Unicode escape sequence: /, () => "séquence d'échappement Unicode invalide dans un texte."],
  [/^Invalid character escape sequence: /, () => "séquence d'échappement invalide dans un texte."],
];
