import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import type { Json } from './hub-ouvert';

const RESULTAT = `{
  partenaire { id institution nom role territoire identifiantExterne webhookUrl revoqueLe motif
    clients { clientId scopes contrainte revoqueLe motif cles { kid algorithme empreinte retireeLe } } }
  userErrors { code path message } }`;

export const ENREGISTRER = `mutation ($input: EnregistrerPartenaireInput!) { enregistrerPartenaire(input: $input) ${RESULTAT} }`;
export const TOURNER = `mutation ($input: TournerCleInput!) { tournerCle(input: $input) ${RESULTAT} }`;
export const REVOQUER = `mutation ($input: RevoquerInput!) { revoquer(input: $input) ${RESULTAT} }`;
export const PARTENAIRES = `query ($first: Int, $after: String, $filtre: FiltrePartenairesInput) {
  partenaires(first: $first, after: $after, filtre: $filtre) {
    edges { cursor node { institution revoqueLe clients { clientId cles { kid } } } } pageInfo { hasNextPage endCursor } } }`;
export const MON_RACCORDEMENT = 'query { monRaccordement { id institution clients { clientId scopes cles { kid } } } }';

/** The public half of a new pair, as an input takes it. */
export function clePublique(kid: string = randomUUID()): Json {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' });
  return { kid, kty, crv, x, y };
}

export const secretDeWebhook = () => `whsec_${randomBytes(24).toString('base64')}`;

/** A CRIP with its software. */
export const partenaire = (more: object = {}): Json => ({
  idempotencyKey: randomUUID(),
  institution: 'crip-64',
  nom: 'CRIP des Pyrénées-Atlantiques',
  role: 'crip',
  territoire: '64',
  client: { clientId: `crip-64-${randomUUID()}`, scopes: ['ip:lire', 'notification:lire'], cle: clePublique() },
  ...more,
});

export const rotation = (clientId: string, more: object = {}): Json => ({
  idempotencyKey: randomUUID(),
  clientId,
  cle: clePublique(),
  ...more,
});

export const revocation = (cible: object): Json => ({
  idempotencyKey: randomUUID(),
  motif: 'Changement de prestataire.',
  ...cible,
});
