/** A mutation of the parquet or of the juge des enfants, which answers with a receipt. */
function acte(nom: string): string {
  const input = `${nom.charAt(0).toUpperCase()}${nom.slice(1)}Input`;
  return /* GraphQL */ `
    mutation ($input: ${input}!) {
      ${nom}(input: $input) {
        accuseReception {
          id
          reference
          recueLe
          empreinte
          echeances {
            regle
            intitule
            dateLimite
            article
          }
        }
        userErrors {
          code
          path
          message
        }
      }
    }
  `;
}

export const SUITES = acte('enregistrerSuites');
export const SOIT_TRANSMIS = acte('transmettreSoitTransmis');
export const SAISIR_JUGE = acte('saisirJugeDesEnfants');
export const DECIDER = acte('notifierDecision');
export const PROLONGER = acte('prolongerMesureProvisoire');
export const NOTIFIER_PARTIES = acte('notifierDecisionAuxParties');
export const APPELER = acte('enregistrerAppel');
export const ARRET = acte('enregistrerArret');
export const AUDIENCE = acte('fixerAudience');

export const REQUETE = /* GraphQL */ `
  query Requete($id: ID!) {
    requeteJuge(id: $id) {
      reference
      tj
      parquet
      recueAuGreffeLe
      mesureUrgente {
        id
        numeroParquet
      }
      enfant {
        id
        nomNaissance
      }
      echeances {
        regle
        dateLimite
        dateReportee
      }
    }
  }
`;

export const DECISION = /* GraphQL */ `
  query Decision($id: ID!) {
    decision(id: $id) {
      reference
      nature
      natureMesure
      article
      provisoire
      mois
      terme
      prolongeeJusquAu
      finLe
      notifications {
        id
        partie
        le
        echeances {
          regle
          dateLimite
        }
      }
      appels {
        notificationId
        declareLe
        horsDelai
      }
      echeances {
        regle
        dateLimite
        dateReportee
      }
      requete {
        reference
      }
      enfant {
        id
        nomNaissance
        decisions {
          reference
        }
      }
    }
  }
`;
