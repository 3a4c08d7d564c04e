import { randomUUID } from 'node:crypto';
import { ajouterDuree, retrancherDuree } from '../../src/domain/calendar';
import { ASE } from '../scenarios/ase-operations';
import { enfant } from '../scenarios/envois';
import { prolongation } from '../scenarios/justice-envois';
import { PROLONGER } from '../scenarios/justice-operations';
import { ouvrirHub, ouvrirTerrain, recu, type HubOuvert, type Json, type Terrain } from './hub-ouvert';
import { decidee, decider, opp, refusDe, saisi, saisir, termes } from './justice-gestes';

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

describe('décision du juge des enfants', () => {
  it('tient J2, ouvre ses délais, et l’appel de chaque partie selon sa distance', async () => {
    const { enfantId, requeteId } = await saisi(hub);
    const notifieeAuxParties = [
      { partie: 'PARENT', le: '2026-03-26', residence: '31555' },
      { partie: 'PARENT', le: '2026-03-26', residence: '974' },
      { partie: 'MINEUR', le: '2026-03-26', residence: null },
    ] as const;
    const { accuseReception } = await decider(hub, {
      enfantId,
      requeteId,
      notifieeAuxParties: [...notifieeAuxParties],
    });
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
    [{ auditionEnfant: false }, 'MOTIF_REQUIS', 'motifSansAudition'],
    [{ auditionEnfant: false, motifSansAudition: ' ' }, 'MOTIF_REQUIS', 'motifSansAudition'],
    [{ auditionEnfant: null }, 'CHAMP_REQUIS', 'auditionEnfant'],
    [{ nature: 'AEMO', auditionEnfant: false }, 'MOTIF_REQUIS', 'motifSansAudition'],
    [{ motifSansAudition: 'Trois ans.' }, 'VALEUR_INVALIDE', 'motifSansAudition'],
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
    expect(refusDe(await decider(hub, changes as never))).toEqual([[code, path]]);
  });

  it('l’enfant n’a pas été entendu : le motif est gardé, et lu par qui exécute', async () => {
    const { enfantId } = await saisi(hub);
    const motif = { auditionEnfant: false, motifSansAudition: 'Deux ans : sans discernement.' };
    const { accuseReception } = await decider(hub, { enfantId, ...motif });
    const query = 'query ($id: ID!) { decision(id: $id) { auditionEnfant motifSansAudition } }';
    for (const qui of ['juge', 'ase'] as const)
      expect(recu(await hub.demander(qui, query, { id: accuseReception.id }))).toEqual(motif);
  });

  it('hors d’un accueil par un service, ou dans l’urgence, l’audition peut ne pas être dite', async () => {
    for (const changes of [{ nature: 'AEMO' }, { urgence: true }] as const) {
      const { enfantId } = await saisi(hub);
      expect((await decider(hub, { enfantId, auditionEnfant: null, ...changes })).userErrors).toEqual([]);
    }
  });

  it('sans audience : J3 à quinze jours, J4 à six mois, en urgence sans évaluation du tiers', async () => {
    const { enfantId } = await saisi(hub, '2025-09-09T10:00:00+02:00');
    const { accuseReception } = await decider(hub, {
      ...{ enfantId, provisoire: true, sansAudience: true, mois: null, rendueLe: '2025-09-10T10:00:00+02:00' },
      ...{ evaluationTiersRealisee: null, urgence: true },
    });
    expect(termes(accuseReception)).toMatchObject({ J3: '2025-09-25', J4: '2026-03-10', J16: '2025-09-18' });
  });

  it('une prolongation après la fin des six mois est refusée, avant elle est unique', async () => {
    const { enfantId } = await saisi(hub);
    const { accuseReception } = await decider(hub, { enfantId, provisoire: true, mois: null });
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
    const { enfantId } = await saisi(hub, '2024-01-10T10:00:00+01:00');
    const rendueLe = '2024-01-15T10:00:00+01:00';
    const { accuseReception } = await decider(hub, { enfantId, mois: 12, rendueLe });
    const nature = 'RENOUVELLEMENT';
    const tardif = await decider(hub, {
      enfantId,
      nature,
      motifs: 'Persistance.',
      decisionRenouveleeId: accuseReception.id,
    });
    expect(refusDe(tardif)).toEqual([['ARTICLE_CONTRAIRE', 'rendueLe']]);
    const lendemain = { rendueLe: '2024-01-16T10:00:00+01:00' };
    const longue = await decider(hub, { enfantId, ...lendemain, mois: 36, difficultesChroniques: true });
    expect(termes(longue.accuseReception)).toMatchObject({ J6_LONGUE: '2027-01-16', J23: '2027-01-16' });
  });
});

