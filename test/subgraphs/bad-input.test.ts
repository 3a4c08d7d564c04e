import { demoClients } from '../../src/auth/demo-clients';
import { CODES_ERREUR } from '../../src/domain/errors';
import { fiche, ordonnance, saisine } from '../scenarios/envois';
import { ASE } from '../scenarios/ase-operations';
import { ACCUSER, NOTIFIER, REPONDRE, SAISIR, TRANSMETTRE } from '../scenarios/operations';
import { CAS_ADMINISTRATION } from './bad-input-administration';
import { accuseDeReception, avec, CAS, reponse } from './bad-input-cases';
import { CAS_ASE, ENTREES_ASE } from './bad-input-ase';
import { ACTES_CRIP, CAS_CRIP } from './bad-input-crip';
import { ACTES_JUSTICE, CAS_JUSTICE } from './bad-input-justice';
import {
  accuse,
  lignes,
  ouvrirHub,
  ouvrirTerrain,
  recu,
  type HubOuvert,
  type Reponse,
  type Terrain,
} from './hub-ouvert';

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

const NOM = 'Zzyzzxdurand';

/** Sends, then checks what holds for every refusal: nothing written, no stack, no name, never a 5xx. */
async function refuser(faire: () => Promise<Reponse>): Promise<Reponse> {
  const avant = await lignes(hub.database);
  const obtenu = await faire();
  expect(await lignes(hub.database)).toEqual(avant);
  expect(obtenu.status).toBeLessThan(500);
  expect(obtenu.raw).not.toMatch(/node_modules|\.[jt]s:\d+|stack|ERREUR_INTERNE/);
  expect(obtenu.raw).not.toContain(NOM);
  return obtenu;
}

const nommer = (input: object) => ('enfant' in input && input.enfant ? avec(input, 'enfant.prenoms', NOM) : input);

describe.each([...CAS, ...CAS_JUSTICE, ...CAS_CRIP, ...CAS_ASE, ...CAS_ADMINISTRATION])('%s', (_, cas) => {
  test.each(cas)('$titre', async ({ qui, query, input, code, path, dit }) => {
    const obtenu = await refuser(() => hub.demander(qui, query, { input: nommer(input) }));
    expect(obtenu.status).toBe(200);
    const { userErrors, ...resultat } = recu(obtenu);
    expect(Object.values(resultat)).toEqual([null]);
    expect(userErrors).toEqual([{ code, path, message: expect.stringMatching(dit) }]);
  });
});

interface Acte {
  readonly nom: string;
  readonly qui: keyof typeof demoClients;
  readonly query: string;
  readonly input: () => object;
}

const ACTES: readonly Acte[] = [
  { nom: 'fiche', qui: 'college', query: TRANSMETTRE, input: fiche },
  { nom: 'ordonnance', qui: 'parquet', query: NOTIFIER, input: ordonnance },
  { nom: 'saisine', qui: 'defenseur', query: SAISIR, input: saisine },
  { nom: 'accusé de réception', qui: 'ase', query: ACCUSER, input: accuseDeReception },
  { nom: 'réponse au Défenseur', qui: 'ase', query: REPONDRE, input: reponse },
  ...ACTES_JUSTICE,
  ...ACTES_CRIP,
];

/** A request refused as a whole. */
function attendre(obtenu: Reponse, code: keyof typeof CODES_ERREUR, dit: RegExp): void {
  const [erreur] = obtenu.body.errors ?? [];
  expect({ code: erreur?.extensions.code, message: erreur?.message }).toEqual({
    code,
    message: expect.stringMatching(dit),
  });
  expect(obtenu.status).toBe(CODES_ERREUR[code].http);
}

test('chaque acte de l’ASE a ses contenus faux', () => {
  expect([...new Set(ENTREES_ASE.map(({ nom }) => nom))].sort()).toEqual(Object.keys(ASE).sort());
});

