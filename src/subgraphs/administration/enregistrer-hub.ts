import { defineAct, type Contexte } from '../../act';
import { collectiviteAse } from '../../domain/territoire';
import { ecrire, type Ecriture, type Tx } from '../../platform/database';
import type { AdmittedUrl } from '../../platform/http-client';
import { CleHubRow, CollectiviteDistanteRow } from '../../platform/transferts/hub-distant.entity';
import { refus } from './enregistrer-partenaire';

/** What the operator of the other hub gave by a safe way; its address has been let in (`outgoing().admit`). */
export interface HubAEnregistrer {
  readonly idempotencyKey: string;
  /** Name of its journal. */
  readonly hub: string;
  readonly url: AdmittedUrl;
  readonly collectivites: readonly string[];
  /** The newest first. */
  readonly cles: readonly Pick<CleHubRow, 'kid' | 'emploi' | 'jwk'>[];
  /** Public keys of its receipts. */
  readonly preuve: object;
}

export interface HubChange {
  readonly hub: string;
}

const RECOUVREMENT_HEURES = 24;

/**
 * Another hub, with which files are exchanged, or what changes of it: its keys of before are still known for a day, the time
 * that both sides have the new ones. It speaks for the collectivités that are named here, and for no other.
 */
export const enregistrerHub = defineAct<HubAEnregistrer, HubChange>({
  name: 'enregistrerHub',
  roles: ['exploitant'],
  scope: 'partenaire:gerer',
  controler: (c, { idempotencyKey, collectivites }) => {
    c.texte(['idempotencyKey'], idempotencyKey);
    if (collectivites.length === 0)
      c.refuser(['collectivites'], 'CHAMP_REQUIS', 'collectivites : celles que sert ce hub, une au moins.');
    for (const code of collectivites)
      if (!collectiviteAse(code))
        c.refuser(['collectivites'], 'INCONNU', `collectivites : aucune collectivité de code ${code} n’exerce l’ASE.`);
  },
  perform: async (tx, input, contexte) => {
    const { hub, url, preuve } = input;
    const { newId, now } = contexte;
    const [row] = await tx.query<{ objetId: string }>(
      `INSERT INTO hub.hub_distant (id, objet_id, url, preuve, enregistre_le) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (id) DO UPDATE SET url = $3, preuve = $4, revoque_le = NULL, motif = NULL
       RETURNING objet_id AS "objetId"`,
      [hub, newId(), url, JSON.stringify(preuve), now],
    );
    const collectivites = await attribuer(tx, input);
    return {
      reponse: { hub },
      ecritures: [...collectivites, ...(await tourner(tx, input, contexte))],
      evenements: [],
      objet: { type: 'HubDistant', id: row?.objetId ?? '' },
    };
  },
});

async function attribuer(tx: Tx, { hub, collectivites }: HubAEnregistrer): Promise<Ecriture[]> {
  const codes = [...new Set(collectivites)];
  const [ici] = await tx.query<{ territoire: string }>(
    `SELECT territoire FROM hub.partenaire WHERE role IN ('crip', 'ase') AND territoire = ANY($1) AND revoque_le IS NULL`,
    [codes],
  );
  if (ici)
    throw refus(
      ['collectivites'],
      'DEJA_FAIT',
      `collectivites : ce hub-ci sert déjà la collectivité ${ici.territoire}.`,
    );
  await tx.query('DELETE FROM hub.collectivite_distante WHERE hub = $1 AND collectivite <> ALL($2)', [hub, codes]);
  const lues = await tx.query<CollectiviteDistanteRow>(
    'SELECT collectivite, hub FROM hub.collectivite_distante WHERE collectivite = ANY($1)',
    [codes],
  );
  const autre = lues.find((une) => une.hub !== hub);
  if (autre)
    throw refus(['collectivites'], 'DEJA_FAIT', `collectivites : ${autre.hub} sert déjà la ${autre.collectivite}.`);
  return codes
    .filter((code) => !lues.some(({ collectivite }) => collectivite === code))
    .map((collectivite) => ecrire(CollectiviteDistanteRow, { collectivite, hub }));
}

async function tourner(tx: Tx, { hub, cles }: HubAEnregistrer, { newId, now }: Contexte): Promise<Ecriture[]> {
  const kids = cles.map(({ kid }) => kid);
  const lues = await tx.query<Pick<CleHubRow, 'kid' | 'hub'>>('SELECT kid, hub FROM hub.cle_hub WHERE kid = ANY($1)', [
    kids,
  ]);
  if (lues.some((une) => une.hub !== hub))
    throw refus(['cles'], 'DEJA_FAIT', 'cles : une de ces clés est celle d’un autre hub.');
  await tx.query(
    `UPDATE hub.cle_hub SET retiree_le = CASE WHEN kid = ANY($2) THEN NULL ELSE least(retiree_le, $3) END
     WHERE hub = $1`,
    [hub, kids, new Date(now.getTime() + RECOUVREMENT_HEURES * 3_600_000)],
  );
  const connues = new Set(lues.map(({ kid }) => kid));
  // Their identifiers follow the order of time: the newest is the one to encrypt for.
  return [...cles]
    .reverse()
    .filter(({ kid }) => !connues.has(kid))
    .map((cle) => ecrire(CleHubRow, { ...cle, id: newId(), hub, creeeLe: now, retireeLe: null }));
}

export interface HubARevoquer {
  readonly idempotencyKey: string;
  readonly hub: string;
  readonly motif: string;
}

/** Nothing more goes to it nor comes from it; what was in preparation stays here. */
export const revoquerHub = defineAct<HubARevoquer, HubChange>({
  name: 'revoquerHub',
  roles: ['exploitant'],
  scope: 'partenaire:gerer',
  controler: (c, { idempotencyKey, motif }) => {
    c.texte(['idempotencyKey'], idempotencyKey);
    if (!motif.trim()) c.refuser(['motif'], 'MOTIF_REQUIS', 'motif : une révocation a un motif.');
    c.longueur(['motif'], motif, 500);
  },
  perform: async (tx, { hub, motif }, { now }) => {
    const [row] = await tx.query<{ objetId: string }>(
      `UPDATE hub.hub_distant SET revoque_le = $2, motif = $3 WHERE id = $1 AND revoque_le IS NULL
       RETURNING objet_id AS "objetId"`,
      [hub, now, motif],
    );
    if (!row) throw refus(['hub'], 'INCONNU', 'hub : aucun hub de ce nom n’est admis.');
    return { reponse: { hub }, ecritures: [], evenements: [], objet: { type: 'HubDistant', id: row.objetId } };
  },
});
