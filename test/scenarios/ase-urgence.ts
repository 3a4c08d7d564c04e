import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { accueilUrgence } from './ase-envois';
import { ASE, SUIVI } from './ase-operations';
import { accuse, delais, donnees, type Accuse } from './attendus';
import type { Scenario } from './scenario';

const HEURE_MS = 3_600_000;

export const unMineurEnFugue: Scenario = {
  titre: 'Un mineur en fugue est accueilli 72 heures',
  etapes: () => {
    let recu: Accuse;
    return [
      {
        qui: 'ASE',
        quoi: "l'accueille : 72 heures courent de son arrivée",
        faire: async (monde) => {
          const arriveLe = new Date(Date.now() - HEURE_MS).toISOString();
          recu = accuse(await monde.demander('ase', ASE.accueillirEnUrgence, { input: accueilUrgence({ arriveLe }) }));
          assert.deepEqual(
            recu.echeances.map(({ regle }) => regle),
            ['A5', 'A5_AVIS'],
          );
          return { envoye: 'accueillirEnUrgence', recu: delais(recu) };
        },
      },
      {
        qui: 'Parquet',
        quoi: 'est avisé sans délai, par webhook signé, et lit la mesure',
        faire: async (monde) => {
          const { raw } = await monde.webhook('parquet', 'accueil-urgence.ouvert', recu.id);
          const { mesure } = donnees(await monde.demander('parquet', SUIVI, { id: recu.id }));
          assert.equal(mesure.nature, 'ACCUEIL_72H');
          return { envoye: raw, recu: mesure.nature };
        },
      },
      {
        qui: 'CRIP',
        quoi: "sait où est l'enfant",
        faire: async (monde) => {
          await monde.webhook('crip', 'accueil-urgence.ouvert', recu.id);
          const { mesure } = donnees(await monde.demander('crip', SUIVI, { id: recu.id }));
          assert.ok(mesure.enfant.nomNaissance);
          return { envoye: 'mesure', recu: mesure.confieA };
        },
      },
      {
        qui: 'ASE',
        quoi: "à la fin, l'enfant rentre : plus aucun délai ne court",
        faire: async (monde) => {
          const input = { mesureId: recu.id, le: new Date().toISOString(), motif: 'Retour chez ses parents' };
          const { mesure } = donnees(await monde.demander('ase', ASE.terminerMesure, { input })).terminerMesure;
          assert.equal(mesure.etat, 'TERMINEE');
          return { envoye: 'terminerMesure', recu: mesure.motifFin };
        },
      },
    ];
  },
};

export const unMineurNonAccompagne: Scenario = {
  titre: 'Un mineur non accompagné : cinq jours, deux prolongations',
  etapes: () => {
    let recu: Accuse;
    const prolonger = (rang: number) => ({
      qui: 'ASE',
      quoi: `prolonge de cinq jours (${String(rang)} sur 2) ; le procureur est informé`,
      faire: async (monde: Parameters<ReturnType<Scenario['etapes']>[number]['faire']>[0]) => {
        const input = { idempotencyKey: randomUUID(), mesureId: recu.id };
        const { mesure } = donnees(await monde.demander('ase', ASE.prolongerAccueilMna, { input })).prolongerAccueilMna;
        assert.equal(mesure.nombreRenouvellements, 0);
        assert.equal(mesure.renouvellements.length, rang);
        await monde.webhook('parquet', 'accueil-urgence.prolonge', recu.id, rang);
        return { envoye: 'prolongerAccueilMna', recu: `jusqu'au ${mesure.terme as string}` };
      },
    });
    return [
      {
        qui: 'ASE',
        quoi: 'met à l’abri une personne se présentant comme mineur non accompagné',
        faire: async (monde) => {
          recu = accuse(
            await monde.demander('ase', ASE.accueillirEnUrgence, { input: accueilUrgence({ cas: 'MNA' }) }),
          );
          assert.deepEqual(
            recu.echeances.map(({ regle }) => regle),
            ['A12', 'A12_AVIS'],
          );
          const { mesure } = donnees(await monde.demander('ase', SUIVI, { id: recu.id }));
          assert.equal(mesure.estMna, true);
          return { envoye: 'accueillirEnUrgence', recu: delais(recu) };
        },
      },
      prolonger(1),
      prolonger(2),
      {
        qui: 'ASE',
        quoi: 'demande une troisième prolongation : refusée',
        faire: async (monde) => {
          const input = { idempotencyKey: randomUUID(), mesureId: recu.id };
          const { userErrors } = donnees(
            await monde.demander('ase', ASE.prolongerAccueilMna, { input }),
          ).prolongerAccueilMna;
          assert.equal(userErrors[0].code, 'ARTICLE_CONTRAIRE');
          return { envoye: 'prolongerAccueilMna', recu: userErrors[0].message };
        },
      },
    ];
  },
};
