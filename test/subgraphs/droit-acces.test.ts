import { randomUUID } from 'node:crypto';
import { demoClients } from '../../src/auth/demo-clients';
import * as cycle from '../scenarios/cycle-operations';
import { ACCES_COMMUNIQUE, DECIDER_ACCES, DEMANDES_ACCES, INSTRUIRE_ACCES } from '../scenarios/acces-operations';
import { evaluation, rapport } from '../scenarios/cycle-envois';
import { enfant, fiche, ficheDu119, ficheHopital, ordonnance } from '../scenarios/envois';
import { NOTIFIER, TRANSMETTRE } from '../scenarios/operations';
import { PROTEGER_DOSSIER } from '../scenarios/protection-operations';
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

const AGENTE = { ...demoClients.crip, sub: 'agente' };
const CHEFFE = { ...demoClients.crip, sub: 'cheffe' };
const ECOLE = fiche();

/** A child of whom its school has written, and whose information is closed after an evaluation. */
async function unDossier(
  fermee = true,
): Promise<{ enfantId: string; traits: ReturnType<typeof enfant>; informationId: string }> {
  const traits = enfant();
  const { id: informationId } = accuse(
    await hub.demander('college', TRANSMETTRE, { input: fiche({ enfant: traits }) }),
  );
  for (const query of [cycle.ANALYSER, cycle.QUALIFIER])
    await hub.demander('crip', query, { input: { informationId } });
  await hub.demander('crip', cycle.OUVRIR_EVALUATION, { input: evaluation(informationId) });
  await hub.demander('crip', cycle.RENDRE_EVALUATION, { input: rapport(informationId) });
  if (fermee)
    await hub.database.query(`UPDATE crip.information_preoccupante SET etat = 'CLASSEE_SANS_SUITE' WHERE id = $1`, [
      informationId,
    ]);
  const [{ enfantId }] = (await hub.database.query(
    'SELECT enfant_id "enfantId" FROM crip.information_preoccupante WHERE id = $1',
    [informationId],
  )) as [Json];
  return { enfantId, traits, informationId };
}

const demande = (enfantId: string, changes: object = {}) => ({
  ...{ idempotencyKey: randomUUID(), enfantId, qualite: 'PARENT', qualiteEtablie: true },
  ...{ recueLe: '2026-03-02', identiteVerifieeLe: '2026-03-02', ...changes },
});
const instruire = (enfantId: string, changes: object = {}, qui: Parameters<HubOuvert['demander']>[0] = AGENTE) =>
  hub.demander(qui, INSTRUIRE_ACCES, { input: demande(enfantId, changes) });
const decider = (demandeId: string, changes: object = {}, qui: Parameters<HubOuvert['demander']>[0] = AGENTE) =>
  hub.demander(qui, DECIDER_ACCES, { input: { demandeId, accord: true, ...changes } });
const refus = (reponse: Awaited<ReturnType<typeof decider>>) => recu(reponse).userErrors[0];
const lire = (id: string, apres: string | null = null, qui: Parameters<HubOuvert['demander']>[0] = AGENTE) =>
  hub.demander(qui, ACCES_COMMUNIQUE, { id, apres });
const dites = (communique: Json, rubrique: string) =>
  communique.lignes.filter((ligne: Json) => ligne.rubrique === rubrique).flatMap(({ donnees }: Json) => donnees);

/** Whatever would tell a family who spoke of the child, or how. */
function quiTrahissent(contenus: readonly ReturnType<typeof fiche>[]): string[] {
  return contenus.flatMap(({ emetteur, faits }) =>
    [emetteur.nom, emetteur.personne, emetteur.telephone, emetteur.courriel, emetteur.uai, emetteur.finess]
      .concat(faits.map(({ recit }) => recit))
      .filter((texte): texte is string => typeof texte === 'string' && texte.length > 3),
  );
}

