import { ajouterDuree, retrancherDuree, type Duree } from '../../src/domain/calendar';
import { accueilProvisoire, accueilUrgence, lieu } from '../scenarios/ase-envois';
import { ASE, SUIVI } from '../scenarios/ase-operations';
import { connuMineur } from '../scenarios/connu-mineur';
import { enfant } from '../scenarios/envois';
import { requete } from '../scenarios/justice-envois';
import { SAISIR_JUGE } from '../scenarios/justice-operations';
import { decidee, horloges, opp } from './justice-gestes';
import { accuse, recu, type HubOuvert, type Json, type NomInstitution } from './hub-ouvert';

export const AUJOURDHUI = new Date().toISOString().slice(0, 10);
export const dans = (jours: number): string => ajouterDuree(AUJOURDHUI, { jours });
/** Noon of that day: it is the same day everywhere in the hub's tests. */
export const ilYA = (duree: Duree): string => `${retrancherDuree(AUJOURDHUI, duree)}T11:00:00Z`;

const ENFANT = 'query ($id: ID!) { informationPreoccupante(id: $id) { enfant { id } } }';

/** What the tests of the ASE do over and over, on the hub that is open by then. */
export function gestesAse(hub: () => HubOuvert) {
  const envoyer = async (acte: keyof typeof ASE, input: object, qui: NomInstitution = 'ase'): Promise<Json> =>
    recu(await hub().demander(qui, ASE[acte], { input }));
  /** The one refusal of an act that left nothing. */
  const refus = async (acte: keyof typeof ASE, input: object): Promise<Json> => {
    const { userErrors, ...reste } = await envoyer(acte, input);
    expect(Object.values(reste)).toEqual([null]);
    expect(userErrors).toHaveLength(1);
    return userErrors[0];
  };
  const admis = async (acte: keyof typeof ASE, input: object): Promise<Json> => {
    const { userErrors, ...reste } = await envoyer(acte, input);
    expect(userErrors).toEqual([]);
    return Object.values(reste)[0];
  };
  const suivie = async (id: string, qui: NomInstitution = 'ase'): Promise<Json> =>
    recu(await hub().demander(qui, SUIVI, { id }));

  async function unEnfant(dateNaissance = '2014-05-02'): Promise<string> {
    const { qui, query, input } = connuMineur(dateNaissance);
    const { id } = accuse(await hub().demander(qui, query, { input }));
    return recu(await hub().demander('ase', ENFANT, { id })).enfant.id as string;
  }

  /** A place that can take a child today. */
  const unLieu = async (changes: object = {}): Promise<string> =>
    (await admis('enregistrerLieuAccueil', lieu(changes))).id as string;

  /** An accueil provisoire in progress for that long. */
  async function unAccueil(depuis: Duree, naissance?: string): Promise<string> {
    const [enfantId, lieuId] = [await unEnfant(naissance), await unLieu()];
    const debut = ilYA(depuis);
    const terme = ajouterDuree(debut.slice(0, 10), { annees: 1 });
    const input = accueilProvisoire({ enfantId, lieuId, debut, terme });
    return (await admis('ouvrirMesureAdministrative', input)).id as string;
  }

  const uneUrgence = async (changes: object = {}): Promise<string> =>
    (await admis('accueillirEnUrgence', accueilUrgence(changes))).id as string;

  /** What a decision of the juge of Toulouse orders. */
  async function unPlacement(changes: object = {}, dateNaissance?: string): Promise<string> {
    const { enfantId } = await opp(hub(), dateNaissance ? { enfant: { ...enfant(), dateNaissance } } : {});
    accuse(await hub().demander('parquet', SAISIR_JUGE, { input: requete({ enfantId }) }));
    const { id } = await decidee(hub(), { enfantId, ...changes });
    const query = `query { mesures(first: 1, filtre: { enfantId: "${enfantId}" }) { edges { node { id decisionId } } } }`;
    const [{ node }] = recu(await hub().demander('ase', query)).edges;
    expect(node.decisionId).toBe(id);
    return node.id as string;
  }

  return {
    ...{ envoyer, refus, admis, suivie, unEnfant, unLieu, unAccueil, uneUrgence, unPlacement },
    horloges: (sujetId: string) => horloges(hub(), sujetId),
  };
}
