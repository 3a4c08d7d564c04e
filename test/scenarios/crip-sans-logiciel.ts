import assert from 'node:assert/strict';
import { simulator } from '../../connectors/export-csv/simulator';
import { cellules } from '../../connectors/simulator';
import { donnees } from './attendus';
import { fiche } from './envois';
import { TRANSMETTRE } from './operations';
import type { Scenario } from './scenario';

const [releve] = simulator.releves;

export const uneCripSansLogiciel: Scenario = {
  titre: 'Une CRIP sans logiciel relève un tableau',
  etapes: () => {
    const envoi = fiche();
    let reference: string;
    return [
      {
        qui: 'Collège',
        quoi: 'transmet une fiche par l’API',
        faire: async (monde) => {
          const { transmettreInformationPreoccupante } = donnees(
            await monde.demander('college', TRANSMETTRE, { input: envoi }),
          );
          ({ reference } = transmettreInformationPreoccupante.accuseReception);
          return { envoye: 'transmettreInformationPreoccupante', recu: `référence ${reference}` };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'relève ses informations en CSV, une ligne chacune, et l’ouvre dans un tableur',
        faire: async (monde) => {
          assert.ok(releve);
          const { corps } = await monde.software('crip').relever(releve);
          const [, colonnes = [], ...lignes] = cellules(corps);
          const sienne = lignes.find(([une]) => une === reference);
          assert.equal(sienne?.[colonnes.indexOf('nom_naissance')], envoi.enfant.nomNaissance);
          return {
            envoye: 'GET /export/informations',
            recu: `${String(lignes.length)} lignes, la plus récente d’abord`,
          };
        },
      },
      {
        qui: 'Collège',
        quoi: 'demande le même tableau : ce n’est pas pour lui',
        faire: async (monde) => {
          const { statut } = await monde.software('college').lire('/export/informations');
          assert.equal(statut, 403);
          return { envoye: 'GET /export/informations', recu: '403' };
        },
      },
    ];
  },
};
