import { HABILITATIONS } from '../../auth/habilitations';
import type { Role } from '../../auth/actor';
import { controlerRaisonSociale, type Controle } from '../../domain/controle';
import { parseFiness, parseUai } from '../../domain/identifiers-etablissements';
import { collectiviteAse, collectivitesDuTerritoire } from '../../domain/territoire';
import { parseTj } from '../../domain/tribunaux';
import { webhookFaible } from '../../platform/secrets';
import { controlerCle } from './controler-cle';
import type { ClientMachineInput, EnregistrerPartenaireInput, WebhookInput } from './partenaire.input';

const CLIENT = /^[a-z0-9][a-z0-9._-]{2,63}$/i;
const SCOPES_MAX = 50;

/** Everything that the registration of a partner breaks by itself. */
export function controlerPartenaire(c: Controle, input: EnregistrerPartenaireInput): void {
  c.texte(['idempotencyKey'], input.idempotencyKey);
  c.texte(['nom'], input.nom);
  controlerRaisonSociale(c, ['nom'], input.nom);
  controlerInstitution(c, input);
  controlerTerritoire(c, input);
  if (input.identifiantExterne && !/^[\w.-]{1,64}$/.test(input.identifiantExterne))
    c.refuser(
      ['identifiantExterne'],
      'IDENTIFIANT_INVALIDE',
      'identifiantExterne : lettres, chiffres, points et tirets.',
    );
  if (input.client) controlerClient(c, input.role, input.client);
  if (input.webhook) controlerWebhook(c, input.webhook);
}

/** How each kind of institution is named in the register; null: the name is right. */
const NOMS: Readonly<Record<Role, (institution: string) => string | null>> = {
  college: (nom) => refusDe(parseUai(nom)),
  dsden: (nom) => refusDe(parseUai(nom)),
  hopital: (nom) => refusDe(parseFiness(nom)),
  parquet: (nom) => refusDe(parseTj(nom)),
  juge: (nom) => (nom.startsWith('je-') ? refusDe(parseTj(nom.slice(3))) : '`je-` puis le code du tribunal.'),
  crip: (nom) => deLaCollectivite('crip', nom),
  ase: (nom) => deLaCollectivite('ase', nom),
  defenseur: (nom) => (nom === 'DDD' ? null : '`DDD` est attendu.'),
  snated: (nom) => (nom === 'SNATED' ? null : '`SNATED` est attendu.'),
  dpo: (nom) => deLaCollectivite('dpo', nom),
  observatoire: (nom) => deLaCollectivite('odpe', nom),
  archiviste: (nom) => deLaCollectivite('archives', nom),
  auditeur: (nom) => (/^auditeur(-[a-z0-9-]{1,50})?$/.test(nom) ? null : '`auditeur`, ou `auditeur-` puis un nom.'),
  exploitant: (nom) =>
    /^[a-z][a-z0-9-]{2,62}$/.test(nom) ? null : 'trois lettres minuscules, chiffres ou tirets au moins.',
};

function refusDe(parsed: { readonly ok: boolean; readonly message?: string }): string | null {
  return parsed.ok ? null : (parsed.message ?? 'identifiant inconnu.');
}

function deLaCollectivite(genre: 'crip' | 'ase' | 'dpo' | 'odpe' | 'archives', nom: string): string | null {
  const code = nom.startsWith(`${genre}-`) ? nom.slice(genre.length + 1) : '';
  if (collectiviteAse(code)) return null;
  // A département that several share, or that is another's, has no code of its own: 67, 69, 2A.
  const codes = collectivitesDuTerritoire(code).map((une) => `\`${genre}-${une.code}\` (${une.nom})`);
  return codes.length > 0
    ? `dans ce département, c'est ${codes.join(' ou ')}.`
    : `\`${genre}-\` puis le code d'une collectivité, par exemple \`${genre}-31\`.`;
}

function controlerInstitution(c: Controle, { institution, role }: EnregistrerPartenaireInput): void {
  const refus = NOMS[role](institution);
  if (refus !== null) c.refuser(['institution'], 'IDENTIFIANT_INVALIDE', `institution : ${refus}`);
}

function controlerTerritoire(c: Controle, { institution, role, territoire }: EnregistrerPartenaireInput): void {
  const { territoire: genre } = HABILITATIONS[role];
  const refuser = (message: string) => {
    c.refuser(['territoire'], territoire ? 'HORS_TERRITOIRE' : 'CHAMP_REQUIS', `territoire : ${message}`);
  };
  if (genre === 'NATIONAL') {
    if (territoire) refuser('une institution nationale n’en a pas.');
    return;
  }
  if (c.refus.some(({ path }) => path[0] === 'institution')) return;
  // The name of a court, of a CRIP, of an ASE, of a DPO, of an observatory and of archives says where it exercises.
  const dit =
    /^(?:je-|crip-|ase-|dpo-|odpe-|archives-)(.+)$/.exec(institution)?.[1] ??
    (role === 'parquet' ? institution : undefined);
  if (dit !== undefined && territoire !== dit) refuser(`« ${dit} » est attendu, comme le dit son identifiant.`);
  else if (dit === undefined && !collectiviteAse(territoire ?? '')) refuser('le code d’une collectivité est attendu.');
}

function controlerClient(c: Controle, role: Role, client: ClientMachineInput): void {
  const { clientId, scopes, cle } = client;
  if (!CLIENT.test(clientId))
    c.refuser(
      ['client', 'clientId'],
      'IDENTIFIANT_INVALIDE',
      'clientId : 3 à 64 lettres, chiffres, points ou tirets, le premier étant une lettre ou un chiffre.',
    );
  const admis: readonly string[] = HABILITATIONS[role].scopes;
  if (scopes.length === 0 || scopes.length > SCOPES_MAX)
    c.refuser(['client', 'scopes'], 'CHAMP_REQUIS', 'scopes : un mandat au moins.');
  for (const [i, scope] of scopes.entries())
    if (!admis.includes(scope))
      c.refuser(
        ['client', 'scopes', String(i)],
        'VALEUR_INVALIDE',
        `scopes : ce mandat n'est pas de ceux de ce rôle (${admis.join(', ')}).`,
      );
  if (cle) controlerCle(c, ['client', 'cle'], cle);
}

function controlerWebhook(c: Controle, { secret }: WebhookInput): void {
  const secrets = secret.split(' ');
  const faible = secrets.length > 2 || secrets.some((un) => webhookFaible(un) !== undefined);
  if (faible)
    c.refuser(
      ['webhook', 'secret'],
      'VALEUR_INVALIDE',
      'secret : « whsec_ » puis 24 octets au hasard au moins, en base64 ; deux secrets au plus, séparés par une espace.',
    );
}
