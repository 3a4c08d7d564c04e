import type { Contexte, Issue } from '../../../act';
import { REGIMES_RETOUR } from '../../../domain/retours';
import { ecrire, type Ecriture, type Tx } from '../../../platform/database';
import { ouvrirEcheance } from '../../../platform/echeances';
import { newReference } from '../../../platform/reference';
import { InformationPreoccupanteRow } from '../information-preoccupante.entity';
import type { DossierTransmis, FicheTransmise } from './dossier-transmis';

export interface Arrivee {
  readonly id: string;
  readonly reference: string;
  /** The identifiers here of the sheets, in the order in which they came. */
  readonly fiches: readonly string[];
  readonly ecritures: readonly Ecriture[];
  readonly evenements: Issue<unknown>['evenements'];
}

/**
 * An information and those joined to it, received by the CRIP of a competent collectivité (CASF L221-3). The earliest
 * reception still counts for its evaluation (a transfer gives nobody three new months), and each sender keeps its own
 * feedback clock.
 */
export async function arriver(tx: Tx, fiches: DossierTransmis, vers: string, contexte: Contexte): Promise<Arrivee> {
  const { newId, now, registres } = contexte;
  const [principale, ...jointes] = fiches;
  const id = newId();
  const reference = newReference('IP');
  const horsHoraires = await registres.receptionHorsHoraires(tx, vers, now, contexte);
  const portee = { collectivite: vers, urgente: principale.urgence === 'IMMEDIATE' };
  const astreinte = horsHoraires && portee.urgente;
  const reception = { sujetId: id, sujetType: 'InformationPreoccupante', collectivite: vers, tribunal: null } as const;
  const depart = new Date(Math.min(...fiches.map(({ recueLe }) => recueLe.getTime())));
  const ici = { collectivite: vers, horsHoraires, suite: null };
  const arrivees: readonly [InformationPreoccupanteRow, ...InformationPreoccupanteRow[]] = [
    { ...principale, ...ici, id, reference, etat: 'RECUE', rattacheeA: null },
    ...jointes.map((jointe) => ({
      ...{ ...jointe, ...ici, id: newId(), reference: newReference('IP') },
      ...{ etat: 'JOINTE' as const, rattacheeA: id },
    })),
  ];
  return {
    ...{ id, reference, fiches: arrivees.map((une) => une.id) },
    ecritures: [
      ...arrivees.map((row) => ecrire(InformationPreoccupanteRow, row)),
      ouvrirEcheance(newId, { regle: 'A1', sujetId: id, depart, collectivite: vers, now }).ecriture,
      ...arrivees.flatMap((row) => retourDu(row, contexte)),
      ...(astreinte ? await registres.ouvrirReception(tx, reception, contexte) : []),
    ],
    evenements: [
      ...(astreinte ? [{ type: 'information-preoccupante.urgente-hors-horaires' as const, sujetId: id, portee }] : []),
      { type: 'information-preoccupante.recue', sujetId: id, portee },
    ],
  };
}

/** What the CRIP of origin recorded itself, a call or a letter, is that of arrival's to answer: not the CRIP of origin's to read. */
export function aRepondreIci<F extends Pick<FicheTransmise, 'canal' | 'emetteurInstitution'>>(fiche: F, vers: string) {
  return fiche.canal === 'HUB' ? fiche : { ...fiche, emetteurInstitution: `crip-${vers}` };
}

/** What is owed without being asked for; whoever has asked is answered by the CRIP of origin, and may ask again. */
function retourDu(
  { id, regimeRetour, recueLe, transmiseLe, collectivite }: InformationPreoccupanteRow,
  { newId, now }: Contexte,
): Ecriture[] {
  const { regle, depart } = REGIMES_RETOUR[regimeRetour];
  if (regle === null || depart === 'DEMANDE') return [];
  const de = depart === 'RECEPTION' ? recueLe : transmiseLe;
  return [ouvrirEcheance(newId, { regle, sujetId: id, depart: de, collectivite, now }).ecriture];
}
