import type { Jour } from '../../../domain/calendar';
import { estNatureMesure, termeMaximal } from '../../../domain/mesures-ase';
import { estMajeur } from '../../../domain/minorite';
import { refus } from '../../../domain/errors';
import type { AideAOuvrir, Contexte, Suite } from '../../../registres';
import { inscrireMesure, jourDe } from './inscrire-mesure';

/**
 * The help that the CRIP decided after an evaluation, for each child of it that is still a minor: until the term decided,
 * a year at most and not beyond majority (CASF L223-5). What is done outside the ASE (social support) opens nothing.
 */
export function ouvrirAide(aide: AideAOuvrir, par: Contexte): Suite {
  const { nature, collectivite, debut, contrat, informationId } = aide;
  if (!estNatureMesure(nature)) return { ecritures: [], evenements: [] };
  const jour = jourDe(debut, collectivite);
  exigerTerme(aide.terme, jour, termeMaximal(nature, jour, null));
  const mineurs = aide.enfants.filter(({ dateNaissance }) => !estMajeur(dateNaissance, jour));
  if (mineurs.length === 0)
    throw refus(
      ['suite'],
      'ARTICLE_CONTRAIRE',
      "aucun enfant de l'évaluation n'est encore mineur (CASF L222-3, L222-5).",
    );
  const mesures = mineurs.map(({ enfantId, dateNaissance }) =>
    inscrireMesure(
      {
        ...{ nature, collectivite, debut, informationId, enfantId, dateNaissance },
        terme: lePremier(aide.terme, termeMaximal(nature, jour, dateNaissance)),
        consentement: { accords: [], contrat },
      },
      par,
    ),
  );
  return {
    ecritures: mesures.flatMap(({ ecritures }) => ecritures),
    evenements: mesures.map(({ id }) => ({ type: 'mesure.modifiee', sujetId: id, portee: { collectivite } })),
  };
}

function exigerTerme(terme: Jour | null, jour: Jour, maximum: Jour | null): void {
  if (terme === null) return;
  if (terme <= jour) throw refus(['terme'], 'DATE_INVALIDE', 'il précède le début de la mesure.');
  if (maximum !== null && terme > maximum)
    throw refus(
      ['terme'],
      'ARTICLE_CONTRAIRE',
      `une mesure administrative dure un an au plus, ici jusqu'au ${maximum} (CASF L223-5 al. 1).`,
    );
}

function lePremier(terme: Jour | null, limite: Jour | null): Jour | null {
  if (terme === null || limite === null) return terme ?? limite;
  return terme < limite ? terme : limite;
}
