import type { Hl7Message } from '@medplum/core';
import { instantLocal } from '../../../src/domain/calendar-instants';
import { lieuDe } from '../../../src/domain/calendar-lieux';
import { aPlusDe } from '../../../src/domain/controle';
import { AGE_MAX_PASSAGE, type NaturePassage } from '../../../src/domain/passages';
import type { Envoi, Lecture } from '../../entrant';
import { champDe, illisible, lireEr7, repetitions, valeur } from './er7';

/** IHE PAM, France: what each event says of a stay. The others (A08, A31, A40…) are acknowledged, and nothing is done. */
const NATURES: Readonly<Record<string, NaturePassage>> = {
  A01: 'ADMISSION',
  A04: 'ADMISSION',
  A03: 'SORTIE',
  A11: 'ANNULATION_ADMISSION',
  A13: 'ANNULATION_SORTIE',
};
const CLE_MAX = 199;
/** INS of trials and of demonstrations (référentiel INS). */
const INS_FICTIFS = ['1.2.250.1.213.1.4.10', '1.2.250.1.213.1.4.11'];
const FINESS = /^(\d{9}|2[AB]\d{7})$/;
const SEXES: Readonly<Record<string, string>> = { M: 'M', F: 'F' };

/** An ADT message (HL7 v2.5, PAM-FR 2.11). Whom the hub could not recognise by all its traits, it does not even try. @throws MessageIllisible */
export function lireAdt({
  corps,
  de,
  recuLe,
  production,
}: Pick<Envoi, 'corps' | 'de' | 'recuLe' | 'production'>): Lecture {
  const message = lireEr7(corps);
  const cle = valeur(message, 'MSH', 10);
  if (cle === undefined || cle.length > CLE_MAX)
    throw illisible(
      'IDENTIFIANT_ABSENT',
      'MSH-10',
      `Le message doit avoir un identifiant, de ${String(CLE_MAX)} caractères au plus.`,
    );
  if (valeur(message, 'MSH', 9) !== 'ADT')
    throw illisible('MESSAGE_ATTENDU', 'MSH-9', 'Seuls les messages ADT sont reçus ici.');
  exigerEtablissement(message, de.institution);
  const nature = NATURES[valeur(message, 'MSH', 9, 2) ?? ''];
  if (nature === undefined) return { cle, demandes: [] };
  for (const segment of ['EVN', 'PID', 'PV1'])
    if (message.getSegment(segment) === undefined)
      throw illisible('SEGMENT_ABSENT', segment, `Le segment ${segment} manque, ou le message est coupé.`);
  if (production) refuserFictif(message);
  const enfant = traitsDe(message, recuLe);
  const le = instantDe(message, nature, de.territoire);
  if (le === undefined)
    throw illisible('DATE_INVALIDE', 'EVN-2', 'La date et l’heure de l’événement manquent ou sont illisibles.');
  return { cle, demandes: enfant ? [{ acte: 'signalerPassage', input: { enfant, nature, le } }] : [] };
}

/** Where the message names establishments by their FINESS, one is the caller's. */
function exigerEtablissement(message: Hl7Message, institution: string): void {
  const nommes = (['MSH', 'PV1'] as const).flatMap((segment) => {
    const champ = champDe(message, segment, segment === 'MSH' ? 4 : 3);
    const lus = champ?.components.flat().flatMap((composant) => composant.split('&')) ?? [];
    return lus.filter((lu) => FINESS.test(lu));
  });
  if (nommes.length > 0 && !nommes.includes(institution))
    throw illisible(
      'ETABLISSEMENT_DIFFERENT',
      'MSH-4',
      'L’établissement du message (FINESS) n’est pas celui qui l’envoie.',
    );
}

function refuserFictif(message: Hl7Message): void {
  for (let i = 0; i < repetitions(message, 'PID', 3); i += 1)
    if (INS_FICTIFS.some((oid) => valeur(message, 'PID', 3, 4, i)?.includes(`&${oid}&`)))
      throw illisible('INS_DE_TEST', 'PID-3', 'Une INS de test ou de démonstration n’est pas reçue en production.');
}

/** All the civil traits; undefined when one is missing, since nobody is looked for by less, and of an adult. */
function traitsDe(message: Hl7Message, recuLe: Date): Readonly<Record<string, string>> | undefined {
  const noms = repetitions(message, 'PID', 5);
  let naissance = 0;
  for (let i = 0; i < noms; i += 1) if (valeur(message, 'PID', 5, 7, i) === 'L') naissance = i;
  const [premier, suivants] = [2, 3].map((composant) => valeur(message, 'PID', 5, composant, naissance));
  const prenoms = suivants?.startsWith(premier ?? '') ? suivants : [premier, suivants].filter(Boolean).join(' ');
  const jour = /^(\d{4})(\d{2})(\d{2})/.exec(valeur(message, 'PID', 7) ?? '');
  const traits = {
    nomNaissance: valeur(message, 'PID', 5, 1, naissance),
    prenoms,
    sexe: SEXES[valeur(message, 'PID', 8) ?? ''],
    dateNaissance: jour?.slice(1).join('-'),
    communeNaissance: communeDe(message),
  };
  const complets = Object.values(traits).every((trait) => trait !== undefined && trait !== '');
  const adulte = traits.dateNaissance !== undefined && aPlusDe(AGE_MAX_PASSAGE, traits.dateNaissance, recuLe);
  return complets && !adulte ? (traits as Record<string, string>) : undefined;
}

/** INSEE code of the place of birth: address of type BDL. */
function communeDe(message: Hl7Message): string | undefined {
  for (let i = 0; i < repetitions(message, 'PID', 11); i += 1)
    if (valeur(message, 'PID', 11, 7, i) === 'BDL') return valeur(message, 'PID', 11, 9, i);
  return undefined;
}

/** When it happened: admission, discharge, event, then the message. */
function instantDe(message: Hl7Message, nature: NaturePassage, territoire: string | null): string | undefined {
  const lus = [
    nature === 'ADMISSION' ? valeur(message, 'PV1', 44) : undefined,
    nature === 'SORTIE' ? valeur(message, 'PV1', 45) : undefined,
    valeur(message, 'EVN', 6),
    valeur(message, 'EVN', 2),
    valeur(message, 'MSH', 7),
  ];
  const lu = lus.find((un) => un !== undefined);
  return lu === undefined ? undefined : instantTs(lu, territoire);
}

/** HL7 TS to ISO 8601; without an offset, the local time of the hospital. */
function instantTs(lu: string, territoire: string | null): string | undefined {
  const lue = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:\.\d{1,4})?([+-]\d\d)?(\d\d)?$/.exec(lu);
  if (!lue) return undefined;
  const [, annee = '', mois = '', jour = '', heure = '', minute = '', seconde = '00', signe, reste = '00'] = lue;
  const local = `${annee}-${mois}-${jour}T${heure}:${minute}:${seconde}`;
  const naif = Date.parse(`${local}Z`);
  if (Number.isNaN(naif) || !new Date(naif).toISOString().startsWith(local)) return undefined;
  if (signe !== undefined) return `${local}${signe}:${reste}`;
  const { fuseau } = lieuDe({ territoire: territoire ?? '31' });
  const decalage = (epoch: number) => Date.parse(`${instantLocal(epoch, fuseau).slice(0, 19)}Z`) - epoch;
  // Twice: the offset of that very hour, the night when clocks change too.
  return instantLocal(naif - decalage(naif - decalage(naif)), fuseau);
}
