import { randomUUID } from 'node:crypto';
import { publiques } from '../../src/audit/cles';
import { verifierRecuSeul } from '../../src/audit/verifier-recu';
import { transfertDossier } from '../scenarios/ase-envois';
import { ASE } from '../scenarios/ase-operations';
import { gestesAse } from '../subgraphs/ase-gestes';
import type { HubOuvert, Json, Reponse } from '../subgraphs/hub-ouvert';
import type { ouvrirDeuxHubs } from './deux-hubs';

type Hubs = Awaited<ReturnType<typeof ouvrirDeuxHubs>>;

const ACCORDS = [{ qualite: 'MERE' as const, donne: true, le: '2026-03-01' }];

/** What the tests of two hubs do with a measure: in Toulouse by its acts, in Lyon by its rows. */
export function mesureEntreHubs(hubs: () => Hubs) {
  const { unAccueil, suivie } = gestesAse(() => hubs().toulouse as unknown as HubOuvert);
  const transferer = (mesureId: string, changes: object = {}): Promise<Reponse> =>
    hubs().toulouse.demander('ase', ASE.transfererDossier, {
      input: {
        ...transfertDossier({ mesureId, collectivite: '69M', accords: ACCORDS, idempotencyKey: mesureId }),
        ...changes,
      },
    });
  /** What Lyon has opened that came from that measure. */
  const ouvertes = (mesureId: string): Promise<Json[]> =>
    hubs().lyon.database.query<Json>(
      `SELECT m.id, m.reference, m.etat, m.terme::text, m.recue_de "recueDe", t.reference transfert, t.id "transfertId"
       FROM ase.transfert t JOIN ase.mesure m ON m.id = t.arrivee_id WHERE t.mesure_id = $1`,
      [mesureId],
    );
  const sortant = async (mesureId: string): Promise<Json> =>
    (
      await hubs().toulouse.database.query<Json>(
        `SELECT etat, recu, refus, reference_arrivee "referenceArrivee", contenu FROM hub.transfert_sortant
         WHERE sujet_id = $1 ORDER BY id DESC LIMIT 1`,
        [mesureId],
      )
    )[0];

  return {
    ...{ suivie, transferer, ouvertes, sortant },
    uneMesure: () => unAccueil({ mois: 2 }),
    proteger: (enfantId: string) => ({ idempotencyKey: randomUUID(), enfantId, motif: 'MENACES' }),
    /** Whatever has died in between: never two collectivités that may act, and never two measures there. */
    jamaisDeux: async (mesureId: string): Promise<void> => {
      const [ici] = await hubs().toulouse.database.query<{ active: boolean }>(
        `SELECT transit_id IS NULL AND etat = 'EN_COURS' active FROM ase.mesure WHERE id = $1`,
        [mesureId],
      );
      const { length: la } = await ouvertes(mesureId);
      expect([la <= 1, ici?.active === true && la > 0]).toEqual([true, false]);
    },
    /** Arrived, once, whole, and proven; here it has ended. */
    arrivee: async (mesureId: string): Promise<Json> => {
      const { etat, recu, contenu, referenceArrivee } = await sortant(mesureId);
      expect([etat, contenu]).toEqual(['ABOUTI', null]);
      expect(verifierRecuSeul(recu, publiques(hubs().lyon.trousseau)).signe).toBe(true);
      const la = await ouvertes(mesureId);
      expect(la).toMatchObject([{ reference: referenceArrivee, etat: 'EN_COURS', recueDe: '31' }]);
      expect((await suivie(mesureId)).etat).toBe('TERMINEE');
      const gardes = await hubs().toulouse.database.query<Json>(
        'SELECT reference FROM ase.transfert WHERE mesure_id = $1 AND reference_arrivee = $2',
        [mesureId, referenceArrivee],
      );
      expect(gardes).toEqual([{ reference: la[0].transfert }]);
      return la[0];
    },
  };
}
