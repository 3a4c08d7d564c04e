import { randomUUID } from 'node:crypto';
import type { Finalite } from '../../src/domain/access-finalites';
import { ASE } from '../scenarios/ase-operations';
import { accueilUrgence, lieu } from '../scenarios/ase-envois';
import { fiche, ordonnance } from '../scenarios/envois';
import { decision, requete } from '../scenarios/justice-envois';
import { DECIDER, SAISIR_JUGE } from '../scenarios/justice-operations';
import { NOTIFIER, TRANSMETTRE } from '../scenarios/operations';
import { LEVER_PROTECTION, LIEUX, PROTEGER_DOSSIER } from '../scenarios/protection-operations';
import { OUVRIR_EN_URGENCE } from '../scenarios/urgence-operations';
import {
  accuse,
  INSTITUTIONS,
  ouvrirHub,
  ouvrirTerrain,
  recu,
  retenus,
  type HubOuvert,
  type Json,
  type NomInstitution,
  type Porteur,
  type Terrain,
} from './hub-ouvert';
import { nombre } from './instructions';

let terrain: Terrain;
let hub: HubOuvert;
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain);
});
afterAll(async () => {
  await hub.fermer();
  await terrain.fermer();
});

const agent = (qui: NomInstitution, sub: string): Porteur => ({ ...INSTITUTIONS[qui], sub });
const acte = async (qui: NomInstitution | Porteur, query: string, input: object): Promise<Json> =>
  recu(await hub.demander(qui, query, { input }));
const proteger = (qui: NomInstitution | Porteur, enfantId: string, plus = {}) =>
  acte(qui, PROTEGER_DOSSIER, { idempotencyKey: randomUUID(), enfantId, motif: 'MENACES', ...plus });
const lever = (qui: NomInstitution | Porteur, protectionId: string) =>
  acte(qui, LEVER_PROTECTION, { protectionId, motif: 'Fin.' });
const lire = (qui: NomInstitution, id: string, finalite: Finalite) => hub.demander(qui, LIEUX, { id, finalite });
const codeDe = ({ body }: { body: { errors?: readonly { extensions: { code: string } }[] } }) =>
  body.errors?.[0]?.extensions.code;

/** A child whom a school and a parquet know: it has a place, and a school. */
async function unEnfant(): Promise<string> {
  const { enfant } = fiche();
  const { id } = accuse(await hub.demander('college', TRANSMETTRE, { input: fiche({ enfant }) }));
  accuse(await hub.demander('parquet', NOTIFIER, { input: ordonnance({ enfant }) }));
  const query = 'query ($id: ID!) { informationPreoccupante(id: $id) { enfant { id } } }';
  return recu(await hub.demander('crip', query, { id })).enfant.id;
}

const SECRETS = {
  'enfant.scolarite.uai': 'ETABLISSEMENT_RETENU',
  'enfant.mesuresUrgentes.0.lieu': 'LIEU_DE_VIE_RETENU',
  'enfant.mesuresUrgentes.0.confieA': 'LIEU_DE_VIE_RETENU',
};

