import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { unEnfant } from './ase-accueil-provisoire';
import { accueilProvisoire, accueilUrgence, lieu } from './ase-envois';
import { ASE, SUIVI } from './ase-operations';
import { accuse, donnees } from './attendus';
import type { Monde } from './monde';
import type { Scenario } from './scenario';

async function refusDe(monde: Monde, lieuId: string): Promise<string> {
  const input = accueilProvisoire({ enfantId: await unEnfant(monde), lieuId });
  const { ouvrirMesureAdministrative: payload } = donnees(
    await monde.demander('ase', ASE.ouvrirMesureAdministrative, { input }),
  );
  assert.equal(payload.accuseReception, null);
  assert.equal(payload.userErrors[0].code, 'ARTICLE_CONTRAIRE');
  assert.deepEqual(payload.userErrors[0].path, ['lieuId']);
  return payload.userErrors[0].message as string;
}

export const unPlacementSansAgrement: Scenario = {
  titre: "Un placement refusé faute d'agrément, sauf l'urgence",
  etapes: () => {
    let demande: string;
    return [
      {
        qui: 'ASE',
        quoi: "veut confier un enfant à une famille dont la demande d'agrément est en cours : refusé",
        faire: async (monde) => {
          const demandeLe = new Date().toISOString();
          const input = { idempotencyKey: randomUUID(), nom: 'Famille Attente', capacite: 1, demandeLe };
          const recu = accuse(await monde.demander('ase', ASE.demanderAgrement, { input }));
          demande = recu.id;
          assert.equal(recu.echeances[0]?.regle, 'A13');
          return { envoye: 'ouvrirMesureAdministrative', recu: await refusDe(monde, demande) };
        },
      },
      {
        qui: 'ASE',
        quoi: "y accueille un mineur en fugue : l'urgence le permet, la mesure le dit",
        faire: async (monde) => {
          const input = accueilUrgence({ lieuId: demande });
          const { id } = accuse(await monde.demander('ase', ASE.accueillirEnUrgence, { input }));
          const { mesure } = donnees(await monde.demander('ase', SUIVI, { id }));
          assert.equal(mesure.sansAgrementUrgence, true);
          return { envoye: 'accueillirEnUrgence', recu: 'accueilli, sansAgrementUrgence : vrai' };
        },
      },
      {
        qui: 'ASE',
        quoi: "suspend un agrément : plus aucun enfant n'y est confié",
        faire: async (monde) => {
          const { id } = accuse(await monde.demander('ase', ASE.enregistrerLieuAccueil, { input: lieu() }));
          const dans = (jours: number) => new Date(Date.now() + jours * 86_400_000).toISOString().slice(0, 10);
          const suspendre = async (jusquAu: string) =>
            donnees(
              await monde.demander('ase', ASE.suspendreAgrement, {
                input: { lieuId: id, jusquAu, motif: 'Signalement en cours' },
              }),
            ).suspendreAgrement;
          assert.equal((await suspendre(dans(200))).userErrors[0].code, 'ARTICLE_CONTRAIRE');
          assert.equal((await suspendre(dans(60))).lieuAccueil.etat, 'SUSPENDU');
          const input = accueilProvisoire({ enfantId: await unEnfant(monde), lieuId: id });
          const aujourdhui = { ...input, debut: new Date().toISOString(), terme: dans(90) };
          const { userErrors } = donnees(
            await monde.demander('ase', ASE.ouvrirMesureAdministrative, { input: aujourdhui }),
          ).ouvrirMesureAdministrative;
          assert.match(userErrors[0].message, /suspendu/);
          return { envoye: 'suspendreAgrement', recu: userErrors[0].message };
        },
      },
      {
        qui: 'ASE',
        quoi: 'remplit la dernière place : la suivante est refusée',
        faire: async (monde) => {
          const { id } = accuse(await monde.demander('ase', ASE.enregistrerLieuAccueil, { input: lieu() }));
          const input = accueilProvisoire({ enfantId: await unEnfant(monde), lieuId: id });
          accuse(await monde.demander('ase', ASE.ouvrirMesureAdministrative, { input }));
          return { envoye: 'ouvrirMesureAdministrative', recu: await refusDe(monde, id) };
        },
      },
    ];
  },
};
