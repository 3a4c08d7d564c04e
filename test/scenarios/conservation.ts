import assert from 'node:assert/strict';
import { demoClients } from '../../src/auth/demo-clients';
import { MANDATS_ARCHIVE } from '../../src/domain/access-archive';
import { ajouterDuree } from '../../src/domain/calendar';
import { donnees, refusee } from './attendus';
import * as cycle from './cycle-operations';
import { avancer, envoyerRetour, refus, transmettre } from './cycle-pas';
import {
  APERCU_ELIMINATION,
  DOSSIERS_ARCHIVES,
  ELIMINATIONS,
  PROPOSER_ELIMINATION,
  VISER_ELIMINATION,
} from './elimination-operations';
import { enfant, fiche, ficheHopital } from './envois';
import { jusqua, type Monde } from './monde';
import { BOITE, INFORMATION } from './operations';
import type { Etape, Scenario } from './scenario';

const AUJOURDHUI = new Date().toISOString().slice(0, 10);
const dansDesAnnees = (annees: number) => `${ajouterDuree(AUJOURDHUI, { annees })}T09:00:00Z`;

/** An ordinary agent: everything that its institution may do, but to read the archive. */
const ORDINAIRE = {
  ...demoClients.ase,
  machine: 'agent-ordinaire',
  scopes: demoClients.ase.scopes.filter((scope) => !MANDATS_ARCHIVE.some((mandat) => mandat === scope)),
};

interface Dossier {
  id: string;
  enfantId: string;
  traits: ReturnType<typeof enfant>;
}

/** A school writes, the CRIP closes and answers, the school reads its answer. */
function closDepuisLEcole(dossier: Dossier): Etape {
  return {
    qui: 'Collège, CRIP',
    quoi: 'transmet une fiche ; la CRIP ne la qualifie pas, le lui dit, et le collège relève sa boîte',
    faire: async (monde) => {
      dossier.traits = enfant();
      dossier.id = (await transmettre(monde, 'college', fiche({ enfant: dossier.traits }))).id;
      const informationId = dossier.id;
      await avancer(monde, cycle.ANALYSER, { informationId }, 'EN_PREMIERE_ANALYSE');
      const motif = 'Ni danger ni risque : la mère a déjà consulté.';
      await avancer(monde, cycle.NON_QUALIFIER, { informationId, motif }, 'NON_QUALIFIEE');
      await envoyerRetour(monde, { informationId, code: 'CLASSEE' }, 'CLASSEE');
      const lue = donnees(await monde.demander('crip', INFORMATION, { id: dossier.id }, 'EVALUATION'));
      dossier.enfantId = lue.informationPreoccupante.enfant.id;
      donnees(await monde.demander('college', BOITE));
      return { envoye: 'nonQualifier, envoyerRetour', recu: 'NON_QUALIFIEE' };
    },
  };
}

/** The worker looks at the files that are due, until this one has moved. */
async function examiner(monde: Monde, quoi: string, lire: () => Promise<any>): Promise<any> {
  return jusqua(quoi, async () => {
    // The next checkpoint: a minute of the clock of the law. What is not proven is not listed.
    monde.avancer(40 * 24 * 60);
    await monde.balayer();
    return lire();
  });
}

async function archive(monde: Monde, { enfantId }: Dossier): Promise<any> {
  const { dossiersArchives } = donnees(await monde.demander('crip', DOSSIERS_ARCHIVES, { first: 100 }));
  return dossiersArchives.edges.map(({ node }: any) => node).find(({ id }: any) => id === enfantId);
}

