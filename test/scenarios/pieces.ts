import { createHash } from 'node:crypto';
import type { DemoClientName } from '../../src/auth/demo-clients';
import type { Monde } from './monde';

export const JOINDRE = /* GraphQL */ `
  mutation Joindre($input: JoindrePieceInput!) {
    joindrePiece(input: $input) {
      accuseReception {
        id
        reference
        empreinte
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

const PIECE = '{ id intitule type taille empreinte etat jointePar jointeLe }';
export const PIECES = `query Pieces($id: ID!) {
  informationPreoccupante(id: $id) { id pieces ${PIECE} piecesMedicales ${PIECE} }
}`;

/** What begins like a PDF; its text, then as many bytes as wanted. */
export function pdf(texte: string, taille = 0): Buffer {
  return Buffer.concat([Buffer.from(`%PDF-1.7\n${texte}\n`), Buffer.alloc(taille, 0x20)]);
}

/** Sends the bytes of an attachment, as that client. */
export async function envoyerPiece(monde: Monde, client: DemoClientName, octets: Buffer) {
  const response = await fetch(new URL('/pieces', monde.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${await monde.jeton(client)}`, 'content-type': 'application/pdf' },
    body: new Uint8Array(octets),
  });
  const corps = (await response.json()) as { id: string; empreinte: string; etat: string };
  return { statut: response.status, ...corps, attendue: createHash('sha256').update(octets).digest('hex') };
}

/** Its bytes, read by that client; undefined when refused. */
export async function lirePiece(monde: Monde, client: DemoClientName, id: string): Promise<Buffer | undefined> {
  const response = await fetch(new URL(`/pieces/${id}`, monde.url), {
    headers: { authorization: `Bearer ${await monde.jeton(client)}` },
  });
  const octets = Buffer.from(await response.arrayBuffer());
  return response.ok ? octets : undefined;
}
