import { jourLocal, type Fuseau } from '../domain/calendar';
import type { NatureDanger, TypeInstitution } from '../domain/code-lists';
import type { NatureMesure } from '../domain/mesures-ase';
import { enregistrement28, type EvenementMesure } from '../domain/olinpe-enregistrement';
import type { MotifSignalement } from '../domain/suites';
import type { Source } from './source';

/** Begun, renewed or ended in the year; extensions of what is provisional are counted, no event of the annexe names them. */
const EVENEMENTS = `
  SELECT id AS mesure_id, 'DEBUT' AS type, debut AS le, 0 AS rang FROM ase.mesure
  WHERE collectivite = $1 AND debut >= $2 AND debut < $3
  UNION ALL
  SELECT m.id, CASE WHEN r.prolongation THEN 'PROLONGATION' ELSE 'RENOUVELLEMENT' END, r.le, r.rang
  FROM ase.renouvellement r JOIN ase.mesure m ON m.id = r.mesure_id
  WHERE m.collectivite = $1 AND r.le >= $2 AND r.le < $3
  UNION ALL
  SELECT id, 'FIN', terminee_le, 1000000 FROM ase.mesure
  WHERE collectivite = $1 AND terminee_le >= $2 AND terminee_le < $3`;

/** In an order that says nothing: that of the days would tell more than the month. */
const LIGNES = `
  SELECT e.type, e.le, m.enfant_id "enfantId", m.nature, m.debut, m.terminee_le "termineeLe",
    m.date_naissance::text "dateNaissance", m.lieu_id IS NOT NULL AS heberge,
    d.rendue_le "rendueLe", d.provisoire, q.recue_au_greffe_le "saisineLe",
    ip.recue_le "recueLe", ip.emetteur_type "emetteur", ip.natures_danger "natures",
    s.le "signaleLe", s.auteur "signalePar", s.motifs
  FROM (${EVENEMENTS}) e
  JOIN ase.mesure m ON m.id = e.mesure_id
  LEFT JOIN LATERAL (
    SELECT * FROM justice.decision d
    WHERE d.enfant_id = m.enfant_id AND d.collectivite = m.collectivite AND d.nature_mesure = m.nature
      AND d.rendue_le <= e.le
    ORDER BY d.rendue_le DESC, d.id DESC LIMIT 1
  ) d ON m.decision_id IS NOT NULL
  LEFT JOIN justice.requete q ON q.id = d.requete_id
  LEFT JOIN crip.information_preoccupante ip ON ip.id = m.information_id AND ip.collectivite = m.collectivite
  LEFT JOIN LATERAL (
    SELECT le, auteur, motifs FROM crip.signalement s WHERE s.information_id = ip.id ORDER BY s.id LIMIT 1
  ) s ON true
  WHERE e.type <> 'PROLONGATION'
  ORDER BY md5(m.id::text), e.rang, e.type`;

const COMPTES = `
  SELECT count(*) FILTER (WHERE type <> 'PROLONGATION')::int AS evenements,
    count(*) FILTER (WHERE type = 'PROLONGATION')::int AS prolongations
  FROM (${EVENEMENTS}) e`;

interface Ligne {
  readonly type: EvenementMesure['type'];
  readonly le: Date;
  readonly enfantId: string;
  readonly nature: NatureMesure;
  readonly debut: Date;
  readonly termineeLe: Date | null;
  readonly dateNaissance: string | null;
  readonly heberge: boolean;
  readonly rendueLe: Date | null;
  readonly provisoire: boolean | null;
  readonly saisineLe: Date | null;
  readonly recueLe: Date | null;
  readonly emetteur: TypeInstitution | null;
  readonly natures: NatureDanger[] | null;
  readonly signaleLe: Date | null;
  readonly signalePar: string | null;
  readonly motifs: MotifSignalement[] | null;
}

/** What the président du conseil départemental sends (annexe 2-8). */
export const MESURES: Source<Ligne> = {
  lignes: LIGNES,
  comptes: COMPTES,
  enregistrement: (ligne, enfant, { emetteur: collectivite, fuseau }) =>
    enregistrement28({
      ...{ type: ligne.type, collectivite, nature: ligne.nature, heberge: ligne.heberge },
      le: jourLocal(ligne.le, fuseau),
      debut: jourLocal(ligne.debut, fuseau),
      fin: ligne.termineeLe && jourLocal(ligne.termineeLe, fuseau),
      decision: decisionDe(ligne, fuseau),
      information: informationDe(ligne, fuseau),
      enfant: { ...enfant, dateNaissance: enfant.dateNaissance ?? ligne.dateNaissance },
    }),
};

function decisionDe({ rendueLe, provisoire, saisineLe }: Ligne, fuseau: Fuseau): EvenementMesure['decision'] {
  if (rendueLe === null) return null;
  const saisine = saisineLe && jourLocal(saisineLe, fuseau);
  return { rendueLe: jourLocal(rendueLe, fuseau), provisoire: provisoire === true, saisineLe: saisine };
}

function informationDe(ligne: Ligne, fuseau: Fuseau): EvenementMesure['information'] {
  const { recueLe, emetteur, natures, signaleLe, signalePar, motifs } = ligne;
  if (recueLe === null || emetteur === null) return null;
  return {
    ...{ recueLe: jourLocal(recueLe, fuseau), emetteur, natures: natures ?? [] },
    signalement: signaleLe && {
      le: jourLocal(signaleLe, fuseau),
      // The CRIP's own signalement follows an evaluation; another institution wrote to the procureur directly.
      direct: signalePar?.startsWith('crip-') !== true,
      motifs: motifs ?? [],
    },
  };
}
