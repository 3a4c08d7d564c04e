import { ajouterDuree } from '../../../domain/calendar';
import { ligneTransferee } from '../../../domain/retention';
import { ecrire, type Ecriture } from '../../../platform/database';
import { jourDe } from '../mesures/inscrire-mesure';
import { DocumentTransfereRow, TransfertDossierRow } from './transfert.entity';
import type { DocumentTransfere } from '../../../domain/transfert-dossier';

type Garde = Omit<TransfertDossierRow, 'conservationAns' | 'conservationJusquAu'>;

/** What each end keeps of a transfer: reference, date, way, proof and documents (CASF R221-6, R221-9). */
export function archiverTransfert(
  garde: Garde,
  documents: readonly DocumentTransfere[],
  ici: string,
  newId: () => string,
): Ecriture[] {
  const { id: transfertId, enfantId, de, vers, nature } = garde;
  const jour = jourDe(garde.le, ici);
  const { active } = ligneTransferee(nature, jour);
  return [
    ecrire(TransfertDossierRow, {
      ...garde,
      ...{ conservationAns: active.annees, conservationJusquAu: ajouterDuree(jour, active) },
    }),
    ...documents.map(({ document, absence, pieces }) =>
      ecrire(DocumentTransfereRow, {
        ...{ id: newId(), transfertId, enfantId, de, vers, document, contenu: { absence, pieces } },
      }),
    ),
  ];
}
