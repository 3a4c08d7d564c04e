import { enToutesLettres, type Duree } from '../domain/calendar';
import { instantEnToutesLettres } from '../domain/calendar-instants';
import {
  calculerEcheance,
  regleNommee,
  REGLES_ECHEANCE,
  type Echeance,
  type LieuEcheance,
  type OptionsEcheance,
  type RegleEcheance,
} from '../domain/deadlines';
import { decouper } from './arguments';
import { ErreurUsage, type Commande, type Constat } from './command';

const AIDE = `Usage : npm run -s hub -- echeance <règle> <départ> [options]

Calcule le dernier jour d'un délai légal : non reporté, puis reporté au premier jour ouvrable.

  <règle>        ${REGLES_ECHEANCE.join(', ')}
  <départ>       jour AAAA-MM-JJ, ou instant ISO 8601 avec son décalage (2026-03-02T10:00:00+01:00),
                 toujours requis pour un délai en heures : A5, J20_URGENCE, J20_FRATRIE
  --territoire   où siège la juridiction ou l'autorité : département ou commune, code INSEE
                 (France métropolitaine par défaut)
  --residence    où demeure la partie : département ou commune, code INSEE, ou « etranger »
                 (délais de distance, CPC, art. 643 et 644)
  --duree        durée fixée par la décision quand la règle le permet : 10j, 6s, 18m, 2a
  --json         une ligne : regle, depart, nonReportee, reportee, article ; ce qui reste à vérifier
                 est dit sur la sortie d'erreur
  --help         cette aide

Exemples :
  echeance J1 2025-04-10 --territoire 68066
  echeance A5 2026-03-28T10:00:00+01:00
  echeance J13 2026-03-02 --territoire 31 --residence 974
  echeance J6 2026-03-02 --duree 18m

Le tableau des règles est dans docs/echeances.md.
`;

/** `hub -- echeance`: the computation of the ledger, for a lawyer or an integrator. */
export const commandeEcheance: Commande = {
  nom: 'echeance',
  resume: 'calcule un délai légal et montre le raisonnement',
  aide: AIDE,
  executer: (args) => {
    const { regle, depart, options, json } = lireArguments(args);
    const echeance = calculer(regle, depart, options);
    return json ? enJson(echeance) : enTexte(echeance);
  },
};

const OPTIONS = {
  territoire: { type: 'string' },
  residence: { type: 'string' },
  duree: { type: 'string' },
  json: { type: 'boolean' },
} as const;

function lireArguments(args: readonly string[]) {
  const { values, positionals } = decouper(args, OPTIONS);
  const [nom, depart, ...reste] = positionals;
  if (nom === undefined || depart === undefined || reste.length > 0) {
    throw new ErreurUsage('Une règle et un départ sont attendus, par exemple : echeance J1 2025-04-10. Voir --help.');
  }
  const { territoire, residence, duree, json = false } = values;
  const options: OptionsEcheance = {
    ...(territoire === undefined ? { fuseau: 'Europe/Paris' } : { territoire }),
    ...(residence === undefined ? {} : { residence: lireResidence(residence) }),
    ...(duree === undefined ? {} : { duree: lireDuree(duree) }),
  };
  return { regle: lireRegle(nom), depart, options, json };
}

function lireRegle(nom: string): RegleEcheance {
  const regle = regleNommee(nom);
  if (regle !== undefined) return regle;
  throw new ErreurUsage(`Règle « ${nom} » inconnue. Règles : ${REGLES_ECHEANCE.join(', ')}.`);
}

function lireResidence(residence: string): LieuEcheance | 'ETRANGER' {
  return /^[eé]tranger$/i.test(residence) ? 'ETRANGER' : { territoire: residence };
}

const UNITES = { j: 'jours', s: 'semaines', m: 'mois', a: 'annees' } as const;

function lireDuree(text: string): Duree {
  const [, nombre, unite] = /^([1-9]\d{0,3})([jsma])$/.exec(text) ?? [];
  if (unite === undefined) throw new ErreurUsage('--duree attend un nombre et une unité : 10j, 6s, 18m, 2a.');
  return { [UNITES[unite as keyof typeof UNITES]]: Number(nombre) };
}

function calculer(regle: RegleEcheance, depart: string, options: OptionsEcheance): Echeance {
  try {
    return calculerEcheance(regle, depart, options);
  } catch (error) {
    if (error instanceof RangeError) throw new ErreurUsage(error.message);
    throw error;
  }
}

const RESERVE = /^À vérifier : /;
const DOUTE = new RegExp(`${RESERVE.source}|n’est pas confirmé`);

/** One shape, whatever the rule; what is still to be checked is said beside it. */
function enJson(echeance: Echeance): Constat {
  const { regle, depart, dateLimite, dateReportee, instants, article, reportConfirme, steps } = echeance;
  const resultat =
    instants === null
      ? { regle, depart, nonReportee: dateLimite, reportee: dateReportee, article }
      : { regle, depart: instants.depart, nonReportee: instants.limite, reportee: instants.limite, article };
  const reserves = [
    ...(reportConfirme ? [] : ['Report non confirmé : le jour non reporté fait foi.']),
    ...steps.filter((step) => DOUTE.test(step)),
  ];
  return { texte: `${JSON.stringify(resultat)}\n`, code: 0, reserve: reserves.map((une) => `⚠ ${une}\n`).join('') };
}

function enTexte(echeance: Echeance): string {
  const { regle, intitule, article, legiarti, dateLimite, dateReportee, instants, steps } = echeance;
  const jour = (valeur: string) => `${enToutesLettres(valeur)} (${valeur})`;
  const doute = echeance.reportConfirme ? '' : ' ⚠ report non confirmé, le jour non reporté fait foi';
  const terme =
    instants === null
      ? [`Non reporté : ${jour(dateLimite)}`, `Reporté     : ${jour(dateReportee)}${doute}`]
      : [`Terme       : ${instantEnToutesLettres(instants.limite)} (${instants.limite})`];
  return [
    `${regle} : ${intitule}`,
    '',
    ...terme,
    `Article     : ${article}${legiarti === null ? '' : ` (${legiarti})`}`,
    ...steps.filter((step) => RESERVE.test(step)).map((step) => `⚠ ${step}`),
    '',
    ...steps.map((step, i) => `${i + 1}. ${DOUTE.test(step) ? '⚠ ' : ''}${step}`),
    '',
  ].join('\n');
}
