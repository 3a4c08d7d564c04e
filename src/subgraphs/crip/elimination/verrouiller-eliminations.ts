import { EMPECHEMENTS, type Empechement, type EtatElimination } from '../../../domain/archives';
import type { Controle } from '../../../domain/controle';
import { HubError, RefusError, type CodeRefus } from '../../../domain/errors';
import type { Tx } from '../../../platform/database';
import { isUuid } from '../../../published/connection';
import type { Issue, Objet } from '../../../registres';
import { objetsVises } from '../objets-vises';
import type { EliminationRow } from './elimination.entity';
import { publierElimination, type Elimination } from './elimination.type';

const LISTE_MAX = 100;
const CHAMP = 'eliminationIds';

/** In the order of their identifiers, so that two lists that share some wait for each other and never cross. */
const VERROUILLER = `
  SELECT id, collectivite, enfant_id "enfantId", regle, fin_conservation::text "finConservation",
    premier_le::text "premierLe", dernier_le::text "dernierLe", etat, listee_le "listeeLe", visa, visee_par "viseePar",
    visee_le "viseeLe", motif_refus "motifRefus", reproposer_le::text "reproposerLe", proposee_par "proposeePar",
    proposee_le "proposeeLe", decidee_par "decideePar", decidee_le "decideeLe"
  FROM crip.elimination WHERE id = ANY($1::uuid[]) AND collectivite = $2 ORDER BY id FOR UPDATE`;
const EMPECHEES = `
  SELECT DISTINCT motif FROM (
    SELECT crip.elimination_empechee(enfant) motif FROM unnest($1::uuid[]) enfant) vus WHERE motif IS NOT NULL`;

export function controlerListe(c: Controle, { eliminationIds }: { readonly eliminationIds: readonly string[] }): void {
  const { length } = eliminationIds;
  if (length < 1 || length > LISTE_MAX)
    c.refuser([CHAMP], 'CHAMP_REQUIS', `${CHAMP} : de 1 à ${String(LISTE_MAX)} éliminations.`);
}

/** What the audit names of an attempt. */
export function eliminationsVisees({ eliminationIds }: { readonly eliminationIds: readonly string[] }): Objet[] {
  return eliminationIds.slice(0, LISTE_MAX).flatMap((id) => objetsVises('Elimination', id));
}

/**
 * All of them, in one of these states, or none.
 * @throws HubError `NOT_FOUND` when one is not of this collectivité; RefusError when one has gone further
 */
export async function verrouillerEliminations(
  tx: Tx,
  ids: readonly string[],
  collectivite: string | null,
  etats: readonly EtatElimination[],
): Promise<EliminationRow[]> {
  const distincts = [...new Set(ids)];
  const lues = distincts.every(isUuid) ? await tx.query<EliminationRow>(VERROUILLER, [distincts, collectivite]) : [];
  if (lues.length < distincts.length) throw new HubError('NOT_FOUND');
  if (lues.some(({ etat }) => etat === 'A_VISER') && !etats.includes('A_VISER')) throw refuser(lues, SANS_VISA);
  if (lues.some(({ etat }) => !etats.includes(etat))) throw refuser(lues, DEJA_DECIDE);
  return lues;
}

const SANS_VISA = {
  code: 'ARTICLE_CONTRAIRE',
  message: "le visa de l'archiviste manque (C. patrimoine L212-2, R212-14).",
} as const;
const DEJA_DECIDE = { code: 'DEJA_FAIT', message: 'il a déjà été décidé de cette élimination.' } as const;

/** The refusal of a list; the audit names the children, whose proof each refused attempt belongs to. */
export function refuser(
  rows: readonly EliminationRow[],
  ...pourquoi: readonly { readonly code: CodeRefus; readonly message: string }[]
): RefusError {
  return new RefusError(
    pourquoi.map(({ code, message }) => ({ path: [CHAMP], code, message: `${CHAMP} : ${message}` })),
    rows.map(({ enfantId: id }) => ({ type: 'Enfant', id })),
  );
}

/** @throws RefusError saying everything that still holds these files */
export async function exigerEliminables(tx: Tx, rows: readonly EliminationRow[]): Promise<void> {
  const enfants = rows.map(({ enfantId }) => enfantId);
  const motifs = await tx.query<{ motif: Empechement }>(EMPECHEES, [enfants]);
  if (motifs.length === 0) return;
  throw refuser(
    rows,
    ...motifs.map(({ motif }) => ({ code: 'ETAT_INCOMPATIBLE' as const, message: `${EMPECHEMENTS[motif]}.` })),
  );
}

/** What an act on a list answers, and names on the audit: a file's own proof has it, whatever the list. */
export function eliminationsChangees(rows: readonly EliminationRow[]): Issue<readonly Elimination[]> {
  return {
    reponse: rows.map(publierElimination),
    ecritures: [],
    evenements: [],
    objet: rows.flatMap(({ id, enfantId }) => [
      { type: 'Elimination', id },
      { type: 'Enfant', id: enfantId },
    ]),
  };
}
