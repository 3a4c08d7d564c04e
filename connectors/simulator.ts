import { randomBytes, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ClientRequest } from 'node:http';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { VoieEntrante } from './entrant';
import type { VoieSortante } from './sortant';

/** What the hub answered, or gave to read. */
export interface Recue {
  readonly statut: number;
  readonly corps: string;
  readonly octets: Buffer;
  /** Detached JWS of the hub, where the lane is signed. */
  readonly signature: string | undefined;
}

/** An act that the hub says it has done, and the identifier of its signed receipt. */
export type Fait = readonly [acte: string, recu: string];

/** A kind of message that a partner's software sends. */
export interface Emission {
  readonly voie: VoieEntrante;
  /** What it is made of: a file of the `samples` of its connector. */
  readonly exemple: string;
  /** The media type, as this software writes it. */
  readonly type: string;
  /** Under an identifier and about a child of its own: two messages never meet on one database. */
  readonly message: () => string;
  /** The same, written long ago or past the term that it bears. */
  readonly tardif: (message: string) => string;
  /**
   * What its software understands of the answer: what is done of this message; undefined, to be sent again.
   * @throws when it is no answer to this message
   */
  readonly lire: (reponse: Recue, message: string) => readonly Fait[] | undefined;
}

/** What a partner's software reads. */
export interface Releve {
  readonly voie: VoieSortante;
  /** Its signature, where the lane signs, was verified before. @throws when it is not what this software expects */
  readonly verifier: (lue: Recue, software: Software) => unknown;
}

/** What a connector's partner has at home: `simulator` of `connectors/<folder>/simulator.ts`, for tests and the demonstration. */
export interface Simulator {
  /** Role of the institution, which is that of its demonstration client. */
  readonly role: string;
  readonly emissions: readonly Emission[];
  readonly releves: readonly Releve[];
}

/** The private half of a key that an institution's machine has in the register. */
export interface Cle {
  readonly kid: string;
  readonly privateKey: KeyObject;
}

export interface Ecart {
  readonly type?: string;
  /** The key that signs, when it is another. */
  readonly cle?: Cle;
  /** What is signed, when it is not what is sent. */
  readonly signe?: string;
}

/** That partner before the hub: what it has of HTTP, of signatures and of the keys that the hub publishes. */
export interface Software {
  envoyer(emission: Emission, message: string, ecart?: Ecart): Promise<Recue>;
  /** The same request, without its body: to be done with as one likes. */
  ouvrir(emission: Emission, message: string): Promise<ClientRequest>;
  /** @throws when the answer is not the hub's, or not about this message */
  comprendre(emission: Emission, message: string, reponse: Recue): Promise<readonly Fait[] | undefined>;
  /** Reads there, and takes what it finds. */
  relever(releve: Releve, id?: string): Promise<Recue>;
  /** @throws when the hub did not sign these bytes, or when they are not what this software expects */
  accepter(releve: Releve, lue: Recue): Promise<unknown>;
  poster(chemin: string, type: string, corps: string, jws?: string): Promise<Recue>;
  lire(chemin: string): Promise<Recue>;
  /** @throws when no key that the hub publishes made this signature over these bytes */
  verifier(recue: Pick<Recue, 'corps' | 'signature'>): Promise<void>;
}

export function echantillon(dossier: string, fichier: string): string {
  return readFileSync(join('connectors', dossier, 'samples', fichier), 'utf8');
}

/** The family name of the sample, and letters that no other message has. */
export function nomInvente(nom: string): string {
  return `${nom}-${[...randomBytes(8)].map((octet) => String.fromCharCode(65 + (octet % 26))).join('')}`;
}

/** The samples are of 2026, where no child was born. */
export const ilYALongtemps = (message: string): string => message.replaceAll('2026', '2019');

/** A software that does not have what it was promised. */
export function exiger(tenu: boolean, promesse: string): asserts tenu {
  if (!tenu) throw new Error(promesse);
}

export const cellules = (corps: string): string[][] =>
  parse(corps, { delimiter: ';', bom: true, relax_column_count: true });

/** A file of the hub: its format, the names of its columns, then lines that have as many. */
export function verifierCsv({ corps }: Recue, format: string): string[][] {
  const [[premiere] = [], colonnes = [], ...lignes] = cellules(corps);
  exiger(premiere === format, `the format is not ${format}`);
  exiger(corps.endsWith('\n') && colonnes.length > 1, 'a file that was cut');
  exiger(
    lignes.every(({ length }) => length === colonnes.length),
    'a line that was cut',
  );
  return lignes;
}
