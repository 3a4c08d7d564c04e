import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageIllisible, type Erreur, type VoieEntrante } from '../../connectors/entrant';
import { trousseauDemo } from '../../src/audit/trousseau';
import { verifierJournal } from '../../src/audit/verifier-journal';
import { readConfig } from '../../src/platform/config';
import { fiche } from '../scenarios/envois';
import { ouvrirMonde, type Monde } from '../scenarios/monde';
import { lancer } from '../../src/cli/main';
import { until } from '../support/until';
import { freshDatabase, type TestDatabase } from '../support/database';

// oidc-provider would take no copy of jest's for a plain object.
globalThis.structuredClone = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T;

const hub = (ligne: string) => lancer(ligne.split(' '));

const TYPE = 'application/vnd.essai+json';
const ILLISIBLE: Erreur = { code: 'JSON_INVALIDE', champ: ['message'], message: 'Du JSON est attendu.' };

let lecteurRepare = true;

/** A lane of a few lines: what a folder and a line of the registry have to give. */
const essai: VoieEntrante = {
  nom: 'essai',
  roles: ['college'],
  limiteOctets: 20_000,
  http: { chemin: '/essai', types: [TYPE] },
  lire: ({ corps }) => {
    const texte = corps.toString();
    if (!lecteurRepare || texte === 'faute du lecteur') throw new TypeError('x is not a function');
    try {
      const { cle, fiches } = JSON.parse(texte);
      return {
        cle,
        demandes: fiches.map((input: object | null) =>
          input === null ? { erreurs: [ILLISIBLE] } : { acte: 'transmettreInformationPreoccupante', input },
        ),
      };
    } catch {
      throw new MessageIllisible([ILLISIBLE]);
    }
  },
  repondre: (_, issue) => {
    const statut = { LU: 200, ILLISIBLE: 422, CONFLIT: 409, REFUSE: 400 }[issue.etat];
    const { lecture: _lecture, ...dite } = { lecture: undefined, ...issue };
    return {
      statut: issue.etat === 'REFUSE' ? issue.statut : statut,
      type: TYPE,
      corps: JSON.stringify({ ...dite, le: process.hrtime.bigint().toString() }),
    };
  },
};

