import { defineAct } from '../../act';
import type { Actor } from '../../auth/actor';
import { RECIT_MAX, type Controle } from '../../domain/controle';
import { HubError } from '../../domain/errors';
import { parseTj, tribunalPourEnfants, type CodeTj } from '../../domain/tribunaux';
import { exigerMineur } from '../../domain/minorite';
import { ecrire } from '../../platform/database';
import { cloreEcheances, ouvrirEcheance } from '../../platform/echeances';
import { newReference } from '../../platform/reference';
import type { AccuseReception } from '../../published/accuse-reception.type';
import { isUuid } from '../../published/connection';
import { jourAuTribunal } from './jour-au-tribunal';
import { mesureSuivie } from './mesure-suivie';
import type { SaisirJugeDesEnfantsInput as Requete } from './parquet.input';
import { RequeteRow } from './requete.entity';

/**
 * The procureur seizes the juge des enfants. His own clock (J1, J9) is kept; after a placement, that of the judge (J2)
 * runs from the reception at the greffe (Cass. 1re civ., 5 March 2025, n° 22-22.929). The judge knows the child.
 */
export const saisirJugeDesEnfants = defineAct<Requete, AccuseReception>({
  name: 'saisirJugeDesEnfants',
  roles: ['parquet'],
  scope: 'requete:deposer',
  controler,
  perform: async (tx, requete, contexte) => {
    const { actor, newId, now, empreinte, registres } = contexte;
    const { enfantId, signalementId = null, motifs } = requete;
    const enfant = isUuid(enfantId) ? await registres.enfantConnu(tx, enfantId, undefined, contexte) : undefined;
    if (!enfant || (signalementId !== null && !isUuid(signalementId))) throw new HubError('NOT_FOUND');
    const mesure = await mesureSuivie(tx, requete, contexte);
    const arrivee = mesure ? undefined : await registres.enCharge(tx, enfantId);
    const collectivite = mesure?.collectivite ?? arrivee?.collectivite ?? enfant.collectivite;
    const tj = codeDe(requete.tj);
    const juge = `je-${tj}`;
    const id = newId();
    const reference = newReference('RJ');
    const recueAuGreffeLe = new Date(requete.recueAuGreffeLe);
    exigerMineur(
      ['enfantId'],
      enfant.dateNaissance,
      jourAuTribunal(requete.recueAuGreffeLe, tj),
      'ASSISTANCE_EDUCATIVE',
    );
    if (mesure) await cloreEcheances(tx, mesure.id, ['J1', 'J9'], recueAuGreffeLe, 'TENUE');
    await registres.lierEnfant(tx, enfantId, juge, contexte);
    const saisine = await registres.noterSaisineJuge(tx, { enfantId, tj }, contexte);
    const delais =
      mesure?.nature === 'OPP'
        ? [
            ouvrirEcheance(newId, {
              ...{ regle: 'J2', sujetId: id, sujetType: 'RequeteJuge', depart: recueAuGreffeLe, now },
              ...{ collectivite, territoire: tj.slice(2), acteur: juge },
            }),
          ]
        : [];
    return {
      reponse: {
        ...{ id, reference, recueLe: now.toISOString(), empreinte },
        echeances: delais.map(({ publiee }) => publiee),
      },
      ecritures: [
        ecrire(RequeteRow, {
          ...{
            id,
            reference,
            tj,
            parquet: actor.institution,
            collectivite,
            enfantId,
            signalementId,
            motifs,
            empreinte,
          },
          ...{ mesureUrgenteId: mesure?.id ?? null, recueAuGreffeLe, transmiseLe: now },
          ...{ audienceLe: null, audienceLieu: null, convocationsLe: null },
        }),
        ...delais.map(({ ecriture }) => ecriture),
        ...saisine.ecritures,
      ],
      evenements: [
        { type: 'juge-des-enfants.saisi', sujetId: id, portee: { collectivite, tribunal: tj } },
        ...saisine.evenements,
      ],
      objet: { type: 'RequeteJuge', id },
    };
  },
});

function controler(c: Controle, requete: Requete, actor: Actor): void {
  c.texte(['idempotencyKey'], requete.idempotencyKey);
  c.identifiant(['tj'], 'tj', requete.tj);
  const tj = parseTj(requete.tj);
  const ressort = tribunalPourEnfants(actor.institution as CodeTj);
  if (tj.ok && ressort && ressort.siege !== tj.value)
    c.refuser(
      ['tj'],
      'HORS_TERRITOIRE',
      `tj : le tribunal pour enfants de votre ressort siège à ${ressort.siege} (${ressort.source}).`,
    );
  c.passe(['recueAuGreffeLe'], requete.recueAuGreffeLe);
  c.depart(['recueAuGreffeLe'], requete.recueAuGreffeLe, 'J2');
  c.texte(['motifs'], requete.motifs, RECIT_MAX);
}

function codeDe(nomme: string): string {
  const tj = parseTj(nomme);
  if (!tj.ok) throw new HubError('BAD_USER_INPUT', tj.message);
  return tj.value;
}
