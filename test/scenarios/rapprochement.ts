import assert from 'node:assert/strict';
import { donnees } from './attendus';
import { avancerDeJours, transmettre } from './cycle-pas';
import { enfant, fiche, ficheHopital } from './envois';
import type { Monde } from './monde';
import { INFORMATION } from './operations';
import { A_EXAMINER, CONFIRMER_DISTINCTS, HISTOIRE, SEPARER } from './rapprochement-operations';
import type { Etape, Scenario } from './scenario';

const histoire = async (monde: Monde, id: string) =>
  donnees(await monde.demander('crip', HISTOIRE, { id, finalite: 'EVALUATION' })).enfant;
const enfantDe = async (monde: Monde, information: string): Promise<string> =>
  donnees(await monde.demander('crip', INFORMATION, { id: information }, 'EVALUATION')).informationPreoccupante.enfant
    .id;
const cascade = ({ marches, score }: any) =>
  `${marches.map(({ constat, poids }: any) => `${constat} ${poids > 0 ? '+' : ''}${poids}`).join(' ; ')} = ${score} bits`;

/** A sheet, read by the worker as soon as it is written. */
function ecrire(qui: 'college' | 'hopital', quoi: string, son: any, ecrit: { id: string; enfant: string }): Etape {
  return {
    qui: qui === 'college' ? 'Collège' : 'Hôpital',
    quoi,
    faire: async (monde) => {
      const input = qui === 'college' ? fiche({ enfant: son }) : { ...ficheHopital(), enfant: son };
      const { id, echange } = await transmettre(monde, qui, input);
      await monde.balayer();
      Object.assign(ecrit, { id, enfant: await enfantDe(monde, id) });
      return echange;
    },
  };
}

