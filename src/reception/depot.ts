import { statSync } from 'node:fs';
import type { VoieEntrante } from '../../connectors/entrant';
import type { Signataire } from '../audit/cles';
import { signerTexte } from '../audit/recu';
import type { Actor, Role } from '../auth/actor';
import { ConfigError } from '../platform/config';
import type { Database } from '../platform/database';
import type { Logger } from '../platform/logger';
import { ecrireResultat, institutions, lirePaire, marqueDe, regarder, retirer, type Paire } from './depot-fichiers';
import type { Reception, Rendue } from './recevoir';
import type { machineSignataire } from './signatures';

export interface DepotDeps {
  /** One folder under it for each institution, named as the register names it. */
  readonly racine: string;
  readonly service: Pick<Database, 'query' | 'transaction'>;
  readonly voies: readonly VoieEntrante[];
  readonly reception: Pick<Reception, 'recevoir' | 'refuser'>;
  readonly machine: ReturnType<typeof machineSignataire>;
  readonly signataire: Signataire;
  readonly logger: Logger;
}

type VoieDeDepot = VoieEntrante & { readonly depot: NonNullable<VoieEntrante['depot']> };

/** What is known of a pair from one look to the next. */
interface Suivi {
  readonly marque: string;
  readonly essais: number;
  readonly pasAvant: number;
}

const POLL_MS = 1_000;
/** Two files that have not changed for so long are whole. */
const STABLE_MS = 2_000;
const PAUSE_MAX_MS = 300_000;
/** Of one institution, before the turn of the next. */
const PAR_TOUR = 10;