test('un parent apprend ce qui le concerne, avec le texte de ce qui est retenu ; jamais qui a transmis', async () => {
  const { enfantId, traits } = await unDossier();
  accuse(await hub.demander('parquet', NOTIFIER, { input: ordonnance({ enfant: traits }) }));
  const { demande: instruite } = recu(await instruire(enfantId));
  expect(instruite).toMatchObject({
    etat: 'INSTRUITE',
    protegee: false,
    recueLe: '2026-03-02',
    limiteLe: '2026-04-02',
  });
  // Read over before it is decided.
  expect(recu(await lire(instruite.id)).etat).toBe('INSTRUITE');
  expect(recu(await decider(instruite.id)).demande).toMatchObject({ etat: 'COMMUNIQUEE' });
  const reponse = await lire(instruite.id);
  const communique = recu(reponse);
  expect(communique).toMatchObject({ etat: 'COMMUNIQUEE', suite: null });
  expect(dites(communique, 'IDENTITE')).toContainEqual({ intitule: 'Nom de naissance', valeur: traits.nomNaissance });
  expect(dites(communique, 'INFORMATION')).toContainEqual({
    ...{ intitule: 'Suite donnée par le département', valeur: 'Classée sans suite' },
  });
  expect(dites(communique, 'EVALUATION').map(({ intitule }: Json) => intitule)).toEqual([
    'Évaluation rendue le',
    'Conclusion',
  ]);
  expect(communique.retenu).toContainEqual({
    ...{ rubrique: 'EMETTEUR', base: expect.stringMatching(/CRPA L311-6 3°.*L226-6/) },
  });
  expect(communique.retenu.map(({ rubrique }: Json) => rubrique)).toEqual(
    expect.arrayContaining(['RECIT', 'RETOUR', 'RAPPORT', 'LIEU_DE_VIE', 'SIGNALEMENT', 'JUDICIAIRE', 'MEDICAL']),
  );
  for (const texte of [...quiTrahissent([ECOLE]), '0319001R', 'manteau']) expect(reponse.raw).not.toContain(texte);
  // Who answered whom, and who read the answer, is proven.
  const actes = await hub.database.query<{ acte: string }>(
    `SELECT acte FROM hub.audit WHERE $1 = ANY(objet_ids) ORDER BY le, acte`,
    [instruite.id],
  );
  expect(actes.map(({ acte }) => acte).sort()).toEqual(['deciderAcces', 'instruireAcces']);
  const acces = await hub.database.query(
    `SELECT acteur, finalite FROM hub.acces WHERE $1 = ANY(objet_ids) AND enfant_id = $2`,
    [instruite.id, enfantId],
  );
  expect(acces).toEqual([1, 2].map(() => ({ acteur: 'agente', finalite: 'INFORMATION_FAMILLE' })));
});

test('une information en cours n’est pas dite ; ce que l’intérêt de l’enfant retient, avec un motif, non plus', async () => {
  const { enfantId } = await unDossier(false);
  expect(refus(await instruire(enfantId, { retenues: ['MESURE'] }))).toMatchObject({
    ...{ code: 'MOTIF_REQUIS', path: ['motif'] },
  });
  expect(refus(await instruire(enfantId, { retenues: ['EMETTEUR'], motif: 'x' }))).toMatchObject({
    ...{ code: 'VALEUR_INVALIDE', path: ['retenues'] },
  });
  const retenues = ['EVALUATION'];
  const { demande: une } = recu(await instruire(enfantId, { qualite: 'ENFANT', retenues, motif: 'Trop tôt.' }));
  const communique = recu(await lire(une.id));
  expect(communique.lignes.map(({ rubrique }: Json) => rubrique)).toEqual(['IDENTITE']);
  expect(communique.retenu).toContainEqual({
    ...{ rubrique: 'EVALUATION', base: expect.stringMatching(/intérêt de l’enfant/) },
  });
  // Why is sealed, and published nowhere.
  const [{ motif }] = (await hub.database.query('SELECT motif FROM crip.demande_acces WHERE id = $1', [une.id])) as [
    Json,
  ];
  expect(motif.toString('latin1')).not.toContain('Trop');
});

