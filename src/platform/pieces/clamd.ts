import { connect } from 'node:net';
import { once } from 'node:events';

/** `undefined`: nothing was found. @throws Error when clamd does not answer, or does not say */
export type Analyser = (clair: AsyncIterable<Buffer>) => Promise<{ readonly menace: string } | undefined>;

const ATTENTE_MS = 60_000;
const REPONSE_MAX = 4_096;

/** clamd by its `INSTREAM` command: each block after its length, a length of zero at the end. @param adresse `tcp://host:port` or `unix:///path` */
export function clamd(adresse: string): Analyser {
  const { protocol, hostname, port, pathname } = new URL(adresse);
  const vers =
    protocol === 'unix:' ? { path: pathname } : { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) };
  return async (clair) => {
    const prise = connect(vers);
    prise.setTimeout(ATTENTE_MS, () => prise.destroy(new Error('clamd did not answer in time.')));
    const reponse = lireReponse(prise);
    // It may answer, or hang up, before everything is sent: `reponse` says why.
    reponse.catch(() => undefined);
    try {
      await once(prise, 'connect');
      const envoyer = async (octets: Buffer) => {
        if (!prise.write(octets)) await Promise.race([once(prise, 'drain'), reponse]);
      };
      await envoyer(Buffer.from('zINSTREAM\0'));
      for await (const bloc of clair) if (bloc.length > 0) await envoyer(Buffer.concat([longueur(bloc.length), bloc]));
      prise.write(longueur(0));
      return verdict(await reponse);
    } finally {
      prise.destroy();
    }
  };
}

function longueur(octets: number): Buffer {
  const mot = Buffer.alloc(4);
  mot.writeUInt32BE(octets);
  return mot;
}

async function lireReponse(prise: AsyncIterable<Buffer>): Promise<string> {
  let texte = '';
  for await (const octets of prise) {
    texte += octets.toString('latin1');
    if (texte.includes('\0') || texte.length > REPONSE_MAX) break;
  }
  return texte.split('\0', 1)[0] ?? '';
}

function verdict(reponse: string): { readonly menace: string } | undefined {
  if (reponse === 'stream: OK') return undefined;
  const menace = /^stream: ([\w.:/() -]{1,200}) FOUND$/.exec(reponse)?.[1];
  if (menace === undefined) throw new Error('clamd did not say whether it found something.');
  return { menace };
}
