import { livraisons } from '../../act';
import { inscrireActe } from '../../audit/inscrire';
import type { TypeEvenement } from '../../domain/events';
import type { Database, Tx } from '../../platform/database';
import { LivraisonRow } from '../../platform/outbox.entity';
import { lireRaccordees } from '../../platform/raccordement';

export interface Constat {
  readonly institution: string;
  readonly now: Date;
  readonly newId: () => string;
}

/**
 * A partner's software does not answer: its institution is told, through the inbox that its people and its other machines
 * read. Whoever sees it first says so; the others change nothing. @returns whether it was not known yet
 */
export function declarerPanne(database: Database, { echec, ...constat }: Constat & { readonly echec: string }) {
  return database.transaction(async (tx) => {
    const { institution, now } = constat;
    const nouvelle = await tx.query(
      `INSERT INTO hub.panne (institution, depuis, echec) VALUES ($1, $2, $3)
       ON CONFLICT (institution) DO NOTHING RETURNING institution`,
      [institution, now, echec],
    );
    if (nouvelle.length > 0) await dire(tx, 'voie.degradee', constat);
    return nouvelle.length > 0;
  });
}

/** It answers again. @returns whether it was known not to */
export function leverPanne(database: Database, constat: Constat): Promise<boolean> {
  return database.transaction(async (tx) => {
    const finie = await tx.query('DELETE FROM hub.panne WHERE institution = $1 RETURNING institution', [
      constat.institution,
    ]);
    if (finie.length > 0) await dire(tx, 'voie.retablie', constat);
    return finie.length > 0;
  });
}

async function dire(
  tx: Tx,
  type: Extract<TypeEvenement, 'voie.degradee' | 'voie.retablie'>,
  { institution, now, newId }: Constat,
): Promise<void> {
  const [partenaire] = await tx.query<{ sujetId: string }>(
    'SELECT objet_id AS "sujetId" FROM hub.partenaire WHERE id = $1',
    [institution],
  );
  if (!partenaire) return;
  const { sujetId } = partenaire;
  const evenement = { type, sujetId, portee: { collectivite: '', destinataire: institution } };
  await tx.insert([
    // Through the inbox alone: pushed, it would join what waits for the software that does not answer.
    ...livraisons(evenement, await lireRaccordees(tx, [institution]), { newId, now }).map((ecriture) =>
      ecriture.entity === LivraisonRow ? { ...ecriture, row: { ...ecriture.row, canal: 'BOITE' } } : ecriture,
    ),
    inscrireActe({
      ...{ id: newId(), acte: type, institution: 'hub', acteur: 'hub', le: now },
      objets: [{ type: 'Partenaire', id: sujetId }],
    }),
  ]);
}
