import { EMPLOIS, publiques, tourner, trousseauSchema, type Emploi, type Trousseau } from '../audit/cles';
import { lireTrousseau, nouveauTrousseau } from '../audit/trousseau';
import { decouper } from './arguments';
import { ErreurUsage, type Commande } from './command';
import { creerFichier, fichierDemande, lireFichier, remplacerFichier } from './fichier-de-cles';
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
    const demande = decouper(args, {
      creer: { type: 'string' },
      tourner: { type: 'string' },
      publiques: { type: 'boolean' },
    });
    const fichier = fichierDemande(demande);
    const { values } = demande;
    if (values.creer !== undefined) return creer(fichier, values.creer);
    const trousseau = lireFichier(() => lireTrousseau(fichier), 'des clés du hub');
    if (values.publiques === true) return `${JSON.stringify(publiques(trousseau), undefined, 2)}\n`;
    return values.tourner === undefined ? montrer(trousseau) : tournerCle(fichier, trousseau, values.tourner);
  },
};

function creer(fichier: string, origine: string): string {
  const trousseau = trousseauSchema.safeParse(nouveauTrousseau(origine));
  if (!trousseau.success)
    throw new ErreurUsage('--creer attend un hôte et un chemin, sans https:// : hub.exemple.fr/journal.');
  creerFichier(fichier, trousseau.data);
  return montrer(trousseau.data);
}

function tournerCle(fichier: string, trousseau: Trousseau, emploi: string): string {
  if (!estEmploi(emploi)) throw new ErreurUsage(`--tourner attend ${EMPLOIS.join(' ou ')}.`);
  const apres = tourner(trousseau, emploi, new Date());
  remplacerFichier(fichier, apres);
  return montrer(apres);
}

function estEmploi(emploi: string): emploi is Emploi {
  return EMPLOIS.some((connu) => connu === emploi);
}

function montrer({ origine, keys }: Trousseau): string {
  const instant = (secondes: number | undefined) =>
    secondes === undefined ? '' : new Date(secondes * 1_000).toISOString();
  const lignes = keys.map(({ kid, emploi, d, nbf, exp }) => [
    ...[kid, emploi, d === undefined ? 'publique' : 'privée', instant(nbf), instant(exp)],
  ]);
  return `Journal : ${origine}\n\n${tableau(['Clé', 'Emploi', 'Présente', 'Depuis', 'Jusqu’à'], lignes)}\n`;
}
