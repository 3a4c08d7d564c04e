import { Pool } from 'undici';
import { readConfig } from '../src/platform/config';
import { fiche, ordonnance, saisine } from '../test/scenarios/envois';
import { ouvrirMonde } from '../test/scenarios/monde';
import { NOTIFIER, SAISIR, TRANSMETTRE } from '../test/scenarios/operations';
import { arrondi, median, type Bench } from './bench';
import { cpuDePostgres } from './cpu';
import { processus } from './processus';
import { environnement, serveur } from './serveur';

const ENFANTS = 40;
const LECTURES = 100;
const ROUNDS = 7;
const RATIO_MAX = 2;

/** A page of twenty informations, each with its child, as a CRIP reads them: five subgraphs. */
const LIRE = `{ informationsPreoccupantes(first: 20) { edges { node {
  reference recueLe emetteur { nom personne } faits { recit parolesEnfant } echeances { regle dateLimite }
  enfant { id nomNaissance prenoms dateNaissance scolarite { uai classe } suiviSante { finess }
    mesuresUrgentes { reference motifs } saisinesDefenseur { reference faits } }
} } } }`;

/** What trust costs: the same federated read with tokens, row security, access table, decryption and audit, and without. */
export const confiance: Bench = {
  name: 'confiance',
  dessin: {
    titre: 'Ce que coûte la confiance : lire vingt fiches avec et sans ses contrôles',
    unite: 'ms de processeur pour 100 lectures',
    barres: {
      hubComplet: 'hub complet',
      hubNu: 'hub sans contrôles',
      postgresComplet: 'PostgreSQL, hub complet',
      postgresNu: 'PostgreSQL, sans contrôles',
    },
    rapport: 'Processeur avec les contrôles / sans (le pire des deux comptes)',
    sens: 'au plus',
  },
  run: async ({ progress, cleanup }) => {
    const base = await serveur('confiance', cleanup);
    const env = await environnement(base);
    progress(`writing ${String(ENFANTS)} files`);
    const jeton = await peupler(env);
    const postgres = await cpuDePostgres(base.url);
    const sens = { complet: await ouvrir('complet', env, cleanup), nu: await ouvrir('nu', env, cleanup) };

    const mesures = { complet: [] as Mesure[], nu: [] as Mesure[] };
    // The first round compiles, plans and fills caches: it is not counted.
    for (let round = 0; round <= ROUNDS; round += 1)
      for (const qui of ['complet', 'nu'] as const) {
        const avant = { hub: await sens[qui].cpu(), postgres: postgres() };
        const octets = await sens[qui].lire(jeton, LECTURES);
        const mesure = { hub: (await sens[qui].cpu()) - avant.hub, postgres: postgres() - avant.postgres, octets };
        progress(
          `round ${String(round)} of ${String(ROUNDS)}, ${qui}: ${mesure.hub.toFixed(0)} ms of the hub, ${String(mesure.postgres)} of PostgreSQL`,
        );
        if (round > 0) mesures[qui].push(mesure);
      }
    const de = (qui: 'complet' | 'nu', quoi: keyof Mesure) => median(mesures[qui].map((mesure) => mesure[quoi]));
    const hub = arrondi(de('complet', 'hub') / de('nu', 'hub'));
    const tout = (qui: 'complet' | 'nu') => de(qui, 'hub') + de(qui, 'postgres');
    const hubEtPostgres = arrondi(tout('complet') / tout('nu'));
    return {
      bench: 'confiance',
      what: `CPU of ${String(LECTURES)} readings of twenty files by a CRIP, with and without what makes them fit to be trusted`,
      rounds: ROUNDS,
      medians: {
        hubComplet: Math.round(de('complet', 'hub')),
        hubNu: Math.round(de('nu', 'hub')),
        postgresComplet: Math.round(de('complet', 'postgres')),
        postgresNu: Math.round(de('nu', 'postgres')),
      },
      ratios: { hub, hubEtPostgres },
      ratio: Math.max(hub, hubEtPostgres),
      goal: RATIO_MAX,
      facts: { octetsComplet: de('complet', 'octets'), octetsNu: de('nu', 'octets') },
      promises: {
        'at most twice the CPU time': Math.max(hub, hubEtPostgres) <= RATIO_MAX,
        'the same answer': de('complet', 'octets') === de('nu', 'octets'),
      },
    };
  },
};

interface Mesure {
  readonly hub: number;
  readonly postgres: number;
  readonly octets: number;
}

async function peupler(env: NodeJS.ProcessEnv): Promise<string> {
  const monde = await ouvrirMonde({ config: readConfig(env) });
  try {
    for (let rang = 0; rang < ENFANTS; rang += 1) {
      const { enfant } = fiche();
      await monde.demander('college', TRANSMETTRE, { input: fiche({ enfant }) });
      await monde.demander('parquet', NOTIFIER, { input: ordonnance({ enfant }) });
      await monde.demander('defenseur', SAISIR, { input: saisine({ enfant }) });
    }
    return await monde.jeton('crip');
  } finally {
    await monde.fermer();
  }
}

async function ouvrir(sorte: 'complet' | 'nu', env: NodeJS.ProcessEnv, cleanup: (stop: () => Promise<void>) => void) {
  const un = await processus(sorte === 'complet' ? 'hub-seul' : 'confiance-nu', env, cleanup);
  const pool = new Pool(new URL(un.url).origin, { connections: 2 });
  cleanup(() => pool.close());
  return {
    cpu: () => un.cpu(),
    lire: async (jeton: string, fois: number): Promise<number> => {
      const headers = { authorization: `Bearer ${jeton}`, finalite: 'EVALUATION', 'content-type': 'application/json' };
      let octets = 0;
      for (let n = 0; n < fois; n += 1) {
        const { body } = await pool.request({
          path: '/graphql',
          method: 'POST',
          headers,
          body: JSON.stringify({ query: LIRE }),
        });
        const texte = await body.text();
        if (texte.includes('"errors"')) throw new Error(texte.slice(0, 500));
        octets = JSON.stringify((JSON.parse(texte) as { data: unknown }).data).length;
      }
      return octets;
    },
  };
}
