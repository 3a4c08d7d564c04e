/**
 * The mandates with which a file in the restricted archive is read: those of the people whom the president of the conseil
 * départemental named for it, and nobody else's (CASF R221-8; CNIL 2022-008 § 46). `droits:instruire` reads it to answer
 * the person that it is about.
 */
export const MANDATS_ARCHIVE = ['archive:consulter', 'droits:instruire'] as const;

/** Whether the bearer of these mandates reads files that have left the active base. To others, they are not there. */
export function litLesArchives(mandats: readonly string[]): boolean {
  return MANDATS_ARCHIVE.some((mandat) => mandats.includes(mandat));
}
