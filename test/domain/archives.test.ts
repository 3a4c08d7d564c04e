import { litLesArchives, MANDATS_ARCHIVE } from '../../src/domain/access-archive';
import {
  dossierClos,
  EMPECHEMENTS,
  ETATS_ELIMINATION,
  MOTIFS_REFUS_VISA,
  refusProvisoire,
} from '../../src/domain/archives';

test('a file is closed, or held by what is alive in it', () => {
  expect(dossierClos(null)).toBe(true);
  const clos = (Object.keys(EMPECHEMENTS) as (keyof typeof EMPECHEMENTS)[]).filter(dossierClos);
  expect(clos).toEqual(['LIVRAISON', 'PREUVE']);
});

test('a refusal of the archivist is for ever, or for a time', () => {
  const motifs = Object.keys(MOTIFS_REFUS_VISA) as (keyof typeof MOTIFS_REFUS_VISA)[];
  expect(motifs.filter(refusProvisoire)).toEqual(['DELAI_INSUFFISANT', 'BORDEREAU_INCOMPLET']);
});

test('archives are read with a mandate of their own', () => {
  for (const mandat of MANDATS_ARCHIVE) expect(litLesArchives(['ip:lire', mandat])).toBe(true);
  expect(litLesArchives(['ip:lire', 'archive:eliminer'])).toBe(false);
});

test('nothing is destroyed without having been signed, proposed and decided', () => {
  expect(Object.keys(ETATS_ELIMINATION)).toEqual([
    ...['A_VISER', 'VISEE', 'VISA_REFUSE', 'PROPOSEE', 'REFUSEE', 'EXECUTEE', 'CADUQUE'],
  ]);
});
