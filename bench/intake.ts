import { Client } from 'pg';
import { readConfig } from '../src/platform/config';
import { fiche } from '../test/scenarios/envois';
import { ouvrirMonde } from '../test/scenarios/monde';
import { TRANSMETTRE } from '../test/scenarios/operations';
import { median, type Bench } from './bench';
import { envoyer, SANS_LIMITE } from './charge';
import { pgbench, script, type Instruction } from './pgbench';
import { processus } from './processus';
import { environnement, serveur } from './serveur';

const SECONDS = 4;
const ROUNDS = 3;
const CLIENTS = [1, 8, 32] as const;
const GOAL = 0.4;

/** A complete `transmettreInformationPreoccupante`, receipt in hand, against pgbench writing the same rows in the same transaction. */
export const intake: Bench = {
  name: 'intake',
  dessin: {
    titre: 'Informations préoccupantes reçues, complètes',
    unite: 'actes par seconde',
    barres: {
      'hub c1': 'hub, 1 appelant',
      'pgbench c1': 'pgbench, 1 appelant',
      'hub c8': 'hub, 8 appelants',
      'pgbench c8': 'pgbench, 8 appelants',
      'hub c32': 'hub, 32 appelants',
      'pgbench c32': 'pgbench, 32 appelants',
    },
    rapport: 'Hub / pgbench écrivant les mêmes lignes, 32 appelants',
    sens: 'au moins',
  },
  run: async ({ progress, cleanup }) => {
    const postgres = await serveur('intake', cleanup);
    const env = { ...(await environnement(postgres)), ...SANS_LIMITE };
    progress('recording the rows of one act');
    const { jeton, lignes } = await enregistrer(env);
    const hub = await processus('hub-seul', env, cleanup);
    const vitesses = new Map(
      CLIENTS.flatMap((c) => [
        [`hub c${String(c)}`, [] as number[]],
        [`pgbench c${String(c)}`, []],
      ]),
    );
    // The first round compiles and fills caches: it is not counted.
    for (let round = 0; round <= ROUNDS; round += 1)
      for (const clients of CLIENTS) {
        const [duHub, dePgbench] = [
          (await envoyer(hub.url, jeton, { clients, seconds: SECONDS })).vitesse,
          await pgbench(postgres, lignes, { clients, seconds: SECONDS }),
        ];
        progress(
          `round ${String(round)} of ${String(ROUNDS)}, ${String(clients)} clients: hub ${duHub.toFixed(0)}/s, pgbench ${dePgbench.toFixed(0)}/s`,
        );
        if (round === 0) continue;
        vitesses.get(`hub c${String(clients)}`)?.push(duHub);
        vitesses.get(`pgbench c${String(clients)}`)?.push(dePgbench);
      }
    const medianes = Object.fromEntries([...vitesses].map(([nom, valeurs]) => [nom, Math.round(median(valeurs))]));
    const ratio = (c: number) =>
      Math.round(((medianes[`hub c${String(c)}`] ?? NaN) / (medianes[`pgbench c${String(c)}`] ?? NaN)) * 100) / 100;
    const ratios = Object.fromEntries(CLIENTS.map((c) => [`c${String(c)}`, ratio(c)]));
    return {
      bench: 'intake',
      what: 'acts received per second, complete, against pgbench writing the same rows in the same transaction',
      rounds: ROUNDS,
      unit: 'acts per second',
      medians: medianes,
      ratios,
      facts: {},
      ratio: ratio(32),
      goal: GOAL,
      promises: { [`at least ${String(GOAL)} of pgbench at 32 clients`]: ratio(32) >= GOAL },
    };
  },
};

/** One act in this process, its statements listened to: the rows that it writes. */
async function enregistrer(env: NodeJS.ProcessEnv): Promise<{ jeton: string; lignes: string }> {
  const instructions: Instruction[] = [];
  const prototype = Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const { query } = prototype;
  const monde = await ouvrirMonde({ config: readConfig(env) });
  try {
    const input = fiche();
    await monde.demander('college', TRANSMETTRE, { input: fiche() });
    prototype.query = function (this: unknown, ...args: unknown[]) {
      const [asked] = args as [Partial<Instruction> | undefined];
      if (asked?.text?.includes('INSERT INTO "crip"."information_preoccupante"'))
        instructions.push({ text: asked.text, values: [...(asked.values ?? [])] });
      return query.apply(this, args);
    };
    const { body } = await monde.demander('college', TRANSMETTRE, { input });
    const { reference } = body.data.transmettreInformationPreoccupante.accuseReception as { reference: string };
    const [instruction] = instructions;
    if (instruction === undefined) throw new Error('The act was not seen to write.');
    return { jeton: await monde.jeton('college'), lignes: script(instruction, [reference]) };
  } finally {
    prototype.query = query;
    await monde.fermer();
  }
}
