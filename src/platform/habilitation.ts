import { escapeLiteral } from 'pg';

/** For whom a transaction works: row-level security compares every row with it (migration 0100). */
export interface Habilitation {
  readonly institution: string;
  readonly role: string;
  readonly territoire: string | null;
  /** The act that the transaction carries out; absent, it reads. */
  readonly acte?: string;
  /** It also reads the files that are in the restricted archive (migration 0290). */
  readonly archive?: boolean;
}

/**
 * Opens a transaction and says for whom it works, in one round trip. Local to the transaction: a setting that outlived
 * it would be the next caller's, on the same connection.
 */
export function debut(pour?: Habilitation): string {
  if (pour === undefined) return 'BEGIN';
  const { institution, role, territoire, acte, archive } = pour;
  const reglages = {
    ...{ institution, role, territoire: territoire ?? '', acte: acte ?? '' },
    archive: archive === true ? 'oui' : '',
  };
  const appels = Object.entries(reglages).map(
    ([nom, valeur]) => `set_config('hub.${nom}', ${escapeLiteral(valeur)}, true)`,
  );
  return `BEGIN; SELECT ${appels.join(', ')}`;
}
