/** Institutions that speak of children. One role per kind. */
export const ROLES_METIER = [
  'college',
  'dsden',
  'hopital',
  'parquet',
  'crip',
  'ase',
  'defenseur',
  'snated',
  'juge',
] as const;
/** Who checks what was done and read: the DPO of a collectivité, the national auditor. */
export const ROLES_CONTROLE = ['dpo', 'auditeur'] as const;
/**
 * Who may speak to the hub: them, who checks, the observatory of a département, which reads figures, who signs what may be
 * destroyed, and who operates it: to none of these three is anything about a child ever allowed.
 */
export const ROLES = [...ROLES_METIER, ...ROLES_CONTROLE, 'observatoire', 'archiviste', 'exploitant'] as const;
export type Role = (typeof ROLES)[number];

/** The caller, as its verified token says. Nothing else in the product knows about tokens. */
export interface Actor {
  /** The client or agent (`sub`). */
  readonly sub: string;
  /** The machine that speaks for it (`client_id`). */
  readonly clientId: string;
  /** Registered partner: UAI of a school, FINESS of a hospital, code of a tribunal (`je-` before it for its juge des enfants), `crip-31`, `ase-31`, `odpe-31`, `DDD`, `SNATED`. */
  readonly institution: string;
  readonly role: Role;
  /** Collectivité exercising the ASE (`31`), tribunal (`tj31555`), or null when national. */
  readonly territoire: string | null;
  readonly scopes: readonly string[];
  /** End of the token, in seconds since 1970. */
  readonly expiresAt: number;
  /** The key without which its token is worth nothing; null when whoever holds it may use it. */
  readonly liaison: 'MTLS' | 'DPOP' | null;
}

/** Whether the caller's token carries this scope; its role and its relation to the record are checked besides. */
export function peut(actor: Actor, scope: string): boolean {
  return actor.scopes.includes(scope);
}
