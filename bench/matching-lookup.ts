import 'reflect-metadata';
import { v7 } from 'uuid';
import { clesDeBloc, mettreEnForme, PARAMETRES, type TraitsEnfant } from '../src/domain/identite';
import type { Database } from '../src/platform/database';
import { clesEnfants } from '../src/platform/secret/cles-enfants';
import { coffreDe, nouveauCoffre } from '../src/platform/secret/coffre';
import { lignesSecretes } from '../src/platform/secret/lignes';
import { migrerHub, openHubDatabase } from '../src/rows';
import { EnfantRow } from '../src/subgraphs/crip/enfant.entity';
import { comparerFiches } from '../src/subgraphs/crip/rapprochement/comparer-fiches';
import { FicheEnfantRow } from '../src/subgraphs/crip/rapprochement/fiche-enfant.entity';
import { registres } from '../src/subgraphs/registry';
import { barre } from '../src/cli/barre';
import { arrondi, centile, median, type Bench, type Report } from './bench';
import { dossiers } from './matching/dossiers';
import { ouvrirCopie } from './population/copier';
import { serveur } from './serveur';

const ENFANTS = 1_000_000;
const RECHERCHES = 1_000;
const GRAINE = 3;
const BUT_MS = 50;
/** All in one collectivité: the worst there is, since it looks among its own children only. */
const COLLECTIVITE = '31';
const POUR = { institution: `crip-${COLLECTIVITE}`, role: 'crip', territoire: COLLECTIVITE, acte: 'rapprocherFiches' };
const RECHERCHE = ['enfant_du_jour', 'fiche_enfant_cles'];

/** What the hub does of each new sheet: finds, among a million children, those that it may be, and compares them. */
export const matchingLookup: Bench = {
  name: 'matching-lookup',
  dessin: {
    titre: 'Chercher un enfant parmi un million',
    unite: 'ms',
    barres: { median: 'une fiche sur deux', p95: '95 fiches sur 100', p99: '99 fiches sur 100' },
    rapport: 'Recherche et comparaison d’une fiche (p95), en ms',
    sens: 'au plus',
  },
  run: async ({ progress, cleanup, graine = GRAINE }) => {
    const nombre = Number(process.env['LOOKUP_CHILDREN'] ?? ENFANTS);
    const { url } = await serveur('matching-lookup', cleanup);
    await migrerHub(url, url);
    const cles = clesEnfants(coffreDe(nouveauCoffre()));
    const proprietaire = await openHubDatabase(url, { poolSize: 2, cles });
    const travailleur = await openHubDatabase(url, { qualite: 'travailleur', poolSize: 2, cles });
    cleanup(async () => {
      await travailleur.close();
      await proprietaire.close();
    });
    progress(`writing ${String(nombre)} children`);
    const secretes = lignesSecretes(proprietaire.dataSource, cles);
    const ids = await remplir(proprietaire, url, dossiers(nombre, graine), nombre, secretes);
    return mesurer(travailleur, ids, graine, progress);
  },
};

async function remplir(
  database: Database,
  url: string,
  tous: Iterable<{ dossier: TraitsEnfant }>,
  nombre: number,
  secretes: ReturnType<typeof lignesSecretes>,
): Promise<string[]> {
  const definitions = await database.query<{ indexdef: string }>(
    `SELECT indexdef FROM pg_indexes WHERE schemaname = 'crip' AND indexname = ANY($1)`,
    [RECHERCHE],
  );
  for (const nom of RECHERCHE) await database.query(`DROP INDEX crip.${nom}`);
  const copie = await ouvrirCopie(database, url);
  const ids: string[] = [];
  const { avancer, finir } = barre('enfants');
  for (const { dossier } of tous) {
    const id = v7();
    ids.push(id);
    const { nomNaissance, nomUsage = null, prenoms, sexe } = dossier;
    const { dateNaissance = null, ageApproximatif = null, communeNaissance = null } = dossier;
    const cles = clesDeBloc(mettreEnForme(dossier)).map((cle) =>
      secretes.index(EnfantRow, 'cles', COLLECTIVITE, cle).readBigInt64BE().toString(),
    );
    const commun = { collectivite: COLLECTIVITE };
    await copie.ajouter([
      {
        entity: EnfantRow,
        row: {
          ...{ ...commun, id, nomNaissance, nomUsage, prenoms, sexe, dateNaissance, ageApproximatif, communeNaissance },
          cleIdentite: null,
        },
      },
      {
        entity: FicheEnfantRow,
        row: {
          ...{ ...commun, enfantId: id, histoireId: id, cles, regles: PARAMETRES.version },
          derniereInformationId: null,
        },
      },
    ]);
    if (ids.length % 10_000 === 0) avancer(Math.min(1, ids.length / nombre));
  }
  await copie.finir();
  await copie.fermer();
  finir();
  for (const { indexdef } of definitions) await database.query(indexdef);
  await database.query('VACUUM ANALYZE crip.enfant');
  await database.query('VACUUM ANALYZE crip.fiche_enfant');
  return ids;
}

async function mesurer(
  database: Database,
  ids: readonly string[],
  graine: number,
  progress: (step: string) => void,
): Promise<Report> {
  const ici = { collectivite: COLLECTIVITE, now: new Date(), registres: registres() };
  const pas = Math.max(1, Math.floor(ids.length / RECHERCHES));
  const cherches = ids.filter((_, rang) => rang % pas === 0).slice(0, RECHERCHES);
  const durees: number[] = [];
  let compares = 0;
  progress(`looking for ${String(cherches.length)} of them`);
  for (const [rang, id] of cherches.entries()) {
    const debut = performance.now();
    const trouvees = await database.transaction((tx) => comparerFiches(tx, [id], ici), POUR);
    // The first ones open connections and warm caches.
    if (rang >= 20) durees.push(performance.now() - debut);
    compares += trouvees.length;
  }
  const p95 = arrondi(centile(durees, 0.95));
  return {
    bench: 'matching-lookup',
    what: `${String(ids.length)} children of one collectivité, ${String(cherches.length)} sheets looked for, seed ${String(graine)}`,
    rounds: 1,
    medians: { median: arrondi(median(durees)), p95, p99: arrondi(centile(durees, 0.99)) },
    ratios: {},
    ratio: p95,
    goal: BUT_MS,
    facts: { comparedPerSheet: arrondi(compares / cherches.length), slowest: arrondi(Math.max(...durees)) },
    promises: { 'a sheet looked for under 50 ms, 95 times of 100': p95 < BUT_MS },
  };
}
