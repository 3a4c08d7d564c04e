import { demoClients } from '../../src/auth/demo-clients';
import { MANDAT_MEDICAL } from '../../src/domain/access-acteurs';
import type { Finalite } from '../../src/domain/access-finalites';
import { evaluation, rapport, signalement } from '../scenarios/cycle-envois';
import { ANALYSER, OUVRIR_EVALUATION, QUALIFIER, RENDRE_EVALUATION, SIGNALER } from '../scenarios/cycle-operations';
import { fiche, ficheHopital, ordonnance } from '../scenarios/envois';
import { decision, requete } from '../scenarios/justice-envois';
import { DECIDER, SAISIR_JUGE } from '../scenarios/justice-operations';
import { NOTIFIER, TRANSMETTRE } from '../scenarios/operations';
import { avec } from '../subgraphs/bad-input-cases';
import { accuse, ouvrirHub, ouvrirTerrain, recu, retenus, type HubOuvert, type Terrain } from '../subgraphs/hub-ouvert';
import { nombre as instructions } from '../subgraphs/instructions';

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

const ENFANT = `query ($id: ID!, $finalite: Finalite!) { enfant(id: $id, finalite: $finalite) {
  scolarite { uai } suiviSante { finess } informationsPreoccupantes { id emetteur { nom } } } }`;
const INFORMATION = `query ($id: ID!) { informationPreoccupante(id: $id) {
  id etat emetteur { nom } faits { recit blessures } evaluations { id } enfant { id } } }`;

const transmettre = async (qui: 'college' | 'hopital' | 'snated', input: object): Promise<string> =>
  accuse(await hub.demander(qui, TRANSMETTRE, { input })).id;
const enfantDe = async (information: string): Promise<string> =>
  recu(await hub.demander('crip', INFORMATION, { id: information })).enfant.id;
const avecBlessures = <F extends object>(une: F): F => avec(une, 'faits.0.blessures', 'Trace ronde, bras gauche.') as F;

describe('ce qui est retenu', () => {
  test('vaut null, et la réponse dit où, pourquoi et par quel texte', async () => {
    const id = await transmettre('college', fiche());
    const { body } = await hub.demander('college', INFORMATION, { id });
    expect(body.errors).toBeUndefined();
    expect(body.data.informationPreoccupante).toMatchObject({ id, etat: null, evaluations: null });
    expect(body.extensions).toEqual({
      occultations: [
        {
          path: ['informationPreoccupante', 'etat'],
          code: 'ETAT_DOSSIER_RETENU',
          motif: 'L’état du dossier n’est pas communiqué à votre institution pour cette lecture.',
          article: 'CASF L226-5 : l’émetteur lit le retour qui lui est fait',
        },
        {
          path: ['informationPreoccupante', 'evaluations'],
          code: 'EVALUATION_RETENU',
          motif: 'L’évaluation n’est pas communiquée à votre institution pour cette lecture.',
          article: 'CASF L226-2-2, D226-2-7',
        },
      ],
    });
  });

  test('se dit de même, qu’il y ait quelque chose à retenir ou rien', async () => {
    const { enfant } = fiche();
    await transmettre('college', fiche({ enfant }));
    // The hospital knows two children: the one has a school in the hub, the other has none.
    const avecEcole = await enfantDe(await transmettre('hopital', avec(ficheHopital(), 'enfant', enfant)));
    const sansEcole = await enfantDe(await transmettre('hopital', ficheHopital()));
    expect(recu(await hub.demander('crip', ENFANT, { id: avecEcole })).scolarite).not.toBeNull();
    expect(recu(await hub.demander('crip', ENFANT, { id: sansEcole })).scolarite).toBeNull();
    const [un, autre] = [
      await hub.demander('hopital', ENFANT, { id: avecEcole }),
      await hub.demander('hopital', ENFANT, { id: sansEcole }),
    ];
    expect(retenus(un)['enfant.scolarite']).toBe('SCOLAIRE_RETENU');
    expect(recu(un).scolarite).toBeNull();
    expect(autre.body.extensions).toEqual(un.body.extensions);
  });

  test('ne se dit pas quand rien ne l’est', async () => {
    const id = await transmettre('college', fiche());
    const { raw } = await hub.demander('crip', INFORMATION, { id });
    expect(raw).not.toContain('extensions');
  });

  test('ne coûte aucune instruction : ce qui est retenu n’est pas demandé', async () => {
    const id = await transmettre('college', fiche());
    const nombre = async (champs: string) => {
      const avant = instructions();
      await hub.demander('college', `query ($id: ID!) { informationPreoccupante(id: $id) { id ${champs} } }`, { id });
      return instructions() - avant;
    };
    const nue = await nombre('');
    expect(
      await nombre('etat historique { acte } evaluations { id rapport } echeances { regle } retours { code }'),
    ).toBe(nue);
    expect(await nombre('enfant { id }')).toBe(nue + 1);
  });
});

