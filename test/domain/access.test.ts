import { droitsDe, permis } from '../../src/domain/access';
import { acteurAvec, MANDAT_MEDICAL, NOMS_ACTEURS } from '../../src/domain/access-acteurs';
import {
  CODES_CONDITION,
  CONDITIONS,
  estUnLien,
  remplie,
  type Condition,
  type Faits,
  type Lecteur,
} from '../../src/domain/access-conditions';
import { codeOccultation, mandate, mandatsDe, NOMS_ELEMENTS } from '../../src/domain/access-elements';
import {
  CODES_FINALITE,
  estFinalite,
  FINALITES,
  finaliteOuverte,
  finalitesDe,
} from '../../src/domain/access-finalites';
import { CHAMPS, mandatsDuChamp, mandatsDuType, ouvreLaFiche, peutEtreRetenu } from '../../src/domain/access-types';

const CRIP: Lecteur = {
  acteur: 'crip',
  institution: 'crip-31',
  territoire: '31',
  mandats: ['ip:lire', 'enfant:lire'],
  finalite: undefined,
};
const ECOLE: Lecteur = { ...CRIP, acteur: 'ecole', institution: '0319001R' };

/** A record for which each condition holds, one for which it does not, and who reads them. */
const CAS: Readonly<Record<Condition, readonly [oui: Faits, non: Faits, lecteur: Lecteur]>> = {
  PROPRE: [{ auteur: '0319001R' }, { auteur: '0319003T' }, ECOLE],
  EN_CHARGE: [{ collectivite: '31' }, { collectivite: '33' }, CRIP],
  SAISI: [{ saisi: 'tj31555' }, { saisi: 'tj31483' }, { ...CRIP, institution: 'tj31555' }],
  DESTINATAIRE: [{ destinataire: '0319001R' }, {}, ECOLE],
  LIEU_COMMUNICABLE: [{}, { lieuSecret: true }, ECOLE],
  LIEU_HORS_FAMILLE: [{ lieuSecret: false }, { lieuSecret: true }, { ...CRIP, finalite: 'INFORMATION_FAMILLE' }],
  LIEU_AU_CERCLE: [
    { lieuSecret: true, collectivite: '31' },
    { lieuSecret: true, collectivite: '33' },
    { ...CRIP, finalite: 'PROTECTION' },
  ],
  HORS_URGENCE: [{}, {}, CRIP],
  HORS_FAMILLE: [{}, {}, CRIP],
  ANONYMAT_HORS_FAMILLE: [{}, { anonymatDemande: true }, { ...CRIP, finalite: 'INFORMATION_FAMILLE' }],
  NECESSAIRE: [{}, {}, CRIP],
  SOIGNANT_OU_PROFANE: [{ soignant: false }, { soignant: true }, CRIP],
};