/** @throws ConfigError */
export function ouvrirDepot({ racine, service, voies, reception, machine, signataire, logger }: DepotDeps) {
  if (statSync(racine, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new ConfigError('DEPOT_DIR must be a folder that exists.');
  const servies = voies.filter((voie): voie is VoieDeDepot => voie.depot !== undefined);
  const extensions = [...new Set(servies.map(({ depot }) => depot.extension))];
  let suivis = new Map<string, Suivi>();
  const ecartesDits = new Map<string, number>();
  const inconnuesDites = new Set<string>();
  let arrete = false;
  let echecs = 0;
  let timer: NodeJS.Timeout | undefined;
  let enCours: Promise<void>;

  /** The pairs that are whole and whose time has come; `vus` is what is known of all of them. */
  const pretes = async (institution: string, vus: Map<string, Suivi>): Promise<Paire[]> => {
    const { paires, ecartes } = await regarder(racine, institution, extensions);
    if (ecartes > (ecartesDits.get(institution) ?? 0))
      logger.warn('drop not taken', { institution, codeErreur: 'NOM_OU_NATURE', nombre: ecartes });
    ecartesDits.set(institution, ecartes);
    const now = performance.now();
    const venues: Paire[] = [];
    for (const paire of paires) {
      const marque = await marqueDe(paire);
      if (marque === undefined) continue;
      const connu = suivis.get(paire.fichier);
      const suivi = connu?.marque === marque ? connu : { marque, essais: 0, pasAvant: now + STABLE_MS };
      vus.set(paire.fichier, suivi);
      if (suivi.pasAvant <= now) venues.push(paire);
    }
    return venues.slice(0, PAR_TOUR);
  };

  const tour = async () => {
    const vus = new Map<string, Suivi>();
    for (const institution of await institutions(racine)) {
      const venues = await pretes(institution, vus).catch((error: unknown) => {
        logger.warn('folder not looked at', { institution, error });
        return [];
      });
      for (const paire of venues) {
        if (arrete) return;
        const suivi = vus.get(paire.fichier);
        if (!suivi || (await prendre(institution, paire))) vus.delete(paire.fichier);
        else vus.set(paire.fichier, plusTard(suivi));
      }
    }
    suivis = vus;
  };

  /** One process at a time; that of a process that is killed is free again at once. @returns whether it is over here */
  const prendre = async (institution: string, paire: Paire): Promise<boolean> => {
    try {
      return await service.transaction(async (tx) => {
        const [verrou] = await tx.query<{ pris: boolean }>(
          `SELECT pg_try_advisory_xact_lock(hashtextextended('depot:' || $1, 0)) AS pris`,
          [`${institution}/${paire.nom}`],
        );
        return verrou?.pris === true && (await faire(institution, paire));
      });
    } catch (error) {
      logger.warn('drop left for later', { institution, error });
      return false;
    }
  };

  const faire = async (institution: string, paire: Paire): Promise<boolean> => {
    const partenaire = await raccordee(institution);
    if (!partenaire) {
      // Its name is whatever somebody called a folder.
      if (!inconnuesDites.has(institution)) logger.warn('drop not taken', { codeErreur: 'INSTITUTION_INCONNUE' });
      inconnuesDites.add(institution);
      return false;
    }
    inconnuesDites.delete(institution);
    const possibles = servies.filter(({ depot }) => paire.nom.endsWith(depot.extension));
    const voie = possibles.find(({ roles }) => roles.includes(partenaire.role)) ?? possibles[0];
    const lue = voie && (await lirePaire(paire, voie.limiteOctets));
    if (!lue) return false;
    const rendue = await repondre(voie, partenaire, lue);
    logger.info('drop answered', { institution, connecteur: voie.nom, statut: rendue.statut });
    if (rendue.aRenvoyer) return false;
    const { corps, signature = signerTexte(corps, signataire) } = rendue;
    await ecrireResultat(paire, voie.depot.extension, { corps, jws: signature });
    await retirer(lue);
    return true;
  };

  const repondre = async (
    voie: VoieDeDepot,
    partenaire: Partenaire,
    { corps, jws, lieu: { nom } }: NonNullable<Awaited<ReturnType<typeof lirePaire>>>,
  ): Promise<Rendue> => {
    if (corps === undefined) {
      const message = `Un message a ${String(voie.limiteOctets)} octets au plus.`;
      return reception.refuser(voie, {
        ...{ etat: 'REFUSE', statut: 413 },
        erreur: { code: 'PAYLOAD_TOO_LARGE', champ: [], message },
      });
    }
    const de = expediteur(partenaire, await machine(partenaire.institution, jws));
    return reception.recevoir(voie, { de, corps, type: voie.depot.type, jeu: undefined, nom, preuve: jws });
  };

  const raccordee = async (institution: string): Promise<Partenaire | undefined> => {
    const [ligne] = await service.query<Partenaire>(
      'SELECT id AS institution, role, territoire FROM hub.partenaire WHERE id = $1 AND revoque_le IS NULL',
      [institution],
    );
    return ligne;
  };

  const begin = () => {
    enCours = tour()
      .then(() => {
        echecs = 0;
      })
      .catch((error: unknown) => {
        echecs += 1;
        logger.warn('drops not looked at', { error });
      })
      .then(() => {
        if (!arrete) timer = setTimeout(begin, pauseDe(echecs));
      });
  };
  begin();
  return {
    close: async () => {
      arrete = true;
      clearTimeout(timer);
      await enCours;
    },
  };
}

interface Partenaire {
  readonly institution: string;
  readonly role: Role;
  readonly territoire: string | null;
}

const pauseDe = (echecs: number): number => Math.min(POLL_MS * 2 ** echecs, PAUSE_MAX_MS);

function plusTard({ marque, essais }: Suivi): Suivi {
  return { marque, essais: essais + 1, pasAvant: performance.now() + pauseDe(essais + 1) };
}

/** The mandates are those of the machine that the signature names; nobody's, the signature will be refused. */
function expediteur(partenaire: Partenaire, machine: Awaited<ReturnType<DepotDeps['machine']>>): Actor {
  const { clientId = 'depot', scopes = [] } = machine ?? {};
  return { ...partenaire, sub: clientId, clientId, scopes, liaison: null, expiresAt: Number.MAX_SAFE_INTEGER };
}
