import type { VoieEntrante } from '../../connectors/entrant';
import type { Actor, Role } from '../auth/actor';
import { HABILITATIONS } from '../auth/habilitations';
import type { Database } from '../platform/database';
import type { Logger } from '../platform/logger';
import { EnveloppeRow, type Contenu } from './enveloppe.entity';
import type { Reception } from './recevoir';

export interface RepriseDeps {
  /** As the hub itself: whoever sent them. */
  readonly service: Database;
  readonly voies: readonly VoieEntrante[];
  readonly reprendre: Reception['reprendre'];
  readonly logger: Logger;
  /** Idle, it looks again after this. */
  readonly pollMs?: number;
  /** Between two messages: what is read again must not take the place of what arrives. */
  readonly pauseMs?: number;
}

interface Prise {
  readonly id: string;
  readonly voie: string;
  readonly empreinte: string;
  readonly recuLe: Date;
  contenu: Contenu | null;
  readonly institution: string;
  readonly role: Role;
  readonly territoire: string | null;
}

const POLL_MS = 10_000;
const PAUSE_MS = 200;

/** Several processes may look: each message is taken by one. Stopped with it in hand, it is RECUE and can be asked for again. */
const PRENDRE = `
  UPDATE hub.enveloppe AS e SET etat = 'RECUE'
  FROM hub.partenaire p
  WHERE p.id = e.institution AND p.revoque_le IS NULL AND e.id = (
    SELECT id FROM hub.enveloppe WHERE etat = 'A_REPRENDRE' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING e.id, e.voie, e.empreinte, e.recue_le AS "recuLe", e.contenu, e.institution, p.role, p.territoire`;

/** Reads again, one by one, the messages that an operator asked for. */
export function ouvrirReprise({
  service,
  voies,
  reprendre,
  logger,
  pollMs = POLL_MS,
  pauseMs = PAUSE_MS,
}: RepriseDeps) {
  let arretee = false;
  let timer: NodeJS.Timeout | undefined;
  let enCours: Promise<void>;

  const prendre = async (): Promise<boolean> => {
    const [prise] = await service.transaction(async (tx) => tx.ouvrir(EnveloppeRow, await tx.query<Prise>(PRENDRE)));
    if (!prise) return false;
    const voie = voies.find(({ nom }) => nom === prise.voie);
    if (voie && prise.contenu) {
      const { octets, ...beside } = prise.contenu;
      const envoi = { de: expediteur(prise), corps: Buffer.from(octets, 'base64'), ...beside };
      await reprendre(voie, envoi, prise);
    }
    return true;
  };
  const tour = async () => {
    let prise = false;
    try {
      prise = await prendre();
    } catch (error) {
      logger.warn('message not read again', { error });
    }
    if (!arretee) timer = setTimeout(begin, prise ? pauseMs : pollMs);
  };
  const begin = () => {
    enCours = tour();
  };
  begin();
  return {
    close: async () => {
      arretee = true;
      clearTimeout(timer);
      await enCours;
    },
  };
}

/** The institution that sent it, with what its role may do: the act is its own, done at the operator's request. */
function expediteur({ institution, role, territoire }: Prise): Actor {
  const { scopes } = HABILITATIONS[role];
  const machine = { sub: 'reprise', clientId: 'reprise', liaison: null, expiresAt: Number.MAX_SAFE_INTEGER };
  return { ...machine, institution, role, territoire, scopes: [...scopes] };
}