describe("l'identité de l'émetteur (note 2)", () => {
  const lue = async (qui: 'crip' | 'ase', finalite: Finalite, enfantId: string) => {
    const reponse = await hub.demander(qui, ENFANT, { id: enfantId, finalite });
    const [{ emetteur }] = recu(reponse).informationsPreoccupantes;
    const code = retenus(reponse)['enfant.informationsPreoccupantes.0.emetteur'];
    expect(emetteur === null).toBe(code === 'EMETTEUR_RETENU');
    return emetteur !== null;
  };

  test('pour l’ASE, seulement si elle est nécessaire', async () => {
    const enfantId = await enfantDe(await transmettre('college', fiche()));
    expect(await lue('ase', 'PROTECTION', enfantId)).toBe(true);
    expect(await lue('ase', 'ASSISTANCE_EDUCATIVE', enfantId)).toBe(false);
    expect(await lue('crip', 'EVALUATION', enfantId)).toBe(true);
  });

  test('jamais pour écrire à la famille, si l’émetteur a demandé à lui rester inconnu', async () => {
    const connu = await enfantDe(await transmettre('college', fiche()));
    const inconnu = await enfantDe(await transmettre('college', avec(fiche(), 'emetteur.anonymatDemande', true)));
    expect(await lue('crip', 'INFORMATION_FAMILLE', connu)).toBe(true);
    expect(await lue('crip', 'INFORMATION_FAMILLE', inconnu)).toBe(false);
    expect(await lue('crip', 'EVALUATION', inconnu)).toBe(true);
    expect(await lue('ase', 'INFORMATION_FAMILLE', inconnu)).toBe(false);
  });
});

describe('le lieu tenu secret (note 1)', () => {
  test('à qui le juge confie l’enfant en secret n’est pas lu pour écrire à la famille', async () => {
    const { enfant } = fiche();
    const enfantId = await enfantDe(await transmettre('college', fiche({ enfant })));
    accuse(await hub.demander('parquet', NOTIFIER, { input: ordonnance({ enfant }) }));
    const requeteId = accuse(await hub.demander('parquet', SAISIR_JUGE, { input: requete({ enfantId }) })).id;
    const input = decision({ enfantId, requeteId, lieuAnonyme: true });
    accuse(await hub.demander('juge', DECIDER, { input }));
    const query = `query ($id: ID!, $finalite: Finalite!) { enfant(id: $id, finalite: $finalite) {
      decisions { lieuAnonyme confieA { nom } } mesures { nature confieA lieuAccueil { id } } } }`;
    for (const qui of ['crip', 'ase'] as const) {
      const famille = await hub.demander(qui, query, { id: enfantId, finalite: 'INFORMATION_FAMILLE' });
      expect(recu(famille).decisions).toEqual([{ lieuAnonyme: true, confieA: null }]);
      expect(recu(famille).mesures).toEqual([{ nature: 'PLACEMENT_ASE', confieA: null, lieuAccueil: null }]);
      expect(retenus(famille)).toEqual({
        'enfant.decisions.0.confieA': 'LIEU_DE_VIE_RETENU',
        'enfant.mesures.0.confieA': 'LIEU_DE_VIE_RETENU',
        'enfant.mesures.0.lieuAccueil': 'LIEU_DE_VIE_RETENU',
      });
      const protection = await hub.demander(qui, query, { id: enfantId, finalite: 'PROTECTION' });
      expect(recu(protection).mesures).toMatchObject([{ confieA: input.confieA!.nom }]);
      expect(recu(protection).decisions).toEqual([{ lieuAnonyme: true, confieA: { nom: input.confieA!.nom } }]);
    }
  });
});

