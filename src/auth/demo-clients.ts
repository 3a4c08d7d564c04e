import type { Role } from './actor';

/** Everything a token may allow. A mandate adds to the role, never replaces it: both are checked by each act. */
export const SCOPES = [
  'ip:transmettre',
  'ip:lire',
  'ip:traiter',
  'mesure:notifier',
  'mesure:lire',
  'mesure:accuser',
  'mesure:conduire',
  'suites:enregistrer',
  'soit-transmis:transmettre',
  'requete:deposer',
  'decision:notifier',
  'saisine:transmettre',
  'saisine:lire',
  'saisine:repondre',
  'enfant:lire',
  'notification:lire',
] as const;
export type Scope = (typeof SCOPES)[number];

/** A fictional partner of the Haute-Garonne, for trials: its row in the register and what its tokens say. */
export interface DemoClient {
  readonly institution: string;
  readonly nom: string;
  readonly role: Role;
  readonly territoire: string | null;
  readonly scopes: readonly Scope[];
}

export const demoClients = {
  // UAI with a right key that the directory attributes to nobody: no real school is shown denouncing.
  college: {
    institution: '0319001R',
    nom: 'Collège des Violettes (démonstration)',
    role: 'college',
    territoire: '31',
    scopes: ['ip:transmettre', 'ip:lire', 'enfant:lire', 'notification:lire'],
  },
  dsden: {
    institution: '0319002S',
    nom: 'DSDEN de la Haute-Garonne',
    role: 'dsden',
    territoire: '31',
    scopes: ['ip:transmettre', 'ip:lire', 'enfant:lire', 'notification:lire'],
  },
  hopital: {
    institution: '310781406',
    nom: 'CHU de Toulouse',
    role: 'hopital',
    territoire: '31',
    scopes: ['ip:transmettre', 'ip:lire', 'enfant:lire', 'notification:lire'],
  },
  parquet: {
    institution: 'tj31555',
    nom: 'Parquet des mineurs de Toulouse',
    role: 'parquet',
    territoire: 'tj31555',
    scopes: [
      'mesure:notifier',
      'mesure:lire',
      'suites:enregistrer',
      'soit-transmis:transmettre',
      'requete:deposer',
      'ip:lire',
      'saisine:lire',
      'enfant:lire',
      'notification:lire',
    ],
  },
  crip: {
    institution: 'crip-31',
    nom: 'CRIP de la Haute-Garonne',
    role: 'crip',
    territoire: '31',
    scopes: [
      'ip:transmettre',
      'ip:lire',
      'ip:traiter',
      'saisine:lire',
      'saisine:repondre',
      'enfant:lire',
      'notification:lire',
    ],
  },
  ase: {
    institution: 'ase-31',
    nom: "Aide sociale à l'enfance de la Haute-Garonne",
    role: 'ase',
    territoire: '31',
    scopes: [
      'mesure:lire',
      'mesure:accuser',
      'mesure:conduire',
      'ip:lire',
      'saisine:lire',
      'saisine:repondre',
      'enfant:lire',
      'notification:lire',
    ],
  },
  defenseur: {
    institution: 'DDD',
    nom: 'Défenseur des droits, défenseur des enfants',
    role: 'defenseur',
    territoire: null,
    scopes: ['saisine:transmettre', 'saisine:lire', 'enfant:lire', 'notification:lire'],
  },
  snated: {
    institution: 'SNATED',
    nom: '119 Allô enfance en danger (SNATED)',
    role: 'snated',
    territoire: null,
    scopes: ['ip:transmettre', 'ip:lire', 'notification:lire'],
  },
  juge: {
    institution: 'je-tj31555',
    nom: 'Juge des enfants, tribunal pour enfants de Toulouse',
    role: 'juge',
    territoire: 'tj31555',
    scopes: ['decision:notifier', 'mesure:lire', 'enfant:lire', 'notification:lire'],
  },
} as const satisfies Record<string, DemoClient>;

export type DemoClientName = keyof typeof demoClients;

export function isDemoClientName(name: string): name is DemoClientName {
  return Object.hasOwn(demoClients, name);
}
