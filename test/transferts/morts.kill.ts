import { randomUUID } from 'node:crypto';
import { publiques } from '../../src/audit/cles';
import { verifierRecuSeul } from '../../src/audit/verifier-recu';
import { demoClients } from '../../src/auth/demo-clients';
import * as cycle from '../scenarios/cycle-operations';
import { fiche } from '../scenarios/envois';
import { TRANSMETTRE } from '../scenarios/operations';
import { JOINDRE, pdf } from '../scenarios/pieces';
import { accuse, recu, type Json } from '../subgraphs/hub-ouvert';
import { ouvertes, ouvrirDeuxHubs, TRANSIT } from './deux-hubs';
import { lancer } from './hub-tuable';

jest.setTimeout(90_000);

let hubs: Awaited<ReturnType<typeof ouvrirDeuxHubs>>;
beforeAll(async () => {
  hubs = await ouvrirDeuxHubs();
});
afterAll(() => hubs.fermer());

/** An information in analysis, with an attachment. */
async function uneInformation(): Promise<string> {
  const { toulouse } = hubs;
  const { id } = accuse(await toulouse.demander('college', TRANSMETTRE, { input: fiche() }));
  const envoi = await fetch(new URL('/pieces', toulouse.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${toulouse.jeton(demoClients.college)}`, 'content-type': 'application/pdf' },
    body: new Uint8Array(pdf(randomUUID())),
  });
  const { id: pieceId, empreinte } = (await envoi.json()) as { id: string; empreinte: string };
  const piece = { informationId: id, pieceId, empreinte, intitule: 'Relevé', medicale: false };
  accuse(await toulouse.demander('college', JOINDRE, { input: { idempotencyKey: randomUUID(), ...piece } }));
  return id;
}
const reorienter = (informationId: string) =>
  hubs.toulouse.demander('crip', cycle.REORIENTER, {
    input: { idempotencyKey: informationId, informationId, motif: 'À Lyon.', collectivite: '69M' },
  });
const rappeler = (informationId: string) =>
  hubs.toulouse.demander('crip', cycle.RAPPELER_TRANSFERT, {
    input: { idempotencyKey: informationId, informationId },
  });
const lire = async (id: string): Promise<Json> => recu(await hubs.toulouse.demander('crip', TRANSIT, { id }));

/** Arrived, once, whole, and proven; here, nothing is expected any more. */
async function arrivee(id: string): Promise<void> {
  const { toulouse, lyon } = hubs;
  const ici = await lire(id);
  expect(ici.etat).toBe('REORIENTEE');
  const [transfert, ...autres] = ici.transfertsEntreHubs;
  expect([transfert.etat, autres]).toEqual(['ABOUTI', []]);
  const la = await ouvertes(lyon, id);
  expect(la).toMatchObject([{ reference: transfert.referenceArrivee, etat: 'RECUE' }]);
  expect(verifierRecuSeul(transfert.recu, publiques(lyon.trousseau)).signe).toBe(true);
  const pieces = await lyon.database.query('SELECT 1 FROM hub.piece WHERE information_id = $1', [la[0].id]);
  expect(pieces).toHaveLength(1);
  const avisees = await lyon.database.query(
    `SELECT 1 FROM hub.evenement e JOIN hub.livraison l ON l.evenement_id = e.id
     WHERE e.sujet_id = $1 AND e.type = 'information-preoccupante.recue' AND l.destinataire = 'crip-69M'`,
    [la[0].id],
  );
  expect(avisees).toHaveLength(1);
  const passees = await toulouse.database.query(
    `SELECT 1 FROM crip.transition WHERE information_id = $1 AND acte = 'reorienter'`,
    [id],
  );
  expect(passees).toHaveLength(1);
}

/** Here as before, free; there, nothing. */
async function restee(id: string, etat: string): Promise<void> {
  const ici = await lire(id);
  expect([ici.etat, ici.transfertsEntreHubs.map((un: Json) => un.etat)]).toEqual(['RECUE', [etat]]);
  expect(await ouvertes(hubs.lyon, id)).toEqual([]);
  expect(
    recu(await hubs.toulouse.demander('crip', cycle.ANALYSER, { input: { informationId: id } })).userErrors,
  ).toEqual([]);
}
/** Whatever has died in between: never two collectivités that may act, and never two files there. */
async function jamaisDeux(id: string): Promise<void> {
  const [ici] = await hubs.toulouse.database.query<{ actif: boolean }>(
    `SELECT transit_id IS NULL AND etat <> 'REORIENTEE' actif FROM crip.information_preoccupante WHERE id = $1`,
    [id],
  );
  const { length: la } = await ouvertes(hubs.lyon, id);
  expect([la <= 1, ici?.actif === true && la > 0]).toEqual([true, false]);
}
const gardees = async (): Promise<number> =>
  (await hubs.lyon.database.query(`SELECT 1 FROM hub.transfert_entrant WHERE contenu IS NOT NULL`)).length;

const autour = (...points: string[]) => points.flatMap((point) => [`${point} avant`, `${point} apres`]);

describe('kill -9 à Toulouse', () => {
  test.each(autour('commit reorienter'))('API : %s', async (point) => {
    const id = await uneInformation();
    await hubs.toulouse.arreter();
    const processus = await lancer(hubs.toulouse, 'api', point);
    await expect(reorienter(id)).rejects.toThrow();
    expect(await processus.mort()).toBe('SIGKILL');
    await hubs.toulouse.demarrer();
    // The CRIP, which has had no answer, sends it again.
    expect(recu(await reorienter(id)).userErrors).toEqual([]);
    await hubs.toulouse.conduire();
    await arrivee(id);
  });

  test.each([
    ...autour('commit prise', 'envoi piece', 'envoi preparer', 'commit confirmerTransfert'),
    ...autour('envoi confirmer', 'commit conclureTransfert'),
  ])('worker : %s', async (point) => {
    const id = await uneInformation();
    recu(await reorienter(id));
    const processus = await lancer(hubs.toulouse, 'worker', point);
    expect(await processus.mort()).toBe('SIGKILL');
    await jamaisDeux(id);
    await hubs.toulouse.conduire();
    await arrivee(id);
  });

  test.each(autour('envoi annuler', 'commit constaterRappelTransfert'))('worker, rappelée : %s', async (point) => {
    const id = await uneInformation();
    recu(await reorienter(id));
    recu(await rappeler(id));
    const processus = await lancer(hubs.toulouse, 'worker', point);
    expect(await processus.mort()).toBe('SIGKILL');
    await jamaisDeux(id);
    await hubs.toulouse.conduire();
    await restee(id, 'RAPPELE');
  });

  test.each(autour('commit constaterRefusTransfert'))('worker, refusée : %s', async (point) => {
    const id = await uneInformation();
    recu(await reorienter(id));
    await hubs.lyon.database.query(`UPDATE hub.partenaire SET revoque_le = now() WHERE id = 'crip-69M'`);
    try {
      const processus = await lancer(hubs.toulouse, 'worker', point);
      expect(await processus.mort()).toBe('SIGKILL');
      await jamaisDeux(id);
      await hubs.toulouse.conduire();
      await restee(id, 'REFUSE');
    } finally {
      await hubs.lyon.database.query(`UPDATE hub.partenaire SET revoque_le = NULL WHERE id = 'crip-69M'`);
    }
  });
});

describe('kill -9 à Lyon', () => {
  const pendantQueLyonMeurt = async (point: string, id: string): Promise<void> => {
    await hubs.lyon.arreter();
    const processus = await lancer(hubs.lyon, 'api', point);
    await hubs.toulouse.conduire();
    expect(await processus.mort()).toBe('SIGKILL');
    await jamaisDeux(id);
    await hubs.lyon.demarrer();
    await hubs.toulouse.conduire();
  };

  test.each([
    ...autour('commit deposerPiece', 'reponse piece', 'commit preparerTransfert', 'reponse preparer'),
    ...autour('commit recevoirTransfert', 'reponse confirmer'),
  ])('%s', async (point) => {
    const id = await uneInformation();
    recu(await reorienter(id));
    await pendantQueLyonMeurt(point, id);
    await arrivee(id);
  });

  test.each(autour('commit annulerTransfert', 'reponse annuler'))('rappelée : %s', async (point) => {
    const avant = await gardees();
    const id = await uneInformation();
    recu(await reorienter(id));
    // Prepared there, never confirmed.
    await prepareeSansPlus();
    recu(await rappeler(id));
    await pendantQueLyonMeurt(point, id);
    await restee(id, 'RAPPELE');
    expect(await gardees()).toBe(avant);
  });

  /** The worker dies once the other hub has acknowledged. */
  const prepareeSansPlus = async (): Promise<void> => {
    const processus = await lancer(hubs.toulouse, 'worker', 'envoi preparer apres');
    expect(await processus.mort()).toBe('SIGKILL');
  };
});

test('les deux meurent à chaque pas, l’un après l’autre : une fois arrivée, une seule fois', async () => {
  const id = await uneInformation();
  recu(await reorienter(id));
  for (const [ici, la] of [
    ['envoi preparer apres', 'reponse preparer avant'],
    ['commit confirmerTransfert apres', 'commit recevoirTransfert apres'],
    ['envoi confirmer apres', 'reponse confirmer apres'],
  ] as const) {
    await hubs.lyon.arreter();
    const lyon = await lancer(hubs.lyon, 'api', la);
    await hubs.toulouse.conduire();
    await lyon.mort(5_000);
    await jamaisDeux(id);
    await hubs.lyon.demarrer();
    await hubs.toulouse.database.query(
      'UPDATE hub.transfert_sortant SET prochaine_le = ouvert_le WHERE prochaine_le IS NOT NULL',
    );
    const toulouse = await lancer(hubs.toulouse, 'worker', ici);
    await toulouse.mort(5_000);
    await jamaisDeux(id);
  }
  await hubs.toulouse.conduire();
  await arrivee(id);
});
