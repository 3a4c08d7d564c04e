import { defineAct } from '../../../act';
import { controlerEpoque, controlerPlausible, type Controle } from '../../../domain/controle';
import { obstacleChoix } from '../../../domain/suivi-ase';
import { CHANGEMENTS_LIEU, regleMesure } from '../../../domain/mesures-ase';
import { refus } from '../../../domain/errors';
import { ecrire, type Ecriture, type Tx } from '../../../platform/database';
import { cloreEcheances, ouvrirEcheance, tenueAussitot } from '../../../platform/echeances';
import type { Contexte } from '../../../registres';
import { lireRaccordees } from '../../../platform/raccordement';
import { dernierChoix } from '../statut/verrouiller-choix';
import { prendrePlace } from '../accueil/prendre-place';
import { jourDe } from './inscrire-mesure';
import { ChangementLieuRow } from './mesure.entity';
import type { ChangerLieuInput } from './mesure.input';
import { changee, verrouillerMesure, type Mesure, type MesureChangee } from './verrouiller-mesure';

/**
 * The child is to live elsewhere. A place with an agrément in force and room left; the judge is told with the reasons, a
 * month before or within 48 hours (CASF L223-3, J20): by the hub when he is in it, otherwise `attesterInformation`. The
 * first place chosen after a decision is no change. A planned move keeps a place until its hour; the next one replaces it,
 * and naming the place where the child lives gives it up.
 */
export const changerLieu = defineAct<ChangerLieuInput, MesureChangee>({
  name: 'changerLieu',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler,
  perform: async (tx, input, contexte) => {
    const mesure = await verrouillerMesure(tx, input.mesureId, contexte);
    const { id, nature, lieuId, lieuPrevuLe, tribunal } = mesure;
    const { agrement, article } = regleMesure(nature);
    if (!agrement)
      throw refus(
        ['mesureId'],
        'ETAT_INCOMPATIBLE',
        `cette mesure ne confie l'enfant à aucun lieu agréé (${article}).`,
      );
    const renonce = input.lieuId === lieuId && lieuPrevuLe !== null;
    if (input.lieuId === lieuId && !renonce) throw refus(['lieuId'], 'VALEUR_INVALIDE', "l'enfant y vit déjà.");
    const le = new Date(input.le);
    const obstacle = obstacleChoix((await dernierChoix(tx, mesure, contexte.now))?.etat ?? null, input.cas !== 'PREVU');
    if (obstacle !== null) throw refus(['lieuId'], 'ARTICLE_CONTRAIRE', obstacle);
    const juge = tribunal === null ? null : `je-${tribunal}`;
    const raccorde = juge !== null && (await lireRaccordees(tx, [juge])).has(juge);
    const horloge = lieuId === null || renonce ? [] : avisDuJuge(mesure, input, raccorde, contexte);
    if (lieuPrevuLe !== null) await cloreEcheances(tx, id, ['J20'], contexte.now, 'SANS_OBJET');
    await installer(tx, mesure, { lieuId: input.lieuId, le }, contexte.now);
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

const INSTALLER = `
  UPDATE ase.mesure SET lieu_id = $2, lieu_prevu_id = $3, lieu_prevu_le = $4,
    sans_agrement_urgence = sans_agrement_urgence AND $5 WHERE id = $1`;

/** In the place from that hour on, under its lock; the child stays where it is until then. */
async function installer(
  tx: Tx,
  mesure: Mesure,
  { lieuId, le }: { lieuId: string; le: Date },
  now: Date,
): Promise<void> {
  const { id, collectivite, arrive } = mesure;
  const reste = mesure.lieuId === lieuId;
  if (!reste)
    await prendrePlace(tx, { lieuId, collectivite, le: jourDe(le, collectivite), now, mesureId: id, urgence: false });
  const attend = le > now && !reste;
  const [ici, prevu, prevuLe] = attend ? [mesure.lieuId, lieuId, le] : [lieuId, null, null];
  await tx.query(INSTALLER, [id, ici, prevu, prevuLe, (attend || reste) && !arrive]);
}

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
  const ouverte = ouvrirEcheance(newId, {
    regle,
    sujetId,
    sujetType: 'Mesure',
    depart: new Date(le),
    collectivite,
    now,
  });
  const informeLe = jugeInformeLe ? new Date(jugeInformeLe) : raccorde ? now : null;
  if (cas === 'PREVU' && jourDe(informeLe ?? now, collectivite) > ouverte.publiee.dateLimite)
    throw refus(
      ['le'],
      'ARTICLE_CONTRAIRE',
      `le juge est informé un mois avant, au plus tard le ${ouverte.publiee.dateLimite} ; sinon, justifiez l'urgence (CASF L223-3).`,
    );
  return [(informeLe === null ? ouverte : tenueAussitot(ouverte, informeLe)).ecriture];
}
