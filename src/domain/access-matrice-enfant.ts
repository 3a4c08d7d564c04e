import { ligne, lu, luPropose, pour, refuse, refusePropose, retenuPropose, type Ligne } from './access-cellules';

const EMETTEURS = ['ecole', 'ecoleSoignant', 'hopitalSocial', 'hopitalMedecin', 'snated'] as const;
const PROPRE = { si: ['PROPRE'] } as const;

/** Who reads the child: its traits, where and with whom it lives, its school, its health. */
export const MATRICE_ENFANT = {
  identite: ligne(
    {
      crip: luPropose('CASF L226-3'),
      ase: luPropose('CASF L221-1, L226-2-2'),
      equipe: luPropose('CASF D226-2-5'),
      parquet: luPropose('CASF L226-4 ; C. civ. 375-5', { si: ['SAISI'] }),
      juge: luPropose('C. civ. 375-1', { si: ['SAISI'] }),
      ...pour(EMETTEURS, luPropose('CASF L226-2-1 : chacun relit l’enfant dont il a parlé', PROPRE)),
      defenseur: luPropose('LO 2011-333 art. 18', { si: ['SAISI'] }),
      observatoire: refuse('CASF L226-3-3, D226-3-3 : données pseudonymes'),
    },
    refusePropose('RGPD art. 5-1-c'),
  ),
  lieuDeVie: ligne({
    crip: luPropose('CASF L226-3', { si: ['LIEU_AU_CERCLE'], note: 1 }),
    ase: luPropose('CASF L221-1, L226-2-2', { si: ['LIEU_AU_CERCLE'], note: 1 }),
    equipe: luPropose('CASF L226-2-2', { si: ['LIEU_AU_CERCLE'], note: 1 }),
    parquet: luPropose('C. civ. 375-5'),
    juge: luPropose('C. civ. 375-7'),
    ...pour(
      ['ecole', 'ecoleSoignant', 'hopitalSocial', 'hopitalMedecin'],
      luPropose('C. civ. 375-7', { si: ['PROPRE', 'LIEU_COMMUNICABLE'], note: 1 }),
    ),
    defenseur: luPropose('LO 2011-333 art. 18', { si: ['SAISI', 'LIEU_COMMUNICABLE'] }),
  }),
  etablissement: ligne({
    crip: luPropose('CASF L226-3', { si: ['LIEU_AU_CERCLE'], note: 1 }),
    ase: luPropose('CASF L226-2-2', { si: ['LIEU_AU_CERCLE'], note: 1 }),
    equipe: luPropose('CASF D226-2-5', { si: ['LIEU_AU_CERCLE'], note: 1 }),
    parquet: retenuPropose('CASF L226-4 : par les pièces jointes au signalement'),
    juge: luPropose('C. civ. 375-1', { si: ['SAISI'] }),
    ...pour(['ecole', 'ecoleSoignant', 'hopitalSocial', 'hopitalMedecin'], luPropose('C. civ. 375-7', PROPRE)),
    defenseur: retenuPropose('LO 2011-333 art. 18 : par la réponse du département'),
  }),
  famille: ligne({
    crip: luPropose('CASF L226-3'),
    ase: luPropose('CASF L226-2-2'),
    equipe: luPropose('CASF D226-2-5'),
    parquet: luPropose('CASF L226-4', { si: ['SAISI'] }),
    juge: luPropose('C. civ. 375-1', { si: ['SAISI'] }),
    ...pour(EMETTEURS, luPropose('CASF L226-2-1', PROPRE)),
    defenseur: retenuPropose('LO 2011-333 art. 18 : par la réponse du département'),
  }),
  antecedents: ligne(
    {
      crip: luPropose('CASF L226-3'),
      ase: luPropose('CASF L226-2-2'),
      equipe: luPropose('CASF L226-2-2'),
      parquet: retenuPropose('CASF L226-4 I : actions déjà menées, dites par le signalement'),
      juge: retenuPropose('CPC 1187 : par les rapports'),
      ecole: refuse('CASF L226-2-2 : n’est pas tenue au secret partagé'),
      defenseur: retenuPropose('LO 2011-333 art. 18 : par la réponse du département'),
    },
    refusePropose('CASF L226-2-2 : strict nécessaire'),
  ),
  autreDepartement: ligne({ crip: lu('CASF L221-3 al. 3, R221-8 : transfert, ou accès en urgence') }),
  medical: ligne({
    crip: luPropose('CASF L226-2-2 ; CP 226-13', { si: ['EN_CHARGE', 'SOIGNANT_OU_PROFANE'], note: 3 }),
    ase: retenuPropose('CASF L226-2-2 : strict nécessaire'),
    equipe: luPropose('CASF L226-2-2, D226-2-5', { si: ['SOIGNANT_OU_PROFANE'], note: 3 }),
    parquet: luPropose('CP 226-14 2°', { si: ['SAISI'] }),
    juge: luPropose('C. civ. 375-1', { si: ['SAISI'] }),
    ecole: lu('CP 226-13 : rien d’autre que ce qu’elle a vu et écrit', {
      si: ['PROPRE', 'SOIGNANT_OU_PROFANE'],
      note: 4,
    }),
    ecoleSoignant: luPropose('CP 226-13', { si: ['PROPRE'], note: 4 }),
    hopitalSocial: refusePropose('CP 226-13', { note: 5 }),
    hopitalMedecin: luPropose('CP 226-14', PROPRE),
    defenseur: retenuPropose('LO 2011-333 art. 18 : par la réponse du département'),
    snated: luPropose('ce qu’il a lui-même écrit', PROPRE),
  }),
  suiviHospitalier: ligne({
    hopitalMedecin: luPropose('CSP L1110-4', PROPRE),
    hopitalSocial: luPropose('CSP L1110-4', PROPRE),
  }),
  scolaire: ligne({
    crip: luPropose('CASF L226-3'),
    ase: luPropose('CASF L226-2-2'),
    equipe: luPropose('CASF D226-2-5'),
    parquet: retenuPropose('CASF L226-4 : par les pièces jointes au signalement'),
    juge: luPropose('C. civ. 375-1', { si: ['SAISI'] }),
    ...pour(['ecole', 'ecoleSoignant'], luPropose('CASF L226-2-1', PROPRE)),
    defenseur: retenuPropose('LO 2011-333 art. 18 : par la réponse du département'),
  }),
  ine: ligne({
    crip: luPropose('CASF L226-3'),
    ...pour(['ecole', 'ecoleSoignant'], luPropose('RGPD art. 5-1-c : qui l’a écrit', PROPRE)),
    ...pour(['ase', 'equipe'], retenuPropose('RGPD art. 5-1-c : inutile à la protection')),
  }),
  // Never a pivot: the hospital that wrote it finds its own patient again, nobody else (CSP L1111-8-1).
  ins: ligne({ hopitalMedecin: luPropose('CSP L1111-8-1', PROPRE) }, refusePropose('CSP L1111-8-1')),
} as const satisfies Record<string, Ligne>;
