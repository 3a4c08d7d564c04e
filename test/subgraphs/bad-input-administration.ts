import { generateKeyPairSync, randomBytes } from 'node:crypto';
import {
  clePublique,
  ENREGISTRER,
  partenaire,
  REVOQUER,
  revocation,
  rotation,
  secretDeWebhook,
  TOURNER,
} from './administration-envois';
import { cas, type Cas, type Ligne } from './bad-input-cases';

const long = (n: number) => 'é'.repeat(n);
const CLE: Ligne = ['idempotencyKey', ' ', 'CHAMP_REQUIS', /obligatoire/];
const MAUVAISES_CLES: readonly object[] = [
  { kid: 'k', kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA' },
  { kid: 'k', kty: 'oct' },
  { kid: 'k', ...jwk('ec', { namedCurve: 'P-384' }) },
  { kid: 'k', ...jwk('rsa', { modulusLength: 1024 }) },
];

function jwk(type: 'ec' | 'rsa', options: object): object {
  const { publicKey } = generateKeyPairSync(type as 'ec', options as { namedCurve: string });
  return publicKey.export({ format: 'jwk' });
}

const cles = (chemin: string): Ligne[] => [
  ...MAUVAISES_CLES.map((cle): Ligne => [chemin, cle, 'VALEUR_INVALIDE', /EC P-256, RSA de 2048 bits/]),
  [chemin, { ...clePublique(), kid: 'a b' }, 'IDENTIFIANT_INVALIDE', /sans espace/, `${chemin}.kid`],
];

const PARTENAIRE: readonly Ligne[] = [
  CLE,
  ['nom', '  ', 'CHAMP_REQUIS', /obligatoire/],
  ['nom', '--', 'VALEUR_INVALIDE', /au moins une lettre/],
  ['nom', long(201), 'TEXTE_TROP_LONG', /200 caractères/],
  ['institution', 'crip-69', 'IDENTIFIANT_INVALIDE', /`crip-69D` \(Rhône\) ou `crip-69M`/],
  ['territoire', '31', 'HORS_TERRITOIRE', /« 64 » est attendu/],
  ['territoire', undefined, 'CHAMP_REQUIS', /« 64 » est attendu/],
  ['identifiantExterne', 'a b', 'IDENTIFIANT_INVALIDE', /lettres, chiffres/],
  ['client.clientId', 'a', 'IDENTIFIANT_INVALIDE', /3 à 64/],
  ['client.clientId', '../../x', 'IDENTIFIANT_INVALIDE', /3 à 64/],
  ['client.scopes', [], 'CHAMP_REQUIS', /un mandat au moins/],
  ['client.scopes', ['ip:lire', 'mesure:notifier'], 'VALEUR_INVALIDE', /n'est pas de ceux/, 'client.scopes.1'],
  ['client.scopes', ['partenaire:gerer'], 'VALEUR_INVALIDE', /n'est pas de ceux/, 'client.scopes.0'],
  ['client.cle', undefined, 'CHAMP_REQUIS', /une machine a une clé publique/],
  ...cles('client.cle'),
  ['webhook', { url: 'http://127.0.0.1:9', secret: 'whsec_x' }, 'VALEUR_INVALIDE', /24 octets/, 'webhook.secret'],
  [
    'webhook',
    { url: 'http://127.0.0.1:9', secret: `whsec_${Buffer.alloc(32).toString('base64')}` },
    'VALEUR_INVALIDE',
    /24 octets/,
    'webhook.secret',
  ],
  [
    'webhook',
    { url: 'http://127.0.0.1:9', secret: randomBytes(24).toString('base64') },
    'VALEUR_INVALIDE',
    /whsec_/,
    'webhook.secret',
  ],
  ['webhook', { url: 'ftp://x', secret: secretDeWebhook() }, 'VALEUR_INVALIDE', /http\(s\)/, 'webhook.url'],
  [
    'webhook',
    { url: 'http://169.254.169.254/', secret: secretDeWebhook() },
    'VALEUR_INVALIDE',
    /réseau/,
    'webhook.url',
  ],
];

/** One institution whose name does not fit its role. */
const nomme = (role: string, institution: string, territoire: string | null, ...ligne: Ligne[]) =>
  cas('exploitant', ENREGISTRER, () => partenaire({ role, institution, territoire, client: null }), ligne);
const malNommee = (role: string, institution: string, territoire: string | null, dit: RegExp) =>
  nomme(role, institution, territoire, ['institution', institution, 'IDENTIFIANT_INVALIDE', dit]);

export const CAS_ADMINISTRATION: readonly (readonly [string, readonly Cas[]])[] = [
  ['partenaire', cas('exploitant', ENREGISTRER, partenaire, PARTENAIRE)],
  [
    'noms des institutions',
    [
      ...malNommee('college', '0310036A', '31', /clé/),
      ...malNommee('hopital', '310781407', '31', /clé/),
      ...malNommee('parquet', 'tj99999', 'tj99999', /./).map((un) => ({ ...un, dit: /institution/ })),
      ...malNommee('crip', 'crip-ZZ', 'ZZ', /`crip-31`/),
      ...malNommee('defenseur', 'DDE', null, /`DDD`/),
      ...malNommee('snated', '119', null, /`SNATED`/),
      ...malNommee('dpo', 'dpo-ZZ', 'ZZ', /`dpo-31`/),
      ...malNommee('auditeur', 'Cour', null, /`auditeur`/),
      ...nomme('dpo', 'dpo-31', '33', ['territoire', '33', 'HORS_TERRITOIRE', /« 31 »/]),
      ...malNommee('exploitant', 'Ex', null, /trois lettres/),
      ...nomme('college', '0310041B', null, ['territoire', null, 'CHAMP_REQUIS', /code d’une collectivité/]),
      ...nomme('college', '0310041B', 'ZZ', ['territoire', 'ZZ', 'HORS_TERRITOIRE', /code d’une collectivité/]),
      ...nomme('snated', 'SNATED', '31', ['territoire', '31', 'HORS_TERRITOIRE', /n’en a pas/]),
    ],
  ],
  [
    'changement de clé',
    cas('exploitant', TOURNER, () => rotation('demo-crip'), [
      CLE,
      ['clientId', 'personne', 'INCONNU', /aucune machine/],
      ['recouvrementHeures', -1, 'VALEUR_INVALIDE', /0 à 720/],
      ['recouvrementHeures', 721, 'VALEUR_INVALIDE', /0 à 720/],
      ...cles('cle').filter(([, cle]) => (cle as { kty: string }).kty !== 'oct'),
    ]),
  ],
  [
    'révocation',
    cas('exploitant', REVOQUER, () => revocation({ clientId: 'personne' }), [
      CLE,
      ['motif', ' ', 'MOTIF_REQUIS', /un motif/],
      ['motif', long(501), 'TEXTE_TROP_LONG', /500 caractères/],
      ['clientId', undefined, 'CHAMP_REQUIS', /une seule des deux/],
      ['institution', 'crip-31', 'CHAMP_REQUIS', /une seule des deux/, 'clientId'],
      ['clientId', 'personne', 'INCONNU', /aucune machine/],
      ['kid', 'x', 'INCONNU', /aucune machine/, 'clientId'],
    ]),
  ],
];
