import { randomUUID } from 'node:crypto';
import { isDemoClientName, type DemoClientName } from '../../src/auth/demo-clients';
import { demande, evaluation, rapport, signalement } from '../scenarios/cycle-envois';
import * as cycle from '../scenarios/cycle-operations';
import { fiche, ficheHopital, ordonnance, saisine } from '../scenarios/envois';
import { decision, requete, soitTransmis, suites } from '../scenarios/justice-envois';
import * as justice from '../scenarios/justice-operations';
import { ACCUSER, BOITE, NOTIFIER, REPONDRE, SAISIR, TRANSMETTRE } from '../scenarios/operations';
import { JOINDRE, pdf } from '../scenarios/pieces';
import { Refuse, type Clients } from './clients';
import { SIMULATORS } from '../support/simulators';
import type { Tirage } from '../support/tirage';

/** One way that partners use the hub, played again and again under faults. */
export interface Voie {
  readonly nom: string;
  readonly jouer: (clients: Clients, tirage: Tirage) => Promise<void>;
}

const accuse = async (clients: Clients, client: DemoClientName, mutation: string, input: object): Promise<string> =>
  (await clients.acte(client, mutation, input)).contenu.accuseReception.id as string;

const cle = () => ({ idempotencyKey: randomUUID() });

const crip = (clients: Clients) => async (mutation: string, input: object) => {
  await clients.acte('crip', mutation, { ...cle(), ...input });
};

async function qualifiee(clients: Clients): Promise<string> {
  const informationId = await accuse(clients, 'college', TRANSMETTRE, fiche());
  const faire = crip(clients);
  await faire(cycle.ANALYSER, { informationId });
  await faire(cycle.QUALIFIER, { informationId });
  return informationId;
}

/** Must be refused; accepted, it is a fault of the hub. */
async function refusee(code: string, envoi: Promise<unknown>): Promise<void> {
  try {
    await envoi;
  } catch (error) {
    if (error instanceof Refuse && error.code === code) return;
    throw error;
  }
  throw new Error(`accepted what must be refused: ${code}`);
}

const PARTENAIRES = SIMULATORS.map(({ role, ...simulator }) => {
  if (!isDemoClientName(role)) throw new Error(`no demonstration client has the role ${role}`);
  return { client: role, ...simulator };
});

/** Every kind of message that partners send in their own formats. */
const DEPOTS = PARTENAIRES.flatMap(({ client, emissions }) =>
  emissions.map((emission): Voie => ({
    nom: emission.exemple,
    jouer: (clients) => clients.deposer(client, emission),
  })),
);

/** What they read in them, of all that concerns them. */
const RELEVES = PARTENAIRES.flatMap(({ client, releves }) =>
  releves.flatMap(({ voie: { chemin } }) => (chemin.includes(':id') ? [] : [[client, chemin] as const])),
);

