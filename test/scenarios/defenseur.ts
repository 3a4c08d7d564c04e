import assert from 'node:assert/strict';
import { accuse, delais, donnees, type Accuse } from './attendus';
import { saisine } from './envois';
import { REPONDRE, SAISINE, SAISIR } from './operations';
import type { Scenario } from './scenario';

export const leDefenseurSaisit: Scenario = {
  titre: 'Le Défenseur des enfants saisit le département, qui répond',
  etapes: () => {
    let recu: Accuse;
    return [
      {
        qui: 'Défenseur',
        quoi: 'demande des explications au président du conseil départemental',
        faire: async (monde) => {
          recu = accuse(await monde.demander('defenseur', SAISIR, { input: saisine() }));
          assert.deepEqual(
            recu.echeances.map(({ regle }) => regle),
            ['DDD'],
          );
          return { envoye: 'transmettreSaisineDefenseur', recu: `accusé ${recu.reference}, délai ${delais(recu)}` };
        },
      },
      {
        qui: 'ASE',
        quoi: 'est prévenue, lit la saisine',
        faire: async (monde) => {
          await monde.webhook('ase', 'saisine-defenseur.transmise', recu.id);
          const { saisineDefenseur } = donnees(await monde.demander('ase', SAISINE, { id: recu.id }));
          assert.equal(saisineDefenseur.etat, 'TRANSMISE');
          return { envoye: 'saisineDefenseur', recu: `${saisineDefenseur.reference}, ${saisineDefenseur.type}` };
        },
      },
      {
        qui: 'ASE',
        quoi: 'répond',
        faire: async (monde) => {
          const input = {
            idempotencyKey: recu.id,
            saisineId: recu.id,
            reponse: "L'évaluation est rendue, la mère en est informée ce jour.",
            fonction: 'Directrice enfance-famille',
          };
          const { repondreSaisineDefenseur: payload } = donnees(await monde.demander('ase', REPONDRE, { input }));
          assert.deepEqual(payload.userErrors, []);
          return {
            envoye: 'repondreSaisineDefenseur',
            recu: `enregistrée, empreinte ${payload.reponse.empreinte.slice(0, 12)}…`,
          };
        },
      },
      {
        qui: 'Défenseur',
        quoi: 'est prévenu et lit la réponse',
        faire: async (monde) => {
          await monde.webhook('defenseur', 'saisine-defenseur.repondue', recu.id);
          const { saisineDefenseur } = donnees(await monde.demander('defenseur', SAISINE, { id: recu.id }));
          assert.equal(saisineDefenseur.etat, 'REPONDUE');
          const ouvertes = await monde.database.query(
            `SELECT 1 FROM hub.echeance WHERE sujet_id = $1 AND etat = 'OUVERTE'`,
            [recu.id],
          );
          assert.equal(ouvertes.length, 0);
          return { envoye: 'saisineDefenseur', recu: `${saisineDefenseur.etat} : ${saisineDefenseur.reponse.reponse}` };
        },
      },
    ];
  },
};
