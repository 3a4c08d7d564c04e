import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { enfant } from './envois';

export const HL7 = 'application/hl7-v2+er7';
export const ADT = '/hl7';

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

export interface Patient {
  readonly nomNaissance: string;
  readonly prenoms: string;
  readonly sexe: string;
  readonly dateNaissance?: string | null;
  readonly communeNaissance?: string | null;
}

/** The sample of an admission, under an identifier of its own, about that child. */
export function messageAdt(patient?: Patient, changer: (texte: string) => string = (texte) => texte): string {
  const exemple = readFileSync(join('connectors', 'hopital', 'samples', 'hopital-adt.a01.hl7'), 'utf8');
  const texte = exemple.replace('CHU-2026-000417', `CHU-${randomUUID()}`);
  if (!patient) return changer(texte);
  const { nomNaissance, prenoms, sexe, dateNaissance, communeNaissance } = patient;
  return changer(
    texte
      .replace('LACOMBE^Éloïse^Éloïse Marie', `${nomNaissance}^^${prenoms}`)
      .replace('|20150314|F|', `|${(dateNaissance ?? '').replaceAll('-', '')}|${sexe}|`)
      .replace('^^31555|', `^^${communeNaissance ?? ''}|`),
  );
}

/** `AA`, `AE` or `AR`, the identifier that is answered, and that of the receipt. */
export function accuseDe(corps: string): { code: string; de: string; recu: string; erreurs: string[] } {
  const [, msa = '', ...erreurs] = corps.split('\r').filter(Boolean);
  const [, code = '', de = '', texte = ''] = msa.split('|');
  return { code, de, recu: texte.replace('Reçu ', ''), erreurs };
}
