import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lancer } from '../../src/cli/main';
import { donnees } from './attendus';
import * as cycle from './cycle-operations';
import { avancer, dossier, jusquALEvaluation, refus, transmettre } from './cycle-pas';
import { fiche } from './envois';
import { ouvrirLyon, type HubDeLyon } from './lyon';
import { jusqua, type Monde } from './monde';
import type { Scenario } from './scenario';

const TRANSIT = `query ($id: ID!) { informationPreoccupante(id: $id) {
  id etat transfertsEntreHubs { etat referenceArrivee recu { id jws charge } }
} }`;

/** What the CRIP of Toulouse reads of the only transfer of that information. */
async function transfert(monde: Monde, id: string): Promise<any> {
  const { informationPreoccupante } = donnees(await monde.demander('crip', TRANSIT, { id }));
  assert.equal(informationPreoccupante.transfertsEntreHubs.length, 1);
  return { ...informationPreoccupante.transfertsEntreHubs[0], information: informationPreoccupante.etat };
}

export const uneFamilleQuitteToulouse: Scenario = {
  titre: 'Une famille quitte Toulouse pour Lyon en pleine évaluation, et la machine tombe entre les deux',
  etapes: () => {
    let lyon: HubDeLyon;
    let id: string;
    let recu: object;
    const reorientation = () => ({ informationId: id, motif: 'La famille vit à Lyon.', collectivite: '69M' });
    return [
      {
        qui: 'Collège, puis CRIP de la Haute-Garonne',
        quoi: 'l’un transmet une information, l’autre en commence l’évaluation',
        faire: async (monde) => {
          await monde.remettreALHeure();
          lyon = await ouvrirLyon(monde);
          ({ id } = await transmettre(monde, 'college', fiche()));
          return jusquALEvaluation(monde, id);
        },
      },
      {
        qui: 'CRIP de la Haute-Garonne',
        quoi: 'la réoriente vers Lyon, que sert un autre hub : en attendant, elle reste ici à son état, et rien n’y change',
        faire: async (monde) => {
          await lyon.demarrer('commit recevoirTransfert apres');
          await avancer(monde, cycle.REORIENTER, reorientation(), 'EN_EVALUATION');
          const fige = refus(
            await monde.demander('crip', cycle.JOINDRE, { input: { informationId: id, aInformationId: monde.url } }),
          );
          assert.equal(fige.code, 'TRANSFERT_EN_COURS');
          return { envoye: 'reorienter', recu: fige.message };
        },
      },
      {
        qui: 'Hub de Lyon',
        quoi: 'ouvre le dossier et tombe (kill -9) avant d’avoir répondu : Toulouse attend, sans le reprendre',
        faire: async (monde) => {
          assert.equal(await lyon.mort(), 'SIGKILL');
          const { etat, information } = await transfert(monde, id);
          assert.deepEqual([etat, information], ['CONFIRMATION', 'EN_EVALUATION']);
          const rappel = refus(
            await monde.demander('crip', cycle.RAPPELER_TRANSFERT, { input: { informationId: id } }),
          );
          assert.equal(rappel.code, 'TRANSFERT_EN_COURS');
          return { envoye: 'rappelerTransfert', recu: rappel.message };
        },
      },
      {
        qui: 'Hub de Lyon',
        quoi: 'redémarre et répond, à la même question, le même reçu signé : le dossier y est une fois, et n’est plus ici',
        faire: async (monde) => {
          await lyon.demarrer();
          const fini = await jusqua('la fin du transfert', async () => {
            const lu = await transfert(monde, id);
            // Two statements of one reading: the end may fall between them.
            return lu.etat === 'ABOUTI' ? transfert(monde, id) : undefined;
          });
          assert.equal(fini.information, 'REORIENTEE');
          recu = fini.recu;
          return { envoye: 'informationPreoccupante', recu: `devenue ${fini.referenceArrivee as string}` };
        },
      },
      {
        qui: 'CRIP de la Métropole de Lyon',
        quoi: 'lit l’information, et la première réception, d’où court toujours l’évaluation (CASF D226-2-4)',
        faire: async (monde) => {
          const liste = await lyon.demander('{ informationsPreoccupantes(first: 5) { edges { node { id } } } }', {});
          const { edges } = liste.data.informationsPreoccupantes;
          assert.equal(edges.length, 1);
          const la = (await lyon.demander(cycle.DOSSIER, { id: edges[0].node.id })).data.informationPreoccupante;
          const ici = await dossier(monde, id);
          assert.deepEqual([la.etat, la.recueLe], ['RECUE', ici.recueLe]);
          assert.equal(la.transferts[0].referenceDepart, ici.reference);
          assert.equal(la.echeances.find(({ regle }: any) => regle === 'A1').depart, ici.echeances[0].depart);
          return {
            envoye: 'informationPreoccupante',
            recu: `${la.reference as string}, reçue le ${la.recueLe as string}`,
          };
        },
      },
      {
        qui: 'N’importe qui',
        quoi: 'vérifie le reçu de Lyon hors ligne, avec ses seules clés publiques (`hub -- verify`)',
        faire: async () => {
          const dossierDuRecu = mkdtempSync(join(tmpdir(), 'recu-de-lyon-'));
          const [fichier, cles] = [join(dossierDuRecu, 'recu.json'), join(dossierDuRecu, 'cles.json')];
          writeFileSync(fichier, JSON.stringify(recu));
          writeFileSync(cles, JSON.stringify(lyon.carte.preuve));
          const { stdout, code } = await lancer(['verify', fichier, '--cle', cles]);
          rmSync(dossierDuRecu, { recursive: true });
          assert.equal(code, 0, stdout);
          await lyon.fermer();
          return {
            envoye: 'hub -- verify',
            recu: stdout.split('\n').find((ligne) => ligne.includes('recevoirTransfert')) ?? '',
          };
        },
      },
    ];
  },
};