describe('conditions', () => {
  test.each(CODES_CONDITION.filter((une) => !['NECESSAIRE', 'HORS_URGENCE', 'HORS_FAMILLE'].includes(une)))(
    '%s',
    (condition) => {
      const [oui, non, lecteur] = CAS[condition];
      expect(remplie(condition, oui, lecteur)).toBe(true);
      expect(remplie(condition, non, lecteur)).toBe(false);
    },
  );

  test('what is kept from the family is read for anything else', () => {
    for (const finalite of [undefined, 'EVALUATION'] as const) {
      expect(remplie('LIEU_HORS_FAMILLE', { lieuSecret: true }, { ...CRIP, finalite })).toBe(true);
      expect(remplie('ANONYMAT_HORS_FAMILLE', { anonymatDemande: true }, { ...CRIP, finalite })).toBe(true);
    }
  });

  test.each([
    ['HORS_URGENCE', 'URGENCE'],
    ['HORS_FAMILLE', 'INFORMATION_FAMILLE'],
  ] as const)('%s: what %s never opens is read for every other purpose, and for none', (condition, fermee) => {
    const pour = [undefined, ...CODES_FINALITE].filter((finalite) => !remplie(condition, {}, { ...CRIP, finalite }));
    expect(pour).toEqual([fermee]);
  });

  test('a place kept secret is read to protect the child, by whoever has charge of it', () => {
    const secret = { lieuSecret: true, collectivite: '31' };
    const pour = CODES_FINALITE.filter((finalite) => remplie('LIEU_AU_CERCLE', secret, { ...CRIP, finalite }));
    expect(pour).toEqual([
      ...['EVALUATION', 'PROTECTION', 'VIOLENCES_SEXUELLES', 'PROTECTION_URGENTE', 'ASSISTANCE_EDUCATIVE'],
    ]);
    expect(remplie('LIEU_AU_CERCLE', secret, CRIP)).toBe(false);
    expect(remplie('LIEU_AU_CERCLE', secret, { ...CRIP, territoire: null, finalite: 'PROTECTION' })).toBe(false);
    expect(remplie('LIEU_AU_CERCLE', {}, CRIP)).toBe(true);
  });

  test('needed to evaluate and to protect, and for nothing else', () => {
    const pour = CODES_FINALITE.filter((finalite) => remplie('NECESSAIRE', {}, { ...CRIP, finalite }));
    expect(pour).toEqual(['EVALUATION', 'PROTECTION', 'PROTECTION_URGENTE']);
    expect(remplie('NECESSAIRE', {}, CRIP)).toBe(false);
  });

  test('a health professional reads what another wrote', () => {
    expect(remplie('SOIGNANT_OU_PROFANE', { soignant: true }, { ...CRIP, mandats: [MANDAT_MEDICAL] })).toBe(true);
  });

  test('a token without a territory has charge of nothing', () => {
    for (const collectivite of [null, undefined, '31'])
      expect(remplie('EN_CHARGE', { collectivite }, { ...CRIP, territoire: null })).toBe(false);
  });

  test('links are those between the reader and the record', () => {
    expect(CODES_CONDITION.filter(estUnLien)).toEqual(['PROPRE', 'EN_CHARGE', 'SAISI', 'DESTINATAIRE']);
    for (const { libelle } of Object.values(CONDITIONS)) expect(libelle).toMatch(/^(seulement|jamais|ce qu)/);
  });
});

describe('rights', () => {
  test('a condition is asked of each record', () => {
    const { emetteur } = droitsDe(ECOLE);
    expect(permis(emetteur, { auteur: '0319001R' }, ECOLE)).toBe(true);
    expect(permis(emetteur, { auteur: '0319003T' }, ECOLE)).toBe(false);
  });

  test('towards other records, links are left to what chooses them, the rest is not', () => {
    expect(permis(droitsDe(ECOLE).recit, {}, ECOLE)).toBe(false);
    expect(permis(droitsDe(ECOLE).recit, {}, ECOLE, true)).toBe(true);
    expect(permis(droitsDe(ECOLE).lieuDeVie, { lieuSecret: true }, ECOLE, true)).toBe(false);
  });

  test('withheld, refused, and what is told: always the same', () => {
    const { evaluation, etatDossier } = droitsDe(ECOLE);
    expect(evaluation).toEqual({
      refuse: true,
      retenu: true,
      si: [],
      occultation: {
        code: 'EVALUATION_RETENU',
        motif: 'L’évaluation n’est pas communiquée à votre institution pour cette lecture.',
        article: 'CASF L226-2-2, D226-2-7',
      },
    });
    expect(permis(etatDossier, {}, ECOLE, true)).toBe(false);
    const parquet = droitsDe({ ...CRIP, acteur: 'parquet', institution: 'tj31555' });
    expect(parquet.etatDossier).toMatchObject({ refuse: false, retenu: true });
  });

  test('a token without the mandate is told which', () => {
    const { decision, recit } = droitsDe({ ...CRIP, mandats: [] });
    expect(decision.occultation).toMatchObject({
      code: 'MANDAT_ABSENT',
      motif: 'Votre jeton ne porte pas le mandat qui ouvre cet élément (mesure:lire ou ip:traiter).',
    });
    expect(recit).toMatchObject({ refuse: true, retenu: true });
    expect(droitsDe({ ...CRIP, mandats: ['ip:traiter'] }).decision).toMatchObject({ refuse: false, retenu: false });
  });

  test('mandates: one list is enough, all of a list are needed', () => {
    expect(mandate([], [])).toBe(true);
    expect(mandate([['a', 'b'], ['c']], ['a', 'c'])).toBe(true);
    expect(mandate([['a', 'b'], ['c']], ['a'])).toBe(false);
  });
});

