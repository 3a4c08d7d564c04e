import { randomUUID } from 'node:crypto';
import { demande, evaluation, rapport, signalement } from '../scenarios/cycle-envois';
import * as cycle from '../scenarios/cycle-operations';
import { gestes } from './crip-cycle-gestes';
import { ouvrirHub, ouvrirTerrain, recu, VOISINS, type HubOuvert, type Json, type Terrain } from './hub-ouvert';

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

describe('première analyse', () => {
  test('non qualifiée puis rouverte : A1 est close, puis de nouveau due depuis la réception', async () => {
    const id = await jusqua('EN_PREMIERE_ANALYSE', await transmettre());
    expect(await avancer(cycle.NON_QUALIFIER, { informationId: id, motif: 'Conflit de voisinage.' })).toBe(
      'NON_QUALIFIEE',
    );
    expect((await horloges(id)).map(({ regle, etat }) => `${regle} ${etat}`)).toEqual(['A1 CLOSE', 'A2 OUVERTE']);
    await avancer(cycle.ROUVRIR, { informationId: id, motif: 'Nouvel élément.' });
    const [close, rouverte] = await horloges(id);
    expect(rouverte).toMatchObject({ regle: 'A1', etat: 'OUVERTE', depart: close!.depart });
    expect((await dossier(id)).historique.map(({ motif }: Json) => motif)).toEqual([
      null,
      'Conflit de voisinage.',
      'Nouvel élément.',
    ]);
  });

  test('réorientée : la collectivité doit exister et être une autre', async () => {
    const id = await transmettre();
    const input = { informationId: id, motif: 'La famille a déménagé.' };
    expect(await refus(cycle.REORIENTER, { ...input, collectivite: '99' })).toEqual(['collectivite INCONNU']);
    expect(await refus(cycle.REORIENTER, { ...input, collectivite: '31' })).toEqual(['collectivite VALEUR_INVALIDE']);
    expect(await avancer(cycle.REORIENTER, { ...input, collectivite: '33' })).toBe('REORIENTEE');
  });

  test('un acte refusé dit, en français, l’état, ce qui est permis et pourquoi ; rien n’est écrit', async () => {
    const id = await transmettre();
    const { userErrors } = await faire(cycle.QUALIFIER, { informationId: id });
    expect(userErrors).toEqual([
      {
        code: 'ETAT_INCOMPATIBLE',
        path: ['informationId'],
        message: expect.stringMatching(
          /« Reçue par la CRIP » : qualifier n'y est pas permis ; sont permis : analyser \(.*D226-2-4/,
        ),
      },
    ]);
    expect((await dossier(id)).historique).toEqual([]);
  });

  test('la même clé ne fait l’acte qu’une fois', async () => {
    const id = await transmettre();
    const input = { informationId: id, idempotencyKey: randomUUID() };
    const un = await faire(cycle.ANALYSER, input);
    expect(await faire(cycle.ANALYSER, input)).toEqual(un);
    expect((await dossier(id)).historique).toHaveLength(1);
  });
});

describe('demandes', () => {
  test('une relation vivante pour celui qui est interrogé, qui répond une fois', async () => {
    const id = await jusqua('EN_EVALUATION', await transmettre());
    const input = demande(id, { destinataire: VOISINS.autreCollege.institution });
    const { accuseReception } = await faire(cycle.DEMANDER_AVIS, input);
    const lue = recu(await hub.demander('autreCollege', cycle.DEMANDE, { id: accuseReception.id }));
    expect(lue).toMatchObject({ nature: 'AVIS', reference: accuseReception.reference });
    expect(lue.enfant.nomNaissance).toMatch(/^Durand/);
    const reponse = { demandeId: accuseReception.id as string, reponse: 'Élève assidue.', fonction: 'Principale' };
    for (const qui of ['college', 'hopital', 'parquet'] as const)
      expect((await hub.demander(qui, cycle.RENDRE_AVIS, { input: reponse })).raw).toContain('NOT_FOUND');
    const autreNature = await hub.demander('autreCollege', cycle.REPONDRE_COMPLEMENT, { input: reponse });
    expect(autreNature.raw).toContain('NOT_FOUND');
    expect((await faire(cycle.RENDRE_AVIS, reponse, 'autreCollege')).userErrors).toEqual([]);
    expect(await refus(cycle.RENDRE_AVIS, reponse, 'autreCollege')).toEqual(['demandeId DEJA_FAIT']);
    expect((await dossier(id)).demandes).toMatchObject([{ nature: 'AVIS', reponse: 'Élève assidue.' }]);
  });

  test('le parquet répond avec son propre mandat', async () => {
    const id = await jusqua('EN_PREMIERE_ANALYSE', await transmettre());
    const input = demande(id, { destinataire: 'tj31555' });
    const { accuseReception } = await faire(cycle.DEMANDER_COMPLEMENT, input);
    const reponse = { demandeId: accuseReception.id as string, reponse: 'Aucune procédure.', fonction: 'Substitut' };
    expect((await faire(cycle.REPONDRE_COMPLEMENT, reponse, 'parquet')).userErrors).toEqual([]);
  });

  test('refusées : institution inconnue, qui n’est pas interrogeable, état', async () => {
    const id = await transmettre();
    expect(await refus(cycle.DEMANDER_COMPLEMENT, demande(id))).toEqual(['informationId ETAT_INCOMPATIBLE']);
    await avancer(cycle.ANALYSER, { informationId: id });
    for (const destinataire of ['0310000A', 'ase-31'])
      expect(await refus(cycle.DEMANDER_COMPLEMENT, demande(id, { destinataire }))).toEqual(['destinataire INCONNU']);
  });
});

test('une autre collectivité ne peut agir sur aucune information qu’elle ne lit pas', async () => {
  const id = await transmettre();
  const motif = 'Essai.';
  const actes: [string, object][] = [
    [cycle.ANALYSER, { informationId: id }],
    [cycle.QUALIFIER, { informationId: id }],
    [cycle.NON_QUALIFIER, { informationId: id, motif }],
    [cycle.ROUVRIR, { informationId: id, motif }],
    [cycle.REORIENTER, { informationId: id, motif, collectivite: '75' }],
    [cycle.JOINDRE, { informationId: id, aInformationId: randomUUID() }],
    [cycle.DEMANDER_COMPLEMENT, demande(id)],
    [cycle.DEMANDER_AVIS, demande(id)],
    [cycle.OUVRIR_EVALUATION, evaluation(id)],
    [cycle.RENDRE_EVALUATION, rapport(id)],
    [cycle.COMPLETER_EVALUATION, { informationId: id, motif }],
    [cycle.DECIDER, { informationId: id, suite: 'CLASSEMENT' }],
    [cycle.SIGNALER, signalement(id)],
    [cycle.RENCONTRE_IMPOSSIBLE, { idempotencyKey: 'k', informationId: id, tribunal: 'tj31555', motif }],
    [cycle.INFORMER_PARENTS, { informationId: id, objet: 'EVALUATION', informes: true }],
    [cycle.ENVOYER_RETOUR, { informationId: id }],
  ];
  for (const [query, input] of actes)
    expect((await hub.demander('crip33', query, { input })).raw).toContain('NOT_FOUND');
  expect((await dossier(id)).etat).toBe('RECUE');
});
