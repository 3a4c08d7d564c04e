import { execFileSync } from 'node:child_process';
import { getNamedType, isObjectType } from 'graphql';
import { empreinteDe } from '../../src/act';
import { publiques, signataire, tourner } from '../../src/audit/cles';
import { ordonner } from '../../src/audit/ordonner';
import { verifierRecu, type Recu } from '../../src/audit/recu';
import { nouveauTrousseau, trousseauDemo } from '../../src/audit/trousseau';
import { verifierJournal } from '../../src/audit/verifier-journal';
import { SUBGRAPHS } from '../../src/subgraphs/registry';
import { fiche, ordonnance } from '../scenarios/envois';
import { avec } from '../subgraphs/bad-input-cases';
import { lignes, ouvrirHub, ouvrirTerrain, recu, type HubOuvert, type Terrain } from '../subgraphs/hub-ouvert';
import { dossierNeuf, NOW, trousseau, unActe } from './atelier';

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

const RECU = 'recu { id jws charge } userErrors { code }';
const TRANSMETTRE = `mutation ($input: TransmettreInformationPreoccupanteInput!) {
  transmettreInformationPreoccupante(input: $input) { accuseReception { id reference empreinte recueLe } ${RECU} } }`;
const NOTIFIER = `mutation ($input: NotifierMesureUrgenteInput!) {
  notifierMesureUrgente(input: $input) { accuseReception { id } ${RECU} } }`;
const ACCUSER = `mutation ($input: AccuserReceptionInput!) {
  accuserReception(input: $input) { accuse { fonction } ${RECU} } }`;

/** What the `jose` library says of each receipt. */
function jose(recus: readonly Pick<Recu, 'jws' | 'charge'>[], keys: readonly object[]): string[] {
  const input = JSON.stringify({ recus, keys });
  return JSON.parse(execFileSync(process.execPath, ['test/audit/jose-verify.mjs'], { input }).toString()) as string[];
}

async function clesPubliques(): Promise<{ origine: string; keys: { kid: string; d?: string }[] }> {
  const reponse = await fetch(new URL('/.well-known/hub-keys.json', hub.url));
  expect(reponse.status).toBe(200);
  return (await reponse.json()) as never;
}

test('chaque acte publié rend un reçu', () => {
  const actes = SUBGRAPHS.flatMap(({ schema }) => Object.values(schema.getMutationType()?.getFields() ?? {}));
  expect(actes.length).toBeGreaterThan(30);
  for (const { type } of actes) {
    const resultat = getNamedType(type);
    expect([resultat.name, isObjectType(resultat) && String(resultat.getFields()['recu']?.type)]).toEqual([
      resultat.name,
      'Recu',
    ]);
  }
});

test('le reçu dit ce qui a été envoyé, et une autre bibliothèque le vérifie avec les clés publiées', async () => {
  const input = fiche();
  const reponse = recu(await hub.demander('college', TRANSMETTRE, { input }));
  const { jws, charge, id } = reponse.recu;
  const { origine, keys } = await clesPubliques();
  expect(keys.map(({ d }) => d)).toEqual([undefined, undefined]);
  const { accuseReception } = reponse;
  expect(JSON.parse(charge)).toEqual({
    ...{ version: 1, emetteur: origine, recu: id, kid: keys[0]!.kid },
    ...{ acte: 'transmettreInformationPreoccupante', institution: '0319001R' },
    objet: { type: 'InformationPreoccupante', id: accuseReception.id },
    ...{ reference: accuseReception.reference, le: accuseReception.recueLe, empreinte: empreinteDe(input) },
  });
  expect(jose([{ jws, charge }], keys)).toEqual(['ok']);
});

