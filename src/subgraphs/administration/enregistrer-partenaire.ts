import { defineAct } from '../../act';
import { RefusError, type CodeRefus } from '../../domain/errors';
import { CleClientRow } from '../../platform/client.entity';
import { ecrire, type Ecriture, type Tx } from '../../platform/database';
import type { AdmittedUrl } from '../../platform/http-client';
import { garderSecret } from '../../platform/webhook-secret';
import { chercherEtablissement, estFerme } from './etablissements';
import { controlerPartenaire } from './controler-partenaire';
import { jwkDe } from './controler-cle';
import type { ClientMachineInput, EnregistrerPartenaireInput } from './partenaire.input';

/** Its webhook's address has been let in (`outgoing().admit`). */
export type PartenaireAEnregistrer = EnregistrerPartenaireInput & {
  readonly webhook?: { readonly url: AdmittedUrl } | null;
};

/** What every act on the register answers. */
export interface PartenaireChange {
  readonly institution: string;
}

/**
 * Registers an institution and its first machine, or brings them up to date. An institution that was revoked is open
 * again; its machines of before stay revoked.
 */
export const enregistrerPartenaire = defineAct<PartenaireAEnregistrer, PartenaireChange>({
  name: 'enregistrerPartenaire',
  roles: ['exploitant'],
  scope: 'partenaire:gerer',
  controler: controlerPartenaire,
  perform: async (tx, input, { newId, now }) => {
    const { institution, client } = input;
    const [connu] = await tx.query<{ role: string }>('SELECT role FROM hub.partenaire WHERE id = $1 FOR UPDATE', [
      institution,
    ]);
    if (connu !== undefined && connu.role !== input.role)
      throw refus(['role'], 'ETAT_INCOMPATIBLE', 'role : cette institution est enregistrée avec une autre nature.');
    if (connu === undefined && !input.horsAnnuaire) await exigerDansLAnnuaire(tx, input);
    const objetId = await inscrire(tx, input);
    const ecritures = client ? await inscrireClient(tx, institution, client, { newId, now }) : [];
    return {
      reponse: { institution },
      ecritures,
      evenements: [
        {
          type: 'acces.modifie' as const,
          sujetId: objetId,
          portee: { collectivite: input.territoire ?? '', destinataire: institution },
        },
      ],
      objet: { type: 'Partenaire', id: objetId },
    };
  },
});

async function inscrire(tx: Tx, input: PartenaireAEnregistrer): Promise<string> {
  const { institution, nom, role, territoire, identifiantExterne, webhook } = input;
  if (identifiantExterne) await exigerLibre(tx, institution, identifiantExterne);
  const [row] = await tx.query<{ objetId: string }>(
    `INSERT INTO hub.partenaire (id, nom, role, territoire, identifiant_externe, webhook_url)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (id) DO UPDATE SET nom = $2, territoire = $4, revoque_le = NULL, motif = NULL,
       identifiant_externe = coalesce($5, hub.partenaire.identifiant_externe),
       webhook_url = coalesce($6, hub.partenaire.webhook_url)
     RETURNING objet_id AS "objetId"`,
    [institution, nom, role, territoire ?? null, identifiantExterne ?? null, webhook?.url ?? null],
  );
  const objetId = row?.objetId ?? '';
  if (webhook) await garderSecret(tx, institution, objetId, webhook.secret);
  return objetId;
}

/** A new school is open in the directory, where that is loaded. */
async function exigerDansLAnnuaire(tx: Tx, { institution, role }: PartenaireAEnregistrer): Promise<void> {
  if (role !== 'college' && role !== 'dsden') return;
  const trouve = await chercherEtablissement(tx, institution);
  if (trouve === 'absent') throw horsAnnuaire(`l’annuaire chargé n’a aucun établissement ${institution}`);
  if (trouve && estFerme(trouve))
    throw horsAnnuaire(`${institution} (${trouve.nom}, ${trouve.nomCommune}) est fermé dans l’annuaire chargé`);
}

const horsAnnuaire = (constat: string) =>
  refus(
    ['institution'],
    'INCONNU',
    `institution : ${constat}. Vérifier l’UAI ; si elle est juste : \`horsAnnuaire\`, ou --sans-annuaire.`,
  );

async function exigerLibre(tx: Tx, institution: string, identifiantExterne: string): Promise<void> {
  const pris = await tx.query('SELECT 1 FROM hub.partenaire WHERE (identifiant_externe = $1 OR id = $1) AND id <> $2', [
    identifiantExterne,
    institution,
  ]);
  if (pris.length > 0)
    throw refus(['identifiantExterne'], 'DEJA_FAIT', 'identifiantExterne : il désigne déjà une autre institution.');
}

async function inscrireClient(
  tx: Tx,
  institution: string,
  { clientId, scopes, contrainte, cle }: ClientMachineInput,
  { newId, now }: { newId: () => string; now: Date },
): Promise<Ecriture[]> {
  const ici = (champ: string) => ['client', champ];
  const [connu] = await tx.query<{ institution: string; revoque: boolean }>(
    'SELECT institution, revoque_le IS NOT NULL AS revoque FROM hub.client WHERE client_id = $1 FOR UPDATE',
    [clientId],
  );
  if (connu !== undefined && connu.institution !== institution)
    throw refus(ici('clientId'), 'DEJA_FAIT', 'clientId : ce nom est déjà celui d’une autre machine.');
  if (connu?.revoque === true)
    throw refus(ici('clientId'), 'ETAT_INCOMPATIBLE', 'clientId : cette machine a été révoquée ; donnez un autre nom.');
  if (connu !== undefined && cle)
    throw refus(ici('cle'), 'ETAT_INCOMPATIBLE', 'cle : cette machine en a déjà une ; la changer est `tournerCle`.');
  if (connu === undefined && !cle) throw refus(ici('cle'), 'CHAMP_REQUIS', 'cle : une machine a une clé publique.');
  await tx.query(
    `INSERT INTO hub.client (id, client_id, institution, scopes, contrainte, cree_le)
     VALUES ($1, $2, $3, $4, coalesce($5, 'AUCUNE'), $6)
     ON CONFLICT (client_id) DO UPDATE SET scopes = $4, contrainte = coalesce($5, hub.client.contrainte)`,
    [newId(), clientId, institution, [...new Set(scopes)], contrainte ?? null, now],
  );
  if (!cle) return [];
  const jwk = jwkDe(cle);
  return [
    ecrire(CleClientRow, { id: newId(), clientId, kid: cle.kid, jwk, creeLe: now, retireeLe: null, motif: null }),
  ];
}

export function refus(path: readonly string[], code: CodeRefus, message: string): RefusError {
  return new RefusError([{ path, code, message }]);
}
