import { randomUUID } from 'node:crypto';
import { ordonnance } from '../scenarios/envois';
import { decision, interdiction, prolongation, requete, soitTransmis, suites } from '../scenarios/justice-envois';
import { DECIDER, PROLONGER, REQUETE, SAISIR_JUGE, SOIT_TRANSMIS, SUITES } from '../scenarios/justice-operations';
import { NOTIFIER } from '../scenarios/operations';
import { accuse, ouvrirHub, ouvrirTerrain, recu, type HubOuvert, type Json, type Terrain } from './hub-ouvert';

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

const termes = (reponse: Json): Json =>
  Object.fromEntries(reponse.echeances.map(({ regle, dateLimite }: Json) => [regle, dateLimite]));

async function opp(changes: object = {}): Promise<{ mesure: string; enfantId: string }> {
  const mesure = accuse(await hub.demander('parquet', NOTIFIER, { input: ordonnance(changes) })).id;
  const query = 'query ($id: ID!) { mesureUrgente(id: $id) { enfant { id } } }';
  return { mesure, enfantId: recu(await hub.demander('parquet', query, { id: mesure })).enfant.id };
}

/** A child on whom the juge des enfants of Toulouse is seized. */
async function saisi(recueAuGreffeLe?: string): Promise<{ enfantId: string; requeteId: string; mesure: string }> {
  const { mesure, enfantId } = await opp(recueAuGreffeLe ? { priseLe: recueAuGreffeLe } : {});
  const input = requete({ enfantId, ...(recueAuGreffeLe ? { recueAuGreffeLe } : {}) });
  return { mesure, enfantId, requeteId: accuse(await hub.demander('parquet', SAISIR_JUGE, { input })).id };
}

const decider = async (changes: Parameters<typeof decision>[0]) =>
  recu(await hub.demander('juge', DECIDER, { input: decision(changes) }));
const refusDe = ({ userErrors }: Json) => userErrors.map(({ code, path }: Json) => [code, path.join('.')]);

describe('interdiction de sortie du territoire', () => {
  it('ouvre J9 et sa fin, dit à l’ASE, ne réveille personne', async () => {
    const { id, ...reste } = accuse(await hub.demander('parquet', NOTIFIER, { input: interdiction() })) as Json;
    expect(termes(reste)).toEqual({ J9: '2026-03-14', J9_INTERDICTION: '2026-05-06' });
    const lue = recu(
      await hub.demander('ase', 'query ($id: ID!) { mesureUrgente(id: $id) { nature lieu reception { etat } } }', {
        id,
      }),
    );
    expect(lue).toEqual({ nature: 'IST', lieu: null, reception: null });
  });

  it.each([
    [{ jusquAu: '2026-05-07' }, [['ARTICLE_CONTRAIRE', 'jusquAu']]],
    [{ lieu: 'PLACEMENT_ASE' }, [['VALEUR_INVALIDE', 'lieu']]],
  ])('%j est refusé', async (changes, attendu) => {
    const reponse = recu(await hub.demander('parquet', NOTIFIER, { input: interdiction(changes) }));
    expect(refusDe(reponse)).toEqual(attendu);
  });

  it('un terme plus court que deux mois est celui du délai', async () => {
    const input = interdiction({ jusquAu: '2026-04-06' });
    expect(termes(accuse(await hub.demander('parquet', NOTIFIER, { input })))['J9_INTERDICTION']).toBe('2026-04-06');
  });

  it('un placement dit toujours à qui l’enfant est confié', async () => {
    const reponse = recu(await hub.demander('parquet', NOTIFIER, { input: interdiction({ nature: 'OPP' }) }));
    expect(refusDe(reponse).map(([, path]: string[]) => path)).toEqual(['lieu', 'confieA', 'droitsParents']);
  });
});

