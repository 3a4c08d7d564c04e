import { evaluation, rapport } from '../scenarios/cycle-envois';
import * as cycle from '../scenarios/cycle-operations';
import { fiche } from '../scenarios/envois';
import { TRANSMETTRE } from '../scenarios/operations';
import { accuse, recu, type HubOuvert, type Json } from './hub-ouvert';

type Qui = Parameters<HubOuvert['demander']>[0];

/** What the tests of the life cycle do over and over, on the hub that is open by then. */
export function gestes(hub: () => HubOuvert) {
  const transmettre = async (changes: Parameters<typeof fiche>[0] = {}) =>
    accuse(await hub().demander('college', TRANSMETTRE, { input: fiche(changes) })).id;
  const faire = async (query: string, input: object, qui: Qui = 'crip'): Promise<Json> =>
    recu(await hub().demander(qui, query, { input }));
  const avancer = async (query: string, input: object): Promise<string> => {
    const { avancement, userErrors } = await faire(query, input);
    expect(userErrors).toEqual([]);
    return avancement.etat as string;
  };
  const refus = async (query: string, input: object, qui: Qui = 'crip'): Promise<string[]> =>
    (await faire(query, input, qui)).userErrors.map(
      ({ code, path }: { code: string; path: string[] }) => `${path.join('.')} ${code}`,
    );
  const dossier = async (id: string): Promise<Json> => recu(await hub().demander('crip', cycle.DOSSIER, { id }));
  const horloges = (id: string) =>
    hub().database.query<{ regle: string; etat: string; depart: Date }>(
      'SELECT regle, etat, depart FROM hub.echeance WHERE sujet_id = $1 ORDER BY regle, id',
      [id],
    );

  async function jusqua(etat: 'EN_PREMIERE_ANALYSE' | 'QUALIFIEE_IP' | 'EN_EVALUATION' | 'EVALUEE', id: string) {
    await avancer(cycle.ANALYSER, { informationId: id });
    if (etat === 'EN_PREMIERE_ANALYSE') return id;
    await avancer(cycle.QUALIFIER, { informationId: id });
    if (etat === 'QUALIFIEE_IP') return id;
    expect((await faire(cycle.OUVRIR_EVALUATION, evaluation(id))).userErrors).toEqual([]);
    if (etat === 'EVALUEE') await avancer(cycle.RENDRE_EVALUATION, rapport(id));
    return id;
  }

  return { transmettre, faire, avancer, refus, dossier, horloges, jusqua };
}
