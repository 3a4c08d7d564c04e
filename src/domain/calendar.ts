/** Time zones in which a court or an authority counts its days. */
export const FUSEAUX = [
  'Europe/Paris',
  'America/Guadeloupe',
  'America/Martinique',
  'America/Cayenne',
  'America/Miquelon',
  'America/St_Barthelemy',
  'America/Marigot',
  'Indian/Reunion',
  'Indian/Mayotte',
  'Pacific/Noumea',
  'Pacific/Tahiti',
  'Pacific/Wallis',
] as const;
export type Fuseau = (typeof FUSEAUX)[number];

export const FUSEAU_METROPOLE = 'Europe/Paris' satisfies Fuseau;