describe('où quelqu’un est protégé', () => {
  const proteger: readonly (readonly [string, (dossier: Awaited<ReturnType<typeof unDossier>>) => Promise<unknown>])[] =
    [
      [
        'famille menacée',
        ({ enfantId }) =>
          hub.demander('crip', PROTEGER_DOSSIER, {
            input: { idempotencyKey: randomUUID(), enfantId, motif: 'MENACES' },
          }),
      ],
      [
        'émetteur qui demande à rester inconnu',
        ({ traits }) => {
          const { emetteur, ...hopital } = ficheHopital();
          const input = { ...hopital, enfant: traits, emetteur: { ...emetteur, anonymatDemande: true } };
          return hub.demander('hopital', TRANSMETTRE, { input });
        },
      ],
      ['appel au 119', ({ traits }) => hub.demander('snated', TRANSMETTRE, { input: ficheDu119({ enfant: traits }) })],
    ];

  test.each(proteger)('%s : deux personnes et un motif', async (_, faire) => {
    const dossier = await unDossier();
    const { demande: avant } = recu(await instruire(dossier.enfantId));
    expect(avant.protegee).toBe(false);
    recu((await faire(dossier)) as Json);
    const { demande: une } = recu(await instruire(dossier.enfantId));
    expect(une.protegee).toBe(true);
    expect(refus(await decider(une.id, { motif: 'm' }))).toMatchObject({ code: 'ARTICLE_CONTRAIRE' });
    expect(refus(await decider(une.id, {}, CHEFFE))).toMatchObject({ code: 'MOTIF_REQUIS', path: ['motif'] });
    // Protected since it was prepared: that counts.
    expect(refus(await decider(avant.id, { motif: 'm' }))).toMatchObject({ code: 'ARTICLE_CONTRAIRE' });
    expect(recu(await decider(une.id, { motif: 'Rien ne la désigne.' }, CHEFFE)).demande.etat).toBe('COMMUNIQUEE');
    const reponse = await lire(une.id);
    for (const texte of quiTrahissent([ECOLE, ficheHopital(), ficheDu119()])) expect(reponse.raw).not.toContain(texte);
    await expect(
      hub.database.query(`UPDATE crip.demande_acces SET decidee_par = instruite_par WHERE id = $1`, [une.id]),
    ).rejects.toThrow(/communiquee_a_deux/);
  });
});

test('qui a transmis relit ce qu’il a écrit, et rien du dossier de la famille', async () => {
  const { enfantId, traits } = await unDossier();
  accuse(await hub.demander('hopital', TRANSMETTRE, { input: { ...ficheHopital(), enfant: traits } }));
  expect(refus(await instruire(enfantId, { qualite: 'EMETTEUR' }))).toMatchObject({ path: ['institution'] });
  expect(refus(await instruire(enfantId, { institution: '0319001R' }))).toMatchObject({ path: ['institution'] });
  const { demande: une } = recu(await instruire(enfantId, { qualite: 'EMETTEUR', institution: '0319001R' }));
  const { raw, body } = await lire(une.id);
  const communique = body.data.accesCommunique;
  expect(communique.lignes.map(({ rubrique }: Json) => rubrique)).toEqual(['INFORMATION']);
  for (const { recit } of ECOLE.faits) expect(raw).toContain(JSON.stringify(recit).slice(1, -1));
  for (const texte of [ficheHopital().emetteur.nom, ficheHopital().emetteur.personne, 'Conclusion'])
    expect(raw).not.toContain(texte);
});

