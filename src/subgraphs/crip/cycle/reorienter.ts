import { defineAct } from '../../../act';
import type { Controle } from '../../../domain/controle';
import { collectiviteAse } from '../../../domain/collectivites';
import { RefusError } from '../../../domain/errors';
import { ecrire } from '../../../platform/database';
import { lireRaccordees } from '../../../platform/raccordement';
import { avancer, verrouiller, type Information } from './avancer';
import { issueDe, type Avancement } from './avancement';
import { InformationParentsRow } from './cycle.entity';
import type { ReorienterInput } from './cycle.input';
import { MOTIF_MAX } from './passage';
import { transferer } from './transferer';
import { TransfertRow } from './transfert.entity';

/**
 * Another collectivité is competent: its CRIP receives the information through the hub or, when it is not registered
 * there, by a way that R221-7 admits, whose proof is kept. The parents are told of it (CASF L221-3, R221-5).
 */
export const reorienter = defineAct<ReorienterInput, Avancement>({
  name: 'reorienter',
  roles: ['crip'],
  scope: 'ip:traiter',
  controler: (c, { idempotencyKey, collectivite, motif, transmission }, actor) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    c.texte(['motif'], motif, MOTIF_MAX);
    if (!collectiviteAse(collectivite))
      c.refuser(['collectivite'], 'INCONNU', 'collectivite : aucune collectivité de ce code n’exerce l’ASE.');
    if (collectivite === actor.territoire)
      c.refuser(['collectivite'], 'VALEUR_INVALIDE', 'collectivite : la vôtre ne peut pas être celle de destination.');
    controlerTransmission(
      c.sous((path) => ['transmission', ...path]),
      transmission,
    );
  },
  perform: async (tx, { informationId, collectivite: vers, motif, transmission = null }, contexte) => {
    const { newId, now } = contexte;
    const information = await verrouiller(tx, informationId, contexte);
    const avancee = await avancer(tx, information, 'reorienter', contexte, { motif: `${vers} : ${motif}` });
    const reliee = (await lireRaccordees(tx, [`crip-${vers}`])).size > 0;
    exigerVoie(information, { vers, reliee, transmission });
    const arrivee = reliee ? await transferer(tx, information, vers, contexte) : null;
    const { id, reference, collectivite, enfantId } = information;
    const issue = issueDe(information, avancee, contexte);
    return {
      ...issue,
      ecritures: [
        ...issue.ecritures,
        ...(arrivee?.ecritures ?? []),
        ecrire(TransfertRow, {
          ...{ id: newId(), enfantId, informationId: id, arriveeId: arrivee?.id ?? null, de: collectivite, vers },
          ...{ referenceDepart: reference, referenceArrivee: arrivee?.reference ?? null },
          canal: transmission?.canal ?? 'HUB',
          preuve: transmission?.preuve ?? null,
          le: transmission ? new Date(transmission.le) : now,
        }),
        ecrire(InformationParentsRow, {
          ...{ id: newId(), informationId: id, objet: 'TRANSFERT', informes: null, motif: null, le: null },
        }),
      ],
      evenements: [...issue.evenements, ...(arrivee?.evenements ?? [])],
      objet: [
        { type: 'InformationPreoccupante', id },
        ...(arrivee ? [{ type: 'InformationPreoccupante', id: arrivee.id }] : []),
      ],
    };
  },
});

function controlerTransmission(c: Controle, transmission: ReorienterInput['transmission']): void {
  if (!transmission) return;
  c.passe(['le'], transmission.le);
  c.texte(['preuve'], transmission.preuve);
  if (transmission.canal === 'HUB')
    c.refuser(['canal'], 'VALEUR_INVALIDE', 'canal : une autre voie que le hub est attendue ici.');
}

/** @throws RefusError when nothing would reach the competent CRIP, or when the hub would send it a second time */
function exigerVoie(
  { recueLe }: Information,
  { vers, reliee, transmission }: { vers: string; reliee: boolean; transmission: ReorienterInput['transmission'] },
): void {
  const nom = collectiviteAse(vers)?.nom ?? vers;
  const refus = (code: 'CHAMP_REQUIS' | 'VALEUR_INVALIDE' | 'DATE_INVALIDE', path: string[], message: string) =>
    new RefusError([{ path: ['transmission', ...path], code, message }]);
  if (reliee && transmission)
    throw refus('VALEUR_INVALIDE', [], `transmission : la CRIP (${nom}) est raccordée au hub, qui lui transmet.`);
  if (reliee) return;
  if (!transmission)
    throw refus(
      'CHAMP_REQUIS',
      [],
      `transmission : la CRIP (${nom}) n'est pas raccordée au hub, qui ne peut rien lui transmettre. Adressez-lui l'information sous pli scellé, en recommandé avec avis de réception, ou par voie électronique conforme au RGS (CASF R221-7), puis indiquez ici la voie, la date et la preuve.`,
    );
  if (transmission.le < recueLe.toISOString().slice(0, 10))
    throw refus('DATE_INVALIDE', ['le'], "le : la transmission précède la réception de l'information.");
}