describe('un dossier protégé', () => {
  test('le lieu, le service, l’école : lus pour protéger par qui a la charge de l’enfant, par personne pour le reste', async () => {
    const id = await unEnfant();
    expect(retenus(await lire('crip', id, 'INFORMATION_FAMILLE'))).toEqual({});
    expect((await proteger('crip', id)).protection).toMatchObject({ etat: 'EN_VIGUEUR', poseePar: 'crip-31' });
    for (const qui of ['crip', 'ase'] as const) {
      const famille = await lire(qui, id, 'INFORMATION_FAMILLE');
      expect(retenus(famille)).toEqual(SECRETS);
      expect(recu(famille).scolarite).toEqual({ uai: null, classe: expect.any(String) });
      const protection = await lire(qui, id, 'PROTECTION');
      expect(retenus(protection)).toEqual({});
      expect(recu(protection).mesuresUrgentes[0].confieA).not.toBeNull();
    }
  });

  test('les listes, que l’on ouvre sans finalité, ne disent plus où il est', async () => {
    const id = await unEnfant();
    const liste = '{ mesuresUrgentes(first: 100) { edges { node { confieA { nom } enfant { id } } } } }';
    const aise = async () =>
      recu(await hub.demander('ase', liste)).edges.find(({ node }: Json) => node.enfant.id === id).node.confieA;
    expect(await aise()).not.toBeNull();
    await proteger('ase', id);
    expect(await aise()).toBeNull();
  });

  test('se dit de même, qu’il y ait un lieu à retenir ou rien', async () => {
    const lieuId = accuse(await hub.demander('ase', ASE.enregistrerLieuAccueil, { input: lieu() })).id;
    const accueilli = async (changes: object) => {
      const { id: mesureId } = accuse(
        await hub.demander('ase', ASE.accueillirEnUrgence, { input: accueilUrgence(changes) }),
      );
      const deLaMesure = 'query ($id: ID!) { mesure(id: $id) { enfant { id } } }';
      const { id } = recu(await hub.demander('ase', deLaMesure, { id: mesureId })).enfant;
      const { confieA } = recu(await lire('ase', id, 'PROTECTION')).mesures[0];
      await proteger('ase', id);
      return { confieA, lue: await lire('ase', id, 'INFORMATION_FAMILLE') };
    };
    const nomme = await accueilli({ confieA: 'Foyer du Lac' });
    const tu = await accueilli({ confieA: undefined, lieuId });
    expect([nomme.confieA, tu.confieA]).toEqual(['Foyer du Lac', null]);
    expect(retenus(nomme.lue)).toMatchObject({ 'enfant.mesures.0.confieA': 'LIEU_DE_VIE_RETENU' });
    expect(tu.lue.body.extensions).toEqual(nomme.lue.body.extensions);
    expect(recu(tu.lue).mesures[0].confieA).toBeNull();
    expect(recu(nomme.lue).mesures[0].confieA).toBeNull();
  });

  test('un accès en urgence n’y suffit pas : l’astreinte lit la fiche, pas le lieu', async () => {
    const id = await unEnfant();
    const input = { idempotencyKey: randomUUID(), motif: 'FUGUE', enfantId: id };
    recu(await hub.demander('crip69M', OUVRIR_EN_URGENCE, { input }));
    expect(recu(await lire('crip69M', id, 'URGENCE')).mesuresUrgentes[0].confieA).not.toBeNull();
    await proteger('ase', id);
    const lue = await lire('crip69M', id, 'URGENCE');
    expect(recu(lue).mesuresUrgentes).toHaveLength(1);
    expect(retenus(lue)).toEqual(SECRETS);
  });

  test('il ne dit pas qu’il n’y a aucune protection : il dit qu’il n’en dit rien, qu’il y en ait ou non', async () => {
    const query =
      'query ($id: ID!, $finalite: Finalite!) { enfant(id: $id, finalite: $finalite) { protections { motif } } }';
    const lues = async (id: string, qui: NomInstitution, finalite: Finalite) => {
      const reponse = await hub.demander(qui, query, { id, finalite });
      return [recu(reponse).protections, retenus(reponse)];
    };
    const retenue = [null, { 'enfant.protections': 'PROTECTION_RETENU' }];
    for (const menace of [true, false]) {
      const id = await unEnfant();
      const input = { idempotencyKey: randomUUID(), motif: 'FUGUE', enfantId: id };
      recu(await hub.demander('crip69M', OUVRIR_EN_URGENCE, { input }));
      if (menace) await proteger('crip', id);
      expect(await lues(id, 'crip69M', 'URGENCE')).toEqual(retenue);
      expect(await lues(id, 'crip', 'PROTECTION')).toEqual([menace ? [{ motif: 'MENACES' }] : [], {}]);
      // Nor a letter to the family: the reason says who threatens.
      for (const qui of ['crip', 'ase'] as const) expect(await lues(id, qui, 'INFORMATION_FAMILLE')).toEqual(retenue);
    }
  });

  test('le magistrat qui a ordonné lit où il a confié l’enfant', async () => {
    const id = await unEnfant();
    await proteger('ase', id);
    const lue = await hub.demander('parquet', '{ mesuresUrgentes(first: 100) { edges { node { confieA { nom } } } } }');
    expect(recu(lue).edges.every(({ node }: Json) => node.confieA !== null)).toBe(true);
  });
});

test('le lieu que le juge tient secret l’est partout : l’école que l’enfant fréquente aussi', async () => {
  const id = await unEnfant();
  const requeteId = accuse(await hub.demander('parquet', SAISIR_JUGE, { input: requete({ enfantId: id }) })).id;
  const input = decision({ enfantId: id, requeteId, lieuAnonyme: true });
  accuse(await hub.demander('juge', DECIDER, { input }));
  const lue = await lire('crip', id, 'INFORMATION_FAMILLE');
  expect(retenus(lue)).toMatchObject(SECRETS);
  expect(recu(lue).scolarite.uai).toBeNull();
});

