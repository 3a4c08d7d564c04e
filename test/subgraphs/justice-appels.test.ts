import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import { balayerEcheances } from '../../src/platform/echeances-balayage';
import { appel, notificationAuxParties } from '../scenarios/justice-envois';
import { APPELER, DECISION, NOTIFIER_PARTIES } from '../scenarios/justice-operations';
import { BOITE } from '../scenarios/operations';
import { ouvrirHub, ouvrirTerrain, recu, type HubOuvert, type Json, type Terrain } from './hub-ouvert';
import { decidee, decider, horloges, refusDe, saisi } from './justice-gestes';

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

type Parties = NonNullable<Parameters<typeof notificationAuxParties>[0]>['parties'];

const notifier = async (changes: Parameters<typeof notificationAuxParties>[0]): Promise<Json> =>
  recu(await hub.demander('juge', NOTIFIER_PARTIES, { input: notificationAuxParties(changes) }));
const appeler = async (changes: Parameters<typeof appel>[0]): Promise<Json> =>
  recu(await hub.demander('juge', APPELER, { input: appel(changes) }));
const lire = async (id: string): Promise<Json> =>
  recu(await hub.demander('juge', DECISION, { id }, 'ASSISTANCE_EDUCATIVE'));

/** A placement decided on 24 March 2026, notified to these parties. */
async function notifiee(parties: Parties): Promise<{ id: string; notifications: Json[] }> {
  const { enfantId } = await saisi(hub);
  const { id } = await decidee(hub, { enfantId, avisAuProcureurLe: '2026-03-25' });
  if (parties?.length) expect((await notifier({ decisionId: id, parties })).userErrors).toEqual([]);
  return { id, notifications: (await lire(id)).notifications };
}

const DEUX_PARENTS: Parties = [
  { partie: 'PARENT', le: '2026-03-26', residence: '31555' },
  { partie: 'PARENT', le: '2026-03-30', residence: '974' },
];

describe('notification aux parties', () => {
  it('le délai de chacune court de sa propre notification ; J16 n’est tenu qu’à la dernière', async () => {
    const { id, notifications } = await notifiee(DEUX_PARENTS);
    expect(notifications.map(({ echeances }) => echeances)).toEqual([
      [{ regle: 'J13', dateLimite: '2026-04-10' }],
      [{ regle: 'J13', dateLimite: '2026-05-15' }],
    ]);
    expect((await horloges(hub, id))['J16']).toBe('OUVERTE');
    await notifier({ decisionId: id, parties: [{ partie: 'MINEUR', le: '2026-03-31' }], toutesNotifiees: true });
    const [j16] = await hub.database.query<{ etat: string; close_le: Date }>(
      `SELECT etat, close_le FROM hub.echeance WHERE sujet_id = $1 AND regle = 'J16'`,
      [id],
    );
    expect(j16).toEqual({ etat: 'TENUE', close_le: new Date('2026-03-31T00:00:00+02:00') });
    expect((await lire(id)).notifications).toHaveLength(3);
  });

  it('toutes notifiées avec la décision : J16 est tenu aussitôt', async () => {
    const { enfantId } = await saisi(hub);
    const { id } = await decidee(hub, {
      enfantId,
      notifieeAuxParties: [...DEUX_PARENTS],
      toutesPartiesNotifiees: true,
    });
    expect((await horloges(hub, id))['J16']).toBe('TENUE');
    expect(refusDe(await decider(hub, { enfantId, toutesPartiesNotifiees: true }))).toEqual([
      ['VALEUR_INVALIDE', 'toutesPartiesNotifiees'],
    ]);
  });

  it('chaque délai d’appel est dans le registre, avec un sujet qui se lit', async () => {
    const { id, notifications } = await notifiee([
      { partie: 'PERSONNE_OU_SERVICE', le: '2026-03-27' },
      { partie: 'AVOCAT', le: '2026-03-27' },
    ]);
    const query = `query { echeances(first: 100, filtre: { regle: "J13", acteur: "ase-31" }) {
      edges { node { etat dateLimite sujet { type id } } } } }`;
    const { edges } = recu(await hub.demander('ase', query));
    const [service, avocat] = notifications;
    expect(edges.map(({ node }: Json) => node)).toContainEqual({
      ...{ etat: 'OUVERTE', dateLimite: '2026-04-11' },
      sujet: { type: 'NotificationPartie', id: service.id },
    });
    const lue = 'query ($id: ID!) { notificationPartie(id: $id) { partie le decision { id } echeances { regle } } }';
    expect(recu(await hub.demander('ase', lue, { id: service.id }))).toEqual({
      ...{ partie: 'PERSONNE_OU_SERVICE', le: '2026-03-27', decision: { id }, echeances: [{ regle: 'J13' }] },
    });
    expect(avocat.echeances).toEqual([]);
    const { body } = await hub.demander('ase33', lue, { id: service.id });
    expect(body.errors![0]!.extensions.code).toBe('NOT_FOUND');
  });

  it('refus : personne à notifier, avant la décision, plus de cinquante', async () => {
    const { id: decisionId } = await notifiee([]);
    expect(refusDe(await notifier({ decisionId, parties: [] }))).toEqual([['CHAMP_REQUIS', 'parties']]);
    const avant: Parties = [
      { partie: 'PARENT', le: '2026-03-26' },
      { partie: 'PARENT', le: '2026-03-23', residence: '31555' },
    ];
    expect(refusDe(await notifier({ decisionId, parties: avant }))).toEqual([['DATE_INVALIDE', 'parties.1.le']]);
    const residence = [{ partie: 'PARENT' as const, le: '2026-03-26', residence: '99999' }];
    expect(refusDe(await notifier({ decisionId, parties: residence }))).toEqual([['INCONNU', 'parties.0.residence']]);
    const trente: Parties = Array.from({ length: 30 }, () => ({ partie: 'PARENT', le: '2026-03-26' }));
    expect((await notifier({ decisionId, parties: trente })).userErrors).toEqual([]);
    expect(refusDe(await notifier({ decisionId, parties: trente }))).toEqual([['VALEUR_INVALIDE', 'parties']]);
    expect((await lire(decisionId)).notifications).toHaveLength(30);
  });
});

