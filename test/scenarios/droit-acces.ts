import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { demoClients } from '../../src/auth/demo-clients';
import { ACCES_COMMUNIQUE, DECIDER_ACCES, DEMANDES_ACCES, INSTRUIRE_ACCES } from './acces-operations';
import { accuse, donnees, refusee } from './attendus';
import * as cycle from './cycle-operations';
import { avancer, refus, transmettre } from './cycle-pas';
import { enfant, fiche, ficheDu119 } from './envois';
import { INFORMATION, TRANSMETTRE } from './operations';
import type { Scenario } from './scenario';

/** Another person of the same service. */
const CHEFFE = { ...demoClients.crip, machine: 'cheffe-de-service' };

export const unePersonneDemande: Scenario = {
  titre: 'Une personne demande ce que le hub sait d’elle',
  etapes: () => {
    const ecole = fiche();
    const appel = ficheDu119();
    let enfantId: string;
    let demandeId: string;
    return [
      {
        qui: 'Collège, 119',
        quoi: 'ont écrit sur un enfant ; la CRIP a classé ce que le collège a transmis',
        faire: async (monde) => {
          const traits = enfant();
          const { id: informationId } = await transmettre(monde, 'college', { ...ecole, enfant: traits });
          accuse(await monde.demander('snated', TRANSMETTRE, { input: { ...appel, enfant: traits } }));
          await avancer(monde, cycle.ANALYSER, { informationId }, 'EN_PREMIERE_ANALYSE');
          await avancer(monde, cycle.NON_QUALIFIER, { informationId, motif: 'Ni danger ni risque.' }, 'NON_QUALIFIEE');
          const lue = donnees(await monde.demander('crip', INFORMATION, { id: informationId }, 'EVALUATION'));
          enfantId = lue.informationPreoccupante.enfant.id;
          return { envoye: 'transmettreInformationPreoccupante, deux fois', recu: 'deux informations, une close' };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'instruit la demande de la mère, dont elle a vérifié l’identité et l’autorité parentale',
        faire: async (monde) => {
          const jour = new Date().toISOString().slice(0, 10);
          const input = {
            ...{ idempotencyKey: randomUUID(), enfantId, qualite: 'PARENT', qualiteEtablie: true },
            ...{ recueLe: jour, identiteVerifieeLe: jour },
          };
          const { instruireAcces } = donnees(await monde.demander('crip', INSTRUIRE_ACCES, { input }));
          assert.deepEqual(instruireAcces.userErrors, []);
          const { demande } = instruireAcces;
          demandeId = demande.id;
          assert.equal(demande.protegee, true);
          return {
            envoye: 'instruireAcces',
            recu: `à répondre le ${demande.limiteLe as string} ; un appel au 119 est protégé`,
          };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'la même personne ne peut pas remettre la réponse ; une autre en décide, et dit pourquoi',
        faire: async (monde) => {
          const input = { demandeId, accord: true, motif: 'Rien ne désigne qui a appelé.' };
          const { code, message } = refus(await monde.demander('crip', DECIDER_ACCES, { input }));
          assert.equal(code, 'ARTICLE_CONTRAIRE');
          const { deciderAcces } = donnees(await monde.demanderComme(CHEFFE, DECIDER_ACCES, { input }));
          assert.equal(deciderAcces.demande.etat, 'COMMUNIQUEE');
          return { envoye: 'deciderAcces, deux fois', recu: message };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'remet ce qui peut être dit, et la liste de ce qui est retenu avec son texte ; rien ne trahit qui a parlé',
        faire: async (monde) => {
          const reponse = await monde.demander('crip', ACCES_COMMUNIQUE, { id: demandeId });
          const { lignes, retenu } = donnees(reponse).accesCommunique;
          const dites = lignes.map(({ rubrique }: any) => rubrique);
          assert.deepEqual(dites, ['IDENTITE', 'INFORMATION']);
          const texte = JSON.stringify(reponse.body);
          for (const secret of [
            ecole.emetteur.nom,
            ecole.emetteur.personne,
            String(ecole.faits[0]?.recit),
            String(appel.appelant?.nom),
          ])
            assert.ok(!texte.includes(secret));
          const emetteur = retenu.find(({ rubrique }: any) => rubrique === 'EMETTEUR');
          return {
            envoye: 'accesCommunique',
            recu: `${String(retenu.length)} rubriques retenues ; ${emetteur.base as string}`,
          };
        },
      },
      {
        qui: 'DPO',
        quoi: 'suit la demande et son délai, sans lire la réponse',
        faire: async (monde) => {
          const { demandesAcces } = donnees(await monde.demander('dpo', DEMANDES_ACCES, { first: 100 }));
          const suivie = demandesAcces.edges.map(({ node }: any) => node).find(({ id }: any) => id === demandeId);
          assert.equal(suivie.etat, 'COMMUNIQUEE');
          const message = refusee(await monde.demander('dpo', ACCES_COMMUNIQUE, { id: demandeId }), 'FORBIDDEN');
          return { envoye: 'demandesAcces, accesCommunique', recu: message };
        },
      },
    ];
  },
};
