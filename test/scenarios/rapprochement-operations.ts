const RAPPROCHEMENT = 'id etat origine score version marches { trait constat poids } regles motif le closLe';

export const HISTOIRE = `
  query ($id: ID!, $finalite: Finalite!) {
    enfant(id: $id, finalite: $finalite) {
      informationsPreoccupantes { id }
      memeEnfant { id nomNaissance prenoms dateNaissance informationsPreoccupantes { id } }
      rapprochements { ${RAPPROCHEMENT} }
    }
  }`;

export const A_EXAMINER = `
  query ($first: Int, $after: String) {
    rapprochementsAExaminer(first: $first, after: $after) {
      edges { node { ${RAPPROCHEMENT} enfant { id nomNaissance prenoms } autre { id nomNaissance prenoms } } }
      pageInfo { hasNextPage endCursor }
    }
  }`;

const acte = (nom: string, input: string, plus = '') => `
  mutation ($input: ${input}!) {
    ${nom}(input: $input) {
      rapprochement { ${RAPPROCHEMENT} }${plus}
      userErrors { code path message }
    }
  }`;

export const RAPPROCHER = acte('rapprocher', 'DeuxFichesInput');
export const CONFIRMER_DISTINCTS = acte('confirmerDistincts', 'DeuxFichesInput');
export const SEPARER = acte('separer', 'SeparerInput', '\n      informationsARevoir { id reference }');

const COINCIDENCE = 'id finalite le expireLe collectivites';

export const CHERCHER_COINCIDENCE = `
  mutation ($input: ChercherCoincidenceInput!) {
    chercherCoincidence(input: $input) {
      coincidence { ${COINCIDENCE} }
      userErrors { code path message }
    }
  }`;

export const COINCIDENCES = `
  query { coincidences(first: 100) { edges { node { ${COINCIDENCE} information { id } } } } }`;
