import { randomUUID } from 'node:crypto';
import { copieDeLHopital, demande, evaluation, EVALUATEURS, rapport, signalement } from '../scenarios/cycle-envois';
import * as cycle from '../scenarios/cycle-operations';
import { enfant, fiche } from '../scenarios/envois';
import { TRANSMETTRE } from '../scenarios/operations';
import { accuse, ouvrirHub, ouvrirTerrain, recu, VOISINS, type HubOuvert, type Json, type Terrain } from './hub-ouvert';

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

type Qui = Parameters<HubOuvert['demander']>[0];
const transmettre = async (changes: Parameters<typeof fiche>[0] = {}) =>
  accuse(await hub.demander('college', TRANSMETTRE, { input: fiche(changes) })).id;
const faire = async (query: string, input: object, qui: Qui = 'crip'): Promise<Json> =>
  recu(await hub.demander(qui, query, { input }));
const avancer = async (query: string, input: object): Promise<string> => {
  const { avancement, userErrors } = await faire(query, input);
  expect(userErrors).toEqual([]);
  return avancement.etat as string;
};
const refus = async (query: string, input: object, qui: Qui = 'crip'): Promise<string[]> =>
  (await faire(query, input, qui)).userErrors.map(
    ({ code, path }: { code: string; path: string[] }) => `${path.join('.')} ${code}`,
  );
const dossier = async (id: string): Promise<Json> => recu(await hub.demander('crip', cycle.DOSSIER, { id }));
const horloges = (id: string) =>
  hub.database.query<{ regle: string; etat: string; depart: Date }>(
    'SELECT regle, etat, depart FROM hub.echeance WHERE sujet_id = $1 ORDER BY regle, id',
    [id],
  );

async function jusqua(etat: 'EN_PREMIERE_ANALYSE' | 'QUALIFIEE_IP' | 'EN_EVALUATION' | 'EVALUEE', id: string) {
  await avancer(cycle.ANALYSER, { informationId: id });
  if (etat === 'EN_PREMIERE_ANALYSE') return id;
  await avancer(cycle.QUALIFIER, { informationId: id });
  if (etat === 'QUALIFIEE_IP') return id;
  expect((await faire(cycle.OUVRIR_EVALUATION, evaluation(id))).userErrors).toEqual([]);
  if (etat === 'EVALUEE') await avancer(cycle.RENDRE_EVALUATION, rapport(id));
  return id;
}

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

describe('évaluation', () => {
  test('une évaluation, les enfants du foyer : connus et inscrits', async () => {
    const id = await jusqua('QUALIFIEE_IP', await transmettre());
    const autre = (await dossier(await transmettre())).enfant.id as string;
    const input = evaluation(id, { enfantIds: [autre], enfants: [enfant()] });
    expect((await faire(cycle.OUVRIR_EVALUATION, input)).userErrors).toEqual([]);
    const { evaluations, informationsTitulaires } = await dossier(id);
    expect(evaluations[0].enfants).toHaveLength(3);
    expect(informationsTitulaires).toEqual([{ objet: 'EVALUATION', informes: null, motif: null }]);
  });

  test.each([
    ['un seul évaluateur', { evaluateurs: EVALUATEURS.slice(1) }, ['evaluateurs ARTICLE_CONTRAIRE']],
    [
      'deux, dont un d’un autre champ',
      { evaluateurs: EVALUATEURS.map((un, i) => ({ ...un, domaine: i === 0 ? 'AUTRE' : un.domaine })) },
      ['evaluateurs ARTICLE_CONTRAIRE'],
    ],
    [
      'un professionnel qui suit la famille',
      { evaluateurs: EVALUATEURS.map((un, i) => ({ ...un, suitLaFamille: i === 1 })) },
      ['evaluateurs.1.suitLaFamille MOTIF_REQUIS'],
    ],
    ['un enfant inconnu', { enfantIds: [randomUUID()] }, ['enfantIds.0 INCONNU']],
    ['un enfant sans nom', { enfants: [{ ...enfant(), nomNaissance: ' ' }] }, ['enfants.0.nomNaissance CHAMP_REQUIS']],
  ])('refusée : %s', async (_, changes, attendus) => {
    const id = await jusqua('QUALIFIEE_IP', await transmettre());
    expect(await refus(cycle.OUVRIR_EVALUATION, evaluation(id, changes))).toEqual(attendus);
  });

  test('l’exception motivée est admise', async () => {
    const id = await jusqua('QUALIFIEE_IP', await transmettre());
    const evaluateurs = EVALUATEURS.map((un) => ({ ...un, suitLaFamille: true }));
    const input = evaluation(id, { evaluateurs, motifException: 'Seule équipe du canton.' });
    expect((await faire(cycle.OUVRIR_EVALUATION, input)).userErrors).toEqual([]);
  });

  test('le rapport tient A1 ; un complément garde le premier rapport', async () => {
    const id = await jusqua('EVALUEE', await transmettre());
    expect((await horloges(id)).map(({ regle, etat }) => `${regle} ${etat}`)).toEqual(['A1 TENUE', 'A2 OUVERTE']);
    await avancer(cycle.COMPLETER_EVALUATION, { informationId: id, motif: 'Rencontrer le père.' });
    await avancer(cycle.RENDRE_EVALUATION, rapport(id, { conclusion: 'DANGER', rapport: 'Le père a été rencontré.' }));
    const { evaluations } = await dossier(id);
    expect(evaluations.map(({ conclusion }: Json) => conclusion)).toEqual(['NI_DANGER_NI_RISQUE', 'DANGER']);
    expect(evaluations.every(({ rendueLe }: Json) => rendueLe !== null)).toBe(true);
  });

  test('décider une aide demande l’accord des parents, et ouvre la mesure', async () => {
    const id = await jusqua('EVALUEE', await transmettre());
    expect(await refus(cycle.DECIDER, { informationId: id, suite: 'AED' })).toEqual(['acceptee CHAMP_REQUIS']);
    const { userErrors } = await faire(cycle.DECIDER, { informationId: id, suite: 'AED', acceptee: false });
    expect(userErrors).toMatchObject([{ code: 'ARTICLE_CONTRAIRE', message: expect.stringContaining('L226-4 I 2°') }]);
    expect(await avancer(cycle.DECIDER, { informationId: id, suite: 'AED', acceptee: true })).toBe(
      'AIDE_ADMINISTRATIVE',
    );
    expect(await hub.database.query('SELECT nature FROM ase.mesure WHERE information_id = $1', [id])).toEqual([
      { nature: 'AED' },
    ]);
    expect((await dossier(id)).informationsTitulaires).toMatchObject([
      { objet: 'EVALUATION' },
      { objet: 'CONCLUSIONS' },
    ]);
  });
});

