import { lireCleDeClient } from '../../auth/client-key';
import type { JwkPublique } from '../../auth/jwks';
import type { Controle } from '../../domain/controle';
import type { ClePubliqueInput } from './partenaire.input';

const KID = /^[\x21-\x7e]{1,128}$/;

/** The JWK of an input: the members that were given, and no other. */
export function jwkDe({ kid, kty, crv, x, y, n, e }: ClePubliqueInput): JwkPublique {
  const membres = Object.entries({ kid, kty, crv, x, y, n, e });
  return Object.fromEntries(membres.filter((un): un is [string, string] => typeof un[1] === 'string'));
}

export function controlerCle(c: Controle, path: readonly string[], cle: ClePubliqueInput): void {
  if (!KID.test(cle.kid))
    c.refuser([...path, 'kid'], 'IDENTIFIANT_INVALIDE', 'kid : 1 à 128 caractères, sans espace ni accent.');
  if (lireCleDeClient(jwkDe(cle)) === undefined)
    c.refuser(
      path,
      'VALEUR_INVALIDE',
      `${path.at(-1) ?? 'cle'} : une clé publique EC P-256, RSA de 2048 bits au moins ou Ed25519 est attendue.`,
    );
}
