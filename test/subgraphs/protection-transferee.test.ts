import { randomUUID } from 'node:crypto';
import type { Finalite } from '../../src/domain/access-finalites';
import * as cycle from '../scenarios/cycle-operations';
import { ASE } from '../scenarios/ase-operations';
import { accueilUrgence } from '../scenarios/ase-envois';
import { fiche, ordonnance } from '../scenarios/envois';
import { NOTIFIER, TRANSMETTRE } from '../scenarios/operations';
import { LEVER_PROTECTION, LIEUX, PROTEGER_DOSSIER } from '../scenarios/protection-operations';
import { gestes } from './crip-cycle-gestes';
import {
  accuse,
  INSTITUTIONS,
  ouvrirHub,
  ouvrirTerrain,
  recu,
  retenus,
  type HubOuvert,
  type Json,
  type NomInstitution,
  type Porteur,
  type Terrain,
} from './hub-ouvert';

let terrain: Terrain;
let hub: HubOuvert;
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain);
});
afterAll(async () => {
  await hub.fermer();
  await terrain.fermer();
});

const { avancer } = gestes(() => hub);
const PROTECTIONS = `query ($id: ID!, $finalite: Finalite!) {
  enfant(id: $id, finalite: $finalite) { protections { id etat motif precision poseePar poseeLe } }
}`;
const SECRETS = {
  'enfant.scolarite.uai': 'ETABLISSEMENT_RETENU',
  'enfant.mesuresUrgentes.0.lieu': 'LIEU_DE_VIE_RETENU',
  'enfant.mesuresUrgentes.0.confieA': 'LIEU_DE_VIE_RETENU',
};
const DELAIS = "SELECT collectivite, acteur, etat FROM hub.echeance WHERE sujet_id = $1 AND regle = 'U3' ORDER BY 1";

async function unDossier() {
  const { enfant } = fiche();
  const { id } = accuse(await hub.demander('college', TRANSMETTRE, { input: fiche({ enfant }) }));
  accuse(await hub.demander('parquet', NOTIFIER, { input: ordonnance({ enfant }) }));
  const query = 'query ($id: ID!) { informationPreoccupante(id: $id) { enfant { id } } }';
  return { id, enfantId: recu(await hub.demander('crip', query, { id })).enfant.id as string };
}
const proteger = async (qui: NomInstitution, enfantId: string, plus = {}): Promise<Json> => {
  const input = { idempotencyKey: randomUUID(), enfantId, motif: 'MENACES', ...plus };
  return recu(await hub.demander(qui, PROTEGER_DOSSIER, { input })).protection;
};
const lever = async (qui: NomInstitution, protectionId: string): Promise<Json> => {
  const input = { protectionId, motif: 'Fin.' };
  const une = async (personne: string) => {
    const porteur: Porteur = { ...INSTITUTIONS[qui], sub: personne };
    return recu(await hub.demander(porteur, LEVER_PROTECTION, { input }));
  };
  await une('un agent');
  return (await une('un cadre')).protection;
};
const transferer = (informationId: string) =>
  avancer(cycle.REORIENTER, { informationId, motif: 'La famille vit à Bordeaux.', collectivite: '33' });
const lieux = (qui: NomInstitution, id: string, finalite: Finalite) => hub.demander(qui, LIEUX, { id, finalite });
const protections = async (qui: NomInstitution, id: string): Promise<Json[]> =>
  recu(await hub.demander(qui, PROTECTIONS, { id, finalite: 'PROTECTION' })).protections;

