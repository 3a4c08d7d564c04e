import { RefusError } from '../../domain/errors';
import { parseFiness, parseUai } from '../../domain/identifiers';
import { rattacher } from '../../domain/rattachement';
import type { EnfantInput } from '../../published/enfant.input';
import type { EmetteurInput } from './fiche.input';

/** Where the child lives decides; failing that, where the institution that writes was registered. */
export function collectiviteDe({ enfant, emetteur }: { enfant: EnfantInput; emetteur: EmetteurInput }): string {
  const found = rattacher(enfant.communeResidence, [
    () => (emetteur.uai ? { kind: 'uai', parsed: parseUai(emetteur.uai) } : undefined),
    () => (emetteur.finess ? { kind: 'finess', parsed: parseFiness(emetteur.finess) } : undefined),
  ]);
  if (found.ok) return found.collectivite;
  throw new RefusError([{ path: ['enfant', 'communeResidence'], code: found.code, message: found.message }]);
}