test('un reçu altéré, ou d’une autre clé, n’en est plus un', async () => {
  const { jws, charge } = recu(await hub.demander('college', TRANSMETTRE, { input: fiche() })).recu as Recu;
  const { keys } = await clesPubliques();
  const autres = publiques(nouveauTrousseau('essai.invalid/journal')).keys;
  const faux = [
    { jws, charge: charge.replace('0319001R', '0319002S') },
    { jws, charge: charge.replace(/"empreinte":"./, '"empreinte":"g') },
    { jws, charge: `${charge} ` },
    { jws: `${jws.slice(0, -4)}AAAA`, charge },
    { jws: jws.replace('..', `.${Buffer.from(charge).toString('base64url')}.`), charge },
  ];
  expect(jose(faux, keys)).toEqual([
    ...faux.slice(1).map(() => 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED'),
    'not detached',
  ]);
  const sansKid = autres.map((cle) => ({ ...cle, kid: keys[0]!.kid }));
  expect(jose([{ jws, charge }], sansKid)).toEqual(['ERR_JWS_SIGNATURE_VERIFICATION_FAILED']);
});

test('le même envoi répété, même en même temps, a le même reçu ; un autre envoi, un autre', async () => {
  const input = ordonnance();
  const reponses = await Promise.all(Array.from({ length: 4 }, () => hub.demander('parquet', NOTIFIER, { input })));
  const recus = new Set(reponses.map((reponse) => JSON.stringify(recu(reponse).recu)));
  expect(recus.size).toBe(1);
  const encore = recu(await hub.demander('parquet', NOTIFIER, { input }));
  expect(recus).toContain(JSON.stringify(encore.recu));
  const autre = recu(await hub.demander('parquet', NOTIFIER, { input: ordonnance() }));
  expect(recus).not.toContain(JSON.stringify(autre.recu));
});

test('qui accuse réception après un autre a son propre reçu ; un refus n’en a pas', async () => {
  const { id } = recu(await hub.demander('parquet', NOTIFIER, { input: ordonnance() })).accuseReception;
  const accuser = async (fonction: string) =>
    recu(await hub.demander('ase', ACCUSER, { input: { mesureId: id, fonction } })).recu as Recu;
  const [un, autre] = [await accuser('Cadre A'), await accuser('Cadre B')];
  expect(un.id).not.toBe(autre.id);
  expect(JSON.parse(un.charge)).toMatchObject({ objet: { type: 'MesureUrgente', id } });
  expect(JSON.parse(autre.charge)).toMatchObject({ objet: null });
  const refus = recu(await hub.demander('college', TRANSMETTRE, { input: avec(fiche(), 'faits', []) }));
  expect(refus).toMatchObject({ accuseReception: null, recu: null });
  expect(refus.userErrors).not.toEqual([]);
});

test('l’acte échoue si son audit ne peut être écrit : rien n’est enregistré, rien n’est dit', async () => {
  await hub.database.query(`CREATE FUNCTION hub.panne() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'disque plein'; END $$`);
  await hub.database.query('CREATE TRIGGER panne BEFORE INSERT ON hub.audit FOR EACH ROW EXECUTE FUNCTION hub.panne()');
  const avant = await lignes(hub.database);
  const { body, raw } = await hub.demander('college', TRANSMETTRE, { input: fiche() });
  expect(body.data).toBeNull();
  expect(body.errors?.[0]?.extensions.code).toBe('ERREUR_INTERNE');
  expect(raw).not.toContain('disque');
  expect(await lignes(hub.database)).toEqual(avant);
  await hub.database.query('DROP TRIGGER panne ON hub.audit');
  expect(recu(await hub.demander('college', TRANSMETTRE, { input: fiche() })).recu).not.toBeNull();
});

test('tout ce que le hub a accepté est dans le journal, signé', async () => {
  await ordonner(hub.database);
  const etat = await verifierJournal(hub.database, trousseauDemo(terrain.folder), dossierNeuf());
  expect(etat.anomalies).toEqual([]);
  expect(etat.taille).toBeGreaterThan(5);
});

test('les clés tournent : les reçus d’avant se vérifient, l’ancienne clé n’en signe plus de nouveaux', () => {
  const apres = tourner(trousseau, 'recus', new Date(NOW.getTime() + 60_000));
  const [actuelle, ancienne] = apres.keys;
  expect(ancienne).not.toHaveProperty('d');
  expect(signataire(apres, 'recus', new Date(NOW.getTime() + 120_000)).kid).toBe(actuelle!.kid);
  const { charge, jws } = unActe(1).recu;
  const lire = (texte: string) => {
    const { recu: id, objet, ...reste } = JSON.parse(texte);
    return { id, objets: [objet], ...reste };
  };
  const signature = jws.split('..')[1]!;
  const acte = lire(charge);
  expect(verifierRecu(acte, acte.kid, signature, publiques(apres))).toBe(true);
  // Signed by the stolen old key, dated after it was turned.
  const plusTard = unActe(120_000);
  const tardif = lire(plusTard.recu.charge);
  expect(verifierRecu(tardif, tardif.kid, plusTard.recu.jws.split('..')[1]!, publiques(trousseau))).toBe(true);
  expect(verifierRecu(tardif, tardif.kid, plusTard.recu.jws.split('..')[1]!, publiques(apres))).toBe(false);
});
