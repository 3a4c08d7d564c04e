import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ROLES, type Role } from '../auth/actor';
import { HABILITATIONS } from '../auth/habilitations';
import type { Contrainte } from '../platform/client.entity';
import type { Database } from '../platform/database';
import { chercherEtablissement, enregistrerPartenaire, lirePartenaire } from '../subgraphs/administration';
import { ErreurUsage } from './command';
import { avecLaBase } from './ouvrir-base';
import { accomplir, admettre } from './partner-actes';
import { avecLaCle, paire, type OptionsCle } from './partner-cles';
import { garderRecu } from './partner-recu';

export interface OptionsAjout extends OptionsCle {
  readonly nom?: string | undefined;
  readonly role?: string | undefined;
  readonly territoire?: string | undefined;
  readonly client?: string | undefined;
  readonly scopes?: string | undefined;
  readonly contrainte?: string | undefined;
  readonly webhook?: string | undefined;
  readonly 'webhook-secret'?: string | undefined;
  readonly 'identifiant-externe'?: string | undefined;
  readonly recu?: string | undefined;
  readonly 'sans-annuaire'?: boolean | undefined;
}

/** `partner add`: an institution, its machine and its webhook, or what changes of them. */
export async function ajouter(institution: string | undefined, options: OptionsAjout): Promise<string> {
  const { nom, territoire = null, client, 'identifiant-externe': identifiantExterne = null } = options;
  if (institution === undefined || nom === undefined || options.role === undefined)
    throw new ErreurUsage('add attend une institution, --role et --nom. Voir --help.');
  const role = lireRole(options.role);
  if (client === undefined && [options.scopes, options.contrainte, options.cle, options.vers].some(Boolean))
    throw new ErreurUsage('--scopes, --contrainte, --cle et --vers décrivent une machine : --client la nomme.');
  const machine = client === undefined ? undefined : { client, role, contrainte: lireContrainte(options.contrainte) };
  const webhook = await lireWebhook(options);
  const recuGarde = garderRecu(options.recu);
  return avecLaBase(async (database) => {
    const { clientInput, cles, dit } = await decrire(database, institution, machine, options);
    const recu = await avecLaCle(cles, () =>
      accomplir(database, enregistrerPartenaire, {
        ...{ idempotencyKey: randomUUID(), institution, nom, role, territoire, identifiantExterne },
        ...{ webhook, client: clientInput, horsAnnuaire: options['sans-annuaire'] === true },
      }),
    );
    return `${institution} est enregistré${await nomDansLAnnuaire(database, institution)}.${dit}${recuGarde(recu)}`;
  });
}

/** What the directory of schools calls it, where it knows it. */
async function nomDansLAnnuaire(database: Database, institution: string): Promise<string> {
  const trouve = await chercherEtablissement(database, institution);
  return trouve === undefined || trouve === 'absent' ? '' : ` (annuaire : ${trouve.nom}, ${trouve.nomCommune})`;
}

interface Machine {
  readonly client: string;
  readonly role: Role;
  readonly contrainte: Contrainte | null;
}

/** A machine that is known keeps its keys: only its scopes and its binding change here. */
async function decrire(database: Database, institution: string, machine: Machine | undefined, options: OptionsAjout) {
  if (machine === undefined) return { clientInput: null, cles: undefined, dit: '\n' };
  const { client: clientId, role, contrainte } = machine;
  const connu = (await lirePartenaire(database, institution))?.clients.some((un) => un.clientId === clientId) === true;
  const cles = connu && options.cle === undefined ? undefined : paire(options);
  const demandes = options.scopes?.split(',').map((scope) => scope.trim());
  const scopes = demandes ?? HABILITATIONS[role].scopes.filter((scope) => scope !== 'medical:lire');
  return {
    clientInput: { clientId, scopes: [...scopes], contrainte, cle: cles?.publique ?? null },
    cles,
    dit: cles ? ` Machine ${clientId}, clé ${cles.publique.kid}.\n${cles.remise}` : ` Machine ${clientId}.\n`,
  };
}

export function lireRole(nom: string): Role {
  const role = ROLES.find((un) => un === nom);
  if (role === undefined) throw new ErreurUsage(`--role : un de ${ROLES.join(', ')} est attendu.`);
  return role;
}

function lireContrainte(nom: string | undefined): Contrainte | null {
  if (nom === undefined) return null;
  if (nom === 'mtls' || nom === 'dpop') return nom === 'mtls' ? 'MTLS' : 'DPOP';
  throw new ErreurUsage('--contrainte : mtls ou dpop est attendu.');
}

async function lireWebhook({ webhook, 'webhook-secret': fichier }: OptionsAjout) {
  if (webhook === undefined && fichier === undefined) return null;
  if (webhook === undefined || fichier === undefined)
    throw new ErreurUsage('--webhook et --webhook-secret vont ensemble.');
  let secret: string;
  try {
    secret = readFileSync(fichier, 'utf8').trim();
  } catch {
    throw new ErreurUsage(`--webhook-secret : le fichier ${fichier} ne peut pas être lu.`);
  }
  return { url: await admettre(webhook), secret };
}
