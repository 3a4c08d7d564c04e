import type { Actor } from './auth/actor';
import type { IdentiteEnfant } from './domain/enfant';
import type { Ecriture, Tx } from './platform/database';

/** What a register needs of the act that calls it. */
export interface Inscription {
  readonly actor: Actor;
  readonly now: Date;
  readonly newId: () => string;
}

export interface Scolarite {
  readonly uai: string;
  readonly classe?: string | null | undefined;
  readonly regime?: string | null | undefined;
  readonly ine?: string | null | undefined;
}

export interface SuiviSante {
  readonly finess: string;
  readonly rpps?: string | null | undefined;
  readonly ins?: { readonly matricule: string; readonly oid: string } | null | undefined;
}

export interface MesureARecevoir {
  readonly mesureId: string;
  readonly collectivite: string;
  readonly tribunal: string;
}

/**
 * The rows that one act owes to several institutions, each written by its owner's own code inside the act's
 * transaction: a subgraph never imports another, and no measure can exist without its reception being watched.
 * Assembled in `main.ts` (docs/decisions/0003).
 */
export interface Registres {
  /** crip: the child of these traits in this collectivité, known or new, and the caller's relation to it. */
  readonly inscrireEnfant: (
    tx: Tx,
    identite: IdentiteEnfant,
    collectivite: string,
    par: Inscription,
  ) => Promise<string>;
  /**
   * crip: a child to whom the caller already has a relation, and the collectivité where it is known; otherwise
   * undefined. When another collectivité is told of it, its ASE and its CRIP have a relation to the child from then on.
   */
  readonly enfantConnu: (
    tx: Tx,
    enfantId: string,
    avisee: string | undefined,
    par: Inscription,
  ) => Promise<{ id: string; collectivite: string } | undefined>;
  /** education: where the child goes to school. */
  readonly declarerScolarite: (
    enfantId: string,
    collectivite: string,
    scolarite: Scolarite,
    par: Inscription,
  ) => Ecriture[];
  /** sante: which hospital follows the child. */
  readonly declarerSuivi: (enfantId: string, collectivite: string, suivi: SuiviSante, par: Inscription) => Ecriture[];
  /** ase: the reception of an urgent measure, which starts the ladder. */
  readonly ouvrirReception: (tx: Tx, mesure: MesureARecevoir, par: Inscription) => Promise<Ecriture[]>;
  /** ase: the reply owed to the Défenseur. */
  readonly attendreReponse: (saisineId: string, collectivite: string) => Ecriture[];
}
