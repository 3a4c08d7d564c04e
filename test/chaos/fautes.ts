import { setTimeout as dormir } from 'node:timers/promises';
import { emptyQueue } from '../support/empty-queue';
import { ABONNES, type Banc } from './banc';
import type { Clients } from './clients';
import type { Tirage } from '../support/tirage';

/** One thing that goes wrong under load, and what puts it right again. */
export interface Faute {
  readonly nom: string;
  /** Absent: on any bench. */
  readonly possible?: (banc: Banc) => boolean;
  /** Answers once everything runs again. */
  readonly subir: (banc: Banc, clients: Clients, tirage: Tirage) => Promise<void>;
}

const surRedis = ({ redis }: Banc) => redis !== undefined;
/** How long something stays away. */
const absence = (tirage: Tirage) => dormir(100 + tirage.entier(900));

async function tousLesAbonnes(
  banc: Banc,
  comportement: Parameters<Banc['abonnes']['crip']['behave']>[0],
  tirage: Tirage,
) {
  for (const nom of ABONNES) banc.abonnes[nom].behave(comportement);
  await absence(tirage);
  for (const nom of ABONNES) banc.abonnes[nom].behave({ kind: 'accept' });
}

/** Every fault: a line here, and what it does. */
export const FAUTES: readonly Faute[] = [
  {
    nom: 'API tuée',
    subir: async ({ apis }, _, tirage) => {
      const api = tirage.parmi(apis);
      await api.tuer();
      await absence(tirage);
      api.demarrer();
    },
  },
  {
    nom: 'les deux API tuées',
    subir: async ({ apis }) => {
      await Promise.all(apis.map((api) => api.tuer()));
      for (const api of apis) api.demarrer();
    },
  },
  {
    nom: 'worker tué',
    subir: async ({ workers: [worker] }, _, tirage) => {
      await worker.tuer();
      await absence(tirage);
      worker.demarrer();
    },
  },
  {
    nom: 'PostgreSQL tué',
    subir: async ({ postgres }, _, tirage) => {
      postgres.tuer();
      await absence(tirage);
      await postgres.assurer();
    },
  },
  {
    nom: 'Redis tué',
    possible: surRedis,
    subir: async ({ redis }, _, tirage) => {
      await redis?.kill();
      await absence(tirage);
      await redis?.start();
    },
  },
  {
    nom: 'Redis en pause',
    possible: surRedis,
    subir: async ({ redis }, _, tirage) => {
      redis?.pause();
      await absence(tirage);
      redis?.resume();
    },
  },
  {
    nom: 'file vidée',
    subir: ({ database, redis }) => emptyQueue(database, redis?.url),
  },
  {
    nom: 'partenaires absents',
    subir: (banc, _, tirage) => tousLesAbonnes(banc, { kind: 'reset' }, tirage),
  },
  {
    nom: 'partenaires lents',
    subir: (banc, _, tirage) => tousLesAbonnes(banc, { kind: 'slow', ms: 300 }, tirage),
  },
  {
    nom: 'partenaires qui traitent puis refusent',
    subir: (banc, _, tirage) => tousLesAbonnes(banc, { kind: 'treatThenRefuse', status: 500 }, tirage),
  },
  {
    nom: 'partenaire qui répond hors délai',
    subir: async ({ abonnes }, _, tirage) => {
      abonnes[tirage.parmi(ABONNES)].behave({ kind: 'slow', ms: 17_000 }, 1);
      await absence(tirage);
    },
  },
  {
    nom: 'connexions coupées, envois doublés',
    subir: async (_, clients, tirage) => {
      clients.troubler({ coupures: 0.5, doublons: 0.3 });
      await absence(tirage);
      clients.troubler({ coupures: 0, doublons: 0 });
    },
  },
  {
    nom: 'disque plein',
    possible: ({ postgres }) => postgres.disqueAPart,
    subir: async ({ postgres }, _, tirage) => {
      postgres.remplirLeDisque();
      await absence(tirage);
      postgres.viderLeDisque();
      await postgres.assurer();
    },
  },
  {
    nom: "horloge d'un worker décalée de dix minutes",
    subir: async ({ workers: [, second] }, _, tirage) => {
      second.demarrer(tirage.parmi([-10, 10]));
      await second.pret();
      await dormir(3_000);
      await second.tuer();
    },
  },
  {
    nom: 'redémarrage en roulement',
    subir: async ({ apis, workers: [worker] }) => {
      for (const un of [...apis, worker]) {
        await un.arreter();
        un.demarrer();
        await un.pret();
      }
    },
  },
  {
    nom: 'deux workers à la fois',
    subir: async ({ workers: [, second] }) => {
      second.demarrer();
      await second.pret();
      await dormir(1_000);
      await second.arreter();
    },
  },
];
