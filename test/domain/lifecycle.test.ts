import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { PAGE, pageDuCycle } from '../../src/cli/page-cycle';
import {
  ACTES_DU_CYCLE,
  acteEnClair,
  defautsDuCycle,
  diagramme,
  effetSurEvaluation,
  estOuverte,
  ETAT_INITIAL,
  ETATS_FINAUX,
  ETATS_INFORMATION,
  franchir,
  TRANSITIONS,
  type EtatInformation,
  type Transition,
} from '../../src/domain/lifecycle';
import { CODES_RETOUR, RETOUR_PAR_ETAT } from '../../src/domain/retours';
import { SUITES_DECISION, SUITES_PARQUET } from '../../src/domain/suites';

const ETATS = Object.keys(ETATS_INFORMATION) as EtatInformation[];
const ACTES = [...new Set(TRANSITIONS.map(({ acte }) => acte))];

test('la table n’a pas de défaut', () => {
  expect(defautsDuCycle()).toEqual([]);
});

test('le contrôle trouve chaque défaut', () => {
  const une = TRANSITIONS[0] as Transition;
  const avec = (...autres: Partial<Transition>[]) =>
    defautsDuCycle([...TRANSITIONS, ...autres.map((autre) => ({ ...une, ...autre }))]);
  expect(avec({ acte: 'x', vers: 'PERDUE' as EtatInformation })).toContain('état inconnu : PERDUE');
  expect(avec({ de: 'PERDUE' as EtatInformation })).toContain('état inconnu : PERDUE');
  expect(avec({ acte: 'prier' })).toEqual(['acte que personne ne fait : prier']);
  expect(avec({})).toEqual(['deux transitions pour analyser depuis RECUE']);
  const sans = (acte: string) => defautsDuCycle(TRANSITIONS.filter((ligne) => ligne.acte !== acte));
  expect(sans('enregistrerSuitesOpp')).toContain('état inatteignable : OPP_PARQUET');
  expect(sans('rouvrir')).toEqual(["état sans issue qui n'est pas final : NON_QUALIFIEE"]);
  expect(defautsDuCycle([]).length).toBeGreaterThan(ETATS.length);
});

test('la page dit ce que chaque conclusion permet de classer, et ce qui reste à confirmer', () => {
  const page = pageDuCycle();
  expect(page).toMatch(/\| `DANGER` +\| refusé /);
  expect(page).toMatch(/\| `RISQUE` +\| admis, motif requis +\| [^|]+\| CASF, art\. D\. 226-2-7, II ⚠ +\|/);
  expect(page).toMatch(/\| `NI_DANGER_NI_RISQUE` +\| admis /);
  expect(page).toMatch(/^- \*\*Le mineur est en risque de l’être, puis classement sans suite\*\* : .*juriste/m);
});

test('chaque passage cite son texte et dit pourquoi', () => {
  for (const { article, pourquoi } of TRANSITIONS) {
    expect(article).toMatch(/^(CASF [DLR]\d|C\. civ\. \d|Pratique$)/);
    expect(pourquoi.length).toBeGreaterThan(10);
  }
});

test('une promenade au hasard ne sort jamais de la table', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...ACTES), { maxLength: 60 }), (actes) => {
      let etat: EtatInformation = ETAT_INITIAL;
      for (const acte of actes) {
        const resultat = franchir(etat, acte);
        if (resultat.ok) etat = resultat.transition.vers;
        expect(ETATS).toContain(etat);
      }
    }),
  );
});

test('un refus dit l’état, chaque acte permis et son texte ; un état final, que rien n’est attendu', () => {
  for (const etat of ETATS) {
    const permis = TRANSITIONS.filter(({ de }) => de === etat);
    for (const acte of [...ACTES, 'inventer']) {
      const resultat = franchir(etat, acte);
      expect(resultat.ok).toBe(permis.some((ligne) => ligne.acte === acte));
      if (resultat.ok) continue;
      expect(resultat.message).toContain(ETATS_INFORMATION[etat]);
      for (const ligne of permis) {
        expect(resultat.message).toContain(acteEnClair(ligne.acte));
        expect(resultat.message).toContain(ligne.pourquoi);
        expect(resultat.message).toContain(ligne.article === 'Pratique' ? 'usage des CRIP' : ligne.article);
      }
      if (permis.length === 0) expect(resultat.message).toContain('plus aucun acte n’est attendu');
    }
  }
});

test('chaque acte nommé ailleurs est dans la table', () => {
  const nommes = [...Object.values(SUITES_DECISION), ...Object.values(SUITES_PARQUET)].map(({ acte }) => acte);
  for (const acte of nommes) if (acte !== null) expect(ACTES).toContain(acte);
});

test('chaque acte de la table est une opération de l’API, et rien d’autre', () => {
  expect(Object.keys(ACTES_DU_CYCLE).sort()).toEqual([...ACTES].sort());
  const schema = readFileSync('schema/api.graphql', 'utf8');
  for (const { operation } of Object.values(ACTES_DU_CYCLE))
    expect(schema).toMatch(new RegExp(`^  ${operation}\\(`, 'm'));
  expect(acteEnClair('classer')).toBe('decider, classement sans suite');
  expect(acteEnClair('enregistrerSuitesOpp')).toBe(
    'enregistrerSuites, ordonnance de placement provisoire, par le parquet',
  );
});

test('chaque changement d’état prépare un retour, d’un code qui existe', () => {
  expect(Object.keys(RETOUR_PAR_ETAT).sort()).toEqual(ETATS.filter((etat) => etat !== 'RECUE').sort());
  for (const code of Object.values(RETOUR_PAR_ETAT)) expect(Object.keys(CODES_RETOUR)).toContain(code);
});

test('le délai d’évaluation : tenu par le rapport, sans objet quand rien n’est plus à évaluer, rouvert', () => {
  const effets = TRANSITIONS.flatMap((ligne) => {
    const effet = effetSurEvaluation(ligne);
    return effet ? [`${ligne.de} ${ligne.acte} → ${effet}`] : [];
  });
  expect(effets).toContain('EN_EVALUATION rendreEvaluation → TENUE');
  expect(effets).toContain('EN_PREMIERE_ANALYSE signalerAuParquet → SANS_OBJET');
  expect(effets).toContain('NON_QUALIFIEE rouvrir → ROUVERTE');
  expect(effets).toContain('SIGNALEE enregistrerSuitesRenvoi → ROUVERTE');
  expect(effets).toContain('EVALUEE completerEvaluation → ROUVERTE');
  expect(effets).toHaveLength(15);
});

test('une information finale ou non qualifiée n’est plus ouverte', () => {
  for (const etat of ETATS) expect(estOuverte(etat)).toBe(etat !== 'NON_QUALIFIEE' && !ETATS_FINAUX.includes(etat));
});

test('le diagramme et la page disent la table (npm run docs)', () => {
  for (const { de, acte, vers } of TRANSITIONS)
    expect(diagramme()).toContain(`${de} --> ${vers} : ${acteEnClair(acte)}\n`);
  expect(readFileSync(PAGE, 'utf8')).toBe(pageDuCycle());
});
