import { defineAct, type Contexte } from '../../../act';
import { controlerEpoque, type Controle } from '../../../domain/controle';
import { HubError } from '../../../domain/errors';
import { parseTj } from '../../../domain/identifiers';
import { exigerEnfantMineur, exigerMineur } from '../../../domain/minorite';
import { regleUrgence } from '../../../domain/accueil-urgence';
import { collectivitesDuTj } from '../../../domain/territoire';
import type { Actor } from '../../../auth/actor';
import type { Tx } from '../../../platform/database';
import { ouvrirEcheance, tenueAussitot } from '../../../platform/echeances';
import type { AccuseReception } from '../../../published/accuse-reception.type';
import { isUuid } from '../../../published/connection';
import { lireRaccordees } from '../../../platform/raccordement';
import { controlerEnfant } from '../../../published/enfant.input';
import { inscrireMesure, jourDe } from '../mesures/inscrire-mesure';
import type { AccueillirEnUrgenceInput as Input } from './urgence.input';
import { prendrePlace } from './prendre-place';

/**
 * The ASE takes a minor in at once (CASF L223-2, L221-2-4; C. civ. 375-5). The procureur is told by the hub in the same
 * transaction when he is in it, and the clocks of the case run from the hour of arrival. A place without agrément is taken, and flagged.
 */
export const accueillirEnUrgence = defineAct<Input, AccuseReception>({
  name: 'accueillirEnUrgence',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler,
  perform: async (tx, input, contexte) => {
    const { actor, now, newId, empreinte } = contexte;
    const collectivite = actor.territoire ?? '';
    const { nature, horloges, terme } = regleUrgence(input.cas);
    const enfant = await designer(tx, input, collectivite, contexte);
    const tj = parseTj(input.tj);
    const tribunal = tj.ok ? tj.value : null;
    // Whoever is told must be able to know whom it is about.
    if (tribunal !== null) await contexte.registres.lierEnfant(tx, enfant.enfantId, tribunal, contexte);
    const debut = new Date(input.arriveLe);
    const le = jourDe(debut, collectivite);
    if (input.enfant) exigerEnfantMineur(input.enfant, le, 'ACCUEIL_URGENCE');
    else exigerMineur(['enfantId'], enfant.dateNaissance, le, 'ACCUEIL_URGENCE');
    const place = input.lieuId
      ? await prendrePlace(tx, { lieuId: input.lieuId, collectivite, le, now, urgence: true })
      : { sansAgrementUrgence: true };
    const sujet = newId();
    const parquet = tribunal !== null && (await lireRaccordees(tx, [tribunal])).has(tribunal);
    const ouvertes = horloges.map(({ regle, due }) => {
      const ouverte = ouvrirEcheance(newId, {
        regle,
        sujetId: sujet,
        sujetType: 'Mesure',
        depart: debut,
        collectivite,
        now,
      });
      if (due === 'parHub') return parquet ? tenueAussitot(ouverte, now) : ouverte;
      return due === 'parents' && input.parentsInformesLe
        ? tenueAussitot(ouverte, new Date(input.parentsInformesLe))
        : ouverte;
    });
    const { id, reference, ecritures } = inscrireMesure(
      {
        ...{ id: sujet, nature, collectivite, debut, tribunal, ...enfant, ...place },
        terme: ouvertes.find(({ publiee }) => publiee.regle === terme)?.publiee.dateLimite ?? null,
        lieuId: input.lieuId ?? null,
        confieA: input.confieA ?? null,
        estMna: input.cas === 'MNA',
        decisionId: input.mesureUrgenteId ?? null,
        parentsInformesLe: input.parentsInformesLe ? new Date(input.parentsInformesLe) : null,
      },
      contexte,
    );
    const portee = { collectivite, ...(tribunal === null ? {} : { tribunal }) };
    return {
      reponse: {
        ...{ id, reference, recueLe: now.toISOString(), empreinte },
        echeances: ouvertes.map(({ publiee }) => publiee),
      },
      ecritures: [...ecritures, ...ouvertes.map(({ ecriture }) => ecriture)],
      evenements: [{ type: 'accueil-urgence.ouvert', sujetId: id, portee }],
      objet: { type: 'Mesure', id },
    };
  },
});

function controler(c: Controle, input: Input, actor: Actor): void {
  c.texte(['idempotencyKey'], input.idempotencyKey);
  controlerEpoque(c, ['arriveLe'], input.arriveLe);
  for (const { regle } of regleUrgence(input.cas).horloges) c.depart(['arriveLe'], input.arriveLe, regle);
  controlerEpoque(c, ['parentsInformesLe'], input.parentsInformesLe);
  c.longueur(['confieA'], input.confieA);
  c.identifiant(['tj'], 'tj', input.tj);
  const tj = parseTj(input.tj);
  if (tj.ok && !collectivitesDuTj(tj.value).some(({ code }) => code === actor.territoire))
    c.refuser(['tj'], 'HORS_TERRITOIRE', "tj : ce tribunal n'est pas compétent dans votre collectivité.");
  if (!input.lieuId && !input.confieA?.trim())
    c.refuser(['confieA'], 'CHAMP_REQUIS', "confieA : indiquez où l'enfant est accueilli, ou lieuId.");
  if (input.cas === 'OPP' && !isUuid(input.mesureUrgenteId ?? ''))
    c.refuser(
      ['mesureUrgenteId'],
      'CHAMP_REQUIS',
      "mesureUrgenteId : indiquez l'ordonnance du procureur (C. civ. 375-5).",
    );
  if (input.enfant) controlerEnfant(c, input.enfant);
  else if (!input.enfantId)
    c.refuser(['enfant'], 'CHAMP_REQUIS', "enfant : indiquez les traits de l'enfant, ou enfantId s'il est déjà connu.");
}

async function designer(
  tx: Tx,
  { cas, enfant, enfantId, mesureUrgenteId }: Input,
  collectivite: string,
  contexte: Contexte,
): Promise<{ enfantId: string; dateNaissance: string | null }> {
  if (cas === 'OPP') {
    const [recue] = await tx.query(
      `SELECT 1 FROM ase.reception WHERE sujet_id = $1 AND sujet_type = 'MesureUrgente' AND collectivite = $2`,
      [mesureUrgenteId, collectivite],
    );
    if (!recue) throw new HubError('NOT_FOUND');
  }
  const { registres } = contexte;
  if (enfant)
    return {
      enfantId: await registres.inscrireEnfant(tx, enfant, collectivite, contexte),
      dateNaissance: enfant.dateNaissance ?? null,
    };
  const connu =
    enfantId && isUuid(enfantId) ? await registres.enfantConnu(tx, enfantId, collectivite, contexte) : undefined;
  if (connu === undefined) throw new HubError('NOT_FOUND');
  return { enfantId: connu.id, dateNaissance: connu.dateNaissance };
}
