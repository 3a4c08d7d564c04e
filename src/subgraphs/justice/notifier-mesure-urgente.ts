import { defineAct, type Contexte } from '../../act';
import type { Actor } from '../../auth/actor';
import { RECIT_MAX, type Controle } from '../../domain/controle';
import { HubError, RefusError } from '../../domain/errors';
import { parseTj } from '../../domain/identifiers';
import { rattacher } from '../../domain/rattachement';
import { collectiviteAse, collectivitesDuTj } from '../../domain/territoire';
import { ecrire, type Tx } from '../../platform/database';
import { ouvrirEcheance } from '../../platform/echeances';
import { newReference } from '../../platform/reference';
import type { AccuseReception } from '../../published/accuse-reception.type';
import { isUuid } from '../../published/connection';
import { controlerEnfant } from '../../published/enfant.input';
import { MesureUrgenteRow } from './mesure-urgente.entity';
import type { NotifierMesureUrgenteInput as Ordonnance } from './mesure-urgente.input';

/**
 * The procureur notifies an ordonnance de placement provisoire (C. civ. 375-5 al. 2). Opens J1 (8 days to seize the
 * juge des enfants), reaches the ASE at once and starts the ladder that runs until a person acknowledges.
 */
export const notifierMesureUrgente = defineAct<Ordonnance, AccuseReception>({
  name: 'notifierMesureUrgente',
  roles: ['parquet'],
  scope: 'mesure:notifier',
  controler,
  perform: async (tx, ordonnance, contexte) => {
    const { actor, newId, now, empreinte, registres } = contexte;
    const { enfantId, collectivite } = await designer(tx, ordonnance, contexte);
    const id = newId();
    const reference = newReference('MU');
    const priseLe = new Date(ordonnance.priseLe);
    const tribunal = actor.institution;
    const saisine = ouvrirEcheance(newId, {
      ...{ regle: 'J1', sujetId: id, depart: priseLe, collectivite, now },
      ...{ territoire: tribunal.slice(2), acteur: tribunal },
    });
    return {
      reponse: { id, reference, recueLe: now.toISOString(), empreinte, echeances: [saisine.publiee] },
      ecritures: [
        ecrire(MesureUrgenteRow, {
          ...{ id, reference, tj: actor.institution, collectivite, enfantId, priseLe, transmiseLe: now, empreinte },
          numeroParquet: ordonnance.numeroParquet.replace(/[\s.-]/g, ''),
          lieu: ordonnance.lieu,
          contenu: contenuDe(ordonnance),
        }),
        saisine.ecriture,
        ...(await registres.ouvrirReception(tx, { mesureId: id, collectivite, tribunal: actor.institution }, contexte)),
      ],
      evenements: [
        { type: 'mesure-urgente.notifiee', sujetId: id, portee: { collectivite, tribunal: actor.institution } },
      ],
      objet: { type: 'MesureUrgente', id },
    };
  },
});

function controler(c: Controle, ordonnance: Ordonnance, actor: Actor): void {
  c.texte(['idempotencyKey'], ordonnance.idempotencyKey);
  c.identifiant(['tj'], 'tj', ordonnance.tj);
  const tj = parseTj(ordonnance.tj);
  if (tj.ok && tj.value !== actor.institution)
    c.refuser(['tj'], 'EMETTEUR_DIFFERENT', "tj : ce tribunal n'est pas celui du parquet du jeton.");
  c.identifiant(['numeroParquet'], 'numeroParquet', ordonnance.numeroParquet);
  c.texte(['magistrat'], ordonnance.magistrat);
  c.texte(['motifs'], ordonnance.motifs, RECIT_MAX);
  c.longueur(['numeroDossier'], ordonnance.numeroDossier, 40);
  c.passe(['priseLe'], ordonnance.priseLe);
  c.depart(['priseLe'], ordonnance.priseLe, 'J1');
  c.texte(['confieA', 'nom'], ordonnance.confieA.nom);
  c.identifiant(['confieA', 'finess'], 'finess', ordonnance.confieA.finess);
  c.identifiant(['confieA', 'siret'], 'siret', ordonnance.confieA.siret);
  for (const field of ['correspondance', 'visites', 'hebergement'] as const)
    c.longueur(['droitsParents', field], ordonnance.droitsParents[field], 2_000);
  if (ordonnance.collectivite && !collectiviteAse(ordonnance.collectivite))
    c.refuser(
      ['collectivite'],
      'INCONNU',
      "collectivite : aucune collectivité n'exerce l'aide sociale à l'enfance sous ce code.",
    );
  if (ordonnance.jusquAu && ordonnance.jusquAu < ordonnance.priseLe.slice(0, 10))
    c.refuser(['jusquAu'], 'DATE_INVALIDE', "jusquAu : le terme précède l'ordonnance.");
  ordonnance.personnesAvisees?.forEach((personne, i) => {
    c.texte(['personnesAvisees', String(i)], personne);
  });
  if (ordonnance.enfant) controlerEnfant(c, ordonnance.enfant);
  else if (!ordonnance.enfantId)
    c.refuser(
      ['enfant'],
      'CHAMP_REQUIS',
      "enfant : indiquez les traits de l'enfant, ou enfantId s'il est déjà connu de vous.",
    );
}

/** The child, and the authority that is told: for a child already known and no authority named, the child's own. */
async function designer(
  tx: Tx,
  ordonnance: Ordonnance,
  contexte: Contexte,
): Promise<{ enfantId: string; collectivite: string }> {
  const { registres } = contexte;
  const { enfant, enfantId, collectivite: nommee } = ordonnance;
  if (enfant) {
    const collectivite = collectiviteDe(ordonnance);
    return { collectivite, enfantId: await registres.inscrireEnfant(tx, enfant, collectivite, contexte) };
  }
  if (!enfantId || !isUuid(enfantId)) throw new HubError('NOT_FOUND');
  const connu = await registres.enfantConnu(tx, enfantId, nommee ?? undefined, contexte);
  if (connu === undefined) throw new HubError('NOT_FOUND');
  return { enfantId: connu.id, collectivite: nommee ?? connu.collectivite };
}

/** The authority named by the order; failing that, where the child lives; failing that, the court's, if it has one only. */
function collectiviteDe({ collectivite, enfant, tj }: Ordonnance): string {
  if (collectivite) return collectivite;
  if (enfant?.communeResidence) {
    const found = rattacher(enfant.communeResidence, []);
    if (found.ok) return found.collectivite;
    throw new RefusError([{ path: ['enfant', 'communeResidence'], code: found.code, message: found.message }]);
  }
  const court = parseTj(tj);
  const [seule, autre] = court.ok ? collectivitesDuTj(court.value) : [];
  if (seule && !autre) return seule.code;
  const message =
    'collectivite : le ressort de ce tribunal en compte plusieurs, indiquez celle dont l’ASE doit être avisée.';
  throw new RefusError([{ path: ['collectivite'], code: 'CHAMP_REQUIS', message }]);
}

function contenuDe(ordonnance: Ordonnance): MesureUrgenteRow['contenu'] {
  const { magistrat, numeroDossier, motifs, confieA, droitsParents, jusquAu, personnesAvisees, forcePublique } =
    ordonnance;
  return { magistrat, numeroDossier, motifs, confieA, droitsParents, jusquAu, personnesAvisees, forcePublique };
}
