import type { Actor } from '../../auth/actor';
import { controlerNom, controlerRaisonSociale, type Controle } from '../../domain/controle';
import { parseTj } from '../../domain/identifiers';
import { collectiviteAse } from '../../domain/territoire';
import { controlerEnfant } from '../../published/enfant.input';
import type { Designation } from './designer-enfant';
import type { ConfieAInput, DroitsParentsInput } from './mesure-urgente.input';

/** The court named is that of the parquet that writes. */
export function controlerTribunal(c: Controle, nomme: string, actor: Actor): void {
  c.identifiant(['tj'], 'tj', nomme);
  const tj = parseTj(nomme);
  if (tj.ok && tj.value !== actor.institution)
    c.refuser(['tj'], 'EMETTEUR_DIFFERENT', "tj : ce tribunal n'est pas celui du parquet du jeton.");
}

/** The magistrate who signs, or the function by which the court calls him. */
export function controlerMagistrat(c: Controle, magistrat: string): void {
  c.texte(['magistrat'], magistrat);
  controlerNom(c, ['magistrat'], magistrat);
}

export function controlerDesignation(c: Controle, { enfant, enfantId, collectivite }: Designation): void {
  if (collectivite && !collectiviteAse(collectivite))
    c.refuser(
      ['collectivite'],
      'INCONNU',
      "collectivite : aucune collectivité n'exerce l'aide sociale à l'enfance sous ce code.",
    );
  if (enfant) controlerEnfant(c, enfant);
  else if (!enfantId)
    c.refuser(
      ['enfant'],
      'CHAMP_REQUIS',
      "enfant : indiquez les traits de l'enfant, ou enfantId s'il est déjà connu de vous.",
    );
}

interface Accueil {
  readonly confieA?: ConfieAInput | null;
  readonly droitsParents?: DroitsParentsInput | null;
}

/** To whom the child is entrusted, and what the parents keep. */
export function controlerAccueil(c: Controle, { confieA, droitsParents }: Accueil): void {
  if (confieA) {
    c.texte(['confieA', 'nom'], confieA.nom);
    controlerRaisonSociale(c, ['confieA', 'nom'], confieA.nom);
    c.identifiant(['confieA', 'finess'], 'finess', confieA.finess);
    c.identifiant(['confieA', 'siret'], 'siret', confieA.siret);
  }
  for (const field of ['correspondance', 'visites', 'hebergement'] as const)
    c.longueur(['droitsParents', field], droitsParents?.[field], 2_000);
}
