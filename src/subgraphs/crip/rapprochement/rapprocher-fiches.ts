import { livraisons } from '../../../act';
import { inscrireActe } from '../../../audit/inscrire';
import { PARAMETRES } from '../../../domain/identite';
import { COLLECTIVITES_ASE } from '../../../domain/territoire';
import type { Database, Tx } from '../../../platform/database';
import { exigerRaccordement, lireRaccordees } from '../../../platform/raccordement';
import type { Registres } from '../../../registres';
import { arbitrer } from './arbitrer';
import { comparerFiches } from './comparer-fiches';
import { clore, consigner, enVigueur, membres, recomposer, verrouillerHistoires } from './decisions';

const ACTE = 'rapprocherFiches';
const LOT = 20;

export interface Rapprochements {
  readonly now: Date;
  readonly newId: () => string;
  readonly registres: Registres;
  /** Ends between two batches; what is left is read at the next pass. */
  readonly signal?: AbortSignal;
  readonly lot?: number;
}

const OU = 'SELECT crip.collectivites_a_rapprocher($1::text[]) collectivite';
const A_LIRE = `
  SELECT enfant_id "enfantId" FROM crip.fiche_enfant WHERE collectivite = $1 AND regles = ''
  ORDER BY enfant_id LIMIT $2 FOR UPDATE`;
const LUES = `
  UPDATE crip.fiche_enfant f SET regles = $3, derniere_information_id = (
    SELECT ip.id FROM crip.information_preoccupante ip
    WHERE ip.enfant_id = f.enfant_id AND ip.collectivite = f.collectivite ORDER BY ip.id DESC LIMIT 1)
  WHERE collectivite = $1 AND enfant_id = ANY($2::uuid[])`;
/** What was written since, by another institution than one that had written of the same child. */
const CONNUES = `
  SELECT d.id FROM crip.fiche_enfant f
  CROSS JOIN LATERAL (
    SELECT ip.id, ip.emetteur_institution FROM crip.information_preoccupante ip
    WHERE ip.enfant_id = f.enfant_id AND ip.collectivite = f.collectivite ORDER BY ip.id DESC LIMIT 1) d
  WHERE f.collectivite = $1 AND f.enfant_id = ANY($2::uuid[]) AND d.id IS DISTINCT FROM f.derniere_information_id
    AND EXISTS (
      SELECT FROM crip.fiche_enfant m
      JOIN crip.information_preoccupante ip ON ip.enfant_id = m.enfant_id AND ip.collectivite = m.collectivite
      WHERE m.collectivite = f.collectivite AND m.histoire_id = f.histoire_id
        AND ip.emetteur_institution <> d.emetteur_institution)
  ORDER BY d.id`;

/**
 * Reads every sheet that was written since the last pass, and says which are of one child: joined when nothing leaves a
 * doubt, shown to a person when something does. The CRIP is told of both. @returns how many sheets were read
 */
export async function rapprocherFiches(database: Database, passage: Rapprochements): Promise<number> {
  const { signal, lot = LOT } = passage;
  const ou = await database.query<{ collectivite: string }>(OU, [[...COLLECTIVITES_ASE.keys()]]);
  let total = 0;
  for (const { collectivite } of ou) {
    const pour = { institution: `crip-${collectivite}`, role: 'crip', territoire: collectivite, acte: ACTE };
    while (signal?.aborted !== true) {
      const lues = await database.transaction((tx) => lireUnLot(tx, collectivite, passage, lot), pour);
      total += lues;
      if (lues < lot) break;
    }
  }
  return total;
}

async function lireUnLot(
  tx: Tx,
  collectivite: string,
  { now, newId, registres }: Rapprochements,
  lot: number,
): Promise<number> {
  await verrouillerHistoires(tx, collectivite);
  const fiches = await tx.query<{ enfantId: string }>(A_LIRE, [collectivite, lot]);
  if (fiches.length === 0) return 0;
  const ids = fiches.map(({ enfantId }) => enfantId);
  const comparees = await comparerFiches(tx, ids, { collectivite, now, registres });
  const toutes = await membres(tx, collectivite, [...ids, ...comparees.map(({ autreId }) => autreId)]);
  const decidees = await enVigueur(tx, collectivite, [...toutes.keys()]);
  const { version } = PARAMETRES;
  const { closes, posees, histoires } = arbitrer(ids, comparees, toutes.keys(), decidees, version);
  await clore(tx, closes, now);
  await recomposer(tx, collectivite, histoires);
  const connues = await tx.query<{ id: string }>(CONNUES, [collectivite, ids]);
  await tx.query(LUES, [collectivite, ids, version]);
  const portee = { collectivite };
  const decisions = posees.map((posee) => ({ ...posee, id: newId() }));
  const evenements = [
    ...decisions.map(({ id, etat }) => ({
      type: etat === 'MEME' ? ('rapprochement.decide' as const) : ('rapprochement.a-examiner' as const),
      ...{ sujetId: id, portee },
    })),
    ...connues.map(({ id }) => ({ type: 'information-preoccupante.enfant-connu' as const, sujetId: id, portee })),
  ];
  const joignables = await exigerRaccordement(tx, evenements, {}, lireRaccordees);
  await tx.insert([
    ...decisions.map(({ id, etat, paire, rapprochement }) =>
      consigner(paire, rapprochement, { id, collectivite, etat, origine: 'AUTOMATIQUE', decidePar: 'hub', le: now }),
    ),
    ...evenements.flatMap((evenement) => livraisons(evenement, joignables, { newId, now })),
    ...decisions.map(({ id, paire }) =>
      inscrireActe({
        ...{ id: newId(), acte: ACTE, institution: 'hub', acteur: 'hub', le: now },
        objets: [{ type: 'Rapprochement', id }, ...paire.map((enfant) => ({ type: 'Enfant', id: enfant }))],
      }),
    ),
  ]);
  return fiches.length;
}