describe('purposes', () => {
  test('each names its text and who may say it', () => {
    for (const { base, libelle, acteurs } of Object.values(FINALITES)) {
      expect(base.length).toBeGreaterThan(4);
      expect(libelle.length).toBeGreaterThan(10);
      expect(NOMS_ACTEURS).toEqual(expect.arrayContaining([...acteurs]));
    }
  });

  test('every reader of a child may state one', () => {
    const sansEnfant = ['observatoire', 'archiviste', 'exploitant'];
    expect(NOMS_ACTEURS.filter((acteur) => finalitesDe(acteur).length === 0)).toEqual(sansEnfant);
  });

  test('a code of the list, for those whom the list names', () => {
    expect(estFinalite('EVALUATION')).toBe(true);
    expect(estFinalite('constructor')).toBe(false);
    expect(finaliteOuverte('INSTRUCTION_SAISINE', 'defenseur')).toBe(true);
    expect(finaliteOuverte('INSTRUCTION_SAISINE', 'ecole')).toBe(false);
  });
});

describe('actors and fields', () => {
  test('the medical mandate moves a school or a hospital to its column, and nobody else', () => {
    expect(acteurAvec('hopitalSocial', [MANDAT_MEDICAL])).toBe('hopitalMedecin');
    expect(acteurAvec('ecole', ['ip:lire', MANDAT_MEDICAL])).toBe('ecoleSoignant');
    expect(acteurAvec('hopitalSocial', ['ip:lire'])).toBe('hopitalSocial');
    expect(acteurAvec('crip', [MANDAT_MEDICAL])).toBe('crip');
  });

  test('codes of what is withheld are distinct and stable', () => {
    const codes = NOMS_ELEMENTS.map(codeOccultation);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codeOccultation('lieuDeVie')).toBe('LIEU_DE_VIE_RETENU');
  });

  test('a field asks only the mandate that its object does not', () => {
    expect(mandatsDuChamp('Query', 'enfant')).toEqual([['enfant:lire']]);
    expect(mandatsDuChamp('Enfant', 'scolarite')).toEqual([]);
    expect(mandatsDuChamp('Enfant', 'decisions')).toEqual(mandatsDe('decision'));
    expect(mandatsDuChamp('Mutation', 'rendreAvis')).toEqual([['ip:transmettre'], ['mesure:notifier']]);
    expect(mandatsDuChamp('Mutation', 'inconnue')).toEqual([]);
    expect(mandatsDuChamp('Inconnu', 'champ')).toEqual([]);
  });

  test('what may be withheld: another element, a condition or a mandate beyond those of its object', () => {
    const cas: readonly (readonly [string, boolean])[] = [
      ['InformationPreoccupante.emetteur', true],
      ['InformationPreoccupante.faits', false],
      ['InformationPreoccupante.reference', false],
      ['InformationPreoccupante.enfant', true],
      ['Enfant.nomNaissance', false],
      ['Enfant.decisions', true],
      ['Query.enfant', false],
      ['Inconnu.champ', false],
    ];
    for (const [champ, attendu] of cas) expect([champ, peutEtreRetenu(champ)]).toEqual([champ, attendu]);
  });
});

test('un enregistrement demande les mandats de son élément, par quelque chemin qu’on l’atteigne ; une partie n’en demande pas', () => {
  expect(mandatsDuType('Mesure')).toEqual([['mesure:lire'], ['ip:traiter']]);
  expect(mandatsDuType('PageInfo')).toEqual([]);
  expect(mandatsDuType('TypeInconnu')).toEqual([]);
});

test('what opens a child’s file is what the institutions say of it, not who it is', () => {
  const champs = [...CHAMPS.keys()].filter((nom) => nom.startsWith('Enfant.'));
  const ouvrants = champs.filter(ouvreLaFiche).map((nom) => nom.replace('Enfant.', ''));
  expect(ouvrants.sort()).toEqual(
    [
      ...['decisions', 'informationsPreoccupantes', 'memeEnfant', 'mesures', 'mesuresUrgentes', 'protections'],
      ...['rapprochements', 'saisinesDefenseur', 'scolarite', 'suiviSante'],
    ].sort(),
  );
  for (const nom of ['Enfant.nomNaissance', 'Enfant.id', 'Enfant.__typename', 'InformationPreoccupante.faits'])
    expect(ouvreLaFiche(nom)).toBe(false);
});