export const deuxFichesUnEnfant: Scenario = {
  titre: 'L’hôpital écrit autrement le nom d’un enfant connu : une seule histoire, défaite six mois après',
  etapes: () => {
    const lEnfant = { ...enfant(), prenoms: 'Marie-Zoé', dateNaissance: '2014-05-02' };
    const nom = `${lEnfant.nomNaissance}-Lefèbvre`;
    const capitales = nom.replace('è', 'e').replaceAll('-', ' ').toUpperCase();
    const [ecole, hopital] = [
      { id: '', enfant: '' },
      { id: '', enfant: '' },
    ];
    let avant: unknown;
    let rapprochement: string;
    return [
      ecrire(
        'college',
        'transmet une fiche : un nom composé, avec son trait d’union et ses accents',
        { ...lEnfant, nomNaissance: nom },
        ecole,
      ),
      ecrire(
        'hopital',
        'écrit le même nom en capitales, sans trait d’union, le jour et le mois échangés',
        { ...lEnfant, nomNaissance: capitales, prenoms: 'MARIE ZOE', dateNaissance: '2014-02-05' },
        hopital,
      ),
      {
        qui: 'CRIP',
        quoi: 'apprend que cette information parle d’un enfant déjà connu',
        faire: async (monde) => {
          const { raw } = await monde.webhook('crip', 'information-preoccupante.enfant-connu', hopital.id);
          return { envoye: raw, recu: 'signature vérifiée' };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'lit une seule histoire, et pourquoi : ce que pèse chaque trait',
        faire: async (monde) => {
          const { memeEnfant, rapprochements } = await histoire(monde, ecole.enfant);
          assert.deepEqual(
            memeEnfant.map(({ id }: any) => id),
            [hopital.enfant],
          );
          assert.deepEqual(memeEnfant[0].informationsPreoccupantes, [{ id: hopital.id }]);
          const [{ id, etat, origine }] = rapprochements;
          assert.deepEqual([etat, origine], ['MEME', 'AUTOMATIQUE']);
          rapprochement = id;
          avant = (await histoire(monde, ecole.enfant)).informationsPreoccupantes;
          return { envoye: 'enfant { memeEnfant rapprochements }', recu: cascade(rapprochements[0]) };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'six mois après, apprend que ce sont deux cousins : chacun retrouve exactement son histoire',
        faire: async (monde) => {
          avancerDeJours(monde, 183);
          const input = { rapprochementId: rapprochement, motif: 'Deux cousins : livrets de famille produits.' };
          const { separer } = donnees(await monde.demander('crip', SEPARER, { input }));
          assert.deepEqual([separer.userErrors, separer.rapprochement.etat], [[], 'DISTINCTS']);
          const { memeEnfant, informationsPreoccupantes } = await histoire(monde, ecole.enfant);
          assert.deepEqual([memeEnfant, informationsPreoccupantes], [[], avant]);
          assert.deepEqual((await histoire(monde, hopital.enfant)).informationsPreoccupantes, [{ id: hopital.id }]);
          return { envoye: 'separer', recu: separer.rapprochement.motif };
        },
      },
      {
        qui: 'Hub',
        quoi: 'ne les propose plus jamais',
        faire: async (monde) => {
          await monde.balayer();
          const { rapprochements } = await histoire(monde, ecole.enfant);
          const [{ etat, closLe }, ...passes] = rapprochements;
          assert.deepEqual([etat, closLe], ['DISTINCTS', null]);
          assert.ok(passes.every((un: any) => un.closLe !== null));
          return {
            envoye: 'enfant { rapprochements }',
            recu: `${etat} ; avant : ${passes.map((un: any) => un.etat).join(', ')}`,
          };
        },
      },
    ];
  },
};

export const desJumeaux: Scenario = {
  titre: 'Des jumeaux ne sont jamais réunis ; un prénom et un âge ne suffisent pas',
  etapes: () => {
    const jumeau = enfant();
    const [une, autre, mal] = [
      { id: '', enfant: '' },
      { id: '', enfant: '' },
      { id: '', enfant: '' },
    ];
    return [
      ecrire('college', 'transmet une fiche sur une enfant', { ...jumeau, prenoms: 'Éléonore' }, une),
      ecrire(
        'hopital',
        'en transmet une sur sa jumelle : même nom, même jour, même commune',
        { ...jumeau, prenoms: 'Lina' },
        autre,
      ),
      {
        qui: 'Hub',
        quoi: 'n’y voit qu’une fratrie : rien n’est réuni, rien n’est demandé à personne',
        faire: async (monde) => {
          const { memeEnfant, rapprochements } = await histoire(monde, une.enfant);
          assert.deepEqual([memeEnfant, rapprochements], [[], []]);
          return { envoye: 'enfant { memeEnfant rapprochements }', recu: 'deux enfants' };
        },
      },
      ecrire(
        'hopital',
        'reçoit une enfant dont il ne sait que le nom, un prénom et un âge',
        {
          ...{
            nomNaissance: jumeau.nomNaissance,
            prenoms: 'Eléonore',
            sexe: 'F',
            ageApproximatif: new Date().getFullYear() - 2014,
          },
          ...{ communeResidence: '31555', adresse: jumeau.adresse },
        },
        mal,
      ),
      {
        qui: 'CRIP',
        quoi: 'trouve dans sa liste la fiche à examiner, et ce qui fait douter',
        faire: async (monde) => {
          const { rapprochementsAExaminer } = donnees(await monde.demander('crip', A_EXAMINER, { first: 100 }));
          const liste = rapprochementsAExaminer.edges.map(({ node }: any) => node);
          const siens = liste.filter(({ enfant, autre: l }: any) => [enfant.id, l.id].includes(mal.enfant));
          assert.deepEqual(
            siens.map(({ enfant, autre: l }: any) => [enfant.id, l.id].includes(une.enfant)),
            [true],
          );
          return { envoye: 'rapprochementsAExaminer', recu: `${cascade(siens[0])} ; ${siens[0].regles.join(' ')}` };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'dit que ce sont deux enfants : la question ne sera plus posée',
        faire: async (monde) => {
          const input = { enfantId: mal.enfant, autreId: une.enfant, motif: 'Éléonore était en classe ce jour-là.' };
          const { confirmerDistincts } = donnees(await monde.demander('crip', CONFIRMER_DISTINCTS, { input }));
          assert.equal(confirmerDistincts.rapprochement.etat, 'DISTINCTS');
          await monde.balayer();
          const { rapprochementsAExaminer } = donnees(await monde.demander('crip', A_EXAMINER, { first: 100 }));
          const ids = rapprochementsAExaminer.edges.flatMap(({ node }: any) => [node.enfant.id, node.autre.id]);
          assert.ok(!ids.includes(mal.enfant));
          return { envoye: 'confirmerDistincts', recu: confirmerDistincts.rapprochement.motif };
        },
      },
    ];
  },
};
