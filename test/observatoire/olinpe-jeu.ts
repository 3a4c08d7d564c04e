import { randomUUID } from 'node:crypto';
import { ecrire } from '../../src/platform/database';
import { EnfantRow, RelationRow } from '../../src/subgraphs/crip/enfant.entity';
import { InformationPreoccupanteRow } from '../../src/subgraphs/crip/information-preoccupante.entity';
import { inscrireMesure, type NouvelleMesure } from '../../src/subgraphs/ase/mesures/inscrire-mesure';
import { RenouvellementRow } from '../../src/subgraphs/ase/mesures/mesure.entity';
import { DecisionRow } from '../../src/subgraphs/justice/decision.entity';
import type { TestDatabase } from '../support/database';

/** Rows of a département, written as its acts write them. */
export function jeu(database: () => TestDatabase) {
  const enfant = async (changes: Partial<EnfantRow> = {}): Promise<string> => {
    const id = randomUUID();
    const row = {
      ...{ id, collectivite: '31', nomNaissance: 'Durand', nomUsage: null, prenoms: 'Léa', sexe: 'F' },
      ...{ dateNaissance: '2015-03-09', ageApproximatif: null, communeNaissance: null, cleIdentite: null },
      ...changes,
    } as const;
    const relation = { institution: 'je-tj31555', enfantId: id, depuis: new Date('2025-01-01T00:00:00Z') };
    await database().transaction((tx) => tx.insert([ecrire(EnfantRow, row), ecrire(RelationRow, relation)]));
    return id;
  };
  const information = async (
    enfantId: string,
    meres: readonly string[],
    changes: Partial<InformationPreoccupanteRow> = {},
  ): Promise<string> => {
    const id = randomUUID();
    const le = new Date('2025-02-03T09:00:00Z');
    const row = {
      ...{
        id,
        reference: id,
        collectivite: '31',
        emetteurInstitution: '0319001R',
        emetteurType: 'EDUCATION_NATIONALE',
      },
      ...{ enfantId, recueLe: le, transmiseLe: le, regimeRetour: 'PROFESSIONNEL', canal: 'HUB', etat: 'RECUE' },
      ...{ urgence: 'STANDARD', naturePrincipale: 'VIOLENCES_PHYSIQUES', naturesDanger: ['VIOLENCES_PHYSIQUES'] },
      ...{ empreinte: 'x', horsHoraires: false, rattacheeA: null, suite: null },
      contenu: { famille: meres.map((nom) => ({ role: 'MERE' as const, nom })) } as never,
      ...changes,
    };
    await database().transaction((tx) => tx.insert([ecrire(InformationPreoccupanteRow, row)]));
    return id;
  };
  const mesure = async (enfantId: string, changes: Partial<NouvelleMesure> = {}): Promise<string> => {
    const nouvelle: NouvelleMesure = {
      ...{ nature: 'AED', enfantId, collectivite: '31', debut: new Date('2025-03-10T09:00:00Z') },
      ...changes,
    };
    const par = { actor: undefined as never, now: new Date('2025-03-10T09:00:00Z'), newId: () => randomUUID() };
    const { id, ecritures } = inscrireMesure(nouvelle, par);
    await database().transaction((tx) => tx.insert(ecritures));
    return id;
  };
  const renouvellement = async (mesureId: string, rang: number, le: string, prolongation = false): Promise<void> => {
    const row = { id: randomUUID(), mesureId, rang, ancienTerme: null, terme: null, prolongation, consentement: null };
    await database().transaction((tx) => tx.insert([ecrire(RenouvellementRow, { ...row, le: new Date(le) })]));
  };
  const fin = (mesureId: string, le: string) =>
    database().query(`UPDATE ase.mesure SET etat = 'TERMINEE', terminee_le = $2, motif_fin = 'x' WHERE id = $1`, [
      mesureId,
      new Date(le),
    ]);
  const decision = async (enfantId: string, changes: Partial<DecisionRow> = {}): Promise<string> => {
    const id = randomUUID();
    const le = new Date('2025-05-05T09:00:00Z');
    const row = {
      ...{ id, reference: id, tj: 'tj31555', collectivite: '31', enfantId, requeteId: null, nature: 'AEMO' },
      ...{ natureMesure: 'AEMO', rendueLe: le, provisoire: false, sansAudience: false, mois: 12, terme: null },
      ...{ decisionRenouveleeId: null, prolongeeLe: null, prolongeeJusquAu: null, avisDuProcureurLe: null },
      ...{ finLe: null, contenu: {} as never, transmiseLe: le, empreinte: 'x' },
      ...changes,
    };
    await database().transaction((tx) => tx.insert([ecrire(DecisionRow, row)]));
    return id;
  };
  return { enfant, information, mesure, renouvellement, fin, decision };
}
