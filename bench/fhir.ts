import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Pool } from 'undici';
import { ecartsR4 } from '../connectors/hopital/fhir/valider';
import { centile, median, type Bench } from './bench';
import { installer } from './installation';
import { installerPaquet } from './paquet';
import { processus } from './processus';

const EXEMPLES = { nom: 'hl7.fhir.r4.examples', version: '4.0.1' };
const CLIENTS = 8;
const PAR_SECONDE = 50;

interface Rendu {
  readonly statut: number;
  readonly ms: number;
  /** The answer is a FHIR message that holds an OperationOutcome. */
  readonly dit: boolean;
}

/** Every example that HL7 publishes, sent one by one as a hospital would: each gets an answer, in FHIR, and never a 5xx. */
export const fhir: Bench = {
  name: 'fhir',
  dessin: {
    titre: 'Les exemples de HL7 envoyés un par un',
    unite: 'ms',
    barres: { answer: 'réponse, médiane', p99: 'réponse, p99' },
    rapport: 'Ressources par seconde',
    sens: 'au moins',
  },
  run: async ({ progress, cleanup }) => {
    const dossier = await installerPaquet(EXEMPLES, progress);
    const fichiers = readdirSync(dossier).filter(
      (nom) => nom.endsWith('.json') && nom !== 'package.json' && !nom.startsWith('.'),
    );
    const { env, jetons } = await installer({ name: 'fhir', abonnes: [], cleanup });
    const hub = await processus('hub-seul', { ...env, PORT: new URL(env.PUBLIC_URL).port }, cleanup);
    const pool = new Pool(new URL(hub.url).origin, { connections: CLIENTS });
    cleanup(() => pool.close());
    const headers = { authorization: `Bearer ${jetons.hopital}`, 'content-type': 'application/fhir+json' };
    const rendus: Rendu[] = [];
    const envoyer = async (fichier: string) => {
      const body = readFileSync(join(dossier, fichier));
      const debut = performance.now();
      const { statusCode, body: recu } = await pool.request({
        path: '/fhir/$process-message',
        method: 'POST',
        headers,
        body,
      });
      const texte = await recu.text();
      rendus.push({ statut: statusCode, ms: performance.now() - debut, dit: estUneReponse(texte) });
      if (rendus.length % 500 === 0) progress(`${String(rendus.length)} of ${String(fichiers.length)} resources`);
    };
    const suite = fichiers.values();
    const debut = performance.now();
    const client = async () => {
      for (const fichier of suite) await envoyer(fichier);
    };
    await Promise.all(Array.from({ length: CLIENTS }, client));
    const parSeconde = Math.round(rendus.length / ((performance.now() - debut) / 1_000));
    const compter = (de: (rendu: Rendu) => boolean) => rendus.filter(de).length;
    const durees = rendus.map(({ ms }) => ms);
    return {
      bench: 'fhir',
      what: `${String(fichiers.length)} examples of FHIR R4, one by one, ${String(CLIENTS)} callers`,
      rounds: 1,
      medians: { answer: Math.round(median(durees) * 10) / 10, p99: Math.round(centile(durees, 0.99)) },
      ratios: {},
      ratio: parSeconde,
      goal: PAR_SECONDE,
      facts: {
        'resources per second': parSeconde,
        '2xx': compter(({ statut }) => statut < 300),
        '4xx': compter(({ statut }) => statut >= 400 && statut < 500),
        '5xx': compter(({ statut }) => statut >= 500),
      },
      promises: {
        'never a 5xx': compter(({ statut }) => statut >= 500) === 0,
        'each is answered by an OperationOutcome': compter(({ dit }) => !dit) === 0,
        [`at least ${String(PAR_SECONDE)} resources a second`]: parSeconde >= PAR_SECONDE,
      },
    };
  },
};

function estUneReponse(texte: string): boolean {
  const bundle = JSON.parse(texte) as { entry?: { resource: { resourceType: string } }[] };
  const outcome = bundle.entry?.some(({ resource }) => resource.resourceType === 'OperationOutcome') === true;
  return outcome && ecartsR4(bundle).length === 0;
}
