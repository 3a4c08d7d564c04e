import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { signataire, type Trousseau } from '../../src/audit/cles';
import { inscrireAcces } from '../../src/audit/inscrire';
import { dossierTemoin } from '../../src/audit/export';
import { ordonner } from '../../src/audit/ordonner';
import { poserPoint } from '../../src/audit/points';
import { sceller } from '../../src/audit/recu';
import { nouveauTrousseau } from '../../src/audit/trousseau';
import type { Database } from '../../src/platform/database';

export const NOW = new Date('2026-03-02T10:00:00.000Z');
export const trousseau: Trousseau = nouveauTrousseau('essai.invalid/journal');

/** An act as the runner writes it, about an object of its own. */
export function unActe(rang: number, cles = trousseau) {
  return sceller(
    {
      ...{ id: v7(), acte: 'transmettreInformationPreoccupante', institution: '0319001R', acteur: 'demo-college' },
      objets: [{ type: 'InformationPreoccupante', id: v7() }],
      reference: `IP-${String(rang)}`,
      empreinte: createHash('sha256').update(String(rang)).digest('hex'),
      le: new Date(NOW.getTime() + rang),
    },
    signataire(cles, 'recus', NOW),
  );
}

export async function agir(database: Database, nombre: number, par = 1): Promise<void> {
  for (let fait = 0; fait < nombre; fait += par)
    await database.transaction((tx) =>
      tx.insert(Array.from({ length: Math.min(par, nombre - fait) }, (_, i) => unActe(fait + i).ecriture)),
    );
}

export function consulter(database: Database, enfants: readonly string[], operation: string = v7()): Promise<void> {
  return inscrireAcces(
    database,
    enfants.map((id) => ({ type: 'Enfant', id, enfantId: id })),
    { id: operation, institution: 'crip-31', acteur: 'demo-crip', finalite: null, le: NOW },
  );
}

/** Orders what waits, signs, and copies what is signed. */
export async function sceau(
  database: Database,
  dossier: string,
  cles = trousseau,
  now = NOW,
  cadence = { nombre: 1, dureeMs: 0 },
) {
  const nombre = await ordonner(database);
  const temoins = dossierTemoin(dossier);
  const point = await poserPoint(database, {
    ...{ signataire: signataire(cles, 'journal', now), trousseau: cles, now },
    ...{ cadence, temoin: await temoins.lire() },
  });
  await temoins.completer(database);
  return { nombre, point };
}

export function dossierNeuf(): string {
  return mkdtempSync(join(tmpdir(), 'passerelle-journal-'));
}

/** As who owns the tables and the server: nothing of ours stands in the way. */
export async function falsifier(database: Database, ...instructions: string[]): Promise<void> {
  const tables = ['audit', 'acces', 'journal', 'journal_noeud', 'point_de_controle'].map((nom) => `hub.${nom}`);
  for (const table of tables) await database.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  for (const instruction of instructions) await database.query(instruction);
  for (const table of tables) await database.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
}