describe('signalement', () => {
  test('saisit le parquet, qui lit le signalement et l’information, et le rapport s’il y en a un', async () => {
    const id = await jusqua('EVALUEE', await transmettre());
    const { accuseReception } = await faire(cycle.SIGNALER, signalement(id));
    const lu = recu(await hub.demander('parquet', cycle.SIGNALEMENT, { id: accuseReception.id }));
    expect(lu).toMatchObject({ auteur: 'crip-31', motifs: ['DANGER_GRAVE_IMMEDIAT'] });
    expect(lu.enfant.nomNaissance).toMatch(/^Durand/);
    expect(lu.information.evaluations).toHaveLength(1);
    expect(lu.information.historique).toEqual([]);
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
    ['un parquet qui n’est pas relié au hub', { tribunal: 'tj75056' }, ['tribunal INCONNU']],
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

describe('retour', () => {
  test('le dernier projet part, clôt A2, et n’est dit qu’à l’émetteur', async () => {
    const id = await transmettre();
    expect(await refus(cycle.ENVOYER_RETOUR, { informationId: id })).toEqual(['code ETAT_INCOMPATIBLE']);
    await jusqua('EN_PREMIERE_ANALYSE', id);
    expect(await refus(cycle.ENVOYER_RETOUR, { informationId: id, code: 'CLASSEE' })).toEqual([
      'code ETAT_INCOMPATIBLE',
    ]);
    const { retour } = await faire(cycle.ENVOYER_RETOUR, { informationId: id });
    expect(retour.code).toBe('PRISE_EN_COMPTE');
    expect((await horloges(id)).map(({ regle, etat }) => `${regle} ${etat}`)).toEqual(['A1 OUVERTE', 'A2 TENUE']);
    const { edges } = recu(await hub.demander('college', cycle.MES_TRANSMISSIONS));
    expect(edges.find(({ node }: Json) => node.id === id).node.retour.code).toBe('PRISE_EN_COMPTE');
    for (const qui of ['hopital', 'crip'] as const)
      expect(recu(await hub.demander(qui, cycle.MES_TRANSMISSIONS)).edges).toEqual([]);
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

test('une information immédiate reçue CRIP fermée est signalée à l’astreinte de l’ASE', async () => {
  await hub.database.query("INSERT INTO crip.horaires VALUES ('31', '{}', '08:30', '17:00')");
  const prevenus = async (id: string) =>
    (
      await hub.database.query<{ quoi: string }>(
        `SELECT type || ' ' || destinataire quoi FROM hub.evenement e JOIN hub.livraison l ON l.evenement_id = e.id
         WHERE sujet_id = $1 ORDER BY 1`,
        [id],
      )
    ).map(({ quoi }) => quoi);
  const immediate = await transmettre({ urgence: 'IMMEDIATE' });
  expect((await dossier(immediate)).horsHoraires).toBe(true);
  expect(await prevenus(immediate)).toEqual([
    'information-preoccupante.recue crip-31',
    'information-preoccupante.urgente-hors-horaires ase-31',
    'information-preoccupante.urgente-hors-horaires crip-31',
  ]);
  expect(await prevenus(await transmettre())).toEqual(['information-preoccupante.recue crip-31']);
});
