import { NATURES_DANGER, type NatureDanger, type Urgence } from '../../src/domain/code-lists';
import type { Actor } from '../../src/auth/actor';
import type { TransmettreInformationPreoccupanteInput } from '../../src/subgraphs/crip/information-preoccupante.input';
import type { Signale } from './chronique';
import type { Tirage } from '../../test/support/tirage';

const CLASSES = ['CP', 'CE1', 'CM2', '6e B', '5e A', '4e C', '3e D', '2de 4'] as const;
const URGENCES: readonly Urgence[] = ['STANDARD', 'STANDARD', 'STANDARD', 'RAPIDE', 'RAPIDE', 'IMMEDIATE'];
const NATURES = Object.keys(NATURES_DANGER) as NatureDanger[];
const DEBUTS = [
  'L’élève est arrivé trois fois sans repas ni manteau',
  'L’enfant se dit réveillé chaque nuit par des cris',
  'Des absences répétées, jamais expliquées, depuis la rentrée',
  'Une fratrie laissée seule jusqu’à vingt heures',
  'Un changement brutal d’attitude en classe, des pleurs',
  'Des propos rapportés à l’infirmière pendant une visite',
] as const;
const SUITES = [
  'la famille ne répond plus aux appels de l’établissement.',
  'la mère, reçue une fois, a reconnu des difficultés et demandé de l’aide.',
  'le père refuse tout échange depuis deux mois.',
  'une assistante sociale suivait la situation dans un autre département.',
  'l’enfant dit ne pas vouloir rentrer le vendredi soir.',
] as const;
const LETTRES = 'ABCDEFGHJK';

/** Who sends it: the school of the place. */
export function emetteurDe({ residence }: Signale): Actor {
  const { uai } = residence;
  return {
    ...{ institution: uai, role: 'college', territoire: residence.collectivite, sub: `machine-${uai}` },
    ...{ clientId: `machine-${uai}`, scopes: ['ip:transmettre'], expiresAt: Infinity, liaison: null },
  };
}

/** The sheet as that school writes it; two of them are never the same. */
export function ficheDe(signale: Signale, rang: number, hasard: Tirage): TransmettreInformationPreoccupanteInput {
  const { le, famille, enfant, residence } = signale;
  const jour = le.toISOString().slice(0, 10);
  const naturePrincipale = hasard.parmi(NATURES);
  const recit = `${hasard.parmi(DEBUTS)} ; ${hasard.parmi(SUITES)} Fait noté le ${jour}, sous le numéro ${String(rang)}.`;
  return {
    idempotencyKey: `population-${String(rang)}`,
    emetteur: {
      ...{ typeInstitution: 'EDUCATION_NATIONALE', nom: `École ${residence.uai}`, uai: residence.uai },
      ...{
        personne: 'Mme Exemple',
        fonction: 'Directrice',
        soumisAuSecret: true,
        anonymatDemande: hasard.vrai(0.1),
      },
      redigeeLe: le.toISOString(),
    },
    enfant: { ...enfant, communeResidence: residence.commune, adresse: famille.adresse },
    scolarite: { uai: residence.uai, classe: hasard.parmi(CLASSES), ine: ine(rang) },
    fratrie: famille.enfants
      .filter((autre) => autre !== enfant)
      .map(({ nomNaissance, prenoms, dateNaissance }) => ({
        ...{ nom: `${nomNaissance} ${prenoms}`, dateNaissance, concerne: true },
      })),
    faits: [{ recit, constatePar: 'CONSTATE_PERSONNELLEMENT', date: jour }],
    naturesDanger: [naturePrincipale],
    naturePrincipale,
    informationParents: { statut: 'OUI', date: jour, par: 'La directrice' },
    urgence: hasard.parmi(URGENCES),
  };
}

/** Nine digits, one letter, as the national register draws them. */
function ine(rang: number): string {
  return `${String(rang % 1_000_000_000).padStart(9, '0')}${LETTRES.charAt(rang % LETTRES.length)}${LETTRES.charAt(Math.floor(rang / 7) % LETTRES.length)}`;
}
