/** Who may speak to the hub. One role per kind of institution. */
export const ROLES = ['college', 'dsden', 'hopital', 'parquet', 'crip', 'ase', 'defenseur', 'snated', 'juge'] as const;
export type Role = (typeof ROLES)[number];

/** The caller, as its verified token says. Nothing else in the product knows about tokens. */
export interface Actor {
  /** The client or agent (`sub`). */
  readonly sub: string;
  /** Registered partner: UAI of a school, FINESS of a hospital, code of a tribunal (`je-` before it for its juge des enfants), `crip-31`, `ase-31`, `DDD`, `SNATED`. */
  readonly institution: string;
  readonly role: Role;
  /** Collectivité exercising the ASE (`31`), tribunal (`tj31555`), or null when national. */
  readonly territoire: string | null;
  readonly scopes: readonly string[];
  /** End of the token, in seconds since 1970. */
  readonly expiresAt: number;
}

/** Whether the caller's token carries this scope; its role and its relation to the record are checked besides. */
export function peut(actor: Actor, scope: string): boolean {
  return actor.scopes.includes(scope);
}