export const unDossierPartEtRevient: Scenario = {
  titre: 'Un dossier clos part en archive intermédiaire puis revient',
  etapes: () => {
    const dossier = {} as Dossier;
    const lit = async (monde: Monde) =>
      donnees(await monde.demanderComme(ORDINAIRE, cycle.DOSSIER, { id: dossier.id })).informationPreoccupante?.id;
    return [
      closDepuisLEcole(dossier),
      {
        qui: 'Hub',
        quoi: 'trois ans passent : le dossier quitte la base active',
        faire: async (monde) => {
          assert.equal(await lit(monde), dossier.id);
          monde.aLaDate(dansDesAnnees(3));
          const { regle, finActive, finConservation } = await examiner(monde, 'archive', () => archive(monde, dossier));
          return {
            envoye: 'conserver-dossiers',
            recu: `${regle as string} : base active jusqu’au ${finActive as string}, gardé jusqu’au ${finConservation as string}`,
          };
        },
      },
      {
        qui: 'ASE',
        quoi: 'un agent ordinaire ne le trouve plus ; qui est désigné pour l’archive le lit, et c’est inscrit',
        faire: async (monde) => {
          const reponse = await monde.demanderComme(ORDINAIRE, cycle.DOSSIER, { id: dossier.id });
          const message = refusee(reponse, 'NOT_FOUND');
          const lu = donnees(await monde.demander('ase', cycle.DOSSIER, { id: dossier.id }));
          assert.equal(lu.informationPreoccupante.id, dossier.id);
          return { envoye: 'informationPreoccupante, deux fois', recu: `sans le mandat : ${message}` };
        },
      },
      {
        qui: 'Hôpital',
        quoi: 'écrit sur le même enfant : le dossier revient de lui-même, entier',
        faire: async (monde) => {
          const recu = await transmettre(monde, 'hopital', { ...ficheHopital(), enfant: dossier.traits });
          assert.equal(await lit(monde), dossier.id);
          assert.equal(await archive(monde, dossier), undefined);
          await monde.remettreALHeure();
          return { envoye: 'transmettreInformationPreoccupante', recu: `${recu.reference} ; l’ancienne se relit` };
        },
      },
    ];
  },
};

export const lArchivisteRefuse: Scenario = {
  titre: 'L’archiviste refuse une élimination',
  etapes: () => {
    const dossier = {} as Dossier;
    let id: string;
    const elimination = async (monde: Monde) => {
      const { eliminations } = donnees(await monde.demander('archiviste', ELIMINATIONS, { first: 100 }));
      return eliminations.edges.map(({ node }: any) => node).find(({ enfantId }: any) => enfantId === dossier.enfantId);
    };
    return [
      closDepuisLEcole(dossier),
      {
        qui: 'Hub',
        quoi: 'bien après la majorité de l’enfant, le dossier est porté sur la liste soumise au visa',
        faire: async (monde) => {
          monde.aLaDate(dansDesAnnees(26));
          const listee = await examiner(monde, 'liste', () => elimination(monde));
          assert.equal(listee.etat, 'A_VISER');
          id = listee.id;
          return { envoye: 'conserver-dossiers', recu: `à garder jusqu’au ${listee.finConservation as string}` };
        },
      },
      {
        qui: 'Archiviste',
        quoi: 'lit ce qui serait détruit, table par table, sans lire le dossier',
        faire: async (monde) => {
          const { apercuElimination } = donnees(await monde.demander('archiviste', APERCU_ELIMINATION, { ids: [id] }));
          const lignes = apercuElimination.reduce((total: number, ligne: any) => total + Number(ligne.lignes), 0);
          assert.ok(lignes > 3);
          refusee(await monde.demander('archiviste', cycle.DOSSIER, { id: dossier.id }), 'FORBIDDEN');
          return {
            envoye: 'apercuElimination',
            recu: `${String(lignes)} lignes de ${String(apercuElimination.length)} tables`,
          };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'ne peut rien proposer sans le visa',
        faire: async (monde) => {
          const { code, message } = refus(
            await monde.demander('crip', PROPOSER_ELIMINATION, { input: { eliminationIds: [id] } }),
          );
          assert.equal(code, 'ARTICLE_CONTRAIRE');
          return { envoye: 'proposerElimination', recu: message };
        },
      },
      {
        qui: 'Archiviste',
        quoi: 'refuse le visa, avec un motif : le dossier est gardé à titre d’échantillon',
        faire: async (monde) => {
          const input = { eliminationIds: [id], accord: false, motif: 'ECHANTILLON' };
          const { viserElimination } = donnees(await monde.demander('archiviste', VISER_ELIMINATION, { input }));
          assert.deepEqual(viserElimination.userErrors, []);
          assert.equal(viserElimination.eliminations[0].etat, 'VISA_REFUSE');
          return { envoye: 'viserElimination', recu: 'VISA_REFUSE, ECHANTILLON' };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'ne peut plus le proposer ; le dossier se lit encore, en archive',
        faire: async (monde) => {
          const { code } = refus(
            await monde.demander('crip', PROPOSER_ELIMINATION, { input: { eliminationIds: [id] } }),
          );
          assert.equal(code, 'DEJA_FAIT');
          await monde.balayer();
          assert.equal((await elimination(monde)).id, id);
          const lu = donnees(await monde.demander('crip', cycle.DOSSIER, { id: dossier.id }));
          assert.equal(lu.informationPreoccupante.id, dossier.id);
          await monde.remettreALHeure();
          return { envoye: 'proposerElimination', recu: 'DEJA_FAIT : rien n’est détruit' };
        },
      },
    ];
  },
};
