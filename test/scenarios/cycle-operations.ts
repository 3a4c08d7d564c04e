/** The operations of the life cycle; each act of one family answers the same fields. */
const ERREURS = 'userErrors { code path message }';

export function mutation(champ: string, type: string, reponse: string): string {
  return `mutation ($input: ${type}!) { ${champ}(input: $input) { ${reponse} ${ERREURS} } }`;
}

const avance = (champ: string, type: string) => mutation(champ, type, 'avancement { informationId reference etat le }');
const depose = (champ: string, type: string) =>
  mutation(champ, type, 'accuseReception { id reference recueLe empreinte echeances { regle dateLimite article } }');

export const ANALYSER = avance('analyser', 'ActeSurInformationInput');
export const QUALIFIER = avance('qualifier', 'ActeSurInformationInput');
export const NON_QUALIFIER = avance('nonQualifier', 'ActeMotiveInput');
export const ROUVRIR = avance('rouvrir', 'ActeMotiveInput');
export const REORIENTER = avance('reorienter', 'ReorienterInput');
export const RAPPELER_TRANSFERT = avance('rappelerTransfert', 'ActeSurInformationInput');
export const JOINDRE = avance('joindre', 'JoindreInput');
export const RENDRE_EVALUATION = avance('rendreEvaluation', 'RendreEvaluationInput');
export const COMPLETER_EVALUATION = avance('completerEvaluation', 'ActeMotiveInput');
export const DECIDER = avance('decider', 'DeciderInput');
export const INFORMER_PARENTS = avance('informerParents', 'InformerParentsInput');
export const DEMANDER_COMPLEMENT = depose('demanderComplement', 'DemanderInput');
export const REPONDRE_COMPLEMENT = depose('repondreComplement', 'RepondreDemandeInput');
export const DEMANDER_AVIS = depose('demanderAvis', 'DemanderInput');
export const RENDRE_AVIS = depose('rendreAvis', 'RepondreDemandeInput');
export const OUVRIR_EVALUATION = depose('ouvrirEvaluation', 'OuvrirEvaluationInput');
export const RENCONTRE_IMPOSSIBLE = depose('constaterRencontreImpossible', 'ConstaterRencontreImpossibleInput');
export const SIGNALER = depose('signalerAuParquet', 'SignalerAuParquetInput');
export const COPIER_SIGNALEMENT = depose('copierSignalementDirect', 'CopierSignalementDirectInput');
export const ENVOYER_RETOUR = mutation('envoyerRetour', 'EnvoyerRetourInput', 'retour { code message envoyeLe canal }');
export const ENREGISTRER_INFORMATION = depose('enregistrerInformation', 'EnregistrerInformationInput');
export const DEMANDER_ADRESSE = depose('demanderAdresse', 'DemanderAdresseInput');
export const REPONSE_ADRESSE = avance('enregistrerReponseAdresse', 'EnregistrerReponseAdresseInput');
export const DEMANDER_RETOUR = depose('enregistrerDemandeRetour', 'EnregistrerDemandeRetourInput');
export const ECARTER_RETOUR = avance('ecarterRetour', 'EcarterRetourInput');

export const ACCUSER_URGENTE = mutation(
  'accuserInformationUrgente',
  'AccuserInformationUrgenteInput',
  'accuse { informationId accuseeLe fonction }',
);

export const FIXER_HORAIRES = mutation(
  'fixerHorairesCrip',
  'FixerHorairesCripInput',
  'horaires { collectivite jours ouverture fermeture parDefaut }',
);

export const DOSSIER = /* GraphQL */ `
  query Dossier($id: ID!) {
    informationPreoccupante(id: $id) {
      id
      reference
      etat
      recueLe
      horsHoraires
      astreinte {
        etat
        remiseLe
        accuseePar
        escalades {
          rang
          fonction
        }
      }
      rattacheeA
      canal
      regimeRetour
      suite
      transferts {
        de
        vers
        referenceDepart
        referenceArrivee
        canal
        preuve
        le
      }
      emetteur {
        nom
      }
      echeances {
        regle
        dateLimite
      }
      historique {
        acte
        de
        vers
        par
        motif
      }
      evaluations {
        id
        equipe
        conclusion
        rapport
        rendueLe
        enfants {
          id
        }
      }
      demandes {
        id
        nature
        destinataire
        reponse
      }
      signalements {
        id
        reference
        tribunal
        motifs
      }
      retours {
        code
        envoyeLe
        canal
      }
      informationsTitulaires {
        objet
        informes
        motif
      }
      enfant {
        id
      }
    }
  }
`;

export const MES_TRANSMISSIONS = /* GraphQL */ `
  query MesTransmissions {
    mesTransmissions(first: 100) {
      edges {
        node {
          id
          reference
          echeance {
            regle
            dateLimite
            article
            verifie
          }
          retour {
            code
            message
            envoyeLe
          }
        }
      }
    }
  }
`;

export const DEMANDE = /* GraphQL */ `
  query Demande($id: ID!) {
    demande(id: $id) {
      nature
      reference
      question
      reponse
      enfant {
        id
        nomNaissance
      }
    }
  }
`;

export const SIGNALEMENT = /* GraphQL */ `
  query Signalement($id: ID!) {
    signalement(id: $id) {
      reference
      motifs
      expose
      actionsMenees
      auteur
      enfant {
        nomNaissance
      }
      information {
        faits {
          recit
        }
        evaluations {
          rapport
        }
        historique {
          acte
        }
      }
    }
  }
`;
