import assert from 'node:assert/strict';
import { demoClients } from '../../src/auth/demo-clients';
import { demoClientId } from '../../src/auth/demo-keys';
import { interrogation, reponseInterrogation } from './ase-envois';
import { ASE, UNE_DEMANDE } from './ase-operations';
import { accuse, donnees } from './attendus';
import { fiche } from './envois';
import type { Monde } from './monde';
import { BOITE, INFORMATION, TRANSMETTRE } from './operations';
import type { Scenario } from './scenario';

const CRIP_33 = { ...demoClients.crip, institution: 'crip-33', nom: 'CRIP de la Gironde', territoire: '33' };
const ASE_33 = { ...demoClients.ase, institution: 'ase-33', nom: 'ASE de la Gironde', territoire: '33' };
const INFORMATIONS = 'query { informationsPreoccupantes(first: 1) { edges { node { enfant { id } } } } }';

export const uneCollectiviteEnInterrogeUneAutre: Scenario = {
  titre: 'La CRIP demande à Bordeaux ce qu’elle a su de l’enfant, sans que rien ne lui dise s’il y est connu',
  etapes: () => {
    let ici: string;
    let la: string;
    let demandeId: string;
    const a33 = async (monde: Monde, query: string, variables: object = {}) =>
      donnees(await monde.demanderComme(CRIP_33, query, variables));
    const code = ({ body }: Awaited<ReturnType<Monde['demander']>>) => body.errors?.[0]?.extensions.code;
    return [
      {
        qui: 'Collège',
        quoi: 'a écrit à Bordeaux il y a longtemps ; un autre écrit aujourd’hui à Toulouse sur le même enfant',
        faire: async (monde) => {
          await a33(monde, BOITE);
          await monde.demanderComme(ASE_33, BOITE);
          const { enfant } = fiche();
          const traits = { ...enfant, communeNaissance: '33063', prenoms: 'Élise Anne' };
          accuse(
            await monde.demander('college', TRANSMETTRE, {
              input: fiche({ enfant: { ...traits, communeResidence: '33063' } }),
            }),
          );
          const { id } = accuse(await monde.demander('college', TRANSMETTRE, { input: fiche({ enfant: traits }) }));
          ici = donnees(await monde.demander('crip', INFORMATION, { id }, 'EVALUATION')).informationPreoccupante.enfant
            .id;
          la = (await a33(monde, INFORMATIONS)).informationsPreoccupantes.edges[0].node.enfant.id;
          assert.notEqual(ici, la);
          return { envoye: 'transmettreInformationPreoccupante', recu: 'deux dossiers, deux collectivités' };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'interroge la Gironde sans agent désigné : refusé ; le président du conseil départemental en désigne un',
        faire: async (monde) => {
          const input = interrogation({ enfantId: ici });
          const refusee = await monde.demander('crip', ASE.interrogerCollectivite, { input });
          assert.equal(code(refusee), 'AGENT_NON_DESIGNE');
          const designation = { agent: demoClientId('crip'), enFonction: true };
          donnees(await monde.demander('ase', ASE.designerAgent, { input: designation }));
          const la33 = { agent: 'scenario-crip-33', enFonction: true };
          donnees(await monde.demanderComme(ASE_33, ASE.designerAgent, { input: la33 }));
          const recu = accuse(await monde.demander('crip', ASE.interrogerCollectivite, { input }));
          demandeId = recu.id;
          return { envoye: 'designerAgent, interrogerCollectivite', recu: recu.reference };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'ne sait toujours rien : ni réponse, ni correspondance, ni délai, car le texte n’en fixe pas',
        faire: async (monde) => {
          const { demandeRenseignements } = donnees(await monde.demander('crip', UNE_DEMANDE, { id: demandeId }));
          assert.equal(demandeRenseignements.reponse, null);
          assert.deepEqual([...demandeRenseignements.correspondances], []);
          return { envoye: 'demandeRenseignements', recu: 'réponse attendue' };
        },
      },
      {
        qui: 'CRIP de la Gironde',
        quoi: 'retrouve l’enfant, choisit ce qu’elle transmet, et le transmet',
        faire: async (monde) => {
          const { demandeRenseignements } = await a33(monde, UNE_DEMANDE, { id: demandeId });
          const connus = demandeRenseignements.correspondances.map(({ id }: any) => id as string);
          assert.deepEqual(connus, [la]);
          const reponse = { reponse: 'TRANSMIS' as const, enfantId: la, documents: ['INFORMATIONS' as const] };
          const input = reponseInterrogation({ demandeId, ...reponse });
          const { demande } = (await a33(monde, ASE.repondreCollectivite, { input })).repondreCollectivite;
          return { envoye: 'repondreCollectivite', recu: demande.reponse as string };
        },
      },
      {
        qui: 'CRIP, puis ASE',
        quoi: 'l’agent désigné lit la réponse, jusqu’au terme de sa conservation ; un autre ne la lit pas',
        faire: async (monde) => {
          const { demandeRenseignements } = donnees(await monde.demander('crip', UNE_DEMANDE, { id: demandeId }));
          assert.equal(demandeRenseignements.documents[0].document, 'INFORMATIONS');
          assert.ok(demandeRenseignements.documents[0].pieces[0].texte.length > 0);
          assert.equal(code(await monde.demander('ase', UNE_DEMANDE, { id: demandeId })), 'AGENT_NON_DESIGNE');
          return {
            envoye: 'demandeRenseignements',
            recu: `lisible jusqu’au ${demandeRenseignements.lisibleJusquAu as string}`,
          };
        },
      },
    ];
  },
};
