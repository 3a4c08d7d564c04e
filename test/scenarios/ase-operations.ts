/** What the ASE sends to open and follow its measures. */
const ACCUSE = `accuseReception { id reference empreinte echeances { regle dateLimite article } } userErrors { code path message }`;
export const MESURE_ASE = `
  id nature etat debut terme majeurLe nombreRenouvellements confieA sansAgrementUrgence estMna termineeLe motifFin
  jeuneMajeur { ressourcesOuSoutienInsuffisants confieAvantMajorite oqtf temporaire finAnneeScolaire }
  referent { fonction service }
  lieuAccueil { nom placesLibres }
  renouvellements { ancienTerme terme prolongation }
  changementsLieu { cas motifs }
  choixLieu { id choix envoyeLe recuLe limite etat reponduLe }
  motifExamen
  examensStatut { tenuLe avis risquePersiste }
  entretiens { objet tenuLe }
  rapports { remisLe redigePar }
  projetEtabliLe parentsInformesLe autoriteSaisieLe autoriteSaisieMotifs
  echeances { regle dateLimite }`;
const LIEU = `
  id etat capacite placesLibres valideDu valideAu reponseAvant suspenduJusquAu motif motifProlongation renouvellementEnjointPour renouvellementAcquisApres
  commissions { motif informeLe reunionLe suivieLe }`;

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
  prolongerDelaiAgrement: changer('prolongerDelaiAgrement', 'lieuAccueil', LIEU),
  inviterRenouvellement: changer('inviterRenouvellement', 'lieuAccueil', LIEU),
  enjoindreRenouvellement: changer('enjoindreRenouvellement', 'lieuAccueil', LIEU),
  enregistrerDemandeRenouvellement: changer('enregistrerDemandeRenouvellement', 'lieuAccueil', LIEU),
  convoquerCommissionAgrement: changer('convoquerCommissionAgrement', 'lieuAccueil', LIEU),
  restreindreAgrement: changer('restreindreAgrement', 'lieuAccueil', LIEU),
  saisirAutoriteJudiciaire: changer('saisirAutoriteJudiciaire', 'mesure', MESURE_ASE),
  attesterInformation: changer('attesterInformation', 'mesure', MESURE_ASE),
  notifierChoixLieu: changer('notifierChoixLieu', 'mesure', MESURE_ASE),
  accuserChoixLieu: changer('accuserChoixLieu', 'mesure', MESURE_ASE),
  repondreChoixLieu: changer('repondreChoixLieu', 'mesure', MESURE_ASE),
  saisirCommissionStatut: changer('saisirCommissionStatut', 'mesure', MESURE_ASE),
  enregistrerExamenStatut: changer('enregistrerExamenStatut', 'mesure', MESURE_ASE),
  enregistrerEntretien: changer('enregistrerEntretien', 'mesure', MESURE_ASE),
  interrogerCollectivite: ouvrir('interrogerCollectivite'),
  repondreCollectivite: changer('repondreCollectivite', 'demande', 'id reponse'),
  transfererDossier: ouvrir('transfererDossier'),
  rappelerTransfertDossier: changer('rappelerTransfertDossier', 'mesure', MESURE_ASE),
  designerAgent: changer('designerAgent', 'agent', 'agent enFonction'),
} as const;

const DEMANDE = `
  id reference de vers motif precision famille demandeePar le reponse reponduePar repondueLe precisionReponse lisibleJusquAu
  enfantCherche { nomNaissance prenoms dateNaissance } enfant { id } correspondances { id nomNaissance }
  documents { document pieces { titre le texte } }`;
export const UNE_DEMANDE = `query ($id: ID!) { demandeRenseignements(id: $id) { ${DEMANDE} } }`;
export const DEMANDES = `query { demandesRenseignements(first: 100) { edges { node { ${DEMANDE} } } } }`;
const TRANSFERT = `
  id reference issue de vers nature referenceDepart referenceArrivee motif parentsInformesLe motifNonInformes canal preuve le
  conservationAns conservationJusquAu enfant { id nomNaissance } mesure { id etat } documents { document motifAbsence }`;
export const UN_TRANSFERT = `query ($id: ID!) { transfertInterdepartemental(id: $id) { ${TRANSFERT} } }`;
export const PIECES_TRANSFERT = `query ($id: ID!) {
  transfertInterdepartemental(id: $id) { documents { document pieces { titre le texte } } }
}`;
export const TRANSFERTS = `query { transfertsInterdepartementaux(first: 100) { edges { node { ${TRANSFERT} } } } }`;
export const SUIVI = `query ($id: ID!) { mesure(id: $id) { ${MESURE_ASE} enfant { id nomNaissance } } }`;
export const SUIVIS = `query ($filtre: FiltreMesuresAseInput) {
  mesures(first: 100, filtre: $filtre) { edges { node { id nature etat } } }
}`;
export const UN_LIEU = `query ($id: ID!) { lieuAccueil(id: $id) { nom ${LIEU} } }`;
export const LIEUX = `query { lieuxAccueil(first: 100) { edges { node { nom ${LIEU} } } } }`;
