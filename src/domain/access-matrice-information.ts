import { ligne, lu, luPropose, pour, refuse, refusePropose, retenuPropose, type Ligne } from './access-cellules';

const SCOLAIRES = ['ecole', 'ecoleSoignant'] as const;
const HOSPITALIERS = ['hopitalSocial', 'hopitalMedecin'] as const;
const EMETTEURS = [...SCOLAIRES, ...HOSPITALIERS, 'snated'] as const;
const PROPRE = { si: ['PROPRE'] } as const;
const SAISI = { si: ['SAISI'] } as const;
const PAR_LA_REPONSE = retenuPropose('LO 2011-333 art. 18 : par la réponse du département');

/** Who reads an information préoccupante, and what becomes of it. */
export const MATRICE_INFORMATION = {
  recit: ligne({
    crip: luPropose('CASF L226-3'),
    ase: luPropose('CASF L226-2-2'),
    equipe: luPropose('CASF D226-2-5'),
    parquet: luPropose('CASF L226-4', SAISI),
    juge: luPropose('CPC 1187', SAISI),
    ...pour(EMETTEURS, luPropose('CASF L226-2-1', PROPRE)),
    ecole: lu('CASF L226-2-1, L226-2-2', PROPRE),
    defenseur: PAR_LA_REPONSE,
  }),
  emetteur: ligne({
    crip: luPropose('CASF L226-3 ; CRPA L311-6 3°', {
      si: ['EN_CHARGE', 'ANONYMAT_HORS_FAMILLE', 'LIEU_HORS_FAMILLE'],
      note: 2,
    }),
    ase: luPropose('CASF L226-2-2 ; CRPA L311-6 3°', {
      si: ['EN_CHARGE', 'NECESSAIRE', 'ANONYMAT_HORS_FAMILLE', 'LIEU_HORS_FAMILLE'],
      note: 2,
    }),
    equipe: luPropose('CASF D226-2-5 ; CRPA L311-6 3°', {
      si: ['ANONYMAT_HORS_FAMILLE', 'LIEU_HORS_FAMILLE'],
      note: 2,
    }),
    parquet: luPropose('CASF L226-4', SAISI),
    juge: luPropose('CPC 1187', SAISI),
    ...pour(EMETTEURS, luPropose('CRPA L311-6 3° : la sienne', PROPRE)),
    defenseur: PAR_LA_REPONSE,
  }),
  appelant: ligne(
    { snated: lu('CASF L226-6 : ce qu’il a lui-même recueilli', PROPRE) },
    refusePropose('CASF L226-6 ; CRPA L311-6 3° : qui appelle le 119 n’est connu que de lui'),
  ),
  evaluation: ligne(
    {
      crip: luPropose('CASF L226-3, D226-2-7'),
      ase: luPropose('CASF L226-2-2'),
      equipe: luPropose('CASF D226-2-7'),
      parquet: lu('CASF L226-4 ; CPC 1187', SAISI),
      juge: lu('CPC 1187', SAISI),
      ecole: refuse('CASF L226-2-2, D226-2-7'),
      defenseur: PAR_LA_REPONSE,
    },
    refusePropose('CASF L226-2-2 : strict nécessaire'),
  ),
  retour: ligne({
    crip: luPropose('CASF L226-5'),
    ase: luPropose('CASF L226-5'),
    equipe: luPropose('CASF L226-5'),
    ...pour([...SCOLAIRES, ...HOSPITALIERS], lu('CASF L226-5', PROPRE)),
    snated: luPropose('CASF L226-5', PROPRE),
    defenseur: PAR_LA_REPONSE,
  }),
  signalement: ligne({
    crip: luPropose('CASF L226-4'),
    ase: luPropose('CASF L226-2-2'),
    equipe: luPropose('CASF L226-2-2'),
    parquet: luPropose('CASF L226-4', SAISI),
    juge: luPropose('CPC 1187', SAISI),
    ...pour([...SCOLAIRES, ...HOSPITALIERS], luPropose('CASF L226-4 II : sa propre copie', PROPRE)),
    defenseur: PAR_LA_REPONSE,
  }),
  copieSignalement: ligne({
    crip: lu('CASF L226-4 II'),
    ase: luPropose('CASF L226-2-2'),
    equipe: luPropose('CASF L226-2-2'),
    parquet: luPropose('CASF L226-4', SAISI),
    juge: luPropose('CPC 1187', SAISI),
    ...pour([...SCOLAIRES, ...HOSPITALIERS], luPropose('CASF L226-4 II : la sienne', PROPRE)),
  }),
  demande: ligne({
    crip: luPropose('CASF L226-2-2, D226-2-6 II'),
    ase: luPropose('CASF L226-2-2'),
    equipe: luPropose('CASF D226-2-6 II'),
    parquet: luPropose('CASF L226-2-2', { si: ['DESTINATAIRE'] }),
    ...pour([...SCOLAIRES, ...HOSPITALIERS], luPropose('CASF D226-2-6 II', { si: ['DESTINATAIRE'] })),
    snated: luPropose('CASF L226-2-2', { si: ['DESTINATAIRE'] }),
  }),
  etatDossier: ligne(
    {
      crip: luPropose('CASF L226-3'),
      ase: luPropose('CASF L226-2-2'),
      equipe: luPropose('CASF D226-2-5'),
      ...pour(['parquet', 'juge'], retenuPropose('lit l’état de ses propres actes, non celui du dossier de la CRIP')),
      defenseur: PAR_LA_REPONSE,
    },
    refusePropose('CASF L226-5 : l’émetteur lit le retour qui lui est fait'),
  ),
} as const satisfies Record<string, Ligne>;
