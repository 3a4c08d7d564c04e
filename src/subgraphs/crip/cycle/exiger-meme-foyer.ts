import { RefusError } from '../../../domain/errors';
import { memeFoyer, type Foyer } from '../../../domain/foyer';
import type { Tx } from '../../../platform/database';
import { InformationPreoccupanteRow, type ContenuInformation } from '../information-preoccupante.entity';

/** What each of them, and each information already joined to it, says of its home. */
const FOYERS = `
  SELECT coalesce(ip.rattachee_a, ip.id) "de", ip.enfant_id "enfantId", f.histoire_id "histoireId",
    json_build_object('nomNaissance', e.nom_naissance, 'nomUsage', e.nom_usage, 'prenoms', e.prenoms,
                      'dateNaissance', e.date_naissance::text) enfant,
    ip.id, ip.contenu,
    ARRAY(SELECT unnest(v.enfant_ids) FROM crip.evaluation v WHERE v.information_id = ip.id) evalues
  FROM crip.information_preoccupante ip JOIN crip.enfant e ON e.id = ip.enfant_id
  JOIN crip.fiche_enfant f ON f.enfant_id = ip.enfant_id AND f.collectivite = ip.collectivite
  WHERE ip.id = ANY($1::uuid[]) OR ip.rattachee_a = ANY($1::uuid[])`;

type Dite = Omit<Foyer, 'fratrie' | 'adresse' | 'commune'> & { de: string; contenu: ContenuInformation };

function foyerDe({ contenu, ...dite }: Dite) {
  const { adresse = null, commune = null } = contenu.residence;
  return { ...dite, fratrie: contenu.fratrie ?? [], adresse, commune };
}

/** @throws RefusError when nothing that was said brings the two informations to one home. */
export async function exigerMemeFoyer(tx: Tx, jointe: string, cible: string): Promise<void> {
  const dites = await tx.query<Dite>(FOYERS, [[jointe, cible]]);
  const foyers = (await tx.ouvrir(InformationPreoccupanteRow, dites)).map(foyerDe);
  const deLaJointe = foyers.filter(({ de }) => de === jointe);
  const deLaCible = foyers.filter(({ de }) => de === cible);
  if (deLaJointe.some((une) => deLaCible.some((autre) => memeFoyer(une, autre)))) return;
  const message =
    "aInformationId : ces deux informations ne concernent ni le même enfant ni, d'après l'adresse, la fratrie et l'évaluation, le même foyer ; une évaluation est commune aux mineurs d'un foyer (CASF L226-3 al. 3).";
  throw new RefusError([{ path: ['aInformationId'], code: 'VALEUR_INVALIDE', message }]);
}
