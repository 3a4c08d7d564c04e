import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { accueilProvisoire, lieu } from './ase-envois';
import { ASE, SUIVI } from './ase-operations';
import { accuse, delais, donnees, type Accuse } from './attendus';
import { fiche } from './envois';
import type { Monde } from './monde';
import { INFORMATION, TRANSMETTRE } from './operations';
import type { Scenario } from './scenario';

/** A child that the ASE knows, from the sheet of its school. */
export async function unEnfant(monde: Monde): Promise<string> {
  const { id } = accuse(await monde.demander('college', TRANSMETTRE, { input: fiche() }));
  return donnees(await monde.demander('ase', INFORMATION, { id }, 'PROTECTION')).informationPreoccupante.enfant
    .id as string;
}

export const unAccueilSousContrat: Scenario = {
  titre: 'Un accueil provisoire sous contrat, renouvelé, puis terminé',
  etapes: () => {
    let enfantId: string;
    let lieuId: string;
    let recu: Accuse;
    return [
      {
        qui: 'ASE',
        quoi: "enregistre une famille d'accueil agréée et ouvre l'accueil, accords et contrat à l'appui",
        faire: async (monde) => {
          enfantId = await unEnfant(monde);
          lieuId = accuse(await monde.demander('ase', ASE.enregistrerLieuAccueil, { input: lieu() })).id;
          const input = accueilProvisoire({ enfantId, lieuId });
          recu = accuse(await monde.demander('ase', ASE.ouvrirMesureAdministrative, { input }));
          const lues = recu.echeances.map(({ regle, dateLimite }) => [regle, dateLimite]);
          assert.deepEqual(lues, [
            ['A9', '2026-09-09'],
            ['A6', '2026-06-09'],
            ['A11', '2031-05-02'],
          ]);
          return { envoye: 'ouvrirMesureAdministrative', recu: `${recu.reference}, délais ${delais(recu)}` };
        },
      },
      {
        qui: 'ASE',
        quoi: "établit le projet pour l'enfant et désigne le référent",
        faire: async (monde) => {
          const projet = { mesureId: recu.id, etabliLe: '2026-05-20T10:00:00+02:00' };
          donnees(await monde.demander('ase', ASE.etablirProjetPourEnfant, { input: projet }));
          const referent = { mesureId: recu.id, fonction: 'Éducatrice référente', service: 'MDS Toulouse Nord' };
          const { mesure } = donnees(
            await monde.demander('ase', ASE.designerReferent, { input: referent }),
          ).designerReferent;
          assert.deepEqual(mesure.referent, { fonction: referent.fonction, service: referent.service });
          return { envoye: 'etablirProjetPourEnfant, designerReferent', recu: mesure.referent.fonction };
        },
      },
      {
        qui: 'ASE',
        quoi: 'renouvelle : sans les accords, refusé ; dans les mêmes formes, accepté',
        faire: async (monde) => {
          const { accords, contrat } = accueilProvisoire({ enfantId });
          const input = { idempotencyKey: randomUUID(), mesureId: recu.id, terme: '2027-03-09', accords, contrat };
          const refusee = donnees(
            await monde.demander('ase', ASE.renouvelerMesure, { input: { ...input, accords: [] } }),
          ).renouvelerMesure;
          assert.equal(refusee.userErrors[0].code, 'ARTICLE_CONTRAIRE');
          const { mesure, userErrors } = donnees(
            await monde.demander('ase', ASE.renouvelerMesure, { input }),
          ).renouvelerMesure;
          assert.deepEqual(userErrors, []);
          assert.equal(mesure.terme, '2027-03-09');
          assert.deepEqual(mesure.renouvellements, [
            { ancienTerme: '2026-09-09', terme: '2027-03-09', prolongation: false },
          ]);
          return { envoye: 'renouvelerMesure', recu: `${refusee.userErrors[0].message} Puis terme ${mesure.terme}` };
        },
      },
      {
        qui: 'ASE',
        quoi: "termine la mesure : l'enfant rentre chez lui, la place est libre",
        faire: async (monde) => {
          const input = { mesureId: recu.id, le: '2026-10-01T10:00:00+02:00', motif: 'Retour en famille' };
          const { mesure } = donnees(await monde.demander('ase', ASE.terminerMesure, { input })).terminerMesure;
          assert.equal(mesure.etat, 'TERMINEE');
          assert.equal(mesure.lieuAccueil.placesLibres, 1);
          const { mesure: lue } = donnees(await monde.demander('crip', SUIVI, { id: recu.id }));
          assert.equal(lue.motifFin, 'Retour en famille');
          return { envoye: 'terminerMesure', recu: `${mesure.etat}, lue par la CRIP` };
        },
      },
    ];
  },
};
