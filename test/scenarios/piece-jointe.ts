import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { donnees } from './attendus';
import { fiche } from './envois';
import { TRANSMETTRE } from './operations';
import { envoyerPiece, JOINDRE, lirePiece, pdf, PIECES } from './pieces';
import type { Scenario } from './scenario';

export const unCollegeJointUnePiece: Scenario = {
  titre: 'Un collège joint une pièce à sa fiche',
  etapes: () => {
    const octets = pdf('Relevé des absences de l’élève', 40_000);
    let informationId: string;
    let piece: Awaited<ReturnType<typeof envoyerPiece>>;
    return [
      {
        qui: 'Collège',
        quoi: 'transmet sa fiche, et envoie les octets de la pièce : le hub en rend l’empreinte',
        faire: async (monde) => {
          const { transmettreInformationPreoccupante } = donnees(
            await monde.demander('college', TRANSMETTRE, { input: fiche() }),
          );
          informationId = transmettreInformationPreoccupante.accuseReception.id;
          piece = await envoyerPiece(monde, 'college', octets);
          assert.deepEqual([piece.statut, piece.empreinte], [201, piece.attendue]);
          assert.equal(await lirePiece(monde, 'crip', piece.id), undefined);
          return {
            envoye: `POST /pieces, ${String(octets.length)} octets`,
            recu: `SHA-256 ${piece.empreinte.slice(0, 12)}…`,
          };
        },
      },
      {
        qui: 'Collège',
        quoi: 'la joint à sa fiche, et garde le reçu signé',
        faire: async (monde) => {
          const input = {
            ...{ idempotencyKey: randomUUID(), informationId, pieceId: piece.id, empreinte: piece.empreinte },
            ...{ intitule: 'Relevé des absences', medicale: false },
          };
          const { joindrePiece } = donnees(await monde.demander('college', JOINDRE, { input }));
          assert.equal(JSON.parse(joindrePiece.recu.charge).objet.id, piece.id);
          return { envoye: 'joindrePiece', recu: `référence ${joindrePiece.accuseReception.reference}` };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'est avertie, voit la pièce et la lit, à l’octet près',
        faire: async (monde) => {
          await monde.webhook('crip', 'piece.jointe', informationId);
          const { informationPreoccupante } = donnees(await monde.demander('crip', PIECES, { id: informationId }));
          assert.equal(informationPreoccupante.pieces[0].intitule, 'Relevé des absences');
          assert.ok((await lirePiece(monde, 'crip', piece.id))?.equals(octets));
          return { envoye: 'GET /pieces/…', recu: 'les mêmes octets' };
        },
      },
      {
        qui: 'Hôpital',
        quoi: 'qui n’a rien à en connaître, la demande : rien, pas même qu’elle existe',
        faire: async (monde) => {
          assert.equal(await lirePiece(monde, 'hopital', piece.id), undefined);
          return { envoye: 'GET /pieces/…', recu: 'NOT_FOUND' };
        },
      },
    ];
  },
};
