import { createHash } from 'node:crypto';
import { verifieur, type Signataire, type Trousseau } from './cles';

/** What a checkpoint states: at that instant the journal had this size, this root and this last link. */
export interface PointDeControle {
  readonly origine: string;
  readonly taille: number;
  readonly racine: Buffer;
  readonly chaine: Buffer;
  readonly le: Date;
}

const NOTE =
  /^(?<corps>(?<origine>[^\n]+)\n(?<taille>0|[1-9]\d{0,14})\n(?<racine>[\w+/]{43}=)\nchaine (?<chaine>[\w+/]{43}=)\nle (?<le>[^\n]{24})\n)\n— (?<nom>\S+) (?<signature>[\w+/]{90}==?|[\w+/]{91}=)\n$/;

/** A signed note, as transparency logs write their checkpoints (C2SP tlog-checkpoint): text that anyone can keep. */
export function signerPoint(point: PointDeControle, { origine, publique, signer }: Signataire): string {
  const { taille, racine, chaine, le } = point;
  const corps = `${origine}\n${String(taille)}\n${racine.toString('base64')}\nchaine ${chaine.toString('base64')}\nle ${le.toISOString()}\n`;
  const signature = Buffer.concat([indiceCle(origine, publique), signer(Buffer.from(corps))]).toString('base64');
  return `${corps}\n— ${origine} ${signature}\n`;
}

/** @returns undefined when it is not, to the byte, a note that one of these keys signed. */
export function lirePoint(note: string, trousseau: Trousseau): PointDeControle | undefined {
  const { corps, origine, taille, racine, chaine, le, nom, signature } = NOTE.exec(note)?.groups ?? {};
  if (!corps || !origine || !taille || !racine || !chaine || !le || !signature) return undefined;
  const instant = new Date(le);
  const octets = Buffer.from(signature, 'base64');
  const ecrits = [racine, chaine, signature].every(
    (texte) => Buffer.from(texte, 'base64').toString('base64') === texte,
  );
  if (!ecrits || nom !== origine || origine !== trousseau.origine) return undefined;
  if (Number.isNaN(instant.getTime()) || instant.toISOString() !== le) return undefined;
  const cle = trousseau.keys.find(
    ({ emploi, x }) =>
      emploi === 'journal' && indiceCle(origine, Buffer.from(x, 'base64url')).equals(octets.subarray(0, 4)),
  );
  const verifie = cle && verifieur(trousseau, 'journal', cle.kid, instant);
  if (!verifie?.(Buffer.from(corps), octets.subarray(4))) return undefined;
  return {
    ...{ origine, taille: Number(taille), le: instant },
    ...{ racine: Buffer.from(racine, 'base64'), chaine: Buffer.from(chaine, 'base64') },
  };
}

/** C2SP signed-note: which key signed, in four bytes. */
function indiceCle(origine: string, publique: Uint8Array): Buffer {
  return createHash('sha256').update(`${origine}\n`).update(Buffer.of(1)).update(publique).digest().subarray(0, 4);
}
