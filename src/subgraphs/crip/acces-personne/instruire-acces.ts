import { defineAct } from '../../../act';
import { limiteDeReponse, rubriquesDites } from '../../../domain/droit-acces';
import { HubError } from '../../../domain/errors';
import { ecrire } from '../../../platform/database';
import { isUuid } from '../../../published/connection';
import { objetsVises } from '../objets-vises';
import { DemandeAccesRow } from './demande-acces.entity';
import { publierDemande, type DemandeAcces, type InstruireAccesInput } from './demande-acces.type';
import { dossierProtege } from './dossier-protege';

/**
 * The service answers a person who asks what is known of them (RGPD art. 15): who asks, by what right, and what would be
 * contrary to the child's interest. Nothing is told yet.
 */
export const instruireAcces = defineAct<InstruireAccesInput, DemandeAcces>({
  name: 'instruireAcces',
  roles: ['crip'],
  scope: 'droits:instruire',
  sensible: ({ enfantId }) => objetsVises('Enfant', enfantId),
  controler: (c, input) => {
    const { idempotencyKey, qualite, institution, recueLe, identiteVerifieeLe, qualiteEtablie, retenues, motif } =
      input;
    c.texte(['idempotencyKey'], idempotencyKey);
    c.passe(['recueLe'], recueLe);
    c.passe(['identiteVerifieeLe'], identiteVerifieeLe);
    c.longueur(['motif'], motif, 1_000);
    if (!qualiteEtablie)
      c.refuser(
        ['qualiteEtablie'],
        'ARTICLE_CONTRAIRE',
        'qualiteEtablie : rien n’est dit à qui n’a pas qualité (RGPD art. 12-6 ; CRPA L311-6).',
      );
    if (qualite === 'EMETTEUR') c.texte(['institution'], institution);
    else if (institution)
      c.refuser(['institution'], 'VALEUR_INVALIDE', 'institution : seulement pour la qualité EMETTEUR.');
    const admises = rubriquesDites(qualite);
    if (retenues?.some((rubrique) => !admises.includes(rubrique)))
      c.refuser(
        ['retenues'],
        'VALEUR_INVALIDE',
        `retenues : un texte retient déjà les autres ; parmi ${admises.join(', ')}.`,
      );
    if ((retenues?.length ?? 0) > 0 && !motif?.trim())
      c.refuser(['motif'], 'MOTIF_REQUIS', 'motif : en quoi le dire serait contraire à l’intérêt de l’enfant.');
  },
  perform: async (tx, input, contexte) => {
    const { enfantId, qualite, institution = null, recueLe, retenues, motif = null } = input;
    const { actor, newId, now, registres } = contexte;
    const enfant = isUuid(enfantId) ? await registres.enfantConnu(tx, enfantId, undefined, contexte) : undefined;
    if (!enfant) throw new HubError('NOT_FOUND');
    const row: DemandeAccesRow = {
      ...{ id: newId(), enfantId, collectivite: actor.territoire ?? '', qualite, institution, recueLe, motif },
      ...{ limiteLe: limiteDeReponse(recueLe), retenues: [...new Set(retenues ?? [])] },
      ...{ protegee: await dossierProtege(tx, enfantId), etat: 'INSTRUITE', instruitePar: actor.sub },
      ...{ instruiteLe: now, decideePar: null, decideeLe: null, motifDecision: null },
    };
    return {
      reponse: publierDemande(row),
      ecritures: [ecrire(DemandeAccesRow, row)],
      evenements: [],
      objet: [
        { type: 'DemandeAcces', id: row.id },
        { type: 'Enfant', id: enfantId },
      ],
    };
  },
});