test('la protection suit le dossier : en vigueur à l’arrivée au même instant, elle y est levée par elle seule', async () => {
  const { id, enfantId } = await unDossier();
  const ici = await proteger('ase', enfantId, { motif: 'RISQUE_ENLEVEMENT', precision: 'Une lettre du père.' });
  expect(await transferer(id)).toBe('REORIENTEE');

  const [la, ...autres] = await protections('crip33', enfantId);
  expect(autres).toEqual([]);
  expect(la).toMatchObject({ etat: 'EN_VIGUEUR', motif: 'RISQUE_ENLEVEMENT', precision: 'Une lettre du père.' });
  expect(la.poseePar).toBe('crip-31');
  const [arrivee] = await hub.database.query<{ le: Date }>('SELECT le FROM crip.transfert WHERE enfant_id = $1', [
    enfantId,
  ]);
  expect(la.poseeLe).toBe(arrivee!.le.toISOString());
  expect(await protections('ase33', enfantId)).toEqual([la]);
  expect((await protections('crip', enfantId)).map((une) => une.id)).toEqual([ici.id]);

  expect((await lever('crip', ici.id)).etat).toBe('LEVEE');
  expect(await hub.database.query(DELAIS, [enfantId])).toEqual([
    { collectivite: '31', acteur: 'ase-31', etat: 'TENUE' },
    { collectivite: '33', acteur: 'crip-33', etat: 'OUVERTE' },
  ]);
  // What the ASE of arrival then writes of the place is withheld by its own protection alone.
  const accueil = accueilUrgence({ enfant: null, enfantId, tj: 'tj33063' });
  accuse(await hub.demander('ase33', ASE.accueillirEnUrgence, { input: accueil }));
  expect(recu(await lieux('ase33', enfantId, 'PROTECTION')).mesures[0].confieA).toBe(accueil.confieA);
  for (const qui of ['crip33', 'ase33'] as const) {
    const lue = await lieux(qui, enfantId, 'INFORMATION_FAMILLE');
    expect(retenus(lue)).toMatchObject({ 'enfant.mesures.0.confieA': 'LIEU_DE_VIE_RETENU' });
    expect(lue.raw).not.toContain(accueil.confieA);
  }
  expect(retenus(await lieux('crip', enfantId, 'INFORMATION_FAMILLE'))).toMatchObject(SECRETS);
  expect((await lieux('crip69M', enfantId, 'PROTECTION')).body.data?.enfant ?? null).toBeNull();
  expect((await lever('crip33', la.id)).etat).toBe('LEVEE');
  expect(retenus(await lieux('crip33', enfantId, 'INFORMATION_FAMILLE'))).toEqual({});
});

test('la CRIP et l’ASE d’arrivée en sont averties ; rien de l’avis ne dit pourquoi', async () => {
  const { id, enfantId } = await unDossier();
  await proteger('crip', enfantId, { precision: 'Menaces répétées.' });
  await transferer(id);
  const avis = await hub.database.query<{ destinataire: string }>(
    `SELECT l.destinataire FROM hub.livraison l JOIN hub.evenement e ON e.id = l.evenement_id
     WHERE e.sujet_id = $1 AND e.type = 'dossier.protege' AND l.destinataire LIKE '%-33' ORDER BY 1`,
    [enfantId],
  );
  expect(avis).toEqual([{ destinataire: 'ase-33' }, { destinataire: 'crip-33' }]);
  const [garde] = await hub.database.query<Json>(
    "SELECT get_byte(precision, 0) un FROM crip.protection WHERE enfant_id = $1 AND collectivite = '33'",
    [enfantId],
  );
  expect(garde.un).toBe(1);
});

test('celle que l’arrivée avait déjà posée reste ; une levée proposée ici ne la suit pas', async () => {
  const { id, enfantId } = await unDossier();
  const premiere = await proteger('crip', enfantId);
  await hub.demander('crip', LEVER_PROTECTION, { input: { protectionId: premiere.id, motif: 'Fin.' } });
  await transferer(id);
  const [portee] = await protections('crip33', enfantId);
  expect(portee.etat).toBe('EN_VIGUEUR');
  const retour = await hub.database.query<{ id: string }>(
    "SELECT id FROM crip.information_preoccupante WHERE enfant_id = $1 AND collectivite = '33'",
    [enfantId],
  );
  const input = { idempotencyKey: randomUUID(), informationId: retour[0]!.id, motif: 'Retour.', collectivite: '31' };
  expect(recu(await hub.demander('crip33', cycle.REORIENTER, { input })).userErrors).toEqual([]);
  expect((await protections('crip', enfantId)).map((une) => une.id)).toEqual([premiere.id]);
  expect(await hub.database.query(DELAIS, [enfantId])).toHaveLength(2);
});

test('un dossier sans protection part sans elle ; deux collectivités peuvent protéger le même enfant', async () => {
  const { id, enfantId } = await unDossier();
  await transferer(id);
  expect(await protections('crip33', enfantId)).toEqual([]);
  expect((await proteger('crip33', enfantId)).etat).toBe('EN_VIGUEUR');
  expect((await proteger('crip', enfantId)).etat).toBe('EN_VIGUEUR');
  expect((await proteger('ase33', enfantId)).confirmeeLe).not.toBeNull();
});

test('à la base même, une CRIP n’en pose chez une autre qu’en transférant ce qu’elle protège', async () => {
  const { enfantId } = await unDossier();
  await proteger('crip', enfantId);
  const poser = (vers: string) =>
    hub.database.transaction(
      async (tx) => {
        await tx.query('SET LOCAL ROLE hub_app');
        await tx.query(
          `INSERT INTO crip.protection (id, enfant_id, collectivite, motif, posee_par, posee_le)
           VALUES ($1, $2, $3, 'MENACES', 'crip-31', now())`,
          [randomUUID(), enfantId, vers],
        );
      },
      { institution: 'crip-31', role: 'crip', territoire: '31', acte: 'reorienter' },
    );
  await expect(poser('69M')).rejects.toThrow(/row-level security/);
});
