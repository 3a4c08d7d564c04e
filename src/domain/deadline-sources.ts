/** The copies of the texts from which the rows were read; each spread gives a row its source and its default marks. */
const LU = { base: 'calendaire', validFrom: null, validTo: null } as const;

export const CODE_CIVIL = { ...LU, source: 'Code civil, copie consolidée du 3 avril 2026' } as const;
export const CPC = { ...LU, source: 'Code de procédure civile, copie consolidée d’avril 2026' } as const;
export const CASF = { ...LU, source: 'CASF, copie consolidée de 2023' } as const;

/** Versions of articles whose start is known: identifier on Légifrance and first day of application. */
export const C_CIV_375 = { legiarti: 'LEGIARTI000045136798', validFrom: '2022-02-09' } as const;
/** The wording that the law n° 2022-140 replaced. */
export const C_CIV_375_AVANT_2022 = {
  source: 'Code civil, art. 375, rédaction du 16 mars 2016, relevée sur des copies de ses rédactions voisines',
  reserve: 'la rédaction de l’article 375 en vigueur du 16 mars 2016 au 8 février 2022 n’a pas été lue elle-même.',
  validFrom: '2016-03-16',
  validTo: '2022-02-09',
} as const;
export const C_CIV_375_2 = { legiarti: 'LEGIARTI000045136808', validFrom: '2022-02-09' } as const;
export const C_CIV_375_5 = { legiarti: 'LEGIARTI000032655173', validFrom: '2016-06-05' } as const;
export const C_CIV_375_7 = { legiarti: 'LEGIARTI000045136610', validFrom: '2022-02-09' } as const;
export const C_CIV_375_9 = { legiarti: 'LEGIARTI000006426871', validFrom: '2007-03-06' } as const;
export const CPC_1184 = { legiarti: 'LEGIARTI000027469353', validFrom: '2013-05-29' } as const;
export const CPC_1187 = { legiarti: 'LEGIARTI000048149872', validFrom: '2023-10-05' } as const;
export const CPC_1188 = { legiarti: 'LEGIARTI000048149868', validFrom: '2023-10-05' } as const;
export const CPC_1193 = { legiarti: 'LEGIARTI000006412175', validFrom: '2002-09-01' } as const;
export const CPC_1200_1 = { legiarti: 'LEGIARTI000020053205', validFrom: '2009-01-01' } as const;
export const L223_2 = { legiarti: 'LEGIARTI000006796811', validFrom: '2007-03-06' } as const;
export const L223_3 = { legiarti: 'LEGIARTI000045137095', validFrom: '2022-02-09' } as const;
export const L223_5 = { legiarti: 'LEGIARTI000045205199', validFrom: '2022-02-23' } as const;
export const L226_5 = { legiarti: 'LEGIARTI000045137051', validFrom: '2022-02-09' } as const;
export const D226_2_4 = { legiarti: 'LEGIARTI000033336311', validFrom: '2016-11-04' } as const;
export const D226_3_7 = { legiarti: 'LEGIARTI000043791939', validFrom: '2021-09-30' } as const;
export const R221_11 = { legiarti: 'LEGIARTI000048666202', validFrom: '2023-12-25' } as const;

export const CASS_2025 = 'Cass. 1re civ., 5 mars 2025, n° 22-22.929 (relevé par la presse juridique)';
export const CASS_2018 = 'Cass. 1re civ., 24 janvier 2018, n° 17-11.003 (relevé par la presse juridique)';

/** No text: an undertaking of the départements towards the GIP. */
export const CONVENTION_119 = {
  source: 'Audition à l’Assemblée nationale, 15e législature ; la convention elle-même n’a pas été lue',
  reserve: 'aucun texte ne fixe ce délai : trois mois de la réception, engagement rapporté, à lire dans la convention.',
} as const;

/** What happens to the child when the judge does not rule in time (CPC, art. 1184 and 1185). */
export const REMISE_DU_MINEUR =
  'Le mineur est remis, sur leur demande, à ses père et mère, à son tuteur, à la personne ou au service à qui il était confié.';
