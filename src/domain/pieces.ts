/** What an attachment may be: its media type, its extension, and the first bytes that it must have. */
const TYPES: readonly { readonly type: string; readonly extension: string; readonly debuts: readonly string[] }[] = [
  { type: 'application/pdf', extension: 'pdf', debuts: ['255044462d'] },
  { type: 'image/jpeg', extension: 'jpg', debuts: ['ffd8ff'] },
  { type: 'image/png', extension: 'png', debuts: ['89504e470d0a1a0a'] },
  { type: 'image/tiff', extension: 'tif', debuts: ['49492a00', '4d4d002a'] },
];

/** Most attachments of one information, as FHIR messages have it. */
export const PIECES_MAX = 20;
/** 10 MB, as the integrator's guide says it. */
export const TAILLE_MAX = 10_485_760;
export const TYPES_ADMIS: readonly string[] = TYPES.map(({ type }) => type);
/** Enough of the first bytes to recognise any of them. */
export const DEBUT_OCTETS = 8;

/** Whether these first bytes are those of a file of that type. */
export function estBienDuType(debut: Buffer, type: string): boolean {
  const hex = debut.toString('hex');
  return TYPES.some((admis) => admis.type === type && admis.debuts.some((octets) => hex.startsWith(octets)));
}

export function extensionDe(type: string): string {
  return TYPES.find((admis) => admis.type === type)?.extension ?? 'bin';
}
