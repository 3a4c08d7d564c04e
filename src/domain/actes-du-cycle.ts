interface ActeDuCycle {
  /** Operation of the API that does it. */
  readonly operation: string;
  /** What the operation says, when several acts of the table are one operation. */
  readonly dit?: string;
  readonly par: 'CRIP' | 'parquet';
}

const crip = (operation: string, dit?: string): ActeDuCycle => ({ operation, par: 'CRIP', ...(dit ? { dit } : {}) });
const parquet = (operation: string, dit?: string): ActeDuCycle => ({ ...crip(operation, dit), par: 'parquet' });

/** The acts of the table of transitions, as the people who do them know them. */
export const ACTES_DU_CYCLE: Readonly<Record<string, ActeDuCycle>> = {
  analyser: crip('analyser'),
  reorienter: crip('reorienter'),
  joindre: crip('joindre'),
  demanderComplement: crip('demanderComplement'),
  nonQualifier: crip('nonQualifier'),
  qualifier: crip('qualifier'),
  rouvrir: crip('rouvrir'),
  ouvrirEvaluation: crip('ouvrirEvaluation'),
  demanderAvis: crip('demanderAvis'),
  rendreEvaluation: crip('rendreEvaluation'),
  completerEvaluation: crip('completerEvaluation'),
  constaterRencontreImpossible: crip('constaterRencontreImpossible'),
  signalerAuParquet: crip('signalerAuParquet'),
  classer: crip('decider', 'classement sans suite'),
  aider: crip('decider', 'une aide acceptée'),
  enregistrerSuitesClassement: parquet('enregistrerSuites', 'classement'),
  enregistrerSuitesRenvoi: parquet('enregistrerSuites', 'renvoi pour évaluation'),
  enregistrerSuitesOpp: parquet('enregistrerSuites', 'ordonnance de placement provisoire'),
  saisirJugeDesEnfants: parquet('saisirJugeDesEnfants', 'ou enregistrerSuites avec la suite SAISINE_JE'),
};
