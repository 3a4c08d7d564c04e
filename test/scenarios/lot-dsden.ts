import assert from 'node:assert/strict';
import { envoiDeLot, releveRetours } from '../../connectors/education-nationale/simulator';
import { cellules } from '../../connectors/simulator';
import { donnees } from './attendus';
import { INFORMATIONS } from './operations';
import type { Scenario } from './scenario';

export const uneDsdenDeposeUnLot: Scenario = {
  titre: 'Une DSDEN sans logiciel dépose un lot',
  etapes: () => {
    const lot = envoiDeLot.message();
    let resultat: string;
    let references: string[];
    return [
      {
        qui: 'DSDEN',
        quoi: 'dépose un fichier CSV de trois lignes, dont une a une commune qui n’existe pas',
        faire: async (monde) => {
          const { statut, corps } = await monde.software('dsden').envoyer(envoiDeLot, lot);
          assert.equal(statut, 200, corps);
          resultat = corps;
          const [, , ...lignes] = cellules(corps);
          assert.deepEqual(
            lignes.map(([ligne, etat, , , , champ]) => [ligne, etat, champ]),
            [
              ['3', 'ACCEPTE', ''],
              ['4', 'REJETE', 'commune_residence'],
              ['5', 'ACCEPTE', ''],
            ],
          );
          references = lignes.flatMap(([, etat, reference = '']) => (etat === 'ACCEPTE' ? [reference] : []));
          return { envoye: 'hub-ip-csv/1, 3 lignes', recu: `acceptées : ${references.join(', ')} ; ligne 4 rejetée` };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'est avertie de chacune et les lit comme les autres',
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
        quoi: 'redépose le même fichier, faute d’être sûre : même résultat, rien de plus',
        faire: async (monde) => {
          const encore = await monde.software('dsden').envoyer(envoiDeLot, lot);
          assert.equal(encore.corps, resultat);
          const autre = await monde.software('dsden').envoyer(envoiDeLot, `${lot}\n`);
          assert.equal(autre.statut, 409);
          return {
            envoye: 'le même fichier, puis un autre du même nom',
            recu: 'le même résultat ; le second est refusé',
          };
        },
      },
      {
        qui: 'DSDEN',
        quoi: 'relève en CSV ce que sont devenues ses fiches',
        faire: async (monde) => {
          const { corps: retours } = await monde.software('dsden').relever(releveRetours);
          for (const reference of references) assert.ok(retours.includes(reference));
          return { envoye: 'GET /education/retours', recu: 'une ligne par fiche' };
        },
      },
    ];
  },
};
