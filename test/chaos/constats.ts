import { join } from 'node:path';
import { setTimeout as dormir } from 'node:timers/promises';
import { trousseauDemo } from '../../src/audit/trousseau';
import { verifierJournal } from '../../src/audit/verifier-journal';
import { demoClients } from '../../src/auth/demo-clients';
import { ABONNES, type Banc } from './banc';
import type { Bilan } from './bilan';

/** What does not match, in words; empty when everything was kept. */
export interface Constat {
  readonly perdus: readonly string[];
  readonly doubles: readonly string[];
  readonly nonProuves: readonly string[];
}

const CALME_MS = 120_000;

/** Tables that one accepted act each adds one row to, and the acts. */
const LIGNES: readonly (readonly [table: string, ...actes: string[]])[] = [
  ['crip.information_preoccupante', 'transmettreInformationPreoccupante', 'transmettreSoitTransmis'],
  ['crip.evaluation', 'ouvrirEvaluation'],
  ['crip.demande', 'demanderComplement'],
  ['crip.signalement', 'signalerAuParquet'],
  ['defenseur.saisine', 'transmettreSaisineDefenseur'],
  ['justice.decision', 'notifierDecision'],
  ['justice.mesure_urgente', 'notifierMesureUrgente'],
  ['justice.requete', 'saisirJugeDesEnfants'],
  ['justice.soit_transmis', 'transmettreSoitTransmis'],
  ['justice.suite', 'enregistrerSuites'],
];

/** Events that one accepted act each raises once, and the acts. */
const EVENEMENTS: readonly (readonly [type: string, ...actes: string[]])[] = [
  ['demande.adressee', 'demanderComplement'],
  ['demande.repondue', 'repondreComplement'],
  ['information-preoccupante.recue', 'transmettreInformationPreoccupante', 'transmettreSoitTransmis'],
  ['piece.jointe', 'joindrePiece'],
  ['mesure-urgente.notifiee', 'notifierMesureUrgente'],
  ['retour.envoye', 'envoyerRetour'],
  ['signalement.transmis', 'signalerAuParquet'],
  ['soit-transmis.recu', 'transmettreSoitTransmis'],
  ['suites.enregistrees', 'enregistrerSuites'],
];

const RESTE = `
  SELECT
    (SELECT count(*)::int FROM hub.livraison WHERE etat = 'EN_ATTENTE' AND canal IS NULL) livraisons,
    (SELECT count(*)::int FROM hub.echeance WHERE etat = 'OUVERTE' AND prochaine_alerte_le <= now()) echeances,
    (SELECT count(*)::int FROM ase.reception WHERE accusee_le IS NULL AND prochaine_le <= now()) paliers,
    (SELECT (SELECT count(*) FROM hub.audit) + (SELECT count(*) FROM hub.acces)
       - (SELECT count(*) FROM hub.journal))::int journal`;

/** A retry waits for its hour, which comes: 5 s, then 15, 45… */
const PASSER_LES_REPRISES = `
  UPDATE hub.livraison SET prochaine_le = now() WHERE etat = 'EN_ATTENTE' AND tentatives > 0 AND prochaine_le > now()`;

/** Waits until nothing is owed any more. @returns what still is after two minutes */
export async function attendreLeCalme({ database }: Banc): Promise<string[]> {
  const limite = performance.now() + CALME_MS;
  for (;;) {
    await database.query(PASSER_LES_REPRISES);
    const [reste = {}] = await database.query<Record<string, number>>(RESTE);
    const restes = Object.entries(reste).filter(([, nombre]) => nombre !== 0);
    if (restes.length === 0) return [];
    if (performance.now() > limite) return restes.map(([quoi, nombre]) => `${String(nombre)} ${quoi} still owed`);
    await dormir(50);
  }
}

/** Minutes pass for what nobody acknowledged, whose ladder has a rung each quarter of an hour. */
export async function passerDesMinutes({ database }: Banc): Promise<void> {
  await database.query(
    `UPDATE ase.reception SET ouverte_le = ouverte_le - interval '8 min', prochaine_le = prochaine_le - interval '8 min'
     WHERE accusee_le IS NULL AND rang < 3`,
  );
}

