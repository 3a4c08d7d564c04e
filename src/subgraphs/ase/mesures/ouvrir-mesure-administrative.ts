import { defineAct } from '../../../act';
import type { Jour } from '../../../domain/calendar';
import { controlerAge, controlerPlausible, type Controle } from '../../../domain/controle';
import { HubError, refus } from '../../../domain/errors';
import { obstacleJeuneMajeur } from '../../../domain/jeunes-majeurs';
import {
  CONTRAT_REQUIS,
  contratManquant,
  estJeuneMajeur,
  regleMesure,
  termeMaximal,
} from '../../../domain/mesures-ase';
import type { AccuseReception } from '../../../published/accuse-reception.type';
import { isUuid } from '../../../published/connection';
import { prendrePlace } from '../accueil/prendre-place';
import { consentementDe, controlerAccords } from './controler-accords';
import { neQuittePas } from '../majorite/sortie';
import type { SituationJeuneMajeur } from './mesure.entity';
import { inscrireMesure, jourDe } from './inscrire-mesure';
import type { OuvrirMesureAdministrativeInput as Input } from './mesure.input';

/**
 * The département decides an administrative measure with the family's agreement, for a year at most (CASF L223-5).
 * Opens A6 (projet pour l'enfant) and A9 (its end).
 */
export const ouvrirMesureAdministrative = defineAct<Input, AccuseReception>({
  name: 'ouvrirMesureAdministrative',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler,
  perform: async (tx, input, contexte) => {
    const { actor, now, empreinte, registres } = contexte;
    const collectivite = actor.territoire ?? '';
    const { nature, enfantId, lieuId, referent, terme } = input;
    const connu = isUuid(enfantId) ? await registres.enfantConnu(tx, enfantId, collectivite, contexte) : undefined;
    if (connu === undefined) throw new HubError('NOT_FOUND');
    const debut = new Date(input.debut);
    const jour = jourDe(debut, collectivite);
    const dateNaissance = connu.dateNaissance ?? input.dateNaissance ?? null;
    exigerAge(input, jour, dateNaissance);
    if (estJeuneMajeur(nature)) await neQuittePas(tx, { enfantId, collectivite }, now);
    const place = lieuId ? await prendrePlace(tx, { lieuId, collectivite, le: jour, now, urgence: false }) : {};
    const { id, reference, ecritures, echeances } = inscrireMesure(
      {
        ...{ nature, enfantId, collectivite, debut, terme, dateNaissance, ...place },
        lieuId: lieuId ?? null,
        confieA: input.confieA ?? null,
        estMna: input.estMna ?? false,
        informationId: input.informationId ?? null,
        referentFonction: referent?.fonction ?? null,
        referentService: referent?.service ?? null,
        consentement: consentementDe(input),
        jeuneMajeur: estJeuneMajeur(nature) ? situationDe(input) : null,
      },
      contexte,
    );
    return {
      reponse: { id, reference, recueLe: now.toISOString(), empreinte, echeances: [...echeances] },
      ecritures,
      evenements: [{ type: 'mesure.modifiee', sujetId: id, portee: { collectivite } }],
      objet: { type: 'Mesure', id },
    };
  },
});

/** As for any child of the hub. */
const AGE_MAX = 21;

function controler(c: Controle, input: Input): void {
  const { nature, debut, lieuId, referent } = input;
  c.texte(['idempotencyKey'], input.idempotencyKey);
  c.depart(['debut'], debut, 'A9');
  controlerPlausible(c, ['debut'], debut);
  controlerPlausible(c, ['terme'], input.terme);
  controlerPlausible(c, ['jeuneMajeur', 'finAnneeScolaire'], input.jeuneMajeur?.finAnneeScolaire);
  c.passe(['dateNaissance'], input.dateNaissance);
  controlerAge(c, ['dateNaissance'], input.dateNaissance, AGE_MAX);
  c.longueur(['confieA'], input.confieA);
  if (input.informationId && !isUuid(input.informationId))
    c.refuser(['informationId'], 'IDENTIFIANT_INVALIDE', 'informationId : un identifiant du hub est attendu.');
  if (referent) {
    c.texte(['referent', 'fonction'], referent.fonction);
    c.texte(['referent', 'service'], referent.service);
  }
  const { base, agrement, article } = regleMesure(nature);
  if (base !== 'administrative') {
    const qui = base === 'judiciaire' ? "l'autorité judiciaire" : 'accueillirEnUrgence';
    c.refuser(['nature'], 'ARTICLE_CONTRAIRE', `nature : cette mesure relève de ${qui} (${article}).`);
    return;
  }
  controlerAccords(c, input, estJeuneMajeur(nature));
  if (estJeuneMajeur(nature) && !input.jeuneMajeur)
    c.refuser(
      ['jeuneMajeur'],
      'CHAMP_REQUIS',
      `jeuneMajeur : indiquez sur quoi repose la prise en charge (${article}).`,
    );
  if (contratManquant(nature, input.contrat)) c.refuser(['contrat'], 'CHAMP_REQUIS', `contrat : ${CONTRAT_REQUIS}`);
  if (agrement && !lieuId)
    c.refuser(['lieuId'], 'CHAMP_REQUIS', `lieuId : indiquez le lieu agréé ou autorisé qui accueille (${article}).`);
}

function situationDe({ jeuneMajeur }: Input): SituationJeuneMajeur | null {
  if (!jeuneMajeur) return null;
  const { ressourcesOuSoutienInsuffisants, confieAvantMajorite, oqtf, temporaire, finAnneeScolaire } = jeuneMajeur;
  return {
    ...{ ressourcesOuSoutienInsuffisants, confieAvantMajorite, oqtf },
    ...{ temporaire: temporaire ?? false, finAnneeScolaire: finAnneeScolaire ?? null },
  };
}

/** A measure for a minor ends at 18; one for a young adult, at 21 or with the school year in progress (L222-5). */
function exigerAge(input: Input, jour: Jour, naissance: Jour | null): void {
  const { nature, terme } = input;
  if (terme <= jour) throw refus(['terme'], 'DATE_INVALIDE', 'il précède le début de la mesure.');
  const situation = situationDe(input);
  if (estJeuneMajeur(nature) && situation !== null) {
    if (naissance === null) throw refus(['dateNaissance'], 'CHAMP_REQUIS', 'elle est nécessaire pour un jeune majeur.');
    const obstacle = obstacleJeuneMajeur({ naissance, debut: jour, ...situation });
    if (obstacle !== null) {
      const path = obstacle.champ === 'nature' ? ['nature'] : ['jeuneMajeur', obstacle.champ];
      throw refus(path, 'ARTICLE_CONTRAIRE', obstacle.motif);
    }
  }
  const limite = termeMaximal(nature, jour, naissance, situation?.finAnneeScolaire ?? null);
  if (limite !== null && terme > limite)
    throw refus(
      ['terme'],
      'ARTICLE_CONTRAIRE',
      `la loi ne permet pas d'aller au-delà du ${limite} (CASF L223-5, L222-5).`,
    );
}
