import assert from 'node:assert/strict';
import { admission as admettre, issueDe, notificationDHopital, sortie } from '../../connectors/hopital/simulator';
import type { Recue } from '../../connectors/simulator';
import { accueilUrgence } from './ase-envois';
import { ASE } from './ase-operations';
import { accuse, donnees } from './attendus';
import { enfant } from './envois';
import { PASSAGES } from './passages';
import type { Scenario } from './scenario';

/** What the hospital is told, without the hub's own references. */
const masque = ({ statut, corps }: Recue) => {
  const { recu, reference } = issueDe(corps);
  return [statut, corps.replace(recu, 'RECU').replace(reference, 'REFERENCE')];
};

export const unHopitalNotifieUneAdmission: Scenario = {
  titre: 'Un hôpital notifie l’admission d’un enfant confié, en FHIR',
  etapes: () => {
    const confie = enfant();
    let mesureId: string;
    let admission: string;
    let admis: Recue;
    return [
      {
        qui: 'ASE',
        quoi: 'accueille un enfant en urgence',
        faire: async (monde) => {
          const input = accueilUrgence({ enfant: confie });
          mesureId = accuse(await monde.demander('ase', ASE.accueillirEnUrgence, { input })).id;
          return { envoye: 'accueillirEnUrgence', recu: 'mesure en cours' };
        },
      },
      {
        qui: 'Hôpital',
        quoi: 'notifie son admission, puis sa sortie, au profil national des notifications d’évènements',
        faire: async (monde) => {
          admission = notificationDHopital('adm', confie);
          const hopital = monde.software('hopital');
          admis = await hopital.envoyer(admettre, admission);
          const sorti = await hopital.envoyer(sortie, notificationDHopital('sor', confie));
          assert.deepEqual([admis.statut, sorti.statut], [200, 200], admis.corps + sorti.corps);
          return { envoye: 'CommunicationRequest ADM, SOR', recu: `OperationOutcome : ${issueDe(admis.corps).texte}` };
        },
      },
      {
        qui: 'ASE',
        quoi: 'est avertie sans aucune donnée de l’enfant, et lit où et quand',
        faire: async (monde) => {
          const { raw } = await monde.webhook('ase', 'passage.signale', mesureId);
          assert.ok(!raw.includes(confie.nomNaissance));
          const { mesure } = donnees(await monde.demander('ase', PASSAGES, { id: mesureId }, 'PROTECTION_URGENTE'));
          assert.deepEqual(mesure.passages.map(({ nature, finess }: any) => `${nature} ${finess}`).sort(), [
            'ADMISSION 310781406',
            'SORTIE 310781406',
          ]);
          return { envoye: 'mesure { passages }', recu: 'ADMISSION, SORTIE, 310781406' };
        },
      },
      {
        qui: 'Hôpital',
        quoi: 'notifie l’admission d’un enfant que personne ne protège : la même réponse, et rien n’en est gardé',
        faire: async (monde) => {
          const inconnu = enfant();
          const reponse = await monde.software('hopital').envoyer(admettre, notificationDHopital('adm', inconnu));
          assert.deepEqual(masque(reponse), masque(admis));
          const gardes = await monde.database.query('SELECT id FROM crip.enfant WHERE nom_naissance = $1', [
            inconnu.nomNaissance,
          ]);
          assert.deepEqual(gardes, []);
          return { envoye: 'CommunicationRequest ADM', recu: 'la même réponse' };
        },
      },
      {
        qui: 'Hôpital',
        quoi: 'renvoie la première, faute de réponse : la même réponse, l’ASE n’est pas avertie deux fois',
        faire: async (monde) => {
          const encore = await monde.software('hopital').envoyer(admettre, admission);
          assert.equal(encore.corps, admis.corps);
          const { mesure } = donnees(await monde.demander('ase', PASSAGES, { id: mesureId }, 'PROTECTION_URGENTE'));
          assert.equal(mesure.passages.length, 2);
          return { envoye: 'la même notification', recu: 'la même réponse' };
        },
      },
    ];
  },
};
