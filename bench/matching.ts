import { barre } from '../src/cli/barre';
import { PARAMETRES, rapprocheur } from '../src/domain/identite';
import { arrondi, type Bench, type BenchContext, type Report } from './bench';
import { ajouter, courbe, precision, rappel, revue, VIDE } from './matching/bilan';
import { dossiers, type Etiquete } from './matching/dossiers';
import { lieur, type Issue } from './matching/lier';
import { tableauDuBilan } from './matching/tableau';

const DOSSIERS = 200_000;
/** The parameters were estimated on another. */
const GRAINE = 2;
const LOT = 5_000;
const BUTS = { precision: 0.999, recall: 0.95, reviewRate: 0.03, recordsPerSecond: 1_000_000 / 300 } as const;

/** Records about children, as institutions write them, linked to one another; what was linked compared with the truth. */
export const matching: Bench = {
  name: 'matching',
  dessin: {
    titre: 'Reconnaître un enfant déjà connu',
    unite: '%',
    barres: {},
    rapport: 'Précision des rapprochements automatiques',
    sens: 'au moins',
  },
  run: ({ progress, graine = GRAINE }) => {
    const nombre = Number(process.env['MATCHING_RECORDS'] ?? DOSSIERS);
    return Promise.resolve(mesurer(nombre, graine, progress));
  },
};

function mesurer(nombre: number, graine: number, progress: BenchContext['progress']): Report {
  progress(`${String(nombre)} records, seed ${String(graine)}, parameters ${PARAMETRES.version}`);
  const lier = lieur(rapprocheur(PARAMETRES), nombre);
  const { avancer, finir } = barre('rapprochement');
  const issues: Issue[] = [];
  let ms = 0;
  for (const lot of parLots(dossiers(nombre, graine))) {
    const debut = performance.now();
    for (const recu of lot) issues.push(lier(recu));
    ms += performance.now() - debut;
    avancer(Math.min(1, issues.length / nombre));
  }
  finir();
  const bilan = issues.reduce(ajouter, VIDE);
  const chiffres = {
    precision: precision(bilan),
    recall: rappel(bilan),
    reviewRate: revue(bilan),
    recordsPerSecond: Math.round(issues.length / (ms / 1_000)),
  };
  const incomplets = issues.filter(({ etiquette }) => etiquette.alterations.some((une) => INCOMPLETE.has(une)));
  return {
    bench: 'matching',
    what: `${String(issues.length)} records of ${String(issues.length - bilan.connus)} children, seed ${String(graine)}, one thread`,
    rounds: 1,
    unit: '%',
    medians: {
      precision: pourCent(chiffres.precision),
      recall: pourCent(chiffres.recall),
      reviewRate: pourCent(chiffres.reviewRate),
    },
    ratios: {},
    ratio: chiffres.precision,
    goal: BUTS.precision,
    facts: { ...bilan, ...faits(issues), recordsPerSecond: chiffres.recordsPerSecond },
    promises: {
      'automatic links right at 99.9 %': chiffres.precision >= BUTS.precision,
      'known children found at 95 %, review included': chiffres.recall >= BUTS.recall,
      'at most 3 % of the records for a person': chiffres.reviewRate <= BUTS.reviewRate,
      'no incomplete identity linked without a person': incomplets.every(({ verdict }) => verdict !== 'MEME'),
      'a million in five minutes': chiffres.recordsPerSecond >= BUTS.recordsPerSecond,
    },
    chiffres,
    courbe: {
      points: courbe(issues, SEUILS),
      choisi: PARAMETRES.seuils.meme,
    },
    tableau: tableauDuBilan(issues, graine),
  };
}

const SEUILS = Array.from({ length: 41 }, (_, i) => PARAMETRES.seuils.examiner + i);
const INCOMPLETE = new Set(['ageSeul', 'sansLieu', 'sansSexe']);

function faits(issues: readonly Issue[]): Record<string, number> {
  const compares = issues.reduce((somme, { compares }) => somme + compares, 0);
  const aTort = (piege: string) =>
    issues.filter(({ verdict, juste, etiquette }) => verdict === 'MEME' && !juste && etiquette.piege === piege).length;
  return {
    twinsLinkedWrongly: aTort('JUMEAU'),
    homonymsLinkedWrongly: aTort('HOMONYME'),
    comparedPerRecord: arrondi(compares / issues.length),
  };
}

function* parLots(tous: Iterable<Etiquete>): Generator<Etiquete[]> {
  let lot: Etiquete[] = [];
  for (const un of tous) {
    lot.push(un);
    if (lot.length < LOT) continue;
    yield lot;
    lot = [];
  }
  yield lot;
}

const pourCent = (part: number) => Math.round(part * 100_000) / 1_000;
