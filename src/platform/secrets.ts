/** Passwords that come with a tutorial, an image or a demonstration. */
const CONNUS =
  /^(postgres|postgresql|password|passw0rd|motdepasse|secret|changeme|change-me|changemoi|default|example|admin|root|hub|redis|demo|test|azerty|qwerty|letmein|12345)/i;
const LONGUEUR_MIN = 16;
const SIGNES_MIN = 8;

/** Why a secret protects nothing, or undefined. Never the secret itself. */
export function secretFaible(secret: string): string | undefined {
  if (CONNUS.test(secret)) return 'is a well-known default';
  if (secret.length < LONGUEUR_MIN) return `is shorter than ${String(LONGUEUR_MIN)} characters`;
  if (new Set(secret).size < SIGNES_MIN) return `has fewer than ${String(SIGNES_MIN)} different characters`;
  return undefined;
}

/** The password of a connection URL, when there is one: a socket, a certificate or `PGPASSFILE` need none. */
export function motDePasse(url: string): string | undefined {
  const { password } = new URL(url);
  return password === '' ? undefined : decodeURIComponent(password);
}

const OCTETS_WEBHOOK_MIN = 24;

/** A Standard Webhooks secret that signs something: `whsec_` and at least 24 random bytes. */
export function webhookFaible(secret: string): string | undefined {
  const [, base64] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret) ?? [];
  if (base64 === undefined) return 'is not « whsec_ » followed by base64';
  const octets = Buffer.from(base64, 'base64');
  if (octets.length < OCTETS_WEBHOOK_MIN) return `is shorter than ${String(OCTETS_WEBHOOK_MIN)} bytes`;
  if (new Set(octets).size < SIGNES_MIN) return `has fewer than ${String(SIGNES_MIN)} different bytes`;
  return undefined;
}
