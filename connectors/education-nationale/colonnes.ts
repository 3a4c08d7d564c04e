/** One column of the batch: its name, where it goes in the sheet, how it is written. */
export interface Colonne {
  readonly nom: string;
  /** In the input of `transmettreInformationPreoccupante`. */
  readonly chemin: readonly (string | number)[];
  readonly forme: 'texte' | 'ouiNon' | 'liste';
  readonly requise?: true;
}

const colonne = (nom: string, chemin: string, forme: Colonne['forme'] = 'texte'): Colonne => ({
  ...{ nom, forme },
  chemin: chemin.split('.').map((pas) => (/^\d+$/.test(pas) ? Number(pas) : pas)),
});
const requise = (...args: Parameters<typeof colonne>): Colonne => ({ ...colonne(...args), requise: true });

/**
 * `hub-ip-csv/1`: one line is one child and one information. The fields of the national school sheet that a batch can
 * carry; the rest (family, siblings, several facts) goes through the API.
 */
export const COLONNES: readonly Colonne[] = [
  requise('uai', 'emetteur.uai'),
  requise('etablissement', 'emetteur.nom'),
  requise('redacteur', 'emetteur.personne'),
  requise('fonction', 'emetteur.fonction'),
  colonne('telephone', 'emetteur.telephone'),
  colonne('courriel', 'emetteur.courriel'),
  requise('soumis_au_secret', 'emetteur.soumisAuSecret', 'ouiNon'),
  requise('anonymat_demande', 'emetteur.anonymatDemande', 'ouiNon'),
  requise('redigee_le', 'emetteur.redigeeLe'),
  requise('nom_naissance', 'enfant.nomNaissance'),
  colonne('nom_usage', 'enfant.nomUsage'),
  requise('prenoms', 'enfant.prenoms'),
  requise('sexe', 'enfant.sexe'),
  colonne('date_naissance', 'enfant.dateNaissance'),
  colonne('commune_naissance', 'enfant.communeNaissance'),
  requise('commune_residence', 'enfant.communeResidence'),
  colonne('adresse', 'enfant.adresse'),
  colonne('uai_scolarite', 'scolarite.uai'),
  colonne('classe', 'scolarite.classe'),
  colonne('ine', 'scolarite.ine'),
  requise('recit', 'faits.0.recit'),
  requise('constate_par', 'faits.0.constatePar'),
  colonne('date_des_faits', 'faits.0.date'),
  colonne('paroles_enfant', 'faits.0.parolesEnfant'),
  requise('natures_danger', 'naturesDanger', 'liste'),
  requise('nature_principale', 'naturePrincipale'),
  requise('urgence', 'urgence'),
  requise('information_parents', 'informationParents.statut'),
  colonne('motif_non_information', 'informationParents.motif'),
  colonne('enfant_informe', 'informationEnfant.informe', 'ouiNon'),
];

/** The column that fills this field of the sheet, or the first that fills a part of it. */
export function colonneDuChamp(champ: readonly string[]): string | undefined {
  const commence = ({ chemin }: Colonne) => {
    const communs = Math.min(chemin.length, champ.length);
    return communs > 0 && chemin.slice(0, communs).every((pas, i) => String(pas) === champ[i]);
  };
  return COLONNES.find(commence)?.nom;
}
