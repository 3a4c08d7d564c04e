import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DemoClientName } from '../../src/auth/demo-clients';
import { readConfig } from '../../src/platform/config';
import { fiche, ficheHopital } from '../scenarios/envois';
import { ouvrirMonde, type Monde } from '../scenarios/monde';
import { TRANSMETTRE } from '../scenarios/operations';
import { JOINDRE, pdf, PIECES } from '../scenarios/pieces';
import { freshDatabase, type TestDatabase } from '../support/database';
import { until } from '../support/until';
import { EICAR, ouvrirClamd, type ClamdSimule } from './clamd-simule';

// oidc-provider would take no copy of jest's for a plain object.
globalThis.structuredClone = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T;

let base: TestDatabase;
let dossier: string;
let clamd: ClamdSimule;
let monde: Monde;

beforeAll(async () => {
  base = await freshDatabase();
  dossier = mkdtempSync(join(tmpdir(), 'pieces-'));
  clamd = await ouvrirClamd();
  const config = { PORT: '0', DATABASE_URL: base.url, HUB_DATA_DIR: dossier, CLAMD_URL: clamd.url };
  monde = await ouvrirMonde({ config: readConfig(config) });
});
afterAll(async () => {
  await monde.fermer();
  await clamd.fermer();
  await base.drop();
  rmSync(dossier, { recursive: true });
});
beforeEach(() => {
  clamd.humeur = 'répond';
});

