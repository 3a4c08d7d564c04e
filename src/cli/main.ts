import { ErreurUsage, SORTIE_PANNE, SORTIE_USAGE, type Commande } from './command';
import { COMMANDES } from './registry';

/** What a run leaves: text for each stream, and the exit code of the process. */
export interface Resultat {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

const DEMANDES_D_AIDE: readonly string[] = ['--help', '-h'];

export async function lancer(argv: readonly string[], commandes: readonly Commande[] = COMMANDES): Promise<Resultat> {
  const [nom, ...args] = argv;
  if (nom !== undefined && DEMANDES_D_AIDE.includes(nom)) return reussite(aideGenerale(commandes));
  const commande = commandes.find((one) => one.nom === nom);
  if (commande === undefined) return refus(phraseInconnue(nom, commandes));
  if (args.some((arg) => DEMANDES_D_AIDE.includes(arg))) return reussite(commande.aide);
  try {
    const resultat = await commande.executer(args);
    if (typeof resultat === 'string') return reussite(resultat);
    return { stdout: resultat.texte, stderr: resultat.reserve ?? '', code: resultat.code };
  } catch (error) {
    if (error instanceof ErreurUsage) return refus(error.message);
    throw error;
  }
}

function reussite(stdout: string): Resultat {
  return { stdout, stderr: '', code: 0 };
}

function refus(message: string): Resultat {
  return { stdout: '', stderr: `${message}\n`, code: SORTIE_USAGE };
}

function phraseInconnue(nom: string | undefined, commandes: readonly Commande[]): string {
  const connues = commandes.map((one) => one.nom).join(', ');
  const constat = nom === undefined ? 'Une commande est attendue.' : `Commande « ${nom} » inconnue.`;
  return `${constat} Commandes : ${connues}. Voir --help.`;
}

function aideGenerale(commandes: readonly Commande[]): string {
  const largeur = Math.max(...commandes.map(({ nom }) => nom.length));
  const lignes = commandes.map(({ nom, resume }) => `  ${nom.padEnd(largeur)}   ${resume}`);
  return `Usage : npm run -s hub -- <commande> [options]\n\n${lignes.join('\n')}\n\nAide d'une commande : npm run -s hub -- <commande> --help\n`;
}

if (require.main === module) {
  void lancer(process.argv.slice(2))
    .catch((error: unknown) => ({ stdout: '', stderr: `${String(error)}\n`, code: SORTIE_PANNE }))
    .then(({ stdout, stderr, code }) => {
      process.stdout.write(stdout);
      process.stderr.write(stderr);
      process.exitCode = code;
    });
}
