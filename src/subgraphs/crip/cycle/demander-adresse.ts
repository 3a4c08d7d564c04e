import { defineAct } from '../../../act';
import { RECIT_MAX, type Controle } from '../../../domain/controle';
import { refus } from '../../../domain/errors';
import type { Tx } from '../../../platform/database';
import { ouvrirEcheance } from '../../../platform/echeances';
import type { AccuseReception } from '../../../published/accuse-reception.type';
import { controlerTransmission } from '../../../published/transmission';
import type { Contexte, Suite } from '../../../registres';
import { signalerDossier } from '../dossier/signaler-dossier';
import type { DemanderAdresseInput } from './adresse.input';
import { caissesAttendues, NOMS_CAISSES } from './caisses-attendues';
import { controlerDossier, exigerOuvert, noter, verrouillerDossier, type DossierCherche } from './dossier-cherche';

/**
 * A family has left without saying where: the CPAM, the CAF or each of them answers within ten days (A7, CASF L226-3-2).
 * When the measure that stops is what kept the child out of danger, the judicial authority is told in the same act.
 */
export const demanderAdresse = defineAct<DemanderAdresseInput, AccuseReception>({
  name: 'demanderAdresse',
  roles: ['crip'],
  scope: 'ip:traiter',
  controler,
  perform: async (tx, input, contexte) => {
    const { newId, now, empreinte } = contexte;
    const { caisses, recueLe, danger } = input;
    const dossier = await verrouillerDossier(tx, input, contexte);
    const { id, type: sujetType, reference, collectivite } = dossier;
    const depart = new Date(recueLe);
    exigerOuvert(dossier);
    if (depart < dossier.depuis.le)
      throw refus('recueLe', 'DATE_INVALIDE', `la demande précède ${dossier.depuis.quoi}.`);
    const interrogees = [...new Set(caisses)];
    const attendues = await caissesAttendues(tx, id);
    const deja = attendues.find((une) => une === '' || interrogees.includes(une));
    if (deja !== undefined)
      throw refus('caisses', 'DEJA_FAIT', `la réponse de ${NOMS_CAISSES[deja]} est déjà attendue.`);
    const reponses = interrogees.map((debiteur) =>
      ouvrirEcheance(newId, { regle: 'A7', debiteur, sujetId: id, sujetType, depart, collectivite, now }),
    );
    const saisine = danger ? await saisir(tx, dossier, danger, contexte) : { ecritures: [], evenements: [] };
    return {
      reponse: {
        id,
        reference,
        recueLe: now.toISOString(),
        empreinte,
        echeances: reponses.map(({ publiee }) => publiee),
      },
      ecritures: [
        ...reponses.map(({ ecriture }) => ecriture),
        ...noter(dossier, { acte: 'demanderAdresse', motif: interrogees.join(', ') }, contexte),
        ...saisine.ecritures,
      ],
      evenements: [...dossier.evenements, ...saisine.evenements],
      objet: { type: sujetType, id },
    };
  },
});

function controler(c: Controle, input: DemanderAdresseInput): void {
  const { idempotencyKey, caisses, recueLe, danger, mesureId } = input;
  c.texte(['idempotencyKey'], idempotencyKey);
  controlerDossier(c, input);
  c.passe(['recueLe'], recueLe);
  c.depart(['recueLe'], recueLe, 'A7');
  if (caisses.length === 0) c.refuser(['caisses'], 'CHAMP_REQUIS', 'caisses : indiquez la CPAM, la CAF ou les deux.');
  if (!danger) return;
  const ici = c.sous((path) => ['danger', ...path]);
  ici.identifiant(['tribunal'], 'tj', danger.tribunal);
  ici.texte(['expose'], danger.expose, RECIT_MAX);
  controlerTransmission(ici, danger.transmission);
  if (!mesureId)
    c.refuser(['danger'], 'VALEUR_INVALIDE', 'danger : pour une information, signalerAuParquet (CASF L226-4 I).');
}

function saisir(
  tx: Tx,
  { enfantId, depuis }: DossierCherche,
  { tribunal, expose, transmission }: NonNullable<DemanderAdresseInput['danger']>,
  contexte: Contexte,
): Promise<Suite> {
  const motifs = ['DEPART_SANS_ADRESSE'] as const;
  const champ = ['danger', 'transmission'];
  return signalerDossier(tx, { enfantId, tribunal, motifs, expose, depuis, transmission, champ }, contexte);
}