describe('le contenu médical (notes 3 à 5)', () => {
  const soignant = (qui: 'hopital' | 'crip') => ({
    ...demoClients[qui],
    scopes: [...demoClients[qui].scopes, MANDAT_MEDICAL],
  });
  const blessures = async (qui: Parameters<HubOuvert['demander']>[0], id: string): Promise<string> => {
    const reponse = await hub.demander(qui, INFORMATION, { id });
    const [fait] = recu(reponse).faits;
    return retenus(reponse)['informationPreoccupante.faits.0.blessures'] ?? fait.blessures;
  };

  test('ce que l’hôpital a vu : son médecin, et à la CRIP un personnel tenu au même secret', async () => {
    const id = await transmettre('hopital', avecBlessures(ficheHopital()));
    expect(await blessures(soignant('hopital'), id)).toMatch(/^Trace/);
    expect(await blessures('hopital', id)).toBe('MEDICAL_RETENU');
    expect(await blessures('crip', id)).toBe('MEDICAL_RETENU');
    expect(await blessures(soignant('crip'), id)).toMatch(/^Trace/);
    expect(await blessures('ase', id)).toBe('MEDICAL_RETENU');
  });

  test('ce que l’école a vu n’est pas un contenu médical : elle le relit, la CRIP le lit', async () => {
    const id = await transmettre('college', avecBlessures(fiche()));
    expect(await blessures('college', id)).toMatch(/^Trace/);
    expect(await blessures('crip', id)).toMatch(/^Trace/);
  });
});

describe('le juge des enfants saisi (CPC 1187)', () => {
  const LUE = `query ($id: ID!) { informationPreoccupante(id: $id) {
    id emetteur { nom } faits { recit } evaluations { conclusion } } }`;
  const SIGNALEMENT = 'query ($id: ID!) { signalement(id: $id) { id expose } }';

  test('lit ce que tenait le procureur qui le saisit : l’information, son rapport, le signalement', async () => {
    const { enfant } = fiche();
    const id = await transmettre('college', fiche({ enfant }));
    const enfantId = await enfantDe(id);
    for (const acte of [ANALYSER, QUALIFIER]) await hub.demander('crip', acte, { input: { informationId: id } });
    for (const [acte, input] of [
      [OUVRIR_EVALUATION, evaluation(id)],
      [RENDRE_EVALUATION, rapport(id)],
    ] as const)
      expect(recu(await hub.demander('crip', acte, { input })).userErrors).toEqual([]);
    const expose = 'Danger grave, dit au procureur seul.';
    const input = signalement(id, { expose });
    const lu = { id: accuse(await hub.demander('crip', SIGNALER, { input })).id };
    for (const [query, variables] of [
      [LUE, { id }],
      [SIGNALEMENT, lu],
    ] as const)
      expect((await hub.demander('juge', query, variables)).body.errors?.[0]?.extensions.code).toBe('NOT_FOUND');

    accuse(await hub.demander('parquet', SAISIR_JUGE, { input: requete({ enfantId }) }));
    const apres = await hub.demander('juge', LUE, { id });
    expect(retenus(apres)).toEqual({});
    expect(recu(apres)).toMatchObject({ id, faits: [{ recit: fiche().faits[0]!.recit }] });
    expect(recu(apres).emetteur.nom).not.toBeNull();
    expect(recu(apres).evaluations).toHaveLength(1);
    expect(recu(apres).evaluations[0].conclusion).not.toBeNull();
    expect(recu(await hub.demander('juge', SIGNALEMENT, lu))).toEqual({ ...lu, expose });
  });

  test('ne lit pas ce que le procureur n’avait pas : une autre information du même enfant', async () => {
    const { enfant } = fiche();
    const tue = await transmettre('college', fiche({ enfant }));
    accuse(await hub.demander('parquet', NOTIFIER, { input: ordonnance({ enfant }) }));
    accuse(await hub.demander('parquet', SAISIR_JUGE, { input: requete({ enfantId: await enfantDe(tue) }) }));
    const reponse = await hub.demander('juge', LUE, { id: tue });
    expect(reponse.body.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });
});