describe('poser, confirmer, lever', () => {
  test('une personne pose ; deux lèvent, de la CRIP ou de l’ASE', async () => {
    const id = await unEnfant();
    const { protection } = await proteger(agent('ase', 'agent-1'), id, { motif: 'RISQUE_ENLEVEMENT' });
    expect((await lever(agent('ase', 'agent-1'), protection.id)).protection.etat).toBe('LEVEE_PROPOSEE');
    const seul = await lever(agent('ase', 'agent-1'), protection.id);
    expect(seul.userErrors).toEqual([
      { code: 'ARTICLE_CONTRAIRE', path: ['protectionId'], message: expect.stringMatching(/à deux/) },
    ]);
    expect(retenus(await lire('crip', id, 'INFORMATION_FAMILLE'))).toEqual(SECRETS);
    const levee = (await lever(agent('crip', 'cadre'), protection.id)).protection;
    expect(levee).toMatchObject({ etat: 'LEVEE', motifLevee: 'Fin. — Fin.', leveeLe: expect.any(String) });
    expect(retenus(await lire('crip', id, 'INFORMATION_FAMILLE'))).toEqual({});
    expect((await lever('crip', protection.id)).userErrors[0].code).toBe('DEJA_FAIT');
    expect((await proteger('crip', id)).protection.id).not.toBe(protection.id);
  });

  test('confirmer garde la même, écarte la levée proposée et rouvre son délai', async () => {
    const id = await unEnfant();
    const { protection } = await proteger('ase', id);
    await lever(agent('ase', 'agent-1'), protection.id);
    const confirmee = (await proteger('crip', id, { motif: 'AUTRE', precision: 'Une lettre reçue.' })).protection;
    expect(confirmee).toMatchObject({ id: protection.id, etat: 'EN_VIGUEUR', motif: 'AUTRE', motifLevee: null });
    expect(confirmee).toMatchObject({ precision: 'Une lettre reçue.', confirmeeLe: expect.any(String) });
    const delais = "SELECT etat FROM hub.echeance WHERE sujet_id = $1 AND regle = 'U3' ORDER BY id";
    expect(await hub.database.query(delais, [id])).toEqual([{ etat: 'TENUE' }, { etat: 'OUVERTE' }]);
  });

  test('une réponse perdue se redemande avec sa clé : la levée n’est proposée qu’une fois', async () => {
    const { protection } = await proteger('ase', await unEnfant());
    const input = { idempotencyKey: randomUUID(), protectionId: protection.id, motif: 'Menace écartée.' };
    const premiere = await acte('ase', LEVER_PROTECTION, input);
    expect(premiere).toMatchObject({ protection: { id: protection.id }, userErrors: [] });
    expect(await acte('ase', LEVER_PROTECTION, input)).toEqual(premiere);
    const evenements = `SELECT count(*)::int nombre FROM hub.evenement e JOIN crip.protection p ON p.enfant_id = e.sujet_id
      WHERE p.id = $1 AND e.type = 'dossier.levee-proposee'`;
    expect(await hub.database.query(evenements, [protection.id])).toEqual([{ nombre: 1 }]);
    // Another person with the same key decides: it is not told that the first one's proposal was done again.
    expect((await acte(agent('ase', 'agent-2'), LEVER_PROTECTION, input)).protection.etat).toBe('LEVEE');
  });

  test('la CRIP et l’ASE sont averties ; le délai de revue est à qui l’a posée', async () => {
    const id = await unEnfant();
    await proteger('ase', id);
    const avis = await hub.database.query(
      `SELECT e.type, l.destinataire FROM hub.livraison l JOIN hub.evenement e ON e.id = l.evenement_id
       WHERE e.sujet_id = $1 ORDER BY 2`,
      [id],
    );
    expect(avis).toEqual([
      { type: 'dossier.protege', destinataire: 'ase-31' },
      { type: 'dossier.protege', destinataire: 'crip-31' },
    ]);
    const [delai] = await hub.database.query('SELECT regle, acteur, etat FROM hub.echeance WHERE sujet_id = $1', [id]);
    expect(delai).toEqual({ regle: 'U3', acteur: 'ase-31', etat: 'OUVERTE' });
  });

  test('un enfant d’ailleurs ou inexistant : la même réponse, et rien d’écrit', async () => {
    const id = await unEnfant();
    const { protection } = await proteger('crip', id);
    for (const enfantId of [id, randomUUID(), 'x'])
      expect(
        codeDe(
          await hub.demander('crip33', PROTEGER_DOSSIER, {
            input: { idempotencyKey: randomUUID(), enfantId, motif: 'MENACES' },
          }),
        ),
      ).toBe('NOT_FOUND');
    for (const protectionId of [protection.id, randomUUID(), 'x'])
      expect(codeDe(await hub.demander('crip33', LEVER_PROTECTION, { input: { protectionId, motif: 'Fin.' } }))).toBe(
        'NOT_FOUND',
      );
    const sans = { ...INSTITUTIONS.ase, scopes: INSTITUTIONS.ase.scopes.filter((un) => un !== 'dossier:proteger') };
    const input = { protectionId: protection.id, motif: 'Fin.' };
    expect(codeDe(await hub.demander(sans, LEVER_PROTECTION, { input }))).toBe('FORBIDDEN');
  });

  test('les textes sont scellés ; l’acte est au journal, au nom de qui l’a fait', async () => {
    const id = await unEnfant();
    const precision = 'Le père a écrit depuis Perrache.';
    const { protection } = await proteger(agent('ase', 'agent-7'), id, { precision });
    await acte(agent('ase', 'agent-7'), LEVER_PROTECTION, { protectionId: protection.id, motif: 'Parti à Perrache.' });
    const [garde] = await hub.database.query<Json>(
      `SELECT get_byte(precision, 0) un, get_byte(motif_levee, 0) deux,
         EXISTS (SELECT 1 FROM hub.idempotence i WHERE i::text LIKE '%Perrache%') clair
       FROM crip.protection WHERE id = $1`,
      [protection.id],
    );
    expect(garde).toEqual({ un: 1, deux: 1, clair: false });
    const lue = await hub.demander(
      'crip',
      'query ($id: ID!, $finalite: Finalite!) { enfant(id: $id, finalite: $finalite) { protections { precision motifLevee } } }',
      { id },
    );
    expect(recu(lue).protections).toEqual([{ precision, motifLevee: 'Parti à Perrache.' }]);
    const traces = await hub.database.query<Json>(
      'SELECT acte, acteur FROM hub.audit WHERE $1 = ANY(objet_ids) ORDER BY id',
      [protection.id],
    );
    expect(traces).toEqual([
      { acte: 'protegerDossier', acteur: 'agent-7' },
      { acte: 'leverProtection', acteur: 'agent-7' },
    ]);
  });
});