describe('a lane by which messages come in', () => {
  let base: TestDatabase;
  let dossier: string;
  let monde: Monde;

  beforeAll(async () => {
    base = await freshDatabase();
    dossier = mkdtempSync(join(tmpdir(), 'reception-'));
    process.env['DATABASE_URL'] = base.url;
    process.env['HUB_DATA_DIR'] = dossier;
    const config = readConfig({ PORT: '0', DATABASE_URL: base.url, HUB_DATA_DIR: dossier });
    monde = await ouvrirMonde({ config, voies: [essai] });
  });
  afterAll(async () => {
    delete process.env['DATABASE_URL'];
    delete process.env['HUB_DATA_DIR'];
    await monde.fermer();
    await base.drop();
    rmSync(dossier, { recursive: true });
  });
  beforeEach(() => base.query('TRUNCATE hub.enveloppe'));

  const sansCle = () => {
    const { idempotencyKey: _, ...reste } = fiche();
    return reste;
  };
  const envoyer = async (corps: string, { client = 'college' as const, type = TYPE, jeton = '' } = {}) => {
    const response = await fetch(monde.url.replace('/graphql', '/essai'), {
      method: 'POST',
      headers: { authorization: `Bearer ${jeton || (await monde.jeton(client))}`, 'content-type': type },
      body: corps,
    });
    const texte = await response.text();
    return { statut: response.status, texte, corps: JSON.parse(texte) };
  };
  const message = (cle: string, ...fiches: (object | null)[]) => JSON.stringify({ cle, fiches });
  const compter = async (sql: string) =>
    (await base.query<{ nombre: number }>(`SELECT count(*)::int nombre ${sql}`))[0]?.nombre;
  const informations = () => compter('FROM crip.information_preoccupante');
  const inscrits = () => compter('FROM (SELECT FROM hub.audit UNION ALL SELECT FROM hub.acces) lignes');
  const verifier = () => verifierJournal(base, trousseauDemo(dossier), join(dossier, 'journal'));
  const avertissements = () => compter(`FROM hub.evenement WHERE type = 'message.ecarte'`);
  const enveloppes = () =>
    base.query<{ etat: string; essais: number; contenu: Buffer | null; cle: string | null }>(
      'SELECT etat, essais, contenu, cle FROM hub.enveloppe ORDER BY id',
    );

  test('is done by the API, answered with its receipt, and its bytes are gone', async () => {
    const { statut, corps } = await envoyer(message('M-1', sansCle()));
    expect(statut).toBe(200);
    expect(corps.resultats).toEqual([
      {
        fait: true,
        reponse: expect.objectContaining({
          accuseReception: expect.objectContaining({ reference: expect.stringMatching(/^IP-/) }),
          recu: expect.objectContaining({ jws: expect.any(String) }),
        }),
      },
    ]);
    const { id } = corps.resultats[0].reponse.accuseReception;
    await monde.webhook('crip', 'information-preoccupante.recue', id);
    expect(await enveloppes()).toEqual([{ etat: 'TRAITEE', essais: 1, contenu: null, cle: 'M-1' }]);
  });

  test('the same message has the same answer, to the byte, and is done once', async () => {
    const un = message('M-2', sansCle(), sansCle());
    const avant = await informations();
    const ensemble = await Promise.all(Array.from({ length: 6 }, () => envoyer(un)));
    const textes = [...ensemble, await envoyer(un), await envoyer(un)].map(({ texte }) => texte);
    // The lane's answer says the instant: a second reading of the same message would say another.
    expect(new Set(textes).size).toBe(1);
    expect(ensemble[0]?.corps.resultats).toHaveLength(2);
    expect(await informations()).toBe((avant ?? NaN) + 2);
    expect(await enveloppes()).toHaveLength(1);
  });

  test('its identifier with other bytes is refused, nothing is done, its institution is told', async () => {
    await envoyer(message('M-3', sansCle()));
    const [avant, avertis] = [await informations(), await avertissements()];
    const { statut, corps } = await envoyer(message('M-3', sansCle()));
    expect([statut, corps.etat]).toEqual([409, 'CONFLIT']);
    expect(await informations()).toBe(avant);
    expect(await avertissements()).toBe((avertis ?? NaN) + 1);
    expect(await compter(`FROM hub.audit WHERE acte = 'contredireMessage'`)).toBe(1);
    expect(await enveloppes()).toHaveLength(1);
  });

  test('what one part lacks does not hold back the others', async () => {
    const { corps } = await envoyer(message('M-4', null, { ...sansCle(), naturesDanger: [] }, sansCle(), { x: 1 }));
    expect(corps.resultats.map(({ fait }: { fait: boolean }) => fait)).toEqual([false, false, true, false]);
    const [illisible, refusee, , inconnue] = corps.resultats;
    expect(illisible.erreurs).toEqual([ILLISIBLE]);
    expect(refusee.erreurs[0].champ[0]).toMatch(/^nature/);
    expect(inconnue.passager).toBe(false);
    expect(inconnue.erreurs).toContainEqual({
      ...{ code: 'CHAMP_REQUIS', champ: ['naturePrincipale'] },
      message: 'naturePrincipale : ce champ est obligatoire.',
    });
    expect(inconnue.erreurs).toContainEqual(expect.objectContaining({ code: 'VALEUR_INVALIDE', champ: ['x'] }));
  });

  test('unreadable, it is put aside sealed, and told once however often it comes', async () => {
    const avertis = await avertissements();
    for (let fois = 0; fois < 4; fois += 1) {
      const { statut, corps } = await envoyer('{"cle": "M-5", "fiches": [{"nom": "Secretissime');
      expect([statut, corps.erreurs]).toEqual([422, [ILLISIBLE]]);
    }
    const [ecartee, ...autres] = await enveloppes();
    expect(autres).toEqual([]);
    expect(ecartee).toMatchObject({ etat: 'ECARTEE', essais: 4, cle: null });
    expect(ecartee?.contenu?.toString('latin1')).not.toContain('Secretissime');
    expect(await avertissements()).toBe((avertis ?? NaN) + 1);
    const boite = await monde.demander('college', '{ notifications(first: 50) { edges { node { type } } } }');
    const types = boite.body.data.notifications.edges.map(({ node }: { node: { type: string } }) => node.type);
    expect(types).toContain('message.ecarte');
  });

  test('a reader that fails loses nothing: the message is put aside and never a 5xx', async () => {
    const { statut, corps } = await envoyer('faute du lecteur');
    expect([statut, corps.erreurs[0].code]).toEqual([422, 'LECTURE_IMPOSSIBLE']);
    expect((await enveloppes())[0]).toMatchObject({ etat: 'ECARTEE' });
  });

  test('an operator sees codes and places, has it read again once the reader is mended, and may stop', async () => {
    lecteurRepare = false;
    const un = message('M-8', sansCle());
    for (const essaiDe of [un, 'faute du lecteur']) await envoyer(essaiDe);
    const avertis = await avertissements();
    const montre = await hub('messages');
    expect(montre.stdout).toMatch(/^2 messages de côté\.\n/);
    expect(montre.stdout).toContain('LECTURE_IMPOSSIBLE');
    expect(montre.stdout).not.toContain('Durand');
    expect(await hub('messages --classer --reprendre')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/deux/),
    });
    expect(await hub('messages --voie essai --reprendre')).toMatchObject({
      code: 2,
      stderr: '2 messages de côté. Pour les faire relire, ajouter --oui.\n',
    });

    await base.query(`UPDATE hub.partenaire SET revoque_le = now() WHERE role = 'college'`);
    expect((await hub('messages --reprendre --oui')).stdout).toBe('2 messages à relire.\n');
    expect((await hub('messages --arreter')).stdout).toBe('2 messages de nouveau de côté.\n');
    await base.query(`UPDATE hub.partenaire SET revoque_le = NULL WHERE role = 'college'`);

    lecteurRepare = true;
    const avant = (await informations()) ?? NaN;
    expect((await hub('messages --reprendre --oui')).stdout).toBe('2 messages à relire.\n');
    await until('read again', async () => (await enveloppes()).every(({ etat }) => /TRAITEE|ECARTEE/.test(etat)));
    expect((await enveloppes()).map(({ etat }) => etat).sort()).toEqual(['ECARTEE', 'TRAITEE']);
    expect(await informations()).toBe(avant + 1);
    expect(await avertissements()).toBe(avertis);
    // The sender, who knows nothing of it, sends the same message: it is done.
    expect((await envoyer(un)).corps.resultats[0].fait).toBe(true);
    expect(await informations()).toBe(avant + 1);
    expect(await compter(`FROM hub.audit WHERE acte IN ('reprendreMessages', 'arreterReprise')`)).toBe(3);
  });

  test('corrected by its sender, it is closed: its bytes go, what was wrong with it stays, the journal names it', async () => {
    for (const illisible of ['{"cle": "M-9"', '{"cle": "M-10"']) await envoyer(illisible);
    const [un] = await base.query<{ id: string }>('SELECT id FROM hub.enveloppe ORDER BY id');
    const dit = { code: 2, stderr: '1 message de côté. Pour en effacer les octets et les classer, ajouter --oui.\n' };
    expect(await hub(`messages --message ${un!.id} --classer`)).toMatchObject(dit);
    expect((await hub(`messages --message ${un!.id} --classer --oui`)).stdout).toBe('1 message classé.\n');
    expect((await hub('messages')).stdout).toMatch(/^1 message de côté\./);
    expect((await enveloppes())[0]).toMatchObject({ etat: 'CLASSEE', contenu: null });
    expect(await compter(`FROM hub.audit WHERE acte = 'classerMessages'`)).toBe(1);
    // The same bytes again are told again.
    const avertis = (await avertissements()) ?? NaN;
    await envoyer('{"cle": "M-9"');
    expect(await avertissements()).toBe(avertis + 1);
    expect((await hub('messages --message lundi')).code).toBe(2);
  });

  test('that asks for nothing, nothing is left of it', async () => {
    expect((await envoyer(message('M-6'))).statut).toBe(200);
    expect(await enveloppes()).toEqual([]);
  });

  test('what will pass later is not over: sent again, it is done then', async () => {
    const un = message('M-7', sansCle());
    await base.query('ALTER TABLE crip.information_preoccupante RENAME TO ailleurs');
    const pendant = await envoyer(un);
    await base.query('ALTER TABLE crip.ailleurs RENAME TO information_preoccupante');
    expect(pendant.corps.resultats[0]).toMatchObject({ fait: false, passager: true });
    expect(await enveloppes()).toMatchObject([{ etat: 'RECUE', cle: 'M-7' }]);
    expect((await envoyer(un)).corps.resultats[0]).toMatchObject({ fait: true });
    expect(await enveloppes()).toMatchObject([{ etat: 'TRAITEE', cle: 'M-7' }]);
  });

  test.each([
    ['by who has no token', { jeton: 'faux' }, '{}', 401],
    ['by an institution to which the lane is not open', { client: 'hopital' as never }, '{}', 403],
    ['of another type', { type: 'application/xml' }, '{}', 415],
    ['too long', {}, 'x'.repeat(20_001), 413],
  ])('%s: refused, and nothing is kept', async (_, par, corps, statut) => {
    expect((await envoyer(corps, par)).statut).toBe(statut);
    expect(await enveloppes()).toEqual([]);
  });

  test('every line that its messages left on the journal is signed', async () => {
    await until('the journal is sealed', async () => (await verifier()).taille === (await inscrits()));
    expect((await verifier()).anomalies).toEqual([]);
    expect(await compter(`FROM hub.audit WHERE acte IN ('ecarterMessage', 'contredireMessage')`)).toBeGreaterThan(1);
  });

  test('messages are counted by lane and by issue', async () => {
    const texte = await (await fetch(monde.url.replace('/graphql', '/metrics'))).text();
    expect(texte).toMatch(/hub_messages_total\{voie="essai",issue="ILLISIBLE"\} \d/);
    expect(texte).toMatch(/hub_messages_total\{voie="essai",issue="REPETE"\} \d/);
  });
});
