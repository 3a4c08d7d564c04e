import { defineAct } from '../../../act';
import { RefusError } from '../../../domain/errors';
import { ETATS_INFORMATION, type EtatInformation } from '../../../domain/lifecycle';
import {
  CODES_RETOUR,
  peutDire,
  REGLES_RETOUR,
  tientLeRetour,
  type Canal,
  type CodeRetour,
} from '../../../domain/retours';
import { ecrire, type Tx } from '../../../platform/database';
import { cloreEcheances } from '../../../platform/echeances';
import { verrouiller, type Information } from './avancer';
import { RetourRow } from './cycle.entity';
import type { EnvoyerRetourInput } from './cycle.input';
import { exigerRetourPossible } from './exiger-retour';

export interface RetourEnvoye {
  readonly informationId: string;
  readonly code: CodeRetour;
  readonly message: string;
  readonly envoyeLe: string;
  readonly canal: Canal;
}

/** The last draft or feedback, and the state that it is about: that of the information to which this one was joined. */
const DERNIER = `
  SELECT r.id, r.code, r.envoye_le "envoyeLe", (SELECT etat FROM crip.information_preoccupante WHERE id = $2) etat
  FROM (SELECT 1) toujours LEFT JOIN crip.retour r
    ON r.id = (SELECT id FROM crip.retour WHERE information_id = $1 ORDER BY id DESC LIMIT 1)`;

interface Dernier {
  readonly id: string | null;
  readonly code: CodeRetour | null;
  readonly envoyeLe: Date | null;
  readonly etat: EtatInformation;
}

/**
 * The sender is told what its information became, never the family's file (CASF L226-5): through the hub, or by the CRIP
 * that says by which channel. The feedback is due even when the evaluation is late.
 */
export const envoyerRetour = defineAct<EnvoyerRetourInput, RetourEnvoye>({
  name: 'envoyerRetour',
  roles: ['crip'],
  scope: 'ip:traiter',
  controler: (c, { idempotencyKey }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
  },
  perform: async (tx, input, contexte) => {
    const { newId, now } = contexte;
    const information = await verrouiller(tx, input.informationId, contexte);
    exigerRetourPossible(information);
    const canal = canalDe(information, input.canal ?? null);
    const { projet, code } = await aDire(tx, information, input.code ?? null);
    const { id, collectivite, emetteurInstitution, regimeRetour } = information;
    const envoi = { envoyeLe: now, canal };
    if (projet) await tx.query('UPDATE crip.retour SET envoye_le = $2, canal = $3 WHERE id = $1', [projet, now, canal]);
    if (tientLeRetour(code, regimeRetour)) await cloreEcheances(tx, id, REGLES_RETOUR, now, 'TENUE');
    return {
      reponse: { informationId: id, code, message: CODES_RETOUR[code], envoyeLe: now.toISOString(), canal },
      ecritures: projet ? [] : [ecrire(RetourRow, { id: newId(), informationId: id, code, redigeLe: now, ...envoi })],
      evenements:
        canal === 'HUB'
          ? [{ type: 'retour.envoye', sujetId: id, portee: { collectivite, emetteur: emetteurInstitution } }]
          : [],
      objet: { type: 'InformationPreoccupante', id },
    };
  },
});

/** By its own channel: the hub for whoever transmitted through it, and what the CRIP says for everyone else. */
function canalDe({ canal: arrivee }: Information, canal: Canal | null): Canal {
  if (arrivee === 'HUB' && (canal === null || canal === 'HUB')) return 'HUB';
  if (arrivee !== 'HUB' && canal !== null && canal !== 'HUB') return canal;
  throw new RefusError([
    arrivee === 'HUB'
      ? {
          path: ['canal'],
          code: 'VALEUR_INVALIDE',
          message: "canal : l'émetteur est relié au hub, c'est par le hub que le retour lui parvient.",
        }
      : {
          path: ['canal'],
          code: 'CHAMP_REQUIS',
          message:
            "canal : l'émetteur n'est pas relié au hub ; dites par quelle autre voie le retour lui a été fait (courrier, courriel, téléphone, sur place).",
        },
  ]);
}

async function aDire(
  tx: Tx,
  { id, rattacheeA, regimeRetour }: Information,
  demande: CodeRetour | null,
): Promise<{ readonly code: CodeRetour; readonly projet: string | null }> {
  const [dernier] = (await tx.query<Dernier>(DERNIER, [id, rattacheeA ?? id])) as [Dernier];
  const projet = dernier.envoyeLe === null ? dernier.code : null;
  const code = demande ?? projet;
  if (code !== null && peutDire(code, { etat: dernier.etat, regime: regimeRetour, projet }))
    return { code, projet: code === projet ? dernier.id : null };
  const dire = projet === null ? "aucun retour n'est préparé" : `le retour préparé est ${projet}`;
  const message = `code : l'information est à l'état « ${ETATS_INFORMATION[dernier.etat]} » et ${dire} ; EVALUATION_EN_COURS peut être envoyé tant que rien n'est décidé, PRISE_EN_COMPTE à la personne qui a demandé un retour (CASF L226-5, D226-2-8).`;
  throw new RefusError([{ path: ['code'], code: 'ETAT_INCOMPATIBLE', message }]);
}
