import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { demandeExplications, information, releveReponse } from '../../connectors/defenseur/simulator';
import { donnees } from './attendus';
import { REPONDRE } from './operations';
import { preuve } from './evenement-signe';
import { envoyerPiece, lirePiece, pdf } from './pieces';
import type { Scenario } from './scenario';

export const leDefenseurEcritEnEvenementsSignes: Scenario = {
  titre: 'Le Défenseur informe et demande des explications, en événements signés',
  etapes: () => {
    const rapport = pdf('Rapport d’évaluation', 20_000);
    let saisineId: string;
    return [
      {
        qui: 'Défenseur',
        quoi: 'porte à la connaissance de la CRIP un enfant en danger',
        faire: async (monde) => {
          const defenseur = monde.software('defenseur');
          const acceptation = await defenseur.envoyer(information, information.message());
          assert.equal(acceptation.statut, 202, acceptation.corps);
          const { id, reference } = (await preuve(defenseur, acceptation)).data.accuseReception;
          await monde.webhook('crip', 'information-preoccupante.recue', id);
          return { envoye: 'information', recu: `acceptation signée, référence ${String(reference)} ; CRIP avertie` };
        },
      },
      {
        qui: 'Défenseur',
        quoi: 'demande des explications à la collectivité, sous trente jours',
        faire: async (monde) => {
          const defenseur = monde.software('defenseur');
          const acceptation = await defenseur.envoyer(demandeExplications, demandeExplications.message());
          assert.equal(acceptation.statut, 202, acceptation.corps);
          const { accuseReception } = (await preuve(defenseur, acceptation)).data;
          saisineId = accuseReception.id;
          return { envoye: 'demande-explications', recu: `acceptation signée, ${String(accuseReception.reference)}` };
        },
      },
      {
        qui: 'ASE',
        quoi: 'en est avertie, et répond, rapport joint ; le Défenseur l’apprend par webhook signé',
        faire: async (monde) => {
          await monde.webhook('ase', 'saisine-defenseur.transmise', saisineId);
          const piece = await envoyerPiece(monde, 'ase', rapport);
          const input = {
            pieces: [{ pieceId: piece.id, empreinte: piece.empreinte, intitule: 'Rapport d’évaluation' }],
            idempotencyKey: `reponse-${saisineId}`,
            saisineId,
            fonction: 'Responsable ASE',
            reponse: 'Évaluation rendue le 2 mars.',
          };
          const { repondreSaisineDefenseur } = donnees(await monde.demander('ase', REPONDRE, { input }));
          assert.deepEqual(repondreSaisineDefenseur.userErrors, []);
          await monde.webhook('defenseur', 'saisine-defenseur.repondue', saisineId);
          return { envoye: 'repondreSaisineDefenseur', recu: 'saisine-defenseur.repondue' };
        },
      },
      {
        qui: 'Défenseur',
        quoi: 'relève la réponse, signée par le hub, et le rapport dont elle porte l’empreinte',
        faire: async (monde) => {
          const { corps } = await monde.software('defenseur').relever(releveReponse, saisineId);
          const { data } = JSON.parse(corps);
          assert.equal(data.reponse.reponse, 'Évaluation rendue le 2 mars.');
          const [piece] = data.reponse.pieces;
          const lue = await lirePiece(monde, 'defenseur', piece.id);
          assert.equal(
            piece.empreinte,
            createHash('sha256')
              .update(lue ?? '')
              .digest('hex'),
          );
          assert.ok(lue?.equals(rapport));
          return { envoye: 'GET /defenseur/saisines/…', recu: `réponse de : ${String(data.reponse.reponduePar)}` };
        },
      },
    ];
  },
};