describe.each(ACTES)('$nom : requête refusée en entier', ({ qui, query, input }) => {
  const envoyer = (changee: unknown) => refuser(() => hub.demander(qui, query, { input: changee }));
  const premier = () => Object.entries(input()).find(([, value]) => typeof value === 'string')![0];

  test('champ inconnu', async () => {
    const dit = /^Variable « \$input » : le champ « couleurPreferee » n'existe pas dans l'entrée « \w+Input »\.$/;
    attendre(await envoyer({ ...nommer(input()), couleurPreferee: NOM }), 'BAD_USER_INPUT', dit);
  });

  test('champ obligatoire absent', async () => {
    const champ = premier();
    const dit = new RegExp(`^Variable « \\$input » : le champ « (\\w+\\.)?${champ} », de type « .+ », est obligatoire`);
    attendre(await envoyer(avec(input(), champ, undefined)), 'BAD_USER_INPUT', dit);
  });

  test('mauvais type, entrée absente ou nulle', async () => {
    const champ = premier();
    const dit = new RegExp(`^Variable « \\$input\\.${champ} » : `);
    attendre(await envoyer(avec(input(), champ, { nom: NOM })), 'BAD_USER_INPUT', dit);
    attendre(await envoyer([nommer(input())]), 'BAD_USER_INPUT', /^Variable « \$input » : /);
    attendre(await envoyer(undefined), 'BAD_USER_INPUT', /« \$input », de type « \w+Input! », est obligatoire/);
    attendre(await envoyer(null), 'BAD_USER_INPUT', /« \$input », de type « \w+Input! », ne peut pas être nulle/);
  });

  test.each([
    ['caractère nul', 'a\0b'],
    ['demi-caractère Unicode', 'a\ud800b'],
  ])('%s', async (_, texte) => {
    attendre(await envoyer(avec(input(), premier(), texte)), 'BAD_USER_INPUT', /ne peut pas être enregistré/);
  });

  test('corps de 5 Mo', async () => {
    const body = JSON.stringify({ query, variables: { input: avec(input(), premier(), 'x'.repeat(5_000_000)) } });
    const obtenu = await refuser(() => hub.envoyer(body, hub.jeton(demoClients[qui])));
    attendre(obtenu, 'PAYLOAD_TOO_LARGE', /dépasse la taille admise/);
  });

  test('corps tronqué', async () => {
    const body = JSON.stringify({ query, variables: { input: nommer(input()) } }).slice(0, -5);
    const obtenu = await refuser(() => hub.envoyer(body, hub.jeton(demoClients[qui])));
    attendre(obtenu, 'JSON_INVALIDE', /n'est pas du JSON valide/);
  });

  test('jeton absent, expiré, non signé, ou d’une institution que le hub ne connaît pas', async () => {
    const body = JSON.stringify({ query, variables: { input: nommer(input()) } });
    const porteur = demoClients[qui];
    const [tete, contenu] = hub.jeton(porteur).split('.');
    const [, , signature] = hub.jeton({ ...porteur, scopes: [] }).split('.');
    const sansAlgorithme = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url');
    const envoyer = (token?: string) => refuser(() => hub.envoyer(body, token));
    attendre(await envoyer(), 'UNAUTHENTICATED', /Jeton d'accès absent/);
    attendre(await envoyer(hub.jeton(porteur, -60)), 'UNAUTHENTICATED', /il est expiré/);
    attendre(await envoyer(`${sansAlgorithme}.${contenu!}.`), 'UNAUTHENTICATED', /il n'est pas signé/);
    attendre(await envoyer(`${tete!}.${contenu!}.${signature!}`), 'UNAUTHENTICATED', /sa signature est fausse/);
    attendre(
      await envoyer(hub.jeton({ ...porteur, institution: 'INCONNUE' })),
      'INSTITUTION_INCONNUE',
      /n'est pas enregistrée/,
    );
  });
});

describe('valeurs que leur type refuse', () => {
  const fiches = ['college', TRANSMETTRE, fiche] as const;
  const ordonnances = ['parquet', NOTIFIER, ordonnance] as const;
  const saisines = ['defenseur', SAISIR, saisine] as const;

  test.each([
    [...fiches, 'urgence', 'HIER', 'cette valeur n’existe pas dans l’énumération'],
    [...fiches, 'enfant.sexe', NOM, 'cette valeur n’existe pas dans l’énumération'],
    [...fiches, 'enfant.dateNaissance', '2026-02-30', 'date attendue'],
    [...fiches, 'enfant.dateNaissance', '0000-01-01', 'date attendue'],
    [...fiches, 'faits.0.date', '2026-02-30', 'date attendue'],
    [...fiches, 'transmiseLe', '2026-02-30T10:00:00Z', 'horodatage attendu'],
    [...fiches, 'transmiseLe', '2026-02-20T10:00:00', 'horodatage attendu'],
    [...ordonnances, 'priseLe', '2026-02-20T10:00:00+19:00', 'horodatage attendu'],
    [...ordonnances, 'lieu', 'AILLEURS', 'cette valeur n’existe pas'],
    [...ordonnances, 'jusquAu', '2027-13-01', 'date attendue'],
    [...saisines, 'type', 'PLAINTE', 'cette valeur n’existe pas'],
    [...saisines, 'delaiReponseJours', 1.5, 'un nombre entier est attendu'],
  ] as const)('%s, %#', async (qui, query, input, chemin, valeur, dit) => {
    const obtenu = await refuser(() => hub.demander(qui, query, { input: avec(nommer(input()), chemin, valeur) }));
    attendre(obtenu, 'BAD_USER_INPUT', /./);
    const place = chemin.replace(/\.(\d+)/g, '[$1]');
    const message = obtenu.body.errors![0]!.message.replaceAll("'", '’');
    expect(message).toContain(`Variable « $input.${place} » : ${dit}`);
  });

  test('une date impossible écrite dans le document', async () => {
    const filtre = 'query { mesuresUrgentes(filtre: { priseApres: "2026-02-30T10:00:00Z" }) { edges { cursor } } }';
    attendre(await refuser(() => hub.demander('parquet', filtre)), 'BAD_USER_INPUT', /^Horodatage attendu/);
  });
});

describe('accusés et réponses sur ce que l’ASE ne peut pas lire', () => {
  test.each(['01890000-0000-7000-8000-000000000000', 'pas-un-uuid', '42'])('%s', async (id) => {
    for (const [query, input] of [
      [ACCUSER, avec(accuseDeReception(), 'mesureId', id)],
      [REPONDRE, avec(reponse(), 'saisineId', id)],
      [NOTIFIER, avec(avec(ordonnance(), 'enfant', undefined), 'enfantId', id)],
    ] as const) {
      const obtenu = await refuser(() => hub.demander(query === NOTIFIER ? 'parquet' : 'ase', query, { input }));
      expect(obtenu.body.errors).toEqual([expect.objectContaining({ message: CODES_ERREUR.NOT_FOUND.message })]);
    }
  });
});

test("un enfant d'un autre territoire que celui de l'école : la fiche va à la bonne collectivité", async () => {
  const input = avec(fiche(), 'enfant.communeResidence', '33063');
  const { id } = accuse(await hub.demander('college', TRANSMETTRE, { input }));
  const remises = await hub.database.query(
    'SELECT l.destinataire FROM hub.livraison l JOIN hub.evenement e ON e.id = l.evenement_id WHERE e.sujet_id = $1',
    [id],
  );
  expect(remises).toEqual([{ destinataire: 'crip-33' }]);
});
