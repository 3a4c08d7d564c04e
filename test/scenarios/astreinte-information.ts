import assert from 'node:assert/strict';
import { donnees } from './attendus';
import * as cycle from './cycle-operations';
import { avancer, dossier, transmettre } from './cycle-pas';
import { ficheHopital } from './envois';
import type { Monde } from './monde';
import type { Scenario } from './scenario';

/** Minutes until next Saturday, 21:00 UTC: 22 or 23 hours in Paris, no CRIP is open. */
function minutesJusquASamediSoir(maintenant: Date): number {
  const samedi = new Date(maintenant);
  samedi.setUTCDate(samedi.getUTCDate() + ((6 - samedi.getUTCDay() + 7) % 7 || 7));
  samedi.setUTCHours(21, 0, 0, 0);
  return (samedi.getTime() - maintenant.getTime()) / 60_000;
}

async function astreinte(monde: Monde, id: string): Promise<any> {
  return (await dossier(monde, id)).astreinte;
}

export const uneInformationImmediateLaNuit: Scenario = {
  titre: 'Une information immédiate arrive un samedi soir, la CRIP fermée : l’astreinte',
  etapes: () => {
    let id: string;
    return [
      {
        qui: 'Hôpital',
        quoi: 'transmet le samedi soir une fiche immédiate : elle est acceptée, et marquée hors horaires',
        faire: async (monde) => {
          monde.avancer(minutesJusquASamediSoir(new Date()));
          const recu = await transmettre(monde, 'hopital', { ...ficheHopital(), urgence: 'IMMEDIATE' });
          id = recu.id;
          assert.equal((await dossier(monde, id)).horsHoraires, true);
          return recu.echange;
        },
      },
      {
        qui: 'ASE et CRIP',
        quoi: 'sont prévenues aussitôt, par webhook signé, avant toute autre remise',
        faire: async (monde) => {
          const { raw } = await monde.webhook('ase', 'information-preoccupante.urgente-hors-horaires', id);
          await monde.webhook('crip', 'information-preoccupante.recue', id);
          const remises = await monde.database.query<{ priorite: number }>(
            `SELECT DISTINCT l.priorite FROM hub.livraison l JOIN hub.evenement e ON e.id = l.evenement_id
             WHERE e.sujet_id = $1`,
            [id],
          );
          assert.deepEqual(remises, [{ priorite: 1 }]);
          return { envoye: raw, recu: 'signature vérifiée' };
        },
      },
      {
        qui: 'Hub',
        quoi: 'un quart d’heure passe sans que personne s’en charge : le premier palier est alerté',
        faire: async (monde) => {
          monde.avancer(15);
          await monde.balayer();
          await monde.webhook('ase', 'information-preoccupante.escaladee', id);
          await monde.webhook('crip', 'information-preoccupante.escaladee', id);
          const { etat, escalades } = await astreinte(monde, id);
          assert.equal(etat, 'ESCALADEE');
          return { envoye: 'horloge avancée de 15 min', recu: `${escalades[0].fonction as string} alerté` };
        },
      },
      {
        qui: 'ASE',
        quoi: "la cadre d'astreinte s'en charge ; la CRIP l'apprend",
        faire: async (monde) => {
          const input = { informationId: id, fonction: "Cadre d'astreinte" };
          const reponse = await monde.demander('ase', cycle.ACCUSER_URGENTE, { input });
          const { accuserInformationUrgente: payload } = donnees(reponse);
          assert.deepEqual(payload.userErrors, []);
          await monde.webhook('crip', 'information-preoccupante.accusee', id);
          const { etat, accuseePar } = await astreinte(monde, id);
          assert.equal(etat, 'ACCUSEE');
          return { envoye: 'accuserInformationUrgente', recu: `prise en charge : ${accuseePar as string}` };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'reprend l’information à l’ouverture ; plus personne n’a été dérangé',
        faire: async (monde) => {
          monde.avancer(34 * 60);
          await monde.balayer();
          const echange = await avancer(monde, cycle.ANALYSER, { informationId: id }, 'EN_PREMIERE_ANALYSE');
          const { escalades, accuseePar } = await astreinte(monde, id);
          assert.equal(escalades.length, 1);
          assert.equal(accuseePar, "Cadre d'astreinte");
          await monde.remettreALHeure();
          return echange;
        },
      },
    ];
  },
};
