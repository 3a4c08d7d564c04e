import { defineAct } from '../../../act';
import { controlerEpoque, controlerPlausible, type Controle } from '../../../domain/controle';
import { obstacleChoix } from '../../../domain/suivi-ase';
import { CHANGEMENTS_LIEU, regleMesure } from '../../../domain/mesures-ase';
import { ecrire, type Ecriture } from '../../../platform/database';
import { ouvrirEcheance, tenueAussitot } from '../../../platform/echeances';
import type { Contexte } from '../../../registres';
import { lireRaccordees } from '../../../platform/raccordement';
import { dernierChoix } from '../statut/verrouiller-choix';
import { prendrePlace } from '../accueil/prendre-place';
import { jourDe } from './inscrire-mesure';
import { ChangementLieuRow } from './mesure.entity';
import type { ChangerLieuInput } from './mesure.input';
import { changee, refus, verrouillerMesure, type Mesure, type MesureChangee } from './verrouiller-mesure';

/**
 * The child is to live elsewhere. A place with an agrément in force and room left; the judge is told with the reasons, a
 * month before or within 48 hours (CASF L223-3, J20): by the hub when he is in it, otherwise `attesterInformation`. The first place chosen after
 * a decision is no change.
 */
export const changerLieu = defineAct<ChangerLieuInput, MesureChangee>({
  name: 'changerLieu',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler,
  perform: async (tx, input, contexte) => {
    const mesure = await verrouillerMesure(tx, input.mesureId, contexte);
    const { id, nature, lieuId, collectivite, tribunal } = mesure;
    const { agrement, article } = regleMesure(nature);
    if (!agrement)
      throw refus(
        ['mesureId'],
        'ETAT_INCOMPATIBLE',
        `cette mesure ne confie l'enfant à aucun lieu agréé (${article}).`,
      );
    if (input.lieuId === lieuId) throw refus(['lieuId'], 'VALEUR_INVALIDE', "l'enfant y vit déjà.");
    const le = new Date(input.le);
    const obstacle = obstacleChoix((await dernierChoix(tx, mesure, contexte.now))?.etat ?? null, input.cas !== 'PREVU');
    if (obstacle !== null) throw refus(['lieuId'], 'ARTICLE_CONTRAIRE', obstacle);
    const juge = tribunal === null ? null : `je-${tribunal}`;
    const raccorde = juge !== null && (await lireRaccordees(tx, [juge])).has(juge);
    const horloge = lieuId === null ? [] : avisDuJuge(mesure, input, raccorde, contexte);
    await prendrePlace(tx, { lieuId: input.lieuId, collectivite, le: jourDe(le, collectivite), urgence: false });
    await tx.query('UPDATE ase.mesure SET lieu_id = $2, sans_agrement_urgence = false WHERE id = $1', [
      id,
      input.lieuId,
    ]);
    return {
      ...changee(mesure, tribunal === null ? {} : { tribunal }),
      ecritures: [
        ecrire(
          ChangementLieuRow,
          {
            ...{ id: contexte.newId(), mesureId: id, cas: input.cas, deLieuId: lieuId, versLieuId: input.lieuId, le },
            ...{ motifs: input.motifs, enregistreLe: contexte.now },
          },
          mesure.enfantId,
        ),
        ...horloge,
      ],
    };
  },
});

function controler(c: Controle, { idempotencyKey, le, cas, motifs, jugeInformeLe }: ChangerLieuInput): void {
  c.texte(['idempotencyKey'], idempotencyKey);
  c.depart(['le'], le, 'J20');
  controlerPlausible(c, ['le'], le);
  controlerEpoque(c, ['jugeInformeLe'], jugeInformeLe);
  if (cas !== 'PREVU') controlerEpoque(c, ['le'], le);
  c.longueur(['motifs'], motifs, 5_000);
  if (!motifs.trim())
    c.refuser(['motifs'], 'MOTIF_REQUIS', 'motifs : le changement de lieu est toujours motivé (CASF L223-3).');
}

function avisDuJuge(
  { id: sujetId, nature, collectivite }: Mesure,
  { cas, le, jugeInformeLe }: ChangerLieuInput,
  raccorde: boolean,
  { newId, now }: Contexte,
): Ecriture[] {
  if (regleMesure(nature).base !== 'judiciaire') return [];
  const { regle } = CHANGEMENTS_LIEU[cas];
  const ouverte = ouvrirEcheance(newId, { regle, sujetId, sujetType: 'Mesure', depart: new Date(le), collectivite });
  const informeLe = jugeInformeLe ? new Date(jugeInformeLe) : raccorde ? now : null;
  if (cas === 'PREVU' && jourDe(informeLe ?? now, collectivite) > ouverte.publiee.dateLimite)
    throw refus(
      ['le'],
      'ARTICLE_CONTRAIRE',
      `le juge est informé un mois avant, au plus tard le ${ouverte.publiee.dateLimite} ; sinon, justifiez l'urgence (CASF L223-3).`,
    );
  return [(informeLe === null ? ouverte : tenueAussitot(ouverte, informeLe)).ecriture];
}
