import assert from 'node:assert/strict';
import { accuseDe, adtAdmission, messageAdt } from '../../connectors/hopital/simulator';
import type { Recue } from '../../connectors/simulator';
import { accueilUrgence } from './ase-envois';
import { ASE } from './ase-operations';
import { accuse, donnees } from './attendus';
import { enfant } from './envois';
import { PASSAGES } from './passages';
import type { Scenario } from './scenario';

/** What the hospital is told, without what is of that very message. */
const masque = ({ statut, corps }: Recue) => {
  const { code, de, recu } = accuseDe(corps);
  const reste = corps
    .replaceAll(de, 'ID')
    .replace(recu, 'RECU')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'ACK');
  return [statut, code, reste.replace(/\d{14}\+0000/, 'DATE')];
};

export const unEnfantConfieEstAdmis: Scenario = {
  titre: 'Un enfant confié est admis à l’hôpital : l’ASE l’apprend, l’hôpital n’apprend rien',
  etapes: () => {
    const confie = enfant();
    let mesureId: string;
    let message: string;
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
        quoi: 'son logiciel envoie son admission, en HL7 v2, comme celle de tout patient',
        faire: async (monde) => {
          message = messageAdt(confie);
          admis = await monde.software('hopital').envoyer(adtAdmission, message);
          assert.equal(accuseDe(admis.corps).code, 'AA', admis.corps);
          return { envoye: 'ADT^A01', recu: 'MSA|AA' };
        },
      },
      {
        qui: 'ASE',
        quoi: 'est avertie sans aucune donnée de l’enfant, et lit où et quand',
        faire: async (monde) => {
          const { raw } = await monde.webhook('ase', 'passage.signale', mesureId);
          assert.ok(!raw.includes(confie.nomNaissance));
          const { mesure } = donnees(await monde.demander('ase', PASSAGES, { id: mesureId }, 'PROTECTION_URGENTE'));
          assert.deepEqual(
            mesure.passages.map(({ nature, finess }: any) => [nature, finess]),
            [['ADMISSION', '310781406']],
          );
          return { envoye: 'mesure { passages }', recu: 'ADMISSION, 310781406' };
        },
      },
      {
        qui: 'Hôpital',
        quoi: 'envoie l’admission d’un enfant que personne ne protège : la même réponse, et rien n’en est gardé',
        faire: async (monde) => {
          const inconnu = enfant();
          const reponse = await monde.software('hopital').envoyer(adtAdmission, messageAdt(inconnu));
          assert.deepEqual(masque(reponse), masque(admis));
          const gardes = await monde.database.query('SELECT id FROM crip.enfant WHERE nom_naissance = $1', [
            inconnu.nomNaissance,
          ]);
          assert.deepEqual(gardes, []);
          return { envoye: 'ADT^A01', recu: 'MSA|AA' };
        },
      },
      {
        qui: 'Hôpital',
        quoi: 'renvoie le premier message, faute de réponse : le même accusé, l’ASE n’est pas avertie deux fois',
        faire: async (monde) => {
          const encore = await monde.software('hopital').envoyer(adtAdmission, message);
          assert.equal(encore.corps, admis.corps);
          const { mesure } = donnees(await monde.demander('ase', PASSAGES, { id: mesureId }, 'PROTECTION_URGENTE'));
          assert.equal(mesure.passages.length, 1);
          return { envoye: 'le même message', recu: 'le même accusé' };
        },
      },
    ];
  },
};