const envoyer = async (octets: Buffer, de: DemoClientName = 'college', type = 'application/pdf', entetes = {}) => {
  const response = await fetch(new URL('/pieces', monde.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${await monde.jeton(de)}`, 'content-type': type, ...entetes },
    body: new Uint8Array(octets),
  });
  return { statut: response.status, corps: (await response.json()) as any };
};
const lire = async (id: string, qui: DemoClientName, method = 'GET') => {
  const response = await fetch(new URL(`/pieces/${id}`, monde.url), {
    method,
    headers: { authorization: `Bearer ${await monde.jeton(qui)}` },
  });
  return { statut: response.status, entetes: response.headers, octets: Buffer.from(await response.arrayBuffer()) };
};
const information = async (de: DemoClientName = 'college', envoi: object = fiche()): Promise<string> => {
  const { body } = await monde.demander(de, TRANSMETTRE, { input: envoi });
  return body.data.transmettreInformationPreoccupante.accuseReception.id;
};
const joindre = async (informationId: string, piece: any, de: DemoClientName = 'college', changes: object = {}) => {
  const input = {
    ...{ idempotencyKey: randomUUID(), informationId, pieceId: piece.id, empreinte: piece.empreinte },
    ...{ intitule: 'Mot dans le carnet', medicale: false, ...changes },
  };
  const { body } = await monde.demander(de, JOINDRE, { input });
  return { ...body.data?.joindrePiece, code: body.errors?.[0]?.extensions.code };
};
const etats = async (id: string) =>
  (await base.query<{ etat: string }>('SELECT etat FROM hub.piece WHERE id = $1', [id]))[0]?.etat;
const devenue = (id: string, etat: string | undefined) =>
  until(`${id} ${String(etat)}`, async () => (await etats(id)) === etat);
const saine = async (octets: Buffer, de: DemoClientName = 'college') => {
  const { corps } = await envoyer(octets, de);
  await devenue(corps.id, 'SAINE');
  return corps;
};
const gardes = () => {
  const racine = join(dossier, 'pieces');
  return existsSync(racine) ? readdirSync(racine).flatMap((sous) => readdirSync(join(racine, sous))) : [];
};
const piecesLues = async (qui: DemoClientName, id: string) =>
  (await monde.demander(qui, PIECES, { id })).body.data?.informationPreoccupante;

describe('an attachment', () => {
  test('is sent, analysed, joined with a signed receipt, told to the CRIP and read by it', async () => {
    const octets = pdf('Le mot du professeur', 200_000);
    const piece = await saine(octets);
    expect(piece).toEqual({
      ...{ id: expect.any(String), type: 'application/pdf', taille: octets.length, etat: 'EN_QUARANTAINE' },
      empreinte: createHash('sha256').update(octets).digest('hex'),
    });
    expect(clamd.recus.at(-1)?.equals(octets)).toBe(true);
    const informationId = await information();
    const { accuseReception, recu } = await joindre(informationId, piece);
    expect(accuseReception).toMatchObject({ id: piece.id, reference: expect.stringMatching(/^IP-/) });
    expect(JSON.parse(recu.charge)).toMatchObject({ acte: 'joindrePiece', objet: { type: 'Piece', id: piece.id } });
    await monde.webhook('crip', 'piece.jointe', informationId);
    for (const qui of ['college', 'crip', 'ase'] as const) {
      expect(await piecesLues(qui, informationId)).toMatchObject({
        pieces: [{ id: piece.id, intitule: 'Mot dans le carnet', etat: 'SAINE', taille: octets.length }],
      });
      const { statut, entetes, octets: lus } = await lire(piece.id, qui);
      expect([statut, lus.equals(octets)]).toEqual([200, true]);
      expect(entetes.get('content-disposition')).toBe(`attachment; filename="piece-${piece.id}.pdf"`);
      expect(entetes.get('content-security-policy')).toMatch(/sandbox/);
    }
    const tete = await lire(piece.id, 'crip', 'HEAD');
    expect([tete.statut, tete.octets.length, tete.entetes.get('content-length')]).toEqual([
      200,
      0,
      String(octets.length),
    ]);
    expect(
      await base.query(`SELECT 1 FROM hub.acces WHERE $1 = ANY(objet_ids) AND institution = 'crip-31'`, [
        informationId,
      ]),
    ).not.toEqual([]);
  });

  test('its bytes and its title are nowhere in clear', async () => {
    const piece = await saine(pdf('Lacerations'));
    await joindre(await information(), piece, 'college', { intitule: 'Photographie de Lacerations' });
    for (const nom of gardes())
      expect(readFileSync(join(dossier, 'pieces', nom.slice(-2), nom)).includes('Lacerations')).toBe(false);
    const [ligne] = await base.query<Record<string, unknown>>('SELECT p::text FROM hub.piece p WHERE id = $1', [
      piece.id,
    ]);
    expect(JSON.stringify(ligne)).not.toMatch(/Lacerations|4c616365726174696f6e73/);
    const ailleurs = await base.query<{ t: string }>(
      'SELECT i::text t FROM hub.idempotence i UNION ALL SELECT a::text FROM hub.audit a',
    );
    expect(ailleurs.filter(({ t }) => t.includes('Lacerations'))).toEqual([]);
  });

  test('of a hospital is medical whatever it says: the school, the Défenseur and the DSDEN do not read it', async () => {
    const piece = await saine(pdf('Certificat initial'), 'hopital');
    const informationId = await information('hopital', ficheHopital());
    expect((await joindre(informationId, piece, 'hopital')).accuseReception.id).toBe(piece.id);
    const crip = await piecesLues('crip', informationId);
    expect(crip.pieces).toEqual([]);
    const parLaCrip = (await lire(piece.id, 'crip')).statut;
    expect([crip.piecesMedicales?.length ?? 0, parLaCrip]).toEqual(crip.piecesMedicales ? [1, 200] : [0, 404]);
    for (const qui of ['college', 'dsden', 'defenseur', 'parquet', 'juge'] as const)
      expect((await lire(piece.id, qui)).statut).toBe(404);
  });

  test('not readable, not joined, not there or not an identifier: the same answer', async () => {
    const piece = await saine(pdf('Seule'));
    const jointe = await saine(pdf('Jointe'));
    await joindre(await information(), jointe);
    const reponses = await Promise.all([
      lire(piece.id, 'college'),
      lire(piece.id, 'crip'),
      lire(jointe.id, 'hopital'),
      lire(randomUUID(), 'crip'),
      lire('..%2f..%2fcoffre-cles.json', 'crip'),
    ]);
    expect(reponses.map(({ statut }) => statut)).toEqual([404, 404, 404, 404, 404]);
    const dits = reponses.map(({ octets }) => ({ ...JSON.parse(octets.toString()), requete: '' }));
    expect(new Set(dits.map((dit) => JSON.stringify(dit))).size).toBe(1);
  });
});

describe('what cannot be', () => {
  test.each<[string, () => Promise<{ statut: number; corps: any }>, number, string]>([
    ['another type', () => envoyer(pdf('x'), 'college', 'text/html'), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    [
      'first bytes of another type',
      () => envoyer(Buffer.from('<html><script>'), 'college'),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['nothing', () => envoyer(Buffer.alloc(0)), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    [
      'compressed',
      () => envoyer(pdf('x'), 'college', 'application/pdf', { 'content-encoding': 'gzip' }),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['too long', () => envoyer(pdf('x', 10_485_761)), 413, 'PAYLOAD_TOO_LARGE'],
    ['by whom nothing lets', () => envoyer(pdf('x'), 'juge'), 403, 'FORBIDDEN'],
  ])('%s: refused by name, nothing is left', async (_, envoi, statut, code) => {
    const avant = gardes().length;
    const { statut: obtenu, corps } = await envoi();
    expect([obtenu, corps.code]).toEqual([statut, code]);
    await until(
      'swept',
      async () => (await base.query(`SELECT 1 FROM hub.piece WHERE etat IN ('EN_COURS', 'A_DETRUIRE')`)).length === 0,
    );
    expect(gardes()).toHaveLength(avant);
  });

  test('too long without saying so, or broken off: nothing is left', async () => {
    const avant = gardes().length;
    const jeton = await monde.jeton('college');
    const brut = (octets: number, couper: boolean) =>
      new Promise<number>((resolve) => {
        const envoi = request(new URL('/pieces', monde.url), {
          method: 'POST',
          headers: {
            authorization: `Bearer ${jeton}`,
            'content-type': 'application/pdf',
            'transfer-encoding': 'chunked',
          },
        });
        envoi
          .on('response', (reponse) => {
            resolve(reponse.statusCode ?? 0);
          })
          .on('error', () => {
            resolve(0);
          });
        envoi.write('%PDF-1.7\n');
        for (let reste = octets; reste > 0; reste -= 65_536) envoi.write(randomBytes(Math.min(reste, 65_536)));
        if (couper) setTimeout(() => envoi.destroy(), 50);
        else envoi.end();
      });
    expect(await brut(11_000_000, false)).toBe(413);
    await brut(200_000, true);
    await until(
      'swept',
      async () => (await base.query(`SELECT 1 FROM hub.piece WHERE etat IN ('EN_COURS', 'A_DETRUIRE')`)).length === 0,
    );
    expect(gardes()).toHaveLength(avant);
  });

  test('the store cannot take it: to be sent again, nothing is left', async () => {
    const racine = join(dossier, 'pieces');
    // A file where the folder of the identifiers that end so would be: no write passes there.
    const bloques = Array.from({ length: 256 }, (_, n) => join(racine, n.toString(16).padStart(2, '0')));
    const neufs = bloques.filter((bloque) => !existsSync(bloque));
    for (const bloque of neufs) writeFileSync(bloque, '');
    const statuts = new Set<string>();
    for (let i = 0; i < 12 && !statuts.has('503'); i += 1) {
      const { statut, corps } = await envoyer(pdf('Sans place'));
      statuts.add(String(statut));
      if (statut !== 201) expect(corps.code).toBe('SERVICE_INDISPONIBLE');
    }
    for (const bloque of neufs) rmSync(bloque);
    expect([...statuts].filter((statut) => statut !== '201')).toEqual(['503']);
  });

  test('joined by another, twice, to an information of another, with other bytes: refused, the field is named', async () => {
    const piece = await saine(pdf('Une'));
    const informationId = await information();
    const cas = [
      await joindre(informationId, piece, 'college', { empreinte: 'f'.repeat(64) }),
      await joindre(informationId, piece, 'college', { empreinte: 'F'.repeat(64) }),
      await joindre(informationId, { ...piece, id: randomUUID() }),
      await joindre(informationId, piece, 'college', { intitule: ' ' }),
      await joindre(informationId, piece, 'crip'),
    ];
    expect(cas.map(({ userErrors }) => userErrors[0]).map(({ code, path }: any) => [code, path[0]])).toEqual([
      ['VALEUR_INVALIDE', 'empreinte'],
      ['VALEUR_INVALIDE', 'empreinte'],
      ['INCONNU', 'pieceId'],
      ['CHAMP_REQUIS', 'intitule'],
      ['INCONNU', 'pieceId'],
    ]);
    const deLHopital = await information('hopital', ficheHopital());
    expect((await joindre(deLHopital, piece)).code).toBe('NOT_FOUND');
    expect((await joindre(informationId, piece)).accuseReception.id).toBe(piece.id);
    expect((await joindre(informationId, piece)).userErrors[0]).toMatchObject({ code: 'DEJA_FAIT', path: ['pieceId'] });
  });

  test('twenty-one of one information: the last is refused', async () => {
    const informationId = await information();
    const issues: any[] = [];
    for (let i = 0; i < 21; i += 1) issues.push(await joindre(informationId, (await envoyer(pdf(String(i)))).corps));
    expect(issues.slice(0, 20).every(({ accuseReception }) => accuseReception)).toBe(true);
    expect(issues[20].userErrors[0]).toMatchObject({ code: 'ETAT_INCOMPATIBLE', path: ['informationId'] });
  });
});

describe('quarantine', () => {
  test('the scanner does not answer: nothing is served until it does', async () => {
    clamd.humeur = 'raccroche';
    const { corps: piece } = await envoyer(pdf('En attente'));
    const informationId = await information();
    await joindre(informationId, piece);
    const pendant = await lire(piece.id, 'crip');
    expect([pendant.statut, JSON.parse(pendant.octets.toString()).code]).toEqual([409, 'PIECE_INDISPONIBLE']);
    expect(await etats(piece.id)).toBe('EN_QUARANTAINE');
    clamd.humeur = 'répond';
    monde.avancer(2);
    await devenue(piece.id, 'SAINE');
    expect((await lire(piece.id, 'crip')).statut).toBe(200);
  });

  test('what the scanner refuses is destroyed; its sender and the CRIP are told once', async () => {
    clamd.humeur = 'raccroche';
    const { corps: piece } = await envoyer(pdf(EICAR));
    const informationId = await information();
    await joindre(informationId, piece);
    clamd.humeur = 'répond';
    monde.avancer(2);
    await devenue(piece.id, 'INFECTEE');
    await monde.webhook('crip', 'piece.refusee', informationId);
    const boite = await monde.demander('college', '{ notifications(first: 50) { edges { node { type } } } }');
    const types = boite.body.data.notifications.edges.map(({ node }: any) => node.type);
    expect(types.filter((type: string) => type === 'piece.refusee')).toHaveLength(1);
    expect(gardes()).not.toContain(piece.id);
    const lue = await lire(piece.id, 'crip');
    expect([lue.statut, JSON.parse(lue.octets.toString()).detail]).toEqual([409, expect.stringMatching(/antivirus/)]);
    const { corps: seule } = await envoyer(pdf(EICAR));
    await devenue(seule.id, 'INFECTEE');
    expect((await joindre(informationId, seule)).userErrors[0]).toMatchObject({
      code: 'ETAT_INCOMPATIBLE',
      path: ['pieceId'],
    });
  });

  test('sent and joined to nothing, it is destroyed a day later', async () => {
    const piece = await saine(pdf('Oubliée'));
    const jointe = await saine(pdf('Gardée'));
    await joindre(await information(), jointe);
    expect(gardes()).toEqual(expect.arrayContaining([piece.id, jointe.id]));
    monde.avancer(25 * 60);
    await devenue(piece.id, undefined);
    expect(gardes()).not.toContain(piece.id);
    expect(gardes()).toContain(jointe.id);
    expect(await etats(jointe.id)).toBe('SAINE');
  });
});
