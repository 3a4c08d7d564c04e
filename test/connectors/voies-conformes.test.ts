import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { demoClients, isDemoClientName, type DemoClientName } from '../../src/auth/demo-clients';
import { createLogger } from '../../src/platform/logger';
import { MessageIllisible, type Issue, type Partenaire, type VoieEntrante } from '../../connectors/entrant';
import { VOIES } from '../../connectors/registry';
import { readConfig } from '../../src/platform/config';
import { ouvrirMonde, type Monde } from '../scenarios/monde';
import { freshDatabase, type TestDatabase } from '../support/database';
import { SIMULATORS } from '../support/simulators';

/** Samples of a lane: `connectors/<folder>/samples/<name of the lane>….<format>`. */
const EXEMPLES = readdirSync('connectors', { withFileTypes: true })
  .filter((dossier) => dossier.isDirectory())
  .flatMap(({ name }) => {
    const dossier = join('connectors', name, 'samples');
    try {
      return readdirSync(dossier).map((nom) => ({ nom, texte: readFileSync(join(dossier, nom), 'utf8') }));
    } catch {
      return [];
    }
  });
const exemplesDe = ({ nom }: VoieEntrante) => EXEMPLES.filter((exemple) => exemple.nom.startsWith(`${nom}.`));

/** The demonstration partner that speaks by that lane, the one of its sample. */
function expediteurDe({ roles }: VoieEntrante): DemoClientName {
  const role = roles.at(-1) ?? '';
  if (!isDemoClientName(role)) throw new Error(`no demonstration client has the role ${role}`);
  return role;
}

const entrantes = VOIES.map((voie) => [voie.nom, voie] as const);
const RUNS = 10_000;

describe.each(entrantes)('voie %s, sans hub', (_, voie) => {
  const { institution, role, territoire } = demoClients[expediteurDe(voie)];
  const de: Partenaire = { institution, role, territoire };
  const recuLe = new Date('2026-11-23T10:00:00Z');
  const issueDe = (corps: Buffer): Issue => {
    try {
      voie.signe?.({ corps });
      const lecture = voie.lire({
        de,
        corps,
        type: voie.http?.types[0] ?? '',
        jeu: undefined,
        recuLe,
        production: false,
      });
      const resultats = lecture.demandes.map((demande) =>
        'erreurs' in demande
          ? ({ fait: false, erreurs: demande.erreurs, passager: false } as const)
          : ({
              fait: true,
              reponse: { accuseReception: { id: 'i', reference: 'IP-2026-ABCD' }, recu: { id: 'R-1' } },
            } as const),
      );
      return { etat: 'LU', lecture, resultats };
    } catch (error) {
      if (error instanceof MessageIllisible) return { etat: 'ILLISIBLE', erreurs: error.erreurs };
      throw error;
    }
  };

  test('a au moins un exemple, et chacun se lit', () => {
    expect(exemplesDe(voie).length).toBeGreaterThan(0);
    for (const { texte } of exemplesDe(voie)) {
      const issue = issueDe(Buffer.from(texte));
      expect(issue).toMatchObject({ etat: 'LU' });
      expect(voie.repondre({ corps: Buffer.from(texte), recuLe }, issue).statut).toBeLessThan(300);
    }
  });

  test('dix mille exemples abîmés : lus ou refusés avec un code, jamais une autre erreur ; toujours une réponse', () => {
    const exemples = exemplesDe(voie).map(({ texte }) => Buffer.from(texte));
    const octets = fc.oneof(
      fc.uint8Array({ maxLength: 12 }),
      fc.constantFrom('{', '[', '"', '\\u0000', '\r', '|', ';', '0', 'null').map((texte) => Buffer.from(texte)),
    );
    const mutation = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(40), octets);
    fc.assert(
      fc.property(
        fc.nat(exemples.length - 1),
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        (lequel, mutations) => {
          const corps = mutations.reduce(
            (abime, [ou, retires, ajoutes]) => {
              const debut = Math.floor(ou * abime.length);
              return Buffer.concat([abime.subarray(0, debut), ajoutes, abime.subarray(debut + retires)]);
            },
            exemples[lequel] ?? Buffer.alloc(0),
          );
          const issue = issueDe(corps);
          const { statut, corps: rendu } = voie.repondre({ corps, recuLe }, issue);
          if (issue.etat === 'ILLISIBLE') {
            expect(statut).toBe(422);
            for (const { code, message } of issue.erreurs) expect(code.length * message.length).toBeGreaterThan(0);
          } else expect([200, 202, 422]).toContain(statut);
          expect(rendu).not.toBe('');
        },
      ),
      { numRuns: RUNS, seed: 20261123 },
    );
  });
});

