/**
 * What protects a child now, with the text that leaves no time: these operations have a budget of their own, which no
 * bulk traffic can exhaust (docs/decisions/0005).
 */
export const VOIE_URGENTE = {
  notifierMesureUrgente: 'C. civ. 375-5 : placement ordonné dans l’urgence par le procureur',
  mesureUrgente: 'C. civ. 375-5 : l’ASE avertie lit la mesure avant d’accuser réception',
  accuserReception: 'C. civ. 375-5 : l’enfant est attendu',
  accuserInformationUrgente: 'CASF L223-2 : l’astreinte prend en charge une information immédiate',
  accueillirEnUrgence: 'CASF L223-2 : recueil en urgence, soixante-douze heures ou cinq jours',
  transmettreInformationPreoccupante: 'CASF L226-2-1, sans délai : le danger peut être immédiat',
  signalerAuParquet: 'CASF L226-4, sans délai : danger grave et immédiat',
} as const satisfies Readonly<Record<string, string>>;
