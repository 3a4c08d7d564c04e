import { tableau } from '../../src/cli/markdown-table';
import { precision, rappel, revue, type Bilan, type Releve } from './bilan';

const CAS: Readonly<Record<string, string>> = {
  ecole: 'Écrit par une école',
  hopital: 'Écrit par un hôpital',
  snated: 'Écrit par le 119',
  JUMEAU: 'D’un jumeau',
  HOMONYME: 'Porte le nom d’un autre enfant',
  demenagement: 'Famille qui a déménagé',
  adresseAncienne: 'Ancienne adresse',
  fauteNom: 'Faute de frappe dans le nom',
  fautePrenom: 'Faute de frappe dans le prénom',
  entendu: 'Noms écrits comme entendus',
  diminutif: 'Diminutif',
  autrePrenom: 'Appelé par son deuxième prénom',
  usagePourNom: 'Nom d’usage à la place du nom de naissance',
  demiNom: 'Moitié d’un nom double',
  particulePerdue: 'Particule perdue',
  dateInversee: 'Jour et mois échangés',
  dateFautive: 'Date fausse',
  lieuFautif: 'Commune de résidence pour lieu de naissance',
  sexeFautif: 'Sexe faux',
  numeroDouble: 'Deuxième numéro au même hôpital',
  ageSeul: 'Âge seul, sans date ni lieu',
  sansLieu: 'Sans lieu de naissance',
  sansSexe: 'Sans sexe',
};

/** What became of the records, by what happened to them. A record may be in several rows. */
export function tableauDuBilan({ bilan, cas }: Releve, graine: number): string {
  const lignes = [ligne('Tous', bilan()), ...Object.entries(CAS).map(([nom, dit]) => ligne(dit, cas(nom)))];
  const tete = ['Dossiers', 'Nombre', 'Déjà connus', 'Liés', 'À tort', 'À examiner', 'Manqués', 'Précision', 'Rappel'];
  return `# What became of each kind of record

Written by \`npm run bench -- matching --seed ${String(graine)} --svg\`. What each column is: [rapprochement](../rapprochement.md).

${tableau([...tete, 'À examiner'], lignes)}
`;
}

function ligne(dit: string, bilan: Bilan): string[] {
  return [
    dit,
    entier(bilan.dossiers),
    entier(bilan.connus),
    entier(bilan.lies),
    entier(bilan.liesATort),
    entier(bilan.aExaminer),
    entier(bilan.manques),
    bilan.lies > 0 ? pourCent(precision(bilan)) : '–',
    bilan.connus > 0 ? pourCent(rappel(bilan)) : '–',
    bilan.dossiers > 0 ? pourCent(revue(bilan)) : '–',
  ];
}

const entier = (n: number) => new Intl.NumberFormat('fr-FR').format(n);
const pourCent = (part: number) =>
  `${new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 3 }).format(part * 100)} %`;