describe('voies sur un hub', () => {
  let base: TestDatabase;
  let dossier: string;
  let monde: Monde;
  const journal: string[] = [];

  beforeAll(async () => {
    base = await freshDatabase();
    dossier = mkdtempSync(join(tmpdir(), 'voies-'));
    const config = readConfig({ PORT: '0', DATABASE_URL: base.url, HUB_DATA_DIR: dossier });
    const logger = createLogger({ level: 'debug', destination: { write: (ligne: string) => journal.push(ligne) } });
    monde = await ouvrirMonde({ config, logger });
  });
  afterAll(async () => {
    await monde.fermer();
    await base.drop();
    rmSync(dossier, { recursive: true });
  });

  const compter = async (table: string) =>
    (await base.query<{ nombre: number }>(`SELECT count(*)::int nombre FROM ${table}`))[0]?.nombre;
  const inscrits = () => Promise.all(['crip.enfant', 'hub.idempotence'].map(compter));

  describe.each(entrantes.filter(([, { http }]) => http))('%s', (_, voie) => {
    const client = expediteurDe(voie);
    const emission = SIMULATORS.flatMap(({ emissions }) => emissions).find((une) => une.voie === voie)!;
    const { chemin = '' } = voie.http ?? {};
    const envoyer = (corps: string, { qui = client, cle = monde.cle(qui), media = emission.type } = {}) =>
      monde.software(qui).envoyer(emission, corps, { cle, type: media });

    test('les exemples passent, et donnent deux fois la même réponse', async () => {
      for (const { texte } of exemplesDe(voie)) {
        const premiere = await envoyer(texte);
        expect([premiere.statut, premiere.corps]).toEqual([
          premiere.statut < 300 ? premiere.statut : 200,
          premiere.corps,
        ]);
        const avant = await inscrits();
        expect(await envoyer(texte)).toEqual(premiere);
        expect(await inscrits()).toEqual(avant);
        const altere = await envoyer(`${texte}\n`);
        expect(altere.statut).toBe(409);
      }
    });

    test('trop grand : 413 ; un autre type : 415 ; une autre institution, un autre rôle : refusés', async () => {
      const texte = exemplesDe(voie)[0]?.texte ?? '';
      const avant = await compter('crip.enfant');
      expect((await envoyer('x'.repeat(voie.limiteOctets + 1))).statut).toBe(413);
      expect((await envoyer(texte, { media: 'application/xml' })).statut).toBe(415);
      const etranger = voie.roles.includes('juge') ? 'dpo' : 'juge';
      expect((await envoyer(texte, { qui: etranger })).statut).toBe(403);
      expect((await fetch(new URL(chemin, monde.url), { method: 'POST', body: texte })).status).toBe(401);
      if (voie.signe) {
        const faux = await envoyer(texte.replace('2026', '2025'), { cle: monde.cle('dpo') });
        expect(faux.statut).toBe(422);
        expect(JSON.parse(faux.corps).data.erreurs[0].code).toBe('CLE_INCONNUE');
        const nu = await monde.software(client).poster(chemin, emission.type, texte.replace('2026', '2024'));
        expect(JSON.parse(nu.corps).data.erreurs[0].code).toBe('SIGNATURE_ABSENTE');
      }
      expect(await compter('crip.enfant')).toBe(avant);
    });

    test('rien de ce que disent les exemples n’est dans les journaux', () => {
      const dits = journal.join('');
      expect(dits).not.toBe('');
      for (const { texte } of exemplesDe(voie))
        for (const nom of texte.match(/\bLac[a-zé-]{3,}/giu) ?? []) expect(dits).not.toContain(nom);
      expect(exemplesDe(voie).every(({ texte }) => /\bLac[a-zé]{3,}/iu.test(texte))).toBe(true);
    });
  });
});
