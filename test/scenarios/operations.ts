/** The operations that the scenarios send, and that the README shows. */
export const TRANSMETTRE = /* GraphQL */ `
  mutation Transmettre($input: TransmettreInformationPreoccupanteInput!) {
    transmettreInformationPreoccupante(input: $input) {
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

export const INFORMATION = /* GraphQL */ `
  query Information($id: ID!) {
    informationPreoccupante(id: $id) {
      reference
      etat
      urgence
      naturePrincipale
      emetteur {
        nom
        fonction
      }
      echeances {
        regle
        dateLimite
        article
      }
      enfant {
        id
        nomNaissance
        prenoms
        scolarite {
          uai
          classe
        }
        mesuresUrgentes {
          id
        }
      }
    }
  }
`;

export const INFORMATIONS = /* GraphQL */ `
  query Informations($reference: String!) {
    informationsPreoccupantes(filtre: { reference: $reference }) {
      edges {
        node {
          id
          reference
        }
      }
    }
  }
`;

export const NOTIFIER = /* GraphQL */ `
  mutation Notifier($input: NotifierMesureUrgenteInput!) {
    notifierMesureUrgente(input: $input) {
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

export const MESURE = /* GraphQL */ `
  query Mesure($id: ID!) {
    mesureUrgente(id: $id) {
      reference
      numeroParquet
      priseLe
      lieu
      reception {
        etat
        remiseLe
        accuseeLe
        accuseePar
        escalades {
          rang
          fonction
          canal
          le
        }
      }
      enfant {
        id
        nomNaissance
        prenoms
        dateNaissance
      }
    }
  }
`;

export const ACCUSER = /* GraphQL */ `
  mutation Accuser($input: AccuserReceptionInput!) {
    accuserReception(input: $input) {
      accuse {
        mesureId
        accuseeLe
        fonction
      }
      userErrors {
        code
        path
        message
      }
    }
  }
`;

export const SAISIR = /* GraphQL */ `
  mutation Saisir($input: TransmettreSaisineDefenseurInput!) {
    transmettreSaisineDefenseur(input: $input) {
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

export const SAISINE = /* GraphQL */ `
  query Saisine($id: ID!) {
    saisineDefenseur(id: $id) {
      reference
      type
      etat
      faits
      reponse {
        reponse
        reponduePar
        repondueLe
      }
      enfant {
        id
        nomNaissance
      }
    }
  }
`;

export const REPONDRE = /* GraphQL */ `
  mutation Repondre($input: RepondreSaisineDefenseurInput!) {
    repondreSaisineDefenseur(input: $input) {
      reponse {
        saisineId
        repondueLe
        empreinte
      }
      userErrors {
        code
        path
        message
      }
    }
  }
`;

export const ENFANT = /* GraphQL */ `
  query Enfant($id: ID!, $finalite: Finalite!) {
    enfant(id: $id, finalite: $finalite) {
      id
      nomNaissance
      prenoms
      informationsPreoccupantes {
        reference
      }
      mesuresUrgentes {
        reference
        reception {
          etat
        }
      }
      saisinesDefenseur {
        reference
        etat
      }
      scolarite {
        uai
        classe
      }
      suiviSante {
        finess
      }
    }
  }
`;

export const BOITE = /* GraphQL */ `
  query Boite {
    notifications(first: 20) {
      edges {
        node {
          id
          type
          etat
          sujet {
            type
            id
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

export const NOTIFIER_AVEC_RECU = /* GraphQL */ `
  mutation NotifierAvecRecu($input: NotifierMesureUrgenteInput!) {
    notifierMesureUrgente(input: $input) {
      accuseReception {
        id
        reference
      }
      recu {
        id
        jws
        charge
      }
      userErrors {
        code
        path
        message
      }
    }
  }
`;

export const PREUVE_INCLUSION = /* GraphQL */ `
  query PreuveInclusion($recu: ID!) {
    preuveInclusion(recu: $recu) {
      recu
      contenu
      position
      chemin
      point
    }
  }
`;

export const DOSSIER_DE_PREUVE = /* GraphQL */ `
  query DossierDePreuve($enfant: ID, $echange: ID, $apres: Int) {
    dossierDePreuve(enfant: $enfant, echange: $echange, apres: $apres) {
      contenu
      enregistrements
      suite
    }
  }
`;
