import { join } from 'node:path';
import { readConfig } from '../platform/config';
import { DELAI_PUBLICATION_MS, readIssuerKeys, rotateIssuerKeys } from '../identity/issuer-keys';
import { decouper } from './arguments';
import { ErreurUsage, type Commande } from './command';

const AIDE = `Usage : npm run -s hub -- emetteur voir|tourner [FICHIER]

Les clés par lesquelles le hub signe les jetons d'accès. Elles ne sont que dans ce fichier, jamais dans la base.

  voir       montre le nom et la date de chaque clé
  tourner    ajoute une clé, ou crée le fichier ; elle signe une minute plus tard, le temps d'être connue partout ;
             l'ancienne reste publiée le temps de ses jetons (une heure), puis le renouvellement suivant la détruit
  FICHIER    AUTH_SIGNING_KEYS_FILE par défaut, sinon le fichier d'essai de HUB_DATA_DIR
  --help     cette aide

Un hub qui tourne relit son fichier : rien n'est à redémarrer.
Codes de sortie : 0 fait, 1 le fichier ne peut pas être lu ou écrit, 2 mauvais usage.
`;

/** `hub -- emetteur`: the keys that sign the access tokens. */
export const commandeEmetteur: Commande = {
  nom: 'emetteur',
  resume: 'crée, montre et renouvelle les clés qui signent les jetons',
  aide: AIDE,
  executer: (args) => {
    const [action, fichier, ...reste] = decouper(args, {}).positionals;
    if (reste.length > 0 || (action !== 'voir' && action !== 'tourner'))
      throw new ErreurUsage('« voir » ou « tourner » est attendu, puis un fichier au plus. Voir --help.');
    const path = fichier ?? fichierDe(process.env);
    return action === 'voir' ? voir(path) : tourner(path);
  },
};

// The file may not exist yet, which a whole configuration would refuse.
function fichierDe(env: NodeJS.ProcessEnv): string {
  const { AUTH_SIGNING_KEYS_FILE: nomme, HUB_DATA_DIR: dossier } = env;
  return nomme === undefined || nomme === ''
    ? join(readConfig({ HUB_DATA_DIR: dossier }).HUB_DATA_DIR, 'issuer-keys.json')
    : nomme;
}

function voir(path: string): string {
  const { signing, published } = readIssuerKeys(path).current();
  const lignes = published.map(({ kid, creeLe }) => {
    const etat = kid === signing.kid ? 'signe' : creeLe > signing.creeLe ? 'signera dans la minute' : 'publiée encore';
    return `${kid}  ${creeLe.getTime() === 0 ? 'première' : creeLe.toISOString()}  ${etat}`;
  });
  return `${lignes.join('\n')}\n`;
}

function tourner(path: string): string {
  const { kid, oubliees } = rotateIssuerKeys(path);
  const detruites = oubliees === 0 ? '' : ` Clés détruites : ${String(oubliees)}.`;
  const secondes = String(DELAI_PUBLICATION_MS / 1000);
  return `Clé ${kid} ajoutée à ${path} ; elle signe dans ${secondes} s, ou aussitôt si elle est la seule.${detruites}\n`;
}
