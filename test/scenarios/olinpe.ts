import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unEnfant } from './ase-accueil-provisoire';
import { accueilProvisoire } from './ase-envois';
import { ASE } from './ase-operations';
import { accuse, donnees } from './attendus';
import { enfant } from './envois';
import type { Monde } from './monde';
import type { Scenario } from './scenario';

const A14 = /* GraphQL */ `
  query A14 {
    echeances(first: 100, filtre: { regle: "A14" }) {
      edges {
        node {
          etat
          dateLimite
          quiDoitAgir
        }
      }
    }
  }
`;

/** An action éducative à domicile of that year, for a child of the CRIP. */
async function uneAed(monde: Monde, annee: number): Promise<string> {
  const enfantId = await unEnfant(monde);
  const debut = `${String(annee)}-03-10T09:00:00Z`;
  const input = accueilProvisoire({ enfantId, nature: 'AED', debut, terme: `${String(annee)}-12-10`, contrat: null });
  return accuse(await monde.demander('ase', ASE.ouvrirMesureAdministrative, { input })).id;
}

export const unExportRejoue: Scenario = {
  titre: 'Un export annuel rejoué donne les mêmes octets',
  etapes: () => {
    const annee = new Date().getFullYear() - 1;
    const dossier = mkdtempSync(join(tmpdir(), 'olinpe-'));
    const exporter = async (monde: Monde, nom: string) => {
      const vers = join(dossier, nom);
      const args = ['olinpe', '--annee', String(annee), '--collectivite', '31', '--vers', vers, '--json'];
      const { stdout, stderr, code } = await monde.commander(...args);
      assert.equal(code, 0, stderr);
      return { rapport: JSON.parse(stdout), octets: readFileSync(vers) };
    };
    const sienne = ({ node }: { node: { dateLimite: string } }) => node.dateLimite === `${String(annee + 1)}-04-30`;
    let mesureId: string;
    let premier: Awaited<ReturnType<typeof exporter>>;
    return [
      {
        qui: 'ASE',
        quoi: 'a ouvert une action éducative à domicile dans l’année qui vient de finir',
        faire: async (monde) => {
          mesureId = await uneAed(monde, annee);
          return { envoye: 'ouvrirMesureAdministrative', recu: `mesure de mars ${String(annee)}` };
        },
      },
      {
        qui: 'Hub',
        quoi: 'ouvre l’échéance du 30 avril : le département doit le fichier de l’année (A14)',
        faire: async (monde) => {
          await monde.balayer();
          const { echeances } = donnees(await monde.demander('ase', A14));
          const { node } = echeances.edges.find(sienne);
          assert.equal(node.etat, 'OUVERTE');
          assert.equal(node.quiDoitAgir, 'président du conseil départemental');
          return { envoye: 'echeances (A14)', recu: `${node.etat}, ${node.dateLimite}` };
        },
      },
      {
        qui: 'Département',
        quoi: 'fait l’extraction : pseudonymes, mois et codes, aucun nom ; ce qui manque est compté',
        faire: async (monde) => {
          premier = await exporter(monde, 'premier.csv');
          const texte = premier.octets.toString();
          for (const nom of [enfant().nomNaissance, enfant().prenoms, enfant().dateNaissance ?? ''])
            assert.ok(!texte.toLowerCase().includes(nom.toLowerCase()));
          const { enregistrements } = premier.rapport.completude;
          assert.ok(enregistrements >= 1);
          const { echeances } = donnees(await monde.demander('ase', A14));
          assert.equal(echeances.edges.find(sienne).node.etat, 'TENUE');
          const sha256 = createHash('sha256').update(premier.octets).digest('hex');
          assert.equal(JSON.parse(premier.rapport.recu.charge).empreinte, sha256);
          return { envoye: 'hub -- olinpe', recu: `${String(enregistrements)} enregistrements, reçu signé, A14 tenue` };
        },
      },
      {
        qui: 'ASE',
        quoi: 'met fin à la mesure, et en inscrit une autre, oubliée, de la même année',
        faire: async (monde) => {
          const input = { mesureId, le: `${String(annee)}-11-03T10:00:00Z`, motif: 'Objectifs atteints' };
          donnees(await monde.demander('ase', ASE.terminerMesure, { input }));
          await uneAed(monde, annee);
          return { envoye: 'terminerMesure, ouvrirMesureAdministrative', recu: 'deux événements de plus' };
        },
      },
      {
        qui: 'Département',
        quoi: 'rejoue l’extraction : les mêmes octets, et le rapport dit ce qui a été inscrit depuis',
        faire: async (monde) => {
          const rejoue = await exporter(monde, 'rejoue.csv');
          rmSync(dossier, { recursive: true });
          assert.ok(rejoue.octets.equals(premier.octets));
          assert.equal(rejoue.rapport.inscritsDepuis, 2);
          return { envoye: 'hub -- olinpe', recu: 'les mêmes octets ; 2 événements inscrits depuis' };
        },
      },
    ];
  },
};
