import assert from 'node:assert/strict';
import { accuse, type Accuse } from './attendus';
import { fiche } from './envois';
import { jusqua } from './monde';
import { TRANSMETTRE } from './operations';
import type { Scenario } from './scenario';

const ENVOIS = 5;

export const laFileEstVidee: Scenario = {
  titre: "La file est vidée : rien n'est perdu",
  etapes: () => {
    const recus: Accuse[] = [];
    return [
      {
        qui: 'CRIP',
        quoi: 'son logiciel tombe en panne',
        faire: (monde) => {
          monde.partenaires.crip.behave({ kind: 'refuse', status: 503 });
          return Promise.resolve({ envoye: 'le simulateur répond 503', recu: '—' });
        },
      },
      {
        qui: 'Collège',
        quoi: `transmet ${String(ENVOIS)} fiches pendant la panne`,
        faire: async (monde) => {
          for (let i = 0; i < ENVOIS; i += 1)
            recus.push(accuse(await monde.demander('college', TRANSMETTRE, { input: fiche() })));
          for (const { id } of recus) await monde.webhook('crip', 'information-preoccupante.recue', id);
          return {
            envoye: `${String(ENVOIS)} × transmettreInformationPreoccupante`,
            recu: `${String(ENVOIS)} accusés`,
          };
        },
      },
      {
        qui: 'Hub',
        quoi: 'sa file est effacée entièrement pendant qu’il tourne',
        faire: async (monde) => {
          await monde.viderLaFile();
          return { envoye: 'toutes les tables ou clés de la file', recu: 'file vide' };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'son logiciel revient : tout arrive, une seule fois',
        faire: async (monde) => {
          const { crip } = monde.partenaires;
          crip.behave({ kind: 'accept' });
          monde.avancer(10);
          const remises = await monde.database.query<{ id: string }>(
            `SELECT l.id FROM hub.livraison l JOIN hub.evenement e ON e.id = l.evenement_id
             WHERE e.sujet_id = ANY($1::uuid[]) AND e.type = 'information-preoccupante.recue' AND l.destinataire = 'crip-31'`,
            [recus.map(({ id }) => id)],
          );
          // Whatever else the CRIP is owed meanwhile.
          await jusqua('les cinq effets', () =>
            remises.every(({ id }) => crip.effects.includes(id)) ? true : undefined,
          );
          for (const { id } of remises) assert.equal(crip.effects.filter((effet) => effet === id).length, 1);
          assert.equal(remises.length, ENVOIS);
          return {
            envoye: 'rien : le hub reconstruit la file depuis ses tables',
            recu: `${String(ENVOIS)} effets, aucun doublon`,
          };
        },
      },
    ];
  },
};
