import { MANDAT_MEDICAL } from '../domain/access-acteurs';
import { MANDATS_ARCHIVE } from '../domain/access-archive';
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
  MANDAT_MEDICAL,
  'archive:eliminer',
  'renseignements:echanger',
  'agents:designer',
  'archive:viser',
  ...MANDATS_ARCHIVE,
  'dossier:proteger',
  'acces:ouvrir',
  'acces:revoir',
  'partenaire:lire',
  'partenaire:gerer',
  'acces:lire',
  'statistiques:lire',
] as const;
export type Scope = (typeof SCOPES)[number];

/** What a kind of institution is called by, where it exercises, and the most that its machines may be granted. */
export interface Habilitation {
  readonly libelle: string;
  readonly territoire: 'COLLECTIVITE' | 'TRIBUNAL' | 'NATIONAL';
  readonly scopes: readonly Scope[];
}

const ETABLISSEMENT: Omit<Habilitation, 'libelle'> = {
  territoire: 'COLLECTIVITE',
  scopes: ['ip:transmettre', 'ip:lire', 'enfant:lire', 'notification:lire', MANDAT_MEDICAL],
};

/** One row per role. A token that says more than its row is refused, whoever signed it. */
export const HABILITATIONS: Readonly<Record<Role, Habilitation>> = {
  college: { libelle: 'École, collège, lycée.', ...ETABLISSEMENT },
  dsden: { libelle: 'Direction des services départementaux de l’éducation nationale.', ...ETABLISSEMENT },
  hopital: { libelle: 'Établissement de santé.', ...ETABLISSEMENT },
  parquet: {
    libelle: 'Parquet des mineurs.',
    territoire: 'TRIBUNAL',
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
    libelle: 'Cellule de recueil des informations préoccupantes.',
    territoire: 'COLLECTIVITE',
    scopes: [
      'ip:transmettre',
      'ip:lire',
      'ip:traiter',
      'archive:eliminer',
      'renseignements:echanger',
      'agents:designer',
      ...MANDATS_ARCHIVE,
      'saisine:lire',
      'saisine:repondre',
      'enfant:lire',
      'notification:lire',
      'dossier:proteger',
      'acces:ouvrir',
      'acces:revoir',
      MANDAT_MEDICAL,
    ],
  },
  ase: {
    libelle: 'Aide sociale à l’enfance.',
    territoire: 'COLLECTIVITE',
    scopes: [
      'mesure:lire',
      'mesure:accuser',
      'mesure:conduire',
      'renseignements:echanger',
      'agents:designer',
      'ip:lire',
      'saisine:lire',
      'saisine:repondre',
      'dossier:proteger',
      'archive:consulter',
      'enfant:lire',
      'notification:lire',
    ],
  },
  defenseur: {
    libelle: 'Défenseur des droits, Défenseur des enfants.',
    territoire: 'NATIONAL',
    scopes: ['saisine:transmettre', 'saisine:lire', 'ip:transmettre', 'enfant:lire', 'notification:lire'],
  },
  snated: {
    libelle: '119 Allô enfance en danger (SNATED).',
    territoire: 'NATIONAL',
    scopes: ['ip:transmettre', 'ip:lire', 'enfant:lire', 'notification:lire'],
  },
  juge: {
    libelle: 'Juge des enfants.',
    territoire: 'TRIBUNAL',
    scopes: ['decision:notifier', 'mesure:lire', 'ip:lire', 'enfant:lire', 'notification:lire'],
  },
  dpo: {
    libelle: 'Délégué à la protection des données d’une collectivité : les preuves des dossiers qu’elle tient.',
    territoire: 'COLLECTIVITE',
    scopes: ['acces:lire', 'notification:lire'],
  },
  auditeur: {
    libelle: 'Auditeur national : les preuves, et rien d’autre.',
    territoire: 'NATIONAL',
    scopes: ['acces:lire', 'notification:lire'],
  },
  observatoire: {
    libelle: 'Observatoire départemental de la protection de l’enfance : des indicateurs, rien sur un enfant.',
    territoire: 'COLLECTIVITE',
    scopes: ['statistiques:lire', 'notification:lire'],
  },
  archiviste: {
    libelle:
      'Directeur des archives départementales : le contrôle scientifique et technique de l’État, qui vise les éliminations.',
    territoire: 'COLLECTIVITE',
    scopes: ['archive:viser', 'notification:lire'],
  },
  exploitant: {
    libelle: 'Exploitant du hub : rien sur un enfant.',
    territoire: 'NATIONAL',
    scopes: ['partenaire:lire', 'partenaire:gerer', 'notification:lire'],
  },
};
