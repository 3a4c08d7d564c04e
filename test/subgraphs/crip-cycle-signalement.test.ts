import { copieDeLHopital, evaluation, signalement } from '../scenarios/cycle-envois';
import * as cycle from '../scenarios/cycle-operations';
import { suites } from '../scenarios/justice-envois';
import { SUITES } from '../scenarios/justice-operations';
import { gestes } from './crip-cycle-gestes';
import { ouvrirHub, ouvrirTerrain, recu, type HubOuvert, type Json, type Terrain } from './hub-ouvert';

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

const { transmettre, faire, refus, dossier, horloges, jusqua } = gestes(() => hub);

describe('signalement', () => {
  test('saisit le parquet, qui lit le signalement et l’information, et le rapport s’il y en a un', async () => {
    const id = await jusqua('EVALUEE', await transmettre());
    const { accuseReception } = await faire(cycle.SIGNALER, signalement(id));
    const lu = recu(await hub.demander('parquet', cycle.SIGNALEMENT, { id: accuseReception.id }));
    expect(lu).toMatchObject({ auteur: 'crip-31', motifs: ['DANGER_GRAVE_IMMEDIAT'] });
    expect(lu.enfant.nomNaissance).toMatch(/^Durand/);
    expect(lu.information.evaluations).toHaveLength(1);
    expect(lu.information.historique).toBeNull();
    for (const qui of ['parquetSaintGaudens', 'college', 'crip33', 'ase33', 'hopital'] as const)
      expect((await hub.demander(qui, cycle.SIGNALEMENT, { id: accuseReception.id })).raw).toContain('NOT_FOUND');
    expect((await dossier(id)).informationsTitulaires.map(({ objet }: Json) => objet)).toEqual([
      'EVALUATION',
      'SAISINE_JUDICIAIRE',
      'CONCLUSIONS',
    ]);
  });

  test.each([
    ['sans motif', { motifs: [] }, ['motifs CHAMP_REQUIS']],
    [
      'des actions sans effet, sans dire lesquelles',
      { motifs: ['ACTIONS_SANS_EFFET'] },
      ['actionsMenees CHAMP_REQUIS'],
    ],
    ['un tribunal faux', { tribunal: 'tj99999' }, ['tribunal INCONNU']],
  ])('refusé : %s', async (_, changes, attendus) => {
    const id = await jusqua('EN_PREMIERE_ANALYSE', await transmettre());
    expect(await refus(cycle.SIGNALER, signalement(id, changes))).toEqual(attendus);
  });

  test('informer les parents : jamais d’exception à la saisine, un motif sinon, une seule fois', async () => {
    const id = await jusqua('EN_EVALUATION', await transmettre());
    await faire(cycle.SIGNALER, signalement(id));
    const informer = (objet: string, informes: boolean, motif?: string) =>
      refus(cycle.INFORMER_PARENTS, { informationId: id, objet, informes, motif });
    expect(await informer('SAISINE_JUDICIAIRE', false, 'Non.')).toEqual(['informes ARTICLE_CONTRAIRE']);
    expect(await informer('EVALUATION', false)).toEqual(['motif MOTIF_REQUIS']);
    expect(await informer('EVALUATION', false, "Contraire à l'intérêt de l'enfant.")).toEqual([]);
    expect(await informer('EVALUATION', true)).toEqual(['objet ETAT_INCOMPATIBLE']);
    expect(await informer('SAISINE_JUDICIAIRE', true)).toEqual([]);
  });

  test('renvoyée par le parquet, l’évaluation est de nouveau due dès le renvoi, depuis la réception', async () => {
    const id = await jusqua('EN_PREMIERE_ANALYSE', await transmettre());
    const signalementId = (await faire(cycle.SIGNALER, signalement(id))).accuseReception.id as string;
    const renvoi = suites({ signalementId, suite: 'RENVOI_EVALUATION' });
    expect((await faire(SUITES, renvoi, 'parquet')).userErrors).toEqual([]);
    const [close, rouverte] = await horloges(id);
    expect([close, rouverte].map((une) => `${une!.regle} ${une!.etat}`)).toEqual(['A1 CLOSE', 'A1 OUVERTE']);
    expect(rouverte!.depart).toEqual(close!.depart);
    expect((await faire(cycle.OUVRIR_EVALUATION, evaluation(id))).userErrors).toEqual([]);
    const { userErrors } = await faire(SUITES, suites({ signalementId, suite: 'CLASSEMENT' }), 'parquet');
    expect(userErrors).toEqual([
      {
        code: 'ETAT_INCOMPATIBLE',
        path: ['signalementId'],
        message: expect.stringMatching(/« En évaluation » : enregistrerSuites, classement, par le parquet n'y est pas/),
      },
    ]);
  });

  test('la copie d’un signalement direct : à la CRIP, lue par son auteur et le parquet', async () => {
    const { accuseReception } = await faire(cycle.COPIER_SIGNALEMENT, copieDeLHopital(), 'hopital');
    const { id } = accuseReception;
    for (const qui of ['hopital', 'parquet', 'crip', 'ase'] as const)
      expect(recu(await hub.demander(qui, cycle.SIGNALEMENT, { id }))).toMatchObject({ motifs: [], information: null });
    expect((await hub.demander('college', cycle.SIGNALEMENT, { id })).raw).toContain('NOT_FOUND');
    const livraisons = await hub.database.query(
      'SELECT type, destinataire FROM hub.evenement e JOIN hub.livraison l ON l.evenement_id = e.id WHERE sujet_id = $1',
      [id],
    );
    expect(livraisons).toEqual([{ type: 'signalement-direct.copie', destinataire: 'crip-31' }]);
  });
});
