import {
  coffreDe,
  lireFichierCoffre,
  nouveauCoffre,
  tournerCoffre,
  type FichierCoffre,
} from '../platform/secret/coffre';
import { reenvelopper } from '../platform/secret/reenvelopper';
import { decouper } from './arguments';
import type { Commande } from './command';
import { creerFichier, fichierDemande, lireFichier, remplacerFichier } from './fichier-de-cles';
import { avecLaBase } from './ouvrir-base';

const AIDE = `Usage : npm run -s hub -- coffre FICHIER [option]

Les clés qui enveloppent la clé de chaque enfant, et celle du webhook de chaque partenaire (variable COFFRE_CLES). Sans option, nomme les clés du fichier.

  --creer          crée le fichier
  --tourner        ajoute une clé : elle enveloppe désormais, les précédentes ouvrent encore
  --reenvelopper   enveloppe à nouveau, sous la dernière clé, chacune de ces clés ; aucun récit n'est réécrit.
                   Ensuite, et une fois les processus du hub relancés, les anciennes clés peuvent quitter le fichier.
                   Écrit dans la base en tant que son propriétaire : DATABASE_OWNER_URL.
  --help           cette aide

Le fichier perdu, rien de ce qui est scellé ne se lit plus : gardez-en une copie, loin de la base et de ses sauvegardes.
Codes de sortie : 0 fait, 1 la base n'a pas répondu, 2 mauvais usage.
`;

/** `hub -- coffre`: the keys that wrap the keys of the children, in their file. */
export const commandeCoffre: Commande = {
  nom: 'coffre',
  resume: 'crée et tourne les clés qui protègent les récits et les identités',
  aide: AIDE,
  executer: async (args) => {
    const demande = decouper(args, {
      creer: { type: 'boolean' },
      tourner: { type: 'boolean' },
      reenvelopper: { type: 'boolean' },
    });
    const fichier = fichierDemande(demande);
    const { values } = demande;
    if (values.creer === true) return creer(fichier);
    const coffre = lireFichier(() => lireFichierCoffre(fichier), 'les clés d’un coffre');
    if (values.tourner === true) return tourner(fichier, coffre);
    if (values.reenvelopper !== true) return montrer(coffre);
    const { actif } = coffreDe(coffre);
    const nombre = await avecLaBase((database) => reenvelopper(database, coffreDe(coffre)), 'proprietaire');
    return `${String(nombre)} clé(s) enveloppée(s) à nouveau ; toutes le sont sous ${actif}.\n`;
  },
};

function creer(fichier: string): string {
  const coffre = nouveauCoffre();
  creerFichier(fichier, coffre);
  return montrer(coffre);
}

function tourner(fichier: string, avant: FichierCoffre): string {
  const apres = tournerCoffre(avant);
  remplacerFichier(fichier, apres);
  return `${montrer(apres)}Relancez les processus du hub, puis : npm run -s hub -- coffre FICHIER --reenvelopper\n`;
}

function montrer({ keks }: FichierCoffre): string {
  const lignes = keks.map(
    ({ id }, i) => `  ${id}  ${i === keks.length - 1 ? 'enveloppe et ouvre' : 'ouvre seulement'}`,
  );
  return `Clés du coffre :\n${lignes.join('\n')}\n`;
}
