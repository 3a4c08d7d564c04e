import { once } from 'node:events';
import { exiger, type Emission, type Fait, type Recue, type Software } from './simulator';
import { reponseDe } from './software';

export interface Joue {
  /** What was sent, once for each message that the hub may have taken. */
  readonly message: string;
  /** Every answer that was read. */
  readonly reponses: readonly Recue[];
  /** What the software believes done of it. */
  readonly faits: readonly Fait[];
}

type Behaviour = (software: Software, emission: Emission) => Promise<Joue>;

const NOISE = ['', '\u0000\u0001', 'x'.repeat(1_000), '[[[[', '{}', 'null', 'MSH|^~\\&|||'];
/** Formats without an end let what is whole before the cut be read. */
const CUTS = [0.1, 0.25, 0.6, 0.9];

async function faitsDe(software: Software, emission: Emission, message: string, reponse: Recue) {
  const faits = await software.comprendre(emission, message, reponse);
  exiger(faits !== undefined, `${emission.exemple}: to be sent again, on a hub where nothing is wrong`);
  return faits;
}

/** Sends well; every answer that it has of one message must be the first. */
async function envoyer(software: Software, emission: Emission, message: string, fois = 1): Promise<Joue> {
  const reponses = await Promise.all(Array.from({ length: fois }, () => software.envoyer(emission, message)));
  const [premiere, ...autres] = reponses;
  exiger(premiere !== undefined, 'nothing was sent');
  for (const autre of autres) exiger(memeReponse(autre, premiere), `${emission.exemple}: two answers to one message`);
  return { message, reponses, faits: await faitsDe(software, emission, message, premiere) };
}

const memeReponse = (une: Recue, autre: Recue) =>
  une.statut === autre.statut && une.octets.equals(autre.octets) && une.signature === autre.signature;

/** The same message again has the answer that it had. */
async function renvoyer(software: Software, emission: Emission, joue: Joue): Promise<Joue> {
  const encore = await software.envoyer(emission, joue.message);
  const [premiere] = joue.reponses;
  exiger(premiere !== undefined && memeReponse(encore, premiere), `${emission.exemple}: another answer, sent again`);
  return { ...joue, reponses: [...joue.reponses, encore] };
}

/** What a partner's software can do to the hub. A throw says what the hub did not keep of its promises. */
export const BEHAVIOURS = {
  normal: (software, emission) => envoyer(software, emission, emission.message()),

  /** Twice at once, then again. */
  twice: async (software, emission) =>
    renvoyer(software, emission, await envoyer(software, emission, emission.message(), 2)),

  /** Half a message, then nothing: waits until it is cut, then sends it whole. */
  hang: async (software, emission, coupe: () => void = () => undefined) => {
    const message = emission.message();
    const requete = await software.ouvrir(emission, message);
    const coupee = reponseDe(requete);
    requete.write(message.slice(0, message.length / 2));
    const statut = await coupee;
    requete.destroy();
    coupe();
    exiger(
      statut === undefined || (statut >= 400 && statut < 500),
      `${emission.exemple}: ${String(statut)}, half sent`,
    );
    return envoyer(software, emission, message);
  },

  /** The whole message, then hangs up without reading; sends again until it knows. */
  reset: async (software, emission) => {
    const message = emission.message();
    const requete = await software.ouvrir(emission, message);
    requete.on('error', () => undefined);
    requete.end(message);
    await once(requete, 'finish');
    requete.destroy();
    return renvoyer(software, emission, await envoyer(software, emission, message));
  },

  late: (software, emission) => envoyer(software, emission, emission.tardif(emission.message())),

  /** Noise, and a message that is cut. */
  garbage: async (software, emission) => {
    const message = emission.message();
    const joues: Joue[] = [];
    for (const bruit of NOISE) {
      const joue = await envoyer(software, emission, bruit);
      const refuse = joue.faits.length === 0 && joue.reponses.every(({ statut }) => statut >= 400);
      exiger(refuse, `${emission.exemple}: noise was not refused`);
      joues.push(joue);
    }
    for (const part of CUTS) joues.push(await envoyer(software, emission, message.slice(0, message.length * part)));
    return {
      message,
      reponses: joues.flatMap(({ reponses }) => reponses),
      faits: joues.flatMap(({ faits }) => faits),
    };
  },

  /** Does not take an answer that was altered on its way, and sends again. */
  refuse: async (software, emission) => {
    const message = emission.message();
    const premiere = await software.envoyer(emission, message);
    const prise = await software.comprendre(emission, message, alteree(premiere)).then(
      () => true,
      () => false,
    );
    exiger(!prise, `${emission.exemple}: an altered answer was taken for the hub’s`);
    const faits = await faitsDe(software, emission, message, premiere);
    return renvoyer(software, emission, { message, reponses: [premiere], faits });
  },
} as const satisfies Record<string, Behaviour>;

export type BehaviourName = keyof typeof BEHAVIOURS;

/** One byte changed where a signature tells; the half lost where none does. */
export function alteree(recue: Recue): Recue {
  const milieu = Math.floor(recue.octets.length / 2);
  const octets = Buffer.from(recue.signature === undefined ? recue.octets.subarray(0, milieu) : recue.octets);
  if (recue.signature !== undefined) octets[milieu] = (octets[milieu] ?? 0) ^ 1;
  return { ...recue, octets, corps: octets.toString() };
}
