import { randomUUID } from 'node:crypto';
import { enfant } from './envois';

export const SIGNALER_PASSAGE = /* GraphQL */ `
  mutation SignalerPassage($input: SignalerPassageInput!) {
    signalerPassage(input: $input) {
      accuseReception {
        id
        reference
      }
      recu {
        id
        charge
      }
      userErrors {
        code
        path
        message
      }
    }
  }
`;

/** What the ASE reads of it. */
export const PASSAGES = /* GraphQL */ `
  query Passages($id: ID!) {
    mesure(id: $id) {
      id
      passages {
        finess
        nature
        le
      }
    }
  }
`;

export function passage(changes: object = {}) {
  const { nomNaissance, prenoms, sexe, dateNaissance, communeNaissance } = enfant();
  return {
    idempotencyKey: randomUUID(),
    enfant: { nomNaissance, prenoms, sexe, dateNaissance, communeNaissance },
    ...{ nature: 'ADMISSION', le: '2026-03-06T18:40:00+01:00' },
    ...changes,
  };
}