const ECARTS = `
  SELECT 'escalade' quoi, count(*)::int nombre FROM ase.reception r
    WHERE rang <> (SELECT count(*) FROM ase.escalade e WHERE e.sujet_id = r.sujet_id)
  UNION ALL SELECT 'palier en avance', count(*)::int FROM ase.reception
    WHERE accusee_le IS NULL AND rang > extract(epoch FROM now() - ouverte_le) / 900
  UNION ALL SELECT 'palier en retard', count(*)::int FROM ase.reception
    WHERE accusee_le IS NULL AND rang < least(2, floor(extract(epoch FROM now() - ouverte_le - interval '5 s') / 900))
  UNION ALL SELECT 'palier deux fois', ((SELECT count(*) FROM hub.evenement WHERE type LIKE '%.escaladee')
    - (SELECT count(*) FROM ase.escalade))::int
  UNION ALL SELECT 'alerte deux fois', ((SELECT count(*) FROM hub.evenement WHERE type LIKE 'echeance.%')
    - (SELECT count(*) FROM hub.alerte_echeance))::int
  UNION ALL SELECT 'pièce sans octets', count(*)::int FROM hub.piece WHERE information_id IS NOT NULL AND etat = 'EN_COURS'
  UNION ALL SELECT 'livraison morte', count(*)::int FROM hub.livraison WHERE etat = 'MORTE'
  UNION ALL SELECT 'acte deux fois', count(*)::int FROM (
    SELECT FROM hub.audit WHERE kid IS NOT NULL GROUP BY institution, acte, empreinte HAVING count(*) > 1) deux
  UNION ALL SELECT 'echeance deux fois', count(*)::int FROM (
    SELECT FROM hub.echeance GROUP BY sujet_id, regle, depart, acteur HAVING count(*) > 1) deux`;

/** Compares all that the hub holds with all that the partners were told, once it is calm. */
export async function constater(banc: Banc, bilan: Bilan): Promise<Constat> {
  const { database, abonnes, config } = banc;
  const perdus: string[] = [];
  const doubles: string[] = [...bilan.contradictions];
  const compare = (quoi: string, tenus: number, attendus: number) => {
    if (tenus < attendus) perdus.push(`${quoi}: ${String(tenus)} of ${String(attendus)}`);
    if (tenus > attendus) doubles.push(`${quoi}: ${String(tenus)} for ${String(attendus)}`);
  };
  const somme = (actes: readonly string[]) => actes.reduce((total, acte) => total + bilan.compte(acte), 0);
  const compter = async (sql: string, valeurs: unknown[] = []) =>
    (await database.query<{ nombre: number }>(sql, valeurs))[0]?.nombre ?? 0;

  const recus = [...bilan.acceptes.keys()];
  compare(
    'receipts',
    await compter('SELECT count(*)::int nombre FROM hub.audit WHERE id = ANY($1::uuid[])', [recus]),
    recus.length,
  );
  compare('acts', await compter('SELECT count(*)::int nombre FROM hub.audit WHERE kid IS NOT NULL'), recus.length);
  for (const [table, ...actes] of LIGNES)
    compare(table, await compter(`SELECT count(*)::int nombre FROM ${table}`), somme(actes));
  for (const [type, ...actes] of EVENEMENTS)
    compare(
      type,
      await compter('SELECT count(*)::int nombre FROM hub.evenement WHERE type = $1', [type]),
      somme(actes),
    );

  // A deadline may be of another object than the one of the receipt: they are counted by rule.
  const dites = new Map<string, number>();
  for (const regles of bilan.acceptes.values())
    for (const regle of regles) dites.set(regle, (dites.get(regle) ?? 0) + 1);
  for (const [regle, nombre] of dites) {
    const tenues = await compter('SELECT count(*)::int nombre FROM hub.echeance WHERE regle = $1', [regle]);
    if (tenues < nombre) perdus.push(`deadline ${regle}: ${String(tenues)} of ${String(nombre)}`);
  }
  for (const nom of ABONNES) {
    const { institution } = demoClients[nom];
    const remises = await database.query<{ id: string }>(
      `SELECT id FROM hub.livraison WHERE destinataire = $1 AND etat = 'REMISE' AND canal = 'WEBHOOK'`,
      [institution],
    );
    const effets = new Set(abonnes[nom].effects);
    const absents = remises.filter(({ id }) => !effets.has(id)).length;
    compare(`effects at ${nom}`, remises.length - absents, remises.length);
    compare(`effects at ${nom} that the hub knows`, effets.size, remises.length);
    if (abonnes[nom].rejected > 0) doubles.push(`${nom} was sent ${String(abonnes[nom].rejected)} bad signatures`);
  }
  for (const { quoi, nombre } of await database.query<{ quoi: string; nombre: number }>(ECARTS))
    if (nombre !== 0) doubles.push(`${quoi}: ${String(nombre)}`);

  const { anomalies } = await verifierJournal(
    database,
    trousseauDemo(config.HUB_DATA_DIR),
    join(config.HUB_DATA_DIR, 'journal'),
  );
  return { perdus, doubles, nonProuves: anomalies.map(({ code, position }) => `${code} at ${String(position)}`) };
}
