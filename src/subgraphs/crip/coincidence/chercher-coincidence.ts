import { defineAct } from '../../../act';
import type { Finalite } from '../../../domain/access-finalites';
import { cleIdentite, type IdentiteEnfant } from '../../../domain/enfant';
import { refus } from '../../../domain/errors';
import { ETATS_CLOS, ETATS_INFORMATION, estOuverte } from '../../../domain/lifecycle';
import { ecrire, type Tx } from '../../../platform/database';
import { objetsVises } from '../objets-vises';
import { verrouiller } from '../cycle/avancer';
import { CoincidenceRow } from './coincidence.entity';
import type { ChercherCoincidenceInput } from './coincidence.type';

/** Days: no longer than the evaluation that it serves (CASF D226-2-4 II). Our proposal. */
const VALIDITE_JOURS = 90;
const JOUR_MS = 86_400_000;
const POUR: readonly Finalite[] = ['EVALUATION', 'PROTECTION'];

const IDENTITE = `
  SELECT nom_naissance "nomNaissance", prenoms, sexe, date_naissance::text "dateNaissance",
    commune_naissance "communeNaissance" FROM crip.enfant WHERE id = $1`;
const DEJA = `
  SELECT id FROM crip.coincidence WHERE information_id = $1 AND finalite = $2 AND expire_le > $3`;
const PERIMEE = 'DELETE FROM crip.coincidence WHERE information_id = $1 AND finalite = $2';

/**
 * A CRIP asks whether another one works on the same child, without a register of children: what it leaves is a keyed hash
 * of the strict traits, for one purpose and some weeks. Both learn of one another when both have asked; each then asks the
 * other by L221-3 al. 3.
 */
export const chercherCoincidence = defineAct<ChercherCoincidenceInput, string>({
  name: 'chercherCoincidence',
  roles: ['crip'],
  scope: 'ip:traiter',
  sensible: ({ informationId }) => objetsVises('InformationPreoccupante', informationId),
  controler: (c, { idempotencyKey, finalite }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    if (!POUR.includes(finalite))
      c.refuser(['finalite'], 'VALEUR_INVALIDE', `finalite : ${POUR.join(' ou ')} (CASF L221-3, L226-3).`);
  },
  perform: async (tx, { informationId, finalite }, contexte) => {
    const { actor, newId, now } = contexte;
    const { id: information, enfantId, collectivite, etat } = await verrouiller(tx, informationId, contexte);
    if (!estOuverte(etat))
      throw refus(
        'informationId',
        'ETAT_INCOMPATIBLE',
        `cette information est à l'état « ${ETATS_INFORMATION[etat]} » : plus aucun échange n'est en cours sur elle.`,
      );
    const [deja] = await tx.query<{ id: string }>(DEJA, [information, finalite, now]);
    if (deja) return { reponse: deja.id, ecritures: [], evenements: [] };
    const identite = await lireIdentite(tx, enfantId);
    await tx.query(PERIMEE, [information, finalite]);
    const id = newId();
    const demande = {
      ...{
        id,
        collectivite,
        informationId: information,
        enfantId,
        finalite,
        identite,
        demandeePar: actor.sub,
        le: now,
      },
      expireLe: new Date(now.getTime() + VALIDITE_JOURS * JOUR_MS),
    };
    // Written at once: the hashes are compared by the database, and by it alone.
    await tx.insert([ecrire(CoincidenceRow, demande)]);
    const autres = await coincidencesDe(tx, [id], now);
    return {
      reponse: id,
      ecritures: [],
      evenements: autres.flatMap(({ autreId, collectivite: autre }) => [
        { type: 'coincidence.constatee' as const, sujetId: id, portee: { collectivite } },
        { type: 'coincidence.constatee' as const, sujetId: autreId, portee: { collectivite: autre } },
      ]),
      objet: [
        { type: 'Coincidence', id },
        { type: 'InformationPreoccupante', id: information },
        { type: 'Enfant', id: enfantId },
      ],
    };
  },
});

async function lireIdentite(tx: Tx, enfantId: string): Promise<string> {
  const [civils] = await tx.query<IdentiteEnfant>(IDENTITE, [enfantId]);
  const identite = civils && cleIdentite(civils);
  if (identite) return identite;
  throw refus(
    'informationId',
    'CHAMP_REQUIS',
    "l'identité de l'enfant est incomplète : nom, prénoms, date, sexe et commune de naissance sont nécessaires pour n'en désigner aucun autre.",
  );
}

interface Constatee {
  readonly id: string;
  readonly autreId: string;
  readonly collectivite: string;
}

/** What others asked about the same children as these requests of the caller's. One statement. */
export function coincidencesDe(
  tx: Pick<Tx, 'query'>,
  demandes: readonly string[],
  now: Date,
): Promise<readonly Constatee[]> {
  return tx.query<Constatee>(
    'SELECT id, autre_id "autreId", collectivite FROM crip.coincidences($1::uuid[], $2, $3::text[])',
    [demandes, now, ETATS_CLOS],
  );
}
