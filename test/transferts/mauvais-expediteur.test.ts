import { randomUUID } from 'node:crypto';
import { systemClock } from '../../src/platform/clock';
import { outgoing } from '../../src/platform/http-client';
import { empreinteDuContenu } from '../../src/platform/transferts/sortants';
import { clientHubs, type Appel, type HubAppele } from '../../src/transferts/client';
import { nouvellesCles } from '../../src/transferts/cles';
import { CHEMINS, empreinteDe, MESSAGE_MAX, octetsDe, type Etape } from '../../src/transferts/messages';
import { chiffrer, signer } from '../../src/transferts/sceau';
import { fiche } from '../scenarios/envois';
import { pdf } from '../scenarios/pieces';
import type { Json } from '../subgraphs/hub-ouvert';
import { LYON, ouvertes, ouvrirUnHub, type HubDEssai } from './deux-hubs';
import { ouvrirFauxHub } from './faux-hub';

let lyon: HubDEssai;
let faux: Awaited<ReturnType<typeof ouvrirFauxHub>>;
let vers: HubAppele;
beforeAll(async () => {
  lyon = await ouvrirUnHub('hub.lyon.example/journal', [LYON.crip, LYON.ase]);
  faux = await ouvrirFauxHub('hub.faux.example/journal');
  await lyon.admettre(faux, ['31']);
  const [signe, chiffre] = lyon.carte.echange.keys.map(({ kid, kty, crv, x }) => ({ kid, jwk: { kty, crv, x } }));
  vers = { id: lyon.nom, url: lyon.url, signer: [signe!], chiffrer: chiffre! };
});
afterAll(async () => {
  await faux.fermer();
  await lyon.fermer();
});

const admise = outgoing({ trial: true, hosts: [], networks: [] });
const client = (plus: object = {}) =>
  clientHubs({ outgoing: admise, cles: faux.cles, ici: faux.nom, heure: systemClock, ...plus });

/** An information, as a real hub writes it. */
function contenu(changes: object = {}, traits: object = {}) {
  const { emetteur, faits, informationParents, enfant, naturesDanger, naturePrincipale, urgence } = fiche();
  const { nomNaissance, prenoms, sexe, dateNaissance, communeNaissance } = enfant;
  return JSON.parse(
    JSON.stringify({
      ...{ informationId: randomUUID(), reference: 'IP-AAAAA-BBBBB' },
      enfants: [
        {
          ...{ nomNaissance, nomUsage: null, prenoms, sexe, dateNaissance, ageApproximatif: null },
          ...{ communeNaissance: communeNaissance ?? null, ...traits },
        },
      ],
      fiches: [
        {
          ...{ enfant: 0, emetteurInstitution: '0310001A', emetteurType: 'EDUCATION_NATIONALE', canal: 'HUB' },
          ...{ recueLe: '2026-11-02T09:00:00.000Z', transmiseLe: '2026-11-02T08:00:00.000Z' },
          ...{ regimeRetour: 'PROFESSIONNEL', urgence, naturePrincipale, naturesDanger, empreinte: 'a'.repeat(64) },
          contenu: { emetteur, faits, informationParents, residence: {} },
        },
      ],
      ...{ protections: [], pieces: [], ...changes },
    }),
  );
}
const bordereau = (quoi: Json, changes: object = {}) => ({
  ...{ type: 'information', de: '31', vers: '69M', empreinte: empreinteDuContenu(quoi), ...changes },
});
const octetsClairs = (quoi: Json) => Buffer.from(octetsDe(quoi as object));
const preparer = (transfert: string, quoi: Json, changes: object = {}, plus: object = {}) =>
  client(plus).appeler(vers, 'PREPARER', { transfert, bordereau: bordereau(quoi, changes) }, octetsClairs(quoi));
const confirmer = (transfert: string, quoi: Json, changes: object = {}) =>
  client().appeler(vers, 'CONFIRMER', { transfert, bordereau: bordereau(quoi, changes) });
const annuler = (transfert: string, quoi: Json) =>
  client().appeler(vers, 'ANNULER', { transfert, bordereau: bordereau(quoi) });
const dit = (appel: Appel) => ('echec' in appel ? appel.echec : (appel.reponse.refus?.code ?? appel.reponse.issue));

