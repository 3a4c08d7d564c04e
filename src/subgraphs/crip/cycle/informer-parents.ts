import { defineAct } from '../../../act';
import { RefusError } from '../../../domain/errors';
import { ETATS_INFORMATION } from '../../../domain/lifecycle';
import {
  INFORMATION_ATTENDUE_APRES,
  OBJETS_INFORMATION_PARENTS,
  type ObjetInformationParents,
} from '../../../domain/suites';
import type { Tx } from '../../../platform/database';
import { cloreEcheances } from '../../../platform/echeances';
import { verrouiller, type Information } from './avancer';
import { avancement, type Avancement } from './avancement';
import { InformationParentsRow } from './cycle.entity';
import type { InformerParentsInput } from './cycle.input';
import { MOTIF_MAX } from './passage';

const ATTENDUE = `
  SELECT id FROM crip.information_parents
  WHERE information_id = $1 AND objet = $2 AND informes IS NULL ORDER BY id LIMIT 1 FOR UPDATE`;

const NOTER = 'UPDATE crip.information_parents SET informes = $2, motif = $3, le = $4 WHERE id = $1';

/** The holders of parental authority were told, or why they were not. */
export const informerParents = defineAct<InformerParentsInput, Avancement>({
  name: 'informerParents',
  roles: ['crip'],
  scope: 'ip:traiter',
  controler: (c, { idempotencyKey, objet, informes, motif }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    c.longueur(['motif'], motif, MOTIF_MAX);
    if (informes) return;
    if (objet === 'SAISINE_JUDICIAIRE')
      c.refuser(
        ['informes'],
        'ARTICLE_CONTRAIRE',
        "informes : quand l'autorité judiciaire est saisie, les parents sont informés par écrit ; le texte n'admet aucune exception (CASF L226-5 al. 3).",
      );
    else if (!motif?.trim())
      c.refuser(
        ['motif'],
        'MOTIF_REQUIS',
        "motif : ne pas informer les parents n'est admis que si c'est contraire à l'intérêt de l'enfant (CASF D226-2-6 I, D226-2-7 III).",
      );
  },
  perform: async (tx, { informationId, objet, informes, motif }, contexte) => {
    const { now } = contexte;
    const information = await verrouiller(tx, informationId, contexte);
    const [attendue] = await tx.query<{ id: string }>(ATTENDUE, [information.id, objet]);
    if (!attendue) throw await refus(tx, information, objet);
    const ligne = { id: attendue.id, motif: motif ?? null };
    const scelle = await tx.sceller(InformationParentsRow, ligne, information.enfantId);
    await tx.query(NOTER, [attendue.id, informes, scelle.motif, now]);
    if (objet === 'CONCLUSIONS') await cloreEcheances(tx, information.id, ['U2'], now, 'TENUE');
    return {
      reponse: avancement(information, information.etat, now),
      ecritures: [],
      evenements: [],
      objet: { type: 'InformationPreoccupante', id: information.id },
    };
  },
});

async function refus(tx: Tx, { id, etat }: Information, objet: ObjetInformationParents): Promise<RefusError> {
  const attendues = await tx.query<{ objet: ObjetInformationParents }>(
    'SELECT objet FROM crip.information_parents WHERE information_id = $1 AND informes IS NULL ORDER BY id',
    [id],
  );
  const liste = attendues.map(({ objet }) => `${objet} (${OBJETS_INFORMATION_PARENTS[objet]})`).join(' ; ');
  const suite = liste === '' ? "aucune autre n'est attendue" : `sont attendues : ${liste}`;
  const message = `objet : l'information est à l'état « ${ETATS_INFORMATION[etat]} » et n'attend pas celle-ci des parents, ou elle est déjà notée : elle est attendue après ${INFORMATION_ATTENDUE_APRES[objet]} ; ${suite}.`;
  return new RefusError([{ path: ['objet'], code: 'ETAT_INCOMPATIBLE', message }]);
}
