import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { publiques, signataire, type Trousseau } from '../../src/audit/cles';
import { composerDossier } from '../../src/audit/dossier';
import type { Dossier } from '../../src/audit/dossier-forme';
import { inscrireAcces } from '../../src/audit/inscrire';
import { signerPoint } from '../../src/audit/point-de-controle';
import { sceller, signerTexte } from '../../src/audit/recu';
import { forme } from '../../src/audit/sources';
import { nouveauTrousseau, trousseauDemo } from '../../src/audit/trousseau';
import { verifierDossier } from '../../src/audit/verifier-dossier';
import { verifierJournal } from '../../src/audit/verifier-journal';
import { lancer } from '../../src/cli/main';
import { fiche, ordonnance } from '../scenarios/envois';
import { NOTIFIER } from '../scenarios/operations';
import { LEVER_PROTECTION, PROTEGER_DOSSIER } from '../scenarios/protection-operations';
import { peupler, type Peuplement } from '../subgraphs/access-cases';
import { ENREGISTRER, partenaire } from '../subgraphs/administration-envois';
import {
  anonyme,
  ouvrirHub,
  ouvrirTerrain,
  recu,
  type HubOuvert,
  type Json,
  type Terrain,
} from '../subgraphs/hub-ouvert';
import { dossierNeuf, NOW, sceau } from './atelier';

const DOSSIER = `query ($enfant: ID, $echange: ID, $apres: Int) {
  dossierDePreuve(enfant: $enfant, echange: $echange, apres: $apres) { contenu enregistrements suite } }`;
const INCLUSION = `query ($recu: ID, $reference: String) {
  preuveInclusion(recu: $recu, reference: $reference) { recu contenu position chemin point } }`;
const TRANSMETTRE = `mutation ($input: TransmettreInformationPreoccupanteInput!) {
  transmettreInformationPreoccupante(input: $input) {
    accuseReception { id reference } recu { id jws charge } userErrors { code } } }`;

let terrain: Terrain;
let hub: HubOuvert;
let ids: Peuplement;
let cles: Trousseau;
let temoins: string;
let envoi: { input: Json; accuseReception: Json; recu: Json };
const dossier = mkdtempSync(join(tmpdir(), 'passerelle-dossier-'));

const acceder = (enfantId: string, institution: string) =>
  inscrireAcces(hub.database, [{ type: 'Enfant', id: enfantId, enfantId }], {
    ...{ id: 'requete-1', institution, acteur: `demo-${institution}`, finalite: 'PROTECTION', le: NOW },
  });
const dossierDe = async (variables: object, qui: 'dpo' | 'auditeur' = 'dpo') =>
  recu(await hub.demander(qui, DOSSIER, variables)) as {
    contenu: string;
    enregistrements: number;
    suite: number | null;
  };

beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain);
  cles = trousseauDemo(terrain.folder);
  temoins = dossierNeuf();
  ids = await peupler(hub);
  const { protection } = recu(
    await hub.demander('crip', PROTEGER_DOSSIER, {
      input: { idempotencyKey: 'protection', enfantId: ids.unEnfant.enfant, motif: 'MENACES' },
    }),
  );
  // The second is refused: it takes another person.
  for (const motif of ['Fin.', 'Fin, vraiment.'])
    await hub.demander('crip', LEVER_PROTECTION, { input: { protectionId: protection.id, motif } });
  await sceau(hub.database, temoins, cles);
  await acceder(ids.unEnfant.enfant, 'ase-31');
  await acceder(ids.connuDeTous.enfant, 'SNATED');
  recu(await hub.demander('crip', '{ notifications(first: 100) { edges { node { id } } } }'));
  const input = fiche();
  envoi = { input, ...recu(await hub.demander('college', TRANSMETTRE, { input })) };
  await sceau(hub.database, temoins, cles, new Date(NOW.getTime() + 60_000));
  await sceau(hub.database, temoins, cles);
});
afterAll(async () => {
  rmSync(dossier, { recursive: true });
  await hub.fermer();
  await terrain.fermer();
});

