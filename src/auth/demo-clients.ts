import { MANDAT_MEDICAL } from '../domain/access-acteurs';
import type { Role } from './actor';
import { HABILITATIONS, type Scope } from './habilitations';

/** A fictional partner of the Haute-Garonne, for trials: its row in the register and what its tokens say. */
export interface DemoClient {
  readonly institution: string;
  readonly nom: string;
  readonly role: Role;
  readonly territoire: string | null;
  readonly scopes: readonly Scope[];
}

function client(role: Role, institution: string, nom: string, territoire: string | null): DemoClient {
  // A machine of trials speaks for nobody bound by medical secrecy.
  const scopes = HABILITATIONS[role].scopes.filter((scope) => scope !== MANDAT_MEDICAL);
  return { institution, nom, role, territoire, scopes };
}

export const demoClients = {
  // UAI with a right key that the directory attributes to nobody: no real school is shown denouncing.
  college: client('college', '0319001R', 'Collège des Violettes (démonstration)', '31'),
  dsden: client('dsden', '0319002S', 'DSDEN de la Haute-Garonne', '31'),
  hopital: client('hopital', '310781406', 'CHU de Toulouse', '31'),
  parquet: client('parquet', 'tj31555', 'Parquet des mineurs de Toulouse', 'tj31555'),
  crip: client('crip', 'crip-31', 'CRIP de la Haute-Garonne', '31'),
  ase: client('ase', 'ase-31', "Aide sociale à l'enfance de la Haute-Garonne", '31'),
  defenseur: client('defenseur', 'DDD', 'Défenseur des droits, défenseur des enfants', null),
  snated: client('snated', 'SNATED', '119 Allô enfance en danger (SNATED)', null),
  juge: client('juge', 'je-tj31555', 'Juge des enfants, tribunal pour enfants de Toulouse', 'tj31555'),
  dpo: client('dpo', 'dpo-31', 'Délégué à la protection des données de la Haute-Garonne', '31'),
  auditeur: client('auditeur', 'auditeur', 'Auditeur national (démonstration)', null),
  observatoire: client('observatoire', 'odpe-31', 'Observatoire départemental de la Haute-Garonne', '31'),
  archiviste: client('archiviste', 'archives-31', 'Archives départementales de la Haute-Garonne', '31'),
  exploitant: client('exploitant', 'exploitant', 'Exploitant du hub (démonstration)', null),
} as const satisfies Record<Role, DemoClient>;

export type DemoClientName = keyof typeof demoClients;

export function isDemoClientName(name: string): name is DemoClientName {
  return Object.hasOwn(demoClients, name);
}
