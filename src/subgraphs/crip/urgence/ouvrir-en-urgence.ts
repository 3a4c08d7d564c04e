import { defineAct } from '../../../act';
import { apres, DUREE_HEURES, MOTIFS_URGENCE } from '../../../domain/acces-urgence';
import type { Controle } from '../../../domain/controle';
import { cleIdentite } from '../../../domain/enfant';
import { HubError, RefusError } from '../../../domain/errors';
import type { Tx } from '../../../platform/database';
import { ouvrirEcheance } from '../../../platform/echeances';
import { isUuid } from '../../../published/connection';
import { objetsVises } from '../objets-vises';
import { AccesUrgenceRow } from './acces-urgence.entity';
import type { OuvrirEnUrgenceInput } from './acces-urgence.input';

/** A child may be known of several collectivités; more would not be one child. */
const MAX = 5;

const OUVRIR = `
  SELECT id, enfant_id "enfantId", collectivite FROM crip.ouvrir_en_urgence($1, $2, $3, $4, $5, $6, $7)`;
const PRECISER = `
  UPDATE crip.acces_urgence a SET precision = dit.precision
  FROM unnest($1::uuid[], $2::bytea[]) AS dit(id, precision) WHERE a.id = dit.id`;

const ICI = 'SELECT id FROM crip.enfant WHERE (id = $1 OR cle_identite = $2) AND collectivite = $3 ORDER BY id LIMIT 1';

interface Ouvert {
  readonly id: string;
  readonly enfantId: string;
  readonly collectivite: string;
}

/**
 * A CRIP on call opens, for a few hours, the file of a child that another collectivité knows (break-glass). Both CRIPs
 * are told; someone else reviews it.
 */
export const ouvrirEnUrgence = defineAct<OuvrirEnUrgenceInput, string[]>({
  name: 'ouvrirEnUrgence',
  roles: ['crip'],
  scope: 'acces:ouvrir',
  sensible: ({ enfantId }) => objetsVises('Enfant', enfantId),
  controler: controlerOuverture,
  perform: async (tx, { enfantId, traits, motif, precision }, { actor, newId, now }) => {
    if (enfantId && !isUuid(enfantId)) throw new HubError('NOT_FOUND');
    const designe = [enfantId ?? null, traits ? cleIdentite(traits) : null] as const;
    const ouverts = await tx.query<Ouvert>(OUVRIR, [
      Array.from({ length: MAX }, () => newId()),
      ...designe,
      motif,
      actor.sub,
      now,
      apres(now, DUREE_HEURES),
    ]);
    if (ouverts.length === 0) throw await absent(tx, designe, actor.territoire);
    if (precision) await preciser(tx, ouverts, precision);
    const revues = ouverts.map(({ id, collectivite }) =>
      ouvrirEcheance(newId, {
        ...({ regle: 'U1', sujetId: id, sujetType: 'AccesUrgence', depart: now, collectivite, now } as const),
        acteur: actor.institution,
      }),
    );
    return {
      // Kept for whoever sends it again: identifiers, and nothing that was told.
      reponse: ouverts.map(({ id }) => id),
      ecritures: revues.map(({ ecriture }) => ecriture),
      evenements: ouverts.map(({ id, collectivite }) => ({
        type: 'acces-urgence.ouvert' as const,
        sujetId: id,
        portee: { collectivite, destinataire: actor.institution },
      })),
      objet: ouverts.flatMap(({ id, enfantId: enfant }) => [
        { type: 'AccesUrgence', id },
        { type: 'Enfant', id: enfant },
      ]),
    };
  },
});

/** Nobody elsewhere: whoever asks at night must not conclude that nobody knows a child of its own collectivité. */
async function absent(
  tx: Tx,
  designe: readonly [enfantId: string | null, cle: string | null],
  collectivite: string | null,
): Promise<Error> {
  const [ici] = await tx.query<{ id: string }>(ICI, [...designe, collectivite]);
  if (!ici) return new HubError('NOT_FOUND');
  const champ = designe[0] === null ? 'traits' : 'enfantId';
  const message = `${champ} : votre collectivité suit cet enfant, lisez son dossier sans accès en urgence (enfant(id: "${ici.id}")).`;
  return new RefusError([{ path: [champ], code: 'ETAT_INCOMPATIBLE', message }], objetsVises('Enfant', ici.id));
}

async function preciser(tx: Tx, ouverts: readonly Ouvert[], precision: string): Promise<void> {
  const scelles: unknown[] = [];
  for (const { id, enfantId } of ouverts)
    scelles.push((await tx.sceller(AccesUrgenceRow, { id, precision }, enfantId)).precision);
  await tx.query(PRECISER, [ouverts.map(({ id }) => id), scelles]);
}

function controlerOuverture(c: Controle, input: OuvrirEnUrgenceInput): void {
  const { idempotencyKey, enfantId, traits, motif, precision } = input;
  c.texte(['idempotencyKey'], idempotencyKey);
  c.longueur(['precision'], precision, 1_000);
  if (Boolean(enfantId) === Boolean(traits))
    c.refuser(
      ['enfantId'],
      'CHAMP_REQUIS',
      "enfantId : donnez l'identifiant de l'enfant, ou ses traits, pas les deux.",
    );
  if (traits) {
    for (const champ of ['nomNaissance', 'prenoms', 'communeNaissance'] as const)
      c.texte(['traits', champ], traits[champ]);
    c.passe(['traits', 'dateNaissance'], traits.dateNaissance);
    if (traits.sexe === 'I')
      c.refuser(['traits', 'sexe'], 'VALEUR_INVALIDE', 'sexe : un enfant ne se désigne pas sans son sexe.');
  }
  if (motif === 'AUTRE' && !precision?.trim())
    c.refuser(['precision'], 'MOTIF_REQUIS', `precision : « ${MOTIFS_URGENCE.AUTRE} ».`);
}