describe('saisine du juge des enfants', () => {
  it('tient J1, ouvre J2 de la réception au greffe, le juge connaît l’enfant', async () => {
    const { mesure, enfantId, requeteId } = await saisi();
    const { echeances, mesureUrgente, enfant } = recu(await hub.demander('juge', REQUETE, { id: requeteId }));
    expect(echeances).toEqual([{ regle: 'J2', dateLimite: '2026-03-27', dateReportee: '2026-03-27' }]);
    expect([mesureUrgente.id, enfant.id]).toEqual([mesure, enfantId]);
    const [j1] = await hub.database.query('SELECT etat FROM hub.echeance WHERE sujet_id = $1', [mesure]);
    expect(j1).toEqual({ etat: 'TENUE' });
    const autre = recu(
      await hub.demander('parquet', SAISIR_JUGE, { input: requete({ enfantId, mesureUrgenteId: mesure }) }),
    );
    expect(refusDe(autre)).toEqual([['DEJA_FAIT', 'mesureUrgenteId']]);
  });

  it('sans placement, pas de délai de quinze jours', async () => {
    const { enfantId } = await saisi();
    expect(termes(accuse(await hub.demander('parquet', SAISIR_JUGE, { input: requete({ enfantId }) })))).toEqual({});
  });

  it('Saint-Gaudens saisit Toulouse, siège de son tribunal pour enfants', async () => {
    const input = ordonnance({ tj: 'tj31483' });
    const { id } = accuse(await hub.demander('parquetSaintGaudens', NOTIFIER, { input }));
    const query = 'query ($id: ID!) { mesureUrgente(id: $id) { enfant { id } } }';
    const enfantId: string = recu(await hub.demander('parquetSaintGaudens', query, { id })).enfant.id;
    const saisir = (tj: string) =>
      hub.demander('parquetSaintGaudens', SAISIR_JUGE, { input: requete({ tj, enfantId, mesureUrgenteId: id }) });
    expect(refusDe(recu(await saisir('tj31483')))).toEqual([['HORS_TERRITOIRE', 'tj']]);
    const requeteId = accuse(await saisir('tj31555')).id;
    expect(recu(await hub.demander('juge', REQUETE, { id: requeteId })).mesureUrgente.id).toBe(id);
  });

  it('un enfant ou une mesure d’un autre : comme s’ils n’existaient pas', async () => {
    const { enfantId, mesure } = await opp();
    for (const [qui, input] of [
      ['parquetLyon', requete({ enfantId, tj: 'tj69123' })],
      ['parquet', requete({ enfantId: randomUUID() })],
      ['parquet', requete({ enfantId, mesureUrgenteId: randomUUID() })],
      ['juge', requete({ enfantId, mesureUrgenteId: mesure })],
    ] as const) {
      const { body } = await hub.demander(qui, SAISIR_JUGE, { input });
      expect(body.errors![0]!.extensions.code).toBe(qui === 'juge' ? 'FORBIDDEN' : 'NOT_FOUND');
    }
  });
});

