import { defineAct } from '../../../act';
import { controlerEpoque } from '../../../domain/controle';
import { entretienDeSortie, regleMesure } from '../../../domain/mesures-ase';
import { ENTRETIENS } from '../../../domain/suivi-ase';
import { refus } from '../../../domain/errors';
import { ecrire } from '../../../platform/database';
import { cloreEcheances } from '../../../platform/echeances';
import { jourDe } from '../mesures/inscrire-mesure';
import { changee, verrouillerMesure, type Mesure, type MesureChangee } from '../mesures/verrouiller-mesure';
import { EntretienRow } from './entretien.entity';
import type { EnregistrerEntretienInput } from './jeune-majeur.type';

/**
 * The interview with a young person, a year before majority or six months after leaving (A11, CASF L222-5-1,
 * L222-5-2-1). It is about the young person: the clock of each of its measures is met.
 */
export const enregistrerEntretien = defineAct<EnregistrerEntretienInput, MesureChangee>({
  name: 'enregistrerEntretien',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler: (c, { idempotencyKey, tenuLe }) => {
    c.texte(['idempotencyKey'], idempotencyKey);
    controlerEpoque(c, ['tenuLe'], tenuLe);
  },
  perform: async (tx, { mesureId, objet, tenuLe }, contexte) => {
    const mesure = await verrouillerMesure(tx, mesureId, contexte, { terminee: objet === 'APRES_SORTIE' });
    const le = new Date(tenuLe);
    if (objet === 'AVANT_MAJORITE') exigerConfie(mesure);
    else exigerSorti(mesure, le);
    const mesures = await tx.query<{ id: string }>(
      'SELECT id FROM ase.mesure WHERE enfant_id = $1 AND collectivite = $2',
      [mesure.enfantId, mesure.collectivite],
    );
    const { regle } = ENTRETIENS[objet];
    await cloreEcheances(
      tx,
      mesures.map(({ id }) => id),
      [regle],
      le,
      'TENUE',
    );
    return {
      ...changee(mesure),
      ecritures: [ecrire(EntretienRow, { id: contexte.newId(), mesureId: mesure.id, objet, tenuLe: le })],
    };
  },
});

function exigerConfie({ nature }: Mesure): void {
  const { agrement, base, article } = regleMesure(nature);
  if (!agrement || base === 'urgence')
    throw refus(['mesureId'], 'ETAT_INCOMPATIBLE', `cette mesure ne confie pas l'enfant (${article}).`);
}

function exigerSorti({ nature, dateNaissance, collectivite, termineeLe }: Mesure, le: Date): void {
  if (termineeLe === null) throw refus(['mesureId'], 'ETAT_INCOMPATIBLE', "la mesure n'est pas terminée.");
  if (!entretienDeSortie(nature, dateNaissance, jourDe(termineeLe, collectivite)))
    throw refus(['mesureId'], 'ETAT_INCOMPATIBLE', "aucun entretien de sortie n'est dû (CASF L222-5-2-1).");
  if (le < termineeLe) throw refus(['tenuLe'], 'DATE_INVALIDE', "l'entretien précède la sortie.");
}