/** Byte for byte, what a test wants to send. */
async function poster(etape: Etape, corps: string, jws: string | undefined) {
  const reponse = await fetch(`${lyon.url}${CHEMINS[etape]}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(jws === undefined ? {} : { 'x-jws-signature': jws }) },
    body: corps,
  });
  const { refus, issue } = (await reponse.json()) as Json;
  return [reponse.status, refus?.code ?? issue, reponse.headers.has('x-jws-signature')];
}
async function message(changes: object = {}, quoi: Json = contenu()) {
  const corps = octetsDe({
    ...{ version: 1, iss: faux.nom, aud: lyon.nom, jti: randomUUID(), le: new Date().toISOString() },
    ...{ etape: 'PREPARER', transfert: randomUUID(), bordereau: bordereau(quoi) },
    chiffre: await chiffrer(octetsClairs(quoi), vers.chiffrer),
    ...changes,
  });
  return { corps, jws: await signer(corps, faux.cles) };
}

test('comme il faut : préparé sans rien montrer, ouvert une fois, le même reçu à chaque fois', async () => {
  const [transfert, quoi] = [randomUUID(), contenu()];
  expect(dit(await confirmer(transfert, quoi))).toBe('TRANSFERT_INCONNU');
  expect(dit(await preparer(transfert, quoi))).toBe('PREPARE');
  expect(dit(await preparer(transfert, quoi))).toBe('PREPARE');
  expect(await ouvertes(lyon, quoi.informationId as string)).toEqual([]);
  const lectures = await lyon.database.query(
    'SELECT get_byte(contenu, 0) un FROM hub.transfert_entrant WHERE id = $1',
    [transfert],
  );
  expect(lectures).toEqual([{ un: 1 }]);
  const recus = await Promise.all([1, 2, 3].map(() => confirmer(transfert, quoi)));
  expect(recus.map(dit)).toEqual(['OUVERT', 'OUVERT', 'OUVERT']);
  expect(new Set(recus.map((un) => ('reponse' in un ? un.reponse.recu?.jws : undefined))).size).toBe(1);
  expect(await ouvertes(lyon, quoi.informationId as string)).toHaveLength(1);
  expect(dit(await preparer(transfert, quoi))).toBe('DEJA_OUVERT');
  expect(dit(await annuler(transfert, quoi))).toBe('DEJA_OUVERT');
  expect(dit(await confirmer(transfert, contenu()))).toBe('EMPREINTE_CONTRAIRE');
});

test('rappelé : ce qui arrive ensuite n’est pas ouvert, même préparé avant, même en désordre', async () => {
  const [transfert, quoi] = [randomUUID(), contenu()];
  await preparer(transfert, quoi);
  expect(dit(await annuler(transfert, quoi))).toBe('ANNULE');
  expect(dit(await annuler(transfert, quoi))).toBe('ANNULE');
  expect(dit(await confirmer(transfert, quoi))).toBe('TRANSFERT_CLOS');
  expect(dit(await preparer(transfert, quoi))).toBe('TRANSFERT_CLOS');
  const jamaisVu = randomUUID();
  expect(dit(await annuler(jamaisVu, quoi))).toBe('ANNULE');
  expect(dit(await preparer(jamaisVu, quoi))).toBe('TRANSFERT_CLOS');
  const [reste] = await lyon.database.query<Json>('SELECT contenu FROM hub.transfert_entrant WHERE id = $1', [
    transfert,
  ]);
  expect(reste.contenu).toBeNull();
});

test('préparé et jamais confirmé : effacé au bout d’un mois, et renvoyé s’il le faut', async () => {
  const [transfert, quoi] = [randomUUID(), contenu()];
  await preparer(transfert, quoi);
  const vieillir = (jours: number) =>
    lyon.database.query(`UPDATE hub.transfert_entrant SET recu_le = now() - make_interval(days => $2) WHERE id = $1`, [
      transfert,
      jours,
    ]);
  await vieillir(29);
  expect(await lyon.transferts.oublier()).toBe(0);
  await vieillir(31);
  expect(await lyon.transferts.oublier()).toBe(1);
  expect(dit(await confirmer(transfert, quoi))).toBe('TRANSFERT_INCONNU');
  expect([dit(await preparer(transfert, quoi)), dit(await confirmer(transfert, quoi))]).toEqual(['PREPARE', 'OUVERT']);
});

test('une règle de l’arrivée s’y oppose (CASF R221-9) : refusé pour toujours, et dit pourquoi', async () => {
  const [transfert, quoi] = [randomUUID(), contenu({}, { dateNaissance: '2000-01-01' })];
  expect(dit(await preparer(transfert, quoi))).toBe('PREPARE');
  for (let fois = 0; fois < 2; fois += 1) {
    const refuse = await confirmer(transfert, quoi);
    expect(dit(refuse)).toBe('REGLE_CONTRAIRE');
    expect('reponse' in refuse && refuse.reponse.refus?.message).toMatch(/majeure/);
  }
  expect(await ouvertes(lyon, quoi.informationId as string)).toEqual([]);
});

test.each<[string, string, () => Promise<Appel>]>([
  [
    'une collectivité que ce hub ne sert pas',
    'COLLECTIVITE_INCONNUE',
    () => preparer(randomUUID(), contenu(), { vers: '75' }),
  ],
  [
    'au nom d’une collectivité qui n’est pas la sienne',
    'ORIGINE_CONTRAIRE',
    () => preparer(randomUUID(), contenu(), { de: '33' }),
  ],
  ['un genre de dossier inconnu', 'TYPE_INCONNU', () => preparer(randomUUID(), contenu(), { type: 'inconnu' })],
  [
    'une autre empreinte',
    'EMPREINTE_CONTRAIRE',
    () => preparer(randomUUID(), contenu(), { empreinte: 'c'.repeat(64) }),
  ],
  ['un dossier sans fiche', 'CONTENU_INVALIDE', () => preparer(randomUUID(), contenu({ fiches: [] }))],
  [
    'un nom qu’aucune base ne garde',
    'CONTENU_INVALIDE',
    () => preparer(randomUUID(), contenu({}, { prenoms: 'L\0o' })),
  ],
  [
    'une fiche sans enfant',
    'CONTENU_INVALIDE',
    () => preparer(randomUUID(), contenu({ protections: [{ enfant: 9, motif: 'MENACES', precision: null }] })),
  ],
  [
    'des pièces qui ne sont pas arrivées',
    'PIECES_MANQUANTES',
    () =>
      preparer(
        randomUUID(),
        contenu({
          pieces: [
            {
              id: randomUUID(),
              type: 'application/pdf',
              taille: 9,
              empreinte: 'a'.repeat(64),
              intitule: 'Un',
              medicale: false,
              fiche: 0,
            },
          ],
        }),
      ),
  ],
  [
    'daté d’hier',
    'PERIME',
    () => preparer(randomUUID(), contenu(), {}, { heure: { now: () => new Date(Date.now() - 86_400_000) } }),
  ],
  [
    'daté de demain',
    'PERIME',
    () => preparer(randomUUID(), contenu(), {}, { heure: { now: () => new Date(Date.now() + 86_400_000) } }),
  ],
  [
    'une clé que personne n’a admise',
    'CLE_INCONNUE',
    () => preparer(randomUUID(), contenu(), {}, { cles: nouvellesCles() }),
  ],
])('%s : %s', async (_, code, appeler) => {
  expect(dit(await appeler())).toBe(code);
});

test('chiffré pour un autre : refusé', async () => {
  const [, autre] = nouvellesCles().keys.map(({ kid, kty, crv, x }) => ({ kid, jwk: { kty, crv, x } }));
  const quoi = contenu();
  for (const chiffre of [await chiffrer(octetsClairs(quoi), autre!), 'pas.du.tout.un.jwe', ''])
    expect(await poster(...(await envoi({ chiffre }, quoi)))).toEqual([400, 'CHIFFREMENT_INVALIDE', true]);
});
const envoi = async (changes: object, quoi?: Json): Promise<Parameters<typeof poster>> => {
  const { corps, jws } = await message(changes, quoi);
  return ['PREPARER', corps, jws];
};

test('rejoué, altéré, sans signature, illisible ou trop grand : refusé, et le refus est signé', async () => {
  const { corps, jws } = await message();
  expect(await poster('PREPARER', corps, jws)).toEqual([200, 'PREPARE', true]);
  expect(await poster('PREPARER', corps, jws)).toEqual([409, 'REJEU', true]);
  expect(await poster('CONFIRMER', corps, jws)).toEqual([400, 'MESSAGE_ILLISIBLE', true]);
  expect(await poster('PREPARER', corps.replace('"de":"31"', '"de":"32"'), jws)).toEqual([
    401,
    'SIGNATURE_INVALIDE',
    true,
  ]);
  expect(await poster('PREPARER', corps, undefined)).toEqual([401, 'CLE_INCONNUE', true]);
  expect(await poster('PREPARER', corps, 'nimporte..quoi')).toEqual([401, 'CLE_INCONNUE', true]);
  expect(await poster('PREPARER', corps, jws.replace('..', '.eyJ9.'))).toEqual([401, 'CLE_INCONNUE', true]);
  expect(await poster(...(await envoi({ aud: 'hub.autre.example' })))).toEqual([403, 'DESTINATAIRE_AUTRE', true]);
  expect(await poster(...(await envoi({ iss: lyon.nom })))).toEqual([403, 'DESTINATAIRE_AUTRE', true]);
  const charabia = '{"version":';
  expect(await poster('PREPARER', charabia, await signer(charabia, faux.cles))).toEqual([
    400,
    'MESSAGE_ILLISIBLE',
    true,
  ]);
  expect(await poster('PREPARER', ...(Object.values(await message({ inconnu: 1 })) as [string, string]))).toEqual([
    400,
    'MESSAGE_ILLISIBLE',
    true,
  ]);
  const enorme = JSON.stringify({ x: 'x'.repeat(MESSAGE_MAX) });
  expect(await poster('PREPARER', enorme, await signer(enorme, faux.cles))).toEqual([413, 'TROP_GRAND', true]);
});

test('une pièce : gardée une fois, ce ne sont que ses octets ; jamais celle de quelqu’un d’autre', async () => {
  const octets = pdf(randomUUID());
  const [transfert, id] = [randomUUID(), randomUUID()];
  const piece = { id, type: 'application/pdf', empreinte: empreinteDe(octets) };
  const quoi = contenu({ pieces: [{ ...piece, taille: octets.length, intitule: 'Un', medicale: true, fiche: 0 }] });
  const deposer = (changes: object, clair = octets) =>
    client().appeler(vers, 'PIECE', { transfert, bordereau: bordereau(quoi), piece: { ...piece, ...changes } }, clair);
  expect(dit(await deposer({}, pdf('autre')))).toBe('EMPREINTE_CONTRAIRE');
  expect(dit(await deposer({ type: 'image/png', id: randomUUID() }))).toBe('CONTENU_INVALIDE');
  const grande = pdf('grande', 10_485_760);
  expect(dit(await deposer({ id: randomUUID(), empreinte: empreinteDe(grande) }, grande))).toBe('TROP_GRAND');
  expect([dit(await deposer({})), dit(await deposer({}))]).toEqual(['GARDEE', 'GARDEE']);
  // In another transfer, those bytes are not there.
  expect(dit(await preparer(randomUUID(), quoi))).toBe('PIECES_MANQUANTES');
  expect(dit(await preparer(transfert, quoi))).toBe('PREPARE');
  // Left for a day before it is confirmed: asked for again.
  await lyon.database.query(
    `UPDATE hub.piece SET etat = 'A_DETRUIRE' WHERE information_id IS NULL AND etat <> 'EN_COURS'`,
  );
  expect(dit(await confirmer(transfert, quoi))).toBe('PIECES_MANQUANTES');
  await lyon.database.query(`DELETE FROM hub.piece WHERE etat = 'A_DETRUIRE'`);
  expect(dit(await deposer({}))).toBe('GARDEE');
  expect(dit(await confirmer(transfert, quoi))).toBe('OUVERT');
  const jointes = await lyon.database.query('SELECT medicale FROM hub.piece WHERE information_id IS NOT NULL');
  expect(jointes).toEqual([{ medicale: true }]);
});

test('sa clé tourne : l’ancienne vaut encore, puis plus ; révoqué, il n’est plus entendu', async () => {
  const neuves = { keys: [...nouvellesCles().keys, ...faux.cles.keys] };
  const publiques = neuves.keys.map(({ d: _, ...cle }) => cle);
  await lyon.admettre({ ...faux, carte: { ...faux.carte, echange: { keys: publiques } } }, ['31']);
  expect(dit(await preparer(randomUUID(), contenu(), {}, { cles: neuves }))).toBe('PREPARE');
  expect(dit(await preparer(randomUUID(), contenu()))).toBe('PREPARE');
  await lyon.admettre({ ...faux, carte: { ...faux.carte, echange: { keys: publiques.slice(0, 2) } } }, ['31']);
  expect(dit(await preparer(randomUUID(), contenu()))).toBe('PREPARE');
  await lyon.database.query('UPDATE hub.cle_hub SET retiree_le = now() WHERE retiree_le IS NOT NULL');
  expect(dit(await preparer(randomUUID(), contenu()))).toBe('CLE_INCONNUE');
  expect(dit(await preparer(randomUUID(), contenu(), {}, { cles: neuves }))).toBe('PREPARE');
  await lyon.database.query('UPDATE hub.hub_distant SET revoque_le = now()');
  expect(dit(await preparer(randomUUID(), contenu(), {}, { cles: neuves }))).toBe('CLE_INCONNUE');
});
