import { ENFANTS, idEnfant, tirage } from './donnees';

export interface Requete {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Fields that a software may ask of a type, and what is below them. */
type Champs = readonly (string | readonly [string, Champs])[];

const ECHEANCE: Champs = ['regle', 'dateLimite', 'article'];
const RECEPTION: Champs = ['etat', 'remiseLe', 'accuseeLe', 'accuseePar', ['escalades', ['rang', 'fonction', 'le']]];
const IDENTITE: Champs = ['nomNaissance', 'prenoms', 'dateNaissance', 'sexe', 'communeNaissance'];
const SAISINE: Champs = ['reference', 'etat', 'faits', ['reponse', ['repondueLe', 'reponduePar']]];
const AUTOUR: Champs = [
  ['scolarite', ['uai', 'classe', 'declareeLe']],
  ['suiviSante', ['finess', 'declareLe']],
  ['saisinesDefenseur', SAISINE],
  ['decisions', ['reference', 'nature', 'rendueLe', 'magistrat']],
  ['mesures', ['reference', 'etat', 'debut', 'confieA']],
];
const INFORMATION: Champs = [
  ...['reference', 'recueLe', 'urgence', 'naturePrincipale', 'horsHoraires'],
  ['emetteur', ['nom', 'personne', 'fonction']],
  ['faits', ['recit', 'parolesEnfant', 'date']],
  ['echeances', ECHEANCE],
  ['astreinte', RECEPTION],
];
const MESURE: Champs = [
  ...['reference', 'numeroParquet', 'priseLe', 'magistrat', 'motifs', 'tj'],
  ['echeances', ECHEANCE],
  ['reception', RECEPTION],
];

/** A file: a child, its two long lists and what four other institutions add. */
const FICHE: Champs = [...IDENTITE, ...AUTOUR, ['informationsPreoccupantes', INFORMATION], ['mesuresUrgentes', MESURE]];
/** A page: as many children as lines, read across six institutions. */
const PAGE: Champs = [...INFORMATION, ['enfant', [...IDENTITE, ...AUTOUR]]];
const URGENCES: Champs = [...MESURE, ['enfant', [...IDENTITE, ...AUTOUR]]];

/** What must always be there for the subject to be what is measured. */
const TOUJOURS = new Set(['enfant', 'informationsPreoccupantes', 'mesuresUrgentes', 'reception', 'astreinte']);

/** As many texts: three shapes, fields kept or not, some under another name. */
export function textes(combien: number): string[] {
  const tirer = tirage(7);
  const selection = (champs: Champs): string => {
    const gardes = champs.filter((champ) => TOUJOURS.has(typeof champ === 'string' ? champ : champ[0]) || tirer(4) > 0);
    const ecrits = (gardes.length > 0 ? gardes : champs.slice(0, 1)).map((champ) => {
      const [nom, dessous] = typeof champ === 'string' ? [champ] : champ;
      const alias = tirer(6) === 0 ? `${nom}_${String(tirer(1_000))}: ` : '';
      return `${alias}${nom}${dessous ? ` ${selection(dessous)}` : ''}`;
    });
    return `{ id_: __typename ${ecrits.join(' ')} }`;
  };
  const faire = [
    () => `query Fiche($id: ID!) { enfant(id: $id, finalite: PROTECTION) ${selection(FICHE)} }`,
    () =>
      `query Page($n: Int!, $a: String!) { informationsPreoccupantes(first: $n, after: $a) { edges { cursor node ${selection(PAGE)} } pageInfo { hasNextPage } } }`,
    () =>
      `query Urgences($n: Int!, $a: String!) { mesuresUrgentes(first: $n, after: $a) { edges { node ${selection(URGENCES)} } } }`,
  ];
  return Array.from({ length: combien }, (_, rang) => faire[rang % faire.length]?.() ?? '');
}

/** The same requests for every rival, others in every round: another child, another page of 30 to 70, another text. */
export function requetes(lesTextes: readonly string[], combien: number, graine: number): Requete[] {
  const tirer = tirage(graine);
  return Array.from({ length: combien }, () => ({
    query: lesTextes[tirer(lesTextes.length)] ?? '',
    variables: {},
  })).map(({ query }) => ({
    query,
    variables: query.includes('$id')
      ? { id: idEnfant(tirer(ENFANTS)) }
      : { n: 30 + tirer(41), a: String(tirer(30 * (ENFANTS - 3))) },
  }));
}
