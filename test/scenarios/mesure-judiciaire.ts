import { accuse, donnees } from './attendus';
import { ordonnance } from './envois';
import { decision, requete } from './justice-envois';
import { DECIDER, SAISIR_JUGE } from './justice-operations';
import type { Monde } from './monde';
import { MESURE, NOTIFIER } from './operations';

const MESURES = `query ($filtre: FiltreMesuresAseInput) {
  mesures(first: 1, filtre: $filtre) { edges { node { id } } }
}`;

/** A child whom the juge des enfants of Toulouse has just entrusted to its ASE. */
export async function enfantSuivi(monde: Monde): Promise<{ enfantId: string; mesureId: string }> {
  const { id } = accuse(await monde.demander('parquet', NOTIFIER, { input: ordonnance() }));
  const enfantId = donnees(await monde.demander('parquet', MESURE, { id })).mesureUrgente.enfant.id as string;
  accuse(await monde.demander('parquet', SAISIR_JUGE, { input: requete({ enfantId }) }));
  accuse(await monde.demander('juge', DECIDER, { input: decision({ enfantId }) }));
  const { mesures } = donnees(await monde.demander('ase', MESURES, { filtre: { enfantId } }));
  return { enfantId, mesureId: mesures.edges[0].node.id };
}
