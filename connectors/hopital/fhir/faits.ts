import { NATURES_DANGER, type NatureDanger } from '../../../src/domain/code-lists';
import { NATURES_ANNEXE_2_8, NATURES_CIM_10 } from '../../../src/domain/danger-correspondances';
import { compact } from './enfant';
import type { Objet } from '../../json';
import { codeDe, extension, liste, texte } from './lecture';
import { CIM_10, HUB } from './systemes';

const URGENCES: Readonly<Record<string, string>> = {
  routine: 'STANDARD',
  urgent: 'RAPIDE',
  asap: 'RAPIDE',
  stat: 'IMMEDIATE',
};

/** `priority` of the Communication; an emergency admission says nothing of the danger. */
export const urgenceDe = (communication: Objet): string =>
  URGENCES[texte(communication['priority']) ?? 'routine'] ?? 'STANDARD';

/** One fact: what the professionals write, apart from the child's own words. */
export function faitsDe(communication: Objet): readonly Objet[] {
  const payloads = liste(communication['payload']);
  const dit = (parole: boolean) =>
    payloads
      .filter((un) => (extension(un, HUB.paroleEnfant)?.['valueBoolean'] === true) === parole)
      .flatMap((un) => texte(un['contentString']) ?? []);
  const recit = dit(false).join('\n\n');
  const paroles = dit(true).join('\n');
  const mode = texte(extension(communication, HUB.modeConstatation)?.['valueCode']);
  return [
    compact({
      recit,
      // What it does not say of how it was seen is a document, no more.
      constatePar: mode ?? 'DOCUMENT',
      parolesEnfant: texte(paroles),
    }),
  ];
}

/** Natures of danger, in the order of the codes; what no list knows is for the CRIP to qualify. */
export function naturesDe(communication: Objet): readonly NatureDanger[] {
  const natures = liste(communication['reasonCode']).flatMap((raison) => natureDe(raison) ?? []);
  return natures.length === 0 ? ['AUTRE'] : [...new Set(natures)];
}

function natureDe(raison: Objet): NatureDanger | undefined {
  const hub = codeDe(raison, HUB.nature);
  if (hub !== undefined && Object.hasOwn(NATURES_DANGER, hub)) return hub as NatureDanger;
  const annexe = codeDe(raison, HUB.annexe28);
  if (annexe !== undefined) return NATURES_ANNEXE_2_8[annexe];
  const cim = codeDe(raison, CIM_10);
  return Object.entries(NATURES_CIM_10).find(([prefixe]) => cim?.startsWith(prefixe) === true)?.[1];
}
