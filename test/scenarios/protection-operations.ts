import { mutation } from './cycle-operations';

const PROTECTION = 'protection { id etat motif precision poseePar confirmeeLe motifLevee leveeLe }';

export const PROTEGER_DOSSIER = mutation('protegerDossier', 'ProtegerDossierInput', PROTECTION);
export const LEVER_PROTECTION = mutation('leverProtection', 'LeverProtectionInput', PROTECTION);

/** Every field that says where a child is. */
export const LIEUX = /* GraphQL */ `
  query Lieux($id: ID!, $finalite: Finalite!) {
    enfant(id: $id, finalite: $finalite) {
      scolarite {
        uai
        classe
      }
      mesures {
        id
        confieA
        lieuPrevuLe
        changementsLieu {
          cas
          motifs
        }
      }
      mesuresUrgentes {
        id
        lieu
        confieA {
          nom
        }
      }
    }
  }
`;
