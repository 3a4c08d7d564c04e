import type { NatureDanger, TypeInstitution } from './code-lists';
import { NATURES_ANNEXE_2_8 } from './danger-correspondances';
import type { NatureMesure } from './mesures-ase';
import type { Saisie } from './olinpe-types';
import type { MotifSignalement } from './suites';

const PLUSIEURS = { manque: 'PLUSIEURS_CODES' } as const;
const SANS_CODE = { manque: 'SANS_CODE' } as const;

/** NATPDECADM and NATDECASSED of each measure of the hub; the choice is the hub's, the codes those of the annexe. */
export const CODES_MESURE: Readonly<Record<NatureMesure, { readonly decision: '1' | '2'; readonly code: Saisie }>> = {
  // « Hors aides financières », says the only code of help at home.
  AIDE_FINANCIERE: { decision: '1', code: SANS_CODE },
  TISF: { decision: '1', code: '10' },
  AESF: { decision: '1', code: '10' },
  AED: { decision: '1', code: '10' },
  ACCUEIL_DE_JOUR: { decision: '1', code: '11' },
  ACCUEIL_72H: { decision: '1', code: '12' },
  ACCUEIL_URGENCE: { decision: '1', code: '13' },
  ACCUEIL_PROVISOIRE: { decision: '1', code: '14' },
  ACCUEIL_PARENT_ENFANT: { decision: '1', code: '16' },
  ACCUEIL_MNA: { decision: '1', code: SANS_CODE },
  TIERS_DURABLE_BENEVOLE: { decision: '1', code: '19' },
  // 20 or 21, by whether he or she is lodged.
  JEUNE_MAJEUR: { decision: '1', code: '20' },
  MJIE: { decision: '2', code: '14' },
  AEMO: { decision: '2', code: '15' },
  AEMO_RENFORCEE: { decision: '2', code: '15' },
  PLACEMENT_ASE: { decision: '2', code: '17' },
  PLACEMENT_AUTRE_PARENT: { decision: '2', code: '18' },
  PLACEMENT_TIERS_DIGNE: { decision: '2', code: '18' },
  PLACEMENT_SERVICE_HABILITE: { decision: '2', code: '18' },
  PLACEMENT_ETAB_SANITAIRE_EDUCATIF: { decision: '2', code: '18' },
  PLACEMENT_A_DOMICILE: { decision: '2', code: PLUSIEURS },
};
export const ACCUEIL_JEUNE_MAJEUR = '21';

/** TRANSIP: who transmitted. A private person may be a parent, family or another: the sheet of the hub does not say. */
export const TRANSIP: Readonly<Record<TypeInstitution, Saisie>> = {
  EDUCATION_NATIONALE: '543',
  HOPITAL: '550',
  MEDECIN_LIBERAL: '560',
  PMI_SERVICE_DEPARTEMENTAL: '520',
  ASSOCIATION: '590',
  POLICE_GENDARMERIE: '600',
  JUSTICE: '613',
  SNATED_119: '510',
  PARTICULIER: PLUSIEURS,
  MAIRIE: '620',
  AUTRE_CRIP: '520',
  DEFENSEUR: '640',
  CRECHE_PERISCOLAIRE: '580',
  PROTECTION_ANIMALE: '590',
  AUTRE: '630',
};

/** MOTIFSIG, when every ground of the signalement has the same code. */
const MOTIFSIG: Readonly<Record<MotifSignalement, string | null>> = {
  ACTIONS_SANS_EFFET: '1',
  // Refusal (2) and impossibility (3) are one ground of L226-4.
  REFUS_OU_IMPOSSIBILITE: null,
  DANGER_GRAVE_IMMEDIAT: '5',
  EVALUATION_IMPOSSIBLE: '4',
  // No modality of the annexe is a family that left (L226-3-2).
  DEPART_SANS_ADRESSE: null,
  RENCONTRE_IMPOSSIBLE: '4',
};

export function motifDuSignalement(motifs: readonly MotifSignalement[]): Saisie {
  const codes = [...new Set(motifs.map((motif) => MOTIFSIG[motif]))];
  const [seul = null] = codes;
  return codes.length === 1 && seul !== null ? seul : PLUSIEURS;
}

/** « Oui » when the sheet names that danger. That it does not name it is no « non ». */
export function dangerNomme(variable: string, natures: readonly NatureDanger[]): Saisie {
  const nature = NATURES_ANNEXE_2_8[variable];
  return nature !== undefined && natures.includes(nature) ? '2' : { manque: 'NON_DITE' };
}
