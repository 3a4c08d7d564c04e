import { ecrire, type Ecriture } from '../../../platform/database';
import { EcheanceRow } from '../../../platform/echeance.entity';
import { newReference } from '../../../platform/reference';
import { EntretienRow } from '../majorite/entretien.entity';
import { ligneMesure } from '../mesures/inscrire-mesure';
import { MesureRow, RapportRow, RenouvellementRow } from '../mesures/mesure.entity';
import { ExamenStatutRow } from '../statut/statut.entity';
import type { DossierTransfere, HorlogeTransferee, MesureTransferee } from './dossier';

interface Arrivee {
  readonly id: string;
  readonly reference: string;
  readonly ecritures: readonly Ecriture[];
}

/** What the collectivité of arrival knows by itself: the child, in its own hub. */
interface Ici {
  readonly enfantId: string;
  readonly newId: () => string;
}

/**
 * A measure that another collectivité handed over goes on here under its own reference: the same judge, the same term, the
 * same renewals and the same clocks, none of which starts again (CASF L221-3). Written from the value that went across
 * alone, wherever it comes from.
 */
export function recevoirMesure(
  { de, vers, le, mesure }: Pick<DossierTransfere, 'de' | 'vers' | 'le'> & { readonly mesure: MesureTransferee },
  { enfantId, newId }: Ici,
): Arrivee {
  const { renouvellementsFaits, rapports, examens, entretiens, horloges, ...portee } = mesure;
  const id = newId();
  const reference = newReference('ME');
  const row = ligneMesure(
    {
      ...portee,
      ...{ enfantId, collectivite: vers, recueDe: de, recueLe: new Date(le), debut: new Date(portee.debut) },
      projetEtabliLe: instant(portee.projetEtabliLe),
    },
    { id, reference },
  );
  const dici = () => ({ id: newId(), mesureId: id });
  return {
    ...{ id, reference },
    ecritures: [
      ecrire(MesureRow, row),
      ...renouvellementsFaits.map((un) =>
        ecrire(RenouvellementRow, { ...un, ...dici(), le: new Date(un.le) }, enfantId),
      ),
      ...rapports.map((un) => ecrire(RapportRow, { ...un, ...dici(), remisLe: new Date(un.remisLe) })),
      ...examens.map((un) => ecrire(ExamenStatutRow, { ...un, ...dici(), tenuLe: new Date(un.tenuLe) }, enfantId)),
      ...entretiens.map((un) => ecrire(EntretienRow, { ...un, ...dici(), tenuLe: new Date(un.tenuLe) })),
      ...horloges.map((une) => ecrire(EcheanceRow, { ...horloge(une, de, vers), id: newId(), sujetId: id })),
    ],
  };
}

/** The same clock; whoever was bound or warned at the origin is the same service of the arrival. */
function horloge(une: HorlogeTransferee, de: string, vers: string): Omit<EcheanceRow, 'id' | 'sujetId'> {
  const ici = (institution: string | null) =>
    institution === `ase-${de}` || institution === `crip-${de}` ? institution.replace(de, vers) : institution;
  return {
    ...une,
    ...{ collectivite: vers, acteur: ici(une.acteur), avertie: ici(une.avertie) },
    ...{ depart: new Date(une.depart), limiteLe: new Date(une.limiteLe), ouverteLe: new Date(une.ouverteLe) },
    ...{ suspendueLe: instant(une.suspendueLe), closeLe: instant(une.closeLe) },
    ...{ etapes: [...une.etapes], paliers: [...une.paliers], alertes: une.alertes.map((alerte) => new Date(alerte)) },
    prochaineAlerteLe: instant(une.prochaineAlerteLe),
  };
}

function instant(texte: string | null): Date | null {
  return texte === null ? null : new Date(texte);
}
