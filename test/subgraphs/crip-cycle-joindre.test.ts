import { evaluation, signalement } from '../scenarios/cycle-envois';
import * as cycle from '../scenarios/cycle-operations';
import { enfant, fiche, ficheHopital } from '../scenarios/envois';
import { suites } from '../scenarios/justice-envois';
import { SUITES } from '../scenarios/justice-operations';
import { TRANSMETTRE } from '../scenarios/operations';
import { gestes } from './crip-cycle-gestes';
import { accuse, ouvrirHub, ouvrirTerrain, type HubOuvert, type Json, type Terrain } from './hub-ouvert';

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

const { transmettre, faire, avancer, refus, dossier, horloges, jusqua } = gestes(() => hub);
const joindre = (informationId: string, aInformationId: string) =>
  avancer(cycle.JOINDRE, { informationId, aInformationId });

describe('joindre', () => {
  test('la cible garde la réception la plus ancienne, chaque émetteur son A2', async () => {
    const unEnfant = enfant();
    const ancienne = await transmettre({ enfant: unEnfant });
    const recente = await jusqua('QUALIFIEE_IP', await transmettre({ enfant: unEnfant }));
    expect(await avancer(cycle.JOINDRE, { informationId: ancienne, aInformationId: recente })).toBe('JOINTE');
    const [deLAncienne] = await horloges(ancienne);
    const lignes = await horloges(recente);
    expect(lignes.map(({ regle, etat }) => `${regle} ${etat}`)).toEqual(['A1 CLOSE', 'A1 OUVERTE', 'A2 OUVERTE']);
    expect(lignes[1]!.depart).toEqual(deLAncienne!.depart);
    expect((await horloges(ancienne)).map(({ etat }) => etat)).toEqual(['CLOSE', 'OUVERTE']);

    // What the target becomes is drafted for the joined one's sender too.
    await faire(cycle.OUVRIR_EVALUATION, evaluation(recente));
    expect((await dossier(ancienne)).retours.map(({ code }: Json) => code)).toEqual(['JOINTE', 'EVALUATION_EN_COURS']);
  });

  test('refusée : à elle-même, à un autre foyer, à une information qui n’est plus ouverte', async () => {
    const id = await transmettre();
    const autreFoyer = await transmettre({ enfant: { ...enfant(), adresse: '3 place du Capitole' } });
    const fermee = await jusqua('EN_PREMIERE_ANALYSE', await transmettre());
    await avancer(cycle.NON_QUALIFIER, { informationId: fermee, motif: 'Rien.' });
    const joindre = (aInformationId: string) => refus(cycle.JOINDRE, { informationId: id, aInformationId });
    expect(await joindre(id)).toEqual(['aInformationId VALEUR_INVALIDE']);
    expect(await joindre(autreFoyer)).toEqual(['aInformationId VALEUR_INVALIDE']);
    expect(await joindre(fermee)).toEqual(['aInformationId ETAT_INCOMPATIBLE']);
  });

  test('déjà jointe, c’est de son état que l’on refuse', async () => {
    const unEnfant = enfant();
    const [jointe, cible, autre] = await Promise.all([1, 2, 3].map(() => transmettre({ enfant: unEnfant })));
    expect(await joindre(jointe!, cible!)).toBe('JOINTE');
    for (const aInformationId of [cible!, autre!]) {
      const { userErrors } = await faire(cycle.JOINDRE, { informationId: jointe, aInformationId });
      expect(userErrors).toEqual([expect.objectContaining({ code: 'ETAT_INCOMPATIBLE', path: ['informationId'] })]);
      expect(userErrors[0].message).toContain('« Jointe');
    }
  });

  test('le refus dit l’état de la cible et pourquoi', async () => {
    const unEnfant = enfant();
    const fermee = await jusqua('EN_PREMIERE_ANALYSE', await transmettre({ enfant: unEnfant }));
    await avancer(cycle.NON_QUALIFIER, { informationId: fermee, motif: 'Rien.' });
    const input = { informationId: await transmettre({ enfant: unEnfant }), aInformationId: fermee };
    const { userErrors } = await faire(cycle.JOINDRE, input);
    expect(userErrors[0].message).toMatch(/« Non qualifiée.* » ; seule une information encore ouverte/);
  });
});