describe('la loi du jour de la décision', () => {
  const chezUnProche = {
    nature: 'PLACEMENT_TIERS_DIGNE',
    mois: 36,
    confieA: { nom: 'Madame Exemple, grand-mère' },
    evaluationTiersRealisee: null,
  } as const;

  it('trois ans chez un proche : permis avant le 9 février 2022, refusés depuis', async () => {
    const { enfantId } = await saisi(hub, '2022-01-10T10:00:00+01:00');
    const avant = await decider(hub, { enfantId, ...chezUnProche, rendueLe: '2022-02-08T23:30:00+01:00' });
    expect(termes(avant.accuseReception)).toMatchObject({ J6_PROCHE: '2025-02-08', J8: '2023-02-08' });
    const depuis = { enfantId, ...chezUnProche, rendueLe: '2022-02-09T00:30:00+01:00' };
    expect(refusDe(await decider(hub, depuis))).toEqual([['ARTICLE_CONTRAIRE', 'mois']]);
    const deuxAns = await decider(hub, { ...depuis, mois: 24, rendueLe: '2022-02-15T10:00:00+01:00' });
    expect(termes(deuxAns.accuseReception)).toMatchObject({ J6_PROCHE: '2024-02-15' });
  });

  it('confier à l’ASE sans évaluer d’abord un tiers : seulement avant le 9 février 2022', async () => {
    const { enfantId } = await saisi(hub, '2022-01-10T10:00:00+01:00');
    const sansEvaluation = { enfantId, evaluationTiersRealisee: null, rendueLe: '2022-01-20T10:00:00+01:00' };
    expect((await decider(hub, sansEvaluation)).userErrors).toEqual([]);
    const depuis = await decider(hub, { ...sansEvaluation, rendueLe: '2022-02-20T10:00:00+01:00' });
    expect(refusDe(depuis)).toEqual([['ARTICLE_CONTRAIRE', 'evaluationTiersRealisee']]);
  });

  it.each([
    ['AEMO_RENFORCEE', '2022-01-20T10:00:00+01:00', 12],
    ['IST', '2022-01-20T10:00:00+01:00', 12],
    ['AEMO', '2016-03-01T10:00:00+01:00', 12],
  ] as const)('%s le %s : aucun texte connu', async (nature, rendueLe, mois) => {
    const { enfantId } = await saisi(hub);
    expect(refusDe(await decider(hub, { enfantId, nature, rendueLe, mois }))).toEqual([['DATE_INVALIDE', 'rendueLe']]);
  });
});

describe('un enfant qui a bientôt dix-huit ans', () => {
  const aujourdhui = new Date().toISOString().slice(0, 10);
  const ilYA = (jours: number) => retrancherDuree(aujourdhui, { jours });
  const majeurLe = ajouterDuree(aujourdhui, { jours: 27 });
  const naissance = retrancherDuree(majeurLe, { annees: 18 });
  const placement = async (changes: Parameters<typeof decidee>[1]) => {
    const { enfantId } = await opp(hub, { enfant: { ...enfant(), dateNaissance: naissance } });
    await saisir(hub, enfantId);
    return decidee(hub, { enfantId, nature: 'PLACEMENT_ASE', ...changes });
  };

  it('rien de ce qui porte sur la mesure n’échoit après sa majorité ; les étapes disent pourquoi', async () => {
    const rendueLe = ilYA(50);
    const accuse = await placement({ mois: 24, rendueLe: `${rendueLe}T09:00:00Z` });
    const huitJours = ajouterDuree(rendueLe, { jours: 8 });
    expect(termes(accuse)).toMatchObject({ J6: majeurLe, J8: majeurLe, A6: majeurLe, J16: huitJours });
    const query = 'query ($id: ID!) { decision(id: $id) { terme echeances { regle dateLimite etapes } } }';
    const { terme, echeances } = recu(await hub.demander('juge', query, { id: accuse.id }));
    expect(terme).toBe(majeurLe);
    const j6 = echeances.find(({ regle }: Json) => regle === 'J6');
    expect(j6.etapes.join(' ')).toMatch(/Plafond : la mesure prend fin .* Majorité \(C\. civ\. 375\)\./);

    const [mesure] = await hub.database.query<{ id: string }>('SELECT id FROM ase.mesure WHERE decision_id = $1', [
      accuse.id,
    ]);
    const input = {
      idempotencyKey: randomUUID(),
      mesureId: mesure!.id,
      remisLe: `${ilYA(2)}T09:00:00Z`,
      redigePar: 'ASE',
    };
    expect(recu(await hub.demander('ase', ASE.enregistrerRapport, { input })).userErrors).toEqual([]);
    const rapports = await hub.database.query(
      `SELECT etat, date_limite::text limite FROM hub.echeance WHERE sujet_id = $1 AND regle = 'J8' ORDER BY etat`,
      [mesure!.id],
    );
    expect(rapports).toEqual([
      { etat: 'OUVERTE', limite: majeurLe },
      { etat: 'TENUE', limite: majeurLe },
    ]);
  });

  it('une mesure provisoire non plus, prolongée ou non', async () => {
    const longue = await placement({ provisoire: true, mois: null, rendueLe: `${ilYA(50)}T09:00:00Z` });
    expect(termes(longue)).toMatchObject({ J4: majeurLe });
    const { id } = await placement({ provisoire: true, mois: null, rendueLe: `${ilYA(165)}T09:00:00Z` });
    const ordre = { decisionId: id, ordonneeLe: `${ilYA(2)}T09:00:00Z`, avisDuProcureurLe: ilYA(3) };
    const { accuseReception } = recu(await hub.demander('juge', PROLONGER, { input: prolongation(ordre) }));
    expect(termes(accuseReception)).toEqual({ J5: majeurLe });
  });
});
