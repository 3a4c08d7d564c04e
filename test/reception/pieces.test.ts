import { estARenvoyer, type PieceDuMessage } from '../../connectors/entrant';
import type { Actor } from '../../src/auth/actor';
import { HubError } from '../../src/domain/errors';
import type { Executer } from '../../src/reception/executer';
import { avecPieces, type Garder } from '../../src/reception/pieces';
import { pdf } from '../scenarios/pieces';

const de = { institution: '310781406', role: 'hopital' } as Actor;
const piece = (texte = 'a', champ = 'Bundle.entry[6]'): PieceDuMessage => ({
  ...{ octets: pdf(texte), type: 'application/pdf', intitule: 'Certificat', medicale: true, champ },
});
const faites: { acte: string; input: any; cle: string }[] = [];
const executer: Executer = (_, { acte, input }, cle) => {
  faites.push({ acte, input, cle });
  const accuseReception = { id: 'information', recueLe: '2026-11-23T10:00:00.000Z' };
  return Promise.resolve({ fait: true, reponse: { accuseReception } });
};
const garder: Garder = () => Promise.resolve({ empreinte: 'e'.repeat(64) });
const transmettre = (pieces: PieceDuMessage[], envoi: { qui?: Actor; cle?: string; par?: Garder | undefined } = {}) => {
  const { qui = de, cle = 'voie:m:0', par } = { par: garder, ...envoi };
  return avecPieces(executer, par)(qui, { acte: 'transmettre', input: {}, pieces }, cle);
};
const identifiants = async (...envoi: Parameters<typeof transmettre>): Promise<string[]> => {
  faites.length = 0;
  await transmettre(...envoi);
  return faites.slice(1).map(({ input }) => input.pieceId);
};

test('each is joined after the act, in their order, under keys that the message gives', async () => {
  faites.length = 0;
  const resultat = await transmettre([piece('a', 'ici'), piece('b', 'là')]);
  expect(resultat).toMatchObject({ fait: true, pieces: [{ fait: true, champ: 'ici' }, { champ: 'là' }] });
  expect(faites.map(({ acte, cle }) => [acte, cle])).toEqual([
    ['transmettre', 'voie:m:0'],
    ['joindrePiece', 'voie:m:0:0'],
    ['joindrePiece', 'voie:m:0:1'],
  ]);
  expect(faites[1]?.input).toMatchObject({ informationId: 'information', intitule: 'Certificat', medicale: true });
});

test('the same identifiers for the same message; others for another sender, message, rank or bytes', async () => {
  const [a, b] = await identifiants([piece('a'), piece('a')]);
  expect(await identifiants([piece('a'), piece('a')])).toEqual([a, b]);
  const autres = [
    ...(await identifiants([piece('b')])),
    ...(await identifiants([piece('a')], { qui: { ...de, institution: '640000000' } })),
    ...(await identifiants([piece('a')], { cle: 'voie:n:0' })),
  ];
  expect(new Set([a, b, ...autres]).size).toBe(5);
  expect([b, a].sort()).toEqual([a, b]);
});

test.each<[string, Garder | undefined, string, boolean]>([
  ['a hub that keeps no attachments', undefined, 'PIECES_NON_RECUES', false],
  ['a store away', () => Promise.reject(new HubError('SERVICE_INDISPONIBLE')), 'SERVICE_INDISPONIBLE', true],
  ['a quota', () => Promise.reject(new HubError('QUOTA_DEPASSE')), 'QUOTA_DEPASSE', true],
  ['anything else', () => Promise.reject(new Error('x')), 'SERVICE_INDISPONIBLE', true],
  ['a refusal', () => Promise.reject(new HubError('UNSUPPORTED_MEDIA_TYPE')), 'UNSUPPORTED_MEDIA_TYPE', false],
])('%s: the information stays done, the attachment says why', async (_, par, code, passager) => {
  const resultat = await transmettre([piece('a', 'ici')], { par });
  expect(resultat).toMatchObject({
    fait: true,
    pieces: [{ fait: false, passager, champ: 'ici', erreurs: [{ code, champ: ['ici'] }] }],
  });
  expect(estARenvoyer(resultat)).toBe(passager);
});

test('an act that is refused joins nothing', async () => {
  const refus = { fait: false, erreurs: [], passager: false } as const;
  const jamais: Garder = () => Promise.reject(new Error('kept for nothing'));
  const un = await avecPieces(() => Promise.resolve(refus), jamais)(
    de,
    { acte: 'a', input: {}, pieces: [piece()] },
    'c',
  );
  expect(un).toBe(refus);
});
