import type { Role } from '../../auth/actor';
import type { HubContext } from '../../context';
import type { EtatMesure, EtatSaisine } from '../../domain/code-lists';
import { SUJETS_ASTREINTE, type SujetAstreinte } from '../../domain/escalade';
import { groupBy, loader } from '../../platform/loaders';
import { isUuid } from '../../published/connection';
import { ReceptionMesure, ReponseSaisine } from './ase.type';
import { ReponseSaisineRow } from './reception.entity';

interface Ligne {
  sujetId: string;
  accuseeLe: Date | null;
  accuseePar: string | null;
  remiseLe: Date | null;
  rang: number | null;
  fonction: string | null;
  canal: string | null;
  le: Date | null;
}

const RECEPTIONS = `
  SELECT r.sujet_id "sujetId", r.accusee_le "accuseeLe", r.accusee_par "accuseePar",
         e.rang, e.fonction, e.canal, e.le, hub.remise_le(r.sujet_id, $5) "remiseLe"
  FROM ase.reception r
  LEFT JOIN ase.escalade e ON e.sujet_id = r.sujet_id
  WHERE r.sujet_id = ANY($1::uuid[]) AND r.sujet_type = $4 AND CASE $2 WHEN 'parquet' THEN r.tribunal = $3 ELSE r.collectivite = $3 END
  ORDER BY r.sujet_id, e.rang`;

const LECTEURS: Readonly<Record<SujetAstreinte, readonly Role[]>> = {
  MesureUrgente: ['parquet', 'ase', 'crip'],
  InformationPreoccupante: ['ase', 'crip'],
};

/** The live state of each reception of a kind, for its readers; one statement for a request level. */
function receptionsDe(sujetType: SujetAstreinte) {
  return (context: HubContext) =>
    loader<ReceptionMesure | null, null>(
      context,
      `ase.reception.${sujetType}`,
      async (sujetIds) => {
        const { role, institution, territoire } = context.actor;
        if (!LECTEURS[sujetType].includes(role)) return new Map();
        const lignes = await context.lecture.query<Ligne>(RECEPTIONS, [
          ...[sujetIds.filter(isUuid), role, role === 'parquet' ? institution : territoire],
          ...[sujetType, SUJETS_ASTREINTE[sujetType].ouverture],
        ]);
        return new Map([...groupBy(lignes, ({ sujetId }) => sujetId)].map(([id, group]) => [id, reception(group)]));
      },
      null,
    );
}

/** Of each urgent measure: its parquet and its collectivité. */
export const receptions = receptionsDe('MesureUrgente');
/** Of each urgent information that reached a closed CRIP: its collectivité. */
export const astreintes = receptionsDe('InformationPreoccupante');

function reception(lignes: readonly Ligne[]): ReceptionMesure {
  const { accuseeLe = null, accuseePar = null, remiseLe = null } = lignes[0] ?? {};
  const escalades = lignes.flatMap(({ rang, fonction, canal, le }) =>
    rang === null || fonction === null || canal === null || le === null
      ? []
      : [{ rang, fonction, canal, le: le.toISOString() }],
  );
  return Object.assign(new ReceptionMesure(), {
    etat: etatDe(accuseeLe, remiseLe, escalades.length),
    ...{
      accuseeLe: accuseeLe?.toISOString() ?? null,
      accuseePar,
      remiseLe: remiseLe?.toISOString() ?? null,
      escalades,
    },
  });
}

function etatDe(accuseeLe: Date | null, remiseLe: Date | null, escalades: number): EtatMesure {
  if (accuseeLe) return 'ACCUSEE';
  if (escalades > 0) return 'ESCALADEE';
  return remiseLe ? 'REMISE' : 'TRANSMISE';
}

interface LigneReponse {
  saisineId: string;
  reponse: string | null;
  reponduePar: string | null;
  repondueLe: Date | null;
}

export interface SuiteSaisine {
  readonly etat: EtatSaisine;
  readonly reponse: ReponseSaisine | null;
}

/** The reply to each saisine, for the Défenseur and for the collectivité that owes it. */
export function suitesSaisines(context: HubContext) {
  return loader<SuiteSaisine | null, null>(
    context,
    'ase.reponse',
    async (saisineIds) => {
      const { role, territoire } = context.actor;
      if (role !== 'defenseur' && role !== 'ase' && role !== 'crip') return new Map();
      const lignes = await context.lecture.query<LigneReponse>(
        `SELECT saisine_id "saisineId", reponse, repondue_par "reponduePar", repondue_le "repondueLe"
         FROM ase.reponse_saisine WHERE saisine_id = ANY($1::uuid[]) AND ($2 OR collectivite = $3)`,
        [saisineIds.filter(isUuid), role === 'defenseur', territoire ?? ''],
      );
      await context.lecture.ouvrir(ReponseSaisineRow, lignes);
      return new Map(lignes.map((ligne) => [ligne.saisineId, suite(ligne)]));
    },
    null,
  );
}

function suite({ saisineId, reponse, reponduePar, repondueLe }: LigneReponse): SuiteSaisine {
  if (reponse === null || reponduePar === null || repondueLe === null) return { etat: 'TRANSMISE', reponse: null };
  const publiee = { saisineId, reponse, reponduePar, repondueLe: repondueLe.toISOString() };
  return { etat: 'REPONDUE', reponse: Object.assign(new ReponseSaisine(), publiee) };
}
