/** What the ASE sends to open and follow its measures. */
const ACCUSE = `accuseReception { id reference empreinte echeances { regle dateLimite article } } userErrors { code path message }`;
const MESURE_ASE = `
  id nature etat debut terme majeurLe nombreRenouvellements confieA sansAgrementUrgence estMna termineeLe motifFin
  jeuneMajeur { ressourcesOuSoutienInsuffisants confieAvantMajorite oqtf temporaire finAnneeScolaire }
  referent { fonction service }
  lieuAccueil { nom placesLibres }
  renouvellements { ancienTerme terme }
  changementsLieu { cas motifs }
  echeances { regle dateLimite }`;
const LIEU = `id etat capacite placesLibres valideDu valideAu suspenduJusquAu`;

const ouvrir = (acte: string) => {
  const type = `${acte.charAt(0).toUpperCase()}${acte.slice(1)}Input`;
  return `mutation ($input: ${type}!) { ${acte}(input: $input) { ${ACCUSE} } }`;
};
const changer = (acte: string, champ: string, selection: string) => {
  const type = `${acte.charAt(0).toUpperCase()}${acte.slice(1)}Input`;
  return `mutation ($input: ${type}!) { ${acte}(input: $input) { ${champ} { ${selection} } userErrors { code path message } } }`;
};

export const ASE = {
  ouvrirMesureAdministrative: ouvrir('ouvrirMesureAdministrative'),
  accueillirEnUrgence: ouvrir('accueillirEnUrgence'),
  enregistrerLieuAccueil: ouvrir('enregistrerLieuAccueil'),
  demanderAgrement: ouvrir('demanderAgrement'),
  renouvelerMesure: changer('renouvelerMesure', 'mesure', MESURE_ASE),
  terminerMesure: changer('terminerMesure', 'mesure', MESURE_ASE),
  designerReferent: changer('designerReferent', 'mesure', MESURE_ASE),
  enregistrerRapport: changer('enregistrerRapport', 'mesure', MESURE_ASE),
  etablirProjetPourEnfant: changer('etablirProjetPourEnfant', 'mesure', MESURE_ASE),
  changerLieu: changer('changerLieu', 'mesure', MESURE_ASE),
  prolongerAccueilMna: changer('prolongerAccueilMna', 'mesure', MESURE_ASE),
  accorderAgrement: changer('accorderAgrement', 'lieuAccueil', LIEU),
  suspendreAgrement: changer('suspendreAgrement', 'lieuAccueil', LIEU),
  retirerAgrement: changer('retirerAgrement', 'lieuAccueil', LIEU),
} as const;

export const SUIVI = `query ($id: ID!) { mesure(id: $id) { ${MESURE_ASE} enfant { id nomNaissance } } }`;
export const SUIVIS = `query ($filtre: FiltreMesuresAseInput) {
  mesures(first: 100, filtre: $filtre) { edges { node { id nature etat } } }
}`;
export const LIEUX = `query { lieuxAccueil(first: 100) { edges { node { nom ${LIEU} } } } }`;