const lire = (contenu: string) => JSON.parse(contenu) as Dossier;

/** As who holds the key of receipts: what an API that was broken into could sign. */
function resigner(contenu: string, changer: (lu: Dossier) => void, par = cles): string {
  const { signature: _, ...lu } = structuredClone(lire(contenu));
  changer(lu as Dossier);
  return `${forme({ ...lu, signature: signerTexte(forme(lu), signataire(par, 'recus', NOW)) })}\n`;
}

describe('le dossier d’un enfant', () => {
  let contenu: string;
  beforeAll(async () => {
    ({ contenu } = await dossierDe({ enfant: ids.unEnfant.enfant }));
  });

  test('se vérifie avec les seules clés publiques, les siennes ou celles que l’on a', () => {
    for (const avec of [undefined, publiques(cles)]) {
      const { defauts, anterieurs, point } = verifierDossier(contenu, avec);
      expect(defauts).toEqual([]);
      expect(anterieurs.length).toBeGreaterThan(0);
      expect(point!.taille).toBeGreaterThan(anterieurs[0]!.taille);
    }
    const autres = publiques(nouveauTrousseau(cles.origine));
    expect(verifierDossier(contenu, autres).defauts.map(({ code }) => code)).toEqual(['SIGNATURE', 'POINT']);
  });

  test('a tout ce que les institutions ont écrit de lui, et rien d’un autre', async () => {
    const nommes = new Set(lire(contenu).enregistrements.flatMap(({ feuille }) => feuille.objets.map(({ id }) => id)));
    const tables = await hub.database.query<{ nom: string }>(
      `SELECT format('%I.%I', e.table_schema, e.table_name) nom FROM information_schema.columns e
       JOIN information_schema.columns i USING (table_schema, table_name)
       WHERE e.column_name = 'enfant_id' AND i.column_name = 'id' AND e.table_schema <> 'hub'`,
    );
    expect(tables.length).toBeGreaterThan(8);
    // Where the child goes to school and is cared for are parts of the envoi that says so.
    const actes = tables.filter(({ nom }) => !/scolarite|suivi$/.test(nom));
    const requetes = actes.map(({ nom }) => `SELECT '${nom}' nom, id, enfant_id = $1 AS sien FROM ${nom}`);
    const lignes = await hub.database.query<{ nom: string; id: string; sien: boolean }>(
      [
        ...requetes,
        ...['evaluation', 'demande', 'signalement'].map(
          (nom) => `SELECT '${nom}', d.id, i.enfant_id = $1 FROM crip.${nom} d
            JOIN crip.information_preoccupante i ON i.id = d.information_id`,
        ),
      ].join(' UNION ALL '),
      [ids.unEnfant.enfant],
    );
    expect(lignes.filter(({ sien }) => sien).length).toBeGreaterThan(8);
    expect(lignes.filter(({ id, sien }) => sien !== nommes.has(id))).toEqual([]);
  });

  test('dit qui a fait, reçu et lu quoi', async () => {
    const faits = lire(contenu).enregistrements.map(({ feuille: { nature, institution, acteur, acte } }) =>
      nature === 'acces'
        ? `accès ${institution}`
        : institution === 'hub'
          ? `${acte as string} ${acteur as string}`
          : acte,
    );
    for (const attendu of [
      ...['transmettreInformationPreoccupante', 'notifierMesureUrgente', 'transmettreSaisineDefenseur'],
      ...['saisirJugeDesEnfants', 'notifierDecision', 'accueillirEnUrgence', 'transmettreSoitTransmis'],
      ...['remettreParReleve crip-31', 'accès ase-31'],
    ])
      expect(faits).toContain(attendu);
    expect(faits).not.toContain('accès SNATED');
    const { livraisons } = lire(contenu);
    expect(new Set(livraisons.map(({ etat }) => etat))).toEqual(new Set(['EN_ATTENTE', 'REMISE']));
    writeFileSync(join(dossier, 'dit.json'), contenu);
    const { stdout, code } = await lancer(['verify', join(dossier, 'dit.json')]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^VÉRIFIÉ\.\n\nCe qui est prouvé :\n {2}- Archive établie par le hub/);
    expect(stdout).toContain('acte « notifierMesureUrgente » de tj31555');
    expect(stdout).toContain('accès de ase-31 (demo-ase-31), finalité PROTECTION');
    expect(stdout).toContain('remise à crip-31');
    expect(stdout).toContain('Ce qui ne l’est pas :\n  - Que ces clés sont celles du hub');
    expect(stdout).toContain('que le hub affirme par sa signature');
  });

  test('dit ce qui a été tenté et refusé, même sur un objet qui ne nomme pas l’enfant', () => {
    const actes = lire(contenu).enregistrements.map(({ feuille }) => (feuille.nature === 'acte' ? feuille.acte : ''));
    expect(actes).toContain('protegerDossier');
    expect(actes).toContain('refus:leverProtection:ARTICLE_CONTRAIRE');
  });

  test('ne dit rien d’une personne', async () => {
    const [enfant] = await hub.database.query<Json>('SELECT * FROM crip.enfant WHERE id = $1', [ids.unEnfant.enfant]);
    const { nom_naissance: nom, prenoms, commune_naissance: commune } = enfant;
    for (const donnee of [nom, prenoms, `"${commune as string}"`, 'recit', 'faits', 'scolarite'])
      expect([donnee, contenu.includes(donnee)]).toEqual([donnee, false]);
  });

  test('un bit changé, où que ce soit, se voit', () => {
    const octets = Buffer.from(contenu);
    expect(octets.length).toBeGreaterThan(10_000);
    fc.assert(
      fc.property(fc.nat(octets.length * 8 - 1), fc.constantFrom(cles, undefined), (bit, avec) => {
        const change = Buffer.from(octets);
        change[bit >> 3]! ^= 1 << (bit & 7);
        expect(verifierDossier(change.toString(), avec).defauts).not.toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('signé de nouveau par qui n’a que la clé des reçus : le journal le contredit', () => {
    const codes = (changer: (lu: Dossier) => void) =>
      verifierDossier(resigner(contenu, changer), cles).defauts.map(({ code }) => code);
    expect(codes(() => undefined)).toEqual([]);
    const acces = lire(contenu).enregistrements.findIndex(({ feuille }) => feuille.nature === 'acces');
    expect(codes((lu) => (lu.enregistrements[acces]!.feuille['acteur'] = 'personne'))).toEqual(['INCLUSION']);
    expect(codes((lu) => (lu.enregistrements[0]!.feuille.institution = '0319999X'))).toEqual(['INCLUSION', 'RECU']);
    expect(codes((lu) => (lu.enregistrements[0]!.feuille.le = '2020-01-01T00:00:00.000Z'))).toContain('INCLUSION');
    expect(codes((lu) => lu.enregistrements.reverse())).toContain('ORDRE');
    expect(codes((lu) => (lu.enregistrements[0]!.position += 1))).toContain('INCLUSION');
    expect(codes((lu) => lu.anterieurs[0]!.coherence.pop())).toContain('COHERENCE');
    expect(codes((lu) => (lu.point = lu.anterieurs[0]!.point))).toContain('INCLUSION');
    const autre = signataire(nouveauTrousseau(cles.origine), 'journal', NOW);
    const faux = { origine: cles.origine, taille: 1, racine: Buffer.alloc(32), chaine: Buffer.alloc(32), le: NOW };
    expect(codes((lu) => (lu.point = signerPoint(faux, autre)))).toEqual(['POINT']);
    expect(codes((lu) => (lu.anterieurs[0]!.point = signerPoint(faux, autre)))).toEqual(['POINT_ANTERIEUR']);
  });

  test('tient en plusieurs archives, chacune entière', async () => {
    const tout = lire(contenu).enregistrements.map(({ position }) => position);
    const vues: number[] = [];
    let apres: number | null = null;
    do {
      const archive = await composerDossier(
        hub.database,
        { sujet: { type: 'enfant', id: ids.unEnfant.enfant }, apres, pour: 'dpo-31', le: NOW },
        { trousseau: cles, signataire: signataire(cles, 'recus', NOW) },
        4,
      );
      expect(verifierDossier(archive!.texte, cles).defauts).toEqual([]);
      vues.push(...lire(archive!.texte).enregistrements.map(({ position }) => position));
      apres = archive!.suite;
    } while (apres !== null);
    expect(vues).toEqual(tout);
  });

  test('survit à la destruction de ce que l’on savait de l’enfant', async () => {
    await hub.database.query(
      `UPDATE crip.enfant SET nom_naissance = '', prenoms = '', date_naissance = NULL, cle_identite = NULL WHERE id = $1`,
      [ids.unEnfant.enfant],
    );
    const detruites = await hub.database.query(
      'UPDATE hub.cle_enfant SET enveloppe = NULL WHERE enfant_id = $1 RETURNING id',
      [ids.unEnfant.enfant],
    );
    expect(detruites.length).toBeGreaterThan(0);
    const apres = await dossierDe({ enfant: ids.unEnfant.enfant });
    expect(lire(apres.contenu).enregistrements).toEqual(lire(contenu).enregistrements);
    expect(verifierDossier(apres.contenu, cles).defauts).toEqual([]);
    expect((await verifierJournal(hub.database, cles, temoins)).anomalies).toEqual([]);
  });
});

describe('qui l’obtient', () => {
  test('le DPO de la collectivité, l’auditeur national ; d’ailleurs, la même réponse que pour rien', async () => {
    const { enGironde, unEnfant } = ids;
    const [{ id: girondin } = { id: '' }] = await hub.database.query<{ id: string }>(
      'SELECT enfant_id AS id FROM crip.information_preoccupante WHERE id = $1',
      [enGironde.information],
    );
    const vu = anonyme(await hub.demander('dpo', DOSSIER, { enfant: girondin }));
    const rien = anonyme(await hub.demander('dpo', DOSSIER, { enfant: '01900000-0000-7000-8000-000000000000' }));
    expect(vu).toEqual(rien);
    expect(anonyme(await hub.demander('dpo', DOSSIER, { echange: enGironde.information }))).toEqual(rien);
    expect(vu.raw).toContain('NOT_FOUND');
    expect((await dossierDe({ enfant: girondin }, 'auditeur')).enregistrements).toBeGreaterThan(0);
    expect((await dossierDe({ enfant: unEnfant.enfant }, 'auditeur')).enregistrements).toBeGreaterThan(0);
    const inconnu = await hub.demander('auditeur', DOSSIER, { enfant: '01900000-0000-7000-8000-000000000000' });
    expect(inconnu.body.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  test('un identifiant ou une référence impossibles sont absents, jamais une panne', async () => {
    for (const [variables, code] of [
      [{ recu: 'x' }, 'NOT_FOUND'],
      [{ reference: '' }, 'NOT_FOUND'],
      [{ recu: '\u0000' }, 'BAD_USER_INPUT'],
      [{ reference: 'IP-\u0000' }, 'BAD_USER_INPUT'],
    ] as const)
      expect((await hub.demander('college', INCLUSION, variables)).body.errors?.[0]?.extensions.code).toBe(code);
    for (const variables of [{ enfant: '\u0000' }, { echange: 'x' }, { echange: ids.unEnfant.mesure, apres: -9 }]) {
      const { status } = await hub.demander('dpo', DOSSIER, variables);
      expect(status).toBeLessThan(500);
    }
  });

  test.each([{}, { enfant: 'x', echange: 'y' }])('un sujet et un seul : %j', async (variables) => {
    const { body } = await hub.demander('dpo', DOSSIER, variables);
    expect(body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('d’un échange : ce qui le nomme, et rien d’autre', async () => {
    const { contenu } = await dossierDe({ echange: ids.unEnfant.mesure });
    const lu = lire(contenu);
    expect(lu.enregistrements.length).toBeGreaterThan(0);
    for (const { feuille } of lu.enregistrements)
      expect(feuille.objets.map(({ id }) => id)).toContain(ids.unEnfant.mesure);
    expect(verifierDossier(contenu, cles).defauts).toEqual([]);
    const { contenu: delEnfant } = await dossierDe({ enfant: ids.unEnfant.enfant });
    const melange = resigner(contenu, (un) => (un.enregistrements = lire(delEnfant).enregistrements));
    expect(verifierDossier(melange, cles).defauts.map(({ code }) => code)).toContain('HORS_SUJET');
  });
});

describe('la preuve d’inclusion d’un reçu', () => {
  const fichier = (nom: string, valeur: object) => {
    const chemin = join(dossier, nom);
    writeFileSync(chemin, JSON.stringify(valeur));
    return chemin;
  };

  test('par le reçu ou la référence, pour l’institution qui a agi', async () => {
    const parRecu = recu(await hub.demander('college', INCLUSION, { recu: envoi.recu.id }));
    const { reference } = envoi.accuseReception;
    expect(recu(await hub.demander('college', INCLUSION, { reference }))).toEqual(parRecu);
    for (const variables of [{ recu: envoi.recu.id }, { reference }]) {
      const { body } = await hub.demander('crip', INCLUSION, variables);
      expect(body.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    }
    const publique = fichier('cles.json', publiques(cles));
    const seul = await lancer(['verify', fichier('recu.json', envoi.recu), '--cle', publique]);
    expect(seul).toMatchObject({ code: 0, stdout: expect.stringContaining("demandez sa preuve d'inclusion") });
    const complet = { ...envoi.recu, preuveInclusion: parRecu };
    const { stdout, code } = await lancer(['verify', fichier('complet.json', complet), '--cle', publique]);
    expect([code, stdout]).toEqual([0, expect.stringContaining(`Il est dans le journal « ${cles.origine} »`)]);
    for (const faux of [
      { ...complet, charge: envoi.recu.charge.replace('0319001R', '0319001S') },
      { ...complet, preuveInclusion: { ...parRecu, position: parRecu.position - 1 } },
      { ...complet, preuveInclusion: { ...parRecu, contenu: parRecu.contenu.replace('test-', 'tost-') } },
      { ...complet, preuveInclusion: { ...parRecu, point: parRecu.point.replace('chaine', 'chaîne') } },
      { ...complet, id: 'autre' },
    ])
      expect((await lancer(['verify', fichier('faux.json', faux), '--cle', publique])).code).toBe(1);
  });

  test('dans un fichier à part, elle se joint au reçu ; seule, ce n’est ni un dossier, ni un faux', async () => {
    const preuve = recu(await hub.demander('college', INCLUSION, { recu: envoi.recu.id }));
    const cle = ['--cle', fichier('cles.json', publiques(cles))];
    const leRecu = fichier('recu.json', envoi.recu);
    const joindre = (valeur: object) => lancer(['verify', leRecu, '--preuve', fichier('preuve.json', valeur), ...cle]);
    const joint = await joindre(preuve);
    expect([joint.code, joint.stdout]).toEqual([0, expect.stringContaining('Il est dans le journal')]);
    // Any one bit of it.
    for (const champ of ['contenu', 'point', 'recu'] as const) {
      const texte: string = preuve[champ];
      for (const i of [0, texte.length >> 1, texte.length - 3]) {
        const change = String.fromCharCode(texte.charCodeAt(i) ^ 1);
        const { code } = await joindre({ ...preuve, [champ]: texte.slice(0, i) + change + texte.slice(i + 1) });
        expect([champ, i, code]).toEqual([champ, i, 1]);
      }
    }
    // In the files as they are on disk, names and punctuation included: found, never taken for a wrong usage.
    for (const [nom, valeur] of [
      ['recu.json', envoi.recu],
      ['preuve.json', preuve],
    ] as const) {
      const texte = readFileSync(fichier(nom, valeur), 'utf8');
      const pas = Math.ceil(texte.length / 60);
      for (let i = 0; i < texte.length; i += pas) {
        const change = `${texte.slice(0, i)}${String.fromCharCode(texte.charCodeAt(i) ^ 1)}${texte.slice(i + 1)}`;
        fichier('recu.json', envoi.recu);
        fichier('preuve.json', preuve);
        writeFileSync(join(dossier, nom), change);
        const { code } = await lancer(['verify', leRecu, '--preuve', join(dossier, 'preuve.json'), ...cle]);
        expect([nom, texte.slice(i - 5, i + 5), code]).toEqual([nom, texte.slice(i - 5, i + 5), 1]);
      }
    }
    fichier('recu.json', envoi.recu);
    const seule = await lancer(['verify', fichier('preuve.json', preuve), ...cle]);
    expect([seule.code, seule.stderr]).toEqual([2, expect.stringMatching(/se vérifie avec son reçu/)]);
    const mauvaise = await joindre(envoi.recu);
    expect([mauvaise.code, mauvaise.stderr]).toEqual([2, expect.stringMatching(/attend une preuve d'inclusion/)]);
  });

  test('absente tant qu’aucun point de contrôle ne le couvre', async () => {
    const query = NOTIFIER.replace('accuseReception {', 'recu { id } accuseReception {');
    const { id } = recu(await hub.demander('parquet', query, { input: ordonnance() })).recu;
    expect(recu(await hub.demander('parquet', INCLUSION, { recu: id }))).toBeNull();
    await sceau(hub.database, temoins, cles, new Date(NOW.getTime() + 120_000));
    expect(recu(await hub.demander('parquet', INCLUSION, { recu: id }))).toMatchObject({ recu: id });
  });

  test('l’exploitant demande celle de ses actes, ceux de la ligne de commande compris ; lui seul', async () => {
    const query = ENREGISTRER.replace('userErrors', 'recu { id } userErrors');
    const { id } = recu(await hub.demander('exploitant', query, { input: partenaire() })).recu;
    const commande = {
      id: v7(),
      acte: 'revoquer',
      institution: 'hub',
      acteur: 'exploitant',
      objets: [],
      empreinte: '0',
    };
    const { ecriture } = sceller({ ...commande, le: NOW }, signataire(cles, 'recus', NOW));
    await hub.database.transaction((tx) => tx.insert([ecriture]));
    await sceau(hub.database, temoins, cles, new Date(NOW.getTime() + 240_000));
    for (const un of [id, commande.id]) {
      expect(recu(await hub.demander('exploitant', INCLUSION, { recu: un }))).toMatchObject({ recu: un });
      const ailleurs = await hub.demander('parquet', INCLUSION, { recu: un });
      expect(ailleurs.body.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    }
  });
});

describe('verify', () => {
  test('un dossier faux : code 1, en français ; un mauvais usage : code 2, en une phrase', async () => {
    const { contenu } = await dossierDe({ enfant: ids.unEnfant.enfant });
    const chemin = join(dossier, 'dossier.json');
    writeFileSync(chemin, contenu.replace('"ase-31"', '"ase-32"'));
    const { stdout, code } = await lancer(['verify', chemin]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^FAUX : ne pas s’y fier\.\n\nCe qui est faux :\n {2}- La signature de l'archive/);
    expect(JSON.parse((await lancer(['verify', chemin, '--json'])).stdout)).toMatchObject({ verifie: false });
    writeFileSync(chemin, 'rien');
    expect((await lancer(['verify', chemin])).code).toBe(1);
    for (const args of [[], ['/nulle/part'], [chemin, chemin], [chemin, '--cle', chemin], [chemin, '--clef']]) {
      const { stderr, code: usage } = await lancer(['verify', ...args]);
      expect([usage, stderr]).toEqual([2, expect.stringMatching(/^[^\n]+\.\n$/)]);
    }
  });
});