/** Every way: a line here, and what it sends. */
export const VOIES: readonly Voie[] = [
  {
    nom: 'information préoccupante',
    jouer: async (clients, tirage) => {
      const urgence = tirage.parmi(['RAPIDE', 'IMMEDIATE'] as const);
      await (tirage.vrai(0.7)
        ? accuse(clients, 'college', TRANSMETTRE, fiche({ urgence }))
        : accuse(clients, 'hopital', TRANSMETTRE, { ...ficheHopital(), urgence }));
    },
  },
  ...DEPOTS,
  {
    nom: 'mesure urgente',
    jouer: async (clients, tirage) => {
      const mesureId = await accuse(clients, 'parquet', NOTIFIER, ordonnance());
      // Of the others, nobody takes charge: the ladder runs.
      if (tirage.vrai(0.7)) await clients.acte('ase', ACCUSER, { ...cle(), mesureId, fonction: "Cadre d'astreinte" });
    },
  },
  {
    nom: 'saisine du Défenseur',
    jouer: async (clients) => {
      const saisineId = await accuse(clients, 'defenseur', SAISIR, saisine());
      const reponse = 'Évaluation confiée le 12 mars, rendue sous trois semaines.';
      await clients.acte('ase', REPONDRE, { ...cle(), saisineId, reponse, fonction: 'Responsable ASE' });
    },
  },
  {
    nom: 'de la fiche au classement',
    jouer: async (clients) => {
      const informationId = await qualifiee(clients);
      const faire = crip(clients);
      await faire(cycle.OUVRIR_EVALUATION, evaluation(informationId));
      await faire(cycle.RENDRE_EVALUATION, rapport(informationId));
      await faire(cycle.DECIDER, { informationId, suite: 'CLASSEMENT' });
      await faire(cycle.INFORMER_PARENTS, { informationId, objet: 'CONCLUSIONS', informes: true });
      await faire(cycle.ENVOYER_RETOUR, { informationId });
    },
  },
  {
    nom: 'complément demandé au collège',
    jouer: async (clients) => {
      const informationId = await accuse(clients, 'college', TRANSMETTRE, fiche());
      await crip(clients)(cycle.ANALYSER, { informationId });
      const demandeId = await accuse(clients, 'crip', cycle.DEMANDER_COMPLEMENT, demande(informationId));
      const reponse = { ...cle(), demandeId, reponse: 'Onze demi-journées depuis septembre.', fonction: 'CPE' };
      await accuse(clients, 'college', cycle.REPONDRE_COMPLEMENT, reponse);
    },
  },
  {
    nom: 'signalement au parquet et ses suites',
    jouer: async (clients) => {
      const informationId = await qualifiee(clients);
      const signalementId = await accuse(clients, 'crip', cycle.SIGNALER, signalement(informationId));
      await accuse(clients, 'parquet', justice.SUITES, suites({ signalementId, suite: 'SAISINE_JE' }));
    },
  },
  {
    nom: 'du soit-transmis à la décision du juge',
    jouer: async (clients) => {
      const envoi = soitTransmis();
      await accuse(clients, 'parquet', justice.SOIT_TRANSMIS, envoi);
      const { enfant } = envoi;
      const mesureId = await accuse(clients, 'parquet', NOTIFIER, ordonnance(enfant ? { enfant } : {}));
      const { mesureUrgente } = await clients.lire(
        'parquet',
        `query ($id: ID!) { mesureUrgente(id: $id) { enfant { id } } }`,
        {
          id: mesureId,
        },
      );
      const enfantId = mesureUrgente.enfant.id as string;
      const requeteId = await accuse(clients, 'parquet', justice.SAISIR_JUGE, requete({ enfantId }));
      await accuse(clients, 'juge', justice.DECIDER, decision({ enfantId, requeteId }));
    },
  },
  {
    nom: 'pièce jointe',
    jouer: async (clients, tirage) => {
      const informationId = await accuse(clients, 'college', TRANSMETTRE, fiche());
      const octets = pdf(randomUUID(), tirage.entier(300_000));
      const { id: pieceId, empreinte } = await clients.televerser('college', '/pieces', 'application/pdf', octets);
      const quoi = { ...cle(), informationId, pieceId, empreinte, intitule: 'Relevé', medicale: false };
      await accuse(clients, 'college', JOINDRE, quoi);
      const lus = await clients.telecharger('crip', `/pieces/${String(pieceId)}`);
      if (!lus.equals(octets)) throw new Error('an attachment came back with other bytes');
    },
  },
  {
    nom: 'boîte relevée',
    jouer: async (clients, tirage) => {
      await clients.lire(tirage.parmi(['college', 'hopital', 'juge'] as const), BOITE);
    },
  },
  {
    nom: 'relevé dans son format',
    jouer: async (clients, tirage) => {
      const [qui, chemin] = tirage.parmi(RELEVES);
      if ((await clients.telecharger(qui, chemin)).length === 0) throw new Error(`nothing was read at ${chemin}`);
    },
  },
  {
    nom: 'ce qui doit être refusé',
    jouer: async (clients, tirage) => {
      if (tirage.vrai(0.5)) {
        const envoi = fiche();
        const scolarite = { uai: '9871234J', classe: '6e B' };
        await refusee('CLE_INVALIDE', clients.acte('college', TRANSMETTRE, { ...envoi, scolarite }));
        return;
      }
      const envoi = ordonnance();
      await clients.acte('parquet', NOTIFIER, envoi);
      const autre = { ...envoi, motifs: 'Un autre contenu sous la même clé.' };
      await refusee('CONFLICT', clients.acte('parquet', NOTIFIER, autre));
    },
  },
];