describe('appel', () => {
  it('d’une partie : son délai est tenu, celui de l’autre court encore', async () => {
    const { id, notifications } = await notifiee(DEUX_PARENTS);
    const [premier, second] = notifications;
    const saisie = { decisionId: id, notificationId: premier.id, declareLe: '2026-04-10' };
    expect((await appeler(saisie)).userErrors).toEqual([]);
    expect(await horloges(hub, premier.id)).toEqual({ J13: 'TENUE' });
    expect(await horloges(hub, second.id)).toEqual({ J13: 'OUVERTE' });
    expect((await lire(id)).appels).toEqual([
      { notificationId: premier.id, declareLe: '2026-04-10', horsDelai: false },
    ]);
    expect(refusDe(await appeler(saisie))).toEqual([['DEJA_FAIT', 'notificationId']]);
  });

  it('du ministère public : quinze jours de la remise de l’avis', async () => {
    const { id } = await notifiee([]);
    const lue = (await lire(id)).echeances.find(({ regle }: Json) => regle === 'J14');
    expect(lue.dateLimite).toBe('2026-04-09');
    expect((await appeler({ decisionId: id, declareLe: '2026-04-09' })).userErrors).toEqual([]);
    expect((await horloges(hub, id))['J14']).toBe('TENUE');
    expect(refusDe(await appeler({ decisionId: id }))).toEqual([['DEJA_FAIT', 'decisionId']]);
  });

  it('l’ASE, la CRIP et le parquet en sont avisés', async () => {
    const { id, notifications } = await notifiee(DEUX_PARENTS);
    await appeler({ decisionId: id, notificationId: notifications[0].id });
    for (const qui of ['ase', 'crip', 'parquet'] as const) {
      const { edges } = recu(await hub.demander(qui, BOITE));
      const types = edges.filter(({ node }: Json) => node.sujet.id === id).map(({ node }: Json) => node.type);
      expect(types).toContain('appel.enregistre');
    }
  });

  it('sans appel, le droit s’éteint à son terme ; déclaré à temps et connu après, l’appel est tenu', async () => {
    const { id, notifications } = await notifiee(DEUX_PARENTS);
    await balayerEcheances(hub.database, { now: new Date(), newId: v7 });
    const rows = await hub.database.query(
      `SELECT etat, close_le = limite_le "aSonTerme" FROM hub.echeance WHERE sujet_id = ANY($1::uuid[]) AND regle = 'J13'`,
      [notifications.map((une) => une.id as string)],
    );
    expect(rows).toEqual(Array.from({ length: 2 }, () => ({ etat: 'CLOSE', aSonTerme: true })));
    // A duty is not lost: it stays due.
    expect((await horloges(hub, id))['J16']).toBe('OUVERTE');
    const [premier, second] = notifications;
    await appeler({ decisionId: id, notificationId: premier.id, declareLe: '2026-04-02' });
    expect(await horloges(hub, premier.id)).toEqual({ J13: 'TENUE' });
    await appeler({ decisionId: id, notificationId: second.id, declareLe: '2026-05-16' });
    expect(await horloges(hub, second.id)).toEqual({ J13: 'CLOSE' });
    expect((await lire(id)).appels.map(({ horsDelai }: Json) => horsDelai)).toEqual([false, true]);
  });

  it('refus : avant la notification, par qui n’est pas partie, sur ce qui n’existe pas', async () => {
    const { id, notifications } = await notifiee([
      { partie: 'PARENT', le: '2026-03-26' },
      { partie: 'AVOCAT', le: '2026-03-26' },
    ]);
    const [parent, avocat] = notifications;
    const tot = { decisionId: id, notificationId: parent.id, declareLe: '2026-03-25' };
    expect(refusDe(await appeler(tot))).toEqual([['DATE_INVALIDE', 'declareLe']]);
    expect(refusDe(await appeler({ decisionId: id, notificationId: avocat.id }))).toEqual([
      ['ARTICLE_CONTRAIRE', 'notificationId'],
    ]);
    const autre = await notifiee([{ partie: 'PARENT', le: '2026-03-26' }]);
    for (const faux of [
      { decisionId: randomUUID() },
      { decisionId: 'x' },
      { decisionId: id, notificationId: autre.notifications[0].id as string },
      { decisionId: id, notificationId: 'x' },
    ]) {
      const { body } = await hub.demander('juge', APPELER, { input: appel(faux) });
      expect(body.errors![0]!.extensions.code).toBe('NOT_FOUND');
    }
    const ailleurs = await hub.demander('juge', NOTIFIER_PARTIES, { input: notificationAuxParties() });
    expect(ailleurs.body.errors![0]!.extensions.code).toBe('NOT_FOUND');
  });
});
