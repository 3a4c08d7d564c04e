import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { deposerDans, envoiDeLot, resultatDe } from '../../connectors/education-nationale/simulator';
import { cellules } from '../../connectors/simulator';
import { donnees } from './attendus';
import { jusqua, type Monde } from './monde';
import { INFORMATIONS } from './operations';
import type { Scenario } from './scenario';

const relever = (monde: Monde, nom: string) =>
  jusqua(`résultat de ${nom}`, () => resultatDe(monde.dossier('dsden'), nom));

export const uneDsdenDeposeDansSonDossier: Scenario = {
  titre: 'La DSDEN dépose un lot signé dans son dossier, et relève le résultat',
  etapes: () => {
    const lot = envoiDeLot.message();
    let resultat: string;
    let references: string[];
    return [
      {
        qui: 'DSDEN',
        quoi: 'dépose par SFTP un fichier CSV de trois lignes et sa signature, puis relève le résultat, signé par le hub',
        faire: async (monde) => {
          await deposerDans(monde.dossier('dsden'), 'lot.csv', lot, monde.cle('dsden'));
          const rendu = await relever(monde, 'lot.csv');
          await monde.software('dsden').verifier(rendu);
          resultat = rendu.corps;
          const [, , ...lignes] = cellules(resultat);
          assert.deepEqual(
            lignes.map(([ligne, etat]) => [ligne, etat]),
            [
              ['3', 'ACCEPTE'],
              ['4', 'REJETE'],
              ['5', 'ACCEPTE'],
            ],
          );
          references = lignes.flatMap(([, etat, reference = '']) => (etat === 'ACCEPTE' ? [reference] : []));
          return {
            envoye: 'lot.csv, lot.csv.jws',
            recu: `lot.csv.resultat.csv : ${references.join(', ')} ; ligne 4 rejetée`,
          };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'est avertie de chacune',
        faire: async (monde) => {
          for (const reference of references) {
            const { informationsPreoccupantes } = donnees(await monde.demander('crip', INFORMATIONS, { reference }));
            const [{ node }] = informationsPreoccupantes.edges;
            await monde.webhook('crip', 'information-preoccupante.recue', node.id);
          }
          return { envoye: 'informationsPreoccupantes', recu: `${String(references.length)} webhooks signés` };
        },
      },
      {
        qui: 'DSDEN',
        quoi: 'redépose le même lot sous un autre nom : même résultat, rien de plus, et rien n’est resté dans son dossier',
        faire: async (monde) => {
          await deposerDans(monde.dossier('dsden'), 'encore.csv', lot, monde.cle('dsden'));
          const { corps } = await relever(monde, 'encore.csv');
          assert.equal(corps, resultat);
          await jusqua('dossier vidé', () =>
            readdirSync(join(monde.dossier('dsden'), 'entrants')).length === 0 ? true : undefined,
          );
          return { envoye: 'encore.csv, encore.csv.jws', recu: 'le même résultat ; les fichiers déposés sont effacés' };
        },
      },
    ];
  },
};