describe('décision du juge des enfants', () => {
  it('tient J2, ouvre ses délais, et l’appel de chaque partie selon sa distance', async () => {
    const { enfantId, requeteId } = await saisi();
    const notifieeAuxParties = [
      { partie: 'PARENT', le: '2026-03-26', residence: '31555' },
      { partie: 'PARENT', le: '2026-03-26', residence: '974' },
      { partie: 'MINEUR', le: '2026-03-26', residence: null },
    ] as const;
    const { accuseReception } = await decider({ enfantId, requeteId, notifieeAuxParties: [...notifieeAuxParties] });
    const appels = accuseReception.echeances.filter(({ regle }: Json) => regle === 'J13');
    expect(appels.map(({ dateLimite }: Json) => dateLimite)).toEqual(['2026-04-10', '2026-05-11', '2026-04-10']);
    expect(termes(accuseReception)).toMatchObject({ J6: '2027-03-24', J8: '2027-03-24', A6: '2026-06-24' });
    const [j2] = await hub.database.query('SELECT etat FROM hub.echeance WHERE sujet_id = $1', [requeteId]);
    expect(j2).toEqual({ etat: 'TENUE' });
  });

  it.each([
    [{ mois: null }, 'CHAMP_REQUIS', 'mois'],
    [{ mois: 25 }, 'ARTICLE_CONTRAIRE', 'mois'],
    [{ nature: 'AEMO_RENFORCEE', mois: 13 }, 'ARTICLE_CONTRAIRE', 'mois'],
    [{ nature: 'MJIE', mois: 7 }, 'ARTICLE_CONTRAIRE', 'mois'],
    [{ nature: 'NON_LIEU', mois: 1 }, 'VALEUR_INVALIDE', 'mois'],
    [{ mois: 0 }, 'VALEUR_INVALIDE', 'mois'],
    [{ provisoire: true, mois: 7 }, 'ARTICLE_CONTRAIRE', 'mois'],
    [{ confieA: null }, 'CHAMP_REQUIS', 'confieA'],
    [{ evaluationTiersRealisee: false }, 'ARTICLE_CONTRAIRE', 'evaluationTiersRealisee'],
    [{ sansAudience: true }, 'ARTICLE_CONTRAIRE', 'sansAudience'],
    [{ nature: 'MAINLEVEE', mois: null, provisoire: true }, 'VALEUR_INVALIDE', 'provisoire'],
    [
      { nature: 'MEDIATION_FAMILIALE', mois: null, violencesAlleguees: true },
      'ARTICLE_CONTRAIRE',
      'violencesAlleguees',
    ],
    [{ nature: 'MEDIATION_FAMILIALE', mois: null }, 'CHAMP_REQUIS', 'violencesAlleguees'],
    [{ nature: 'RENOUVELLEMENT', motifs: 'Persistance.' }, 'CHAMP_REQUIS', 'decisionRenouveleeId'],
    [{ rendueLe: '2126-01-01T00:00:00Z' }, 'DATE_FUTURE', 'rendueLe'],
    [{ notifieeAuxParties: [{ partie: 'PARENT', le: '2026-03-23' }] }, 'DATE_INVALIDE', 'notifieeAuxParties.0.le'],
  ] as const)('%j : %s', async (changes, code, path) => {
    expect(refusDe(await decider(changes as never))).toEqual([[code, path]]);
  });

  it('sans audience : J3 à quinze jours, J4 à six mois, en urgence sans évaluation du tiers', async () => {
    const { enfantId } = await saisi('2025-09-09T10:00:00+02:00');
    const { accuseReception } = await decider({
      ...{ enfantId, provisoire: true, sansAudience: true, mois: null, rendueLe: '2025-09-10T10:00:00+02:00' },
      ...{ evaluationTiersRealisee: null, urgence: true },
    });
    expect(termes(accuseReception)).toMatchObject({ J3: '2025-09-25', J4: '2026-03-10', J16: '2025-09-18' });
  });

  it('une prolongation après la fin des six mois est refusée, avant elle est unique', async () => {
    const { enfantId } = await saisi();
    const { accuseReception } = await decider({ enfantId, provisoire: true, mois: null });
    const prolonger = async (changes: object) =>
      recu(
        await hub.demander('juge', PROLONGER, {
          input: prolongation({ decisionId: accuseReception.id, ...changes }),
        }),
      );
    const tardive = await prolonger({ ordonneeLe: '2026-09-28T10:00:00+02:00' });
    expect(tardive.userErrors[0]).toMatchObject({ code: 'ARTICLE_CONTRAIRE', message: /1185, al. 2/ });
    expect(refusDe(await prolonger({ avisDuProcureurLe: '2026-09-20' }))).toEqual([
      ['ARTICLE_CONTRAIRE', 'avisDuProcureurLe'],
    ]);
    expect(refusDe(await prolonger({ mois: 7 }))).toEqual([['ARTICLE_CONTRAIRE', 'mois']]);
    expect(termes((await prolonger({})).accuseReception)).toEqual({ J5: '2027-03-24' });
    expect(refusDe(await prolonger({}))).toEqual([['DEJA_FAIT', 'decisionId']]);
  });

  it('ne se renouvelle plus une fois la mesure finie ; un accueil peut dépasser deux ans', async () => {
    const { enfantId } = await saisi('2024-01-10T10:00:00+01:00');
    const rendueLe = '2024-01-15T10:00:00+01:00';
    const { accuseReception } = await decider({ enfantId, mois: 12, rendueLe });
    const nature = 'RENOUVELLEMENT';
    const tardif = await decider({
      enfantId,
      nature,
      motifs: 'Persistance.',
      decisionRenouveleeId: accuseReception.id,
    });
    expect(refusDe(tardif)).toEqual([['ARTICLE_CONTRAIRE', 'rendueLe']]);
    const longue = await decider({ enfantId, rendueLe, mois: 36, difficultesChroniques: true });
    expect(termes(longue.accuseReception)).toMatchObject({ J6_LONGUE: '2027-01-15', J23: '2027-01-15' });
  });
});

describe('soit-transmis et suites', () => {
  it('un soit-transmis devient une information de la CRIP, avec son délai ; l’ASE ne lit pas ce qui est réservé', async () => {
    const { id, echeances } = accuse(
      await hub.demander('parquet', SOIT_TRANSMIS, { input: soitTransmis({ confidentiel: true }) }),
    ) as Json;
    expect(echeances.map(({ regle }: Json) => regle)).toContain('A1');
    const query = 'query ($id: ID!) { soitTransmis(id: $id) { texte informationId } }';
    expect(recu(await hub.demander('parquet', query, { id })).informationId).toBeNull();
    const { informationId } = recu(await hub.demander('crip', query, { id }));
    expect(informationId).toMatch(/^[0-9a-f-]{36}$/);
    const { body } = await hub.demander('ase', query, { id });
    expect(body.errors![0]!.extensions.code).toBe('NOT_FOUND');
  });

  it('des suites à un signalement d’un autre parquet : NOT_FOUND', async () => {
    for (const signalementId of [randomUUID(), 'x']) {
      const { body } = await hub.demander('parquet', SUITES, { input: suites({ signalementId }) });
      expect(body.errors![0]!.extensions.code).toBe('NOT_FOUND');
    }
  });
});
