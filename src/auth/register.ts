import { HubError } from '../domain/errors';
import type { Contrainte } from '../platform/client.entity';
import type { Database } from '../platform/database';
import type { Actor, Role } from './actor';
import { HABILITATIONS } from './habilitations';

/** What a verified token says. What its issuer does not say (role, territory, scopes) is read in the register. */
export type Jeton = Omit<Actor, 'role' | 'territoire' | 'scopes'> &
  Partial<Pick<Actor, 'role' | 'territoire' | 'scopes'>>;

/** The register of partners and of their machines: whoever it does not grant is refused, whatever the token says. */
export interface Registre {
  /** @throws HubError `INSTITUTION_INCONNUE`, `ACCES_REVOQUE` or `HABILITATION_CONTRAIRE` */
  habiliter(jeton: Jeton): Promise<Actor>;
  /** The same question for callers that stay connected, read afresh in one statement: true when it still grants them. */
  revoir(actors: readonly Actor[]): Promise<readonly boolean[]>;
}

export interface RegistreOptions {
  readonly database: Pick<Database, 'query'>;
  /** Tokens of the hub's own server name a client of the register; an outside issuer may have others. */
  readonly clientsConnus: boolean;
  readonly cacheMs?: number;
}

/** With `CONTROLE_MS` of the sockets, what bounds the life of an access after its revocation. */
const CACHE_MS = 2_000;
const CACHE_ENTRIES = 10_000;

interface Ligne {
  readonly institution: string | null;
  readonly role: Role;
  readonly territoire: string | null;
  readonly revoquee: boolean;
  readonly client: {
    readonly institution: string;
    readonly scopes: readonly string[];
    readonly contrainte: Contrainte;
    readonly revoque: boolean;
  } | null;
}

export function openRegistre({ database, clientsConnus, cacheMs = CACHE_MS }: RegistreOptions): Registre {
  const known = new Map<string, { ligne: Ligne; until: number }>();

  const lire = async (jetons: readonly Jeton[]) => {
    const lignes = await lireLignes(database, jetons);
    const until = Date.now() + cacheMs;
    for (const [i, jeton] of jetons.entries()) {
      if (known.size >= CACHE_ENTRIES) known.delete(known.keys().next().value ?? '');
      const ligne = lignes[i];
      // Nothing is remembered of an institution that is absent: registered a moment later, it is known at once.
      if (ligne?.institution) known.set(cle(jeton), { ligne, until });
    }
    return lignes;
  };

  return {
    habiliter: async (jeton) => {
      const kept = known.get(cle(jeton));
      const ligne = kept !== undefined && Date.now() < kept.until ? kept.ligne : (await lire([jeton]))[0];
      return accorder(jeton, ligne, clientsConnus);
    },
    revoir: async (actors) => {
      const lignes = await lire(actors);
      return actors.map((actor, i) => {
        try {
          return accorder(actor, lignes[i], clientsConnus).institution === actor.institution;
        } catch {
          return false;
        }
      });
    },
  };
}

function cle({ institution, clientId }: Jeton): string {
  return `${institution} ${clientId}`;
}

async function lireLignes(database: Pick<Database, 'query'>, jetons: readonly Jeton[]): Promise<readonly Ligne[]> {
  return database.query<Ligne>(
    `SELECT p.id AS institution, p.role, p.territoire, p.revoque_le IS NOT NULL AS revoquee,
            CASE WHEN c.id IS NOT NULL THEN json_build_object('institution', c.institution, 'scopes', c.scopes,
              'contrainte', c.contrainte, 'revoque', c.revoque_le IS NOT NULL) END AS client
     FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS d(institution, client_id, rang)
     LEFT JOIN hub.partenaire p ON p.id = d.institution OR p.identifiant_externe = d.institution
     LEFT JOIN hub.client c ON c.client_id = d.client_id
     ORDER BY d.rang`,
    [jetons.map(({ institution }) => institution), jetons.map(({ clientId }) => clientId)],
  );
}

function accorder(jeton: Jeton, ligne: Ligne | undefined, clientsConnus: boolean): Actor {
  if (!ligne?.institution) throw new HubError('INSTITUTION_INCONNUE');
  const { institution, role, territoire, client } = ligne;
  if (ligne.revoquee || client?.revoque === true || (clientsConnus && client === null))
    throw new HubError('ACCES_REVOQUE');
  if (client !== null && client.institution !== institution) throw contraire('client_id');
  if (jeton.role !== undefined && jeton.role !== role) throw contraire('role');
  if (jeton.territoire !== undefined && jeton.territoire !== territoire) throw contraire('territoire');
  const duRole: readonly string[] = HABILITATIONS[role].scopes;
  const scopes = client === null ? duRole : client.scopes.filter((scope) => duRole.includes(scope));
  if (jeton.scopes?.some((scope) => !scopes.includes(scope)) === true) throw contraire('scope');
  if (client !== null && client.contrainte !== 'AUCUNE' && client.contrainte !== jeton.liaison) throw contraire('cnf');
  return { ...jeton, institution, role, territoire, scopes: jeton.scopes ?? scopes };
}

function contraire(revendication: string): HubError {
  const message = `Le jeton ne dit pas ce que le registre accorde à ce client : revendication ${revendication}.`;
  return new HubError('HABILITATION_CONTRAIRE', message);
}
