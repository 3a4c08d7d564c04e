import { defineAct } from '../../../act';
import { DUREE_AGREMENT } from '../../../domain/agrements';
import { ajouterDuree } from '../../../domain/calendar';
import { controlerPlausible, type Controle } from '../../../domain/controle';
import { ecrire } from '../../../platform/database';
import { newReference } from '../../../platform/reference';
import type { AccuseReception } from '../../../published/accuse-reception.type';
import type { EnregistrerLieuAccueilInput } from './accueil.input';
import { LieuAccueilRow } from './lieu-accueil.entity';
import { renouvellementAPreparer } from './preparer-renouvellement';

/** A place whose agrément or authorisation the département has already given (CASF L421-3, L313-1). */
export const enregistrerLieuAccueil = defineAct<EnregistrerLieuAccueilInput, AccuseReception>({
  name: 'enregistrerLieuAccueil',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler: (c, { idempotencyKey, nom, finess, capacite, type, valideDu, valideAu }) => {
    c.texte(['idempotencyKey'], idempotencyKey);
    c.texte(['nom'], nom);
    c.identifiant(['finess'], 'finess', finess);
    controlerCapacite(c, capacite);
    const plausible = controlerPlausible(c, ['valideDu'], valideDu) && controlerPlausible(c, ['valideAu'], valideAu);
    if (!valideAu || !plausible) return;
    if (valideAu <= valideDu) c.refuser(['valideAu'], 'DATE_INVALIDE', 'valideAu : la fin précède le début.');
    if (type === 'ETABLISSEMENT' && valideAu > ajouterDuree(valideDu, { annees: DUREE_AGREMENT[type] }))
      c.refuser(
        ['valideAu'],
        'ARTICLE_CONTRAIRE',
        'valideAu : une autorisation dure quinze ans au plus (CASF L313-1).',
      );
  },
  perform: (_tx, input, { actor, newId, now, empreinte }) => {
    const { type, nom, finess, capacite, valideDu } = input;
    const id = newId();
    const reference = newReference('LA');
    const valideAu = input.valideAu ?? ajouterDuree(valideDu, { annees: DUREE_AGREMENT[type] });
    const collectivite = actor.territoire ?? '';
    const rappel = renouvellementAPreparer({ id, type, collectivite, valideAu }, { newId, now });
    const echeances = rappel.map(({ publiee }) => publiee);
    return Promise.resolve({
      reponse: { id, reference, recueLe: now.toISOString(), empreinte, echeances },
      ecritures: [
        ecrire(LieuAccueilRow, {
          ...{ id, reference, collectivite, type, nom, finess: finess ?? null, capacite },
          ...{ etat: 'ACCORDE', valideDu, valideAu, reponseAvant: null, suspenduJusquAu: null, motif: null },
          ...{ motifProlongation: null, renouvellementEnjointPour: null, renouvellementAcquisApres: null },
        }),
        ...rappel.map(({ ecriture }) => ecriture),
      ],
      evenements: [],
      objet: { type: 'LieuAccueil', id },
    });
  },
});

const CAPACITE_MAX = 1_000;

export function controlerCapacite(c: Controle, capacite: number): void {
  if (capacite < 1 || capacite > CAPACITE_MAX)
    c.refuser(['capacite'], 'VALEUR_INVALIDE', `capacite : un nombre de 1 à ${String(CAPACITE_MAX)} est attendu.`);
}
