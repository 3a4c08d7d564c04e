import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { releveReponse } from '../../connectors/defenseur/simulator';
import type { DemoClientName } from '../../src/auth/demo-clients';
import { readConfig } from '../../src/platform/config';
import { saisine } from '../scenarios/envois';

import { ouvrirMonde, type Monde } from '../scenarios/monde';
import { REPONDRE, SAISIR } from '../scenarios/operations';
import { envoyerPiece, lirePiece, pdf } from '../scenarios/pieces';
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

const saisir = async (): Promise<string> => {
  const { body } = await monde.demander('defenseur', SAISIR, { input: saisine() });
  return body.data.transmettreSaisineDefenseur.accuseReception.id;
};
const repondre = async (saisineId: string, pieces: readonly object[], de: DemoClientName = 'ase') => {
  const fonction = 'Responsable ASE';
  const input = { idempotencyKey: randomUUID(), saisineId, reponse: 'Évaluation rendue.', fonction, pieces };
  const { body } = await monde.demander(de, REPONDRE, { input });
  return body.data?.repondreSaisineDefenseur;
};
const annoncee = ({ id, empreinte }: { id: string; empreinte: string }, intitule = 'Rapport d’évaluation') => ({
  ...{ pieceId: id, empreinte, intitule },
});
const devenue = (id: string, etat: string) =>
  until(etat, async () => (await base.query<any>('SELECT etat FROM hub.piece WHERE id = $1', [id]))[0]?.etat === etat);

describe('documents of an answer to the Défenseur', () => {
  test('go with it: its signed text names them, he reads their bytes, and nobody else of another institution', async () => {
    const octets = pdf('Rapport d’évaluation', 70_000);
    const piece = await envoyerPiece(monde, 'ase', octets);
    await devenue(piece.id, 'SAINE');
    expect(await lirePiece(monde, 'defenseur', piece.id)).toBeUndefined();

    const saisineId = await saisir();
    const reponse = await repondre(saisineId, [annoncee(piece)]);
    expect(reponse.userErrors).toEqual([]);

    const { data } = JSON.parse((await monde.software('defenseur').relever(releveReponse, saisineId)).corps);
    expect(data.reponse.pieces).toEqual([
      {
        ...{ id: piece.id, type: 'application/pdf', taille: octets.length, empreinte: piece.attendue },
        ...{ intitule: 'Rapport d’évaluation', chemin: `/pieces/${piece.id}` },
      },
    ]);
    for (const qui of ['defenseur', 'crip', 'ase'] as const)
      expect((await lirePiece(monde, qui, piece.id))?.equals(octets)).toBe(true);
    for (const qui of ['college', 'hopital', 'parquet', 'snated'] as const)
      expect(await lirePiece(monde, qui, piece.id)).toBeUndefined();
  });

  test('one that is not there, not what was announced or not free refuses the whole answer', async () => {
    const saisineId = await saisir();
    const mienne = await envoyerPiece(monde, 'ase', pdf('Une'));
    const dAutrui = await envoyerPiece(monde, 'college', pdf('Autre'));
    const refuses = [
      [[annoncee(mienne), annoncee(dAutrui)], ['pieces', '1', 'pieceId'], 'INCONNU'],
      [[{ ...annoncee(mienne), empreinte: '0'.repeat(64) }], ['pieces', '0', 'empreinte'], 'VALEUR_INVALIDE'],
      [[annoncee(mienne), annoncee(mienne)], ['pieces', '1', 'pieceId'], 'DEJA_FAIT'],
      [[annoncee(mienne, ' ')], ['pieces', '0', 'intitule'], 'CHAMP_REQUIS'],
      [Array.from({ length: 21 }, () => annoncee(mienne)), ['pieces'], 'VALEUR_INVALIDE'],
    ] as const;
    for (const [pieces, path, code] of refuses)
      expect((await repondre(saisineId, pieces)).userErrors[0]).toMatchObject({ path, code });
    expect((await repondre(saisineId, [annoncee(mienne)])).userErrors).toEqual([]);
  });

  test('one that the scanner refuses later is destroyed; who answered and the Défenseur are told', async () => {
    clamd.humeur = 'raccroche';
    const piece = await envoyerPiece(monde, 'ase', pdf(EICAR));
    const saisineId = await saisir();
    expect((await repondre(saisineId, [annoncee(piece)])).userErrors).toEqual([]);
    clamd.humeur = 'répond';
    monde.avancer(2);
    await devenue(piece.id, 'INFECTEE');
    await monde.webhook('defenseur', 'saisine-defenseur.piece-refusee', saisineId);
    await monde.webhook('ase', 'saisine-defenseur.piece-refusee', saisineId);
    expect(await lirePiece(monde, 'defenseur', piece.id)).toBeUndefined();
  });

  test('sent and never joined, they go after a day; joined, they stay', async () => {
    const [oubliee, jointe] = [
      await envoyerPiece(monde, 'ase', pdf('Oubliée')),
      await envoyerPiece(monde, 'ase', pdf('Jointe')),
    ];
    await repondre(await saisir(), [annoncee(jointe)]);
    monde.avancer(25 * 60);
    await until('destroyed', async () => {
      const [{ nombre }] = await base.query<any>('SELECT count(*)::int nombre FROM hub.piece WHERE id = $1', [
        oubliee.id,
      ]);
      return nombre === 0;
    });
    expect(await lirePiece(monde, 'defenseur', jointe.id)).toBeDefined();
  });
});
