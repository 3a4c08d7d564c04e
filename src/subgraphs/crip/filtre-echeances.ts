import { collectiviteAse } from '../../domain/collectivites';
import { regleNommee, REGLES_ECHEANCE } from '../../domain/deadlines';
import { HubError } from '../../domain/errors';
import { tribunal } from '../../domain/tribunaux';
import type { EtatEcheance } from '../../platform/echeance.entity';

export interface FiltreEcheances {
  acteur?: string | null;
  regle?: string | null;
  etat?: EtatEcheance | null;
  echuesAvant?: string | null;
  echuesApres?: string | null;
}

/** The filter as the ledger writes it. An empty list would say that nothing is due. @throws HubError `BAD_USER_INPUT` */
export function filtreConnu(filtre: FiltreEcheances): FiltreEcheances {
  const { regle, acteur } = filtre;
  const connue = regle ? regleNommee(regle) : undefined;
  if (regle && connue === undefined)
    throw new HubError(
      'BAD_USER_INPUT',
      `filtre.regle : cette règle n'existe pas ; règles connues : ${REGLES_ECHEANCE.join(', ')}.`,
    );
  if (acteur && !estTenuePossible(acteur))
    throw new HubError(
      'BAD_USER_INPUT',
      "filtre.acteur : aucune institution de ce nom n'est tenue d'un délai ; attendu : crip-31, ase-31, tj31555 (parquet), je-tj31555 (juge des enfants) ou DDD.",
    );
  return connue === undefined ? filtre : { ...filtre, regle: connue };
}

function estTenuePossible(institution: string): boolean {
  const [, genre, code = ''] = /^(crip|ase|je)-(.+)$/.exec(institution) ?? [];
  if (genre === 'crip' || genre === 'ase') return collectiviteAse(code) !== undefined;
  return institution === 'DDD' || tribunal(genre === 'je' ? code : institution) !== undefined;
}
