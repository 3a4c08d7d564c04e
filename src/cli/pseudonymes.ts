import {
  lireClesPseudonymes,
  nouvellesClesPseudonymes,
  tournerPseudonymes,
  type FichierPseudonymes,
} from '../observatoire/cles-pseudonymes';
import { decouper } from './arguments';
import { ErreurUsage, type Commande } from './command';
import { creerFichier, fichierDemande, lireFichier, remplacerFichier } from './fichier-de-cles';

const AIDE = `Usage : npm run -s hub -- pseudonymes FICHIER [option]

Les clés du pseudonyme que reçoivent les observatoires (variable OLINPE_CLES ; CASF D226-3-4). Sans option, nomme les clés du fichier.

  --creer     crée le fichier
  --tourner   ajoute une clé : elle chiffre désormais, et la précédente donne l'identifiant antérieur (NUMANONYMANT)
  --help      cette aide

Le fichier perdu, les enfants des prochains fichiers ne sont plus ceux des précédents : gardez-en une copie, loin de la base.
Qui a ces clés et une liste de noms peut retrouver un enfant : elles ne quittent pas qui fait l'extraction.
Codes de sortie : 0 fait, 1 le fichier ne peut être écrit, 2 mauvais usage.
`;

/** `hub -- pseudonymes`: the keys of the pseudonyms of the observatories, in their file. */
export const commandePseudonymes: Commande = {
  nom: 'pseudonymes',
  resume: 'crée et tourne les clés du pseudonyme des observatoires',
  aide: AIDE,
  executer: (args) => {
    const demande = decouper(args, { creer: { type: 'boolean' }, tourner: { type: 'boolean' } });
    const fichier = fichierDemande(demande);
    const { creer, tourner } = demande.values;
    if (creer === true && tourner === true) throw new ErreurUsage('--creer ou --tourner, pas les deux. Voir --help.');
    if (creer === true) {
      const cles = nouvellesClesPseudonymes();
      creerFichier(fichier, cles);
      return montrer(cles);
    }
    const cles = lireFichier(() => lireClesPseudonymes(fichier), 'les clés des pseudonymes');
    if (tourner !== true) return montrer(cles);
    const apres = tournerPseudonymes(cles);
    remplacerFichier(fichier, apres);
    return montrer(apres);
  },
};

function montrer({ cles }: FichierPseudonymes): string {
  const emplois = ['chiffre', 'donne l’identifiant antérieur'];
  const lignes = [...cles].reverse().map(({ id }, i) => `  ${id}  ${emplois[i] ?? 'ne sert plus'}`);
  return `Clés des pseudonymes :\n${lignes.reverse().join('\n')}\n`;
}
