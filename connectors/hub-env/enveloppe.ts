import canonicalize from 'canonicalize';
import { z } from 'zod';
import { MessageIllisible, type Envoi } from '../entrant';
import { lireJson, type Objet } from '../json';

/** CloudEvents 1.0, structured mode. */
export const MEDIA_TYPE = 'application/cloudevents+json';
/** Of what the hub says itself. */
export const SOURCE_DU_HUB = 'urn:passerelle-enfance:hub';
const PARTENAIRE = 'urn:passerelle-enfance:partenaire:';
const COLLECTIVITE = 'urn:passerelle-enfance:collectivite:';

export const urnPartenaire = (institution: string): string => `${PARTENAIRE}${institution}`;

const instant = z.iso.datetime({ offset: true });
const texte = z
  .string()
  .max(200)
  .regex(/^\P{Cc}+$/u);

/** Attributes of CloudEvents 1.0 § 3, and three extensions; those that the hub does not know are signed and left aside. */
const enveloppe = z.looseObject({
  specversion: z.literal('1.0'),
  id: texte,
  source: texte,
  type: texte,
  time: instant,
  subject: texte.optional(),
  datacontenttype: z.literal('application/json').optional(),
  dataschema: texte.optional(),
  data: z.record(z.string(), z.unknown()),
  data_base64: z.never().optional(),
  /** The collectivité concerned, when the child's address does not say it. */
  destinataire: z
    .string()
    .regex(new RegExp(`^${COLLECTIVITE}\\w{2,4}$`))
    .optional(),
  /** Past it, the sender has done otherwise (telephone): the message must not take effect any more. */
  expiration: instant.optional(),
  /** Message or receipt that this one follows. */
  causeid: texte.optional(),
});
export type Enveloppe = z.infer<typeof enveloppe>;

/** The code of the collectivité to which a message is addressed. */
export const COLLECTIVITE_DESTINATAIRE = ({ destinataire }: Enveloppe): string | undefined =>
  destinataire?.slice(COLLECTIVITE.length);

const PHRASES: Readonly<Record<string, string>> = {
  specversion: 'CloudEvents 1.0 est attendu.',
  time: 'un instant RFC 3339 avec son décalage est attendu.',
  expiration: 'un instant RFC 3339 avec son décalage est attendu.',
  data: 'un objet JSON est attendu.',
  data_base64: 'le contenu est attendu dans `data`.',
  datacontenttype: 'le contenu est du JSON.',
  destinataire: `une collectivité est attendue, par exemple ${COLLECTIVITE}31.`,
};

/** @throws MessageIllisible that names each attribute */
export function lireEnveloppe({ corps, de, recuLe }: Pick<Envoi, 'corps' | 'de' | 'recuLe'>): Enveloppe {
  const { success, data, error } = enveloppe.safeParse(lireJson(corps));
  if (!success)
    throw new MessageIllisible(
      error.issues.map(({ path: [attribut] }) => {
        const nom = String(attribut);
        const phrase = PHRASES[nom] ?? 'un texte de 200 caractères au plus est attendu.';
        return { code: 'ATTRIBUT_INVALIDE', champ: [nom], message: `${nom} : ${phrase}` };
      }),
    );
  if (data.source !== urnPartenaire(de.institution))
    throw refus('EMETTEUR_DIFFERENT', 'source', `${urnPartenaire(de.institution)} est attendu : celui du jeton.`);
  if (data.expiration !== undefined && Date.parse(data.expiration) <= recuLe.getTime())
    throw refus('MESSAGE_EXPIRE', 'expiration', 'le délai de ce message est passé ; rien n’est enregistré.');
  return data;
}

export function refus(code: string, attribut: string, phrase: string): MessageIllisible {
  return new MessageIllisible([{ code, champ: [attribut], message: `${attribut} : ${phrase}` }]);
}

/** RFC 8785: the same event has the same bytes, however its JSON was written. */
export function forme(evenement: Objet): string {
  return canonicalize(evenement) ?? '';
}

/** What the sender signed. @throws MessageIllisible */
export const octetsSignes = ({ corps }: Pick<Envoi, 'corps'>): Buffer => Buffer.from(forme(lireJson(corps)));
