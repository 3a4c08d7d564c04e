import assert from 'node:assert/strict';
import canonicalize from 'canonicalize';
import { createHash, randomUUID } from 'node:crypto';
import { accuse, delais, donnees, refusee, type Accuse } from './attendus';
import { fiche, ficheHopital } from './envois';
import { ENFANT, INFORMATION, INFORMATIONS, TRANSMETTRE } from './operations';
import type { Scenario } from './scenario';

export const unCollegeTransmet: Scenario = {
  titre: 'Un collège transmet une information préoccupante',
  etapes: () => {
    const input = fiche();
    let recu: Accuse;
    let envoyeA: number;
    return [
      {
        qui: 'Collège',
        quoi: 'transmet sa fiche à la CRIP',
        faire: async (monde) => {
          envoyeA = performance.now();
          const reponse = await monde.demander('college', TRANSMETTRE, { input });
          recu = accuse(reponse);
          assert.equal(recu.empreinte, createHash('sha256').update(canonicalize(input)!).digest('hex'));
          assert.deepEqual(
            recu.echeances.map(({ regle }) => regle),
            ['A1', 'A2'],
          );
          return {
            envoye: 'transmettreInformationPreoccupante',
            recu: `accusé ${recu.reference}, empreinte ${recu.empreinte.slice(0, 12)}…, délais ${delais(recu)}`,
          };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'reçoit un webhook signé, sans aucune donnée de personne',
        faire: async (monde) => {
          const { body, raw, at } = await monde.webhook('crip', 'information-preoccupante.recue', recu.id);
          assert.deepEqual(Object.keys(body).sort(), ['id', 'le', 'sujet', 'type']);
          assert.ok(!raw.includes(input.enfant.nomNaissance));
          return { envoye: raw, recu: `signature vérifiée ${(at - envoyeA).toFixed(0)} ms après l'envoi du collège` };
        },
      },
      {
        qui: 'CRIP',
        quoi: "lit la fiche et l'enfant, réunis à travers trois institutions",
        faire: async (monde) => {
          const { informationPreoccupante: lue } = donnees(
            await monde.demander('crip', INFORMATION, { id: recu.id }, 'EVALUATION'),
          );
          assert.equal(lue.enfant.nomNaissance, input.enfant.nomNaissance);
          assert.equal(lue.enfant.scolarite.classe, '6e B');
          assert.equal(lue.emetteur.fonction, input.emetteur.fonction);
          return { envoye: 'informationPreoccupante', recu: `${lue.reference}, ${lue.etat}, urgence ${lue.urgence}` };
        },
      },
    ];
  },
};

export const leMemeEnvoiRepete: Scenario = {
  titre: "Le même envoi répété n'en crée qu'une",
  etapes: () => {
    const input = fiche();
    let premier: Accuse;
    return [
      {
        qui: 'Collège',
        quoi: 'envoie cinq fois la même fiche en même temps, son réseau est mauvais',
        faire: async (monde) => {
          const reponses = await Promise.all(
            Array.from({ length: 5 }, () => monde.demander('college', TRANSMETTRE, { input })),
          );
          const [un, ...autres] = reponses.map(accuse);
          premier = un!;
          for (const autre of autres) assert.deepEqual(autre, premier);
          return { envoye: '5 × la même clé, le même contenu', recu: `5 × le même accusé ${premier.reference}` };
        },
      },
      {
        qui: 'CRIP',
        quoi: "n'en voit qu'une",
        faire: async (monde) => {
          const { informationsPreoccupantes } = donnees(
            await monde.demander('crip', INFORMATIONS, { reference: premier.reference }),
          );
          assert.equal(informationsPreoccupantes.edges.length, 1);
          const [{ nombre }] = (await monde.database.query<{ nombre: number }>(
            'SELECT count(*)::int nombre FROM crip.information_preoccupante WHERE empreinte = $1',
            [premier.empreinte],
          )) as [{ nombre: number }];
          assert.equal(nombre, 1);
          return { envoye: 'informationsPreoccupantes', recu: 'une seule fiche' };
        },
      },
      {
        qui: 'Collège',
        quoi: 'réutilise la clé pour un autre contenu',
        faire: async (monde) => {
          const autre = { ...input, urgence: 'IMMEDIATE' };
          const message = refusee(await monde.demander('college', TRANSMETTRE, { input: autre }), 'CONFLICT');
          return { envoye: 'même clé, autre contenu', recu: `CONFLICT : ${message}` };
        },
      },
    ];
  },
};

export const lHopitalInterroge: Scenario = {
  titre: "L'hôpital interroge un enfant qu'il n'a pas à connaître",
  etapes: () => {
    let enfantId: string;
    let reponseIllisible: unknown;
    return [
      {
        qui: 'Collège',
        quoi: 'transmet une fiche sur un enfant',
        faire: async (monde) => {
          const { id, reference } = accuse(await monde.demander('college', TRANSMETTRE, { input: fiche() }));
          const lue = donnees(await monde.demander('college', INFORMATION, { id }, 'RETOUR_EMETTEUR'));
          enfantId = lue.informationPreoccupante.enfant.id;
          return { envoye: 'transmettreInformationPreoccupante', recu: `accusé ${reference}` };
        },
      },
      {
        qui: 'Hôpital',
        quoi: "demande cet enfant, avec lequel il n'a aucune relation",
        faire: async (monde) => {
          const reponse = await monde.demander('hopital', ENFANT, { id: enfantId, finalite: 'SOINS' });
          const message = refusee(reponse, 'NOT_FOUND');
          reponseIllisible = anonyme(reponse.body);
          return { envoye: 'enfant(id) existant', recu: `NOT_FOUND : ${message}` };
        },
      },
      {
        qui: 'Hôpital',
        quoi: "demande un enfant qui n'existe pas : la réponse est la même",
        faire: async (monde) => {
          const reponse = await monde.demander('hopital', ENFANT, { id: randomUUID(), finalite: 'SOINS' });
          assert.deepEqual(anonyme(reponse.body), reponseIllisible);
          return { envoye: 'enfant(id) inventé', recu: 'la même réponse, au mot près' };
        },
      },
      {
        qui: 'Hôpital',
        quoi: "lit en revanche l'enfant dont il a lui-même parlé à la CRIP",
        faire: async (monde) => {
          const { id } = accuse(await monde.demander('hopital', TRANSMETTRE, { input: ficheHopital() }));
          const { informationPreoccupante } = donnees(
            await monde.demander('hopital', INFORMATION, { id }, 'RETOUR_EMETTEUR'),
          );
          const { enfant } = donnees(
            await monde.demander('hopital', ENFANT, { id: informationPreoccupante.enfant.id, finalite: 'SOINS' }),
          );
          assert.equal(enfant.informationsPreoccupantes.length, 1);
          return { envoye: 'enfant(id) le sien', recu: `une fiche, suivi ${enfant.suiviSante.finess}` };
        },
      },
    ];
  },
};

/** An answer without the request id that it carries. */
function anonyme(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body, (key, value: unknown) => (key === 'requete' ? undefined : value)));
}

export const uneUaiFausse: Scenario = {
  titre: 'Une UAI fausse est refusée',
  etapes: () => [
    {
      qui: 'Collège',
      quoi: 'se trompe de lettre dans son UAI',
      faire: async (monde) => {
        const modele = fiche();
        const input = { ...modele, emetteur: { ...modele.emetteur, uai: '0310036A' } };
        const { transmettreInformationPreoccupante: payload } = donnees(
          await monde.demander('college', TRANSMETTRE, { input }),
        );
        const [erreur] = payload.userErrors;
        assert.equal(payload.accuseReception, null);
        assert.equal(erreur.code, 'CLE_INVALIDE');
        assert.deepEqual(erreur.path, ['emetteur', 'uai']);
        const traces = await monde.database.query(
          'SELECT 1 FROM hub.idempotence WHERE cle = $1 UNION ALL SELECT 1 FROM crip.enfant WHERE nom_naissance = $2',
          [input.idempotencyKey, input.enfant.nomNaissance],
        );
        assert.equal(traces.length, 0);
        return { envoye: 'emetteur.uai = 0310036A', recu: `${erreur.code} — ${erreur.message}` };
      },
    },
  ],
};
