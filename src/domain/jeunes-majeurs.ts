import { ajouterDuree, type Jour } from './calendar';

/** What the support of a young adult rests on (CASF L222-5 5° and last al.), as the département found it. */
export interface ConditionsJeuneMajeur {
  /** Neither resources nor a family support that suffice. */
  readonly ressourcesOuSoutienInsuffisants: boolean;
  /** Entrusted to the ASE before majority, even if in no care when it is decided. */
  readonly confieAvantMajorite: boolean;
  /** Under an obligation to leave the territory. */
  readonly oqtf: boolean;
  /** Temporary and optional, for whoever does not meet the two conditions. */
  readonly temporaire: boolean;
}

export interface JeuneASoutenir extends ConditionsJeuneMajeur {
  readonly naissance: Jour;
  /** First day of the support. */
  readonly debut: Jour;
}

/** How sure the exclusion of young adults under an OQTF is, and since when it would apply. */
export const EXCLUSION_OQTF = {
  applique: true,
  article: 'CASF L222-5 5°',
  validFrom: '2024-01-28',
  validTo: null,
  source: 'LEGIARTI000049050913, texte non lu ; projet de loi rapporté par la presse juridique',
  verifie: false,
} as const;

type Refus<C extends string> = { readonly champ: C; readonly motif: string };
export type ObstacleJeuneMajeur = Refus<'nature' | Exclude<keyof ConditionsJeuneMajeur, 'temporaire'>>;

/** Why a young person cannot be supported, and the field that says so; `null` when nothing forbids it. */
export function obstacleJeuneMajeur(
  jeune: JeuneASoutenir,
  exclusion: { applique: boolean; validFrom: Jour } = EXCLUSION_OQTF,
): ObstacleJeuneMajeur | null {
  const { naissance, debut, temporaire } = jeune;
  if (debut < anniversaire(naissance, 18))
    return { champ: 'nature', motif: "le jeune n'a pas dix-huit ans (CASF L222-5 5°)." };
  if (debut >= anniversaire(naissance, 21))
    return { champ: 'nature', motif: 'le jeune a vingt et un ans révolus (CASF L222-5 5°).' };
  return temporaire ? null : obstacleDeDroit(jeune, exclusion);
}

const SINON = "à défaut, l'accompagnement est facultatif et temporaire (avant-dernier al.) : indiquez temporaire.";

function obstacleDeDroit(
  { debut, oqtf, ressourcesOuSoutienInsuffisants, confieAvantMajorite }: JeuneASoutenir,
  exclusion: { applique: boolean; validFrom: Jour },
): ObstacleJeuneMajeur | null {
  if (!ressourcesOuSoutienInsuffisants)
    return {
      champ: 'ressourcesOuSoutienInsuffisants',
      motif: `la prise en charge suppose que les ressources ou le soutien familial ne suffisent pas (CASF L222-5 5°) ; ${SINON}`,
    };
  if (!confieAvantMajorite)
    return {
      champ: 'confieAvantMajorite',
      motif: `la prise en charge suppose que le jeune ait été confié à l'aide sociale à l'enfance avant sa majorité (CASF L222-5 5°) ; ${SINON}`,
    };
  if (oqtf && exclusion.applique && debut >= exclusion.validFrom)
    return {
      champ: 'oqtf',
      motif:
        "une obligation de quitter le territoire l'exclut (CASF L222-5 5°, rédaction du 28 janvier 2024, à vérifier).",
    };
  return null;
}

/** The day of a birthday. */
export function anniversaire(naissance: Jour, ans: number): Jour {
  return ajouterDuree(naissance, { annees: ans });
}

/**
 * Last day of the support: the 21st birthday, later only to finish the school year in progress that day, which ends
 * within a year (L222-5 last al.).
 */
export function termeJeuneMajeur(naissance: Jour, finAnneeScolaire: Jour | null): Jour {
  const vingtEtUn = anniversaire(naissance, 21);
  if (finAnneeScolaire === null || finAnneeScolaire <= vingtEtUn) return vingtEtUn;
  const vingtDeux = anniversaire(naissance, 22);
  return finAnneeScolaire < vingtDeux ? finAnneeScolaire : vingtDeux;
}
