import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { information, messageDHopital, releveRetours, reponseFhir } from '../../connectors/hopital/simulator';
import { demoClients } from '../../src/auth/demo-clients';
import { donnees } from './attendus';
import { INFORMATIONS } from './operations';
import { PIECES } from './pieces';
import type { Scenario } from './scenario';

export const unHopitalEcritEnFhir: Scenario = {
  titre: 'Un hôpital transmet depuis son logiciel, en FHIR',
  etapes: () => {
    const message = messageDHopital();
    let reference: string;
    let informationId: string;
    let reponse: string;
    return [
      {
        qui: 'Hôpital',
        quoi: 'envoie un message dont l’enfant a un sexe que FHIR ne connaît pas',
        faire: async (monde) => {
          const faux = messageDHopital((patient) => (patient.gender = 'garçon'));
          const { statut, corps } = await monde.software('hopital').envoyer(information, faux);
          const { code, issues } = reponseFhir(corps);
          assert.deepEqual([statut, code], [422, 'fatal-error']);
          assert.deepEqual(issues[0]?.expression, ['Bundle.entry[2].resource.gender']);
          return { envoye: 'Bundle « message »', recu: `fatal-error : ${issues[0].details.text}` };
        },
      },
      {
        qui: 'Hôpital',
        quoi: 'envoie le bon, avec le certificat médical et le dessin dans le message',
        faire: async (monde) => {
          const { statut, corps } = await monde.software('hopital').envoyer(information, message);
          const { code, issues } = reponseFhir(corps);
          assert.deepEqual([statut, code], [200, 'ok'], corps);
          reponse = corps;
          reference = issues[0]?.details.coding?.[0]?.code ?? '';
          assert.deepEqual(
            issues.slice(1).map(({ details }) => details.text),
            ['Pièce reçue et jointe.', 'Pièce reçue et jointe.'],
          );
          return { envoye: 'Communication, Patient, DocumentReference…', recu: `ok, référence ${reference}, 2 pièces` };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'est avertie, et lit la fiche comme les autres',
        faire: async (monde) => {
          const { informationsPreoccupantes } = donnees(await monde.demander('crip', INFORMATIONS, { reference }));
          const [{ node }] = informationsPreoccupantes.edges;
          informationId = node.id;
          const { raw } = await monde.webhook('crip', 'information-preoccupante.recue', informationId);
          assert.ok(!raw.includes('Lacombe'));
          return { envoye: 'informationsPreoccupantes', recu: `${reference}, webhook signé` };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'son médecin y trouve le certificat, à l’octet près ; qui n’est pas tenu au secret médical ne le voit pas',
        faire: async (monde) => {
          const medecin = { ...demoClients.crip, scopes: [...demoClients.crip.scopes, 'medical:lire' as const] };
          const lire = { id: informationId };
          const lue = donnees(await monde.demanderComme(medecin, PIECES, lire)).informationPreoccupante;
          const [certificat] = lue.piecesMedicales;
          assert.deepEqual([certificat.intitule, certificat.empreinte], certificatDe(message));
          const { body } = await monde.demander('crip', PIECES, lire);
          assert.deepEqual(body.data.informationPreoccupante.pieces, []);
          assert.deepEqual(body.data.informationPreoccupante.piecesMedicales ?? [], []);
          return { envoye: 'piecesMedicales', recu: `${String(certificat.taille)} octets ; rien sans le mandat` };
        },
      },
      {
        qui: 'Hôpital',
        quoi: 'renvoie le même message, faute de réponse : la même réponse, rien de plus',
        faire: async (monde) => {
          const encore = await monde.software('hopital').envoyer(information, message);
          assert.equal(encore.corps, reponse);
          const altere = await monde.software('hopital').envoyer(information, message.replace('Noé', 'Noë'));
          assert.equal(altere.statut, 409);
          return { envoye: 'le même, puis un autre sous le même identifiant', recu: 'la même réponse ; 409' };
        },
      },
      {
        qui: 'Hôpital',
        quoi: 'relève en FHIR ce que sont devenues ses transmissions',
        faire: async (monde) => {
          const { entry } = JSON.parse((await monde.software('hopital').relever(releveRetours)).corps);
          const sienne = entry.find(({ resource }: any) => resource.identifier[0].value === reference);
          assert.equal(sienne.resource.status, 'in-progress');
          return { envoye: 'GET /fhir/Communication', recu: 'Communication in-progress : pas encore de retour' };
        },
      },
    ];
  },
};

/** Title of the certificate that is in a message, and SHA-256 of its bytes. */
function certificatDe(message: string): [intitule: string, empreinte: string] {
  const bundle = JSON.parse(message);
  const { resource } = bundle.entry.find((une: any) => une.resource.resourceType === 'DocumentReference');
  const octets = Buffer.from(resource.content[0].attachment.data, 'base64');
  return [resource.description, createHash('sha256').update(octets).digest('hex')];
}
