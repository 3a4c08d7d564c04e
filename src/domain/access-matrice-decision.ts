import { NOMS_ACTEURS } from './access-acteurs';
import { ligne, lu, luPropose, pour, refuse, refusePropose, retenuPropose, type Ligne } from './access-cellules';

const ECOLE_ET_HOPITAL = ['ecole', 'ecoleSoignant', 'hopitalSocial', 'hopitalMedecin'] as const;
const SAISI = { si: ['SAISI'] } as const;
const PAR_LA_REPONSE = retenuPropose('LO 2011-333 art. 18 : par la réponse du département');
// No publication of the part that schools and hospitals may act on exists yet: withheld, not refused.
const PART_UTILE = retenuPropose('C. civ. 375-7 : la part utile leur est notifiée à part', { note: 6 });

/** Who reads what the authorities decide, and what watches over all of it. */
export const MATRICE_DECISION = {
  decision: ligne({
    crip: luPropose('CASF L226-4 I, R221-4'),
    ase: lu('C. civ. 375-5 ; CPC 1190'),
    equipe: retenuPropose('CASF L226-2-2 : strict nécessaire'),
    parquet: luPropose('C. civ. 375-5 ; CPC 1190', SAISI),
    juge: luPropose('C. civ. 375-1', SAISI),
    ...pour(ECOLE_ET_HOPITAL, PART_UTILE),
    defenseur: PAR_LA_REPONSE,
  }),
  saisineJudiciaire: ligne({
    crip: luPropose('CASF L226-4 I'),
    ase: luPropose('CPC 1188 : prépare l’audience'),
    parquet: luPropose('C. civ. 375 ; CPC 1184', SAISI),
    juge: luPropose('CPC 1184', SAISI),
    defenseur: PAR_LA_REPONSE,
  }),
  mesure: ligne({
    crip: luPropose('CASF L226-3'),
    ase: luPropose('CASF L221-1, L223-5'),
    equipe: luPropose('CASF L226-2-2'),
    parquet: luPropose('CASF L223-2 ; CPC 1199-1', SAISI),
    juge: luPropose('CASF L223-3, L223-5 ; CPC 1199-1', SAISI),
    defenseur: PAR_LA_REPONSE,
  }),
  transfert: ligne({
    crip: lu('CASF L221-3, R221-8'),
    ase: lu('CASF L221-3, R221-8'),
  }),
  renseignements: ligne({
    crip: lu('CASF L221-3, R221-8 : agents individuellement désignés'),
    ase: lu('CASF L221-3, R221-8 : agents individuellement désignés'),
  }),
  placeAccueil: ligne({
    crip: luPropose('CASF L226-3'),
    ase: luPropose('CASF L421-3, L313-1'),
  }),
  saisineDefenseur: ligne({
    crip: luPropose('LO 2011-333 art. 18, 35 : le département saisi'),
    ase: luPropose('LO 2011-333 art. 18, 35 : le département saisi'),
    defenseur: luPropose('LO 2011-333 art. 35'),
  }),
  echeance: ligne({
    crip: luPropose('CASF L226-3'),
    ase: luPropose('CASF L226-2-2'),
    ...pour(['parquet', 'juge'], luPropose('C. civ. 375 s. : les siens', SAISI)),
    defenseur: retenuPropose('LO 2011-333 art. 18 : le sien est dans sa saisine'),
  }),
  enquetePenale: ligne(
    {
      crip: luPropose('CPP 11 : ce que le procureur lui transmet', { si: ['DESTINATAIRE'], note: 7 }),
      parquet: luPropose('CPP 11', SAISI),
      juge: luPropose('CPP 11 : ce que le procureur lui transmet', { si: ['DESTINATAIRE'], note: 7 }),
      ...pour(ECOLE_ET_HOPITAL, refuse('CPP 11')),
    },
    refusePropose('CPP 11'),
  ),
  accesUrgence: ligne({
    crip: luPropose('RGPD art. 5-2 : ceux qu’elle a ouverts, et ceux qui concernent ses enfants'),
  }),
  protection: ligne({
    // Row-level security keeps them to who has charge of the child: an empty list would say that there is none.
    crip: luPropose('CASF L226-3 ; C. civ. 515-9', { si: ['HORS_URGENCE', 'HORS_FAMILLE'] }),
    // Who threatens is told by the reason: a letter to the family is written without it.
    ase: luPropose('CASF L221-1 ; C. civ. 515-9', { si: ['HORS_FAMILLE'] }),
  }),
  archive: ligne({
    ...pour(['crip', 'ase'], luPropose('C. patrimoine R212-14 : les dossiers de la collectivité')),
    archiviste: lu('C. patrimoine L212-2, R212-14 : vise les éliminations, sans lire les dossiers'),
    dpo: luPropose('RGPD art. 5-1-e, 39'),
  }),
  droitAcces: ligne({
    crip: luPropose('RGPD art. 15 ; CRPA L311-6 : le service qui répond à la personne'),
    dpo: luPropose('RGPD art. 38-4, 39 : le registre des demandes, sans ce qui est dit'),
  }),
  communication: ligne({
    crip: luPropose('RGPD art. 15 ; CRPA L311-6 : le service qui répond à la personne'),
  }),
  journal: ligne({
    dpo: luPropose('RGPD art. 5-2, 39'),
  }),
  statistiques: ligne({
    crip: luPropose('CASF L226-3-3'),
    ase: luPropose('CASF L226-3-3'),
    equipe: luPropose('CASF L226-3-3'),
    ...pour(['parquet', 'juge', 'defenseur', 'snated'], luPropose('CASF L226-3-3')),
    observatoire: lu('CASF L226-3-3, D226-3-3 : pseudonymes'),
  }),
  notification: ligne(pour(NOMS_ACTEURS, luPropose('la sienne'))),
  raccordement: ligne(pour(NOMS_ACTEURS, luPropose('RGPD art. 32 : le sien'))),
  registrePartenaires: ligne({ exploitant: luPropose('RGPD art. 24, 32 : qui exploite le hub tient le registre') }),
  technique: ligne(pour(NOMS_ACTEURS, luPropose('suit l’objet qui le porte'))),
} as const satisfies Record<string, Ligne>;
