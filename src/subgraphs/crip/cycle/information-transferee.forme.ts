import { z } from 'zod';
import { MODES_CONSTATATION, NATURES_DANGER, TYPES_INSTITUTION, URGENCES } from '../../../domain/code-lists';
import { PIECES_MAX, TAILLE_MAX, TYPES_ADMIS } from '../../../domain/pieces';
import { CANAUX, REGIMES_RETOUR } from '../../../domain/retours';
import { enfantTransfere, instant, nom, parmi, protectionTransferee, texte } from '../../../transferable.formes';

const FICHES_MAX = 200;
const rang = z.int().min(0).max(FICHES_MAX);
const empreinte = z.string().regex(/^[0-9a-f]{64}$/);

/** What the form of a sheet is read by; the rest of it is kept as it came, like any free text. */
const contenu = z.looseObject({
  emetteur: z.looseObject({
    typeInstitution: parmi(TYPES_INSTITUTION),
    nom,
    personne: texte(200),
    fonction: texte(200),
  }),
  faits: z.array(z.looseObject({ recit: texte(), constatePar: parmi(MODES_CONSTATATION) })).max(500),
  informationParents: z.looseObject({ statut: texte(100) }),
  residence: z.looseObject({}),
});

const fiche = z.strictObject({
  /** Rank of its child. */
  enfant: rang,
  emetteurInstitution: texte(64),
  emetteurType: parmi(TYPES_INSTITUTION),
  recueLe: instant,
  transmiseLe: instant,
  regimeRetour: parmi(REGIMES_RETOUR),
  canal: parmi(CANAUX),
  urgence: parmi(URGENCES),
  naturePrincipale: parmi(NATURES_DANGER),
  naturesDanger: z.array(parmi(NATURES_DANGER)).min(1).max(30),
  contenu,
  empreinte,
});

const piece = z.strictObject({
  id: z.uuid(),
  type: z.enum(TYPES_ADMIS as [string, ...string[]]),
  taille: z.int().min(1).max(TAILLE_MAX),
  empreinte,
  intitule: texte(200).nullable(),
  medicale: z.boolean(),
  /** Rank of the sheet that it goes with. */
  fiche: rang,
});

/** An information in treatment, as one hub hands it to another: identifiers of neither are in it, but for attachments. */
export const formeInformation = z
  .strictObject({
    informationId: z.uuid(),
    reference: texte(64),
    enfants: z.array(enfantTransfere).min(1).max(FICHES_MAX),
    /** The information first, then those joined to it. */
    fiches: z.array(fiche).min(1).max(FICHES_MAX),
    /** In force, by child. */
    protections: z.array(protectionTransferee.extend({ enfant: rang })).max(FICHES_MAX),
    pieces: z.array(piece).max(FICHES_MAX * PIECES_MAX),
  })
  .refine(
    ({ enfants, fiches, protections, pieces }) =>
      [...fiches, ...protections].every((une) => une.enfant < enfants.length) &&
      pieces.every((une) => une.fiche < fiches.length) &&
      new Set(pieces.map(({ id }) => id)).size === pieces.length,
  );

export type InformationTransferee = z.infer<typeof formeInformation>;
