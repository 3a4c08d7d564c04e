import type { Actor, Role } from '../auth/actor';
import { acteurAvec, type Acteur } from '../domain/access-acteurs';
import type { Lecteur } from '../domain/access-conditions';
import type { Finalite } from '../domain/access-finalites';

/** The column of the matrix in which the tokens of a role read, unless a mandate moves them to another. */
export const ACTEUR_DU_ROLE: Readonly<Record<Role, Acteur>> = {
  college: 'ecole',
  dsden: 'ecole',
  hopital: 'hopitalSocial',
  parquet: 'parquet',
  crip: 'crip',
  ase: 'ase',
  defenseur: 'defenseur',
  snated: 'snated',
  juge: 'juge',
  observatoire: 'observatoire',
  exploitant: 'exploitant',
  dpo: 'dpo',
  auditeur: 'dpo',
  archiviste: 'archiviste',
};

/** The bearer of a token, in the words of the matrix. */
export function lecteurDe({ role, institution, territoire, scopes }: Actor, finalite: Finalite | undefined): Lecteur {
  return {
    acteur: acteurAvec(ACTEUR_DU_ROLE[role], scopes),
    institution,
    territoire,
    mandats: scopes,
    finalite,
  };
}
