import { MessageIllisible, type Issue, type Reponse, type VoieEntrante } from '../../../connectors/entrant';

const illisible = (message: string) => new MessageIllisible([{ code: 'CARNET_ILLISIBLE', champ: [], message }]);

function lireCarnet(texte: string): Readonly<Record<string, string>> {
  const [format, ...lignes] = texte.split('\n');
  if (format !== 'carnet-jouet/1' || lignes.at(-2) !== 'fin') throw illisible('Un carnet entier est attendu.');
  return Object.fromEntries(lignes.slice(0, -2).map((ligne) => ligne.split(': ', 2) as [string, string]));
}

function direIssue(issue: Issue): readonly [statut: number, texte: string] {
  switch (issue.etat) {
    case 'LU': {
      const [resultat] = issue.resultats;
      if (resultat?.fait) return [200, `recu ${(resultat.reponse['recu'] as { id: string }).id}`];
      return [resultat?.passager ? 503 : 422, `refus ${resultat?.erreurs.map(({ code }) => code).join(' ') ?? ''}`];
    }
    case 'ILLISIBLE':
      return [422, `refus ${issue.erreurs.map(({ code }) => code).join(' ')}`];
    case 'CONFLIT':
      return [409, 'refus CARNET_DEJA_RECU'];
    case 'REFUSE':
      return [issue.statut, `refus ${issue.erreur.code}`];
  }
}

/** The connector that nobody had thought of: this folder, and a line where the lanes of the hub are listed. */
export const carnet: VoieEntrante = {
  nom: 'jouet-carnet',
  roles: ['college'],
  limiteOctets: 10_000,
  http: { chemin: '/jouet/carnets', types: ['text/plain'] },
  lire: ({ corps, de }) => {
    const { cle, ...lu } = lireCarnet(corps.toString());
    if (cle === undefined) throw illisible('Un carnet a une clé.');
    const input = {
      emetteur: {
        ...{ typeInstitution: 'EDUCATION_NATIONALE', nom: 'École-jouet', uai: de.institution },
        ...{ personne: lu['redacteur'], fonction: 'Infirmière scolaire', redigeeLe: lu['redigee'] },
        ...{ soumisAuSecret: true, anonymatDemande: false },
      },
      enfant: {
        ...{ nomNaissance: lu['nom'], prenoms: lu['prenoms'], sexe: lu['sexe'] },
        ...{ dateNaissance: lu['naissance'], communeResidence: lu['commune'] },
      },
      scolarite: { uai: de.institution },
      faits: [{ recit: lu['recit'], constatePar: 'CONSTATE_PERSONNELLEMENT', date: lu['le'] }],
      ...{ naturesDanger: ['AUTRE'], naturePrincipale: 'AUTRE', urgence: 'RAPIDE' },
      informationParents: { statut: 'NON', motif: 'L’enfant craint des représailles.' },
    };
    return { cle, demandes: [{ acte: 'transmettreInformationPreoccupante', input }] };
  },
  repondre: (_, issue): Reponse => {
    const [statut, texte] = direIssue(issue);
    return { statut, type: 'text/plain; charset=utf-8', corps: `carnet-jouet/1\n${texte}\nfin\n` };
  },
};
