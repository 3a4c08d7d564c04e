import { randomUUID } from 'node:crypto';
import type {
  AccueillirEnUrgenceInput,
  EnregistrerLieuAccueilInput,
} from '../../src/subgraphs/ase/accueil/accueil.input';
import type { OuvrirMesureAdministrativeInput } from '../../src/subgraphs/ase/mesures/mesure.input';
import { enfant } from './envois';

export function accueilUrgence(changes: Partial<AccueillirEnUrgenceInput> = {}): AccueillirEnUrgenceInput {
  return {
    idempotencyKey: randomUUID(),
    cas: 'FUGUE',
    enfant: enfant(),
    arriveLe: new Date().toISOString(),
    tj: 'tj31555',
    confieA: "Foyer de l'enfance",
    ...changes,
  };
}

export function lieu(changes: Partial<EnregistrerLieuAccueilInput> = {}): EnregistrerLieuAccueilInput {
  return {
    idempotencyKey: randomUUID(),
    type: 'ASSISTANT_FAMILIAL',
    nom: 'Famille Exemple',
    capacite: 1,
    valideDu: '2025-01-01',
    ...changes,
  };
}

export function accueilProvisoire(
  changes: Pick<OuvrirMesureAdministrativeInput, 'enfantId'> & Partial<OuvrirMesureAdministrativeInput>,
): OuvrirMesureAdministrativeInput {
  return {
    idempotencyKey: randomUUID(),
    nature: 'ACCUEIL_PROVISOIRE',
    debut: '2026-03-09T09:00:00+01:00',
    terme: '2026-09-09',
    accords: [
      { qualite: 'MERE', donne: true, le: '2026-03-06' },
      { qualite: 'PERE', donne: true, le: '2026-03-07' },
    ],
    contrat: "L'enfant est accueilli la semaine et rentre chaque samedi.",
    ...changes,
  };
}