describe('le même foyer, par ce que les fiches disent de la fratrie', () => {
  const lEnfant = (changes: object) => ({ ...enfant(), adresse: '7 rue du Taur', ...changes });

  test('un frère nommé dans la fiche ouverte : joint, et évalué avec elle', async () => {
    const frere = lEnfant({ prenoms: 'Tom', dateNaissance: '2016-02-29' });
    const fratrie = [{ nom: `${frere.nomNaissance} Tom`, dateNaissance: '2016-02-29' }];
    const ouverte = await jusqua('EN_EVALUATION', await transmettre({ enfant: enfant(), fratrie }));
    const duFrere = await transmettre({ enfant: frere });
    expect(await joindre(duFrere, ouverte)).toBe('JOINTE');
    const enfantDe = async (id: string) => (await dossier(id)).enfant.id as string;
    expect((await dossier(ouverte)).evaluations[0].enfants).toEqual([
      { id: await enfantDe(ouverte) },
      { id: await enfantDe(duFrere) },
    ]);
  });

  test('une sœur nommée dans la fiche à joindre : l’évaluation ouverte ensuite compte les deux', async () => {
    const soeur = lEnfant({ prenoms: 'Zoé, Anne', dateNaissance: undefined, ageApproximatif: 8 });
    const ouverte = await jusqua('QUALIFIEE_IP', await transmettre({ enfant: soeur }));
    const autre = await transmettre({ fratrie: [{ nom: `Zoe ${soeur.nomNaissance.toUpperCase()}` }] });
    expect(await joindre(autre, ouverte)).toBe('JOINTE');
    expect((await faire(cycle.OUVRIR_EVALUATION, evaluation(ouverte))).userErrors).toEqual([]);
    expect((await dossier(ouverte)).evaluations[0].enfants).toHaveLength(2);
  });

  test('la fratrie d’une information déjà jointe compte aussi', async () => {
    const cadet = lEnfant({ prenoms: 'Noé' });
    const unEnfant = enfant();
    const ouverte = await jusqua('QUALIFIEE_IP', await transmettre({ enfant: unEnfant }));
    const fratrie = [{ nom: 'Noé', dateNaissance: cadet.dateNaissance ?? null }];
    await joindre(await transmettre({ enfant: unEnfant, fratrie }), ouverte);
    expect(await joindre(await transmettre({ enfant: cadet }), ouverte)).toBe('JOINTE');
  });

  test('le même enfant, que l’hôpital connaît moins bien', async () => {
    const unEnfant = enfant();
    const ouverte = await jusqua('QUALIFIEE_IP', await transmettre({ enfant: unEnfant }));
    const connu = { ...unEnfant, prenoms: 'Camille', communeNaissance: undefined, adresse: undefined };
    const input = { ...ficheHopital(), enfant: connu };
    const delHopital = accuse(await hub.demander('hopital', TRANSMETTRE, { input })).id;
    expect((await dossier(delHopital)).enfant.id).not.toBe((await dossier(ouverte)).enfant.id);
    expect(await joindre(delHopital, ouverte)).toBe('JOINTE');
  });

  test('un homonyme né un autre jour n’est pas du foyer', async () => {
    const autre = lEnfant({ prenoms: 'Tom', dateNaissance: '2016-02-29' });
    const fratrie = [{ nom: `${autre.nomNaissance} Tom`, dateNaissance: '2016-03-01' }];
    const ouverte = await transmettre({ enfant: fiche().enfant, fratrie });
    const input = { informationId: await transmettre({ enfant: autre }), aInformationId: ouverte };
    expect(await refus(cycle.JOINDRE, input)).toEqual(['aInformationId VALEUR_INVALIDE']);
  });

  test('ce que le parquet décide atteint aussi l’émetteur joint, et l’évaluation garde la réception la plus ancienne', async () => {
    const frere = lEnfant({ prenoms: 'Tom', dateNaissance: '2016-02-29' });
    const duFrere = await transmettre({ enfant: frere });
    const fratrie = [{ nom: `${frere.nomNaissance} Tom`, dateNaissance: '2016-02-29' }];
    const ouverte = await jusqua('QUALIFIEE_IP', await transmettre({ fratrie }));
    await joindre(duFrere, ouverte);
    const signalementId = (await faire(cycle.SIGNALER, signalement(ouverte))).accuseReception.id as string;
    await faire(SUITES, suites({ signalementId, suite: 'RENVOI_EVALUATION', le: new Date().toISOString() }), 'parquet');
    expect((await dossier(duFrere)).retours.map(({ code }: Json) => code)).toEqual([
      ...['JOINTE', 'AUTORITE_JUDICIAIRE_SAISIE', 'EVALUATION_EN_COURS'],
    ]);
    const [deLAncienne] = await horloges(duFrere);
    expect((await horloges(ouverte)).find(({ etat }) => etat === 'OUVERTE')!.depart).toEqual(deLAncienne!.depart);
  });
});
