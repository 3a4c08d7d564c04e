import { defineAct } from '../../act';
import type { Actor } from '../../auth/actor';
import { ajouterDuree, type Jour } from '../../domain/calendar';
import { controlerNom, RECIT_MAX, type Controle } from '../../domain/controle';
import type { RegleEcheance } from '../../domain/deadlines';
import { exigerEnfantMineur, exigerMineur } from '../../domain/minorite';
import { ecrire } from '../../platform/database';
import { ouvrirEcheance } from '../../platform/echeances';
import { jourDe } from '../../platform/echeances-calcul';
import { newReference } from '../../platform/reference';
import type { AccuseReception } from '../../published/accuse-reception.type';
import { controlerAccueil, controlerDesignation, controlerMagistrat, controlerTribunal } from './controler-ordonnance';
import { designer } from './designer-enfant';
import { MesureUrgenteRow } from './mesure-urgente.entity';
import type { NotifierMesureUrgenteInput as Ordonnance } from './mesure-urgente.input';

const JOUR_MS = 86_400_000;

/**
 * The procureur notifies an urgent measure (C. civ. 375-5). A placement opens J1 (8 days to seize the juge des enfants),
 * reaches the ASE at once and starts the ladder that runs until a person acknowledges. A ban on leaving the territory
 * opens J9 and its own end; the ASE is told, nobody is woken.
 */
export const notifierMesureUrgente = defineAct<Ordonnance, AccuseReception>({
  name: 'notifierMesureUrgente',
  roles: ['parquet'],
  scope: 'mesure:notifier',
  controler,
  perform: async (tx, ordonnance, contexte) => {
    const { actor, newId, now, empreinte, registres } = contexte;
    const { enfantId, collectivite, dateNaissance } = await designer(tx, ordonnance, contexte);
    const id = newId();
    const reference = newReference('MU');
    const priseLe = new Date(ordonnance.priseLe);
    const tribunal = actor.institution;
    const nature = ordonnance.nature ?? 'OPP';
    const territoire = tribunal.slice(2);
    const le = jourDe(priseLe, collectivite, territoire);
    if (ordonnance.enfant) exigerEnfantMineur(ordonnance.enfant, le, 'ASSISTANCE_EDUCATIVE');
    else exigerMineur(['enfantId'], dateNaissance, le, 'ASSISTANCE_EDUCATIVE');
    const delais = delaisDe(ordonnance, le).map((delai) =>
      ouvrirEcheance(newId, {
        ...{
          sujetId: id,
          sujetType: 'MesureUrgente',
          depart: priseLe,
          collectivite,
          now,
          territoire,
          acteur: tribunal,
        },
        ...delai,
      }),
    );
    return {
      reponse: {
        id,
        reference,
        recueLe: now.toISOString(),
        empreinte,
        echeances: delais.map(({ publiee }) => publiee),
      },
      ecritures: [
        ecrire(MesureUrgenteRow, {
          ...{ id, reference, nature, tj: tribunal, collectivite, enfantId, priseLe, transmiseLe: now, empreinte },
          numeroParquet: ordonnance.numeroParquet.replace(/[\s.-]/g, ''),
          lieu: ordonnance.lieu ?? null,
          contenu: contenuDe(ordonnance),
        }),
        ...delais.map(({ ecriture }) => ecriture),
        ...(nature === 'OPP'
          ? await registres.ouvrirReception(
              tx,
              { sujetId: id, sujetType: 'MesureUrgente', collectivite, tribunal },
              contexte,
            )
          : []),
      ],
      evenements: [{ type: 'mesure-urgente.notifiee', sujetId: id, portee: { collectivite, tribunal } }],
      objet: { type: 'MesureUrgente', id },
    };
  },
});

function controler(c: Controle, ordonnance: Ordonnance, actor: Actor): void {
  c.texte(['idempotencyKey'], ordonnance.idempotencyKey);
  controlerTribunal(c, ordonnance.tj, actor);
  c.identifiant(['numeroParquet'], 'numeroParquet', ordonnance.numeroParquet);
  controlerMagistrat(c, ordonnance.magistrat);
  c.texte(['motifs'], ordonnance.motifs, RECIT_MAX);
  c.longueur(['numeroDossier'], ordonnance.numeroDossier, 40);
  c.passe(['priseLe'], ordonnance.priseLe);
  c.depart(['priseLe'], ordonnance.priseLe, 'J1');
  controlerNature(c, ordonnance);
  controlerAccueil(c, ordonnance);
  if (ordonnance.jusquAu && ordonnance.jusquAu < ordonnance.priseLe.slice(0, 10))
    c.refuser(['jusquAu'], 'DATE_INVALIDE', "jusquAu : le terme précède l'ordonnance.");
  ordonnance.personnesAvisees?.forEach((personne, i) => {
    c.texte(['personnesAvisees', String(i)], personne);
    controlerNom(c, ['personnesAvisees', String(i)], personne);
  });
  controlerDesignation(c, ordonnance);
}

/** What a placement must say, and a ban must not. */
function controlerNature(c: Controle, ordonnance: Ordonnance): void {
  const placement = (ordonnance.nature ?? 'OPP') === 'OPP';
  for (const field of ['lieu', 'confieA', 'droitsParents'] as const)
    if (placement && !ordonnance[field])
      c.refuser([field], 'CHAMP_REQUIS', `${field} : ce champ est obligatoire pour un placement.`);
    else if (!placement && ordonnance[field])
      c.refuser([field], 'VALEUR_INVALIDE', `${field} : sans objet pour une interdiction de sortie du territoire.`);
  const { jusquAu, priseLe } = ordonnance;
  if (!placement && jusquAu && jusquAu > ajouterDuree(priseLe.slice(0, 10), { mois: 2 }))
    c.refuser(['jusquAu'], 'ARTICLE_CONTRAIRE', "jusquAu : l'interdiction dure deux mois au plus (C. civ. 375-5).");
}

/** J1 for a placement. For a ban, J9 and its end: two months, or less when the order says so. */
function delaisDe(ordonnance: Ordonnance, prise: Jour): { regle: RegleEcheance; jours?: number }[] {
  const { nature, jusquAu } = ordonnance;
  if (nature !== 'IST') return [{ regle: 'J1' }];
  const jours = jusquAu ? (Date.parse(jusquAu) - Date.parse(prise)) / JOUR_MS : 0;
  return [{ regle: 'J9' }, { regle: 'J9_INTERDICTION', ...(jours > 0 ? { jours } : {}) }];
}

function contenuDe(ordonnance: Ordonnance): MesureUrgenteRow['contenu'] {
  const { magistrat, numeroDossier, motifs, confieA, droitsParents, jusquAu, personnesAvisees, forcePublique } =
    ordonnance;
  return { magistrat, numeroDossier, motifs, confieA, droitsParents, jusquAu, personnesAvisees, forcePublique };
}
