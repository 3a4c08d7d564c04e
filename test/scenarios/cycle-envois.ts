import { randomUUID } from 'node:crypto';
import { demoClients } from '../../src/auth/demo-clients';
import type { CopierSignalementDirectInput } from '../../src/subgraphs/crip/cycle/signalement.input';
import { fiche, ficheHopital } from './envois';

const cle = () => ({ idempotencyKey: randomUUID() });

/** A team that the law admits. */
export const EVALUATEURS = [
  { fonction: 'Éducatrice spécialisée', domaine: 'SOCIO_EDUCATIF', suitLaFamille: false },
  { fonction: 'Puéricultrice de PMI', domaine: 'SANTE', suitLaFamille: false },
];

export function evaluation(informationId: string, changes: object = {}): object {
  return {
    ...cle(),
    informationId,
    equipe: 'Maison des solidarités de Toulouse Nord',
    evaluateurs: EVALUATEURS,
    ...changes,
  };
}

export function rapport(informationId: string, changes: object = {}): object {
  return {
    informationId,
    conclusion: 'NI_DANGER_NI_RISQUE',
    rapport: "L'enfant et ses parents ont été rencontrés deux fois à domicile.",
    ...changes,
  };
}

export function demande(informationId: string, changes: object = {}): object {
  return {
    ...cle(),
    informationId,
    destinataire: demoClients.college.institution,
    question: "L'élève a-t-elle été absente depuis la rentrée ?",
    ...changes,
  };
}

export function signalement(informationId: string, changes: object = {}): object {
  return {
    ...cle(),
    informationId,
    tribunal: 'tj31555',
    motifs: ['DANGER_GRAVE_IMMEDIAT'],
    expose: 'Danger grave et immédiat au domicile.',
    actionsMenees: [],
    ...changes,
  };
}

/** A call of a neighbour, as the CRIP writes it down. */
export function appelDuneVoisine(changes: object = {}): object {
  const { scolarite: _, ...laFiche } = fiche();
  return {
    ...laFiche,
    emetteur: {
      ...{ typeInstitution: 'PARTICULIER', nom: 'Particulier', personne: 'Mme Voisine', fonction: 'Voisine' },
      ...{ soumisAuSecret: false, anonymatDemande: true, redigeeLe: laFiche.emetteur.redigeeLe },
    },
    canal: 'TELEPHONE',
    recueLe: new Date(Date.now() - 3_600_000).toISOString(),
    ...changes,
  };
}

/** What a hospital sends in copy when it has written to the procureur itself. */
export function copieDeLHopital(changes: Partial<CopierSignalementDirectInput> = {}): CopierSignalementDirectInput {
  const { emetteur, enfant } = ficheHopital();
  return {
    idempotencyKey: randomUUID(),
    emetteur,
    enfant,
    tribunal: 'tj31555',
    date: '2026-03-02T18:00:00+01:00',
    expose: "L'enfant présente des lésions dont l'explication donnée ne rend pas compte.",
    ...changes,
  };
}
