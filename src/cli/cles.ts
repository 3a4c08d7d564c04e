import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { EMPLOIS, publiques, tourner, trousseauSchema, type Emploi, type Trousseau } from '../audit/cles';
import { nouveauTrousseau } from '../audit/trousseau';
import { writeOnce } from '../platform/write-once';
import { decouper } from './arguments';
import { ErreurUsage, type Commande } from './command';
import { tableau } from './markdown-table';

const AIDE = `Usage : npm run -s hub -- cles FICHIER [options]

Les clés qui signent les reçus et les points de contrôle du journal (variable PREUVE_CLES). Sans option, les montre.

  --creer ORIGINE    crée le fichier ; ORIGINE nomme le journal : un hôte et un chemin, sans https://
  --tourner EMPLOI   nouvelle clé pour cet emploi (recus ou journal) ; l'ancienne ne signe plus, et vérifie toujours
  --publiques        écrit les seules clés publiques, à remettre à qui vérifie
  --help             cette aide

Les processus du hub lisent le fichier à leur démarrage. Qui ne sert que les reçus peut recevoir une copie du fichier
où la clé « journal » n'a pas de valeur « d », et inversement.
Codes de sortie : 0 fait, 1 le fichier ne peut être écrit, 2 mauvais usage.
`;

/** `hub -- cles`: the keys of the proof, in their file. */
export const commandeCles: Commande = {
  nom: 'cles',
  resume: 'crée, montre et tourne les clés qui signent les reçus et le journal',
  aide: AIDE,
  executer: (args) => {
    const { values, positionals } = decouper(args, {
      creer: { type: 'string' },
      tourner: { type: 'string' },
      publiques: { type: 'boolean' },
    });
    const [fichier, ...trop] = positionals;
    const demandes = Object.keys(values).length;
    if (fichier === undefined || trop.length > 0 || demandes > 1)
      throw new ErreurUsage('Un fichier et une option au plus sont attendus. Voir --help.');
    if (values.creer !== undefined) return creer(fichier, values.creer);
    const trousseau = lire(fichier);
    if (values.publiques === true) return `${JSON.stringify(publiques(trousseau), undefined, 2)}\n`;
    return values.tourner === undefined ? montrer(trousseau) : tournerCle(fichier, trousseau, values.tourner);
  },
};

function creer(fichier: string, origine: string): string {
  const trousseau = trousseauSchema.safeParse(nouveauTrousseau(origine));
  if (!trousseau.success)
    throw new ErreurUsage('--creer attend un hôte et un chemin, sans https:// : hub.exemple.fr/journal.');
  if (!writeOnce(fichier, ecrit(trousseau.data)))
    throw new ErreurUsage('Ce fichier existe déjà : rien n’a été changé.');
  return montrer(trousseau.data);
}

function tournerCle(fichier: string, trousseau: Trousseau, emploi: string): string {
  if (!estEmploi(emploi)) throw new ErreurUsage(`--tourner attend ${EMPLOIS.join(' ou ')}.`);
  const apres = tourner(trousseau, emploi, new Date());
  writeFileSync(`${fichier}.nouveau`, ecrit(apres), { mode: 0o600 });
  renameSync(`${fichier}.nouveau`, fichier);
  return montrer(apres);
}

function estEmploi(emploi: string): emploi is Emploi {
  return EMPLOIS.some((connu) => connu === emploi);
}

function lire(fichier: string): Trousseau {
  try {
    return trousseauSchema.parse(JSON.parse(readFileSync(fichier, 'utf8')));
  } catch {
    throw new ErreurUsage('Ce fichier ne se lit pas comme des clés du hub ; --creer en crée un.');
  }
}

const ecrit = (trousseau: Trousseau) => `${JSON.stringify(trousseau, undefined, 2)}\n`;

function montrer({ origine, keys }: Trousseau): string {
  const instant = (secondes: number | undefined) =>
    secondes === undefined ? '' : new Date(secondes * 1_000).toISOString();
  const lignes = keys.map(({ kid, emploi, d, nbf, exp }) => [
    ...[kid, emploi, d === undefined ? 'publique' : 'privée', instant(nbf), instant(exp)],
  ]);
  return `Journal : ${origine}\n\n${tableau(['Clé', 'Emploi', 'Présente', 'Depuis', 'Jusqu’à'], lignes)}\n`;
}
