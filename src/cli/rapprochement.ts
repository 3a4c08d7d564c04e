import { PARAMETRES } from '../domain/identite';
import { etatDesFiches, relireFiches } from '../subgraphs/crip';
import { decouper } from './arguments';
import { barre } from './barre';
import { ErreurUsage, type Commande } from './command';
import { avecLaBase } from './ouvrir-base';

const AIDE = `Usage : npm run -s hub -- rapprochement [--relire]

Dit où en est le rapprochement des fiches d'enfants : combien sont à lire, combien l'ont été par une autre version des
règles, combien de paires attendent une personne. Ne montre le nom de personne.

  --relire  rend au worker les fiches qu'une autre version a comparées : il les compare de nouveau. Ce qu'une personne a
            décidé reste ; ce que le hub avait réuni et qu'il ne réunirait plus est montré à la CRIP
  --help    cette aide

Base : DATABASE_URL, sinon la base embarquée de HUB_DATA_DIR.
Codes de sortie : 0 fait, 1 la base n'a pas répondu, 2 mauvais usage.
`;

/** `hub -- rapprochement`: where the matching of children stands, and reading again under other rules. */
export const commandeRapprochement: Commande = {
  nom: 'rapprochement',
  resume: 'où en est le rapprochement des fiches d’enfants ; les relire quand les règles changent',
  aide: AIDE,
  executer: async (args) => {
    const { values, positionals } = decouper(args, { relire: { type: 'boolean' } });
    if (positionals.length > 0) throw new ErreurUsage('Aucun argument n’est attendu. Voir --help.');
    const { version } = PARAMETRES;
    return avecLaBase(async (database) => {
      if (values['relire'] === true) {
        const { fiches } = await etatDesFiches(database, version);
        const { avancer, finir } = barre('Fiches');
        await relireFiches(database, version, (lues) => {
          avancer(Math.min(1, lues / fiches));
        }).finally(finir);
      }
      const { fiches, aLire, ancienne, aExaminer } = await etatDesFiches(database, version);
      return [
        `Règles en vigueur : ${version}`,
        `Fiches : ${nombre(fiches)}, dont à lire : ${nombre(aLire)}, comparées par une autre version : ${nombre(ancienne)}`,
        `Paires à examiner par une personne : ${nombre(aExaminer)}`,
        '',
      ].join('\n');
    }, 'proprietaire');
  },
};

const nombre = (n: number): string => n.toLocaleString('fr-FR').replace(/\s/gu, ' ');
