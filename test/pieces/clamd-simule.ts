import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';

/** The string that every scanner must find: eicar.org, « anti-malware testfile ». */
export const EICAR = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*';

export type Humeur = 'répond' | 'se tait' | 'raccroche' | 'dit n’importe quoi';

export interface ClamdSimule {
  readonly url: string;
  humeur: Humeur;
  /** What it was given, whole. */
  readonly recus: Buffer[];
  fermer(): Promise<void>;
}

/** A clamd that speaks INSTREAM, and misbehaves when told to. */
export async function ouvrirClamd(): Promise<ClamdSimule> {
  const prises = new Set<Socket>();
  const simule = { url: '', humeur: 'répond' as Humeur, recus: [] as Buffer[] };
  const serveur = createServer((prise) => {
    prises.add(prise);
    prise.on('close', () => prises.delete(prise)).on('error', () => undefined);
    let lu = Buffer.alloc(0);
    prise.on('data', (octets) => {
      if (simule.humeur === 'raccroche') prise.destroy();
      lu = Buffer.concat([lu, octets]);
      const contenu = contenuDe(lu);
      if (contenu === undefined || simule.humeur === 'se tait') return;
      simule.recus.push(contenu);
      if (simule.humeur === 'dit n’importe quoi') prise.end('INSTREAM size limit exceeded. ERROR\0');
      else prise.end(contenu.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
    });
  });
  serveur.listen(0, '127.0.0.1');
  await once(serveur, 'listening');
  simule.url = `tcp://127.0.0.1:${String((serveur.address() as AddressInfo).port)}`;
  return Object.assign(simule, {
    fermer: async () => {
      for (const prise of prises) prise.destroy();
      serveur.close();
      await once(serveur, 'close');
    },
  });
}

const COMMANDE = Buffer.from('zINSTREAM\0');

/** The blocks put together, once the block of no length has come. */
function contenuDe(lu: Buffer): Buffer | undefined {
  if (!lu.subarray(0, COMMANDE.length).equals(COMMANDE)) return undefined;
  const blocs: Buffer[] = [];
  let ou = COMMANDE.length;
  while (lu.length >= ou + 4) {
    const longueur = lu.readUInt32BE(ou);
    if (longueur === 0) return Buffer.concat(blocs);
    if (lu.length < ou + 4 + longueur) return undefined;
    blocs.push(lu.subarray(ou + 4, ou + 4 + longueur));
    ou += 4 + longueur;
  }
  return undefined;
}