test('sans qualité, ailleurs, sans mandat : rien ; le délégué suit les demandes sans lire les réponses', async () => {
  const { enfantId } = await unDossier();
  expect(refus(await instruire(enfantId, { qualiteEtablie: false }))).toMatchObject({
    ...{ code: 'ARTICLE_CONTRAIRE', path: ['qualiteEtablie'] },
  });
  expect(refus(await instruire(enfantId, { recueLe: '2090-01-01' }))).toMatchObject({ code: 'DATE_FUTURE' });
  const ailleurs = { ...demoClients.crip, institution: 'crip-33', territoire: '33', sub: 'autre' };
  const codeDe = ({ body }: Awaited<ReturnType<typeof lire>>) => body.errors?.[0]?.extensions.code;
  for (const id of [enfantId, 'x']) expect(codeDe(await instruire(id, {}, ailleurs))).toBe('NOT_FOUND');
  const { demande: une } = recu(await instruire(enfantId));
  expect(codeDe(await decider(une.id, {}, ailleurs))).toBe('NOT_FOUND');
  for (const [id, qui] of [
    [une.id, ailleurs],
    ['x', AGENTE],
  ] as const)
    expect(codeDe(await lire(id, null, qui))).toBe('NOT_FOUND');
  for (const qui of ['dpo', 'ase', 'archiviste'] as const)
    expect(codeDe(await lire(une.id, null, qui))).toBe('FORBIDDEN');
  expect(codeDe(await lire(une.id, 'n’importe quoi'))).toBe('BAD_USER_INPUT');
  const vues = async (qui: Parameters<HubOuvert['demander']>[0]) =>
    recu(await hub.demander(qui, DEMANDES_ACCES, { first: 100 })).edges.map(({ node }: Json) => node.id);
  expect(await vues('dpo')).toContain(une.id);
  expect(await vues(ailleurs)).toEqual([]);
  expect(refus(await decider(une.id, { accord: false }))).toMatchObject({ code: 'MOTIF_REQUIS' });
  expect(recu(await decider(une.id, { accord: false, motif: 'Abusive.' })).demande.etat).toBe('REFUSEE');
  expect(refus(await decider(une.id))).toMatchObject({ code: 'DEJA_FAIT' });
  expect(codeDe(await lire(une.id))).toBe('NOT_FOUND');
});

test('page par page, rien deux fois, rien d’oublié', async () => {
  const { enfantId } = await unDossier();
  await hub.database.query(
    `INSERT INTO ase.mesure (id, reference, enfant_id, collectivite, nature, etat, debut, terminee_le, renouvellements,
       sans_agrement_urgence, est_mna, lieu_secret)
     SELECT gen_random_uuid(), 'M-' || n, $1, '31', 'AED', 'TERMINEE', '2020-01-01'::timestamptz + n * interval '1 day 1 microsecond', now(), 0,
       false, false, false
     FROM generate_series(1, 205) n`,
    [enfantId],
  );
  const { demande: une } = recu(await instruire(enfantId));
  let apres: string | null = null;
  const lues: Json[] = [];
  let pages = 0;
  do {
    const communique: Json = recu(await lire(une.id, apres));
    expect(communique.lignes.length).toBeLessThanOrEqual(101);
    lues.push(...communique.lignes);
    apres = communique.suite;
    pages += 1;
  } while (apres !== null);
  expect([pages, lues.length, new Set(lues.map(({ le }) => le)).size]).toEqual([3, 208, 208]);
});

test('une demande en cours garde le dossier ; archivé, il se lit pour y répondre', async () => {
  const { enfantId } = await unDossier();
  await hub.database.query(`UPDATE hub.echeance SET etat = 'CLOSE' WHERE sujet_id IN (SELECT crip.sujets_de($1))`, [
    enfantId,
  ]);
  const { demande: une } = recu(await instruire(enfantId));
  const crip = { institution: 'crip-31', role: 'crip', territoire: '31', acte: 'x' };
  const motif = () =>
    hub.database.transaction(
      async (tx) => (await tx.query<{ m: string }>('SELECT crip.elimination_empechee($1) m', [enfantId]))[0]?.m,
      crip,
    );
  expect(await motif()).toBe('CONTESTATION');
  await hub.database.query(
    `UPDATE crip.conservation SET archive_le = now(), regle = 'CLASSEE', fin_active = '2020-01-01', regle_finale = 'CLASSEE',
       fin_conservation = '2020-01-01' WHERE enfant_id = $1`,
    [enfantId],
  );
  expect(recu(await lire(une.id)).lignes.length).toBeGreaterThan(1);
  recu(await decider(une.id));
  expect(await motif()).not.toBe('CONTESTATION');
});
