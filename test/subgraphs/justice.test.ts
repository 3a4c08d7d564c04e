import { randomUUID } from 'node:crypto';
import { ordonnance } from '../scenarios/envois';
import { interdiction, requete, soitTransmis, suites } from '../scenarios/justice-envois';
import { DECISION, REQUETE, SAISIR_JUGE, SOIT_TRANSMIS, SUITES } from '../scenarios/justice-operations';
import { BOITE, NOTIFIER } from '../scenarios/operations';
import { accuse, lignes, ouvrirHub, ouvrirTerrain, recu, type HubOuvert, type Json, type Terrain } from './hub-ouvert';
import { decidee, opp, refusDe, saisi, termes } from './justice-gestes';

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
    const { mesure, enfantId, requeteId } = await saisi(hub);
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
    const { enfantId } = await saisi(hub);
    expect(termes(accuse(await hub.demander('parquet', SAISIR_JUGE, { input: requete({ enfantId }) })))).toEqual({});
  });

  it('sans nommer la mesure : la seule qui attend est suivie, et J2 court', async () => {
    const { mesure, enfantId } = await opp(hub);
    const accusee = accuse(await hub.demander('parquet', SAISIR_JUGE, { input: requete({ enfantId }) }));
    expect(termes(accusee)).toEqual({ J2: '2026-03-27' });
    expect(recu(await hub.demander('juge', REQUETE, { id: accusee.id })).mesureUrgente.id).toBe(mesure);
  });

  it('deux mesures attendent : refusé tant que la requête ne dit pas laquelle, puis chacune a la sienne', async () => {
    const { enfant } = ordonnance();
    const { mesure, enfantId } = await opp(hub, { enfant });
    accuse(await hub.demander('parquet', NOTIFIER, { input: interdiction({ enfant }) }));
    const saisir = async (mesureUrgenteId?: string) =>
      hub.demander('parquet', SAISIR_JUGE, {
        input: requete({ enfantId, ...(mesureUrgenteId === undefined ? {} : { mesureUrgenteId }) }),
      });
    const avant = await lignes(hub.database);
    const { userErrors } = recu(await saisir());
    expect(userErrors).toEqual([
      expect.objectContaining({
        code: 'CHAMP_REQUIS',
        path: ['mesureUrgenteId'],
        message: expect.stringMatching(/^mesureUrgenteId : .* (IST|OPP) MU-.+, (IST|OPP) MU-.+\.$/),
      }),
    ]);
    expect(await lignes(hub.database)).toEqual(avant);
    expect(termes(accuse(await saisir(mesure)))).toEqual({ J2: '2026-03-27' });
    expect(termes(accuse(await saisir()))).toEqual({});
  });

  it('une requête du jour de l’ordonnance, mais d’une heure antérieure, ne passe pas à côté d’elle', async () => {
    const { enfantId } = await opp(hub);
    const input = requete({ enfantId, recueAuGreffeLe: '2026-03-06T00:00:00+01:00' });
    expect(refusDe(recu(await hub.demander('parquet', SAISIR_JUGE, { input })))).toEqual([
      ['DATE_INVALIDE', 'recueAuGreffeLe'],
    ]);
    const laVeille = requete({ enfantId, recueAuGreffeLe: '2026-03-05T10:00:00+01:00' });
    expect(termes(accuse(await hub.demander('parquet', SAISIR_JUGE, { input: laVeille })))).toEqual({});
  });

  it('Saint-Gaudens saisit Toulouse, siège de son tribunal pour enfants, et suit ce que le juge décide', async () => {
    const { mesure, enfantId } = await opp(hub, { tj: 'tj31483' }, 'parquetSaintGaudens');
    const saisir = (tj: string) =>
      hub.demander('parquetSaintGaudens', SAISIR_JUGE, { input: requete({ tj, enfantId, mesureUrgenteId: mesure }) });
    expect(refusDe(recu(await saisir('tj31483')))).toEqual([['HORS_TERRITOIRE', 'tj']]);
    const requeteId = accuse(await saisir('tj31555')).id;
    expect(recu(await hub.demander('juge', REQUETE, { id: requeteId })).mesureUrgente.id).toBe(mesure);

    const placement = await decidee(hub, { enfantId, requeteId });
    const renouvellement = await decidee(hub, {
      ...{ enfantId, nature: 'RENOUVELLEMENT', decisionRenouveleeId: placement.id, motifs: 'Le danger persiste.' },
      rendueLe: '2026-05-04T10:00:00+02:00',
    });
    const decisions = [renouvellement.id, placement.id];
    for (const qui of ['parquetSaintGaudens', 'parquet'] as const) {
      const { edges } = recu(await hub.demander(qui, BOITE));
      const avis = edges.filter(({ node }: Json) => node.type === 'decision.notifiee');
      expect(avis.map(({ node }: Json) => node.sujet.id)).toEqual(decisions);
    }
    for (const id of decisions)
      expect(recu(await hub.demander('parquetSaintGaudens', DECISION, { id }, 'ASSISTANCE_EDUCATIVE')).enfant.id).toBe(
        enfantId,
      );
    const { body } = await hub.demander('parquetLyon', DECISION, { id: placement.id }, 'ASSISTANCE_EDUCATIVE');
    expect(body.errors![0]!.extensions.code).toBe('NOT_FOUND');
  });

  it('un enfant ou une mesure d’un autre : comme s’ils n’existaient pas', async () => {
    const { enfantId, mesure } = await opp(hub);
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
