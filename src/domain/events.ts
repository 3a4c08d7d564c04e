/**
 * Every event the hub tells someone about: the closed list, who is told, and why.
 * An event carries identifiers only, never a person's data.
 */
export interface Portee {
  /** Collectivité exercising the ASE. */
  readonly collectivite: string;
  /** Tribunal whose parquet is concerned, when there is one. */
  readonly tribunal?: string;
}

interface RegleEvenement {
  readonly sujet: 'InformationPreoccupante' | 'MesureUrgente' | 'SaisineDefenseur';
  /** 1 is delivered before 10 when a backlog drains. */
  readonly priorite: number;
  readonly destinataires: readonly { qui: (portee: Portee) => string | undefined; pourquoi: string }[];
}

const crip = (portee: Portee) => `crip-${portee.collectivite}`;
const ase = (portee: Portee) => `ase-${portee.collectivite}`;
const parquet = (portee: Portee) => portee.tribunal;
const defenseur = () => 'DDD';

export const EVENEMENTS = {
  'information-preoccupante.recue': {
    sujet: 'InformationPreoccupante',
    priorite: 5,
    destinataires: [{ qui: crip, pourquoi: 'CASF L226-3 : la CRIP recueille les informations préoccupantes' }],
  },
  'mesure-urgente.notifiee': {
    sujet: 'MesureUrgente',
    priorite: 1,
    destinataires: [
      { qui: ase, pourquoi: "C. civ. 375-5 : le service désigné exécute l'ordonnance de placement provisoire" },
      { qui: crip, pourquoi: 'CASF L226-4 I : le procureur informe le président du conseil départemental' },
    ],
  },
  'mesure-urgente.accusee': {
    sujet: 'MesureUrgente',
    priorite: 2,
    destinataires: [{ qui: parquet, pourquoi: "le parquet suit l'état de la mesure qu'il a ordonnée" }],
  },
  'mesure-urgente.escaladee': {
    sujet: 'MesureUrgente',
    priorite: 1,
    destinataires: [
      { qui: ase, pourquoi: "échelle d'astreinte de la collectivité : la mesure n'a pas été accusée" },
      { qui: parquet, pourquoi: "le parquet suit l'état de la mesure qu'il a ordonnée" },
    ],
  },
  'saisine-defenseur.transmise': {
    sujet: 'SaisineDefenseur',
    priorite: 3,
    destinataires: [
      { qui: ase, pourquoi: 'LO 2011-333 art. 35 : le Défenseur saisit le président du conseil départemental' },
    ],
  },
  'saisine-defenseur.repondue': {
    sujet: 'SaisineDefenseur',
    priorite: 4,
    destinataires: [
      { qui: defenseur, pourquoi: 'LO 2011-333 art. 18 et 25 : la personne saisie répond dans le délai fixé' },
    ],
  },
} as const satisfies Record<string, RegleEvenement>;

export type TypeEvenement = keyof typeof EVENEMENTS;
export const TYPES_EVENEMENT = Object.keys(EVENEMENTS) as readonly TypeEvenement[];

/** The institutions told of an event, each once. */
export function destinataires(type: TypeEvenement, portee: Portee): string[] {
  const regle: RegleEvenement = EVENEMENTS[type];
  return [...new Set(regle.destinataires.flatMap(({ qui }) => qui(portee) ?? []))];
}
