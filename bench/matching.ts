import { barre } from '../src/cli/barre';
import { PARAMETRES, rapprocheur } from '../src/domain/identite';
import { arrondi, type Bench, type BenchContext, type Report } from './bench';
import { precision, rappel, releve, revue } from './matching/bilan';
import { dossiers, type Etiquete } from './matching/dossiers';
import { lieur } from './matching/lier';
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
  const constate = releve(SEUILS);
  let compares = 0;
  let ms = 0;
  for (const lot of parLots(dossiers(nombre, graine))) {
    const debut = performance.now();
    const issues = lot.map(lier);
    ms += performance.now() - debut;
    for (const issue of issues) {
      constate.noter(issue);
      compares += issue.compares;
    }
    avancer(Math.min(1, constate.bilan().dossiers / nombre));
  }
  finir();
  const bilan = constate.bilan();
  const chiffres = {
    precision: precision(bilan),
    recall: rappel(bilan),
    reviewRate: revue(bilan),
    recordsPerSecond: Math.round(bilan.dossiers / (ms / 1_000)),
  };
  return {
    bench: 'matching',
    what: `${String(bilan.dossiers)} records of ${String(bilan.dossiers - bilan.connus)} children, seed ${String(graine)}, one thread`,
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
    facts: {
      ...bilan,
      twinsLinkedWrongly: constate.cas('JUMEAU').liesATort,
      homonymsLinkedWrongly: constate.cas('HOMONYME').liesATort,
      comparedPerRecord: arrondi(compares / bilan.dossiers),
      recordsPerSecond: chiffres.recordsPerSecond,
      peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1_024),
    },
    promises: {
      'automatic links right at 99.9 %': chiffres.precision >= BUTS.precision,
      'known children found at 95 %, review included': chiffres.recall >= BUTS.recall,
      'at most 3 % of the records for a person': chiffres.reviewRate <= BUTS.reviewRate,
      'no incomplete identity linked without a person': INCOMPLETES.every((cas) => constate.cas(cas).lies === 0),
      'a million in five minutes': chiffres.recordsPerSecond >= BUTS.recordsPerSecond,
    },
    chiffres,
    courbe: {
      points: constate.courbe(),
      choisi: PARAMETRES.seuils.meme,
    },
    tableau: tableauDuBilan(constate, graine),
  };
}

const SEUILS = Array.from({ length: 41 }, (_, i) => PARAMETRES.seuils.examiner + i);
const INCOMPLETES = ['ageSeul', 'sansLieu', 'sansSexe'];

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
