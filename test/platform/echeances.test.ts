import { randomUUID } from 'node:crypto';
import { LIGNES_ECHEANCE, type LigneEcheance } from '../../src/domain/deadlines';
import { RefusError } from '../../src/domain/errors';
import { TRIBUNAUX } from '../../src/domain/tribunaux';
import { EcheanceRow } from '../../src/platform/echeance.entity';
import {
  cloreEcheances,
  echeancesDe,
  ouvrirEcheance,
  prolongerEcheance,
  reprendreEcheance,
  suspendreEcheance,
  type Ouverture,
} from '../../src/platform/echeances';
import { freshDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const newId = () => randomUUID();

async function ouvrir(ouverture: Partial<Ouverture> = {}) {
  const sujetId = randomUUID();
  const { ecriture, publiee } = ouvrirEcheance(newId, {
    ...{ regle: 'A1' as const, sujetId, depart: new Date('2026-03-02T09:00:00Z'), collectivite: '31' },
    now: ouverture.depart instanceof Date ? ouverture.depart : new Date('2026-03-02T09:00:00Z'),
    ...ouverture,
  });
  await database.transaction((tx) => tx.insert([ecriture]));
  return { sujetId, publiee };
}

function lignesDe(sujetId: string) {
  return database.dataSource.getRepository(EcheanceRow).find({ where: { sujetId }, order: { ouverteLe: 'ASC' } });
}

async function une(sujetId: string): Promise<EcheanceRow> {
  const [row] = await lignesDe(sujetId);
  if (row === undefined) throw new Error('no row');
  return row;
}

describe('the row keeps the whole computation', () => {
  it('counts the local day, warns at its midnight, and is missed when the day ends there', async () => {
    const { sujetId, publiee } = await ouvrir();
    const row = await une(sujetId);
    expect(row).toMatchObject({
      ...{
        departJour: '2026-03-02',
        dateLimite: '2026-06-02',
        dateReportee: '2026-06-02',
        dateOpposable: '2026-06-02',
      },
      ...{ acteur: 'crip-31', avertie: 'crip-31', etat: 'OUVERTE', sujetType: 'InformationPreoccupante' },
      limiteLe: new Date('2026-06-02T22:00:00Z'),
      paliers: ['J-30', 'J-15', 'J-5', 'J-1', 'DEPASSEE'],
      prochaineAlerteLe: new Date('2026-05-02T22:00:00Z'),
      echueAOuverture: false,
    });
    expect(row.etapes).toEqual(publiee.etapes);
    expect(publiee).toMatchObject({ dateReportee: '2026-06-02', verifie: row.verifie });
  });

  it.each([
    ['974', '2026-03-02T21:00:00Z', '2026-03-03', '2026-06-03T20:00:00Z'],
    ['971', '2026-03-03T03:00:00Z', '2026-03-02', '2026-06-03T04:00:00Z'],
  ])('reads the start in the time of the territory %s', async (collectivite, depart, jour, limite) => {
    const row = await une((await ouvrir({ collectivite, depart: new Date(depart) })).sujetId);
    expect(row).toMatchObject({ departJour: jour, limiteLe: new Date(limite) });
  });

  it('counts a judicial rule at the seat of the court, and warns the parquet', async () => {
    const depart = new Date('2025-04-10T10:00:00Z');
    const colmar = await ouvrir({ regle: 'J1', depart, territoire: '68066' });
    const row = await une(colmar.sujetId);
    expect(row).toMatchObject({ acteur: 'tj68066', dateLimite: '2025-04-18', dateReportee: '2025-04-22' });
    expect(row.verifie).toBe(colmar.publiee.verifie);
  });

  it('warns whom the text tells when the one that is bound is outside the hub', async () => {
    const row = await une((await ouvrir({ regle: 'A7' })).sujetId);
    expect(row).toMatchObject({ acteur: null, avertie: 'crip-31' });
  });

  it('binds the juge des enfants of the court', async () => {
    const row = await une((await ouvrir({ regle: 'J2', territoire: '31555' })).sujetId);
    expect(row).toMatchObject({ acteur: 'je-tj31555', avertie: 'je-tj31555', sujetType: 'RequeteJuge' });
  });

  it('counts hours to the minute', async () => {
    const row = await une((await ouvrir({ regle: 'A5', depart: new Date('2026-03-28T10:30:00Z') })).sujetId);
    expect(row.limiteLe).toEqual(row.alertes.at(-1));
    expect(row.paliers).toContain('H-24');
  });

  it('flags a term already past when it is opened, to be told at once', async () => {
    const now = new Date('2026-09-01T08:00:00Z');
    const row = await une((await ouvrir({ now })).sujetId);
    expect(row.echueAOuverture).toBe(true);
    expect(row.prochaineAlerteLe && row.prochaineAlerteLe < now).toBe(true);
  });

  it('is computed for every court of the hub', () => {
    for (const code of TRIBUNAUX.keys())
      expect(() =>
        ouvrirEcheance(newId, {
          ...{ regle: 'J1', sujetId: newId(), depart: new Date(), collectivite: '31', territoire: code.slice(2) },
          now: new Date(),
        }),
      ).not.toThrow();
  });
});

describe('what becomes of it is kept', () => {
  const now = new Date('2026-04-01T08:00:00Z');

  it('closed, done or without object', async () => {
    const faite = await ouvrir();
    const inutile = await ouvrir();
    await database.transaction(async (tx) => {
      expect(await cloreEcheances(tx, faite.sujetId, ['A1', 'A2'], now, 'TENUE')).toBe(1);
      expect(await cloreEcheances(tx, inutile.sujetId, ['A1'], now, 'SANS_OBJET')).toBe(1);
      expect(await cloreEcheances(tx, inutile.sujetId, ['A1'], now, 'TENUE')).toBe(0);
    });
    expect(await une(faite.sujetId)).toMatchObject({ etat: 'TENUE', closeLe: now, prochaineAlerteLe: null });
    expect(await une(inutile.sujetId)).toMatchObject({ etat: 'CLOSE', closeLe: now });
  });

  it('one at most runs for a rule of a record; a closed one can be followed by another', async () => {
    const { sujetId } = await ouvrir();
    await expect(ouvrir({ sujetId })).rejects.toMatchObject({ code: '23505' });
    await database.transaction((tx) => cloreEcheances(tx, sujetId, ['A1'], now, 'TENUE'));
    await ouvrir({ sujetId });
    expect(await lignesDe(sujetId)).toHaveLength(2);
  });

  it('prolonged before its end (J5), refused after', async () => {
    const { sujetId } = await ouvrir({ regle: 'J4', territoire: '31555' });
    const prolonger = (quand: Date) =>
      database.transaction(async (tx) => {
        const { ecriture, publiee } = await prolongerEcheance(tx, newId, {
          sujetId,
          regle: 'J4',
          par: 'J5',
          now: quand,
        });
        await tx.insert([ecriture]);
        return publiee;
      });
    await expect(prolonger(new Date('2026-09-04T08:00:00Z'))).rejects.toThrow(RefusError);
    expect(await prolonger(now)).toMatchObject({ regle: 'J5', dateLimite: '2027-03-02' });
    const [j4, j5] = await lignesDe(sujetId);
    expect(j4).toMatchObject({ etat: 'PROLONGEE', prolongeePar: j5?.id, dateLimite: '2026-09-02' });
    expect(j5).toMatchObject({ regle: 'J5', departJour: '2026-09-02', territoire: '31555', etat: 'OUVERTE' });
    await expect(prolonger(now)).rejects.toThrow(RefusError);
  });

  it('prolonged from the same trigger when the row counts both from it (A13)', async () => {
    const depart = new Date('2025-10-31T09:00:00Z');
    const { sujetId, publiee } = await ouvrir({ regle: 'A13', depart });
    expect(publiee.dateLimite).toBe('2026-02-28');
    const longue = await database.transaction(async (tx) => {
      const { ecriture, publiee: autre } = await prolongerEcheance(tx, newId, {
        ...{ sujetId, regle: 'A13', par: 'A13_PROLONGE', depuis: 'ORIGINE', now: new Date('2026-02-01T08:00:00Z') },
      });
      await tx.insert([ecriture]);
      return autre;
    });
    // Six months of the request, not two of the end of the four.
    expect(longue.dateLimite).toBe('2026-04-30');
    expect((await lignesDe(sujetId)).map(({ sujetType }) => sujetType)).toEqual(['LieuAccueil', 'LieuAccueil']);
  });

  it('prolonged for a party far away: its distance counts again', async () => {
    const residence = { territoire: '974' };
    const { sujetId, publiee } = await ouvrir({ regle: 'J13', territoire: '31555', residence });
    expect(publiee.dateLimite).toBe('2026-04-17');
    const prolongee = await database.transaction(async (tx) => {
      const { ecriture, publiee: longue } = await prolongerEcheance(tx, newId, {
        ...{ sujetId, regle: 'J13', par: 'J13', now },
      });
      await tx.insert([ecriture]);
      return longue;
    });
    // Fifteen days and one month from 17 April.
    expect(prolongee.dateLimite).toBe('2026-06-01');
    expect(prolongee.etapes.join(' ')).toContain('Distance : 1 mois de plus');
    expect((await lignesDe(sujetId)).map((row) => row.residence)).toEqual([residence, residence]);
  });

  it('suspended then resumed: longer by as many days, the first row stays', async () => {
    const { sujetId } = await ouvrir();
    await database.transaction(async (tx) => {
      expect(await suspendreEcheance(tx, { sujetId, regle: 'A1', now, motif: 'famille introuvable.' })).toBe(true);
    });
    expect(await une(sujetId)).toMatchObject({ etat: 'SUSPENDUE', prochaineAlerteLe: null });
    const reprise = new Date('2026-04-11T08:00:00Z');
    await database.transaction(async (tx) => {
      await tx.insert([await reprendreEcheance(tx, newId, { sujetId, regle: 'A1', now: reprise })]);
    });
    const [avant, apres] = await lignesDe(sujetId);
    expect(avant).toMatchObject({ etat: 'PROLONGEE', prolongeePar: apres?.id, dateLimite: '2026-06-02' });
    expect(apres).toMatchObject({
      ...{ etat: 'OUVERTE', dateLimite: '2026-06-12', limiteLe: new Date('2026-06-12T22:00:00Z') },
      prochaineAlerteLe: new Date('2026-05-12T22:00:00Z'),
    });
    expect(apres?.etapes.at(-1)).toContain('10 jours');
  });
});

describe('a law that changes on a day', () => {
  const [a1] = LIGNES_ECHEANCE.filter(({ regle, validTo }) => regle === 'A1' && validTo === null);
  const lignes: LigneEcheance[] = a1
    ? [
        { ...a1, validTo: '2026-07-01' },
        { ...a1, duree: { mois: 2 }, article: 'article nouveau', validFrom: '2026-07-01' },
      ]
    : [];

  it('applies to the facts of its own time, in the ledger and when it is read again', async () => {
    const veille = await ouvrir({ depart: new Date('2026-06-30T21:59:00Z'), lignes });
    const jourMeme = await ouvrir({ depart: new Date('2026-06-30T22:00:00Z'), lignes });
    expect(veille.publiee).toMatchObject({ dateLimite: '2026-09-30', article: a1?.article });
    expect(jourMeme.publiee).toMatchObject({ dateLimite: '2026-09-01', article: 'article nouveau' });
    const lues = await echeancesDe(
      { lecture: database.dataSource, now: () => new Date('2026-07-01T12:00:00Z') },
      [veille.sujetId, jourMeme.sujetId],
      lignes,
    );
    expect(lues.get(veille.sujetId)).toEqual([veille.publiee]);
    // 22:00 UTC on the 30th is already the 1st in Paris.
    expect(lues.get(jourMeme.sujetId)).toEqual([jourMeme.publiee]);
  });
});