test('la base ne lève rien seule, ni pour une autre collectivité, et ne récrit pas qui a posé', async () => {
  const id = await unEnfant();
  const { protection } = await proteger(agent('ase', 'agent-1'), id);
  const tenter = (texte: string, territoire = '31') =>
    hub.database.transaction(
      async (tx) => {
        await tx.query('SET LOCAL ROLE hub_app');
        return tx.query(texte, [protection.id]);
      },
      { institution: `ase-${territoire}`, role: 'ase', territoire, acte: 'essai' },
    );
  await expect(tenter("UPDATE crip.protection SET posee_par = 'moi' WHERE id = $1")).rejects.toThrow(
    /permission denied/,
  );
  await expect(
    tenter("UPDATE crip.protection SET levee_proposee_par = 'a', levee_par = 'a', levee_le = now() WHERE id = $1"),
  ).rejects.toThrow(/levee_a_deux/);
  expect(await tenter('SELECT id FROM crip.protection WHERE id = $1', '33')).toEqual([]);
});

test('le dossier détruit, la protection et son délai le sont aussi', async () => {
  const id = await unEnfant();
  await proteger('crip', id);
  await hub.database.query('DELETE FROM crip.enfant WHERE id = $1', [id]);
  expect(await hub.database.query('SELECT 1 FROM crip.protection WHERE enfant_id = $1', [id])).toEqual([]);
  expect(await hub.database.query('SELECT 1 FROM hub.echeance WHERE sujet_id = $1', [id])).toEqual([]);
});

test('une page coûte le même nombre d’instructions, quel que soit le nombre de dossiers protégés', async () => {
  for (let rang = 0; rang < 4; rang += 1) await proteger('ase', await unEnfant());
  const query =
    'query ($n: Int!) { mesuresUrgentes(first: $n) { edges { node { confieA { nom } enfant { scolarite { uai } } } } } }';
  const instructions = async (n: number) => {
    await hub.demander('ase', query, { n }, 'ASSISTANCE_EDUCATIVE');
    let comptees = Infinity;
    for (let essai = 0; essai < 3; essai += 1) {
      const avant = nombre();
      expect(recu(await hub.demander('ase', query, { n }, 'ASSISTANCE_EDUCATIVE')).edges).toHaveLength(n);
      comptees = Math.min(comptees, nombre() - avant);
    }
    return comptees;
  };
  expect(await instructions(4)).toBe(await instructions(1));
});
